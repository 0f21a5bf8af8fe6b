# `global x` in a function makes x of the module a global too: seen when exec has locals apart from its globals.
PROGRAM = """
def f():
    y = 1
    def g():
        global y
        return y
    def h():
        return y + 1
    return g, h
y = 9
g, h = f()
results = g(), h()
"""
global_names, local_names = {}, {}
exec(PROGRAM, global_names, local_names)
print(sorted(local_names), global_names["y"], local_names["results"])

global_names, local_names = {}, {}
exec("""
class C:
    global z
    z = 4
    w = 5
z: int = 5
w = 6
def f():
    global w
    w += 1
    return w
results = f(), C.w
""", global_names, local_names)
print(sorted(local_names), global_names["z"], global_names["w"], local_names["results"])
