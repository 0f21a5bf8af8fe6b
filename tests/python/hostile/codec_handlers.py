# SPDX-License-Identifier: MIT
# differs: nobody comes into a file while its error handler runs; bytes are copied before a handler sees them
# Error handlers and codecs that change what is being encoded or decoded, the registry, or the file.
import codecs
import gc
import io
import os

path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"ouro_handlers_{os.getpid()}")


def tried(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}".replace(path, "PATH").split(" object at")[0]


def handler(name):
    def register(f):
        codecs.register_error(name, f)
        return f
    return register


data = bytearray(b"a\xffb\xfec" * 3)


@handler("clears")
def clears(e):
    try:
        data.clear()
        data.extend(b"x" * 1000)
    except BufferError as error:
        print(type(error).__name__)
    gc.collect()
    return "?" * 50, e.end


print(tried(bytes(data).decode, "utf-8", "clears"))
data = bytearray(b"a\xffb\xfec" * 3)
print(len(tried(str, bytes(data), "ascii", "clears")))


@handler("registers")
def registers(e):
    codecs.register_error("registers", lambda e: ("new", e.end))
    codecs.register_error("ignore", registers)
    return "old", e.end


print("a\xe9b\xe9".encode("ascii", "registers"), b"\xff\xff".decode("ascii", "ignore"))


@handler("nested")
def nested(e):
    part = e.object[e.start:e.end]
    if isinstance(part, str):
        return part.encode("utf-8", "nested" if part < "\ud800" else "replace"), e.end
    return part.decode("latin-1", "nested"), e.end


print("a\xe9\ud800".encode("ascii", "nested"), b"\xff\xfe".decode("utf-8", "nested"))
depth = 0


@handler("deep")
def deep(e):
    global depth
    depth += 1
    return "\xe9".encode("ascii", "deep"), e.end


print(tried("\xe9".encode, "ascii", "deep"), depth > 100)


@handler("keeps")
def keeps(e):
    e.start, e.end, e.object, e.encoding = 100, 0, type(e.object)(), "x"
    e.myself = e
    return "", 3


print(tried("\xe9\xe9\xe9".encode, "ascii", "keeps"), tried(b"\xff\xff\xff".decode, "ascii", "keeps"))
gc.collect()


class Tuple(tuple):
    pass


class Number:
    def __index__(self):
        gc.collect()
        return 1


class Text(str):
    pass


for answer in Tuple(("a", 1)), ("a", Number()), (Text("b"), 1), ("c" * 100000, 1):
    codecs.register_error("odd", lambda e: answer)
    print(len("\xe9".encode("ascii", "odd")), len(b"\xff".decode("ascii", "odd")))

print("--- files")
with open(path, "wb") as f:
    f.write(b"one\xff\ntwo\xfe\n" * 3)


@handler("file")
def file(e):
    for name in "close", "read", "readline", "detach", "tell":
        print(tried(getattr(f, name)))
    print(tried(f.reconfigure, errors="ignore"))
    codecs.register_error("file", lambda e: ("!", e.end))
    return "?", e.end


f = open(path, errors="file")
print(f.read())
f.close()
codecs.register_error("file", file)
f = open(path, "w", encoding="ascii", errors="file")
print(f.write("a\xe9b\xe9"))
f.close()
with open(path, "rb") as f:
    print(f.read())


@handler("raises")
def raises(e):
    raise LookupError(e.start)


f = open(path, "w", encoding="ascii", errors="raises")
print(tried(f.write, "\xe9"), f.write("fine"))
f.close()
print(os.path.getsize(path))

print("--- codecs")


def search(name):
    codecs.unregister(search)
    codecs.register(search)
    gc.collect()
    if name == "again":
        return tried(codecs.lookup, "again2") and None
    if name == "drops":
        return codecs.CodecInfo(drops, drops)


def drops(value, errors="strict"):
    codecs.unregister(search)
    data.clear()
    gc.collect()
    return (b"done" if isinstance(value, str) else "done"), 0


codecs.register(search)
print(tried("a".encode, "again"))
data = bytearray(b"some")
print(data.decode("drops"), len(data))
codecs.unregister(search)
print(tried("a".encode, "never"))
real = codecs._search
codecs._search = lambda name: 5
print(tried("a".encode, "never"))
codecs._search = real
kept, codecs._handlers = codecs._handlers, None
print(tried("\xe9".encode, "ascii", "odd"))
codecs._handlers = kept
os.unlink(path)
