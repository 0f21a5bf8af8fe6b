# warnings: what is written to standard error, without and with the Python half.
import _warnings

_warnings.warn('by the runtime itself')


def old():
    _warnings.warn('deprecated here', DeprecationWarning, stacklevel=2)
    _warnings.warn('pending', PendingDeprecationWarning)
    _warnings.warn('resource', ResourceWarning)


old()
for i in range(3):
    _warnings.warn('once for a line', RuntimeWarning)
_warnings.warn_explicit('elsewhere', UserWarning, 'nofile.py', 7)
_warnings.warn_explicit('elsewhere again', UserWarning, 'dir/nofile.py', 7, 'module', {}, None, None)
exec("import _warnings\n_warnings.warn('from text')", {})
import warnings

warnings.warn('by the Python half')
old()
for i in range(3):
    warnings.warn('once for a line too', RuntimeWarning)
warnings.simplefilter('error', UserWarning)
warnings.warn('and the last one raises')
