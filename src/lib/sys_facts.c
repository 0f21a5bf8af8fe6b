// SPDX-License-Identifier: MIT
// What sys tells about the runtime and seldom is asked for: made at the first request.
#include "lib/import.h"
#include "lib/module_types.h"
#include "lib/services.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/set.h"
#include "object/state.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"

#include <float.h>
#include <math.h>
#include <string.h>

// An instance of a class that is made for it alone. Takes the values.
static own_value single(struct ouro *rt, struct struct_sequence_definition const *definition, own_value *values,
                        uint32_t count)
{
    own_value class = struct_sequence_class_new(rt, definition);
    if (failed(class)) {
        for (uint32_t i = 0; i < count; i++) {
            release(rt, give(values[i]));
        }
        return class;
    }
    own_value made = struct_sequence_new(rt, lend(class), values, count);
    release(rt, class);
    return made;
}

#define FIELD(name) \
    {               \
#name, NULL \
    }
#define END        \
    {              \
        NULL, NULL \
    }
#define SINGLE(definition, values) single(rt, &definition, values, sizeof values / sizeof *values)

static own_value version_of(struct ouro *rt, int major, int minor, int micro)
{
    static struct struct_sequence_field const fields[] = {
        {"major", "Major release number"},   {"minor", "Minor release number"},
        {"micro", "Patch release number"},   {"releaselevel", "'alpha', 'beta', 'candidate', or 'final'"},
        {"serial", "Serial release number"}, END};
    static struct struct_sequence_definition const definition = {
        "sys.version_info", "sys.version_info\n\nVersion information as a named tuple.", fields, 5, true};
    own_value values[] = {own_small_int(major), own_small_int(minor), own_small_int(micro), str_from(rt, "final"),
                          own_small_int(0)};
    return SINGLE(definition, values);
}

static own_value make_version_info(struct ouro *rt)
{
    return version_of(rt, 3, 11, 0);
}

static own_value make_flags(struct ouro *rt)
{
    static struct struct_sequence_field const fields[] = {FIELD(debug),
                                                          FIELD(inspect),
                                                          FIELD(interactive),
                                                          FIELD(optimize),
                                                          FIELD(dont_write_bytecode),
                                                          FIELD(no_user_site),
                                                          FIELD(no_site),
                                                          FIELD(ignore_environment),
                                                          FIELD(verbose),
                                                          FIELD(bytes_warning),
                                                          FIELD(quiet),
                                                          FIELD(hash_randomization),
                                                          FIELD(isolated),
                                                          FIELD(dev_mode),
                                                          FIELD(utf8_mode),
                                                          FIELD(warn_default_encoding),
                                                          FIELD(safe_path),
                                                          FIELD(int_max_str_digits),
                                                          END};
    static struct struct_sequence_definition const definition = {
        "sys.flags", "sys.flags\n\nFlags provided through command line arguments or environment vars.", fields, 18,
        true};
    struct library_options const *options = &rt->library->options;
    bool random = rt->objects->hash_key[0] != 0 || rt->objects->hash_key[1] != 0;
    own_value values[] = {own_small_int(0),
                          own_small_int(0),
                          own_small_int(0),
                          own_small_int(0),
                          own_small_int(1),
                          own_small_int(options->isolated),
                          own_small_int(options->no_site),
                          own_small_int(options->ignore_environment),
                          own_small_int(0),
                          own_small_int(0),
                          own_small_int(0),
                          own_small_int(random),
                          own_small_int(options->isolated),
                          own_false,
                          own_small_int(1),
                          own_small_int(0),
                          own_bool(options->safe_path),
                          own_small_int(-1)};
    return SINGLE(definition, values);
}

static own_value make_float_info(struct ouro *rt)
{
    static struct struct_sequence_field const fields[] = {
        FIELD(max), FIELD(max_exp),  FIELD(max_10_exp), FIELD(min),   FIELD(min_exp), FIELD(min_10_exp),
        FIELD(dig), FIELD(mant_dig), FIELD(epsilon),    FIELD(radix), FIELD(rounds),  END};
    static struct struct_sequence_definition const definition = {
        "sys.float_info", "sys.float_info\n\nA named tuple holding information about the float type.", fields, 11,
        true};
    own_value values[] = {float_new(rt, DBL_MAX),
                          own_small_int(DBL_MAX_EXP),
                          own_small_int(DBL_MAX_10_EXP),
                          float_new(rt, DBL_MIN),
                          own_small_int(DBL_MIN_EXP),
                          own_small_int(DBL_MIN_10_EXP),
                          own_small_int(DBL_DIG),
                          own_small_int(DBL_MANT_DIG),
                          float_new(rt, DBL_EPSILON),
                          own_small_int(FLT_RADIX),
                          own_small_int(1)};
    return SINGLE(definition, values);
}

