# try statements: which clause, finally with return/break/continue, else, bare raise, the variable's end, matching.
import sys


def kind(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


def flow(x):
    out = []
    try:
        out.append("try")
        if x == 1:
            raise ValueError("v")
        if x == 2:
            raise KeyError("k")
        if x == 3:
            return out
        if x == 4:
            raise OSError("o")
    except ValueError:
        out.append("value")
    except (KeyError, IndexError) as e:
        out.append(repr(e))
    else:
        out.append("else")
    finally:
        out.append("finally")
    out.append("after")
    return out


print([kind(flow, i) for i in range(5)])


def var_deleted():
    e = 1
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e


print(kind(var_deleted))


def var_deleted_inside():
    try:
        raise ValueError
    except ValueError as e:
        del e
    return "fine"


print(kind(var_deleted_inside))


def var_rebound():
    try:
        raise ValueError
    except ValueError as e:
        e = 5
    return e


print(kind(var_rebound))


def ret_overrides(n):
    for i in range(3):
        try:
            if n == 0:
                return "try"
            if n == 1:
                raise ValueError
            if n == 2:
                break
            if n == 3:
                continue
        finally:
            if n < 2:
                return "finally", i
            if n == 2:
                continue
            if n == 3 and i == 1:
                break
    return "end", i


print([ret_overrides(i) for i in range(4)])


def return_value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


print(return_value_kept())


def nested():
    out = []
    try:
        try:
            try:
                1 / 0
            finally:
                out.append("f1")
        except KeyError:
            out.append("no")
        finally:
            out.append("f2")
    except ZeroDivisionError as e:
        out.append(str(e))
        try:
            raise KeyError("in handler")
        except KeyError as k:
            out.append((repr(k), repr(k.__context__)))
        out.append(repr(sys.exc_info()[1]))
    out.append(sys.exc_info())
    return out


print(nested())


def bare(x):
    try:
        try:
            raise ValueError(x)
        except ValueError:
            try:
                raise KeyError(x)
            except KeyError:
                pass
            raise
    except ValueError as e:
        return repr(e), e.__context__
    finally:
        pass


print(bare(1))
try:
    raise
except RuntimeError as e:
    print(e)


def reraise_helper():
    raise


try:
    try:
        1 / 0
    except ZeroDivisionError:
        reraise_helper()
except ZeroDivisionError as e:
    print("reraised", e)
print(kind(lambda: (_ for _ in ()).throw(5)))


def not_exceptions(x):
    raise x


class Meta(type):
    pass


class NotExc: pass


for x in 5, "s", None, NotExc, NotExc(), int, [], BaseException, Exception("e"):
    print(kind(not_exceptions, x))


def cause(x):
    raise ValueError from x


for x in 5, "s", NotExc, KeyError, KeyError("c"), None:
    try:
        cause(x)
    except Exception as e:
        print(type(e).__name__, e, repr(e.__cause__), e.__suppress_context__)


def match(x):
    try:
        raise KeyError("k")
    except x:
        return "matched"


for x in KeyError, LookupError, (int, str), (KeyError,), (), ((KeyError,),), 5, "KeyError", None, (ValueError, 5), (5, KeyError):
    print(kind(match, x))


class Boom(Exception):
    def __init__(self):
        raise TypeError("no construction")


class Wrong(Exception):
    def __new__(cls):
        return 5


def r(x):
    raise x


print(kind(r, Boom), kind(r, Wrong))


class Args(Exception):
    def __init__(self, a, b=2):
        self.a = a


print(repr(Args(1)), Args(1, 3).args, kind(r, Args), str(Args("x", 2)))


class Str(Exception):
    def __str__(self):
        return "custom"

    def __repr__(self):
        return "Repr"


print(Str(), repr(Str()), [Str()])


def context_chain():
    try:
        try:
            raise A1
        except A1:
            raise A2
    except A2:
        raise A3


class A1(Exception): pass
class A2(Exception): pass
class A3(Exception): pass


try:
    context_chain()
except A3 as e:
    print(repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__)


def context_cycle():
    a, b = A1(), A2()
    try:
        raise a
    except A1:
        try:
            raise b
        except A2:
            raise a
try:
    context_cycle()
except A1 as e:
    print(repr(e.__context__), e.__context__ and e.__context__.__context__)
try:
    try:
        raise ValueError("a")
    finally:
        raise KeyError("b")
except KeyError as e:
    print(repr(e.__context__))
for i in range(3):
    try:
        continue
    finally:
        print("loop", i)
while True:
    try:
        break
    finally:
        print("left")


def finally_in_loop():
    for i in range(5):
        try:
            if i == 3:
                return i
            if i == 1:
                continue
        finally:
            for j in range(2):
                try:
                    break
                finally:
                    print(i, j)


print(finally_in_loop())


def else_raises():
    try:
        pass
    except ValueError:
        print("not here")
    else:
        raise ValueError("from else")
    finally:
        print("but here")


print(kind(else_raises))
e = ValueError("x", 2)
e.add_note("note 1")
e.add_note("note 2")
print(e.__notes__, kind(e.add_note, 5), e.args, str(e), repr(e))
print(e.with_traceback(None) is e, kind(e.with_traceback, 5), kind(setattr, e, "__traceback__", 5),
      kind(setattr, e, "__cause__", 5), kind(setattr, e, "__context__", 5), kind(setattr, e, "args", 5), e.args)
e.args = "ab"
print(e.args, kind(delattr, e, "args"), kind(delattr, e, "__traceback__"))
try:
    [][1]
except (KeyError, IndexError) as exc:
    saved = exc
print(repr(saved), "exc" in globals(), saved.__traceback__.tb_lineno, saved.__traceback__.tb_next)
for t in (StopIteration(1), SystemExit(2), SystemExit(), KeyError("a"), KeyError(), KeyError(1, 2), OSError(2, "no"),
          OSError(2, "no", "file"), OSError("x"), ImportError("m", name="n", path="p"), AttributeError("m", name="n", obj=1),
          NameError("x", name="y"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), UnicodeEncodeError("ascii", "\xe9", 0, 1, "bad")):
    print(type(t).__name__, str(t), repr(t), t.args)
print(StopIteration(1).value, SystemExit(2).code, OSError(2, "no", "f").errno, OSError(2, "no", "f").filename,
      ImportError("m", name="n").name, AttributeError("m", name="n", obj=1).obj, NameError("x", name="y").name)
def swallow():
    try:
        raise ValueError
    except:
        return "swallowed"
print(swallow(), sys.exc_info())
def many():
    for E in (ValueError, KeyError, TypeError):
        try:
            raise E("m")
        except ValueError: yield "V"
        except KeyError: yield "K"
        except: yield "other"
print(list(many()))
