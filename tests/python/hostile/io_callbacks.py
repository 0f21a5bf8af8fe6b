# SPDX-License-Identifier: MIT
# differs: buffered and text streams are written in Python, and name other exceptions where a raw stream lies
# io: raw streams, text and buffers whose callbacks close, resize or re-enter.
import io


def show(label, function):
    try:
        print(label, function())
    except RecursionError as e:
        print(label, "RecursionError")
    except Exception as e:
        print(label, type(e).__name__, e)


class Raw(io.RawIOBase):
    def __init__(self, act=None, answer=None):
        self.act, self.answer, self.owner = act, answer, None

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        return 0

    def tell(self):
        return 0

    def readinto(self, b):
        if self.act:
            self.act(self, b)
        if self.answer is not None:
            return self.answer
        b[:1] = b"x"
        return 1

    def write(self, b):
        if self.act:
            self.act(self, b)
        return len(b) if self.answer is None else self.answer


kept = []
for make in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
    for answer in -1, 2**40, "a", 10**30:
        f = make(Raw(None, answer), 16)
        if make is not io.BufferedWriter:
            for operate in (
                lambda: f.read(3),
                lambda: f.read1(3),
                lambda: f.readline(),
                lambda: f.peek(),
                lambda: f.readinto(bytearray(3)),
            ):
                try:
                    operate()
                    print("read")
                except Exception as e:
                    print(type(e).__name__)
        if make is not io.BufferedReader:
            try:
                f.write(b"abc")
                f.flush()
                print("written")
            except Exception as e:
                print(type(e).__name__)
        try:
            f.detach()
        except Exception as e:
            print("detach", type(e).__name__)
            f.raw.answer = None

for name, act in (
    ("close raw", lambda r, b: r.close()),
    ("keep", lambda r, b: kept.append(b)),
    ("release", lambda r, b: b.release()),
    ("raise", lambda r, b: 1 / 0),
):
    for make in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
        r = Raw(act)
        f = make(r, 8)
        r.owner = f
        try:
            if make is not io.BufferedWriter:
                f.read(3)
        except Exception as e:
            print(name, "read", type(e).__name__)
        try:
            if make is not io.BufferedReader:
                f.write(b"0123456789abcdef")
        except Exception as e:
            print(name, "write", type(e).__name__)
        r.act = None
        r.owner = None
        try:
            f.close()
        except Exception as e:
            print(name, "close", type(e).__name__)
        f = None
for m in kept:
    try:
        m[0]
        print("kept is alive")
    except (ValueError, IndexError) as e:
        print(type(e).__name__)
kept.clear()


class Inner(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, b):
        if inner.pop():
            text.close()
        b[:3] = b"a\nb"
        return 3


inner = [False, True, False, False, False]
text = io.TextIOWrapper(io.BufferedReader(Inner(), 4))
try:
    for line in text:
        pass
except Exception as e:
    print("closed in read", type(e).__name__)

b = io.BytesIO(b"hello world")
v = b.getbuffer()
show("write exported", lambda: b.write(b"x" * 100))
show("truncate exported", lambda: b.truncate(2))
show("close exported", lambda: b.close())
show("read exported", lambda: b.read(3))
v.release()
del v


class Index:
    def __init__(self, act, value=3):
        self.act, self.value = act, value

    def __index__(self):
        self.act()
        return self.value


for name in "read", "readline", "readlines", "truncate", "read1", "seek":
    b = io.BytesIO(b"hello\nworld")
    b.seek(2)
    show(("bytes", name), lambda: getattr(b, name)(Index(b.close)))
    b = io.BytesIO(b"hello\nworld")
    b.seek(2)
    show(("bytes", name, "truncated"), lambda: getattr(b, name)(Index(lambda: b.truncate(1))))
    if name != "read1":
        s = io.StringIO("hello\nworld")
        s.seek(2)
        show(("text", name), lambda: getattr(s, name)(Index(s.close)))


def lines(f):
    yield b"one" if isinstance(f, io.BytesIO) else "one"
    f.close()
    yield b"two" if isinstance(f, io.BytesIO) else "two"


for f in io.BytesIO(), io.StringIO():
    show("writelines", lambda: f.writelines(lines(f)))
b = io.BytesIO()
show("seek far", lambda: b.seek(2**62))
show("write far", lambda: b.write(b"x"))
b = io.BytesIO(b"abc")
show("setstate", lambda: b.__setstate__((b"xyz", 2**62, None)))
show("read", lambda: b.read())
show("setstate", lambda: b.__setstate__((b"xyz", -1, None)))
s = io.StringIO("abc")
show("setstate", lambda: s.__setstate__(("xyz", "\n", 2**62, None)))
show("read", lambda: s.read())
b = io.BytesIO(b"abc")
show("init again", lambda: b.__init__(b.getbuffer()))
target = bytearray(5)
view = memoryview(target)
b = io.BytesIO(b"abcdef")
show("readinto", lambda: b.readinto(view))
print(target)
view.release()
b = io.BytesIO(b"abcdef")
show("readinto self", lambda: b.readinto(b.getbuffer()))

for make in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
    f = make.__new__(make)
    for name in "read", "write", "flush", "close", "readline", "seek", "tell", "detach":
        try:
            getattr(f, name)(*([b""] if name == "write" else [0] if name == "seek" else []))
            print(make.__name__, name, "fine")
        except Exception as e:
            print(make.__name__, name, type(e).__name__)
    f = None


class Decoder:
    def __init__(self, answer):
        self.answer = answer


class Mute:
    def __getattr__(self, name):
        raise AttributeError(name)


show("mute", lambda: io.TextIOWrapper(Mute()))
show("mute", lambda: io.BufferedReader(Mute()))


class NotBytes(io.RawIOBase):
    def readable(self):
        return True

    def read(self, n=-1):
        return "text"


show("raw read", lambda: NotBytes().readall())
t = io.TextIOWrapper(io.BytesIO(b"\xff\xfe"), encoding="utf-8")
show("decode", lambda: t.read())
t = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
show("encode", lambda: t.write("\u20ac"))
t = io.TextIOWrapper(io.BytesIO(b"abc"))
t.read(1)
show("seek odd", lambda: t.seek(2**200))
show("seek odd", lambda: t.seek(-1))
t.detach()
show("detached", lambda: t.read())
t = io.TextIOWrapper(io.BytesIO(b"abc"))
show("reinit", lambda: t.__init__(t))
del t
