# str: case mappings and the questions about kinds of characters.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

words = ["hello World", "ÄÖÜ äöü ß", "ΑΣ ΑΣΑ Σ", "ǆ ǅ Ǆ", "ﬁne ŉ", "İstanbul ı", "they're bill's", "x1y2 3z", "ÿ µ", "ა Ა", "", "a", "Z", "123", "ᾳ ᾼ", "𐐀𐐨"]
for s in words:
    print(ascii([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()]))
tests = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"]
samples = ["", "a", "A", "Aa", "aA", "1", "²", "½", "٣", "a1", " ", "\t\n", "\xa0", "\u2003", "é", "É", "ǅ", "_", "_a1", "1a", "a b", "Hello World", "Hello world", "HELLO", "hello1", "中文", "😀", "\x00", "\x7f", "\u200b", "\ud800", "ªº", "\u0345", "a\u0301", "Éa", "µ", "ß", "℘", "·a", "Ⅷ", "\x1c", "\x85"]
for s in samples:
    print(ascii(s), "".join(str(int(getattr(s, t)())) for t in tests))
attempt("a".upper, 1); attempt("a".isalpha, 1)
print(sum(chr(c).isalpha() for c in range(0x3000)), sum(chr(c).isprintable() for c in range(0x3000)), sum(chr(c).upper() != chr(c) for c in range(0x3000)), sum(chr(c).isidentifier() for c in range(0x3000)), sum(chr(c).isspace() for c in range(0x3001)))
