"""Places in sorted lists, found by halving."""

from _bisect import *

bisect = bisect_right
insort = insort_right
