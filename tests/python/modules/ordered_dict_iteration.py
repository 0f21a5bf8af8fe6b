# What an iterator of an OrderedDict says after a change.
from collections import OrderedDict


def show(change):
    od = OrderedDict(a=1, b=2, c=3)
    it = iter(od)
    next(it)
    change(od)
    try:
        print(next(it))
    except Exception as e:
        print(type(e).__name__, e)


show(lambda od: od.clear())
show(lambda od: od.update(d=4))
show(lambda od: od.pop("b"))
show(lambda od: od.popitem())
show(lambda od: od.move_to_end("a"))
show(lambda od: od.update(b=4))
show(lambda od: (od.pop("c"), od.update(d=1)))
