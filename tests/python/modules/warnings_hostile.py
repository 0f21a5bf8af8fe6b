# warnings: filters, registries, categories and messages that change things under the runtime's feet.
import gc
import warnings


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


class Pattern:
    def __init__(self, act): self.act = act
    def match(self, text):
        self.act()
        return False


def empty():
    del warnings.filters[:]
    gc.collect()


warnings.filters[:] = [('ignore', Pattern(empty), Warning, None, 0), ('ignore', None, Warning, None, 0)]
log = []
warnings._showwarnmsg_impl = lambda msg: log.append(str(msg.message))
warnings.warn('filters vanish')
print(log, warnings.filters)


class Raises:
    def match(self, text): raise KeyError('in match')


warnings.filters[:] = [('ignore', Raises(), Warning, None, 0)]
attempt(warnings.warn, 'x')
warnings.filters[:] = []


# A message whose str() clears the registry, and one whose str() raises.
class Text(UserWarning):
    def __str__(self):
        __warningregistry__.clear()
        return 'cleared'


class Bad(UserWarning):
    def __str__(self): raise ValueError('in str')


warnings.warn(Text())
attempt(warnings.warn, Bad())
print(log)


# A category that makes something else.
class Odd(UserWarning):
    def __new__(cls, *args): return 5


attempt(warnings.warn, 'odd', Odd)
warnings.simplefilter('error')
attempt(warnings.warn, 'odd', Odd)


# A registry with keys that misbehave.
class Key:
    def __hash__(self): return hash(('text', UserWarning, 1))
    def __eq__(self, other):
        registry.clear()
        return False


warnings.resetwarnings()
registry = {}
warnings.warn_explicit('text', UserWarning, 'f', 9, 'm', registry)
registry[Key()] = 1
warnings.warn_explicit('text', UserWarning, 'f', 1, 'm', registry)
print(log)


class Truth:
    def __bool__(self): raise ArithmeticError('in truth')


registry = {}
warnings.warn_explicit('text', UserWarning, 'f', 9, 'm', registry)
registry['text', UserWarning, 2] = Truth()
attempt(warnings.warn_explicit, 'text', UserWarning, 'f', 2, 'm', registry)

# A showwarning that warns, without end.
count = 0


def show(*args):
    global count
    count += 1
    if count < 20:
        warnings.warn('from showwarning')


warnings.simplefilter('always')
warnings.showwarning = show
attempt(warnings.warn, 'deep')
print(count)
del __name__
warnings.showwarning = warnings._showwarning_orig
warnings.warn('without a name')
print(log[-1])
__name__ = 5
warnings.warn('with an odd name')
print(log[-1])
__name__ = None
warnings.warn('with None')
print(log[-1])
__warningregistry__ = 7
attempt(warnings.warn, 'x')
