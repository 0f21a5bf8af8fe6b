# SPDX-License-Identifier: MIT
"""A package."""
__all__ = ["shown", "late"]
shown = 1
