// SPDX-License-Identifier: MIT
// What the files of the module posix share.
#ifndef OURO_LIB_POSIX_H
#define OURO_LIB_POSIX_H

#include "lib/path_argument.h"
#include "os/path.h"

#define POSIX_FUNCTION(name) own_value name(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)

// What the module keeps between its functions: in its namespace, under names that begin with an underscore.
own_value posix_stat_result(struct ouro *rt, struct os_status const *status);
// An instance of the struct sequence class that lies in the module under `name`.
own_value posix_sequence(struct ouro *rt, char const *name, own_value *values, uint32_t count);
OURO_MUST_USE bool posix_add_classes(struct ouro *rt, ref_value module);

// An int argument that has to fit a C int.
OURO_MUST_USE bool posix_int(struct ouro *rt, ref_value v, int *out);
// `dir_fd` and the like, which only their defaults are taken for. false: NotImplementedError.
OURO_MUST_USE bool posix_only_none(struct ouro *rt, char const *function, char const *name, ref_value v);
OURO_MUST_USE bool posix_truth(struct ouro *rt, ref_value v, bool otherwise, bool *out); // v may be nothing
own_value posix_done(struct ouro *rt, int error); // None, or OSError without a file name

extern struct native_definition const posix_path_functions[];
extern struct native_definition const posix_descriptor_functions[];
extern struct native_definition const posix_process_functions[];
POSIX_FUNCTION(posix_listdir);
POSIX_FUNCTION(posix_scandir);
OURO_MUST_USE bool posix_folder_types(struct ouro *rt);

#endif
