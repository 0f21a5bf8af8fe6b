# SPDX-License-Identifier: MIT
# Binary files.
from _place import attempt, path

name = path("binary")
with open(name, "wb") as f:
    print(f.write(b"first\nsecond\x00\xff\nthird"), f.write(bytearray(b"!\n")), f.write(b""), f.tell())
    attempt(f.write, "text")
    attempt(f.write, 5)
    attempt(f.read)
    print(f.mode, f.readable(), f.writable(), f.seekable(), f.closed, f.isatty())
with open(name, "rb") as f:
    print(f.read(3), f.readline(), f.readline(3), f.tell(), f.read())
    print(f.read(), f.readline(), f.readlines())
    print(f.seek(0), list(f))
    print(f.seek(-3, 2), f.read())
    print(f.seek(2), f.read(1), f.seek(1, 1), f.read(1))
    attempt(f.seek, 0, 9)
    attempt(f.write, b"x")
    into = bytearray(4)
    print(f.seek(0), f.readinto(into), into)
    print(f.mode, f.readable(), f.writable(), f.fileno() > 2)
with open(name, "r+b") as f:
    print(f.mode, f.read(2))
    f.write(b"XX")
    print(f.tell(), f.read(3), f.seek(0), f.read())
    f.seek(0)
    print(f.truncate(4), f.read())
with open(name, "ab") as f:
    print(f.mode, f.tell(), f.write(b"added"), f.tell())
with open(name, "rb") as f:
    print(f.read())
with open(name, "rb", buffering=0) as f:
    print(f.read(2), f.readline())
big = bytes(range(256)) * 2000
with open(name, "wb") as f:
    for i in range(0, len(big), 1000):
        f.write(big[i:i + 1000])
    f.write(big)
with open(name, "rb") as f:
    print(f.read() == big + big)
