# f-strings: nesting, '=', conversions, format specifications, quotes, and str.format and % beside them.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


x, y, name, pi = 42, "text", "wörld", 3.14159265
print(f"{x}", f"{x:5}|{x:<5}|{x:^5}|{x:>5}|{x:05}|{x:+}|{x: }|{x:x}|{x:#X}|{x:o}|{x:b}|{x:c}|{x:n}|{x:e}|{x:.2f}|{x:%}")
print(f"{y!r} {y!s} {name!a} {y!r:>10}|{y:*^10}|{y:.2}|{y:>{10}}|{y:{'<'}{x//4}}|")
print(f"{x=} {x = } {x=:>5} {x=!s} {y=} {y=!s} {x+1=} {y=!r:^10}|{pi=:.2f}|{ x = }|{x = :5}|")
print(f"{{}} {{{x}}} {{{{ }}}} {x}{y}" "{not}" f"{x}" r"\n" fr"\{x}\n")
print(f"{'nested ' + f'{x}'}", f"""{f'{f"{y}"}'}""")
print(f'{"a" if x else "b"} {[i for i in range(3)]} { {1: 2}[1] } {(lambda v: v + 1)(x)} {x!r:{">"}{5}}')
print(f"""{
    x
    + 1
} multi
line {y}""")
print(f"{x:{5}.{2}}" if 0 else f"{pi:{10}.{3}f}|{pi:{'.2f'}}|{pi:10.3}|{pi:<10.1e}|{pi:g}|{1e10:g}|{1e100:,}|{1234567.891:,.2f}|{123456:_}|{255:#_x}")
print(f"{pi:08.2f} {-pi:08.2f} {-5:05} {5:=+6} {-5:=6} {float('nan'):5} {float('inf'):+} {-0.0:.1f} {0.5:%} {0.1:.0%} {1e-7} {1e22} {1e16}")
print(f"{True} {None} {True:5} {True:d} {[1]} {(1,)} {1+2j} {b'x'} {Ellipsis} {int} {NotImplemented}")


class F:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"


print(f"{F()} {F():abc} {F()!r:>6} {F()!s:>6} {F():{x}{{}}}" if 0 else f"{F()} {F():abc} {F()!r:>6} {F()!s:>6} {F():{x}} {F():%H:%M} {F()=}")


class Bad:
    def __format__(self, spec): return 5


class Plain:
    def __str__(self): return "plain"


print(kind(lambda: f"{Bad()}"), kind(lambda: f"{Plain():>10}"), f"{Plain()}", kind(lambda: f"{x:q}"), kind(lambda: f"{y:d}"), kind(lambda: f"{pi:d}"))
print(kind(lambda: f"{[]:>5}"), kind(lambda: f"{None:>5}"), kind(lambda: f"{x:.2}"), kind(lambda: f"{x:.2d}"), kind(lambda: f"{y:+}"), kind(lambda: f"{y:,}"))
print(kind(lambda: f"{x:5 5}"), kind(lambda: f"{x:{y}}"), kind(lambda: f"{x:999999999999999999999}"), kind(lambda: f"{y:=5}"), kind(lambda: f"{x:,_}"), kind(lambda: f"{-1:c}"))
print("{} {} {0}".format if 0 else "{0} {1} {0} {a} {b[0]} {c.real} {d[k]}".format(1, 2, a=3, b=[4], c=5, d={"k": 6}))
print("{:>{}} {:{fill}{align}{width}}".format(1, 5, 2, fill="*", align="^", width=7), "{!r:>5} {!s}".format("a", "b"), "{{}} {}".format(1))
for s, a in ("{} {0}", (1,)), ("{0} {}", (1,)), ("{", ()), ("}", ()), ("{}", ()), ("{a}", ()), ("{0.x}", (1,)), ("{0[x]}", ([1],)), ("{!z}", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{0[}", (1,)), ("{0!}", (1,)), ("{0!r", (1,)), ("{0!rx}", (1,)), ("{[0]}", ([7],)), ("{.real}", (5,)), ("{0.}", (5,)), ("{0[]}", (5,)), ("{a b}", ()), ("{-1}", (5,)), ("{99999999999999999999}", ()):
    print(s, kind(s.format, *a))
print("{x} {y}".format_map({"x": 1, "y": 2}), "%(a)s %(b)05d" % {"a": 1, "b": 2})
print("%s %r %d %i %5.2f %e %g %x %X %o %c %c %% %a" % ("s", "r", 1, 2.9, 3.14159, 1e5, 1e-5, 255, 255, 8, "c", 100, "é"))
print("%5s|%-5s|%05d|%+d|% d|%.3s|%*d|%-*d|%.*f|%#x|%#o" % ("a", "b", 3, 4, 5, "abcdef", 6, 7, 6, 8, 2, 3.14159, 255, 8))
for s, a in ("%d", "x"), ("%s", (1, 2)), ("%s %s", 1), ("%s %s", (1,)), ("%(a)s", 1), ("%(a)s", {}), ("%z", 1), ("%", ()), ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%f", "s"), ("%*d", ("a", 1)), ("abc", 1), ("abc", (1,)), ("abc", {}), ("%s", ()), ("%(a", {}), ("%.f", 1), ("%i", None), ("%5", 1):
    print(s, repr(kind(lambda: s % a)))
print("%s" % [1], "%s" % (1,), "%s" % ((1,),), "%s" % {"a": 1}, "%r" % "q", "%s" % None, "%d%%" % 5, "%s" % b"b")
print(format(5), format(5, ">4"), format("a", "5") + "|", format(3.0), format(F(), "z"), kind(format, 5, 5), kind(format, object(), "x"))
print(f"{'a' 'b'}", f"{1, 2}", f"{x if x else y}", f"{x!s}", f"{(x := 7)}", x, f"{x:=5}", f"{'}'}", f"{'{'}", f"{x,}", f"{x==7}", f"{x!=7}", f"{x<=7}", f"{x>=7}")
print(f"\x41 \u0042 \101 {1}", rf"{x}\d", f'{x}' f"{y}" 'z', F"{x}", Rf"{x}\n")
print(f"{x:{'0'}>{10}}", f"{0x1f}", f"{1_000}", f"{1.}", f"{x.__class__.__name__}", f"{y[0]}", f"{y[1:]}", f"{ {'a': 1}['a'] }")
