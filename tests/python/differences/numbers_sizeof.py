# differs: sizes are those of Ouro's blocks
# SPDX-License-Identifier: MIT
import sys
class Empty: pass
class Two:
    def __init__(self): self.x, self.y = 1, 2
print([sys.getsizeof(x) for x in (1, "a", (), [], {}, set(), Empty(), Two())])
