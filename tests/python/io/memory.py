# SPDX-License-Identifier: MIT
"""io.BytesIO and io.StringIO."""
import io


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


# BytesIO
b = io.BytesIO(b"one\ntwo\nthree")
print(b.read(2), b.tell(), b.readline(), b.readlines(), b.read(), b.tell())
print(b.seek(-3, 2), b.read(), b.seek(2), b.seek(3, 1), b.read1(2), b.peek if hasattr(b, "peek") else None)
print(b.write(b"XY"), b.getvalue(), b.seek(20), b.write(bytearray(b"end")), b.getvalue(), b.truncate(5), b.getvalue(), b.tell())
b.seek(0)
target = bytearray(3)
print(b.readinto(target), target, b.readinto(bytearray(9)), list(io.BytesIO(b"a\nb")), b.readable(), b.writable(), b.seekable(), b.isatty())
b.seek(0)
print(b.readline(2), b.readline(-1), b.readlines(1), b.read(None), b.read(0))
for c in [lambda: b.read("x"), lambda: b.read(1.5), lambda: b.seek(-1), lambda: b.seek(0, 3), lambda: b.truncate(-1), lambda: b.write("x"), lambda: b.write(5), lambda: b.fileno(),
          lambda: b.detach(), lambda: b.seek("a"), lambda: io.BytesIO("x"), lambda: io.BytesIO(5), lambda: b.readinto(b"abc"), lambda: b.writelines(5), lambda: b.read(1, 2),
          lambda: io.BytesIO(a=1), lambda: b.seek(2**70), lambda: b.readline("x")]:
    attempt(c)
b.writelines([b"1", bytearray(b"2")])
print(b.getvalue(), b.seek(-100, 1), b.__getstate__() if False else "")
with io.BytesIO() as w:
    w.write(b"inside")
print(w.closed)
for c in [w.read, w.getvalue, w.tell, lambda: w.write(b""), lambda: w.seek(0), w.readable, w.flush, lambda: next(w), w.close, w.__enter__, lambda: w.truncate(), w.isatty]:
    attempt(c)


class B(io.BytesIO):
    def __init__(self, data):
        super().__init__(data)
        self.mine = 5

    def close(self):
        print("closing")
        super().close()


with B(b"sub") as s:
    print(s.read(), s.mine, isinstance(s, io.BufferedIOBase), isinstance(s, io.IOBase), isinstance(s, io.RawIOBase), s.__dict__)
b = io.BytesIO(b"abc")
b.extra = 1
print(b.extra, b.closed)
b.__init__(b"new")
print(b.read(), io.BytesIO(None).read(), io.BytesIO(initial_bytes=b"k").getvalue())


class Hostile:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.close()
        return 3


b = io.BytesIO(b"abcdef")
attempt(b.read, Hostile(b))
b = io.BytesIO(b"abcdef")
attempt(b.seek, Hostile(b))
b = io.BytesIO(b"abcdef")
attempt(b.truncate, Hostile(b))


def lines():
    yield b"1"
    b.close()
    yield b"2"


b = io.BytesIO()
attempt(b.writelines, lines())

# StringIO
s = io.StringIO("h\u00e9llo\nw\U0001f600rld\n")
print(s.read(2), s.tell(), s.readline(), s.readline(3), s.tell(), s.read(), s.tell(), s.read())
print(s.seek(1), s.write("\u00e8X"), ascii(s.getvalue()), s.tell(), s.seek(0, 2), s.write("end"), s.seek(30), s.write("!"), ascii(s.getvalue()), len(s.getvalue()))
print(s.truncate(4), ascii(s.getvalue()), s.tell(), s.write("z"), ascii(s.getvalue()))
print(s.seek(2), s.truncate(), ascii(s.getvalue()), s.seek(0), s.seek(0, 1), list(io.StringIO("a\nb\n\nc")), s.readlines(), s.isatty(), s.readable())
for c in [lambda: s.read("x"), lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: s.seek(1, 2), lambda: s.seek(0, 3), lambda: s.truncate(-1), lambda: s.write(b"x"), lambda: s.write(5),
          lambda: s.fileno(), lambda: s.detach(), lambda: io.StringIO(b"x"), lambda: io.StringIO("x", "y"), lambda: io.StringIO("x", 5), lambda: s.writelines([5]), lambda: s.readline("x"),
          lambda: s.write(), lambda: s.truncate("x")]:
    attempt(c)
print(s.encoding, s.errors, s.newlines, s.line_buffering, s.closed)
for newline in [None, "", "\n", "\r", "\r\n"]:
    s = io.StringIO("a\nb\rc\r\nd", newline=newline)
    print(repr(newline), repr(s.getvalue()), s.readlines(), s.newlines)
    s.seek(0)
    s.write("x\ny\r\n")
    print(repr(s.getvalue()), s.newlines)
with io.StringIO() as s:
    print("to", 5, file=s)
    print(repr(s.getvalue()))
for c in [s.read, s.getvalue, s.tell, lambda: s.write("x"), lambda: s.seek(0), s.readable, s.flush, lambda: next(s), lambda: iter(s), s.close, s.__enter__, lambda: s.newlines, s.isatty]:
    attempt(c)


class S(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


s = S()
print("shout", file=s, end="")
print(s.getvalue(), isinstance(s, io.TextIOBase), isinstance(s, io.IOBase), type(s).__mro__[1].__name__)
s = io.StringIO("abc")
s.seek(0, 2)
for i in range(1000):
    s.write(chr(97 + i % 26) if i % 7 else "\u20ac")
print(len(s.getvalue()), s.tell(), ascii(s.getvalue()[:12]), s.seek(500), ascii(s.read(3)))
s = io.StringIO("abcdef")
attempt(s.read, Hostile(s))
s = io.StringIO("abcdef")
attempt(s.seek, Hostile(s))
print(repr(io.StringIO(None).read()), repr(io.StringIO(initial_value="k").read()), repr(io.StringIO("\ud800").read()))
