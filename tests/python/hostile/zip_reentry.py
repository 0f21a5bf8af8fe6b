# zip fills its last tuple again when nobody else holds it: arguments that call the same zip, keep its tuples, or die late.
import gc


class Reentrant:
    def __init__(self, values):
        self.values = iter(values)
        self.zip = None
        self.depth = 0

    def __iter__(self):
        return self

    def __next__(self):
        value = next(self.values)
        if self.zip is not None and self.depth == 0:
            self.depth = 1
            try:
                print("inner", next(self.zip))
            except StopIteration:
                print("inner end")
            self.depth = 0
        return value


source = Reentrant(range(8))
pairs = zip(range(20), source, range(100, 120))
source.zip = pairs
for triple in pairs:
    print(triple)

# A tuple that somebody keeps is not touched again.
kept = []
for i, pair in enumerate(zip("abcdef", range(6))):
    if i % 2:
        kept.append(pair)
print(kept, len(set(map(id, kept))))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def make():
    for name in "xyz":
        yield Noisy(name)


for item, number in zip(make(), range(3)):
    print(item.name, number)
    del item
print("end")


class Failing:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("no more")


both = zip(range(3), Failing())
for _ in range(2):
    try:
        next(both)
    except ValueError as error:
        print(error)
found = zip([[]], [Noisy("cycle")])
pair = next(found)
pair[0].append(pair)
del pair, found
gc.collect()
print("collected")
