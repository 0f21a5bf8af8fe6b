# bytes() and bytearray() of a list that its items' __index__ changes.
class X:
    def __index__(self):
        aa.clear(); return 42
aa=[X(),X()]
print(bytes(aa))
aa=[X(),X()]
print(bytearray(aa))
class Y:
    def __index__(self):
        if len(aa)<1000: aa.append(aa[0])
        return 42
aa=[Y()]
try: print(len(bytes(aa)))
except Exception as e: print(type(e),e)
