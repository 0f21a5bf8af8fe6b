# Raising, catching, chaining, finally in all its places.
import sys


def kind(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


def order():
    log = []
    for i in range(4):
        try:
            log.append("try")
            if i == 1:
                continue
            if i == 3:
                break
            if i == 2:
                raise ValueError
        except ValueError:
            log.append("except")
        else:
            log.append("else")
        finally:
            log.append("finally")
    return log


print(order())


def finally_returns():
    try:
        return "try"
    finally:
        return "finally"


def finally_swallows():
    for _ in range(2):
        try:
            raise KeyError
        finally:
            continue
    return "swallowed"


print(finally_returns(), finally_swallows())
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")
except KeyError as e:
    print(repr(e), repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        raise ValueError("first")
    except ValueError as e:
        raise KeyError("second") from e
except KeyError as e:
    print(repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second") from None
except KeyError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as e:
    print("re-raised", e, e.__context__)


def bare():
    raise


print(kind(bare))
print(kind(lambda: (_ for _ in ()).throw(OSError(2, "no"))))


def raise_it(x):
    raise x


class NotException:
    pass


class Strange(Exception):
    def __new__(cls, *a):
        return 5


for x in (1, NotException, "s", None, Strange):
    print(kind(lambda: raise_it(x)))


def from_it(x):
    raise ValueError from x


print(kind(lambda: from_it(1)))
try:
    from_it(KeyError)
except ValueError as e:
    print(repr(e.__cause__))
print(sys.exc_info())
try:
    raise ValueError("info")
except ValueError as e:
    t, v, tb = sys.exc_info()
    print(t.__name__, v is e, tb is e.__traceback__)
    try:
        raise KeyError
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
print(sys.exc_info())
try:
    e
except NameError as x:
    print(x)


def catches(x, matcher):
    try:
        raise x
    except matcher:
        return True
    except:
        return False


print(catches(KeyError(), LookupError), catches(KeyError(), (ValueError, KeyError)), catches(KeyError(), ()))
print(kind(lambda: catches(KeyError(), 5)), kind(lambda: catches(KeyError(), (KeyError, 5))))


class Own(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b


try:
    raise Own(1, 2)
except Own as e:
    print(e.args, e.b, e)


def nested():
    try:
        try:
            raise ValueError(1)
        finally:
            try:
                raise KeyError(2)
            except KeyError as k:
                print("inner", repr(k.__context__))
    except ValueError as v:
        print("outer", v, v.__context__)


nested()


def deep_unwind(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        deep_unwind(n - 1)
    finally:
        unwound.append(n)


unwound = []
print(kind(lambda: deep_unwind(5)), unwound)


def chain_length():
    try:
        try:
            try:
                raise ValueError(1)
            except ValueError:
                raise KeyError(2)
        except KeyError:
            raise IndexError(3)
    except IndexError as e:
        out = []
        while e:
            out.append(repr(e))
            e = e.__context__
        return out


print(chain_length())


def unbound():
    print(x)
    x = 1


def unbound_cell():
    def inner():
        return x
    inner()
    x = 1


def deleted():
    x = 1
    del x
    return x


def deleted_twice():
    x = 1
    del x
    del x


def conditional(c):
    if c:
        y = 1
    return y


print(kind(unbound), kind(unbound_cell), kind(deleted), kind(deleted_twice), kind(lambda: conditional(0)), kind(lambda: nope))
try:
    del nope
except NameError as e:
    print(e, e.name)
assert_log = kind(lambda: exec("assert 1 == 2, 'message'"))
print(assert_log, kind(lambda: exec("assert 0")))
try:
    raise ExceptionGroup("g", [ValueError(1)])
except ExceptionGroup as e:
    print(e, e.exceptions)
