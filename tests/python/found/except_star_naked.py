# SPDX-License-Identifier: MIT
# except* alone asks for the group types, which nobody has named before. (No other test may be added here that names them first.)
try:
    raise ValueError(1)
except* KeyError as e:
    print("KeyError", e.exceptions)
except* ValueError as e:
    print("ValueError", e.exceptions, type(e).__name__, e)
