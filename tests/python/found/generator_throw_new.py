# Exceptions thrown into generators that have not begun: the place is the def line.
import sys
def g(a,
      b=1):

    yield 1


class C:
    @staticmethod
    def h():
        x = 5
        yield x


for make in lambda: g(1), C.h:
    it = make()
    try:
        it.throw(ValueError("thrown"))
    except ValueError as e:
        print(e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next)
        sys.excepthook(*sys.exc_info())
