# SPDX-License-Identifier: MIT
from ._nothing import x
