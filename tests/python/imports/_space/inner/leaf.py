# SPDX-License-Identifier: MIT
value = "leaf"
