// SPDX-License-Identifier: MIT
// The module posix, the C half of os: its classes, constants, environ; what its files share.
#include "lib/grants.h"
#include "lib/module_types.h"
#include "lib/posix.h"

#include "lib/import.h"
#include "lib/services.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "os/environment.h"

#include <string.h>

#define SECOND INT64_C(1000000000)

// Shared helpers ------------------------------------------------------------------------------------------------------

bool posix_int(struct ouro *rt, ref_value v, int *out)
{
    int64_t n;
    if (is_float(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "'float' object cannot be interpreted as an integer");
        return false;
    }
    if (!operation_index_int64(rt, v, &n, TYPE_OVERFLOW_ERROR)) {
        return false;
    }
    if (n > INT32_MAX || n < INT32_MIN) {
        error_raise(rt, TYPE_OVERFLOW_ERROR,
                    n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
        return false;
    }
    *out = (int)n;
    return true;
}

bool posix_only_none(struct ouro *rt, char const *function, char const *name, ref_value v)
{
    if (is_nothing(v) || is_none(v)) {
        return true;
    }
    error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "%s: %s unavailable on this platform", function, name);
    return false;
}

bool posix_truth(struct ouro *rt, ref_value v, bool otherwise, bool *out)
{
    int truth = is_nothing(v) ? otherwise : operation_truth(rt, v);
    *out = truth > 0;
    return truth >= 0;
}

own_value posix_done(struct ouro *rt, int error)
{
    return error == 0 ? own_none : error_raise_os(rt, error, ref_nothing, ref_nothing);
}

// Classes -------------------------------------------------------------------------------------------------------------

static struct struct_sequence_field const stat_fields[] = {
    {"st_mode", "protection bits"},
    {"st_ino", "inode"},
    {"st_dev", "device"},
    {"st_nlink", "number of hard links"},
    {"st_uid", "user ID of owner"},
    {"st_gid", "group ID of owner"},
    {"st_size", "total size, in bytes"},
    {"", NULL},
    {"", NULL},
    {"", NULL},
    {"st_atime", "time of last access"},
    {"st_mtime", "time of last modification"},
    {"st_ctime", "time of last change"},
    {"st_atime_ns", "time of last access in nanoseconds"},
    {"st_mtime_ns", "time of last modification in nanoseconds"},
    {"st_ctime_ns", "time of last change in nanoseconds"},
    {"st_blksize", "blocksize for filesystem I/O"},
    {"st_blocks", "number of blocks allocated"},
    {"st_rdev", "device type (if inode device)"},
    {NULL, NULL},
};
static struct struct_sequence_field const uname_fields[] = {
    {"sysname", "operating system name"},    {"nodename", "name of machine on network (implementation-defined)"},
    {"release", "operating system release"}, {"version", "operating system version"},
    {"machine", "hardware identifier"},      {NULL, NULL},
};
static struct struct_sequence_field const times_fields[] = {
    {"user", "user time"},
    {"system", "system time"},
    {"children_user", "user time of children"},
    {"children_system", "system time of children"},
    {"elapsed", "elapsed time since an arbitrary point in the past"},
    {NULL, NULL},
};
static struct struct_sequence_field const terminal_fields[] = {
    {"columns", "width of the terminal window in characters"},
    {"lines", "height of the terminal window in characters"},
    {NULL, NULL},
};
static struct struct_sequence_definition const classes[] = {
    {"os.stat_result", "What stat() gives: the status of a file.", stat_fields, 10, false},
    {"posix.uname_result", "What uname() gives: the system's names.", uname_fields, 5, false},
    {"posix.times_result", "What times() gives: the times that the process has used.", times_fields, 5, false},
    {"os.terminal_size", "A tuple of (columns, lines) for holding terminal window size", terminal_fields, 2, false},
};

bool posix_add_classes(struct ouro *rt, ref_value module)
{
    bool done = true;
    for (size_t i = 0; done && i < sizeof classes / sizeof *classes; i++) {
        done = module_set(rt, module, strrchr(classes[i].name, '.') + 1, struct_sequence_class_new(rt, &classes[i]));
    }
    return done;
}

own_value posix_sequence(struct ouro *rt, char const *name, own_value *values, uint32_t count)
{
    own_value module = import_module(rt, "posix");
    own_value key = failed(module) ? own_nothing : str_from(rt, name);
    own_value class = failed(key) ? own_nothing : operation_get_attribute(rt, lend(module), lend(key));
    own_value made = own_nothing;
    if (!failed(class)) {
        made = struct_sequence_new(rt, lend(class), values, count);
    } else {
        for (uint32_t i = 0; i < count; i++) {
            release(rt, give(values[i]));
        }
    }
    release(rt, class);
    release(rt, key);
    release(rt, module);
    return made;
}

