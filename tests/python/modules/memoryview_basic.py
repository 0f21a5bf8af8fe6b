# SPDX-License-Identifier: MIT
# memoryview: attributes, items, slices, casts, shapes, copies, comparison, hash, release; buffers in other types' methods.
import array
import gc
import weakref

A = array.array


def show(function):
    try:
        result = repr(function())
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result.split(" at 0x")[0])


def describe(m):
    print(m.format, m.itemsize, m.ndim, m.shape, m.strides, m.suboffsets, m.nbytes, m.readonly, m.c_contiguous, m.f_contiguous, m.contiguous, len(m))


for source in b"abc", bytearray(b"abc"), A("i", [1, 2]), A("d"), b"", memoryview(b"xyz")[::-1], A("u", "ab"):
    m = memoryview(source)
    describe(m)
    show(lambda: (m.obj is source, m.tolist(), m.tobytes(), list(m), m.hex(), m[0], m[-1]))
for arguments in (), (5,), ("a",), (b"a", b"b"):
    show(lambda: memoryview(*arguments))
show(lambda: memoryview(object=b"a").tobytes())
m = memoryview(bytearray(b"abcdefgh"))
for key in 8, -9, "a", 1.5, None, (), (1,), (1, 2), ..., 2**70, (slice(1), slice(2)), (1, slice(2)), True:
    show(lambda: m[key])
    show(lambda: m.__setitem__(key, 65))
show(lambda: m.__delitem__(0))
show(lambda: memoryview(b"ab").__setitem__(0, 1))
for start in None, -10, -2, 0, 1, 3, 9:
    for stop in None, -3, 0, 2, 7:
        for step in None, 1, 2, -1, -3, 2**62, -2**62, 10**20:
            if m[start:stop:step].tobytes() != m.tobytes()[start:stop:step] or bytes(m[start:stop:step][::-1]) != m.tobytes()[start:stop:step][::-1]:
                print("wrong", start, stop, step)
show(lambda: m[::0])
for value in b"xy", "xy", 5, b"x", memoryview(b"xy").cast("b"), A("B", b"XY"), A("b", b"xy"), memoryview(b"zz  ")[::2][:0], memoryview(b"1-2-")[::2]:
    show(lambda: m.__setitem__(slice(2, 4), value))
    print(m.tobytes())
m[1:5] = m[0:4]
print(m.tobytes())
m[::-1] = m[:]
m[::3] = b"..."
print(m.tobytes())
print("--- items of every format")
for code in "cbB?hHiIlLqQnNPfd":
    m = memoryview(bytearray(16)).cast(code)
    for value in 0, -1, 127, 128, 255, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64, 1.5, "a", b"a", b"ab", None, True, 10**400, -2**63:
        try:
            m[1] = value
            print(code, repr(value)[:10], m[1], m.tolist()[1:2])
        except Exception as error:
            print(code, repr(value)[:10], type(error).__name__, error)
print("--- casts")
m = memoryview(bytearray(range(24)))
for arguments in [("i",), ("@i",), ("<i",), ("u",), ("e",), ("",), ("ii",), (5,), (), ("B", [2, 12]), ("B", (2, 3, 4)), ("i", [2, 3]), ("i", [2, 2]), ("i", [6]), ("i", []),
                  ("B", [0, 24]), ("B", [-1]), ("B", ["a"]), ("B", [2**62, 4]), ("B", [2**70]), ("B", 5), ("B", [1] * 65), ("B", [1] * 64), ("d",), ("q", [3]), ("P",), ("?", [4, 6])]:
    show(lambda: m.cast(*arguments))
    try:
        describe(m.cast(*arguments))
    except Exception:
        pass
show(lambda: m.cast(format="B", shape=[24]).shape)
show(lambda: m[::2].cast("B"))
show(lambda: m.cast("i").cast("h"))
show(lambda: m.cast("i").cast("B").cast("h").tolist())
show(lambda: m[:0].cast("i").tolist())
show(lambda: m[:0].cast("i", [1]))
show(lambda: m[:5].cast("i"))
grid = m.cast("B", [2, 3, 4])
show(lambda: grid.cast("B", [4, 6]))
show(lambda: grid.cast("i").tolist())
print(grid.tolist(), grid[1, 2, 3], grid[-1, 0, -4], len(grid), grid[::-1].tolist())
describe(grid[1:])
describe(grid[::-1])
for key in 0, (0, 0), (0, 0, 0, 0), (2, 0, 0), (0, 3, 0), (0, 0, -5), slice(1), (slice(1), slice(1)), (0, 0, "a"), "a":
    show(lambda: grid[key])
    show(lambda: grid.__setitem__(key, 99))
print(grid.tobytes() == grid.tobytes("C"), grid.tobytes("F"), grid.tobytes("A") == grid.tobytes(), grid.tobytes(None) == grid.tobytes(order="C"), grid.hex("-", 8))
show(lambda: grid.tobytes("X"))
show(lambda: grid.tobytes(5))
show(lambda: iter(grid))
show(lambda: grid == m.cast("B", [2, 3, 4]))
show(lambda: grid == m)
zero = memoryview(bytearray(b"\5\0\0\0")).cast("i", [])
describe(zero)
show(lambda: (zero[()], zero.tolist(), zero[...] is zero, zero.tobytes()))
zero[()] = 7
zero[...] = 8
show(lambda: zero[0])
show(lambda: zero.__setitem__(0, 1))
show(lambda: iter(zero))
show(lambda: zero == memoryview(b"\x08\0\0\0").cast("i", []))
print("--- comparison and hash")
values = [b"ab", bytearray(b"ab"), memoryview(b"ab"), memoryview(b"a.b.")[::2], A("b", b"ab"), A("B", b"ab"), A("i", [97, 98]), A("d", [97, 98]), A("f", [97, 98.5]),
          A("d", [float("nan")]), memoryview(b"ab").cast("c"), memoryview(b"ab").cast("?"), memoryview(b"abcd").cast("B", [2, 2]), A("u", "ab"), "ab", [97, 98]]