static own_value make_int_info(struct ouro *rt)
{
    static struct struct_sequence_field const fields[] = {FIELD(bits_per_digit), FIELD(sizeof_digit),
                                                          FIELD(default_max_str_digits),
                                                          FIELD(str_digits_check_threshold), END};
    static struct struct_sequence_definition const definition = {
        "sys.int_info",
        "sys.int_info\n\nA named tuple that holds information about Python's internal representation of "
        "integers.",
        fields, 4, true};
    own_value values[] = {own_small_int(64), own_small_int(8), own_small_int(4300), own_small_int(640)};
    return SINGLE(definition, values);
}

static own_value make_hash_info(struct ouro *rt)
{
    static struct struct_sequence_field const fields[] = {
        FIELD(width),     FIELD(modulus),   FIELD(inf),       FIELD(nan),    FIELD(imag),
        FIELD(algorithm), FIELD(hash_bits), FIELD(seed_bits), FIELD(cutoff), END};
    static struct struct_sequence_definition const definition = {
        "sys.hash_info", "hash_info\n\nA named tuple providing parameters used for computing hashes.", fields, 9, true};
    own_value values[] = {own_small_int(64),      own_small_int((INT64_C(1) << 61) - 1),
                          own_small_int(314159),  own_small_int(0),
                          own_small_int(1000003), str_from(rt, "siphash13"),
                          own_small_int(64),      own_small_int(128),
                          own_small_int(0)};
    return SINGLE(definition, values);
}

static own_value make_thread_info(struct ouro *rt)
{
    static struct struct_sequence_field const fields[] = {FIELD(name), FIELD(lock), FIELD(version), END};
    static struct struct_sequence_definition const definition = {
        "sys.thread_info", "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
        fields, 3, true};
    own_value values[] = {str_from(rt, "pthread"), own_none, own_none};
    return SINGLE(definition, values);
}

static own_value make_implementation(struct ouro *rt)
{
    own_value namespace = operation_call_0(rt, ref_object(type_by_number(rt, TYPE_SIMPLE_NAMESPACE)));
    static char const *const names[] = {"name", "cache_tag", "version", "hexversion", "_multiarch"};
    own_value values[] = {str_from(rt, "ouro"), str_from(rt, "ouro-311"), version_of(rt, 0, 1, 0),
                          own_small_int(0x000100f0), str_from(rt, "x86_64-linux-gnu")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        own_value key = failed(namespace) || failed(values[i]) ? own_nothing : str_from(rt, names[i]);
        bool done = !failed(key) && operation_set_attribute(rt, lend(namespace), lend(key), lend(values[i]));
        release(rt, key);
        release(rt, give(values[i]));
        if (!done) {
            release(rt, give(namespace));
        }
    }
    return namespace;
}

// Names ---------------------------------------------------------------------------------------------------------------

// Every module that Python 3.11 comes with, there or not.
static char const stdlib_names[] =
    "__future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn "
    "_codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc "
    "_compat_pickle _compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm "
    "_decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq "
    "_imp _io _json _locale _lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode "
    "_operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio "
    "_queue _random _scproxy _sha1 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre "
    "_ssl _stat _statistics _string _strptime _struct _symtable _thread _threading_local _tkinter "
    "_tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc "
    "antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect "
    "builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys "
    "compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses "
    "dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno "
    "faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt "
    "getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp "
    "importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox "
    "mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt "
    "ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools "
    "pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile "
    "pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy "
    "sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket "
    "socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep "
    "struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios "
    "textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty "
    "turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref "
    "webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

static own_value make_stdlib_module_names(struct ouro *rt)
{
    own_value list = list_new(rt, 0);
    for (char const *at = stdlib_names; !failed(list) && *at != '\0';) {
        size_t size = strcspn(at, " ");
        own_value name = str_new(rt, at, size);
        if (failed(name) || !list_append(rt, as_list(lend(list)), name)) {
            release(rt, give(list));
        }
        at += size + (at[size] == ' ');
    }
    own_value set = failed(list) ? own_nothing : frozenset_new(rt, lend(list));
    release(rt, list);
    return set;
}

