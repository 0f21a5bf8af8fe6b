# "Did you mean": what the default hook adds to the line of a NameError or an AttributeError.
import io
import sys


def show(call):
    stream = sys.stderr = io.StringIO()
    try:
        call()
    except Exception:
        sys.__excepthook__(*sys.exc_info())
    finally:
        sys.stderr = sys.__stderr__
    print((stream.getvalue().splitlines() or ['nothing'])[-1])


def local():
    elimination = 1
    return eliminaton


def near_globals():
    return global_valeu


def near_builtins():
    return ZeroDivisionErrrrr


def nothing_near():
    return utterly_unlike


def case():
    Blech = blach = 1
    return blech


def free():
    outer_name = 1

    def inner():
        return outer_name + outer_nam
    return inner()


def unbound():
    print(unbound_name)
    unbound_name = 1


class Plain:
    bluch = 1
    other = 2


class Own:
    def __dir__(self):
        return ["alphabet", "alphabets"]


class Raises:
    blech = 1

    def __getattr__(self, name):
        raise AttributeError("nothing here")


global_value = 1
for call in local, near_globals, near_builtins, nothing_near, case, free, unbound:
    show(call)
for make in Plain, Own, Raises:
    show(lambda: make().blech)
show(lambda: Own().alphabt)
show(lambda: Plain.othr)
show(lambda: [].appendd)
show(lambda: "".uper())
show(lambda: sys.exc_inf)
show(lambda: setattr(Plain, "x", 1) or Plain.y)
show(lambda: (1).a)
show(lambda: getattr(Plain(), "b" * 50))
show(lambda: getattr(Plain(), "óther"))


def raise_bare():
    raise AttributeError("bare", name="bluhc", obj=Plain())


def raise_group():
    raise ExceptionGroup("group", [NameError("global_valu", name="global_valu")])


def raise_syntax():
    raise SyntaxError("bad bad", ("bad.py", 1, 2, "abcdefg", 1, 100))


show(raise_bare)
stream = sys.stderr = io.StringIO()
for call in raise_group, raise_syntax:
    try:
        call()
    except Exception:
        sys.__excepthook__(*sys.exc_info())
sys.stderr = sys.__stderr__
print("\n".join(line for line in stream.getvalue().splitlines() if "File" not in line))
