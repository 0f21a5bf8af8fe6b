# differs: C recursion stops at the stack's bounds as well as at the recursion limit
# SPDX-License-Identifier: MIT
import sys
def deep(n, make):
    made = make(None)
    for _ in range(n):
        made = make(made)
    return made
print(sys.getrecursionlimit())
sys.setrecursionlimit(10**6)
nested = deep(200000, lambda x: [x])
for use in repr, lambda x: x == deep(200000, lambda x: [x]):
    try:
        use(nested)
        print("deep enough")
    except RecursionError as e:
        print("RecursionError", str(e)[:32])
