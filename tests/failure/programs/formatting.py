# SPDX-License-Identifier: MIT
# format, f-strings, __format__, the format mini language.
class V:
    a = [1, {"k": 2}]
    def __format__(self, spec): return "<" + spec + ">"
    def __repr__(self): return "V()"
v, w = V(), 12
print(f"{v:spec} {v!r:>8} {w:{w}.{3}f} {w:08b} {w!s:^9}| {v.a[1]['k']=} {'nested ' + f'{w}'}")
print("{} {0} {x}".format(1, x=2) if 0 else "{0} {x.a[1][k]} {0!r:>5} {{}}".format(1, x=v), "{:,} {:_} {:e} {:%}".format(10**12, 2**40, 1234.5, 0.25))
print(format(1 + 2j, ".2f"), format("text", "*^12.3"), format(-3.5, "+010.2f"), "{:c}{:#x}{:#o}".format(97, 255, 8), format(10**40, ",d"))
print("{a}-{b}".format_map({"a": 1, "b": [2]}), f"{3.0:g} {1e100} {-0.0} {float('inf')}", f"{'a' if w else 'b'}{{}}")
