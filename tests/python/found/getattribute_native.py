# An AttributeError out of the native __getattribute__, called from a __getattribute__ in Python.
class G:
    def __getattribute__(self, name):
        return super().__getattribute__(name)


class H(G):
    def __getattr__(self, name):
        return "from getattr " + name


g = G()
g.y = 4
for i in range(3):
    try:
        print(g.y, g.z)
    except AttributeError as e:
        print(e)
    print(H().z)
