# SPDX-License-Identifier: MIT
# linecache: lines of source files, kept. Also of modules whose loader has a get_source.
__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# name -> (size, modification time or None, lines, full name), or (get_lines,) when it was promised and not read yet.
cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Line `lineno` of a file with its newline, '' when there is none. Never raises."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    """All lines of a file, [] when it cannot be read."""
    if filename in cache:
        entry = cache[filename]
        if len(entry) != 1:
            return cache[filename][2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _stat(name):
    # Size and modification time.
    from os import stat
    result = stat(name)
    return result.st_size, result.st_mtime


def checkcache(filename=None):
    """Forget files that have changed since they were read."""
    if filename is None:
        filenames = list(cache.keys())
    elif filename in cache:
        filenames = [filename]
    else:
        return
    for filename in filenames:
        entry = cache[filename]
        if len(entry) == 1:
            continue
        size, mtime, lines, fullname = entry
        if mtime is None:
            continue  # of a loader: nothing to look at
        try:
            now = _stat(fullname)
        except OSError:
            cache.pop(filename, None)
            continue
        if now != (size, mtime):
            cache.pop(filename, None)


def _is_made_up(filename):
    return not filename or (filename.startswith('<') and filename.endswith('>'))


def _read(fullname):
    # The lines of a source file, decoded as its first lines say.
    with open(fullname, 'rb') as file:
        data = file.read()
    encoding = 'utf-8'
    if data.startswith(b'\xef\xbb\xbf'):
        data = data[3:]
    else:
        for line in data.split(b'\n', 2)[:2]:
            at = line.find(b'coding')
            if line.lstrip(b' \t\f').startswith(b'#') and at >= 0 and line[at + 6:at + 7] in (b':', b'='):
                name = line[at + 7:].lstrip(b' \t')
                end = 0
                while end < len(name) and (name[end:end + 1].isalnum() or name[end:end + 1] in b'-_.'):
                    end += 1
                if end:
                    encoding = name[:end].decode('ascii')
                    break
            if line.strip() and not line.lstrip(b' \t\f').startswith(b'#'):
                break
    text = data.decode(encoding).replace('\r\n', '\n').replace('\r', '\n')
    lines = text.split('\n')
    last = lines.pop()
    lines = [line + '\n' for line in lines]
    if last:
        lines.append(last + '\n')
    return lines


def _candidates(filename):
    # The file as named, then under the folders of sys.path.
    yield filename
    if filename.startswith('/'):
        return
    import sys
    for dirname in sys.path:
        if isinstance(dirname, str):
            yield dirname + '/' + filename if dirname and not dirname.endswith('/') else dirname + filename


def updatecache(filename, module_globals=None):
    """Read a file anew; [] when it cannot be read."""
    if filename in cache:
        if len(cache[filename]) != 1:
            cache.pop(filename, None)
    if _is_made_up(filename):
        return []
    for number, fullname in enumerate(_candidates(filename)):
        try:
            lines = _read(fullname)
            size, mtime = _stat(fullname)
        except (OSError, UnicodeDecodeError, SyntaxError, LookupError, ValueError):
            if number == 0 and lazycache(filename, module_globals):
                return _from_loader(filename)
            continue
        if size is None:
            size = sum(map(len, lines))
        cache[filename] = size, mtime, lines, fullname
        return lines
    return []


def _from_loader(filename):
    try:
        data = cache[filename][0]()
    except (ImportError, OSError):
        return []
    if data is None:
        return []
    cache[filename] = (len(data), None, [line + '\n' for line in data.splitlines()], filename)
    return cache[filename][2]


def lazycache(filename, module_globals):
    """Note that a module's loader can give its source; True if it can."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_made_up(filename):
        return False
    if module_globals and '__name__' in module_globals:
        name = module_globals['__name__']
        loader = module_globals.get('__loader__')
        if loader is None:
            spec = module_globals.get('__spec__')
            loader = getattr(spec, 'loader', None)
        get_source = getattr(loader, 'get_source', None)
        if name and get_source:
            def get_lines(name=name, *args, **kwargs):
                return get_source(name, *args, **kwargs)
            cache[filename] = (get_lines,)
            return True
    return False
