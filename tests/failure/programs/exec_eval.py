# SPDX-License-Identifier: MIT
# compile, exec, eval, globals, syntax errors.
code = compile("def f(a, /, b=1, *c, d, **e):\n  'doc'\n  return [a, b, c, d, e]\nr = f(1, 2, 3, d=4, z=5)", "name", "exec")
ns = {}
exec(code, ns)
print(ns["r"], eval("a + b", {"a": 1}, {"b": 2}), eval("[i for i in range(n) if i % 2]", {"n": 9}), code.co_names, ns["f"].__code__.co_varnames, ns["f"].__defaults__)
for t in ("a b", "def f(:", "'open", "(1,", "if x:\npass", "f'{'", "x = = 1", "return 1", "0777", "a\n  b"):
    try: compile(t, "<t>", "exec")
    except SyntaxError as e: print(type(e).__name__, e.msg, e.lineno)
print(eval("lambda x, *, y=2: (x, y)")(1), eval("{**{'a': 1}, 'b': [*'xy']}"), sorted(k for k in ns if k != "__builtins__"))
