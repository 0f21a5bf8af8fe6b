# SPDX-License-Identifier: MIT
# Hoards until nothing is mapped any more, lets go, goes on.
def hoard(most):
    held = []
    try:
        while len(held) < most:
            held.append([bytes(60000), {len(held): held}, str(len(held)) * 20000])
    except MemoryError:
        pass
    return len(held) <= most
try:
    for i in range(3): print(hoard(150))
except MemoryError:
    print("MemoryError")
