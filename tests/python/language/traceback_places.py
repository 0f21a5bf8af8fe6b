# Tracebacks of many kinds of expression, with the carets under the part that failed.
import sys


class Missing:
    def __getattr__(self, name):
        raise AttributeError(f"no {name}")

    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): pass
    def __iter__(self): return self
    def __next__(self): raise KeyError("next")
    def __call__(self): return zero[0]


m = Missing()
zero = 0
data = {"a": [1, 2, {"b": None}]}


def attr(): return m.first.second
def chain(): return data["a"][2]["b"]["c"]
def call(): return (zero or m)()
def binary(): return 1 + (2 *
                          (3 / zero)) - 4
def unary(): return -"a"
def compare(): return 1 < 2 < "x" < 4
def subscript(): return data[
    "missing"
]
def args(): return len(1, 2)
def nested(): return str(int(float("x")))
def comp(): return [x / zero for x in range(3)]
def gen(): return sum(x / zero for x in range(3))
def lam(): return (lambda: 1 / zero)()
def loop():
    for x in m:
        pass
def with_():
    with m as x, m:
        pass
def unpack():
    a, b = 1, 2; c, d = (1,)
def aug():
    x = 1
    x += "a"
def setitem():
    t = (1,)
    t[0] = 5
def delitem():
    del data["x"], data
def setattr_():
    (1).x = 5
def assert_():
    assert zero == 1, f"zero is {zero}"
def fstr(): return f"a {1 + 1} b {undefined} c"
def imp():
    import no_such_module.sub
def imp_from():
    from sys import no_such_name
def deco():
    @undefined_deco
    def f(): pass
def klass():
    class C(5 / zero):
        pass
def klass_body():
    class C:
        x = undefined_in_class
def default():
    def f(x=1 / zero): pass
def raise_():
    raise ValueError("text",
                     2)
def cond(): return 1 if undefined_cond else 2
def star(): return print(*5)
def kw(): return dict(**5)
def slice_(): return [1, 2]["a":]
def multi(): return max(
        1,
        2,
        key=undefined_key,
    )
def method(): return "abc".nothing(1, 2)
def method_error(): return "abc".join(
    [1, 2])
def unicode(): return "äöü" + "日本" + 5
def tabs():
	return	1/	zero
def walrus(): return (n := 1 / zero)
def ret_tuple(): return 1, 2, 1 / zero
def dict_display(): return {1: 2, [3]: 4}
def match_(): pass
def global_():
    global nothing
    del nothing
def unbound():
    print(local)
    local = 1
def await_iter():
    return [*m]
def long_line(): return 1111111111111111111111111111111111 + 2222222222222222222222222222222222222 + 33333333333333333333333333 + undefined_long
def semicolon(): x = 1; y = x / zero; return y
def power(): return 2 ** zero ** -1
def inop(): return 1 in zero
def notop(): return not undefined_not
def and_(): return 1 and zero / 0 and 2
def paren(): return ((1) + (2)) / (zero)
def call_chain(): return m.__class__().__iter__().__next__()
def yielding():
    yield 1
    yield 1 / zero
def run_yielding(): return list(yielding())
def delegating(): yield from yielding()
def run_delegating(): return [x for x in delegating()]


for name, f in list(globals().items()):
    if type(f) is type(attr) and name not in ("yielding", "delegating"):
        try:
            f()
            print(name, "no error")
        except Exception:
            print("----", name)
            sys.stderr.flush(); sys.excepthook(*sys.exc_info())
