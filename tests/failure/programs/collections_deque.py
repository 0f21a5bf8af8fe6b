# SPDX-License-Identifier: MIT
# deque.
from _collections import deque
d = deque(range(70), 50)
d.append(1); d.appendleft("l"); d.extend("xyz"); d.extendleft("abc")
print(len(d), d[0], d[-1], d.maxlen, d.pop(), d.popleft(), d.count(30), 31 in d)
d.rotate(7); d.insert(3, None) if len(d) < 50 else None; d.remove(40); del d[5]; d[2] = [1]
e = d.copy() + deque("q")
d.reverse()
print(list(d)[:6], e == d, d < e, list(reversed(e))[:2], deque([1, 2]) * 3, repr(deque("ab", 2)), e.index("q") > 0)
d.clear()
print(d, bool(d))
