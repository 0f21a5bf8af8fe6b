# SPDX-License-Identifier: MIT
# --isolated: no file, no descriptor, no variable of the environment, no import from disk, by whatever way.
cd "$TMPDIR" || exit 1
echo 'secret = 1' >module.py
export SECRET=variable PYTHONPATH=$TMPDIR
cat >program.py <<'END'
import sys
sys.path.insert(0, ".")

def refused(what):
    try:
        value = eval(what) if isinstance(what, str) else what()
    except (PermissionError, ImportError) as e:
        pass
    else:
        print("NOT REFUSED:", what, repr(value)[:100])

for what in ("open('module.py')", "open(b'module.py', 'rb')", "open('new', 'w')", "open(0)", "open(1, 'wb')", "open(3)",
             "__import__('module')", "__import__('_io').open('module.py')"):
    refused(what)
import os
for what in ("os.listdir()", "os.listdir('/')", "os.stat('module.py')", "os.open('module.py', os.O_RDONLY)", "os.read(0, 1)",
             "os.write(1, b'x')", "os.remove('module.py')", "os.mkdir('folder')", "os.rename('module.py', 'x')", "os.getcwd()",
             "os.scandir('.')", "os.chdir('/')", "os._exit(3)", "os.close(1)", "os.dup(1)", "os.pipe()", "os.kill(os.getpid(), 9)",
             "os.putenv('A', 'b')", "os.access('module.py', 0)", "os.readlink('/proc/self/exe')"):
    name = what[3:what.index("(")]
    if hasattr(os, name):
        refused(what)
if os.path.exists("module.py"):
    print("NOT REFUSED: os.path.exists")
if dict(os.environ) or os.getenv("SECRET"):
    print("NOT REFUSED: environment", dict(os.environ))
import linecache
if linecache.getlines(os.path.join(sys.path[0], "module.py")):
    print("NOT REFUSED: linecache")
try:
    exec(compile("\n1 / 0", "module.py", "exec"))
except ZeroDivisionError:
    sys.excepthook(*sys.exc_info())
print("end", sys.stdin.read().strip())
END
failed=0
echo input | "$OURO" --isolated program.py >output 2>errors || failed=1
[ "$(cat output)" = "end input" ] || failed=1
grep -q secret errors && failed=1
echo input | "$OURO" -c 'import module, os; print(module.secret, os.environ["SECRET"], len(open("module.py").read()))' >granted 2>>errors || failed=1
[ "$(cat granted)" = "1 variable 11" ] || failed=1
[ $failed -eq 0 ] || tail -n 20 output granted errors
exit $failed
