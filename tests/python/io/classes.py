# SPDX-License-Identifier: MIT
"""The classes of io over files, over memory and over streams of a program's own."""
import io
import os
import _place


def attempt(function, *arguments, **keywords):
    _place.attempt(function, *arguments, **keywords)


path = _place.path("classes.bin")
with open(path, "wb") as f:
    print(type(f).__name__, isinstance(f, io.BufferedWriter), isinstance(f, io.BufferedReader), isinstance(f, io.BufferedIOBase), isinstance(f, io.IOBase), f.mode, f.write(b"one\ntwo\nthree\n"))
with open(path, "rb") as f:
    print(type(f).__name__, isinstance(f, io.BufferedReader), isinstance(f, io.BufferedWriter), f.peek()[:4], f.read1(3), f.peek(1)[:1], f.read(2), type(f.raw).__name__, f.raw.fileno() == f.fileno())
with open(path, "r+b") as f:
    print(type(f).__name__, isinstance(f, io.BufferedRandom), f.read(3), f.write(b"!"), f.seek(0), f.read(5))
with open(path, "rb", buffering=0) as f:
    print(type(f).__name__, isinstance(f, io.FileIO), isinstance(f, io.RawIOBase), isinstance(f, io.BufferedIOBase), f.read(2), f.tell(), f.readall()[-3:], f.readline(), f.closefd, f.mode)
    attempt(f.write, b"x")
attempt(f.read)
with io.FileIO(path, "r+") as f:
    print(f.readable(), f.writable(), f.mode, f.readinto(bytearray(4)), f.write(b"Z"), f.seek(0), f.read(6), f.truncate(8), f.read())
with open(path) as f:
    print(type(f).__name__, isinstance(f, io.TextIOWrapper), isinstance(f, io.TextIOBase), type(f.buffer).__name__, f.buffer.raw.readable(), f.newlines, f.readline(), f.newlines)
attempt(io.FileIO, path + "none")
attempt(io.FileIO, path, "z")
attempt(open, path, opener=5)
attempt(open, path, opener=lambda p, f: "x")
attempt(open, path, opener=lambda p, f: -1)
with open("somewhere else", opener=lambda name, flags: os.open(path, flags)) as f:
    print(f.name, f.read(3))
d = os.open(path, os.O_RDONLY)
with open(d, closefd=False) as f:
    print(f.read(2), f.name == d)
os.close(d)
attempt(open, path, closefd=False)
f = open(path, "w+", encoding="latin-1", newline="\r\n")
print(f.write("a\nb\u00e9"), f.flush(), f.buffer.seek(0), f.buffer.read())
raw = f.detach()
print(type(raw).__name__, raw.closed)
attempt(f.read)
raw.close()
print(raw.closed)


class Raw(io.RawIOBase):
    """Gives what it has in small pieces."""

    def __init__(self, data, piece=3):
        self.data, self.piece, self.at, self.written = data, piece, 0, []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, b):
        n = min(len(b), self.piece, len(self.data) - self.at)
        b[:n] = self.data[self.at:self.at + n]
        self.at += n
        return n

    def write(self, b):
        n = min(len(b), self.piece)
        self.written.append(bytes(b[:n]))
        return n

    def seek(self, pos, whence=0):
        self.at = pos + (0, self.at, len(self.data))[whence]
        return self.at


r = Raw(b"hello\nworld\nlast")
print(r.read(4), r.read(), r.read(), r.seek(0), r.readall(), r.closed, isinstance(r, io.IOBase))
r.seek(0)
print(r.readline(), list(r))
b = io.BufferedReader(Raw(b"hello\nworld\nlast"))
print(b.read(7), b.peek()[:1], b.readline(), b.tell(), b.read1(100), b.read(), b.seek(1), b.read(3), b.seek(-2, 1), b.readlines())
attempt(b.write, b"x")
attempt(b.seek, 0, 9)
attempt(b.read, -5)
w = Raw(b"")
b = io.BufferedWriter(w, 4)
print(b.write(b"ab"), w.written == [], b.write(b"cdefg"), b.flush(), b"".join(w.written))
attempt(b.read, 1)
attempt(b.write, "x")
b.close()
print(b.closed, w.closed)
attempt(b.write, b"x")
p = io.BufferedRWPair(Raw(b"in"), Raw(b""))
print(p.read(), p.write(b"out"), p.readable(), p.writable(), p.closed)
t = io.TextIOWrapper(Raw("h\u00e9llo\r\nw\u00f6rld\rx\ny".encode(), 1), encoding="utf-8")
print(ascii(t.readline()), ascii(t.read(3)), ascii(t.readlines()), t.newlines)
t = io.TextIOWrapper(io.BufferedReader(Raw("\u20acuro\n\U0001f600".encode("utf-16"))), encoding="utf-16")
print(ascii(t.read(2)), ascii(t.read()), t.encoding, t.errors)
t = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfsigned\nx"), encoding="utf-8-sig")
print(t.readline(), t.tell(), t.read(), t.seek(0), t.read())
m = io.BytesIO()
t = io.TextIOWrapper(m, encoding="utf-8", newline="\r\n", write_through=True)
print(t.write("a\nb\n"), m.getvalue(), t.line_buffering, t.write_through)
t.reconfigure(newline="\n", line_buffering=True)
t.write("c\n")
print(m.getvalue(), t.detach() is m)
attempt(t.write, "x")
attempt(io.TextIOWrapper, m, "no-such")
attempt(io.TextIOWrapper, m, newline="x")
attempt(io.TextIOWrapper, m, errors=5)
t = io.TextIOWrapper(io.BytesIO(b"\xff\xfe bad"), encoding="ascii", errors="replace")
print(ascii(t.read()))
t = io.TextIOWrapper(io.BytesIO(b"ok\n\xff"), encoding="ascii")
attempt(t.read)
t = io.TextIOWrapper(io.BytesIO(b"l1\nl2\nl3\n"), encoding="ascii")
print(t.readline(), t.tell(), next(t))
attempt(t.tell)
print(t.read(), t.seek(3), t.readline(), t.seek(0, 2), t.read())
attempt(t.seek, 1, 1)
attempt(t.seek, -1)
attempt(t.seek, 0, 5)
attempt(t.write, b"x")


class Upper(io.TextIOWrapper):
    def write(self, s):
        return super().write(s.upper())


m = io.BytesIO()
u = Upper(m, encoding="utf-8")
print("text", file=u, flush=True)
print(m.getvalue(), isinstance(u, io.TextIOWrapper))
u.close()
print(m.closed)
d = io.IncrementalNewlineDecoder(None, True)
print([d.decode("a\r"), d.decode("\nb\r"), d.decode("c", True)], d.newlines)
b = io.IOBase()
for name in ("readable", "writable", "seekable", "isatty", "fileno", "tell", "truncate", "flush"):
    attempt(getattr(b, name))
b.close()
attempt(b.flush)
print(b.closed, io.DEFAULT_BUFFER_SIZE, io.SEEK_END, io.UnsupportedOperation.__mro__[1:3], io.text_encoding(None), io.text_encoding("x"))
print(io.open is open, sorted(set(io.__all__) - set(dir(io))))
attempt(io.open_code, 5)
with io.open_code(path) as f:
    print(f.mode)
