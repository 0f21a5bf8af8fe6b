# SPDX-License-Identifier: MIT
# copy: objects that change, while they are being copied, what is being copied, the memo or their class.
import copy


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Item:
    def __init__(self, act, answer="copy"):
        self.act, self.answer = act, answer

    def __deepcopy__(self, memo):
        self.act(memo)
        return self.answer


for make in list, tuple, dict, set:
    for change in "clear", "grow", "memo":
        box = []
        act = {"clear": lambda memo: box[0].clear(), "grow": lambda memo: len(box[0]) < 9 and (box[0].append(1) if isinstance(box[0], list) else box[0].update({len(box[0]): 2})), "memo": lambda memo: memo.clear()}[change]
        items = [Item(act), 2, [3], Item(act)]
        box.append(dict(enumerate(items)) if make is dict else make(items[:2] + items[3:]) if make is set else make(items))
        show(f"{make.__name__} {change}", lambda: len(copy.deepcopy(box[0])))


class Reduced:
    def __init__(self, *parts): self.parts = parts
    def __reduce_ex__(self, version): return self.parts[0]


for parts in ("text", None, 5, (), (list,), (list, 5), (list, ([1],)), (list, (), None, iter([1, 2])), (dict, (), None, None, iter([(1, 2)])), (dict, (), None, None, iter([5])), (5, ()), (list, (), {"x": 1}), (Reduced, (1,), {"y": 2}), (Reduced, (1,), 5),
              (Reduced, (1,), (None, {"z": 3})), (list, (), None, 5), (list, (), None, None, None, None), (list, (), None, None, None, None, 1)):
    show("copy", lambda: type(copy.copy(Reduced(parts))).__name__)
    show("deepcopy", lambda: type(copy.deepcopy(Reduced(parts))).__name__)


class State:
    def __getstate__(self):
        self.__class__ = Other
        return {"a": [1]}


class Other:
    def __setstate__(self, state):
        state.clear()
        self.set = True


show("class changes", lambda: vars(copy.copy(State())))
loop = []
loop.append((loop, {1: loop}))
made = copy.deepcopy(loop)
print(made[0][0] is made, made[0][1][1] is made)
deep = []
for _ in range(100000):
    deep = [deep]
try:
    copy.deepcopy(deep)
except RecursionError:
    print("deep RecursionError")
while deep:
    deep = deep.pop()
