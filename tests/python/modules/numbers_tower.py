# SPDX-License-Identifier: MIT
# numbers: which classes belong to which, what is abstract, what the classes give.
import numbers
from numbers import Complex, Integral, Number, Rational, Real

for value in 1, True, 1.5, 1j, "a", None, 10**30:
    print(repr(value), [isinstance(value, c) for c in (Number, Complex, Real, Rational, Integral)], [issubclass(type(value), c) for c in (Number, Integral)])
print(numbers.__all__, [c.__mro__[1].__name__ for c in (Number, Complex, Real, Rational, Integral)])
for c in Number, Complex, Real, Rational, Integral:
    print(c.__name__, sorted(c.__abstractmethods__), c.__slots__, c.__hash__)
    try:
        c()
        print("made")
    except TypeError as error:
        print(str(error)[:60])


def implement(base, **methods):
    names = dict.fromkeys(base.__abstractmethods__, lambda self, *args: (self, args))
    names.update(methods)
    return type("Own" + base.__name__, (base,), names)


whole = implement(Integral, __int__=lambda self: 7, __pos__=lambda self: self, __eq__=lambda self, other: False)()
print(float(whole), whole.numerator is whole, whole.denominator, whole.real is whole, whole.imag, whole.conjugate() is whole, complex(whole), whole.__index__(), bool(whole))
part = implement(Rational, numerator=3, denominator=4, __floordiv__=lambda self, other: "quotient", __mod__=lambda self, other: "rest")()
print(float(part), complex(part), divmod(part, 2), part.imag)
z = implement(Complex, __add__=lambda self, other: ("add", other), __neg__=lambda self: "neg", __eq__=lambda self, other: other == 0)()
print(z - 5, bool(z))
