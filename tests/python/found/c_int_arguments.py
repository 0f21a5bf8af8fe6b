# SPDX-License-Identifier: MIT
# What is a C int in CPython's interfaces is refused beyond 32 bits, and is an integer always.
import random


def show(function):
    try:
        print(repr(function()))
    except Exception as e:
        print(type(e).__name__, e)


for n in 2**31, -2**31 - 1, 2**40, 2**80, -2**80, None, 1.5, True:
    show(lambda: "a\tb".expandtabs(n))
    show(lambda: b"a\tb".expandtabs(n))
    show(lambda: "a\nb".splitlines(n))
    show(lambda: b"a\nb".splitlines(n))
    show(lambda: sorted([2, 1], reverse=n))
    show(lambda: [2, 1].sort(reverse=n))
    show(lambda: chr(n))
    show(lambda: b"abc".hex(":", n))
    show(lambda: random.Random(1).getrandbits(n) >= 0)
print(slice(True, 5, True).indices(True), slice(3, 6, 6).indices(False))
