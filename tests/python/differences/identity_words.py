# differs: a small integer, and most floats, are the word itself, so equal ones are identical
# SPDX-License-Identifier: MIT
print(int("257") is int("257"), int("-5000000000") is int("-5000000000"), 2**61 + int("1") is 2**61 + int("1"))
print(int("9" * 30) is int("9" * 30))  # beyond 63 bits: objects
print(float("1.5") is float("1.5"), float("0.0") is float("0.0"), float("0.0") is float("-0.0"))
print(float("1e-300") is float("1e-300"), float("inf") is float("inf"), float("nan") is float("nan"))
nan = float("nan")
print(nan is nan, nan in [nan], nan == nan)
print("".join(["a"]) is chr(97), tuple([]) is tuple(), frozenset([]) is frozenset())
