# SPDX-License-Identifier: MIT
# A reader of nested data in text: short strings, lists and dicts by the thousand, built bottom up and thrown away.
def write(depth, seed):
    if depth == 0:
        return '"leaf %d"' % seed if seed % 3 else str(seed)
    items = [write(depth - 1, seed * 5 + i) for i in range(4)]
    if depth % 2:
        return "[" + ",".join(items) + "]"
    return "{" + ",".join('"key%d":%s' % (i, item) for i, item in enumerate(items)) + "}"


def read(text, at):
    c = text[at]
    if c == '"':
        end = text.index('"', at + 1)
        return text[at + 1 : end], end + 1
    if c == "[":
        result = []
        at += 1
        while text[at] != "]":
            item, at = read(text, at)
            result.append(item)
            at += text[at] == ","
        return result, at + 1
    if c == "{":
        result = {}
        at += 1
        while text[at] != "}":
            key, at = read(text, at)
            result[key], at = read(text, at + 1)
            at += text[at] == ","
        return result, at + 1
    end = at
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return int(text[at:end]), end


def count(value):
    if isinstance(value, dict):
        return 1 + sum(count(v) for v in value.values())
    if isinstance(value, list):
        return 1 + sum(map(count, value))
    return 1


text = write(7, 1)
print(len(text), sum(count(read(text, 0)[0]) for _ in range(3)))
