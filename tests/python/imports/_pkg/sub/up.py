# SPDX-License-Identifier: MIT
from ..late import where
from . import early_counter
