match x:
    case 0 | -1 | 1.5 | 1 + 2j | -1 - 2j | "a" 'b' | b'c' | None | True | False: pass
    case a.b.c: pass
    case y: pass
match x, *y:
    case [a, b, *c] | (d, *_) | [] | () | (e,): pass
    case (f): pass
    case 1, 2, *r: pass
    case *r, 1: pass
    case {}: pass
    case {"a": 1, b.c: d, -1: e, **rest}: pass
    case {None: _, **rest,}: pass
    case A() | b.C(1, d, e=2, f=[g]) as h if i := j: pass
    case (1 | 2) as x, y as z: pass
    case _: pass
match (a):
    case 1:
        match b:
            case 2: pass
match a := b:
    case 1: pass
match -x:
    case 1: pass
match [a]:
    case 1: pass
match *a, b:
    case 1: pass
