# String, bytes and number literals; their text.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for s in ('a', "a", 'it\'s', "it's", 'say "x"', '\'"', "\\", "\n\t\r\0\a\b\f\v\x7f", "\x80\xa0\xad\u200b\u2028\ud800\U0001f600", "é", "\u0301", r"\n\'", R"\\", u"u",
          """tri"ple
line""", 'con' "cat" '''ened''', "line\
continued", "\400\777"):
    print(repr(s), ascii(s), len(s))
for b in (b'a', b"it's", b'\'"', b"\\\n\t\r\x00\xff", rb"\n", Rb"\x", bR"\\", b"con" b'cat', b"""x
y""", b"\101\0"):
    print(b, len(b), list(b)[:4])
print(0x1F, 0XfF, 0o17, 0O7, 0b101, 0B1, 1_000_000, 0x_ff, 0b_1_0, 00, 0_0, 10 ** 30, -5, +5, ~5, --5, - -5)
print(1., .5, 1e3, 1E-3, 1.5e+10, 1_0.0_1, 1e400, -1e400, 5e-324, 1e16, 1e15, 123456789012345678.0, 0.1 + 0.2, 1e-5, 0.0001, -0.0, 1e22, 1e23)
print(1j, 1.5j, 1e3j, 0j, 3 + 4j, -1j, complex(1, -0.0), (1 + 2j) * (3 - 1j), abs(3 + 4j), (1 + 2j).conjugate())
print(..., Ellipsis, None, True, False, NotImplemented, __debug__)
print(type(()), type((1,)), (1), (1,), 1,), [1, ], {1: 2, }, {1, }, {}, (), [], ((), ()), [[]]
print([1, "a", b"b", None, 1.0, (2,), {3}, {4: 5}, frozenset([6]), range(3), slice(1, 2), 1j])
print({"a": 1, 'b': "x"}, {1: {2: {3: {}}}}, {(1, 2): [3]}, {1, 2} | {3}, set(), frozenset(), {None}, dict(a=1))
for t in "1__0", "1_", "0x", "0b2", "0o8", "012", "1e", "1_e5", "0xg", "1a", "1.5x", "1jj", "0b", "0_", "_1", "1._5", "9" * 50 + "x", "0b12", "'a", "'''a", "b'é'", "'\\x1'", "'\\u12'", "'\\U00110000'", "'\\N{no such}'", "'\\N'", "b'\\x1'", "f'{'", "f'}'", "f'{}'", "f'{a b}'", "f'{x!z}'", "f'{x!}'", "f'{a\\n}'", "f'{#}'", "bf'x'", "uf'x'", "'a' b'b'":
    print(t, kind(eval, t, {"__builtins__": {}}))
print(int("0x1f", 16), int("0b11", 0), int(" 12 "), int("1_0"), int("z", 36), int(b"12"), int(3.9), int(-3.9), int(True), int("-0"), int("٣"))
for a in ("",), ("a",), ("1.5",), ("1__0",), ("12", 1), ("12", 37), ("9", 8), (None,), ([],), (1, 2), ("0x", 16), ("-",), (float("nan"),), (float("inf"),), ("1", "2"), (b"x",), ("1\0",), ("_1",), ("1_",):
    print(a, kind(int, *a))
print(float("1.5"), float(" -1e3 "), float("inf"), float("-Infinity"), float("nan"), float("1_0.5"), float(5), float("1e400"), float(b"2.5"), float(True))
for a in ("",), ("a",), ("1e",), ("1__0",), (None,), ([],), ("0x1",), (10 ** 400,), ("1 2",), (1j,):
    print(str(a)[:30], kind(float, *a))
print(complex("1+2j"), complex(1, 2), complex("j"), complex(" ( -1.5e3-2J ) "), kind(complex, "1 + 2j"), kind(complex, "x"), kind(complex, [], 1), kind(complex, "1", 2))
print(7 // 2, -7 // 2, 7 // -2, 7 % -2, -7 % 2, 7.5 // 2, -7.5 % 2, divmod(-7, 2), divmod(7.5, -2), 2 ** -1, 2 ** 0.5, (-8) ** (1 / 3), 0 ** 0, 0.0 ** 0, 7 / 2, 6 / 2)
for e in "1/0", "1//0", "1%0", "1.0/0", "1.0//0", "1.0%0", "0**-1", "0.0**-1", "1<<-1", "1>>-1", "1<<(1<<70)", "divmod(1,0)", "2.0**10000", "10**400*1.0", "int('9'*5000)", "1j/0", "1j//2", "1j<2", "pow(2,-1,4)", "pow(2,3,0)", "pow(2,-1,5)", "pow(2.0,1,5)", "round(2.5)", "round(-3.5)", "round(2.675,2)", "round(1234,-2)", "round(15,-1)", "round(25,-1)", "round(1e300,2)", "round(float('nan'))", "round(float('inf'))", "round('a')", "abs('a')", "-'a'", "+[]", "~1.5", "hash(1)==hash(1.0)==hash(True)", "hash(2**61-1)", "hash(-1)", "hash(0.5)", "hash(10**20)", "hash(float('inf'))", "(5).bit_length()", "(-5).to_bytes(2,'big',signed=True)", "int.from_bytes(b'\\xff\\xfe','little',signed=True)", "(255).to_bytes(1,'big')", "(256).to_bytes(1,'big')", "(2.5).as_integer_ratio()", "(2.5).is_integer()", "(0.1).hex()", "(10).bit_count()", "1 .real", "(3).conjugate()", "5 .__add__(3)", "5 .__add__('a')", "(5).numerator", "chr(97)", "chr(-1)", "chr(1114112)", "ord('ab')", "ord('a')", "bin(-5)", "hex(255)", "oct(8)", "hex(1.5)", "True+True", "True&False", "True|2", "~True", "not 0.0", "'a'*-1", "[1]*0", "3*'ab'", "'a'*1.5", "'a'+1", "1+'a'", "[]+()", "'%d'%True", "1 if 2 else 3", "1_000==1000", "-2**2", "(-2)**2", "2**3**2", "not 1==2", "1 - -1", "5 if [] else 6", "3 .__class__", "1<2<3", "1 or 2 and 3", "1|2^3&4<<1", "10-2-3", "100/10/2", "~-1", "a if 0 else 1":
    print(e, "=>", str(kind(eval, e))[:120])
