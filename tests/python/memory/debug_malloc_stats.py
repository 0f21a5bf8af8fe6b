# differs: the report is about Ouro's heap
# not under: shrunken (tiny tables leave other losses first)
# sys._debugmallocstats() tells where the heap's memory is: the parts add up to the whole, largest reasons first.
import sys


class Text:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


def report():
    standard = sys.stderr
    sys.stderr = Text()
    try:
        result = sys._debugmallocstats()
        return result, ''.join(sys.stderr.parts).splitlines()
    finally:
        sys.stderr = standard


def number(lines, what):
    for line in lines:
        if line.strip().startswith(what):
            return int(line[len(what) + 2:].split()[0])
    raise LookupError(what)


result, lines = report()
print(result)
print([line for line in lines if not line.startswith(" ")])
start = lines.index("lost to fragmentation, by reason") + 1
reasons = [line for line in lines[start:] if line.startswith("  ")][:5]
for line in sorted(reasons):
    print(line[2:38].rstrip())
lost = [int(line[38:].split()[0]) for line in reasons]
print(lost == sorted(lost, reverse=True))
print(sum(lost) == number(lines, "lost to fragmentation"))
print(number(lines, "reserved") == number(lines, "in blocks handed out") + number(lines, "lost to fragmentation"))

# Every 100th of many objects kept: the free blocks beside them are the largest reason.
kept = [[] for _ in range(100000)][::100]
_, lines = report()
print(lines[lines.index("lost to fragmentation, by reason") + 1][2:38].rstrip())
print(number(lines, "lost to fragmentation") > 1000000)

try:
    sys._debugmallocstats(1)
except TypeError as e:
    print(e)


class Hostile:
    def write(self, text):
        kept.clear()
        raise ValueError("no")

    def flush(self):
        pass


standard = sys.stderr
sys.stderr = Hostile()
print(sys._debugmallocstats())
sys.stderr = standard
print(len(kept))
