# SPDX-License-Identifier: MIT
# Every method of lists, slices, growth, comparison.
a = []
for i in range(30): a.append(i)
a.extend(x * 2 for x in range(10))
a += [7, 8]
a.insert(3, "x")
a.remove("x")
a[2:4] = "abc"
a[::5] = range(len(a[::5]))
del a[1:9:2], a[-1]
b = a.copy() * 2 + [None]
b.reverse()
print(a.pop(), a.pop(0), a.index(7), a.count(4), b[:5], len(b), [1, 2] < [1, 3, 0], [1, 2] == [1, 2], repr(a))
print([[x, y] for x in range(3) for y in "ab" if x], list("text"), [*a, *b][7], a.clear(), a)
