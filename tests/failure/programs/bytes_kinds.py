# SPDX-License-Identifier: MIT
# bytes and bytearray.
b = b"some bytes \x00\xff"
a = bytearray(b)
a += b"more"; a.append(65); a.extend(range(5)); a[2:4] = b"XYZ"; a.insert(0, 1); del a[5:7]
print(b, a, b.hex(" "), bytes.fromhex("00ff10"), b.split(), b.replace(b"s", b"SS"), b.find(b"b"), b[::2], b + a[:3], b * 2)
print(a.pop(), a.reverse(), a[:4], a.upper(), b.decode("latin-1"), bytes([1, 2]), bytes(5), b"%s %d" % (b"x", 3), b"a,b".partition(b","), bytes("é", "utf-8"))
print(b.translate(None, b"s"), bytearray(b"k").join([b"1", b"2"]), b"x".center(9, b"-"), b"l\nm".splitlines(), sorted(b"hello"), a == bytes(a), hash(b) == hash(b[:]))
