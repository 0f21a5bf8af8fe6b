# SPDX-License-Identifier: MIT
"""Where tests may write: a folder that the runner removes."""


def path(name):
    with open("/proc/self/environ") as variables:
        for line in variables.read().split("\0"):
            if line.startswith("TMPDIR="):
                return line[7:] + "/" + name
    return "/tmp/" + name


def attempt(function, *arguments, **keywords):
    """Prints what a call gives or raises."""
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", str(error).replace(path(""), ""))
