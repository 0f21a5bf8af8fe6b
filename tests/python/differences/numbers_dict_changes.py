# differs: which entries an iterator meets when keys come and go depends on when the dict closes its gaps.
d = {i: i for i in range(5)}
seen = []
for i, key in enumerate(reversed(d)):
    seen.append(key)
    d.pop(i, None)
    d[50 + i] = 0
print(seen)  # CPython: [4, 4, 3]
