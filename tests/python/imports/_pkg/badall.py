# SPDX-License-Identifier: MIT
__all__ = ["missing"]
