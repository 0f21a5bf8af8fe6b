# SPDX-License-Identifier: MIT
# array: constructor, items, slices, methods, errors, comparison, iteration, pickling protocol.
import array

A = array.array


def show(function):
    try:
        result = repr(function())
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result.split(" at 0x")[0])


print(array.typecodes, array.ArrayType is A, A, A.__module__)
for code in array.typecodes:
    a = A(code, "ab" if code == "u" else [1, 2])
    print(a, a.typecode, a.itemsize)
    for v in -1, 127, 128, 255, 256, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64, -2**31 - 1, -2**63 - 1, 1.5, "a", "ab", None, 10**400, b"a", -2**100, True:
        try:
            a[0] = v
            print(code, repr(v)[:20], a[0])
        except Exception as error:
            print(code, repr(v)[:20], type(error).__name__, error)
print("--- make")
for arguments in [(), (1,), ("bb",), ("z",), ("i", "abc"), ("i", b"abc"), ("i", [1, "a"]), ("u", [1]), ("i", 5), ("b", [1], 2), ("i", A("u", "abc")),
                  ("u", A("i", [1])), ("d", A("i", [1])), ("b", (1, 2)), ("b", bytearray(b"ab")), ("i", b"abcd"), ("u", "aé\U0001f600"), ("u", b"a"),
                  ("i", {1: 2}), ("i", range(5)), ("f", [1.1, 1e300]), ("i", memoryview(b"abcd")), ("b", None), ("i", iter([1, 2])), ("é",), ("",)]:
    show(lambda: A(*arguments))
show(lambda: A("b", x=1))
print("--- items")
a = A("i", [1, 2, 3, 4, 5])
show(lambda: (a[0], a[-1], a[True]))
for key in 10, -6, "a", 1.0, None, 2**70:
    show(lambda: a[key])
    show(lambda: a.__setitem__(key, 1))
    show(lambda: a.__delitem__(key))
for start in None, -10, -2, 0, 1, 3, 9:
    for stop in None, -3, 0, 2, 7:
        for step in None, 1, 2, -1, -2, 10**20:
            part = a[start:stop:step]
            if part.tolist() != a.tolist()[start:stop:step]:
                print("wrong", start, stop, step)
            b, c = A("i", a), a.tolist()
            del b[start:stop:step], c[start:stop:step]
            if b.tolist() != c:
                print("wrong deletion", start, stop, step, b, c)
            b, c = A("i", a), a.tolist()
            if step in (None, 1):
                b[start:stop:step] = A("i", [7, 8, 9])
                c[start:stop:step] = [7, 8, 9]
            else:
                b[start:stop:step] = A("i", [9] * len(part))
                c[start:stop:step] = [9] * len(part)
            if b.tolist() != c:
                print("wrong assignment", start, stop, step, b, c)
show(lambda: a.__setitem__(slice(0, 1), [1]))
show(lambda: a.__setitem__(slice(0, 2), A("b", [1])))
show(lambda: a.__setitem__(slice(0, 4, 2), A("i", [1])))
show(lambda: a["a":])
show(lambda: a[::0])
b = A("i", [1, 2, 3])
b[1:1] = b
print(b)
b[::2] = b[::2]
b[::-1] = b
print(b)
print("--- methods")
show(lambda: a + A("i", [9]))
show(lambda: a + [1])
show(lambda: a + A("b", [1]))
show(lambda: a * 2)
show(lambda: 2 * A("b", b"ab"))
show(lambda: a * -1)
show(lambda: a * "a")
show(lambda: A("q", [1]) * 2**62)
show(lambda: a.__iadd__([1]))
show(lambda: a.__iadd__(A("b")))
show(lambda: a.extend(A("b", [1])))
show(lambda: a.extend([6, "a"]))
show(lambda: a.extend(5))
show(lambda: a.append("a"))
a += a
a *= 2
print(a, len(a), 5 in a, "x" in a, 2.0 in a, a.count(5), a.index(3), a.index(3, 3), a.index(3, -5), a.index(1, 2, 100))
show(lambda: a.index(99))
show(lambda: a.index(1, 1, 3))
show(lambda: a.index(1, "a"))
show(lambda: a.remove(99))
show(lambda: a.pop(100))
show(lambda: A("i").pop())
show(lambda: a.insert("a", 1))
show(lambda: (a.pop(), a.pop(0), a.pop(-3), a.remove(6), a.reverse(), a.insert(0, 50), a.insert(-1, 51), a.insert(1000, 52), a.insert(-1000, 53)))
print(a)
show(lambda: a.frombytes("abc"))
show(lambda: a.frombytes(b"abc"))
show(lambda: a.frombytes(memoryview(b"abcdefgh").cast("i")))
show(lambda: a.frombytes(memoryview(b"abcdefgh")[::2]))
show(lambda: a.frombytes(memoryview(b"abcdefgh")[4:]))
show(lambda: a.fromlist((1,)))
show(lambda: a.fromlist([1, "a"]))
show(lambda: a.fromlist([1, 2]))
show(lambda: a.fromunicode("a"))
show(lambda: a.tounicode())
show(lambda: A("u", "ab").tounicode())
show(lambda: A("u").fromunicode(b"a"))
u = A("u", "a")
u.fromunicode("bcé")
print(u, u.tobytes(), a.tobytes().hex(), a.tolist())
for code in "hilqdu":
    b = A(code, "ab" if code == "u" else [1, 2])
    if code != "u":
        b.byteswap()
        print(b)
        b.byteswap()
    print(b, b.buffer_info()[1], b.__copy__(), b.__deepcopy__({}), b.__copy__() is b)


