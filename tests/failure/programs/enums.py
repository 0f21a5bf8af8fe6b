# SPDX-License-Identifier: MIT
# enum.
from enum import Enum, IntFlag, auto
class Color(Enum):
    RED = 1
    GREEN = auto()
    ALIAS = 1
    def low(self): return self.name.lower()
class F(IntFlag):
    A = auto()
    B = auto()
print(list(Color), Color(2), Color["RED"].low(), Color.ALIAS is Color.RED, F.A | F.B, (F.A | F.B) & ~F.A, {Color.RED: 1}, F(3).value)
try: Color(9)
except ValueError as e: print(e)
