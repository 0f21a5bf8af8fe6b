// SPDX-License-Identifier: MIT
// What the modules of this floor share: standard error for messages of the runtime, hooks they install in lower floors.
#ifndef OURO_LIB_SERVICES_H
#define OURO_LIB_SERVICES_H

#include "lib/library.h"

// Writes UTF-8 text to sys.stderr, or to descriptor 2 when that is gone or fails. Leaves a pending error as it is.
void service_write_error(struct ouro *rt, char const *text);

// gc_module.c: the collector's events, garbage list and debug output.
void gc_module_install_hooks(struct ouro *rt);
// unraisable.c: "Exception ignored in ...", through sys.unraisablehook.
void unraisable_install_hooks(struct ouro *rt);
// warnings_module.c: the doors of object/warning.h.
void warnings_install_hooks(struct ouro *rt);
// sys.warnoptions: the comma-separated items of PYTHONWARNINGS (NULL: not set), then those of -W. If there are any,
// `warnings` is imported, which makes filters of them. false: an exception is pending.
OURO_MUST_USE bool warnings_set_options(struct ouro *rt, char const *variable, char const *const *options,
                                        size_t count);
// codecs_module.c: codecs and error handlers that programs register, kept by the Python half `codecs`.
void codecs_install_hooks(struct ouro *rt);
// sys_coroutines.c: hooks of asynchronous generators, the warning about coroutines that nobody awaited.
void coroutines_install_hooks(struct ouro *rt);
native_fn sys_set_asyncgen_hooks, sys_get_asyncgen_hooks, sys_set_origin_depth, sys_get_origin_depth;
native_fn sys_unraisablehook; // the default sys.unraisablehook
// memory_report.c: sys._debugmallocstats.
native_fn sys_debugmallocstats;
// sys_facts.c: what sys makes when it is asked for.
extern struct module_lazy const sys_lazy[];
// sys_module.c: sys.argv and sys.path[0].
OURO_MUST_USE bool sys_set_arguments(struct ouro *rt, ref_value argv, ref_value directory);
// sys.executable, sys.orig_argv and what else comes from the options of the library.
OURO_MUST_USE bool sys_set_options(struct ouro *rt);
// A str from bytes of the host (arguments, file names): UTF-8, other bytes as lone surrogates (surrogateescape).
own_value str_decode_host(struct ouro *rt, char const *bytes);
// What the namespaces of builtins and sys hold when somebody asks (object/state.h, dict_provide), and making a whole of
// them.
own_value builtins_provide(struct ouro *rt, ref_value name);
OURO_MUST_USE bool builtins_complete(struct ouro *rt, ref_value dict);
own_value sys_provide(struct ouro *rt, ref_value name);
OURO_MUST_USE bool sys_complete(struct ouro *rt, ref_value dict);
// Looks a name up, so that it is in the dict. false: an error is pending.
OURO_MUST_USE bool service_bring_in(struct ouro *rt, ref_value dict, char const *name);
// io_module.c: standard stream 0, 1 or 2, which is made; None when the descriptor is closed.
own_value io_standard(struct ouro *rt, int descriptor);
// An attribute of the module sys by name, lent; nothing when it is not there.
ref_value sys_get(struct ouro *rt, char const *name);
// The same, with MemoryError pending when it could not be made.
ref_value sys_find(struct ouro *rt, char const *name);
// Is the name one that sys_get would first have to make?
bool sys_would_make(struct ouro *rt, enum name_number name);
// weakref_module.c: functions to run at the program's end (_weakref.at_exit); newest first. Errors are printed.
void exit_functions_run(struct ouro *rt);

#endif
