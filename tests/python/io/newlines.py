# SPDX-License-Identifier: MIT
# The newline argument, reading and writing.
from _place import attempt, path

name = path("newlines")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, "w", newline=newline) as f:
        f.write("a\nb\r\nc\rd\n\n")
        f.writelines(["e\n", "f"])
    with open(name, "rb") as f:
        print(repr(newline), f.read())

with open(name, "wb") as f:
    f.write(b"one\ntwo\r\nthree\rfour\r\n\rfive\r")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, newline=newline) as f:
        print(repr(newline), f.readlines())
    with open(name, newline=newline) as f:
        print(repr(newline), repr(f.read()))
    with open(name, newline=newline) as f:
        print(repr(newline), [f.read(4) for _ in range(8)])
    with open(name, newline=newline) as f:
        print(repr(newline), repr(f.readline(3)), repr(f.readline(2)), repr(f.readline()))

# Positions count the bytes in the file, not the characters handed out.
with open(name) as f:
    while True:
        line = f.readline()
        if not line:
            break
        position = f.tell()
        print(repr(line), end=" ")
        rest = f.read(3)
        f.seek(position)
        print(repr(rest), rest == f.read(3), f.seek(position) == position)

# A \r\n that straddles two reads of the descriptor.
with open(name, "wb") as f:
    f.write(b"x" * 65535 + b"\r\n" + b"y" * 8191 + b"\r\nend\r\n")
with open(name) as f:
    print([len(line) for line in f])
with open(name, newline="") as f:
    print([len(line) for line in f])
with open(name) as f:
    print(len(f.read(65536)), repr(f.read(1)))
attempt(open, name, newline="x")
attempt(open, name, newline=1)
attempt(open, name, "rb", newline="\n")
