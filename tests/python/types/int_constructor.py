# SPDX-License-Identifier: MIT
# int(): numbers, text in all bases, objects, errors.
from _numbers import attempt

print(int(), int(5), int(-5.9), int(5.9), int(True), int(1e30), int(-2.0 ** 63), int(2.0 ** 62), int(2.0 ** 63))
for text in ("0", "-0", "+7", " 12\t\n", "1_000", "1__0", "_1", "1_", "", " ", "+", "-", "- 1", "+-1", "0x10", "1e3", "12a",
             "٣٤", "１２", "\u2003 5\u2003", "999999999999999999999999", "4611686018427387903", "4611686018427387904",
             "-4611686018427387904", "-4611686018427387905", "9223372036854775808", "00", "007", "1\0", "é", "5 5",
             "\ud800", "x" * 300):
    attempt(int, text)
for text, base in (("ff", 16), ("0xff", 16), ("0XfF", 16), ("0b101", 2), ("0b101", 16), ("0o17", 8), ("z", 36), ("Zz", 36),
                   ("10", 0), ("0x1f", 0), ("-0b11", 0), ("0o7", 0), ("010", 0), ("00", 0), ("0_0", 0), ("0", 0),
                   ("0x", 16), ("0x", 0), ("0x_f", 0), ("0x_f", 16), ("_f", 16), ("0b2", 2), ("0b", 2), ("2", 2), ("8", 8),
                   ("1", 1), ("1", 37), ("1", -1), ("1" * 20, 3), ("zzzzzzzzzzzzzzzzzzzz", 36), ("f" * 40, 16),
                   ("1" * 100, 2), ("", 0), ("1", 2.0), ("1", 10 ** 30), ("0_1", 0), ("1_0", 0), ("0_7", 8), ("0b_1", 0),
                   (" 0x10 ", 16), ("0x 1", 16), ("+0x1", 16), ("0x+1", 16)):
    attempt(int, text, base)
attempt(int, b"12")
attempt(int, b" 12 ")
attempt(int, bytearray(b"-0x1f"), 16)
attempt(int, b"1\xff")
attempt(int, b"1\0")
attempt(int, b"")
attempt(int, "1", base=8)
attempt(int, base=8)
attempt(int, 5, 8)
attempt(int, 5, base=8)
attempt(int, x=5)
attempt(int, "1", 2, 3)
attempt(int, None)
attempt(int, [])
attempt(int, 1j)
attempt(int, float("inf"))
attempt(int, float("-inf"))
attempt(int, float("nan"))
attempt(int, int)


class Int:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Trunc:
    def __init__(self, value):
        self.value = value

    def __trunc__(self):
        return self.value


class Sub(int):
    pass


for kind in (Int, Index):
    attempt(int, kind(5))
    attempt(int, kind(10 ** 30))
    attempt(int, kind("5"))
    attempt(int, kind(5.0))
attempt(int, "11", Index(2))
attempt(int, "11", Int(2))
print(type(int(Int(7))), type(int(Sub(7))), int(Sub(7)), type(Sub(7)), Sub("12"), Sub("ff", 16), Sub(), Sub(7.9))
print(type(Sub(7) + 1), type(-Sub(7)), type(+Sub(7)), type(abs(Sub(7))), type(~Sub(7)), type(Sub(7).__int__()))


class Str(str):
    pass


print(int(Str("55")), int(Str("z"), 36))
attempt(int, Str("x y"))
print(int.__doc__[:30])