class Stream:
    def __init__(self):
        self.data = b""

    def write(self, data):
        self.data += data

    def read(self, n):
        result, self.data = self.data[:n], self.data[n:]
        return result


f = Stream()
A("h", range(5)).tofile(f)
print(f.data)
b = A("h")
b.fromfile(f, 3)
show(lambda: b.fromfile(f, 3))
print(b)
show(lambda: a.fromfile(5, 1))
show(lambda: a.fromfile(f, -1))
show(lambda: a.tofile(5))
print("--- compare")
for x in A("i", [1, 2]), A("d", [1.0, 2.0]), A("i", [1, 3]), A("i", [1]), A("u", "ab"), A("u", "ac"), A("f", [float("nan")]), [1, 2]:
    for y in A("i", [1, 2]), A("b", [1, 2, 3]), A("u", "ab"), A("f", [float("nan")]):
        for op in "__eq__", "__ne__", "__lt__", "__ge__":
            show(lambda: getattr(y, op)(x))
show(lambda: A("i") < [1])
show(lambda: hash(A("i")))
show(lambda: A[int])
print("--- iterator")
it = iter(A("i", [1, 2, 3]))
print(next(it), list(it), list(it), type(it))
it = iter(A("i", [1, 2, 3]))
it.__setstate__(2)
print(it.__reduce__()[1:], next(it), next(it, None), it.__reduce__()[1:])
print(list(reversed(A("b", b"abc"))))
print("--- reduce")
for code in array.typecodes:
    b = A(code, "ab" if code == "u" else [1, 2])
    print(b.__reduce_ex__(2), b.__reduce_ex__(3)[1:])
    rebuild, arguments, state = b.__reduce_ex__(4)
    print(rebuild(*arguments) == b, state)
for form, data in (0, b"\xff"), (1, b"\xff"), (2, b"\1\2"), (3, b"\1\2"), (5, b"\xff\0"), (9, b"\xff\0\0\0"), (15, b"\x3f\x80\0\0"), (17, b"\x3f\xf0" + bytes(6)), (3, b"a"):
    show(lambda: array._array_reconstructor(A, "d", form, data))
for form, data in (18, b"a\0b\0"), (19, b"\0a\0b"), (20, b"a\0\0\0"):
    show(lambda: array._array_reconstructor(A, "u", form, data))
show(lambda: array._array_reconstructor(list, "d", 0, b""))
show(lambda: array._array_reconstructor(A, "d", 22, b""))
show(lambda: array._array_reconstructor(A, "d", 0, ""))
show(lambda: array._array_reconstructor(5, "d", 0, b""))


class Sub(A):
    def __new__(cls, code, items, extra=None):
        self = super().__new__(cls, code, items)
        self.extra = extra
        return self


s = Sub("i", [1, 2], extra=[3])
print(s, s.extra, type(s[:1]), type(s + s), type(s * 2), type(s.__copy__()), s == A("i", [1, 2]), s.__reduce_ex__(2))
