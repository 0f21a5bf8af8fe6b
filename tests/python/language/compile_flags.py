# SPDX-License-Identifier: MIT
# The arguments flags and optimize of compile().
for bit in range(31):
    if bit == 10:
        continue  # a syntax tree
    try:
        print(bit, type(compile("1", "s", "eval", 1 << bit)).__name__)
    except ValueError as e:
        print(bit, e)
for arguments in (-1,), (0, 0, 7), (0, 0, -2), (0, 0, 2), (0, 0, 1 << 40), (1 << 40,), ("x",), (1.5,), (0, 0, None):
    try:
        print(arguments, type(compile("1", "s", "eval", *arguments)).__name__)
    except Exception as e:
        print(arguments, type(e).__name__, e)
try:
    compile("1", "s", "bad", 1 << 30)
except ValueError as e:
    print(e)
print(type(compile("1", "s", "eval", dont_inherit=True, optimize=1, flags=0)).__name__)
