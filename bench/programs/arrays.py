# SPDX-License-Identifier: MIT
# Lists: many that grow step by step, some that become large, slices, sorts, and a matrix of floats.
rows = [[] for _ in range(2000)]
seed = 99
for step in range(400000):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    rows[seed % 2000].append(seed * 3 if step % 4 else seed / 7)
    if step % 1000 == 0:
        rows[seed % 2000] = rows[(seed >> 8) % 2000][::2]
large = []
for row in rows:
    large += row
large.sort()
print(len(large), large[0] < large[-1])
matrix = [[(i * j) % 17 + 0.5 for j in range(150)] for i in range(150)]
for _ in range(3):
    matrix = [list(column) for column in zip(*matrix)]
print(sum(map(sum, matrix)))
