# SPDX-License-Identifier: MIT
# input and sys.stdin.
import sys

print(repr(input()))
print(repr(input("prompt> ")))
print(repr(input(5)))
print(repr(sys.stdin.readline()))
print(repr(input()))
for line in sys.stdin:
    print(repr(line))
    if line.startswith("stop"):
        break
print(sys.stdin.read(3))
print(repr(input("last: ")))
for _ in range(2):
    try:
        input("more: ")
    except EOFError as error:
        print("EOFError:", error)


class Lines:
    def __init__(self, *lines):
        self.lines = list(lines)

    def readline(self):
        return self.lines.pop(0)


sys.stdin = Lines("one\n", "two", "", 5)
for _ in range(4):
    try:
        print(repr(input()))
    except (EOFError, TypeError) as error:
        print(type(error).__name__, error)
sys.stdin = None
try:
    input()
except RuntimeError as error:
    print(error)
sys.stdin = sys.__stdin__
try:
    input(1, 2)
except TypeError as error:
    print(error)
