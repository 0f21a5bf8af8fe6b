# SPDX-License-Identifier: MIT
# print, sys.stdout, sys.stderr, streams that are replaced, hooks.
import sys, io
print(1, "two", 3.0, sep="-", end="|\n", flush=True)
old, sys.stdout = sys.stdout, io.StringIO()
print("captured", [1, 2]); sys.stdout.write("more")
text = sys.stdout.getvalue(); sys.stdout = old
print(repr(text), file=sys.stdout)
class Out:
    def write(self, s): parts.append(s)
parts = []
print("a", {"b": 1}, file=Out())
print(parts, sys.stdout.encoding, sys.getrecursionlimit(), sys.intern("x") is sys.intern("x"), sys.maxsize, len(sys.argv))
sys.displayhook([1, 2])
sys.stderr.write("to stderr\n")
