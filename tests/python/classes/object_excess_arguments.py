# What object.__new__ and object.__init__ say about arguments that nobody takes.
def t(f):
    try:
        f()
        print('fine')
    except Exception as e:
        print(type(e).__name__, e)


class N: pass
for f in (lambda:N(42), lambda:N.__new__(N,42), lambda:N().__init__(42), lambda: object.__new__(N,42), lambda: object.__init__(N(),42), lambda:object(1), lambda: object.__init__(object(),3)):
    t(f)
class M:
    def __init__(self): pass
for f in (lambda:M(42), lambda:object.__new__(M,42), lambda: object.__init__(M(),42), lambda:M.__new__(M,42,x=4)):
    t(f)
