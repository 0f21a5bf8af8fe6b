# SPDX-License-Identifier: MIT
# __slots__, properties, descriptors, class methods.
class Point:
    __slots__ = ("x", "y", "__weakref__")
    def __init__(self, x, y): self.x, self.y = x, y
    @property
    def sum(self): return self.x + self.y
    @sum.setter
    def sum(self, v): self.x = v - self.y
    @classmethod
    def make(cls, *a): return cls(*a)
    @staticmethod
    def zero(): return Point(0, 0)
class Typed:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, o, t): return self if o is None else getattr(o, self.name, "unset")
    def __set__(self, o, v): setattr(o, self.name, v)
    def __delete__(self, o): delattr(o, self.name)
class Three(Point):
    __slots__ = "z"
    t = Typed()
p = Point.make(1, 2); p.sum = 10
q = Three(1, 2)
print(p.x, p.sum, Point.zero().x, hasattr(q, "z"), hasattr(q, "__dict__"))
try: p.other = 1
except AttributeError as e: print(e)
del p.x
try: p.x
except AttributeError as e: print(e)
class Free: t = Typed()
f = Free(); f.t = 5
print(f.t, vars(f), Free.t is Free.__dict__["t"])
del f.t
print(f.t)
