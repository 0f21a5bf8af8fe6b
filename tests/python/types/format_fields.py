# str.format: fields, numbering, attributes, items, conversions, nesting, and every refusal.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

class P:
    x = 1
    def __init__(self): self.d = {"k": [10, 20], "1": "str one", 1: "int one"}
    def __format__(self, spec): return "P<" + spec + ">"
p = P()
print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0}{a}{0}".format("x", a="y"), "{{}} {{{}}}".format(5), "{}".format("é"), "".format(), "no fields".format(1, 2))
print("{0.x} {0.d[k]} {0.d[k][1]} {0.d[1]}".format(p), "{[1]} {[k]}".format([5, 6], {"k": "v"}), "{0[a.b]}".format({"a.b": 1}), "{0[ x ]}".format({" x ": 2}), "{.real}".format(5), "{0[-1]}".format({"-1": "neg"}), "{a[0].real:>4}".format(a=[7]), "{0[{]}".format({"{": "brace"}))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>6}|{0!s:<6}|".format("ab"), "{:>{}}|{:{fill}{align}{width}}|".format("a", 5, "b", fill="*", align="^", width=7), "{:{}.{}f}".format(3.14159, 8, 2), "{0:{1}}".format(p, "spec"), "{:{}}".format(p, "{}"), "{:}".format(p))
print("{a}".format(**{"a": 1}), "{0:5}|{0:<5}|{0:^5}|{0:>5}|{0:05}".format(42), "{:s}".format("x"), "{:5}|{:<5}|{:>5}|{:^5}|".format("ab", "ab", "ab", "ab"), "{:.2}".format("abcdef"), "{:é^7}".format("x"), "{:😀>4}".format("é"), "{:%Y}".format(p))
for f, a, k in (("{", (), {}), ("}", (), {}), ("{}", (), {}), ("{0}", (), {}), ("{5}", (1,), {}), ("{a}", (), {}), ("{} {0}", (1, 2), {}), ("{0} {}", (1, 2), {}), ("{", (1,), {}), ("a}", (1,), {}), ("{0", (1,), {}), ("{0!", (1,), {}), ("{0!r", (1,), {}), ("{0!}", (1,), {}), ("{0!x}", (1,), {}), ("{0!é}", (1,), {}), ("{0!rr}", (1,), {}), ("{0:", (1,), {}), ("{0:{", (1,), {}), ("{0:{}", (1,), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}), ("{0[]}", ([1],), {}), ("{0[1]x}", ([1, 2],), {}), ("{0.nope}", (1,), {}), ("{0[5]}", ([1],), {}), ("{0[k]}", ({},), {}), ("{0[k]}", ([1],), {}), ("{0{1}}", (1, 2), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{99999999999999999999}", (1,), {}), ("{0[99999999999999999999]}", ([1],), {}), ("{ 0}", (1,), {}), ("{-1}", (1,), {}), ("{a.b}", (), {"a": 1}), ("{!r}", (), {}), ("{0!s:d}", (5,), {}), ("{:d}", ("x",), {}), ("{:x<}", (P,), {}), ("{0:{0:{0}}}", (1,), {}), ("{.x", (p,), {}), ("{}}", (1,), {}), ("{{}", (1,), {}), ("{:}}", (1,), {})):
    attempt(f.format, *a, **k)
class D(dict):
    def __missing__(self, k): return "<" + k + ">"
print("{a} {b}".format_map(D(a=1)), "{a[0]}".format_map({"a": "xy"}), "{:}".format(None), "{!r:}".format(None))
attempt("{}".format_map, {}); attempt("{0}".format_map, {"0": 1}); attempt("{a}".format_map, {}); attempt("{a}".format_map, 5); attempt("{a}".format_map); attempt("{a}".format_map, {}, 1)
class Boom:
    def __format__(self, s): raise ValueError("boom " + s)
class NoText:
    def __format__(self, s): return 5
attempt("{:x}".format, Boom()); attempt("{}".format, NoText()); attempt("{:5}".format, object()); attempt("{:5}".format, [1]); attempt("{:5}".format, None); attempt(str.format); attempt(str.format, 5)
print("{٣}".format(0, 1, 2, "arabic three"), "%s" % "{}".format("{}"), "{0} {0!r} {0:>3}".format("é"))
