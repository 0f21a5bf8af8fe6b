# contextvars: get, set, reset, contexts, errors.
from contextvars import Context, ContextVar, Token, copy_context


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, str(e).partition(" at 0x")[0].partition("<")[0])


a = ContextVar("a")
b = ContextVar("b", default=42)
show(a.get)
show(a.get, 7)
show(b.get)
show(b.get, 7)
print(a.name, b.name, repr(a).startswith("<ContextVar name='a' at "), repr(b).startswith("<ContextVar name='b' default=42 at "))
t = a.set(1)
print(a.get(), t.var is a, t.old_value is Token.MISSING, repr(t).startswith("<Token var=<ContextVar"))
u = a.set(2)
print(u.old_value)
a.reset(u)
print(a.get(), repr(u).startswith("<Token used var="))
show(a.reset, u)
show(b.reset, t)
show(a.reset, 3)
a.reset(t)
show(a.get)

context = copy_context()
print(len(context), a in context)


def work(value, *, more):
    token = a.set(value)
    b.set(more)
    return token, a.get(), copy_context()[a]


token, *rest = context.run(work, 5, more=6)
print(rest, len(context), context[a], context[b], context.get(a), b.get(), list(context) == [a, b])
show(a.reset, token)
show(a.get)
print(sorted(context.values()), sorted(v.name for v in context.keys()), len(list(context.items())))
show(context.__getitem__, "x")
show(context.get, "x")
show(lambda: "x" in context)
show(Context().__getitem__, a)
print(Context().get(a), Context().get(a, 1), context == context.copy(), context == Context(), context == 3)
show(lambda: context.run(context.run, print))
show(context.run)
show(lambda: context.run(lambda: 1 / 0))
show(context.run, a.get)
show(ContextVar)
show(ContextVar, 1)
show(Token)
print(ContextVar[int].__origin__ is ContextVar, Token[int].__args__, Token.MISSING)
print(ContextVar, Context, Token)
for base in ContextVar, Context, Token:
    show(type, "Sub", (base,), {})


def generator():
    a.set("inside")
    yield a.get()
    yield a.get()


def drive():
    g = generator()
    next(g)
    a.set("outside")
    return next(g)


print(Context().run(drive))
