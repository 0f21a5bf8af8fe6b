# The order in which calls with * and ** evaluate, check and report: one *x is unpacked last, after the keywords.
log = []
five = 5
def g(n='g'):
    log.append(n); return n
def boom(n): 
    log.append('boom'+n); raise ValueError(n)
def f(*a, **k): return a,k
class M:
    def __init__(s,n,bad=False): s.n=n; s.bad=bad
    def keys(s): log.append('keys'+s.n); return ['a'+s.n]
    def __getitem__(s,k):
        log.append('get'+k)
        if s.bad: raise KeyError('bad')
        return 1
class I:
    def __init__(s,n): s.n=n
    def __iter__(s): log.append('iter'+s.n); return iter([1])
cases = """f(*5, p=g())
f(*5, p=boom('x'))
f(*5, *g())
f(*5, *boom('y'))
f(*5, **g())
f(*5, **boom('y'))
f(*5, **M('1'))
f(*5, g())
f(*5, boom('z'))
f(g(), *5, boom('z'))
f(*I('a'), *5, g())
f(*I('a'), p=g(), *5)
f(p=g(), *5)
f(p=boom('k'), *5)
f(**5, p=g())
f(**5, p=boom('x'))
f(**5, **boom('x'))
f(**M('1'), **5)
f(**M('1'), a1=g())
f(**M('1',True), b=boom('b'))
f(**M('1',True), **M('2'))
five(*5)
five(*5, p=g())
five(*g(), p=g())
five(**5)
five(p=g(), **M('1'))
f(*5, **5)
f(*I('a'), **5)
f(*I('a'), **5, p=g())
f(*I('a'), p=g(), **5)
f(*I('a'), p=g(), **M('p'), q=g())
nope(*5)
f(*5, p=nope)
print(*5, sep=g())
print(*5, sep=boom('s'))
[].append(*5, x=g())
[].append(*5, **g())
[].nope(*5, **g())
[].append(*5)
f(*5, *6)
f(1, *5, *6)
f(*5, 1, *6)
f(*5, 1, *boom('i'))
f(*I('1'), *I('2'), *5, p=g())
f(*M('1'))
f(1,**M('1'),**{})
f(**{}, **5)
f(**{1:2})
f(**{1:2}, **g())
f(**{1:2}, p=boom('u'))
f(p=1, **{1:2}, q=boom('u'))
(lambda a: 0)(*[1], a=g())
(lambda a: 0)(**{1:2})
[*5, g()]
[*5, boom('l')]
[g(), *5, boom('l')]
(*5, boom('l'))
{*5, boom('l')}
{**5, 'a': boom('l')}
{'a': g(), **5, 'b': boom('l')}
f(x for x in 5)
f(*(x for x in 5), p=g())
""".splitlines()
for c in cases:
    log.clear()
    try: r=repr(eval(c))
    except Exception as e: r=type(e).__name__+': '+str(e)
    print(c,'->',r,log)
def cls(s):
    log.clear()
    try: exec(s)
    except Exception as e: print(s, type(e).__name__+': '+str(e), log)
cls("class X(*5, p=g()): pass")
cls("class X(*5, metaclass=boom('m')): pass")
cls("class X(p=g(), *5): pass")
cls("class X(**5, p=g()): pass")
cls("@f(*5)\nclass X(*boom('q')): pass")


def extend(items):
    items.append(2)
    return items


items = [1]
print(f(*items, p=extend(items)))
for mapping in {1: 2}, {'a': 1, 2: 3}, {None: 1}:
    for callee in f, print, [].append, dict, (lambda a=1: a), 5, type('X', (), {'__call__': lambda self, **k: k})():
        try:
            print(callee(**mapping))
        except TypeError as e:
            print(e)


class Tuple(tuple):
    def __iter__(self):
        return iter('xy')


print(f(*Tuple((1, 2))), f(*(1, 2)), f(*{'k': 1}, z=3), f(*'ab'), f(*()))


def whole(*args):
    return args


same = (1, 2)
print(whole(*same) is same)


def generate():
    yield 1
    raise KeyError('inside')


try:
    f(*generate(), p=log.clear())
except KeyError as e:
    print(e, log)
