# str: repr and ascii, escapes and the choice of quotes.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("abc", "a'b", 'a"b', "a'b\"c", "back\\slash", "\t\n\r", "\x00\x1f\x7f", "\x80\x9f\xa0\xad\xff", "é€😀", "\u200b\u2028\ufeff", "\ud800\udfff", "\U000e0001\U0010ffff", "\u0378", "", "'", '"', "'''", "mixed 'é' \"\x01\""):
    print(ascii(repr(s)), ascii(s), len(repr(s)), eval(repr(s)) == s)
print(repr("plain"), [1, "two", 'th"ree'], {"k": "v'"}, ("x",), repr(repr("a'b")))
print(sum(len(repr(chr(c))) for c in range(0x3000)), sum(len(repr(chr(c))) for c in range(0x1f000, 0x20000)), sum(len(ascii(chr(c))) for c in range(0x11000)))
