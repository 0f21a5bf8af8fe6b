# differs: f(a=1, **m) asks m for the value before it looks whether the name is there already; names that are no strings are
# refused before the callee is asked, so by those too that take no keywords at all.
class Mapping:
    def keys(self):
        return ['a']

    def __getitem__(self, key):
        print('value of', key)  # CPython: not printed
        return 1


def f(**keywords):
    return keywords


for call in (lambda: f(a=1, **Mapping()), lambda: object(**{1: 2}), lambda: ''.format(**{1: 2})):
    try:
        print(call())
    except TypeError as e:
        print(e)  # CPython: object() takes no arguments; an empty line for the third
