# copy and __reduce_ex__ of bytearrays and sets with members of subclasses, and of range iterators.
import copy
class B(bytearray):
    __slots__=('x','y','__dict__')
b=B(b'abc'); b.x=10; b.z=5
try:
    c=copy.copy(b); print(c, c.x, c.z)
    print(b.__reduce_ex__(2)); print(b.__reduce_ex__(4));print(b.__getstate__())
    print(copy.copy(iter(range(5))).__reduce__(), list(copy.deepcopy(iter(range(3,9,2)))))
except Exception as e: print(type(e),e)
class S(set): __slots__=('x','__dict__')
s=S([1]); s.x=3; s.q=2
try: t=copy.copy(s); print(t.x, t.q, s.__reduce__(), s.__reduce_ex__(4))
except Exception as e: print(type(e),e)

for r in (range(10), range(3, 30, 4), range(5, -5, -2), range(10**20, 10**20 + 5), range(0)):
    it = iter(r)
    next(it, None)
    next(it, None)
    print(list(copy.copy(it)), list(copy.deepcopy(it)), it.__length_hint__())
it = iter(range(10))
for state in 3, 3, 0, 20, -1:
    it.__setstate__(state)
    print(it.__reduce__(), it.__length_hint__())
it = iter(range(10**20, 10**20 + 5))
it.__setstate__(2)
print(list(it))
print(bytearray().__reduce__(), bytearray().__reduce_ex__(4), bytearray(b"a\xff").__reduce_ex__(2))
print(list(copy.copy(enumerate(range(3)))), list(copy.copy(zip(range(3), range(2)))))
