print("b starts")
from . import circle_a
seen = hasattr(circle_a, "x")
print("b ends")
