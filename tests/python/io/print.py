# SPDX-License-Identifier: MIT
# print and its arguments.
import sys
from _place import attempt, path

print()
print("a", 1, 2.5, None, [1, "x"], sep=", ", end=".\n")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print(*range(5), sep="\n")
print("no newline", end="")
print()
print(end="x\n")
print("é", "€", sep="—")
attempt(print, sep=5)
attempt(print, end=b"")
attempt(print, nothing=5)
attempt(print, 1, file=5)


class Bad:
    def __str__(self):
        raise ValueError("no text")


class Wrong:
    def __str__(self):
        return 5


class Truth:
    def __bool__(self):
        raise ValueError("no truth")


attempt(print, "before", Bad())
print()
attempt(print, Wrong())
attempt(print, 1, flush=Truth())


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flushed")


w = Writer()
print("a", 5, file=w, flush=True)
print(file=w, sep="unused")
print("x", "y", sep="-", end="!", file=w)
print(w.parts)

name = path("print")
with open(name, "w") as f:
    print("into", "a", "file", file=f)
    print(1, 2, 3, sep="", file=f, flush=True)
print(open(name).read(), end="")
attempt(print, "x", file=f)

stdout = sys.stdout
sys.stdout = w
print("redirected")
sys.stdout = None
print("nowhere")
sys.stdout = stdout
print(w.parts[-2:])
del sys.stdout
try:
    print("x")
except RuntimeError as error:
    sys.stdout = stdout
    print(error)
sys.stdout = stdout


class Changer:
    """Takes the file away while it is printed to."""

    def __str__(self):
        sys.stdout = w
        return "changer"


print("one", Changer(), "two")
sys.stdout = stdout
print(w.parts[-1])
f = open(name, "w")


class Closer:
    def __str__(self):
        f.close()
        return "closed"


attempt(print, "a", Closer(), file=f)
print(print.__name__, type(print))