static own_value make_builtin_module_names(struct ouro *rt)
{
    own_value list = list_new(rt, 0);
    char const *name;
    for (size_t i = 0; !failed(list) && (name = import_built_in_name(i)) != NULL; i++) {
        own_value text = str_from(rt, name);
        if (failed(text) || !list_append(rt, as_list(lend(list)), text)) {
            release(rt, give(list));
        }
    }
    own_value tuple =
        failed(list) || !list_sort(rt, lend(list), ref_none, false) ? own_nothing : list_to_tuple(rt, lend(list));
    release(rt, list);
    return tuple;
}

// The folder above the one of the program: /usr of /usr/bin/ouro.
static own_value make_prefix(struct ouro *rt)
{
    char const *program = rt->library->options.executable == NULL ? "" : rt->library->options.executable;
    size_t size = strlen(program);
    for (int up = 0; up < 2; up++) {
        while (size > 0 && program[--size] != '/') {
        }
    }
    return str_new(rt, size == 0 && *program == '/' ? "/" : program, size == 0 && *program == '/' ? 1 : size);
}

static own_value make_copyright(struct ouro *rt)
{
    return str_from(rt, "Copyright (c) the authors of Ouro. MIT License.");
}
static own_value make_api_version(struct ouro *rt)
{
    (void)rt;
    return own_small_int(1013);
}
static own_value make_float_repr_style(struct ouro *rt)
{
    return str_from(rt, "short");
}
static own_value make_platlibdir(struct ouro *rt)
{
    return str_from(rt, "lib");
}
static own_value make_empty_text(struct ouro *rt)
{
    return str_from(rt, "");
}
static own_value make_none(struct ouro *rt)
{
    (void)rt;
    return own_none;
}

// Imports -------------------------------------------------------------------------------------------------------------

static own_value make_meta_path(struct ouro *rt)
{
    own_value finder = import_bootstrap(rt, "PathFinder");
    if (failed(finder)) {
        return finder;
    }
    own_value three[] = {retain(ref_object(type_by_number(rt, TYPE_BUILTIN_IMPORTER))),
                         retain(ref_object(type_by_number(rt, TYPE_FROZEN_IMPORTER))), finder};
    return list_from_owned(rt, three, 3);
}

static own_value make_path_hooks(struct ouro *rt)
{
    own_value function = import_bootstrap(rt, "_make_path_hooks");
    own_value made = failed(function) ? own_nothing : operation_call_0(rt, lend(function));
    release(rt, function);
    return made;
}

// Functions -----------------------------------------------------------------------------------------------------------

// The hooks of addaudithook lie in the module under a name that nobody else uses.
static own_value audit_hooks(struct ouro *rt, bool make)
{
    ref_value found = sys_get(rt, "_audit_hooks");
    if (!is_nothing(found) || !make) {
        return is_nothing(found) ? own_stop : retain(found);
    }
    own_value list = list_new(rt, 0);
    if (!failed(list) && !module_set(rt, slot_get(rt->library->sys), "_audit_hooks", retain(lend(list)))) {
        release(rt, list);
        return own_nothing;
    }
    return list;
}

METHOD(sys_audit)
{
    if (count == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "audit() missing 1 required positional argument: 'event'");
    }
    own_value hooks = audit_hooks(rt, false);
    if (failed(hooks) || is_stop(lend(hooks))) {
        return failed(hooks) ? own_nothing : own_none;
    }
    if (!is_str(rt, args[0])) {
        release(rt, hooks);
        return error_raise(rt, TYPE_TYPE_ERROR, "expected str for argument 'event', not %T", args[0]);
    }
    own_value rest = tuple_from(rt, args + 1, count - 1);
    bool done = !failed(rest);
    for (uint64_t i = 0; done && is_list(rt, lend(hooks)) && i < as_list(lend(hooks))->length; i++) {
        own_value hook = retain(list_item(lend(hooks), i));
        ref_value const two[] = {args[0], lend(rest)};
        own_value result = operation_call(rt, lend(hook), two, 2, ref_nothing);
        done = !failed(result);
        release(rt, result);
        release(rt, hook);
    }
    release(rt, rest);
    release(rt, hooks);
    return done ? own_none : own_nothing;
}

