# SPDX-License-Identifier: MIT
# differs: CPython crashes when what stands for several type arguments gives no tuple, and on aliases nested deeply.
from typing import TypeVar

T = TypeVar('T')


class Several:
    __typing_is_unpacked_typevartuple__ = True
    __parameters__ = (T,)

    def __getitem__(self, args):
        return self.result


class Asked:
    """Asks for the parameters that are being looked for."""

    @property
    def __parameters__(self):
        if not self.busy:
            self.busy = True
            print('inner', alias.__parameters__)
        return (T,)


def attempt(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


several = Several()
for several.result in 5, [1], None, ():
    attempt(lambda: tuple[bool, several][int])
attempt(lambda: (list[several] | tuple[several])[int])

asked = Asked()
asked.busy = False
alias = list[asked]
print(alias.__parameters__, alias.__parameters__ is alias.__parameters__)

alias = list[T]
for _ in range(100000):
    alias = list[alias]
attempt(lambda: alias.__parameters__)
attempt(lambda: alias[int])
while hasattr(alias, '__args__'):
    alias, = alias.__args__
print(alias)

cycle = []
alias = list[cycle, T]
cycle.append(alias)
print(alias[int].__args__[1], alias.__parameters__)
