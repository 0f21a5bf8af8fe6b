# format() of str values: alignment, fill, width, precision, and what is refused.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("", "a", "abc", "éü€😀x"):
    for spec in ("", "s", "5", "<5", ">5", "^5", "^6", "*^8", "05", "<05", ".2", ".0", "8.2", "-<8.3s", "é>6", "{<4", "1", "0", "<", "10.1"):
        print(repr(s), spec, repr(format(s, spec)))
for spec in ("d", "x", "+", " ", "=5", "#", ",", "_", "z", "5d", "é", ".", ".x", "5.", "<<<", "s5", "5s5", "0=5", "+s", "-5", "99999999999999999999", ".99999999999999999999", ",s", "_s", "c", "\x00", "ss", ">+5", "10,", "1.5,"):
    attempt(format, "abc", spec)
class S(str): pass
print(format(S("x"), ">3"), type(format(S("x"), "")).__name__, type(format(S("x"), "1")).__name__); attempt(format, S("x"), "d")
w = 7; name = "é"; print(f"{name:>{w}}|{name!r:<{w}}|{name:^{w}.{1}}|{name}{name}", f"{'nested ' + name:*^20}", f"{name=}", f"{name = !s:>5}", f"{{}}{w:03}", f"{w!r}{w:x}{w:>{w}}")
