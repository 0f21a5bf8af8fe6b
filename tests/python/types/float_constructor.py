# SPDX-License-Identifier: MIT
# float(): text, objects, errors.
from _numbers import attempt

for text in ("0", "-0", "1", "1.", ".5", ".", "", " ", "1e5", "1E+5", "1e-5", "1e", "e5", "1e+", "  1.5\n", "1_000.5", "1__0",
             "_1", "1_", "1_.5", "1._5", "1e1_0", "inf", "-inf", "+Infinity", "INF", "infinit", "nan", "-nan", "NaN", "nan1", "0x1p3",
             "1e400", "-1e400", "1e-400", "٣.٥", "１２", "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2e-324",
             "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "9007199254740993", "0." + "0" * 400 + "1",
             "1" + "0" * 400, "1" * 1000, "--1", "1 2", "1,5", "é", "1\0", "\ud800"):
    attempt(float, text)
print(float(), float(5), float(-2 ** 70), float(True), float(1.5), float(b"2.5"), float(bytearray(b" 1e3 ")))
attempt(float, b"x")
attempt(float, b"\xff")
attempt(float, None)
attempt(float, [])
attempt(float, 1j)
attempt(float, 10 ** 400)
attempt(float, 1, 2)
attempt(float, x=1)


class Float:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Sub(float):
    pass


attempt(float, Float(2.5))
attempt(float, Float(2))
attempt(float, Float("2"))
attempt(float, Index(7))
attempt(float, Index(10 ** 400))
attempt(float, Index("7"))
print(type(Sub(1.5)), Sub(1.5), Sub("2.5"), Sub(), type(Sub(1.5) + 1), type(-Sub(1.5)), type(+Sub(1.5)), type(abs(Sub(-1.5))))
print(type(float(Sub(1.5))), type(Sub(1.5).__float__()), type(Sub(2.0).conjugate()), type(Sub(2.0).real))
print(repr(Sub(1.5)), str(Sub(1.5)), f"{Sub(1.5)}", hash(Sub(1.5)) == hash(1.5), Sub(1.5) == 1.5, {1.5: "x"}[Sub(1.5)])
