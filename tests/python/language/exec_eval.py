# exec, eval and compile: namespaces, modes, code objects, errors.
def kind(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


x = "global"
print(eval("x"), eval("x", {"x": 1}), eval("x + y", {"x": 1}, {"y": 2}), eval(" \t 1 + 1 \n"), kind(eval, "x = 1"))
ns = {}
print(exec("a = 1\ndef f(): return a\nb = f()", ns), sorted(k for k in ns if k != "__builtins__"), ns["b"])
g, l = {}, {}
exec("a = 1\nclass C:\n    q = 5\nlam = lambda: a", g, l)
print(sorted(l), kind(l["lam"]), l["C"].q)


def local():
    y = 1
    exec("y = 2; z = 3")
    print(y, kind(eval, "z"), sorted(locals()))
    return eval("y + 1"), [eval("x") for _ in "a"], kind(lambda: eval("y"))


print(local())
c = compile("v = 1 + 2\nv * 2", "name.py", "exec")
print(c.co_filename, c.co_name, c.co_firstlineno, repr(c).split(" at ")[0], eval(c), v)
c = compile("1 + 2", "<e>", "eval")
print(eval(c), exec(c))
c = compile("5\n", "<s>", "single")
exec(c)
exec(compile("None", "<s>", "single"))
exec(compile("if 1:\n  'shown'\n  x\n", "<s>", "single"))
print(kind(compile, "1", "<s>", "bad"), kind(compile, 5, "<s>", "exec"), kind(compile, "1", 5, "exec"))
print(kind(eval, "1+", {}), kind(exec, "def f(:"), kind(eval, b"1 + 1"), kind(eval, bytearray(b"2")), kind(eval, 5), kind(exec, 5), kind(exec, None))
print(kind(eval, "x", 5), kind(eval, "x", {}, 5), kind(exec, "x", 5), kind(exec, "x = 1", {}, 5), kind(exec, "1", {}, {}, {}), kind(eval))


class Mapping:
    def __getitem__(self, k):
        if k[0] == "m":
            return "mapped " + k
        raise KeyError(k)

    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)


print(eval("mx", {}, Mapping()), kind(eval, "q", {}, Mapping()), eval("len", {}, Mapping()))
exec("a = mx\ndel a\nfor i in (1,): pass", {}, Mapping())
print(eval("[x for x in y]", {}, {"y": [1, 2]}), kind(eval, "[y for x in (1,)]", {}, {"y": [1, 2]}))
print(eval("lambda a, b=2: (a, b)")(1), eval("(yield_)", {"yield_": 7}), kind(exec, "return 1"), kind(exec, "yield 1"), kind(exec, "await x"), kind(exec, "break"), kind(exec, "continue"), kind(exec, "nonlocal x"), kind(exec, "global x; x = 'changed'"), x)
print(kind(exec, "raise ValueError('from exec')"))
try:
    exec("\n\n1 / 0")
except ZeroDivisionError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_lineno, tb.tb_frame.f_code.co_filename, tb.tb_frame.f_code.co_name)
exec("def made():\n    'doc'\n    return __name__\n")
print(made(), made.__doc__, made.__code__.co_filename, made.__module__)
ns = {"__name__": "other"}
exec("class C: pass\ndef f(): pass", ns)
print(ns["C"], ns["C"].__module__, ns["f"].__module__)
code = (lambda a, b=1, *c, d, **e: a).__code__
print(code.co_argcount, code.co_kwonlyargcount, code.co_varnames, code.co_flags & 12, code.co_name, code.co_qualname, code.co_names, code.co_freevars)
print(eval("__builtins__", {}) is not None, "__builtins__" in ns, kind(eval, "len", {"__builtins__": {}}), eval("len", {"__builtins__": {"len": 5}}))
exec("x = 1; x: int = 2\nprint(__annotations__)", {})
exec(b"# coding: latin-1\nprint('\xe9')", {})
exec("if True:\n\tprint('tab')\nprint('crlf')\r\nprint('cr')\r", {})
exec("print('no newline')")
exec("")
exec("# only comment")
exec("\n\n   \n#x\n")
exec("print(1); print(2);")
exec("for i in range(2): print(i)\nelse: print('else')")
print(eval("1 if 1 else 2"), eval("not 1"), eval("*a, b" if 0 else "1, 2"), eval("(\n1\n+\n2\n)"), eval("x:=5" if 0 else "(w := 5)"), w)
print(kind(compile, "a" * 10 + " b", "f", "eval"), kind(compile, "(" * 300 + ")" * 300, "f", "eval"))
deep = "(" * 150 + "1" + ")" * 150
print(eval(deep), eval("-" * 100 + "1"), len(eval("[" * 90 + "]" * 90)), eval("+".join(["1"] * 900)))
big = "\n".join(f"v{i} = {i}" for i in range(3000))
ns = {}
exec(big, ns)
print(len(ns), ns["v2999"])
exec("def big():\n" + "\n".join(f"  w{i} = {i}" for i in range(600)) + "\n  return w0, w300, w599, len(locals())", ns)
print(ns["big"]())
print(eval("[" + ",".join(map(str, range(1000))) + "]")[999], eval("{" + ",".join(f"{i}:{i}" for i in range(500)) + "}")[499], len(eval("{" + ",".join(f"{i}" for i in range(500)) + "}")), len(eval("(" + ",".join(f"x{i}" for i in range(400)) + ")", {f"x{i}": i for i in range(400)})))
exec("if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 90)) + " " * 90 + "print('deep')")
print(kind(exec, "if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 110)) + " " * 110 + "print('deep')"))
print(kind(exec, "".join("  " * i + "for i in (1,):\n" for i in range(25)) + "  " * 25 + "pass"))
