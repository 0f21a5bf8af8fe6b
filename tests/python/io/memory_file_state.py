# __getstate__, __setstate__ and copy of BytesIO and StringIO.
import copy
import io


def show(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)


b = io.BytesIO(b"abcdef")
b.read(2)
b.tag = [1]
print(b.__getstate__())
c = copy.copy(b)
print(c.getvalue(), c.tell(), c.tag is b.tag, c.read())
d = copy.deepcopy(b)
print(d.getvalue(), d.tell(), d.tag, d.tag is b.tag)
b.__setstate__((b"no", 9, {"more": 2}, "extra"))
print(b.getvalue(), b.tell(), vars(b), b.read())
for state in (b"a", 0, None), (b"a", -1, None), (b"a", "x", None), (b"a", 0, 1), ("a", 0, None), (), 0, (None, 0, None):
    show(b.__setstate__, state)
view = b.getbuffer()
show(b.__setstate__, (b"x", 0, None))
view.release()
b.close()
show(b.__getstate__)

for newline in "\n", "", None, "\r", "\r\n":
    s = io.StringIO("é\nb\r\nc\rd", newline=newline)
    s.read(2)
    s.tag = 1
    print(s.__getstate__())
    c = copy.copy(s)
    print(repr(c.getvalue()), c.tell(), vars(c), c.readlines(), repr(c.newlines))
    c.write("x\ny")
    print(repr(c.getvalue()))
s = io.StringIO()
s.__setstate__(("no", "\n", 9, {"more": 2}))
print(repr(s.getvalue()), s.tell(), vars(s))
for state in (
    ("a", "\n", 0, None), ("a", "\n", -1, None), ("a", "\n", "x", None), ("a", "\n", 0, 1), (b"a", "\n", 0, None),
    (), 0, ("a", "z", 0, None), ("a", 1, 0, None),
):
    show(s.__setstate__, state)
s.close()
show(s.__getstate__)
show(s.__setstate__, ("a", "\n", 0, None))


class Sub(io.StringIO):
    __slots__ = ()


print(type(copy.copy(Sub("x"))).__name__, copy.copy(Sub("x")).getvalue())
