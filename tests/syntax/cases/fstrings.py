f'', f'a', f'{a}', f'{a}{b}', f'x{a}y{b}z', f'{{', f'}}', f'{{{a}}}'
f'{a!r}', f'{a!s:>10}', f'{a:{b}}', f'{a:x{b!a}y{c}z}', f'{a:}'
f'{a=}', f'{ a = }', f'{a=!s}', f'{a=:x}', f'{a + b = }', f'x{a=}y'
f'{a!=b}', f'{a==b}', f'{a<=b}', f'{a>b}', f'{(a:=b)}', f'{a:=b}', f'{(lambda: 1)}', f'{a, b}', f'{*a, b}', f'{yield}'
f'{"a"}', f"{'b' 'c'}", f'{f"{a}"}', f'{d["k"]}', f'''{
    a}''', f'''x
  {b +
c} {  d}'''
'a' f'{b}' 'c' f'd{e}', u'a' f'b', f'a' 'b' "c"
rf'\n{a}\d', f'\n{a}\x41\{b}', F'{a}', fR'\{a}'
x = (f'one {a}'
     f'two {b:{c}.{d}}'
     'three')
f'{a["{"]}' f"{b['}']}" f'{ {1: 2}[1] }'
f'{a.b(c, d=e)[f:g]!r:^{w}.{p}}'
