# SPDX-License-Identifier: MIT
# codecs: looking up, registering, encode and decode, and str.encode and bytes.decode through the registry.
import codecs
import warnings


def show(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        print(getattr(f, "__name__", f), args, kwargs, "->", repr(result))
    except BaseException as e:
        print(getattr(f, "__name__", f), args, kwargs, "!!", type(e).__name__, e, "| cause", repr(e.__cause__))


print("--- lookup")
for name in ("utf-8", "UTF8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-32-be", "utf-8-sig", "rot13", "hex",
             "unicode_escape", "raw_unicode_escape", "nope", "x y", "", "mbcs", "U8", "us-ascii", "ISO-8859-1", "cp819"):
    try:
        i = codecs.lookup(name)
        print(name, i.name, i._is_text_encoding, i.encode.__name__, i.incrementalencoder, i.incrementaldecoder,
              i.streamreader, i.streamwriter, len(i), i[0] is i.encode, repr(i).split(" at ")[0])
    except LookupError as e:
        print(name, type(e).__name__, e)
print(codecs.lookup("utf-8") is codecs.lookup("UTF8"), codecs.__all__ == sorted(codecs.__all__), len(codecs.__all__))
print([n for n in codecs.__all__ if not hasattr(codecs, n)])
print([(n, getattr(codecs, n)) for n in codecs.__all__ if n.startswith("BOM")])
for f in codecs.getencoder, codecs.getdecoder, codecs.getincrementalencoder, codecs.getreader, codecs.getwriter:
    show(f, "nope")
print(codecs.getencoder("utf-8")("\xe9"), codecs.getdecoder("utf-8")(b"\xc3\xa9"))

print("--- encode and decode")
show(codecs.encode, 1, "utf-8")
show(codecs.encode, "a", "nope")
show(codecs.encode, "a")
show(codecs.encode, obj="a", encoding="ascii", errors="strict")
show(codecs.encode)
show(codecs.encode, "a", 1)
show(codecs.decode, b"a")
show(codecs.decode, bytearray(b"a"), "ascii")
show(codecs.decode, "a")
show(codecs.encode, "\xe9", "ascii")
show(codecs.encode, "\xe9", "ascii", "bad")
show(codecs.encode, "\xe9\u20ac", "ascii", "xmlcharrefreplace")
show(codecs.encode, "Abc xyz\xe9", "rot13")
show("abc".encode, "rot13")
show(b"abc".decode, "hex")
show(b"abc".decode, "rot13")
show(codecs.encode, b"abc", "hex")
show(codecs.decode, b"6162", "hex")
show(codecs.decode, "abc", "rot13")

print("--- arguments")
show(codecs.lookup, 1)
show(codecs.register, 1)
show(codecs.unregister, 1)
show(codecs.lookup_error, "x")
show(codecs.lookup_error, 1)
show(codecs.register_error, "x", 1)
show(codecs.register_error, 1, print)

print("--- registered codecs")
searched = []


def search(name):
    searched.append(name)
    return codecs_here.get(name)


def upper_encode(text, errors="strict"):
    print("encode", repr(text), errors)
    return text.upper().encode("latin-1"), len(text)


def upper_decode(data, errors="strict"):
    print("decode", type(data).__name__, bytes(data), errors)
    return bytes(data).decode("latin-1").lower(), len(data)


def failing(data, errors="strict"):
    raise kind("failed")


class Own(Exception):
    def __init__(self, *args):
        super().__init__(*args)


kind = ValueError
codecs_here = {
    "upper": codecs.CodecInfo(upper_encode, upper_decode, name="upper"),
    "plain": (upper_encode, upper_decode, None, None),
    "three": (1, 2, 3),
    "list": [1, 2, 3, 4],
    "odd": (lambda s: 1, lambda s: (1, 2, 3), None, None),
    "wrong": (lambda s: (s, 1), lambda s: (bytes(s), 1), None, None),
    "array": (lambda s: (bytearray(s.encode()), 1), None, None, None),
    "fails": (failing, failing, None, None),
    "binary": codecs.CodecInfo(upper_encode, upper_decode, _is_text_encoding=False),
    "silent": codecs.CodecInfo(upper_encode, upper_decode),
}
codecs.register(search)
show("a".encode, "My Codec-1.x")
show("a".encode, "\xe9")
print(searched)
for name in codecs_here:
    show("abc".encode, name)
    show(b"ABC".decode, name)
    show(codecs.encode, "abc", name)
    show(codecs.decode, b"ABC", name)
    show(str, b"ABC", name, "other")
    show(bytes, "abc", name, "other")
    show(bytearray(b"ABC").decode, name)
for kind in ValueError, Own, KeyError, OSError, RuntimeError, SystemExit, AttributeError, type("Sub", (ValueError,), {}):
    show("abc".encode, "fails")
    show(codecs.decode, b"abc", "fails")
kind = lambda text: ValueError("two", "arguments")
show("abc".encode, "fails")
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    show("abc".encode, "array")
print([str(w.message) for w in seen])
show(codecs.getincrementalencoder, "silent")
searched.clear()
codecs.lookup("upper")
print(searched)
codecs.unregister(search)
show(codecs.lookup, "upper")
codecs.unregister(search)


def raising(name):
    raise OSError("while searching", name)


codecs.register(raising)
show("a".encode, "anything")
codecs.unregister(raising)
show("a".encode, "anything")
