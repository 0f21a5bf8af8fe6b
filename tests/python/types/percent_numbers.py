# percent: integers and floats.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

nums = [0, 1, -1, 42, -42, 255, -255, 10 ** 20, -10 ** 20, True]
for spec in ("%d", "%i", "%u", "%5d", "%-5d|", "%05d", "%+d", "% d", "%+05d", "%-05d|", "%.3d", "%8.3d", "%-8.3d|", "%08.3d", "%x", "%X", "%o", "%#x", "%#X", "%#o", "%#010x", "%-#10x|", "% x", "%+o", "%.5x", "%#.5X", "%ld", "%hd", "%Ld"):
    print(spec, [spec % n for n in nums])
floats = [0.0, -0.0, 1.0, -1.5, 3.14159, 1e10, 1e-10, 123456789.123, 1e100, float("inf"), -float("inf"), float("nan"), 5, 10 ** 20]
for spec in ("%f", "%.2f", "%.0f", "%#.0f", "%10.3f", "%-10.2f|", "%010.2f", "%+.1f", "% f", "%e", "%.3E", "%g", "%G", "%#g", "%.3g", "%.10g", "%F", "%5.1e", "%-12.4g|", "%+010.1f"):
    print(spec, [spec % n for n in floats])
class I:
    def __index__(self): return 7
class N:
    def __int__(self): return 8
class F:
    def __float__(self): return 1.5
class BadInt:
    def __int__(self): return "x"
print("%d %d %d" % (I(), N(), 1.9), "%x" % I(), "%f %e" % (F(), I()), "%d" % -1.9)
for spec, v in (("%d", "a"), ("%d", None), ("%d", F()), ("%x", 1.5), ("%x", N()), ("%o", "a"), ("%f", "a"), ("%f", N()), ("%g", None), ("%d", float("inf")), ("%d", float("nan")), ("%f", 10 ** 400), ("%d", BadInt()), ("%x", b"a"), ("%d", 1j)):
    attempt(lambda: spec % v)
print("%*d|%-*d|%*d" % (5, 1, 5, 2, -5, 3), "%.*f %.*f" % (2, 3.14159, -2, 3.14159), "%*.*f" % (8, 2, 3.14159), "%0*d" % (5, 42))
for spec, v in (("%*d", ("a", 1)), ("%.*d", ("a", 1)), ("%*d", (10 ** 30, 1)), ("%.*d", (2 ** 31, 1)), ("%*d", (1.5, 1)), ("%99999999999999999999d", 1), ("%.99999999999999999999d", 1), ("%.2147483648d", 1), ("%*d", (5,))):
    attempt(lambda: spec % v)
class Int(int):
    def __str__(self): return "Int.str"
print("%d %s %x" % (Int(5), Int(5), Int(255)), "%.60d" % 10 ** 50, "%60d" % 10 ** 50, "%.400f" % 0.5 == "0.5" + "0" * 399)
