# SPDX-License-Identifier: MIT
# A dict of a million tuple keys, each computed from three others: all of it lives, and none of it is a cycle.
import sys

from common import Steps

size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
table = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 2}
steps = Steps()
width = 1000
for i in range(size):
    row, column = divmod(i, width)
    north = table.get((row - 1, column), 0)
    west = table.get((row, column - 1), 0)
    corner = table.get((row - 1, column - 1), 0)
    table[row, column] = (north + west - corner + i) % 1000003
    steps.step()
steps.report(0)
