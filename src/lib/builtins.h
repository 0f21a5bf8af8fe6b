// SPDX-License-Identifier: MIT
// The functions of builtins that other files of this floor write.
#ifndef OURO_LIB_BUILTINS_H
#define OURO_LIB_BUILTINS_H

#include "object/bytes.h"
#include "object/type.h"

native_fn builtin_import;  // import.c
native_fn builtin_compile; // builtins_code.c
native_fn builtin_eval;
native_fn builtin_exec;
native_fn builtin_input; // io_module.c
native_fn builtin_print;
native_fn builtin_open;
native_fn builtin_dir; // builtins_module.c

#endif