METHOD(sys_addaudithook)
{
    static char const *const names[] = {"hook"};
    static struct signature const signature = {"addaudithook", names, 1, 1, 0, 1};
    ref_value given[1];
    own_value hooks = arguments_bind(rt, &signature, args, count, kwnames, given) ? audit_hooks(rt, true) : own_nothing;
    bool done = !failed(hooks) && is_list(rt, lend(hooks)) && list_append(rt, as_list(lend(hooks)), retain(given[0]));
    release(rt, hooks);
    return done ? own_none : own_nothing;
}

METHOD(sys_getswitchinterval)
{
    return float_new(rt, 0.005);
}

METHOD(sys_setswitchinterval)
{
    double seconds;
    if (!operation_double(rt, args[0], &seconds)) {
        return own_nothing;
    }
    return seconds > 0 ? own_none // one thread runs a runtime: there is nothing to switch
                       : error_raise(rt, TYPE_VALUE_ERROR, "switch interval must be strictly positive");
}

METHOD(sys_get_none)
{
    (void)rt;
    return own_none;
}

METHOD(sys_settrace)
{
    return is_none(args[0]) ? own_none
                            : error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "trace functions are not supported yet");
}

METHOD(sys_getfilesystemencodeerrors)
{
    return str_from(rt, "surrogateescape");
}

#define FUNCTION(identifier, least, most, flags, doc)                                                       \
    static struct native_definition const identifier##_definition = {                                       \
        #identifier, sys_##identifier, least, most, flags, doc};                                            \
    static own_value make_##identifier(struct ouro *rt)                                                     \
    {                                                                                                       \
        return native_new(rt, &identifier##_definition, slot_get(rt->library->sys), name_of(rt, NAME_sys)); \
    }
#define sys_gettrace sys_get_none
#define sys_getprofile sys_get_none
#define sys_setprofile sys_settrace
FUNCTION(audit, 0, -1, 0, "Passes the event to any hooks that are attached.")
FUNCTION(addaudithook, 0, -1, NATIVE_KEYWORDS, "Adds a new audit hook callback.")
FUNCTION(getswitchinterval, 0, 0, 0, "Return the current thread switch interval.")
FUNCTION(setswitchinterval, 1, 1, 0, "Set the ideal thread switching delay inside the Python interpreter.")
FUNCTION(gettrace, 0, 0, 0, "Return the global debug tracing function set with sys.settrace.")
FUNCTION(settrace, 1, 1, 0, "Set the global debug tracing function.")
FUNCTION(getprofile, 0, 0, 0, "Return the profiling function set with sys.setprofile.")
FUNCTION(setprofile, 1, 1, 0, "Set the profiling function.")
FUNCTION(getfilesystemencodeerrors, 0, 0, 0, "Return the error mode used for Unicode to OS filename conversion.")

struct module_lazy const sys_lazy[] = {
    {"meta_path", make_meta_path},
    {"path_hooks", make_path_hooks},
    {"path_importer_cache", dict_new},
    {"version_info", make_version_info},
    {"flags", make_flags},
    {"float_info", make_float_info},
    {"int_info", make_int_info},
    {"hash_info", make_hash_info},
    {"thread_info", make_thread_info},
    {"implementation", make_implementation},
    {"stdlib_module_names", make_stdlib_module_names},
    {"builtin_module_names", make_builtin_module_names},
    {"prefix", make_prefix},
    {"exec_prefix", make_prefix},
    {"base_prefix", make_prefix},
    {"base_exec_prefix", make_prefix},
    {"copyright", make_copyright},
    {"api_version", make_api_version},
    {"float_repr_style", make_float_repr_style},
    {"platlibdir", make_platlibdir},
    {"abiflags", make_empty_text},
    {"pycache_prefix", make_none},
    {"_xoptions", dict_new},
    {"audit", make_audit},
    {"addaudithook", make_addaudithook},
    {"getswitchinterval", make_getswitchinterval},
    {"setswitchinterval", make_setswitchinterval},
    {"gettrace", make_gettrace},
    {"settrace", make_settrace},
    {"getprofile", make_getprofile},
    {"setprofile", make_setprofile},
    {"getfilesystemencodeerrors", make_getfilesystemencodeerrors},
    {NULL, NULL},
};
