# SPDX-License-Identifier: MIT
# struct and array.
import struct
from array import array
b = struct.pack("<hIq5sd?", -1, 2, 3, b"hello", 1.5, True)
print(b, struct.unpack("<hIq5sd?", b), struct.calcsize("@ci"), list(struct.iter_unpack(">H", b"\0\1\0\2")))
s = struct.Struct("!3i"); buf = bytearray(16)
s.pack_into(buf, 2, 7, 8, 9)
print(buf, s.unpack_from(buf, 2), s.size, s.format)
a = array("d", [1.5, 2]); a.extend([3, 4.25]); a.append(5); a.insert(1, 0.5); a.frombytes(b"\0" * 8)
i = array("i", range(30))
i[3:6] = array("i", [1]); del i[::4]
print(a, a.tolist(), i, i.pop(), i.index(7), i + i[:2], array("B", b"xyz") * 2, array("u", "héllo").tounicode(), a.itemsize, i.tobytes()[:8], memoryview(a)[1])
try: struct.pack("b", 1000)
except struct.error as e: print(e)
