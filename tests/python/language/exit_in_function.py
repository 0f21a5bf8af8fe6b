# SystemExit from deep inside, through generators, with and a context; the chain is not printed.
import sys


class M:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print("exit", t.__name__, v.code)


def gen():
    try:
        yield 1
        try:
            1 / 0
        except ZeroDivisionError:
            sys.exit(300)
    finally:
        print("generator cleanup")


with M():
    for x in gen():
        print(x)
