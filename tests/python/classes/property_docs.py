# The doc of a property whose getter is replaced; __set_name__; read-only members.
def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


p=property()
t(lambda:p.__set_name__()); t(lambda:p.__set_name__(0)); t(lambda:p.__set_name__(0,0,0))
class P:
    foo=property(doc='hello')
    @foo.getter
    def foo(self): "getter doc"
print(P.foo.__doc__)
class P2:
    @property
    def foo(self): "one"
    @foo.getter
    def foo(self): "two"
print(P2.foo.__doc__)
class P3:
    foo=property(lambda s:1,doc='x')
    @foo.getter
    def foo(self): "two"
print(P3.foo.__doc__)
try: property().fget=1
except Exception as e: print(type(e),e)
class PP(property): pass
class Q:
    @PP
    def a(self): "doc"
print(Q.a.__doc__)
