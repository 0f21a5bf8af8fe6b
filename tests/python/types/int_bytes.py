# SPDX-License-Identifier: MIT
# to_bytes, from_bytes.
from _numbers import attempt

for n in (0, 1, 127, 128, 255, 256, 65535, 2 ** 62, 2 ** 63, 2 ** 64 - 1, 2 ** 64, 10 ** 30):
    for size in (0, 1, 2, 8, 9, 16):
        for signed in (False, True):
            attempt(n.to_bytes, size, "big", signed=signed)
            attempt((-n).to_bytes, size, "little", signed=signed)
attempt((5).to_bytes)
attempt((500).to_bytes)
attempt((5).to_bytes, 2)
attempt((5).to_bytes, length=3)
attempt((5).to_bytes, 2, byteorder="little")
attempt((5).to_bytes, 2, "middle")
attempt((5).to_bytes, -1, "big")
attempt((5).to_bytes, "2", "big")
attempt((5).to_bytes, 2, 5)
attempt((5).to_bytes, 2, "big", True)
attempt(True.to_bytes, 1, "big")
for data in (b"", b"\0", b"\1", b"\x80", b"\xff", b"\xff\xff", b"\0\1\2", b"\xfe\xdc\xba\x98\x76\x54\x32\x10", b"\x80" + b"\0" * 7,
             b"\0" * 20 + b"\1", b"\xff" * 20, b"\x7f" + b"\xff" * 15):
    for order in ("big", "little"):
        print(int.from_bytes(data, order), int.from_bytes(data, order, signed=True))
attempt(int.from_bytes, b"\1\2")
attempt(int.from_bytes, bytearray(b"\1\2"), "little")
attempt(int.from_bytes, [1, 2, 3], "big")
attempt(int.from_bytes, [1, 256], "big")
attempt(int.from_bytes, (b for b in (1, 2)), byteorder="big")
attempt(int.from_bytes, "12", "big")
attempt(int.from_bytes, 5, "big")
attempt(int.from_bytes, b"1", "middle")
attempt(int.from_bytes, b"1", 5)
attempt(int.from_bytes)


class Bytes:
    def __bytes__(self):
        return b"\1\0"


class Sub(int):
    def __new__(cls, value):
        print("made", value)
        return super().__new__(cls, value)


print(int.from_bytes(Bytes(), "big"), type(Sub.from_bytes(b"\5", "big")), bool.from_bytes(b"\1", "big"))
print(Sub(300).to_bytes(2, "big"))
