# percent: texts, characters, keys, literal signs and what is refused.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

print("%s %r %a" % ("é", "é", "é"), "%s" % None, "%5s|%-5s|%05s" % ("a", "b", "c"), "%.2s|%5.1s|%-5.2s|" % ("abc", "éü", "é€x"), "%.0s|" % "abc", "%.s|" % "abc", "%.2r" % "abc", "%8.3a|" % "é", "%s" % [1, "x"], "%s" % {"a": 1}, "%s%s" % ("a", 5), "%s" % ((1, 2),))
print("%c%c%c" % ("é", 8364, 65), "%5c|%-5c|" % ("a", 98), "%%" % (), "100%%" % (), "%d%%" % 5, "%s" % "tail %", "abc" % (), "abc" % {}, "abc" % [], "%s" % "")
print("%(a)s %(b)d" % {"a": 1, "b": 2}, "%(a)5s|%(a)-5s|" % {"a": "x"}, "%((x))s" % {"(x)": 1}, "%(a)s%%" % {"a": 1}, "%(a)s %(a)r" % {"a": "q", "b": 0}, "%()s" % {"": 1}, "%(é)s" % {"é": "ok"}, "%s" % {1: 2})
class M:
    def __getitem__(self, k): return "<" + k + ">"
print("%(any)s %(thing)s" % M())
for spec, v in (("%s", ()), ("%s %s", 1), ("%s", (1, 2)), ("a", 1), ("a", "b"), ("a", object()), ("%(a)s", {}), ("%(a)s", 3), ("%(a)s", [3]), ("%(a)s", "str"), ("%(a)s %s", {"a": 1}), ("%(a", {"a": 1}), ("%", ()), ("%", 1), ("%y", 1), ("abc%é", 1), ("%5%", ()), ("%5%", 1), ("%c", "ab"), ("%c", ""), ("%c", 1.5), ("%c", 0x110000), ("%c", -1), ("%c", 10 ** 30), ("%(x)", {"x": 1}), ("%s %", (1,)), ("%zd", 1), ("%-", 1), ("%5.", 1), ("%\x01", 1)):
    attempt(lambda: spec % v)
class S(str):
    def __str__(self): return "S.str"
    def __repr__(self): return "S.repr"
print("%s %r" % (S("x"), S("x")), S("%s!") % 5, type(S("%s") % 5).__name__)
class Boom:
    def __str__(self): raise ValueError("boom")
attempt(lambda: "%s" % Boom()); attempt(lambda: "%s %s" % (1, Boom()))
print(S("a%s").__mod__(1), "x".__rmod__("%s"), "%s" "%s" % (1, 2))
attempt(lambda: 5 % "a"); attempt(lambda: None % "a")
s = "%s"; s %= "in place"; print(s); print("%s " * 3 % (1, 2, 3), "%d items, %5.1f%%, %-6s|" % (3, 99.5, "ok"))
