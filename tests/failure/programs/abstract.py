# SPDX-License-Identifier: MIT
# abc and collections.abc.
from abc import ABC, abstractmethod
import collections.abc
class A(ABC):
    @abstractmethod
    def f(self): ...
class B(A):
    def f(self): return "B"
@A.register
class V: pass
try: A()
except TypeError as e: print(e)
print(B().f(), isinstance(V(), A), issubclass(V, A), A.__abstractmethods__, isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Hashable))
class M(collections.abc.Mapping):
    def __getitem__(self, k): return {"a": 1}[k]
    def __iter__(self): return iter("a")
    def __len__(self): return 1
m = M()
print(list(m.items()), m.get("z", 0), "a" in m, m == {"a": 1}, dict(m))
