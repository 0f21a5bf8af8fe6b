# Loops: range in all forms, changing what is iterated, else, nested breaks.
print(list(range(5)), [i for i in range(10, 0, -3)], [i for i in range(0)], [i for i in range(3, 3)])
for i in range(3):
    i = 10
    print(i, end=" ")
print(i)
for i in range(2 ** 62 - 2, 2 ** 62 + 1):
    print(i, end=" ")
print()
for i in range(2 ** 70, 2 ** 70 + 2):
    print(i, end=" ")
print()
for i in range(-2 ** 62 + 1, -2 ** 62 - 2, -1):
    print(i, end=" ")
print()
items = [1, 2, 3]
for x in items:
    if x < 3:
        items.append(x + 10)
    print(x, end=" ")
print()
items = [1, 2, 3, 4]
for x in items:
    items.remove(x)
print(items)
d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as e:
    print(e)
s = {1, 2}
try:
    for k in s:
        s.add(k + 10)
except RuntimeError as e:
    print(e)
for x in ():
    pass
else:
    print("else")
for i in range(3):
    for j in range(3):
        if j == 1:
            break
        print(i, j, end="; ")
    else:
        print("never")
    if i == 1:
        break
else:
    print("never")
print()
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print(n, end=" ")
else:
    print("done")
for k, v in {"a": 1, "b": 2}.items():
    print(k, v, end=" ")
for c in "aé中":
    print(c, end=" ")
for b in b"ab":
    print(b, end=" ")
for a, b in zip([1, 2], "xy"):
    print(a, b, end=" ")
for i, x in enumerate("pq", 5):
    print(i, x, end=" ")
print()


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


print(list(Old()), [x for x in Old()])


class Bad:
    def __iter__(self):
        return 5


try:
    for x in Bad():
        pass
except TypeError as e:
    print(e)


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("next")


try:
    for x in Raises():
        pass
except ValueError as e:
    print(e)


def early():
    for i in range(10):
        for j in (1, 2):
            if i * j > 5:
                return i, j


print(early())
total = 0
for i in range(1000):
    for j in range(10):
        if j == 7:
            continue
        total += i ^ j
print(total)
x = 0
while True:
    x += 1
    try:
        if x < 3:
            continue
        break
    finally:
        print("f", x, end=" ")
print()
