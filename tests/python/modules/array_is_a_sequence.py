# array.array is registered as a MutableSequence, whichever module is imported first.
import array
from collections.abc import MutableSequence, Sequence
print(isinstance(array.array("i"), MutableSequence), issubclass(array.array, Sequence))
