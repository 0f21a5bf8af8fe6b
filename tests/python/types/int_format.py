# SPDX-License-Identifier: MIT
# format() of ints and bools.
from _numbers import attempt

numbers = (0, 1, -1, 42, -42, 1234567, -1234567, 2 ** 64, -10 ** 25, True)
for specification in ("", "d", "5", "5d", "05d", "<8", ">8", "^8", "=8", "*^12", "+", " ", "-", "+d", " d", ",", "_", ",d", "_d",
                      "010,", "020,", "x", "X", "o", "b", "#x", "#X", "#o", "#b", "#010x", "_x", "_b", "#_x", "c", "n", "012n",
                      "e", "E", "f", "F", "g", "G", "%", ".2f", ".0f", "10.3e", "+.1%", "é>6", "0>6", "<06", "z.1f"):
    for n in numbers:
        if specification == "c" and not 0 <= n < 0x110000:
            continue
        try:
            print(specification, format(n, specification))
        except Exception as error:
            print(specification, type(error).__name__, error)
for specification in (".2", ".2d", ",x", ",b", "_n", ",n", "s", "q", "5q", "  d", "+c", "#c", ",c", ",_", "_,", ".", "10.", "d5",
                      "zd", "é", "99999999999999999999", ".99999999999999999999f", "\0", "=s", "00", "+-", "#d"):
    attempt(format, 42, specification)
attempt(format, -1, "c")
attempt(format, 0x110000, "c")
attempt(format, 2 ** 70, "c")
print(ascii(format(0xd800, "c")), format(8364, "c"), format(8364, ">3c"), format(65, "05c"))
attempt(format, 10 ** 400, "f")
attempt(format, 42, 5)
attempt((42).__format__)
attempt((42).__format__, 5)
print("{:>5}|{:<5}|{:^5}|{:05}".format(1, 2, 3, 4), f"{2 ** 70:,}", "{:{}}".format(5, "03"))
for text in ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%#X", "%o", "%#o", "%i", "%u", "%.5d", "%8.5d", "%-8.5d|",
             "%+.3x", "%#.5x", "%e", "%.3f", "%g", "%s", "%r", "%10s", "%.2s", "%c"):
    for n in (0, 42, 2 ** 70, -42, True):
        if text == "%c" and n not in (42, 0):
            continue
        print(text, text % n)
print(bin(0), bin(-5), oct(0), oct(-64), hex(255), hex(-2 ** 70), bin(2 ** 65), oct(2 ** 65), bin(True))
attempt(hex, 1.5)
attempt(bin, "5")


class Index:
    def __index__(self):
        return 200


print(bin(Index()), oct(Index()), hex(Index()))
attempt(lambda: "%x" % Index())
attempt(lambda: "%d" % Index())
attempt(lambda: "%x" % 1.5)
attempt(lambda: "%d" % 3.99)
attempt(lambda: "%d" % "3")
