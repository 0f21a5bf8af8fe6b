# differs: values that are no objects, and objects that never die, are not counted
# SPDX-License-Identifier: MIT
import sys
a = []
b = a
print(sys.getrefcount([]), sys.getrefcount(a))  # objects: as in CPython
print([sys.getrefcount(x) for x in (None, True, 7, 1.5)])
print(sys.getrefcount(()) >= 2**31, sys.getrefcount(int) >= 2**31)
