# SPDX-License-Identifier: MIT
from .. import shown
from ..late import counter as early_counter
