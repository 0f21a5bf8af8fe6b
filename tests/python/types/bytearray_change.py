# bytearray: everything that changes it in place.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

b = bytearray(b"abc"); b.append(100); b.extend(b"ef"); b.extend([103, 104]); b.extend(x for x in (105,)); b.insert(0, 48); b.insert(-1, 49); b.insert(100, 50); b.insert(-100, 51); print(b, len(b))
print(b.pop(), b.pop(0), b.pop(-2), b); b.remove(98); print(b); b.reverse(); print(b); b.clear(); print(b, len(b))
attempt(b.pop); b.extend(b"abcabc"); attempt(b.pop, 10); attempt(b.append, 256); attempt(b.append, -1); attempt(b.append, "a"); attempt(b.append, 1.5); attempt(b.extend, "abc"); attempt(b.extend, 5); attempt(b.extend, [1, 256]); attempt(b.insert, 0, 300); attempt(b.insert, "x", 1); attempt(b.remove, 1); attempt(b.remove, 300); attempt(b.remove, "a"); print(b)
b = bytearray(b"0123456789"); b[0] = 65; b[-1] = 90; print(b); b[2:5] = b"xyzxyz"; print(b); b[2:8] = b""; print(b); b[1:1] = [33, 34]; print(b); b[::2] = bytes(len(b[::2])); print(b); b[100:] = b"end"; print(b); b[5:2] = b"??"; print(b)
b = bytearray(range(10)); b[8:1:-3] = b"abc"; print(b); del b[0]; del b[-1]; print(b); del b[1:3]; print(b); del b[::2]; print(b); b = bytearray(range(10)); del b[::-3]; print(b); del b[:]; print(b)
b = bytearray(b"abc"); b[:] = b; print(b); b[1:1] = b; print(b); attempt(b.__iadd__, b); b.extend(b); print(b); b *= 2; print(b); b *= 0; print(b); b += b"xy"; c = b; c += bytearray(b"z"); print(b, b is c)
def put(k, v): b[k] = v
def cut(k): del b[k]
attempt(put, 0, 256); attempt(put, 0, "a"); attempt(put, "x", 1); attempt(put, 99, 1); attempt(put, slice(0, 1), "x"); attempt(put, slice(0, 1), 5); attempt(put, slice(0, 1), 1.5); attempt(put, slice(0, 3, 2), b"x"); attempt(put, slice(0, 1), [1, 300]); attempt(put, 10 ** 30, 1); attempt(cut, 99); attempt(cut, "x"); attempt(put, 0, 10 ** 30); print(b)
attempt(lambda: b.__iadd__("x")); attempt(lambda: b.__iadd__(5)); attempt(lambda: b.__imul__("x"))
d = b.copy(); d.append(1); print(b, d, type(b.__reduce__()).__name__, b.__alloc__() >= len(b), b.__sizeof__() > 0)
it = iter(b); b.append(33); print(list(it)); it = iter(b); b.clear(); print(list(it), b)
big = bytearray([1]) * 100001; big[50000] = 7; print(len(big), big.count(1), big.find(7), sum(big)); big[::2] = bytes(50001); print(sum(big), big[50000], big[1])
n = bytearray()
for i in range(3000): n.append(i & 255)
while len(n) > 5: n.pop()
print(n); del n[0]; n.insert(0, 9); print(n)
