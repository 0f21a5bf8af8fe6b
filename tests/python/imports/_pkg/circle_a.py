# SPDX-License-Identifier: MIT
import _pkg.circle_b
value = 1
