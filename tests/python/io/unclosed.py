# SPDX-License-Identifier: MIT
# ResourceWarning for files and folder listings that nobody has closed: which ones, when, and what filters do to it.
import gc
import os
import sys
import warnings

path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"ouro_unclosed_{os.getpid()}")


def plain(text):
    text = str(text).replace(path, "PATH")
    return text.split(" object at ")[0]


def section(name):
    print("---", name)


def show(message, category, filename, lineno, file=None, line=None):
    print("  ", category.__name__, plain(message), lineno - base)


base = 0


def unclosed(*args, **kwargs):
    global base
    base = sys._getframe().f_lineno + 2
    f = open(*args, **kwargs)
    f = None


with open(path, "w") as f:
    f.write("text\n")

section("by default it is ignored")
unclosed(path)

warnings.simplefilter("always")
kept_show, warnings.showwarning = warnings.showwarning, show
section("each kind")
unclosed(path)
unclosed(path, encoding="ascii")
unclosed(path, "rb")
unclosed(path, "rb", buffering=0)
unclosed(path, "a")
unclosed(path, "ab")
unclosed(path, "r+b")
unclosed(path, "r+")
section("closed, or not its own")
with open(path) as f:
    pass
f = None
f = open(path)
f.close()
f = None
number = os.open(path, os.O_RDONLY)
unclosed(number, closefd=False)
unclosed(number)
section("what waits is written")
f = open(path, "w")
f.write("waiting")
del f
with open(path) as f:
    print(f.read())
section("the stream under it")
f = open(path)
b = f.buffer
f = None
print(b.closed)
b = None
f = open(path)
b = f.detach()
f = None
print(b.closed)
b = None
section("in a cycle")
f = open(path, "rb", buffering=0)
f.myself = f
del f
print(gc.collect() > 0)
section("listings")
listing = os.scandir(os.path.dirname(path))
next(listing)
listing = None
listing = os.scandir(os.path.dirname(path))
listing.close()
listing = None
with os.scandir(os.path.dirname(path)) as listing:
    pass
listing = None
for entry in os.scandir(os.path.dirname(path)):
    pass
section("the source")
warnings.showwarning = kept_show
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    unclosed(path)
print(len(seen), seen[0].category.__name__, type(seen[0].source).__name__, seen[0].source.closed)
seen.clear()
section("as an error")
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, plain(u.exc_value), "in", plain(repr(u.object)),
                                     u.exc_traceback is not None)
warnings.simplefilter("error")
unclosed(path)
unclosed(path, "rb")
unclosed(path, "wb", buffering=0)
try:
    raise LookupError("kept")
except LookupError as e:
    unclosed(path)
    print(repr(e))
section("a filter that opens files")
warnings.simplefilter("always")


def opening(*args):
    global depth
    depth += 1
    if depth < 4:
        unclosed(path)
    print("shown", depth)


depth = 0
warnings.showwarning = opening
unclosed(path)
os.unlink(path)