static int64_t whole_seconds(int64_t t)
{
    return t / SECOND - (t % SECOND < 0);
}

static own_value seconds(struct ouro *rt, int64_t t)
{
    int64_t whole = whole_seconds(t);
    return float_new(rt, (double)whole + 1e-9 * (double)(t - whole * SECOND));
}

own_value posix_stat_result(struct ouro *rt, struct os_status const *s)
{
    own_value values[] = {own_small_int(s->mode),
                          int_from_uint64(rt, s->inode),
                          int_from_uint64(rt, s->device),
                          int_from_uint64(rt, s->links),
                          own_small_int(s->user),
                          own_small_int(s->group),
                          int_from_int64(rt, s->size),
                          int_from_int64(rt, whole_seconds(s->accessed)),
                          int_from_int64(rt, whole_seconds(s->modified)),
                          int_from_int64(rt, whole_seconds(s->changed)),
                          seconds(rt, s->accessed),
                          seconds(rt, s->modified),
                          seconds(rt, s->changed),
                          int_from_int64(rt, s->accessed),
                          int_from_int64(rt, s->modified),
                          int_from_int64(rt, s->changed),
                          int_from_int64(rt, s->block_size),
                          int_from_int64(rt, s->blocks),
                          int_from_uint64(rt, s->special_device)};
    return posix_sequence(rt, "stat_result", values, sizeof values / sizeof *values);
}

// The module ----------------------------------------------------------------------------------------------------------

// environ: bytes to bytes, as the process has it now.
static own_value environment(struct ouro *rt)
{
    own_value dict = dict_new(rt);
    char const *entry;
    for (size_t i = 0; granted(rt, ALLOW_ENVIRONMENT) && !failed(dict) && (entry = os_environment_at(i)) != NULL; i++) {
        char const *equals = strchr(entry, '=');
        if (equals == NULL) {
            continue;
        }
        own_value name = bytes_new(rt, entry, (size_t)(equals - entry));
        own_value value = failed(name) ? own_nothing : bytes_new(rt, equals + 1, strlen(equals + 1));
        own_value result = own_nothing;
        bool done = !failed(value) && dict_set_default(rt, lend(dict), lend(name), lend(value), &result);
        release(rt, result);
        release(rt, value);
        release(rt, name);
        if (!done) {
            release(rt, give(dict));
        }
    }
    return dict;
}

static bool add_all(struct ouro *rt, ref_value module)
{
    static struct native_definition const *const tables[] = {posix_path_functions, posix_descriptor_functions,
                                                             posix_process_functions};
    // What even a program without files may call.
    static char const *const harmless[] = {"fspath", "strerror", "urandom", "cpu_count", "times", "uname", NULL};
    bool done = posix_folder_types(rt) && posix_add_classes(rt, module) &&
                module_set(rt, module, "environ", environment(rt)) &&
                module_set(rt, module, "error", retain(ref_object(type_by_number(rt, TYPE_OS_ERROR)))) &&
                module_set(rt, module, "DirEntry", retain(ref_object(type_by_number(rt, TYPE_DIR_ENTRY))));
    for (size_t i = 0; done && i < sizeof tables / sizeof *tables; i++) {
        done = module_add_functions(rt, module, tables[i]) &&
               (granted(rt, ALLOW_FILES) || grant_replace(rt, module, tables[i], harmless));
    }
    for (struct os_constant const *c = os_constants; done && c->name != NULL; c++) {
        done = module_set(rt, module, c->name, int_from_int64(rt, c->value));
    }
    return done;
}

own_value posix_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "posix", NULL, NULL);
    if (!failed(module) && !add_all(rt, lend(module))) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}

own_value errno_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "errno", NULL, NULL);
    own_value codes = failed(module) ? own_nothing : dict_new(rt);
    bool done = !failed(codes);
    for (struct os_constant const *c = os_error_codes; done && c->name != NULL; c++) {
        own_value text = str_from(rt, c->name);
        done = !failed(text) && module_set(rt, lend(module), c->name, own_small_int(c->value)) &&
               dict_set(rt, lend(codes), ref_from_bits(own_small_int(c->value).bits), lend(text));
        release(rt, text);
    }
    if (!done || !module_set(rt, lend(module), "errorcode", retain(lend(codes)))) {
        release(rt, give(module));
    }
    release(rt, codes);
    return module;
}
