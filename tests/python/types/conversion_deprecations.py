# What __int__, __index__, __float__, __complex__ and __trunc__ may return, and the warnings about it.
class E:
    def __index__(self): return True
    def __init__(s,*a): pass
import warnings, operator
warnings.simplefilter('always')
def t(f,*a):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: print(f(*a),end=' ')
        except Exception as e: print(type(e).__name__,e,end=' ')
        print([str(x.message) for x in w],[x.category.__name__ for x in w])
t(operator.index,E()); t(int,E()); t(range,E()); t(lambda:[1,2][E()]); t(hex,E())
class I:
    def __int__(self): return True
class F(float):
    def __float__(self): return F(2)
class F3:
    def __float__(self): return F(2)
class T:
    def __trunc__(self): return 5
class T2:
    def __trunc__(self): return E()
class C:
    def __complex__(self): return CC(1)
class CC(complex): pass
t(int,I()); t(float,F(1)); t(float,F3()); t(int,T()); t(int,T2()); t(complex,C()); t(complex,F3())
import math; t(math.sqrt,F3())
t(eval,r"f'\{6*7}'"); t(eval,r"'\d'"); t(eval,r"b'\d'");t(eval,r"f'\d{1}'"); t(eval,"'\\400'"); t(eval,"1");


warnings.simplefilter("error")
for f, a in ((int, E()), (float, F(1)), (complex, C()), (int, T())):
    try:
        print(f(a))
    except DeprecationWarning as e:
        print(type(e).__name__, e)
c = 3.14 + 1j
print(complex(c) is c, None | int)
try:
    None | None
except TypeError as e:
    print(e)
