# differs: details of the library's Python halves that no program asks for
# SPDX-License-Identifier: MIT
import contextlib
import dataclasses
import sys
import warnings
@dataclasses.dataclass
class Point:
    x: int
print(hasattr(Point.__repr__, "__wrapped__"))
waits = contextlib.nullcontext(3).__aenter__()
print(type(waits).__name__ == "coroutine", hasattr(waits, "__await__"))
try:
    waits.__await__().send(None)
except StopIteration as e:
    print(e.value)
@dataclasses.dataclass(slots=True, weakref_slot=True)
class Held:
    x: int
print(Held.__slots__)
warnings.simplefilter("always")
sys.stderr = sys.stdout
warnings.warn_explicit(ResourceWarning("unclosed"), None, "a.py", 1, source=[])
print(type(iter(list[int])))
import typing
print("Match" in typing.__all__, "List" in typing.__all__)
