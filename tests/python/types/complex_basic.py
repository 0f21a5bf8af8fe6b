# SPDX-License-Identifier: MIT
# complex: constructor, text, operators.
from _numbers import attempt

inf, nan = float("inf"), float("nan")
for text in ("0", "1", "1j", "-1j", "j", "-j", "+j", "1+2j", "1-2j", " 1+2j ", "(1+2j)", "( 1+2j )", "((1+2j))", "1 + 2j", "1+j", "1e3-1e-3j",
             "1E5J", "inf", "infj", "nan+nanj", "-inf-infj", "1+2", "1j+2", "", "()", "(1", "1)", "x", "1_0+2_0j", "1__0j", "1+2i", ".5j", "1.j", "+",
             "1+-2j", "1++2j", "٣+٤j", "1\0", "é", "inf+5j", "1e400j"):
    attempt(complex, text)
print(complex(), complex(5), complex(1.5), complex(1, 2), complex(1j), complex(1j, 2), complex(1, 2j), complex(1j, 2j), complex(True, False))
print(complex(real=1), complex(imag=1), complex(real=1, imag=2), complex(0.0, -0.0), complex(-0.0, -0.0), complex(-0.0, 0.0))
attempt(complex, "1", 2)
attempt(complex, 1, "2")
attempt(complex, None)
attempt(complex, 1, None)
attempt(complex, [])
attempt(complex, b"1")
attempt(complex, 1, 2, 3)
attempt(complex, 10 ** 400)


class Complex:
    def __init__(self, value):
        self.value = value

    def __complex__(self):
        return self.value


class Float:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 7


class Sub(complex):
    pass


attempt(complex, Complex(1 + 2j))
attempt(complex, Complex(5))
attempt(complex, Complex("x"))
attempt(complex, 1, Complex(2j))
attempt(complex, Float())
attempt(complex, Index(), Float())
print(type(Sub(1, 2)), Sub("1+2j"), type(Sub(1) + 1), type(+Sub(1)), repr(Sub(1j)), type(complex(Sub(1j))))
numbers = [0j, 1j, -1j, 1 + 2j, -1.5 - 2.5j, complex(inf, 1), complex(1, nan), complex(-0.0, 0.0), 3, -2.5, 2 ** 70, True]
for a in numbers:
    print(a, repr(a), -a, +a, abs(a) if a - a == 0 else "", bool(a))
    if isinstance(a, complex):
        print(a.real, a.imag, a.conjugate())
    for b in numbers:
        print(a + b, a - b, a * b, a == b, a != b, end=" ")
        for operation in (lambda: a / b, lambda: a ** b):
            if type(a) is type(b) is complex or complex in (type(a), type(b)):
                try:
                    print(operation(), end=" ")
                except (ZeroDivisionError, OverflowError) as error:
                    print(type(error).__name__, error, end=" ")
        print()
attempt(lambda: 1j < 2j)
attempt(lambda: 1j // 2)
attempt(lambda: 1j % 2)
attempt(lambda: divmod(1j, 2))
attempt(lambda: pow(1j, 2, 3))
attempt(lambda: 1j + "x")
attempt(lambda: 0j ** -1)
attempt(lambda: 0j ** 1j)
attempt(lambda: (1e200 + 1e200j) ** 2)
attempt(lambda: abs(complex(1e308, 1e308)))
attempt(int, 1j)
attempt(float, 1j)
attempt(round, 1j)
attempt(lambda: 1j + 10 ** 400)
print(1j ** 0, 1j ** 2, (1 + 1j) ** 3, (1 + 1j) ** -2, (2 + 3j) ** 0.5, 2 ** 1j, 0j ** 0, (1 + 1j) ** 101, (1.5 + 1j) ** 1.5)
print(hash(1j), hash(1 + 2j), hash(5 + 0j) == hash(5), hash(complex(0.5, 0)) == hash(0.5), hash(-1 - 1j), 5 == 5 + 0j, 5.0 == 5 + 1j)
print((1 + 2j).__getnewargs__(), (1 + 2j).__complex__(), 1j.__eq__("x"), 1j == "x", complex(10 ** 25) == 10 ** 25, 2 ** 70 + 1 == complex(2 ** 70))
print(1e16 + 1e-5j, complex(1e100, -1e-100), 1.0 + 1.0j, complex(nan, nan), complex(inf, -inf))
