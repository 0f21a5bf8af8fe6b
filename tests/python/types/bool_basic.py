# SPDX-License-Identifier: MIT
# bool.
from _numbers import attempt

print(True, False, repr(True), str(False), bool(), bool(0), bool(""), bool("x"), bool([]), bool([0]), bool(0.0), bool(0j), bool(None), bool(2 ** 70))
for a in (True, False):
    for b in (True, False, 1, 0, 2):
        print(a & b, a | b, a ^ b, b & a, b | a, b ^ a, a + b, a - b, a * b, a == b, a < b, a is b)
print(-True, +True, ~True, ~False, abs(True), type(+True), True << 3, True >> 1, True ** 2, 7 // True, 7 % True, True / 2)
print(type(True), bool.__mro__, isinstance(True, int), issubclass(bool, int), True.__class__, type(True & True), type(True + True))
print(int(True), float(True), complex(True), hash(True), hash(False), {True: 1}[1], [10, 20][True], "ab"[False], hex(True))
print(True.bit_length(), True.real, True.numerator, type(True.real), True.to_bytes(1, "big"), True.__index__(), type(True.__index__()))
print(f"{True}", f"{True:d}", f"{True:5}", f"{True:>7}", "%s %d %r" % (True, True, False), format(True, ""), format(True, "x"), f"{True!s:>6}")
attempt(bool, 1, 2)
attempt(bool, x=1)
attempt(lambda: True & 1.0)
attempt(lambda: True + "x")
attempt(lambda: True < None)
attempt(lambda: type("Sub", (bool,), {}))
attempt(lambda: int.__new__(bool, 1))
attempt(lambda: bool.__new__(int, 1))
attempt(lambda: bool.__new__(bool, 5))
attempt(lambda: bool.__new__())
attempt(lambda: setattr(True, "x", 1))


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value


class Length:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


for value in (True, False, 1, 0, None, "x"):
    attempt(bool, Truth(value))
for value in (0, 5, -1, 2 ** 70, "x", 1.0, True):
    attempt(bool, Length(value))
print(not Truth(False), not [], not 0, not "x", all([1, True]), any([0, False]), max(True, False), sum([True] * 5), sorted([True, False, True]))
print(True.__and__(1), True.__and__("x"), True.__rand__(False), True.__repr__(), bool.from_bytes(b"\0", "big"), bool.__doc__[:16])
