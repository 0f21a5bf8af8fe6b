# SPDX-License-Identifier: MIT
# Standard streams: print that fails, what is left in the buffer, the end.
import sys
caught = []
for i in range(4):
    try:
        print("x" * 3000, i)
        print("flushed", i, flush=True)
        sys.stdout.write("y\n"); sys.stdout.flush()
    except OSError as e:
        caught.append(type(e).__name__ + "Error")
if caught:
    print(caught)
try: sys.stdin.readline()
except OSError: print("Error of stdin")
class A:
    def __del__(self): print("deleted")
a = A()
print("last", file=sys.stderr)
print("without a newline", end="")
