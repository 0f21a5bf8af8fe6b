from .circle_c import x
y = 1
