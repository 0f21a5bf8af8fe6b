# SPDX-License-Identifier: MIT
where = __package__, __name__, __spec__.name, __spec__.parent, __loader__.name
counter = globals().get("counter", 0) + 1
