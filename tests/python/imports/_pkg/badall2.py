# SPDX-License-Identifier: MIT
__all__ = [1]
