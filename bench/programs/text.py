# SPDX-License-Identifier: MIT
# Text that is built, split, joined and formatted: blocks of many sizes that live shortly, and a few large ones.
words = ["ouro%d" % (i * 7919 % 5003) for i in range(20000)]
total = 0
for turn in range(12):
    line = " ".join(words[turn::3])
    total += len(line)
    parts = line.upper().split(" ")
    page = ""
    for number, part in enumerate(parts):
        page += "%05d:%s\n" % (number, part.lower())
    total += page.count("\n") + len(page.replace("ouro", "o"))
    lengths = {}
    for row in page.splitlines():
        key = row[:3]
        lengths[key] = lengths.get(key, "") + row[-1]
    total += sum(len(v) for v in lengths.values())
print(total)
