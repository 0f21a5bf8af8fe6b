# SPDX-License-Identifier: MIT
# Counter, defaultdict, OrderedDict, ChainMap, namedtuple.
from collections import Counter, defaultdict, OrderedDict, namedtuple
c = Counter("mississippi"); c.update("miss")
d = defaultdict(list)
for i in range(12): d[i % 3].append(i)
o = OrderedDict.fromkeys("abcd"); o.move_to_end("a"); o.popitem(last=False)
print(c.most_common(2), c + Counter(z=1), dict(d), o, list(reversed(o)), o == OrderedDict(c=None, d=None, a=None))
T = namedtuple("T", "x y z", defaults=[9])
t = T(1, 2)
print(t, t._replace(x=5), t._asdict(), T._make("abc"), t + (1,))
