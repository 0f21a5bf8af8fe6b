# SPDX-License-Identifier: MIT
# struct: every code with values inside and outside its range, in each byte order; sizes and alignment; odd formats.
import struct


def show(function, *args):
    try:
        result = repr(function(*args))
    except struct.error as error:
        result = f"struct.error: {error}"
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(function.__name__, *(repr(a)[:30] if type(a).__repr__ is not object.__repr__ else type(a).__name__ for a in args), "->", result)


values = [0, -1, 127, 128, 255, 256, -128, -129, 32767, 32768, 65535, 65536, -32769, 2**31 - 1, 2**31, 2**32 - 1, 2**32, -2**31 - 1, 2**63 - 1,
          2**63, 2**64 - 1, 2**64, -2**63, -2**63 - 1, 1.5, "a", b"a", b"ab", None, True, 10**400]
for order in "@", "<", ">", "=", "!", "":
    for code in "cbB?hHiIlLqQnNefdspxP":
        for value in values if order in "@>" else values[:8]:
            show(struct.pack, order + code, value)


class Index:
    def __index__(self):
        return 300


class Huge:
    def __index__(self):
        return 2**70


class Raises:
    def __index__(self):
        raise KeyError("index")

    __float__ = __bool__ = __index__


for code in "bBhHiIlLqQnNP?efdcs":
    for value in Index(), Huge(), Raises():
        show(struct.pack, code, value)
        show(struct.pack, ">" + code, value)

floats = [0.0, -0.0, 1.0, 1 / 3, 65504.0, 65519.99, 65520.0, 6e-8, 2.98e-8, 2.9802322387695312e-08, 6.103515625e-05, 6.1e-05, 1e-10, float("inf"),
          float("-inf"), 3.4028235e38, 3.4028236e38, 1e39, 1e-46, 5e-324, 1e308, 2049.0, 2051.0, 0.1]
for order in "<", ">":
    for code in "efd":
        for x in floats:
            show(struct.pack, order + code, x)
for bits in 0, 1, 0x3ff, 0x400, 0x3c00, 0x7bff, 0x7c00, 0x7e00, 0xfc00, 0x8001, 0x3555:
    print(hex(bits), struct.unpack("<e", bits.to_bytes(2, "little")))

for format in ["", "x", "bi", "ib", "0i", "b0i", "b0q", "bq", "<bq", "@bh", "=bhi", "3s", "0s", "s", "p", "5p", "0p", "10x", " b h ", "b\ti", "2b3h", "iiq",
               "99999999999999x", "9999999999999999999x", "99999999999999999999999x", "4611686018427387904h", "9223372036854775807b1b", "3", "b3", "z", "b z",
               "@@b", "b@", "n", "<n", ">P", "é", "b\0", b"bh", b"\xff", 5, None]:
    show(struct.calcsize, format)
show(struct.pack, "99999999999999x")
show(struct.pack, "99999999999999i", 1)
show(struct.unpack, "99999999999999i", b"")
show(struct.pack, "4611686018427387904s", b"")

show(struct.pack, "3s4p0s2x", b"abcde", b"vwxyz", b"q")
show(struct.unpack, "3s4p0s2x", b"abc\x03vwx\0\0")
show(struct.unpack, "4p", b"\xffabc")
show(struct.pack, "s", bytearray(b"xy"))
show(struct.pack, "300p", b"x" * 400)
show(struct.pack, "2b", 1)
show(struct.pack, "2b", 1, 2, 3)
show(struct.pack)
show(struct.pack, "b")
for order in "@<>":
    packed = struct.pack(order + "bhilqBHILQ?fd", -1, -2, -3, -4, -5, 250, 65000, 4000000000, 4000000001, 2**64 - 7, True, 0.5, -1.25)
    print(packed.hex(), struct.unpack(order + "bhilqBHILQ?fd", packed))
show(struct.unpack, "h", b"a")
show(struct.unpack, "h", "ab")
show(struct.unpack, "h")
print(struct.unpack("<2h", memoryview(b"abcd")), struct.unpack("<h", bytearray(b"ab")), struct.unpack("?", b"\x07"), struct.unpack("2c", b"ab"))
try:
    struct.unpack("2h", memoryview(b"abcdefgh")[::2])
except BufferError as error:
    print(error)
print(struct.error.__module__, struct.error.__bases__, struct.__all__)
