# SPDX-License-Identifier: MIT
# Files and imports.
import sys, time
name = "failure-file.txt"
with open(name, "w") as f:
    f.write("línea 1\nline 2\n" * 20)
    print(f.tell() > 100, f.name == name)
with open(name) as f:
    print(sum(1 for line in f), f.read() == "")
with open(name, "rb") as f:
    print(len(f.read(10)), f.seek(0, 2) > 100)
try:
    open("/nonexistent/file")
except OSError as e:
    print(type(e).__name__, e.errno)
print("gc" in sys.modules, time.time() > 0, file=sys.stderr)
sys.stdout.write("written\n")
