# SPDX-License-Identifier: MIT
# format() and % of floats.
from _numbers import attempt

numbers = (0.0, -0.0, 1.0, -1.5, 3.14159, 1234567.891, -1e10, 1e-7, 1e100, 123456789.0, 0.5, 2.5, 0.05, 99.995, float("inf"),
           float("-inf"), float("nan"), 5e-324, 1.7976931348623157e308)
for specification in ("", "f", "F", "e", "E", "g", "G", "n", "%", ".0f", ".1f", ".2f", ".10f", ".0e", ".3e", ".0g", ".3g", ".10g", ".0%",
                      "#.0f", "#.0e", "#g", "#.3g", "+", " ", "+.2f", " .1e", "10", "<10", "^10", "=10", "010", "*^12.2f", "+010.2f",
                      ",", "_", ",.2f", "_.3f", "015,.1f", ".3", ".1", ".0", "10.4", "z", "z.0f", "z.1f", "+z.0f", ".17g", ".50g",
                      "=+12.3f", "é^10.1f", ",e", ",g", ",%", "08.3f", "#", "#.3", "_g"):
    for n in numbers:
        try:
            print(specification, format(n, specification))
        except Exception as error:
            print(specification, type(error).__name__, error)
for specification in ("d", "x", "c", "s", "b", "q", ",n", ".f", ".2", "5.", ",,", "_,", ".99999999999f", "99999999999999999999", "é"):
    attempt(format, 1.5, specification)
attempt(format, 1.5, 5)
for text in ("%f", "%.2f", "%10.3f|", "%-10.3f|", "%010.3f", "%+f", "% f", "%e", "%.0e", "%#.0f", "%#.0e", "%g", "%#g", "%.3g", "%G", "%E", "%F",
             "%s", "%r", "%d", "%10s", "%.3s", "%a"):
    for n in (0.0, -0.0, 1.5, -2.5, 1e100, 1e-10, 123456.789):
        print(text, text % n)
print("%.0f %.0f %.0f %.0f" % (0.5, 1.5, 2.5, 3.5), "%.1f" % 0.25, "%.1f" % 0.35, "%.400f" % 0.1, sep="\n")
attempt(lambda: "%f" % "x")
attempt(lambda: "%d" % float("inf"))
attempt(lambda: "%d" % float("nan"))
attempt(lambda: "%x" % 1.0)
