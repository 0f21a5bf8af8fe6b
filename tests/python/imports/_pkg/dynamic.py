# SPDX-License-Identifier: MIT
def __getattr__(name):
    if name == "made":
        return "made on demand"
    raise AttributeError(f"no {name} here")


def __dir__():
    return ["made", "b", "a"]
