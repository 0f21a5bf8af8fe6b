import sys
class Fake:
    attr = "fake"
sys.modules[__name__] = Fake()
