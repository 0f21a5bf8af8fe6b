# percent: bytes and bytearray formats.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

class B:
    def __bytes__(self): return b"B()"
class Bad:
    def __bytes__(self): return "x"
print(b"%d %i %u %x %X %o %#x %05d %-5d|" % (1, 2, 3, 255, 255, 8, 255, 42, 7), b"%s %b %b" % (b"a", bytearray(b"b"), B()), b"%a %r" % ("é", "é"), b"%c%c%c" % (65, b"B", bytearray(b"C")), b"%5.2f %e %g" % (1.5, 1.5, 1e20))
print(b"%5s|%-5s|%.2s|" % (b"a", b"b", b"xyz"), b"%%" % (), b"%(k)s" % {b"k": b"v"}, bytearray(b"%s!") % b"x", b"\xff%s\xfe" % b"\x00", b"%*d" % (5, 1), b"%5c|%-3c|" % (65, 66), b"%.1a" % "x", b"" % ())
for spec, v in ((b"%s", "a"), (b"%b", 1), (b"%s", Bad()), (b"%c", "a"), (b"%c", 256), (b"%c", -1), (b"%c", b"ab"), (b"%c", 1.5), (b"%d", "a"), (b"%x", 1.5), (b"%f", "a"), (b"%(a)s", {"a": b"1"}), (b"%(a)s", 3), (b"%y", 3), (b"%", 1), (b"abc", 1), (b"%s", ()), (b"%s %s", b"a"), (b"%s", (b"a", b"b")), (b"%*d", ("a", 1)), (b"%(a", {b"a": 1}), (b"%5%", ()), (b"%.99999999999d", 1), (b"%99999999999999999999d", 1), (b"%c", 10 ** 30)):
    attempt(lambda: spec % v)
x = b"%d"; x %= 5; print(x); y = bytearray(b"%d"); z = y; y %= 6; print(y, z)
