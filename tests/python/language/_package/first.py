print("first", __name__, __package__)
value = 1
_private = 2
def function(): return __name__
