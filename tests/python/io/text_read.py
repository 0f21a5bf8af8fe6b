# SPDX-License-Identifier: MIT
# Reading text: read, readline, readlines, iteration, limits, positions.
from _place import attempt, path

name = path("text_read")
with open(name, "w") as f:
    print(f.write("first line\nsecond: grün €\n\nlast 😀 without newline"))

with open(name) as f:
    print(f.read())
    print(repr(f.read()), repr(f.readline()), f.readlines())
with open(name) as f:
    print(f.read(3), repr(f.read(0)), repr(f.readline()), repr(f.readline(4)), repr(f.readline(100)))
    print(repr(f.readline(0)), repr(f.readline(1)), repr(f.read(6)), repr(f.read(1000)), repr(f.read(1)))
with open(name) as f:
    for number, line in enumerate(f):
        print(number, repr(line))
    print(list(f))
with open(name) as f:
    print(f.readlines(1), f.readlines(None))
with open(name) as f:
    print([c for c in iter(lambda: f.read(1), "")][-20:])
with open(name) as f:
    print(f.readline(), end="")
    position = f.tell()
    print(position, repr(f.readline()))
    print(f.tell())
    print(f.seek(position), repr(f.readline()), f.tell())
    print(f.seek(0), repr(f.readline()))
    print(f.seek(0, 2), repr(f.read()))
    print(f.seek(0, 1))
    attempt(f.seek, 1, 1)
    attempt(f.seek, -1, 2)
    attempt(f.seek, -1)
    attempt(f.seek, 0, 7)
with open(name) as f:
    next(f)
    attempt(f.tell)
    for _ in f:
        pass
    print(f.tell())
with open(name) as f:
    attempt(f.write, "x")
    attempt(f.writelines, ["x"])
    attempt(f.truncate)
    attempt(f.read, "1")
    attempt(f.readline, None)
    attempt(f.read, None)
print(f.closed)
attempt(f.read)
attempt(f.readline)
attempt(next, f)
attempt(iter, f)
attempt(f.tell)
attempt(f.fileno)
attempt(f.readable)
attempt(f.flush)
attempt(f.__enter__)
print(f.close())

# Many lines, longer than any buffer.
with open(name, "w") as f:
    for i in range(20000):
        f.write("line %d é\n" % i)
    f.write("x" * 200000)
with open(name) as f:
    lines = f.readlines()
print(len(lines), lines[0], lines[9999], lines[19999], len(lines[20000]))
with open(name) as f:
    print(len(f.read()), sum(len(line) for line in open(name)))
