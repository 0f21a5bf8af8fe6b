from .circle_d import y
x = 1
