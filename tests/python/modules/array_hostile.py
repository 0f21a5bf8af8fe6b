# SPDX-License-Identifier: MIT
# array: exports that forbid resizing, and items whose conversion or comparison changes the array.
import array
import gc

A = array.array


def show(function):
    try:
        result = repr(function())
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result.split(" at 0x")[0])


a = A("i", [1, 2, 3, 4])
m = memoryview(a)
for change in (lambda: a.append(1), lambda: a.__delitem__(0), lambda: a.extend([]), lambda: a.__imul__(0), lambda: a.__imul__(1), lambda: a.fromlist([]),
               lambda: a.frombytes(b""), lambda: a.frombytes(b"abcd"), lambda: a.extend([1]), lambda: a.__setitem__(slice(0, 1), A("i")), lambda: a.pop(),
               lambda: a.insert(0, 1), lambda: a.remove(2), lambda: a.__delitem__(slice(0, 4, 2)), lambda: a.__setitem__(slice(0, 1), A("i", [7])),
               lambda: a.__iadd__(a), lambda: a.reverse(), lambda: a.byteswap(), lambda: a.byteswap(), lambda: a.fromlist([5])):
    show(change)
    print(a, m.tolist())
del m
a.append(5)
print(a)


class Clears:
    def __init__(self, target, value=7):
        self.target = target
        self.value = value

    def __index__(self):
        del self.target[:]
        return self.value

    def __float__(self):
        return float(self.__index__())

    def __eq__(self, other):
        del self.target[:]
        return False


for code in "bBhHiIlLqQfd":
    a = A(code, [1, 2, 3])
    show(lambda: a.__setitem__(1, Clears(a)))
    print(a)
    a = A(code, [1, 2, 3])
    show(lambda: a.append(Clears(a)))
    print(a)
    a = A(code, [1, 2, 3])
    show(lambda: a.insert(2, Clears(a)))
    print(a)
    a = A(code, [1, 2, 3])
    show(lambda: a.extend([4, Clears(a), 5]))
    print(a)
a = A("i", [1, 2, 3])
show(lambda: a.index(Clears(a)))
a = A("i", [1, 2, 3])
show(lambda: a.count(Clears(a)))
a = A("i", [1, 2, 3])
show(lambda: a.remove(Clears(a)))
a = A("i", [1, 2, 3])
show(lambda: Clears(a) in a)
a = A("i", [1, 2, 3])
show(lambda: a[Clears(a, 1)])
a = A("i", [1, 2, 3])
show(lambda: a.pop(Clears(a, 1)))
a = A("i", [1, 2, 3])
show(lambda: a[Clears(a, 0):2])
a = A("i", [1, 2, 3])
show(lambda: a.__setitem__(slice(Clears(a, 0), 2), A("i", [9, 9])))
print(a)
items = [1, 2, 3]
items[1] = Clears(items)
show(lambda: A("i", items))
items = [1, 2, 3]
items[1] = Clears(items)
a = A("i", [9])
show(lambda: a.fromlist(items))
print(a)


class Writer:
    def write(self, data):
        a.extend(range(3)) if len(a) < 20000 else a.__delitem__(slice(10, None))


a = A("i", range(19999))
show(lambda: a.tofile(Writer()))
print(len(a))


class Reader:
    def read(self, n):
        return self.result


reader = Reader()
for reader.result in b"abcd", b"ab", b"abcdefgh", "abcd", None:
    show(lambda: a.fromfile(reader, 1))
class Own(A):
    pass


o = Own("i", [1])
o.me = o
del o
print(gc.collect() > 0)
for n in 2**61, 2**62, 2**63 - 1, -1:
    show(lambda: len(A("d", [1.0]) * n))
