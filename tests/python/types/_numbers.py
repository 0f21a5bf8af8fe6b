# SPDX-License-Identifier: MIT
"""What the tests of numbers share."""


def attempt(function, *arguments, **keywords):
    """Prints what a call gives or raises."""
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Random:
    """The same numbers everywhere."""

    def __init__(self, seed=1):
        self.state = seed

    def bits(self, count):
        result = 0
        for _ in range((count + 31) // 32):
            self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
            result = result << 32 | self.state >> 32
        return result >> (-count % 32)

    def below(self, n):
        return self.bits(n.bit_length() + 32) % n

    def integer(self, most_bits):
        value = self.bits(1 + self.below(most_bits))
        kind = self.below(8)
        if kind == 0:
            value = 1 << self.below(most_bits)
        elif kind == 1:
            value = (1 << self.below(most_bits)) - 1
        return -value if self.below(2) else value
