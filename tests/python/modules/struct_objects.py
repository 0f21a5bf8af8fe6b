# SPDX-License-Identifier: MIT
# struct: Struct, pack_into, unpack_from, iter_unpack, and callers that change what is packed into.
import struct
import gc


def show(function, *args, **named):
    try:
        result = repr(function(*args, **named)).split(" at 0x")[0]
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(*(repr(a).split(' at 0x')[0] if type(a).__repr__ is not object.__repr__ else type(a).__name__ for a in args), *named.items(), "->", result)


s = struct.Struct("<hB")
print(s.format, s.size, s.pack(1, 2), s.unpack(b"\1\0\2"), struct.Struct(b"h").format, type(s), struct.calcsize("<hB"))
show(struct.Struct, 5)
show(struct.Struct, "z")
show(struct.Struct)
show(struct.Struct, "h", 1)
show(struct.Struct, format="h x")
show(s.pack, 1)
show(s.unpack, b"")
buffer = bytearray(8)
for offset in 0, 5, 6, -3, -2, -8, -9, 100, "a", 2**70, None:
    show(s.pack_into, buffer, offset, 1, 2)
    show(s.unpack_from, buffer, offset)
    print(buffer)
show(s.pack_into)
show(s.pack_into, buffer)
show(s.pack_into, buffer, 0)
show(s.pack_into, b"abcdef", 0, 1, 2)
show(s.pack_into, memoryview(b"abcdef"), 0, 1, 2)
show(s.pack_into, "abc", 0, 1, 2)
show(s.pack_into, memoryview(buffer)[1:], 0, 7, 8)
show(s.pack_into, memoryview(buffer)[::2], 0, 7, 8)
print(buffer)
show(s.unpack_from, buffer=b"abcdef", offset=2)
show(s.unpack_from, b"ab")
show(s.unpack_from, b"abcdef", offset=-4)
show(s.unpack_from)
show(struct.unpack_from, "<h", b"abcdef", 1)
show(struct.unpack_from, "<h", buffer=b"abcdef", offset=3)
show(struct.pack_into, "<h", buffer, 1, 258)
show(struct.pack_into)
show(struct.pack_into, "h")
show(struct.pack_into, "h", buffer)

it = struct.iter_unpack("<h", b"abcdef")
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it), type(it))
show(struct.iter_unpack, "", b"")
show(struct.iter_unpack, "h", b"abc")
show(struct.iter_unpack, "h", "ab")
print(list(struct.iter_unpack("2h", b"")))
show(s.iter_unpack, memoryview(b"abcdef")[::2])

# An export is held by the iterator, and ended with it.
data = bytearray(b"abcd")
it = struct.iter_unpack("h", data)
next(it)
show(data.append, 1)
next(it)
show(data.append, 1)
print(next(it, "end"))
show(data.append, 1)
view = memoryview(bytearray(8))
it = struct.iter_unpack("h", view)
show(view.release)
del it
show(view.release)
cycle = [bytearray(4)]
cycle.append(struct.iter_unpack("h", cycle[0]))
cycle.append(cycle)
del cycle
print(gc.collect() > 0)


class Resizes:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        try:
            self.target.extend(b"x" * 100000)
        except BufferError as error:
            print("BufferError:", error)
        return 5

    def __bool__(self):
        return bool(self.__index__())

    def __float__(self):
        return float(self.__index__())


target = bytearray(16)
show(struct.pack_into, "b?f", target, 0, Resizes(target), Resizes(target), Resizes(target))
show(struct.pack_into, "b", target, Resizes(target), 1)
print(target)


class Again:
    """An index that initialises the Struct anew while it packs."""

    def __index__(self):
        s.__init__("100s")
        return 1


s = struct.Struct("2h")
print(len(s.pack(Again(), 2)) > 0, s.format, s.size)  # what CPython packs here depends on freed memory
class Sub(struct.Struct):
    def __init__(self):
        super().__init__(">h")


print(Sub().pack(1), Sub().format)