for x in values:
    m = memoryview(x) if not isinstance(x, (str, list)) else memoryview(b"ab")
    print([m == y for y in values], [y != m for y in values])
show(lambda: memoryview(b"a") < memoryview(b"b"))
print(hash(memoryview(b"abc")) == hash(b"abc"), hash(memoryview(b"a-b-c-")[::2]) == hash(b"abc"), hash(memoryview(b"abc").cast("c")) == hash(b"abc"))
show(lambda: hash(memoryview(bytearray(b"a"))))
show(lambda: hash(memoryview(bytearray(b"a")).toreadonly()))
show(lambda: hash(memoryview(b"abcd").cast("i")))
print("--- release")
b = bytearray(b"abc")
m = memoryview(b)
n = m[1:]
show(lambda: b.append(1))
m.release()
m.release()
for use in (lambda: m[0], lambda: len(m), lambda: m.tobytes(), lambda: m.tolist(), lambda: m.obj, lambda: m.format, lambda: m.cast("B"), lambda: bytes(m), lambda: memoryview(m),
            lambda: m.hex(), lambda: m.toreadonly(), lambda: m.__enter__(), lambda: m == m, lambda: m == b, lambda: hash(m), lambda: m.__setitem__(0, 1),
            lambda: m, lambda: b"a" + m, lambda: b"".join([m]), lambda: b"abc".find(m), lambda: 1 in m, lambda: m.nbytes, lambda: m.shape):
    show(use)
show(lambda: b.append(1))
del n
b.append(1)
with memoryview(b) as m:
    print(m[0])
show(lambda: m[0])
b.append(2)
it = iter(memoryview(b))
print(next(it))
show(lambda: b.append(3))
print(list(it), next(it, "end"))
b.append(3)
m = memoryview(b)
it = iter(m)
next(it)
m.release()
show(lambda: next(it))
print(type(it), weakref.ref(m)() is m)
cycle = type("Own", (bytearray,), {})(b"abc")
cycle.view = memoryview(cycle)
del cycle
print(gc.collect() > 0)
ro = memoryview(bytearray(b"ab")).toreadonly()
show(lambda: ro.__setitem__(0, 1))
describe(ro)
print("--- bytearray under a view")
b = bytearray(b"abcdef")
m = memoryview(b)
for change in (lambda: b.append(1), lambda: b.extend(b""), lambda: b.extend(m), lambda: b.pop(), lambda: b.clear(), lambda: b.insert(0, 1), lambda: b.remove(97),
               lambda: b.__iadd__(m), lambda: b.__imul__(2), lambda: b.__imul__(1), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 2), b"x"),
               lambda: b.__setitem__(slice(0, 2), b"xy"), lambda: b.__setitem__(slice(1, 4), m[0:3]), lambda: b.__setitem__(slice(0, 6, 2), m[3:]), lambda: b.reverse(),
               lambda: b.__init__(b"abc"), lambda: b.__delitem__(slice(0, 6, 2))):
    show(change)
    print(b)
print("--- other types' methods")
a, m = A("b", b"abc"), memoryview(b"abc")
for x in a, m:
    for use in (lambda: b"xabcx".find(x), lambda: b"xabcx".replace(x, b"-"), lambda: b"-".join([x, x]), lambda: b"x" + x, lambda: bytearray(b"x") + x, lambda: bytes(x),
                lambda: bytearray(x), lambda: b"abc" == x, lambda: bytearray(b"abc") == x, lambda: b"abcabc".split(x), lambda: b"abcd".startswith(x), lambda: x in b"abc",
                lambda: b"abc".strip(x), lambda: int.from_bytes(x, "little"), lambda: str(x, "ascii"), lambda: b"%s" % x, lambda: b"%b" % (x,), lambda: b"abc".translate(x),
                lambda: b"a".count(x), lambda: eval(x), lambda: bytearray(b"x").__iadd__(x), lambda: bytearray(b"12").extend(x), lambda: list(x)):
        show(use)
print(int(memoryview(b"12")), float(memoryview(b"1.5")), int(A("b", b"7")), bytes.maketrans(memoryview(b"a"), A("b", b"b"))[97])
part = memoryview(b"a-b-c-")[::2]  # in pieces
for use in (lambda: b"xabcx".find(part), lambda: b"-".join([part]), lambda: b"x" + part, lambda: bytes(part), lambda: bytearray(part), lambda: b"abc" == part,
            lambda: b"abc".split(part), lambda: part in b"abc", lambda: int.from_bytes(part, "little"), lambda: str(part, "ascii"), lambda: list(part)):
    show(use)
show(lambda: int(memoryview(b"1-2-")[::2]))
show(lambda: b"".join([memoryview(b"ab")[::2], 5]))


class Releases:
    def __init__(self, view, value=1):
        self.view, self.value = view, value

    def __index__(self):
        self.view.release()
        return self.value

    def __bool__(self):
        return bool(self.__index__())

    def __float__(self):
        return 1.0 * self.__index__()


print("--- hostile")
for code in "Bid?":
    b = bytearray(16)
    m = memoryview(b).cast(code)
    show(lambda: m.__setitem__(0, Releases(m)))
    m = memoryview(b).cast(code)
    show(lambda: m[Releases(m)])
    m = memoryview(b).cast(code)
    show(lambda: m.__setitem__(Releases(m), 1))
    m = memoryview(b).cast(code)
    show(lambda: m[(Releases(m),)])
    print(b)
