# differs: sizes are those of Ouro's blocks
# SPDX-License-Identifier: MIT
# The first few blocks of a size may be cut from the pages of a larger one: the thousandth of its kind is measured.
import sys
class Empty: pass
class Two:
    def __init__(self): self.x, self.y = 1, 2
def size(make):
    return sys.getsizeof([make(n) for n in range(1000)][-1])
print([size(make) for make in (
    int, lambda n: "x" + str(n % 10), lambda n: (n,), lambda n: [], lambda n: {}, lambda n: set(),
    lambda n: Empty(), lambda n: Two())])
