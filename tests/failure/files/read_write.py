# SPDX-License-Identifier: MIT
# Writing, reading, appending, seeking; text and binary; what is caught is told.
def attempt(what):
    try:
        return what()
    except OSError as e:
        return "OSError %s" % type(e).__name__
def write():
    with open("text", "w", encoding="utf-8", newline="\n") as f:
        return f.write("línea\n" * 3000), f.tell() > 0
def append():
    with open("text", "a", encoding="utf-8") as f: return f.write("end\n")
def read():
    with open("text", encoding="utf-8") as f: return len(f.read()), f.read(1)
def lines():
    with open("text", encoding="utf-8") as f: return sum(1 for line in f), f.seek(0), f.readline(), f.readlines(20)
def binary():
    with open("binary", "wb+") as f:
        return f.write(bytes(range(256)) * 100), f.seek(250), f.read(12), f.seek(-3, 2), f.read(), f.truncate(300), f.seek(0), f.readinto(bytearray(500)), f.tell()
def plain():
    with open("binary", "rb", buffering=0) as f: return len(f.read(10)) > 0, len(f.readall()) > 0, f.seek(2), f.fileno() > 2
def mixed():
    f = open("binary", "r+b", buffering=8)
    try:
        f.seek(4); a = f.read(3); f.write(b"abcdefghijklmnop"); f.seek(6); return a, f.read(8)
    finally:
        f.close()
for what in (write, append, read, lines, binary, plain, mixed): print(what.__name__, attempt(what), flush=True)
left = open("left", "w"); left.write("not closed"); del left
print(attempt(lambda: open("left").read()), attempt(lambda: open("none")))
