# SPDX-License-Identifier: MIT
# except*: splitting, merging what is raised again, naked exceptions, names, context, and what is refused.


def shape(e):
    if isinstance(e, BaseExceptionGroup):
        return type(e).__name__, e.message, [shape(m) for m in e.exceptions]
    return repr(e)


def run(f, *args):
    try:
        print("result", f(*args))
    except BaseException as e:
        print("raised", shape(e))
        print("  context", shape(e.__context__), "cause", shape(e.__cause__), e.__suppress_context__)


def clauses(exception):
    seen = []
    try:
        if exception is not None:
            raise exception
        seen.append("body")
    except* ValueError as e:
        seen.append(("value", shape(e)))
    except* (TypeError, KeyError) as e:
        seen.append(("type", shape(e)))
    except* OSError:
        seen.append("os")
    else:
        seen.append("else")
    finally:
        seen.append("finally")
        print(seen)
    return "e" in locals()


run(clauses, None)
run(clauses, ValueError(1))
run(clauses, KeyError("k"))
run(clauses, ZeroDivisionError("z"))
run(clauses, ExceptionGroup("g", [ValueError(1), TypeError(2), FileNotFoundError(3)]))
run(clauses, ExceptionGroup("g", [ValueError(1), ZeroDivisionError(2)]))
run(clauses, ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [ValueError(2), ZeroDivisionError(3)])]))
run(clauses, BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(5)]))
run(clauses, ExceptionGroup("deep", [ExceptionGroup("a", [ExceptionGroup("b", [TypeError(1)])]), KeyError(2)]))


print("-- raising in a clause")


def raising(exception, first, second=None):
    try:
        raise exception
    except* ValueError as e:
        if first is not None:
            raise first
    except* TypeError as e:
        if second is not None:
            raise second from e


group = lambda: ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
run(raising, group(), IndexError("first"))
run(raising, group(), IndexError("first"), RuntimeError("second"))
run(raising, group(), None, RuntimeError("second"))
run(raising, group(), None)
run(raising, ValueError("naked"), IndexError("first"))
run(raising, ExceptionGroup("g", [ValueError(1)]), IndexError("alone"))
run(raising, ExceptionGroup("g", [ValueError(1)]), ExceptionGroup("new", [ValueError(9)]))


def again(exception):
    try:
        raise exception
    except* ValueError:
        raise
    except* TypeError as e:
        raise e


run(again, group())
run(again, ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3), OSError(4)])]))
run(again, ValueError("naked"))
run(again, OSError("other"))


def same_group():
    eg = ExceptionGroup("eg", [ValueError(1)])
    try:
        try:
            raise eg
        except* TypeError:
            pass
    except ExceptionGroup as e:
        return e is eg, shape(e), e.exceptions[0] is eg.exceptions[0]


run(same_group)

print("-- the handled exception")
import sys


def handled():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        print(sys.exc_info()[1] is e, shape(sys.exc_info()[1]))
    except* TypeError as e:
        print(sys.exc_info()[1] is e, shape(sys.exc_info()[1]))
        try:
            raise KeyError
        except KeyError as k:
            print(k.__context__ is e)
        print(sys.exc_info()[1] is e)
    print(sys.exc_info())


run(handled)


def nested():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError:
            try:
                raise ExceptionGroup("inner", [OSError(1), KeyError(2)])
            except* OSError as e:
                print("inner", shape(e), shape(e.__context__))
    except* KeyError as e:
        print("key", shape(e))


run(nested)

print("-- loops and functions inside a clause")


def loops():
    out = []
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as e:
        for i in range(5):
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)

        def inner():
            return len(e.exceptions)

        out.append(inner())
    return out


run(loops)


def in_loop():
    count = 0
    for kind in ValueError, TypeError, KeyError:
        try:
            raise kind(kind.__name__)
        except* ValueError:
            count += 1
        except* TypeError:
            count += 10
        except* KeyError:
            count += 100
    return count


run(in_loop)

print("-- matchers")


def matcher(m, exception=None):
    try:
        raise exception or ExceptionGroup("g", [ValueError(1)])
    except* m:
        return_value = 1


run(matcher, ExceptionGroup)
run(matcher, (ValueError, BaseExceptionGroup))
run(matcher, 5)
run(matcher, (ValueError, int))
run(matcher, int, ValueError(1))
run(matcher, ())


def later_matcher():
    try:
        raise ValueError(1)
    except* ValueError:
        pass
    except* 7:
        pass


run(later_matcher)

print("-- own groups")


class Group(ExceptionGroup):
    def __new__(cls, message, members, code):
        self = super().__new__(cls, message, members)
        self.code = code
        return self

    def derive(self, members):
        return Group(self.message, members, self.code + 1)


def own():
    try:
        try:
            raise Group("own", [ValueError(1), TypeError(2)], 10)
        except* ValueError as e:
            print(type(e), e.code, shape(e))
    except Group as e:
        print(type(e), e.code, shape(e))


run(own)


class Bad(ExceptionGroup):
    def derive(self, members):
        return 42


def bad(cls):
    try:
        raise cls("bad", [ValueError(1), TypeError(2)])
    except* ValueError:
        pass


run(bad, Bad)

print("-- split, subgroup, derive")
g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)]), OSError(4)])
g.add_note("note")
g.__cause__ = KeyError("cause")
for m in ValueError, (TypeError, OSError), Exception, KeyError, lambda e: isinstance(e, OSError), ExceptionGroup:
    match, rest = g.split(m)
    print(shape(match), shape(rest), shape(g.subgroup(m)))
    for part in match, rest:
        if part is not None:
            print("   ", part is g, part.__notes__, part.__notes__ is g.__notes__, part.__cause__, part.__context__)
for m in 1, None, (ValueError, 3), "x", print:
    try:
        g.split(m)
    except TypeError as e:
        print(e)
print(shape(g.derive([KeyError(1)])), shape(BaseExceptionGroup("b", [ValueError()]).derive([KeyboardInterrupt()])))
try:
    g.derive([])
except ValueError as e:
    print(e)
try:
    g.subgroup(lambda e: 1 / 0)
except ZeroDivisionError as e:
    print(e)
print(ExceptionGroup[int])

print("-- refused")
for source in """
def f():
    try: pass
    except* ValueError: return 1
""", """
for x in y:
    try: pass
    except* ValueError: break
""", """
for x in y:
    try: pass
    except* ValueError:
        try: pass
        finally: continue
""", """
try: pass
except* ValueError: break
""", """
try: pass
except*: pass
""", """
try: pass
except* A: pass
except B: pass
""", """
try: pass
except A: pass
except* B: pass
""":
    try:
        compile(source, "source", "exec")
    except SyntaxError as e:
        print(e)
