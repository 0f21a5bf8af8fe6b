# SPDX-License-Identifier: MIT
# Nothing is caught: the first failing operation ends the program.
import sys
print("begin", flush=True)
with open("a", "w") as f:
    for i in range(200): f.write("line %d\n" % i * 10)
    f.flush(); f.seek(10); f.write("X" * 20000)
with open("a") as f, open("b", "xb") as g:
    for line in f: g.write(line.encode())
print(len(open("b", "rb").read()), len(list(open("a"))))
sys.stderr.write("to the other stream\n")
print("end" * 1000)
