# SPDX-License-Identifier: MIT
from ..late import where
from . import early_counter
from ... import _pkg
