# SPDX-License-Identifier: MIT
# dataclasses.
from dataclasses import dataclass, field, replace, asdict
@dataclass(order=True)
class P:
    x: int
    y: list = field(default_factory=list, compare=False)
@dataclass(frozen=True)
class Q(P if 0 else object):
    a: str = "a"
p = P(1, [2])
print(p, replace(p, x=5), asdict(p), P(1) < P(2), P(3) == P(3), Q("z"), hash(Q()) == hash(Q()))
