from .. import first
from ..first import value as v
from . import __name__ as parent
print("deep", first.value, v, parent)
def up(): 
    from ... import nothing
