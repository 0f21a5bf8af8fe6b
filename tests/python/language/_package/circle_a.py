print("a starts")
from . import circle_b
x = 1
print("a ends", circle_b.seen)
