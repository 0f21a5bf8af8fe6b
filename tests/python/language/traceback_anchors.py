# Which characters of an expression a traceback marks: parentheses, blanks, several lines, wide characters.
import sys
zero = 0
text = "a"
def run(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())


def f0(): return 1/(zero)
def f1(): return (1)/zero
def f2(): return (1) / (zero)
def f3(): return ((1) + (2))/zero
def f4(): return 1//zero
def f5(): return 1 //zero
def f6(): return 1// zero
def f7(): return 1 % zero
def f8(): return 1%(zero)
def f9(): return text[1][2]
def f10(): return (text)[5]
def f11(): return (text) [5]
def f12(): return text  [ 5 ]
def f13(): return (text
)[5]
def f14(): return 1 +\
 text
def f15(): return (1 +
 text)
def f16(): return 1	/	zero
def f17(): return text.missing
def f18(): return text . missing
def f19(): return (text).missing
def f20(): return text @ text
def f21(): return text**2
def f22(): return 2 ** -zero / zero
def f23(): return text<<1
def f24(): return 1 / zero if 1 else 2
def f25(): return [1 / zero]
def f26(): return text['é' + 1]
def f27(): return 'é' + 1
def f28(): return zero['日本']['x']
def f29(): return -text
def f30(): return not -text
def f31(): return ~ text
def f32(): return 1 < text
def f33(): return text(1)
def f34(): return text (1)
def f35(): return text(
1)
def f36(): return print(1 / zero, 2)
def f37(): return (1 / zero).real
def f38(): return text[1 / zero]
def f39(): return f'{1/zero}'
def f40(): return 1 + 2 * (3 - text)
def f41(): return 1 if text[9] else 2
def f42(): return text[1:2:'a']
def f43(): return text[9]+text[8]
def f44(): return [*zero]
def f45(): return {**zero}
def f46(): return print(*zero)
def f47(): return print(**zero)
def f48(): return {[]: 1}
def f49(): return {[]}
def f50(): return zero in zero
def f51(): return zero.real.x.y
def f52(): return text.join(zero)
def f53(): return (lambda x: x)()
def f54(): return text[zero](1)
def f55(): return text[5](1)
def f56(): return [i for i in zero]
def f57(): return [i.x for i in text]
def f58(): return sum(i.x for i in text)
def f59(): return (1,
 2, zero[1])
def f60(): return max(1,
    zero[2])
def f61(): return text + \
1
def f62(): return text.upper().lower().nothing()
def f63(): return text.upper().index('x').real
def f64(): return zero[text](
 1)


for i in range(65):
    run(globals()[f'f{i}'])
