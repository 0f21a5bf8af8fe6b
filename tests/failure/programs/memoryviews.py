# SPDX-License-Identifier: MIT
# memoryview: slices, casts, releases.
a = bytearray(range(48))
m = memoryview(a)
n = m[8:40:2]
c = m.cast("I")
print(n.tolist(), c[2], len(c), m.nbytes, n.tobytes()[:4], m[3:5] == b"\3\4", c.format, n.strides, m.readonly)
m[0:3] = b"abc"
d = m.cast("B", [6, 8])
print(d.shape, d[2, 3], d.tolist()[0], memoryview(b"xyz").hex(), hash(memoryview(b"xyz")) == hash(b"xyz"), bytes(n)[:3])
try: a.append(1)
except BufferError as e: print(e)
for v in (d, c, n, m): v.release()
a.append(1)
with memoryview(a) as v: print(v[-1], 99 in v, list(v)[:3])
