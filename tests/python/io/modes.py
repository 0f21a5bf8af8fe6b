# SPDX-License-Identifier: MIT
# What open takes and refuses.
from _place import attempt, path

name = path("modes")
for mode in ("", "q", "rw", "rr", "r+w", "tb", "rbt", "r+", "b", "+", "t", "U", "rU", "x\0", "ß"):
    attempt(lambda: open(path("missing"), mode) and None)
attempt(open, path("missing"))
attempt(open, path("missing") + "/deeper", "w")
attempt(open, "/")
attempt(open, "/", "rb")
attempt(open, "/", "w")
attempt(open, "a\0b")
attempt(open)
attempt(open, 1, 2, 3, 4, 5, 6, 7, 8, 9)
attempt(open, name, nothing=1)
attempt(open, 1.5)
attempt(open, None)
attempt(open, [])
attempt(open, name, 5)
attempt(open, name, encoding=5)
attempt(open, name, errors=5)
attempt(open, name, "r", "x")
attempt(open, name, "r", 0)
attempt(open, name, "r", -2)
attempt(open, name, "rb", encoding="ascii")
attempt(open, name, "rb", errors="ignore")
attempt(open, name, closefd=False)
attempt(open, -1)
attempt(open, 10 ** 30)
attempt(open, 987)
try:
    open(path("missing"))
except FileNotFoundError as error:
    print(error.errno, error.strerror, error.filename == path("missing"), error.filename2)

with open(name, "x") as f:
    f.write("made")
attempt(open, name, "x")
with open(name, "a") as f:
    print(f.tell(), f.write(" more"), f.tell())
with open(name, "r+") as f:
    print(f.read(2), f.write("ZZ"), f.tell(), f.seek(0), f.read())
    f.seek(2)
    f.write("yy")
    print(f.seek(0), f.read())
with open(name, "w+") as f:
    f.write("new")
    print(f.seek(0), f.read(), f.write("er"), f.seek(0), f.read())
    print(f.truncate(2), f.seek(0), f.read(), f.truncate())
with open(name, "a+") as f:
    print(repr(f.read()), f.seek(0), f.read(), f.write("!"), f.seek(0), f.read())


class Path:
    def __init__(self, value):
        self.value = value

    def __fspath__(self):
        return self.value


with open(Path(name)) as f:
    print(f.read(), f.name == name)
with open(name.encode()) as f:
    print(f.read(), f.name == name.encode())
attempt(open, Path(5))
with open(name) as f:
    number = f.fileno()
    with open(number, closefd=False) as g:
        print(g.read(), g.name == number)
    print(f.closed, f.seek(0), f.read())

with open("/dev/null", "w") as f:
    print(f, f.name, f.mode, f.encoding, f.errors, f.line_buffering, f.closed, f.newlines)
    print(f.readable(), f.writable(), f.isatty())
    f.anything = 5
    print(f.anything, f.__dict__["anything"])
print(open("/dev/null", "rb"), open("/dev/null", "wb"), open("/dev/null", "r+b"))
with open("/dev/null", "rt", encoding="latin-1", errors="replace") as f:
    print(f, f.mode, f.encoding, f.errors)
attempt(open, "/dev/null", encoding="nonsense")
print(type(f), type(f).__name__, type(f).__module__)
