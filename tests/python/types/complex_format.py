# SPDX-License-Identifier: MIT
# format() of complex numbers.
from _numbers import attempt

numbers = (0j, 1j, -1j, 1 + 2j, -1.5 - 2.25j, 1234567.891 + 0.001j, complex(-0.0, -0.0), complex("inf"), complex("nan-infj"), 1e100 + 1e-100j)
for specification in ("", "f", "e", "E", "g", "G", "n", "F", ".0f", ".2f", ".3e", ".3g", ".10g", "+", "+.1f", " ", " .1f", "20", "<20", ">20", "^20.1f", "*^20",
                      ",", "_", ",.2f", "#.0f", "#g", ".3", ".0", ".17g", "z.0f", "é>20"):
    for n in numbers:
        try:
            print(specification, format(n, specification))
        except Exception as error:
            print(specification, type(error).__name__, error)
for specification in ("=20", "020", "020.1f", "d", "x", "s", "%", "q", "c", "b", ",n", "0", "<020"):
    attempt(format, 1 + 2j, specification)
attempt(format, 1j, 5)
print(f"{1 + 2j}", "{:.1f}".format(1 + 2j), "%s" % (1 + 2j), "%r" % 1j)
attempt(lambda: "%f" % 1j)
attempt(lambda: "%d" % 1j)
