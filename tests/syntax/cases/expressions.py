# Every operator, precedence and display.
a + b - c * d / e // f % g @ h
a | b ^ c & d << e >> f
-a ** -b ** c
+a, ~b, not c, not not d
a < b <= c > d >= e == f != g is h is not i in j not in k
a and b or c and not d
a if b else c if d else e
lambda: 0
lambda a, /, b=1, *c, d, e=2, **f: (a, b)
lambda *, k: k
(a := 1), [b := 2], {c := 3}, f(d := 4), x[e := 5]
(), (a,), (a, b), (a), ((a))
[], [a], [*a, b], [a, b,]
{}, {a: b}, {a: b, **c, d: e}, {a}, {*a, b}
[x for x in y], {x for x in y if z}, {k: v for k, v in y}, (x for x in y for z in w if a if b)
[x async for x in y]
a.b.c(d)(e, *f, g=h, **i)[j][k:l, m:, :n, ::o, p:q:r, ...]
f(x for x in y)
f(a, *b, c, d=1, *e, f=2, **g)
x[*a], x[*a, b], x[()], x[a,]
"a" 'b' """c
d""" r'\n' u'x' '\x41\u0041\U00000041\101\n\
z'
b'a\xff\0' rb'\x' B"b"
0, 00, 1_000, 0xFF_ff, 0o17, 0b1_0, 4611686018427387903, 4611686018427387904, 123456789012345678901234567890
1.5, .5, 1., 1e10, 1_0.0_1e-1_0, 1e400, 1j, 1.5J, 0777.5, 09j
None, True, False, ...
'\ud800', 'é', '😀', 'a\0b'
(yield), (yield a), (yield from b), (yield a, *b)
await a ** b
1if 2else 3
