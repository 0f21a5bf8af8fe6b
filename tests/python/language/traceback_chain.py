# An uncaught exception with cause, context, notes and repeated frames, as it is printed at the end.
def parse(text):
    return int(text)


def load(items):
    for item in items:
        try:
            parse(item)
        except ValueError as e:
            raise KeyError(item) from e


def recurse(n):
    if n == 0:
        load(["1", "x"])
    recurse(n - 1)


def middle():
    try:
        recurse(7)
    except KeyError:
        error = RuntimeError("while handling",
                             "two args")
        error.add_note("first note\nsecond line")
        error.add_note("another")
        raise error


class Outer:
    def method(self, value):
        return (lambda v: [middle() for _ in range(v)])(value)


print("before")
Outer().method(
    1,
)
