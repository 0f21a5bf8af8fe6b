# SPDX-License-Identifier: MIT
# array, bytearray, memoryview, struct: callbacks that resize what is exported or being written.
import array
import struct


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


def quiet(function):
    # what comes out is undefined or differs: it only must come out
    try:
        function()
    except Exception:
        pass


class Index:
    def __init__(self, act, value=1):
        self.act, self.value = act, value

    def __index__(self):
        self.act()
        return self.value


class Float(Index):
    def __float__(self):
        self.act()
        return 1.5


a = array.array("i", range(10))
show("set", lambda: a.__setitem__(9, Index(lambda: a.__delitem__(slice(2, None)))))
print(a)
show("insert", lambda: a.insert(1, Index(a.clear if hasattr(a, "clear") else lambda: a.__delitem__(slice(None)))))
print(a)
a = array.array("i", range(10))
show("append", lambda: a.append(Index(lambda: a.extend(range(100)))))
print(len(a) > 10)
a = array.array("d", range(10))
show("set d", lambda: a.__setitem__(9, Float(lambda: a.__delitem__(slice(2, None)))))
print(a)
a = array.array("i", range(4))
a.extend(a)
print(a)
a[2:4] = a
print(a)
a *= 2
print(len(a))
a = array.array("i", range(6))


def feed():
    for i in range(4):
        yield i
        del a[:]


a.extend(feed())
print(a)


class Eq:
    def __eq__(self, other):
        del a[:]
        return False


a = array.array("i", range(6))
show("index", lambda: a.index(Eq()))
a = array.array("i", range(6))
show("count", lambda: a.count(Eq()))
a = array.array("i", range(6))
show("remove", lambda: a.remove(Eq()))
a = array.array("i", range(6))
show("fromlist", lambda: a.fromlist([1, Index(lambda: None, 2**40)]))
print(a)
items = [1, 2, 3, 4]
items[1] = Index(items.clear)
show("fromlist", lambda: a.fromlist(items))
print(a)
m = memoryview(a)
show("append exported", lambda: a.append(1))
show("extend exported", lambda: a.extend([1]))
show("imul exported", lambda: a.__imul__(2))
show("del exported", lambda: a.__delitem__(slice(2)))
m.release()

b = bytearray(range(10))
m = memoryview(b)
show("release in set", lambda: m.__setitem__(Index(m.release), 3))
m = memoryview(b)
show("release in value", lambda: m.__setitem__(0, Index(m.release)))
m = memoryview(b)
show("release in get", lambda: m.__getitem__(Index(m.release)))
m = memoryview(b)
quiet(lambda: m.__getitem__(slice(Index(m.release), None)))
m = memoryview(b)
show("cast", lambda: m.cast("B", [Index(m.release, 10)]))
m = memoryview(b)
show("resize", lambda: b.append(1))
m.release()
b.append(1)
show("insert", lambda: b.insert(Index(b.clear), 7))
print(b)
b = bytearray(range(10))
show("set", lambda: b.__setitem__(5, Index(b.clear, 65)))
print(b)
b = bytearray(range(10))
show("set slice", lambda: b.__setitem__(slice(0, Index(b.clear, 5)), b"xy"))
print(b)
b = bytearray(range(10))
show("extend", lambda: b.extend(Index(b.clear, 66) for _ in range(3)))
print(b)
b = bytearray(b"abc")
show("extend self", lambda: b.extend(b))
b[1:2] = b
print(b)
show("iadd self", lambda: b.__iadd__(b))
b *= 2
print(b)
b = bytearray(b"a,b,c")


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        b.clear()
        return b


quiet(lambda: b.join(Seq()))
items = [b"a", b"b"]


class Joins(list):
    def __iter__(self):
        items.clear()
        return list.__iter__(self)


print(b"-".join(Joins([b"x"] * 3)))
b = bytearray(b"abcabc")
show("find", lambda: b.find(b"c", Index(b.clear, 1)))
b = bytearray(b"abcabc")
show("count", lambda: b.count(b"c", Index(b.clear, 1)))
b = bytearray(b"abcabc")
show("startswith", lambda: b.startswith(b"c", Index(b.clear, 1)))
b = bytearray(b"abcabc")
show("contains", lambda: Index(b.clear, 97) in b)
b = bytearray(b"abcabc")
show("replace", lambda: b.replace(b"a", b"xx", Index(b.clear, 1)))
b = bytearray(b"a b c")
show("split", lambda: b.split(b" ", Index(b.clear, 1)))
b = bytearray(b"abc")
show("ljust", lambda: b.ljust(Index(b.clear, 5)))
b = bytearray(b"abc")
show("mul", lambda: b * Index(b.clear, 2))
b = bytearray(b"abc")
show("pop", lambda: b.pop(Index(b.clear, 0)))
b = bytearray(b"abc")
show("remove", lambda: b.remove(Index(b.clear, 98)))
b = bytearray(b"abc")
show("append", lambda: b.append(Index(b.clear, 98)))
print(b)

b = bytearray(16)
show("pack_into", lambda: struct.pack_into("ii", b, 0, 1, Index(b.clear)))
print(len(b))
b = bytearray(16)
show("pack_into", lambda: struct.pack_into("ii", b, Index(b.clear, 0), 1, 2))
show("pack", lambda: struct.pack("ii", 1, Index(lambda: 1 / 0)))
show("pack", lambda: struct.pack("hh", 1, Index(lambda: None, 2**20)))
show("pack", lambda: struct.pack("d", Float(lambda: None)))
s = struct.Struct("ii")
quiet(lambda: s.pack(1, Index(lambda: s.__init__("i"))))
b = bytearray(32)
i = struct.iter_unpack("i", b)
next(i)
show("iter_unpack", lambda: b.append(1))
print(len(list(i)))
del i
b.append(1)
quiet(lambda: struct.unpack_from("ii", b, Index(b.clear, 0)))
for f in "9999999999999999999s", "2305843009213693952i", "i" * 10 + "999999999999999999x9999999999999999999x":
    show("size", lambda: struct.calcsize(f))
m = memoryview(bytearray(24)).cast("i", [2, 3])
show("index tuple", lambda: m[Index(m.release, 1), 1])
m = memoryview(bytearray(24)).cast("i", [2, 3])
show("set tuple", lambda: m.__setitem__((Index(m.release, 1), 1), 5))
m = memoryview(bytearray(24)).cast("d")
show("set float", lambda: m.__setitem__(0, Float(m.release)))
m = memoryview(bytearray(24))
n = m[2:]
m.release()
print(n.nbytes)
with memoryview(b"abc") as m:
    show("inner release", lambda: m.release())
show("after", lambda: m[0])
m = memoryview(bytearray(b"abcdef"))
m[1:4] = m[0:3]
print(m.tobytes())
m[0:3] = m[1:4]
print(m.tobytes(), m[::-1].tobytes())
m[::2] = m[::-2]
print(m.tobytes())
