# differs: an angle too small for a float is 0.0; CPython raises OverflowError, from an errno left over
# SPDX-License-Identifier: MIT
import cmath
print(cmath.phase(complex(1e300, 1e-300)))
