# SPDX-License-Identifier: MIT
# Error handlers: the standard ones as functions, registered ones in the built-in codecs, and what they may answer.
import codecs


def show(f, *args):
    try:
        print(repr(f(*args)))
    except BaseException as e:
        print(type(e).__name__, e)


names = "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape", "surrogatepass"
exceptions = [UnicodeEncodeError("ascii", "a\xe9\u20ac\U00012345\udc80b", 1, 5, "reason"),
              UnicodeEncodeError("utf-8", "a\udc80b", 1, 2, "reason"),
              UnicodeEncodeError("utf-16-le", "a\udc80b", 1, 2, "reason"),
              UnicodeDecodeError("utf-8", b"a\xff\xfeb", 1, 3, "reason"),
              UnicodeDecodeError("utf-8", b"a\xed\xb2\x80b", 1, 2, "reason"),
              UnicodeDecodeError("utf-16-be", b"\xdc\x80", 0, 2, "reason"),
              UnicodeDecodeError("ascii", b"ab", 0, 1, "reason"),
              UnicodeTranslateError("a\xe9\u20acb", 1, 3, "reason"), ValueError("other"), 1]
for name in names:
    handler = codecs.lookup_error(name)
    print("---", name)
    for e in exceptions:
        show(handler, e)
print(codecs.lookup_error("replace") == codecs.replace_errors)

print("--- registered")
seen = []


def mine(e):
    seen.append((type(e).__name__, e.encoding, e.object, e.start, e.end, e.reason))
    return "?", e.end


codecs.register_error("mine", mine)
texts = ["a\xe9\u20acb\xe9", "\udc80", "a\udc80\udc81b", "\U00012345"]
for encoding in "ascii", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "unicode_escape":
    for text in texts:
        show(text.encode, encoding, "mine")
for encoding, data in (("ascii", b"a\xffb\xfe\xff"), ("utf-8", b"a\xff\xfeb\xe2\x82"), ("utf-16", b"\xff\xfea\0\0\xd8"),
                       ("utf-16-le", b"\0\xdca\0a"), ("utf-32-be", b"\0\x11\0\0\0\0\0a\0"), ("utf-8-sig", b"\xef\xbb\xbf\xff"),
                       ("unicode_escape", b"a\\x4\\u20\\N{x}\\N\\"), ("raw_unicode_escape", b"\\u20z\\U00110000")):
    show(data.decode, encoding, "mine")
    show(bytearray(data).decode, encoding, "mine")
    show(str, memoryview(data), encoding, "mine")
for row in seen:
    print(row)

print("--- answers")
for answer in (1, ("x",), ("x", "y"), (1, 2), ("x", 100), ("x", -1), (b"x", 2), (b"xy", 2), ("\xe9", 2), ("\u20ac", 2),
               ("x", -100), None, ("x", 2, 3), ["x", 2], ("", 0 + 3), ("x", 2 ** 70), ("\ud800", 2)):
    codecs.register_error("answer", lambda e: answer)
    for encoding in "ascii", "latin-1", "utf-8", "utf-16", "utf-32":
        print(answer, encoding, end=" ")
        show("a\udc00b".encode, encoding, "answer")
    if isinstance(answer, tuple) and answer[1:] not in ((-1,), (-100,)):
        show(b"a\xffb".decode, "utf-8", "answer")
        show(b"a\xffb".decode, "ascii", "answer")

print("--- backwards")
turns = []


def backwards(e):
    turns.append(e.start)
    return ("x", 0) if len(turns) < 3 else ("y", e.end)


codecs.register_error("backwards", backwards)
show("ab\xe9c".encode, "ascii", "backwards")
turns.clear()
show(b"ab\xffc".decode, "utf-8", "backwards")

print("--- names")
codecs.register_error("strict", mine)
codecs.register_error("na\u20acme", mine)
show("\xe9".encode, "ascii", "strict")
show("\xe9".encode, "ascii", "na\u20acme")
show("\xe9".encode, "ascii", "unknown")
show(b"\xe9".decode, "ascii", "unknown")
show("e".encode, "ascii", "unknown")
show("\xe9".encode, "ascii", "a\0")


def failing(e):
    raise LookupError(e.start)


codecs.register_error("failing", failing)
show("a\xe9".encode, "ascii", "failing")
show(b"a\xe9".decode, "ascii", "failing")
