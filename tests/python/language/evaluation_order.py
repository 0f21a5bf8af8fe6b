# The order in which parts of expressions and statements are evaluated.
log = []


def t(name, value=None):
    log.append(name)
    return value


def show(what):
    print(what, " ".join(map(str, log)))
    log.clear()


class Box:
    def __init__(self, name):
        self.__dict__["name"] = name

    def __setattr__(self, key, value):
        log.append(f"{self.name}.{key}={value}")

    def __getitem__(self, key):
        log.append(f"{self.name}[{key}]")
        return 10

    def __setitem__(self, key, value):
        log.append(f"{self.name}[{key}]={value}")

    def __delitem__(self, key):
        log.append(f"del {self.name}[{key}]")

    def __getattr__(self, key):
        if key.startswith("__"):
            raise AttributeError(key)
        log.append(f"{self.name}.{key}")
        return 20

    def __delattr__(self, key):
        log.append(f"del {self.name}.{key}")


def box(name):
    log.append(name)
    return Box(name)


t("a", 1) + t("b", 2) * t("c", 3)
show("arithmetic")
(t("a", 1) < t("b", 0)) or t("c")
show("or")
t("a", 1) < t("b", 0) < t("c")
show("chain stops")
t("a", 1) < t("b", 2) < t("c", 3) < t("d", 1) < t("e")
show("chain goes on")
box("x")[t("i", 1)] = t("v", 2)
show("item store")
box("x").attr = t("v", 2)
show("attribute store")
box("x")[t("i", 1)] += t("v", 2)
show("item augmented")
box("x").attr += t("v", 2)
show("attribute augmented")
del box("x")[t("i")], box("y").z
show("del")
box("a")[t("i", 1)], box("b").c, *box("s")[t("j", 2)] = t("v", (1, 2, 3, 4))
show("targets")
box("a").x = box("b").y = t("v", 1)
show("chain of targets")
t("f", lambda *a, **k: log.append("call"))(t("1"), *t("2", ()), t("3"), k=t("4"), **t("5", {}), l=t("6"))
show("call")
{t("k1", 1): t("v1"), t("k2", 2): t("v2"), **t("m", {})}
show("dict")
[t("a"), *t("b", ()), t("c")]
show("list")
{t("a"), *t("b", ()), t("c")}
show("set")
t("yes") if t("test", True) else t("no")
show("conditional")
t("yes") if t("test", False) else t("no")
show("conditional no")
lambda x=t("default"): t("body")
show("lambda")


def deco(name):
    log.append("deco " + name)
    return lambda f: (log.append("apply " + name), f)[1]


@deco("outer")
@deco("inner")
def f(a: t("ann a") = t("def a"), *args: t("ann args"), b: t("ann b") = t("def b"), **k: t("ann k")) -> t("ret"):
    pass


show("function")


@deco("class")
class C(t("base", object), metaclass=t("meta", type)):
    t("body")


show("class")
x = box("x")
log.clear()
x[t("a"):t("b"):t("c")]
show("slice")
x[t("a"), t("b"):t("c"), ...]
show("slice tuple")
t("a", [1, 2])[t("i", 0)]
f"{t('one', 1)} {t('two', 2)!r:>{t('width', 5)}}"
show("f-string")
[t(("elem", i)) for i in t("iter", [1, 2]) if t(("if", i), 1)]
show("list comprehension")
{t(("key", i)): t(("value", i)) for i in t("iter", [1, 2])}
show("dict comprehension")
g = (t(("elem", i)) for i in t("iter", [1, 2]))
show("generator made")
list(g)
show("generator run")
assert t("test", True), t("message")
show("assert")
try:
    assert t("test", False), t("message")
except AssertionError:
    show("assert fails")
try:
    raise t("exception", ValueError) from t("cause")
except ValueError:
    show("raise")
n = 5
n + (n := 7)
print(n, [n, (n := 8), n], n)
a = [0, 0, 0]
i = 0
i, a[i] = 1, 9
print(i, a)
a[i], i = 5, 2
print(i, a)
(i, (j, a[j])) = 4, (0, 3)
print(i, j, a)
x = 1
x += (x := 5)
print(x)
