# SPDX-License-Identifier: MIT
# Files that nobody closes: what was written arrives, the descriptor is given back.
# stderr: not compared
import gc
from _place import path

name = path("lifetime")
f = open(name, "w")
f.write("left to the end")
f = None
print(open(name).read())


class Holder:
    pass


h = Holder()
h.file = open(name, "w")
h.me = h
h.file.holder = h
h.file.write("in a cycle")
h.file.flush()
del h
gc.collect()
print(open(name).read())

f = open(name, "w")
f.buffer.write(b"by the buffer")
f = None
print(open(name).read())
first = open(name).fileno()
for i in range(2000):
    open(name, "w").write("again")
print(open(name).fileno() == first, open(name).read())
with open(name, "w") as f:
    f.write("with")
    try:
        with f:
            raise KeyError("inside")
    except KeyError as error:
        print(error, f.closed)
f = open(name, "w")
f.write("at the end of the program")
