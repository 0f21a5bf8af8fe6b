# warnings: filters and actions, registries, stack levels, catch_warnings, errors.
import sys
import warnings


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e)


def shown(action, times=3, category=UserWarning, text='text', **kwargs):
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.filterwarnings(action, **kwargs)
        registry = {}
        for i in range(times):
            warnings.warn_explicit(text, category, 'file.py', i % 2 + 1, 'mod', registry)
        return [(str(w.message), w.category.__name__, w.filename, w.lineno) for w in log]


for action in ('always', 'default', 'module', 'once', 'ignore'):
    print(action, shown(action))
attempt(shown, 'error')
print(shown('always', category=DeprecationWarning))
print(shown('ignore', category=UserWarning, message='te'), len(shown('ignore', text='other', message='te')))
print(len(shown('ignore', module='mod')), len(shown('ignore', module='modern')), len(shown('ignore', lineno=2)))
print(len(shown('ignore', message='TEXT')), len(shown('ignore', module='MOD')))
print(shown('always', category=RuntimeWarning, text=RuntimeWarning('an instance', 5)))

# The default filters.
for filter in warnings.filters:
    print(filter[0], filter[1], filter[2].__name__, filter[3], filter[4])

# Records.
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    warnings.warn('one')
    warnings.warn('two', FutureWarning)
    warnings.warn(SyntaxWarning('three'), DeprecationWarning)

    def deep():
        warnings.warn('four', stacklevel=2)

    deep()
    warnings.warn('five', stacklevel=50)
    warnings.warn('six', None, source=deep)
for w in log:
    print(w.message, w.category.__name__, w.filename.rpartition('/')[2], w.lineno, w.line, w.file, w.source is deep, type(w).__name__)
print(str(log[0]).replace(log[0].filename, 'F'))

# __warningregistry__ of the module.
warnings.simplefilter('default')
with warnings.catch_warnings(record=True) as log:
    for i in range(2):
        warnings.warn('registered')
print(len(log), [k for k in __warningregistry__ if k != 'version'][-1][:2])
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as log:
    for i in range(2):
        warnings.warn('registered')
print(len(log))
warnings.resetwarnings()

# catch_warnings.
before = warnings.filters
with warnings.catch_warnings() as nothing:
    print(nothing, warnings.filters is before, warnings.filters == before)
    warnings.simplefilter('error')
    attempt(warnings.warn, 'raised')
    attempt(warnings.warn, ZeroDivisionError('not a warning'))
print(warnings.filters is before)
manager = warnings.catch_warnings()
attempt(manager.__exit__)
with manager:
    attempt(manager.__enter__)
print(repr(manager), repr(warnings.catch_warnings(record=True)))
with warnings.catch_warnings(action='error', category=FutureWarning):
    attempt(warnings.warn, 'future', FutureWarning)
with warnings.catch_warnings(record=True, action='ignore') as log:
    warnings.warn('ignored')
print(log)

# A showwarning of the program's own, and formatwarning.
original = warnings.showwarning


def show(message, category, filename, lineno, file=None, line=None):
    print('shown:', message, category.__name__, lineno, file, line)


warnings.showwarning = show
warnings.simplefilter('always')
warnings.warn('to my own')
with warnings.catch_warnings(record=True) as log:
    warnings.warn('to the log')
print(len(log))
warnings.showwarning = 5
attempt(warnings.warn, 'nowhere')
warnings.showwarning = original
print(repr(warnings.formatwarning('text', UserWarning, 'nofile.py', 3, 'the line')))
print(repr(warnings.formatwarning('text', UserWarning, 'nofile.py', 3)))
stderr, sys.stderr = sys.stderr, sys.stdout
warnings.warn('on standard output')
warnings.formatwarning = lambda *args: 'formatted %s\n' % (args[0],)
warnings.warn('again')
sys.stderr = None
warnings.warn('nowhere')
sys.stderr = stderr
del warnings.showwarning
sys.stderr = sys.stdout
attempt(warnings.warn_explicit, 'without showwarning', UserWarning, 'f', 1)

# Order of filters.
warnings.resetwarnings()
warnings.simplefilter('ignore', UserWarning)
warnings.simplefilter('error', UserWarning, append=True)
print([f[0] for f in warnings.filters])
warnings.simplefilter('error', UserWarning)
print([f[0] for f in warnings.filters])
warnings.filterwarnings('once', 'abc', append=True)
warnings.filterwarnings('once', 'abc', append=True)
print(len(warnings.filters))

# Errors.
warnings.resetwarnings()
attempt(warnings.warn)
attempt(warnings.warn, 'x', 5)
attempt(warnings.warn, 'x', int)
attempt(warnings.warn, 'x', stacklevel='a')
attempt(warnings.warn, 'x', bad=1)
attempt(warnings.warn_explicit, 'x', UserWarning)
attempt(warnings.warn_explicit, 'x', UserWarning, 5, 1)
attempt(warnings.warn_explicit, 'x', UserWarning, 'f', 1, registry=5)
attempt(warnings.warn_explicit, 'x', UserWarning, 'f', 1, module_globals=5)
attempt(warnings.warn_explicit, 'x', UserWarning, 'f', 1, None)
attempt(warnings.filterwarnings, 'bogus')
attempt(warnings.filterwarnings, 'error', 5)
attempt(warnings.filterwarnings, 'error', '', 'Warning')
attempt(warnings.filterwarnings, 'error', '', int)
attempt(warnings.filterwarnings, 'error', lineno=-1)
attempt(warnings.simplefilter, 'bogus')
for filters in (5, [5], [('ignore', None, Warning, None)], [(5, None, Warning, None, 0)],
                [('odd', None, Warning, None, 0)], [('ignore', None, 5, None, 0)],
                [('ignore', 5, Warning, None, 0)]):
    warnings.filters = filters
    warnings._filters_mutated()
    attempt(warnings.warn, 'with odd filters')
warnings.filters = before
