# SPDX-License-Identifier: MIT
# struct and array: numbers whose __index__ and __float__ change the buffer that is written to or the array they are put in.
import array
import struct


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Index:
    def __init__(self, act, value=1): self.act, self.value = act, value
    def __index__(self):
        self.act()
        return self.value
    def __float__(self):
        self.act()
        return 1.5
    def __eq__(self, other):
        self.act()
        return False
    def __bool__(self):
        self.act()
        return True
    __hash__ = None


buffer = bytearray(16)
for act in buffer.clear, (lambda: buffer.extend(b"x" * 1000)), (lambda: buffer.__delitem__(slice(4, None))):
    for code in "i", "q", "d", "e", "?", "B":
        buffer[:] = bytes(16)
        show(f"pack_into {code}", lambda: (struct.pack_into("<" + code, buffer, 8, Index(act)), len(buffer)))
values = []
values[:] = [Index(values.clear), 2, 3]
show("pack", lambda: struct.pack("3h", *values))
show("offset", lambda: struct.unpack_from("B", b"abc", Index(lambda: None, 2)))
buffer[:] = b"abcdef"
pairs = struct.iter_unpack("2s", buffer)
show("iter", lambda: next(pairs))
show("clear", buffer.clear)
show("iter", lambda: list(pairs))
show("clear", buffer.clear)

for code in "bdq":
    for name, use in {
        "append": lambda a, i: a.append(i), "insert": lambda a, i: a.insert(1, i), "extend": lambda a, i: a.extend([i, 1, i]), "store": lambda a, i: a.__setitem__(1, i), "fromlist": lambda a, i: a.fromlist([i, 1, i]),
        "index": lambda a, i: a.index(i), "count": lambda a, i: a.count(i), "remove": lambda a, i: a.remove(i), "pop": lambda a, i: a.pop(i), "get": lambda a, i: a[i], "slice": lambda a, i: a[i:], "delete": lambda a, i: a.__delitem__(i), "repeat": lambda a, i: a * i,
        "at": lambda a, i: a.insert(i, 5),
    }.items():
        for change in "clear", "grow":
            a = array.array(code, [1, 2, 3])
            if change == "grow" and name in ("append", "insert", "at"):
                continue  # tests/python/differences/hostile_snapshots.py
            act = (lambda: a.__delitem__(slice(None))) if change == "clear" else (lambda: len(a) < 40 and a.extend(array.array(code, [7] * 20)))
            show(f"{code} {name} {change}", lambda: (use(a, Index(act)), len(a)))


class Source:
    """An iterable that empties the array it is read into."""
    def __init__(self, target): self.target, self.n = target, 5
    def __iter__(self): return self
    def __next__(self):
        del self.target[:]
        self.n -= 1
        if not self.n:
            raise StopIteration
        return self.n


a = array.array("i", [1, 2, 3])
show("source", lambda: (a.extend(Source(a)), a))
source = [1, Index(lambda: source.clear()), 3]
show("constructor", lambda: array.array("i", source))
for held in (array.array("i", [1, 2, 3]),):
    view = memoryview(held)
    for use in (lambda: held.append(1)), (lambda: held.extend([1])), (lambda: held.pop()), (lambda: held.__delitem__(0)), (lambda: held.insert(0, 1)), (lambda: held.__imul__(2)), (lambda: held.fromlist([1])), (lambda: held.remove(1)), (lambda: held.byteswap()):
        show("exported", use)
    print(view.tolist())
