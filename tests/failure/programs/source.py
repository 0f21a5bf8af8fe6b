# SPDX-License-Identifier: MIT
# Compiling: exec, eval, compile, syntax errors, long displays.
code = "\n".join(f"def f{i}(a, b={i}):\n    return [a, b, {i}, 'text{i}', {i}.5]" for i in range(12))
space = {}
exec(code, space)
print(space["f11"](1), eval("f3(7) + [x for x in (1, 2)]", space), eval(compile("1 + 2 * 3", "<c>", "eval")))
for bad in ("x = = 1", "def f(:", "'abc", "if True:\nx", "return 1", "f'{'"):
    try:
        compile(bad, "<bad>", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno)
exec("x = [" + ", ".join(map(str, range(200))) + "]\nprint(len(x), sum(x))")
