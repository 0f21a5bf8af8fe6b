# SPDX-License-Identifier: MIT
# Which attributes copying and dir() ask an object for, and which are looked up on its class; the order of the checks of __slots__.
import copy
import struct
log = []


class Seen:
    def __getattribute__(self, name):
        log.append(name)
        return super().__getattribute__(name)


for use in copy.copy, copy.deepcopy, dir, lambda o: o.__reduce_ex__(2), lambda o: o.__reduce_ex__(4):
    use(Seen())
    print(log)
    log.clear()


class Claims:
    __class__ = Seen


print("__getattribute__" in dir(Claims()), [n for n in dir(Claims()) if n in vars(Seen)][0])
for slots in ("u", "__dict__"), ("__weakref__", "u", "1x"), ("u", 5), ("u", "__dict__", "__dict__"), ("v",), ("u", "__weakref__", "__weakref__"):
    try:
        print(type("A", (), {"__slots__": slots, "u": 1}))
    except Exception as e:
        print(type(e).__name__, e)
for name in "a\0b", 5:
    try:
        Seen.__name__ = name
    except Exception as e:
        print(type(e).__name__, e)
for format in [], {}, None, 5, bytearray(b"b"):
    try:
        print(struct.calcsize(format))
    except Exception as e:
        print(type(e).__name__, e)
