# SPDX-License-Identifier: MIT
# Incremental encoders and decoders, in all ways of cutting a short input; iterencode, iterdecode; the base classes.
import codecs

ENCODINGS = ("utf-8", "utf-8-sig", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
             "unicode_escape", "raw_unicode_escape")


def tried(f, *args):
    try:
        return f(*args)
    except (UnicodeError, TypeError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


for encoding in ENCODINGS:
    print("---", encoding)
    text = "a\xe9b" if encoding in ("ascii", "latin-1") else "a\xe9\u20ac\U00012345\\"
    errors = "backslashreplace"
    data = text.encode(encoding, errors)
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    encoder = codecs.getincrementalencoder(encoding)(errors)
    print(type(decoder).__mro__[1].__name__, type(encoder).__mro__[1].__name__ if encoding.startswith("utf-8") else "")
    print([decoder.decode(data[i:i + 1]) for i in range(len(data))], decoder.decode(b"", True), decoder.getstate())
    for cut in range(len(data) + 1):
        decoder.reset()
        first = decoder.decode(data[:cut])
        state = decoder.getstate()
        second = decoder.decode(data[cut:], True)
        decoder.setstate(state)
        again = decoder.decode(data[cut:], True)
        if first + second != again and state[1] in (0, 1):
            print(cut, repr(first), state, repr(second), repr(again))
        print(cut, repr(first), state[0])
    print([encoder.encode(c) for c in text], encoder.encode("", True), encoder.getstate())
    encoder.reset()
    print(encoder.getstate(), encoder.encode(text), encoder.getstate())
    print(b"".join(codecs.iterencode(iter(text), encoding, errors)) == data,
          "".join(codecs.iterdecode((data[i:i + 1] for i in range(len(data))), encoding, errors)) == data.decode(encoding))
    strict = codecs.getincrementaldecoder(encoding)()
    for bad in b"\xff\xff\xff", b"a\xff", b"\xc3", b"\x80abc", b"\0\xd8\0", b"\\x4", b"\\":
        strict.reset()
        print(bad, tried(strict.decode, bad), tried(strict.decode, b"", True))

print("--- functions with a state")
for name, data in (("utf_8", b"a\xe2\x82"), ("utf_8", b"\xf0\x9f\x98"), ("utf_8", b"\xe2\x28"), ("utf_8", b"\xed\xa0"),
                   ("utf_8", b"\xf4\x90"), ("utf_8", b"\xc0"), ("utf_16", b"\xff\xfea\0b"), ("utf_16", b"\xfe\xff\0a\xd8\0"),
                   ("utf_16_le", b"\0\xd8\1"), ("utf_32_be", b"\0\0\0a\0"), ("utf_32", b"\xff\xfe\0\0a")):
    f = getattr(codecs, name + "_decode")
    print(name, data, tried(f, data), tried(f, data, "replace"), tried(f, data, None, True), tried(f, data, "ignore", False))
for name in "ascii", "latin_1":
    print(getattr(codecs, name + "_decode")(b"abc", None))
    print(getattr(codecs, name + "_encode")("abc", None), tried(getattr(codecs, name + "_encode"), b"a"))
for order in -1, 0, 1:
    for data in b"\xff\xfea\0", b"\xfe\xff\0a", b"a\0", b"\xff", b"":
        print(order, data, tried(codecs.utf_16_ex_decode, data, "replace", order), tried(codecs.utf_16_ex_decode, data, "replace", order, True))
print(codecs.utf_32_ex_decode(b"\0\0\xfe\xff\0\0\0a"))

print("--- base classes")
for cls in codecs.IncrementalEncoder, codecs.IncrementalDecoder:
    made = cls("ignore")
    print(made.errors, made.getstate(), made.setstate(0), made.reset())
    for method in ("encode", "decode"):
        try:
            getattr(made, method)("x")
        except (NotImplementedError, AttributeError) as e:
            print(type(e).__name__, str(e))


class Pairs(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        even = len(input) if final else len(input) // 2 * 2
        return input[:even].decode("ascii", errors), even


pairs = Pairs("replace")
print([pairs.decode(b) for b in (b"a", b"bc", b"d\xff", b"e")], pairs.getstate(), pairs.decode(b"", True))


class Held(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        used = len(input) if final else max(0, len(input) - 1)
        return input[:used].encode("ascii", errors), used


held = Held("ignore")
print([held.encode(c) for c in ("a", "bc", "\xe9d")], held.getstate(), held.encode("", True), held.getstate())
held.setstate("zz")
print(held.encode("", True))
