# SPDX-License-Identifier: MIT
# Classes, instances, properties, slots, inheritance, operators, metaclasses.
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        return super().__new__(mcs, name, bases, dict(ns, made=kw))

class Point(metaclass=Meta, kind="p"):
    __slots__ = ("x", "y")
    def __init__(self, x, y=0):
        self.x, self.y = x, y
    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __repr__(self):
        return f"Point({self.x}, {self.y})"

class Base:
    count = 0
    def __init_subclass__(cls, **kw):
        Base.count += 1
    @property
    def twice(self):
        return self.v * 2
    @classmethod
    def make(cls, v):
        o = cls()
        o.v = v
        return o

class Derived(Base):
    def __getattr__(self, name):
        return name * 2
    @staticmethod
    def plain():
        return "static"

p = sum([Point(i, -i) for i in range(5)], Point(0))
print(p, p in {p: 1}, Point.made, Base.count)
d = Derived.make(21)
d.extra = [1]
print(d.twice, d.missing, d.plain(), vars(d), isinstance(d, Base), type(d).__mro__[1].__name__)
for i in range(70):
    setattr(d, f"a{i}", i)
del d.a3
print(len(vars(d)), d.a69)
