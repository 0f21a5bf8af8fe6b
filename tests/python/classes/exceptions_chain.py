# __context__, __cause__, notes, tracebacks' setters, matching.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

try:
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        raise ValueError("first")
    except ValueError as first:
        raise KeyError("second") from first
except KeyError as e:
    print(repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [].missing
except AttributeError as e:
    print(repr(e.__context__), e.name, e.obj)
try:
    try:
        raise ValueError("first")
    finally:
        raise KeyError("in finally")
except KeyError as e:
    print(repr(e.__context__))
# No ring: raising again what is being handled further out.
outer = ValueError("outer")
try:
    try:
        raise outer
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            raise outer
except ValueError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))

e = ValueError("v")
e.add_note("one")
e.add_note("two")
print(e.__notes__, e.__dict__)
attempt(lambda: e.add_note(5))
attempt(lambda: setattr(e, "args", 5))
attempt(lambda: delattr(e, "args"))
attempt(lambda: setattr(e, "__traceback__", 5))
attempt(lambda: delattr(e, "__traceback__"))
attempt(lambda: setattr(e, "__cause__", 5))
attempt(lambda: setattr(e, "__context__", 5))
attempt(lambda: delattr(e, "__cause__"))
attempt(lambda: e.with_traceback(5))
attempt(lambda: e.with_traceback(None) is e)
e.__cause__ = KeyError("k")
print(e.__suppress_context__, repr(e.__cause__))
e.args = [1, 2]
print(repr(e), e.args)
e.custom = 1
print(e.__dict__)

def catch(exc, matcher):
    try:
        try:
            raise exc
        except matcher:
            return "caught"
    except Exception as e:
        return type(e).__name__, str(e)
print(catch(KeyError(1), LookupError), catch(KeyError(1), (ValueError, KeyError)), catch(KeyError(1), ValueError))
print(catch(KeyError(1), 5), catch(KeyError(1), (ValueError, 5)), catch(KeyError(1), (ValueError, (KeyError, IndexError))))
class Strange(Exception):
    def __str__(self): return "strange"
print(Strange("x"), repr(Strange("x")))
class NoArgs(Exception):
    def __init__(self): pass
print(NoArgs().args, repr(NoArgs()))
attempt(lambda: NoArgs(1))
class Kept(Exception):
    def __new__(cls, *args, **kw):
        return super().__new__(cls, *args)
    def __init__(self, *args, key):
        self.key = key
k = Kept(1, 2, key=3)
print(k.args, k.key)
class OwnOS(OSError):
    def __init__(self, a, b):
        super().__init__(a, b)
o = OwnOS(2, "text")
print(o.errno, o.strerror, o, type(o).__name__)
def f():
    try:
        raise 5
    except TypeError as e:
        print(e)
    try:
        raise int
    except TypeError as e:
        print(e)
f()
