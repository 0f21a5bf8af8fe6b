// SPDX-License-Identifier: MIT
// Floor 7: modules. What this floor keeps per runtime, the table of modules in C, imports, and the services that the
// program and the embedding interface stand on: running a main program, printing exceptions, standard streams.
#ifndef OURO_LIB_LIBRARY_H
#define OURO_LIB_LIBRARY_H

#include "object/module.h"
#include "object/type.h"

// X(identifier, "name"): modules in C; each has `own_value <identifier>_module_open(struct ouro *rt)` giving a new
// module object, called at its first import. Python halves (src/lib/python/NAME.py) are embedded at build.
#define NATIVE_MODULES(X)          \
    X(builtins, "builtins")        \
    X(sys, "sys")                  \
    X(gc, "gc")                    \
    X(weakref, "_weakref")         \
    X(abc, "_abc")                 \
    X(warnings, "_warnings")       \
    X(types, "_types")             \
    X(traceback, "_traceback")     \
    X(time, "time")                \
    X(io, "_io")                   \
    X(itertools, "itertools")      \
    X(math, "math")                \
    X(cmath, "cmath")              \
    X(imp, "_imp")                 \
    X(posix, "posix")              \
    X(errno, "errno")              \
    X(array, "array")              \
    X(struct, "_struct")           \
    X(operator, "_operator")       \
    X(functools, "_functools")     \
    X(collections, "_collections") \
    X(heapq, "_heapq")             \
    X(bisect, "_bisect")           \
    X(random, "_random")           \
    X(sha512, "_sha512")           \
    X(json, "_json")               \
    X(string, "_string")           \
    X(codecs, "_codecs")

// How the program was started; zero is the default.
struct library_options {
    bool ignore_environment; // -E
    bool isolated;           // -I
    bool safe_path;          // -P: the program's folder is no part of sys.path
    bool no_site;            // -S
    char const *executable;  // sys.executable, or NULL
    int original_count;      // sys.orig_argv
    char const *const *original_arguments;
    size_t warning_count; // -W
    char const *const *warnings;
};

// The references that this floor keeps: X(name). sys and builtins are the last to go.
#define LIBRARY_SLOTS(X)                                                                       \
    X(modules)      /* sys.modules, a dict */                                                  \
    X(gc_callbacks) /* lists of the module gc */                                               \
    X(gc_garbage)                                                                              \
    X(main_directory)  /* str: sys.path[0] */                                                  \
    X(exit_functions)  /* list of callables, run newest first */                               \
    X(warning_filters) /* what the module _warnings begins with; nothing: made at first use */ \
    X(warning_once)    /* dict */                                                              \
    X(struct_error)    /* class struct.error once it was asked for */                          \
    X(struct_format)   /* the str that struct's functions took last, and its layout */         \
    X(struct_layout)                                                                           \
    X(async_begin) /* sys.set_asyncgen_hooks: firstiter and finalizer, or nothing */           \
    X(async_finalizer)                                                                         \
    X(async_hooks_class) /* class of what sys.get_asyncgen_hooks gives, once asked for */      \
    X(sys)               /* module */                                                          \
    X(builtins)          /* module */

struct library {
#define X(name) slot_value name;
    LIBRARY_SLOTS(X)
#undef X
    uint64_t warning_filters_version; // moves when the filters change: registries of modules from before are void
    uint64_t abc_token;               // moves with every ABCMeta.register: negative caches from before are void
    bool finalizing;
    bool dropped; // see library_finish
    struct library_options options;
    void *streams; // io.c: standard streams' state
    // The host's way to modules: their source by full name, or NULL. 1 found, 0 not, -1 an error is pending. What it
    // gives is owned: *text bytes, *filename str.
    int (*host_source)(struct ouro *rt, ref_value name, own_value *text, own_value *filename, bool *is_package);
};

// Makes builtins, sys and the standard streams, and fills the hooks that lower floors left open. false: error pending
// or no memory.
OURO_MUST_USE bool library_open(struct ouro *rt);
// sys.argv, from the program's name on; sys.path[0]; flags.
OURO_MUST_USE bool library_set_arguments(struct ouro *rt, int count, char const *const *arguments);
// PYTHONPATH and what else the options say. Call after library_set_arguments.
OURO_MUST_USE bool library_set_options(struct ouro *rt, struct library_options const *options);
// Ends the Python world as CPython does: atexit functions, flush, __main__ and the other modules cleared in its order,
// a full collection. Runs finalizers; reports their errors. may_drop: the runtime is closed at once; where nobody could
// tell the difference nothing is cleared then, all goes with the heap (library->dropped; not in check builds, which
// look for what is left over).
void library_finish(struct ouro *rt, bool may_drop);
void library_close(struct ouro *rt);

// Runs source as module __main__. filename: for tracebacks (UTF-8). Result of the run: true, or false with the
// exception pending.
OURO_MUST_USE bool library_run_main(struct ouro *rt, char const *source, size_t size, char const *filename);
// The namespace of the module __main__, which is made if it is not there. Owned dict or nothing.
own_value library_main(struct ouro *rt);
// Runs a module by its name as __main__ (-m). directory: NULL, or a folder whose module __main__ is meant; it becomes
// sys.path[0].
OURO_MUST_USE bool library_run_module(struct ouro *rt, char const *name, char const *directory);
// What CPython does with an exception that ends the program: SystemExit gives its status (message printed), others are
// printed through sys.excepthook with status 1. Takes the pending exception. Flushes standard output.
int library_handle_exit(struct ouro *rt);
// Flushes sys.stdout and sys.stderr. Result: 0, or the exit status when standard output could not be written
// (reported).
int library_flush(struct ouro *rt);
// Prints an exception with its causes and traceback to standard error, as CPython 3.11 does, carets included.
void library_print_exception(struct ouro *rt, ref_value exception);
own_value library_import(struct ouro *rt, ref_value name, ref_value globals, ref_value fromlist, int64_t level);

#endif
