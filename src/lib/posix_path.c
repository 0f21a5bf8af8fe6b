// SPDX-License-Identifier: MIT
// posix: functions on paths.
#include "lib/library.h"
#include "lib/posix.h"
#include "lib/services.h"
#include "object/container.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "os/file.h"

#include <math.h>
#include <string.h>

#define FUNCTION(name) static POSIX_FUNCTION(name)
#define UNUSED (void)rt, (void)args, (void)count, (void)kwnames

// A function's only path, and what the system said of it.
static own_value finish(struct ouro *rt, int error, struct path_argument *path)
{
    own_value result = error == 0 ? own_none : path_error(rt, error, path);
    path_release(rt, path);
    return result;
}

static own_value finish_two(struct ouro *rt, int error, struct path_argument *from, struct path_argument *to)
{
    own_value result = error == 0 ? own_none : error_raise_os(rt, error, lend(from->value), lend(to->value));
    path_release(rt, from);
    path_release(rt, to);
    return result;
}

// Status --------------------------------------------------------------------------------------------------------------

static own_value status_of(struct ouro *rt, char const *function, ref_value v, bool follow, unsigned flags)
{
    struct path_argument path;
    if (!path_take(rt, v, function, "path", flags, &path)) {
        return own_nothing;
    }
    struct os_status status;
    int error = path.descriptor >= 0 || (flags & PATH_DESCRIPTOR && is_index(rt, v))
                    ? os_descriptor_status(path.descriptor, &status)
                    : os_path_status(path.text, follow, &status);
    own_value result = error == 0 ? posix_stat_result(rt, &status) : path_error(rt, error, &path);
    path_release(rt, &path);
    return result;
}

FUNCTION(posix_stat)
{
    static char const *const names[] = {"path", "dir_fd", "follow_symlinks"};
    static struct signature const signature = {"stat", names, 3, 1, 0, 1};
    ref_value given[3];
    bool follow;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, "stat", "dir_fd", given[1]) || !posix_truth(rt, given[2], true, &follow)) {
        return own_nothing;
    }
    return status_of(rt, "stat", given[0], follow, PATH_DESCRIPTOR);
}

FUNCTION(posix_lstat)
{
    static char const *const names[] = {"path", "dir_fd"};
    static struct signature const signature = {"lstat", names, 2, 1, 0, 1};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, "lstat", "dir_fd", given[1])) {
        return own_nothing;
    }
    return status_of(rt, "lstat", given[0], false, 0);
}

FUNCTION(posix_access)
{
    static char const *const names[] = {"path", "mode", "dir_fd", "effective_ids", "follow_symlinks"};
    static struct signature const signature = {"access", names, 5, 2, 0, 2};
    ref_value given[5];
    int mode;
    bool effective, follow;
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) || !posix_int(rt, given[1], &mode) ||
        !posix_only_none(rt, "access", "dir_fd", given[2]) || !posix_truth(rt, given[3], false, &effective) ||
        !posix_truth(rt, given[4], true, &follow) || !path_take(rt, given[0], "access", "path", 0, &path)) {
        return own_nothing;
    }
    int error = os_path_access(path.text, mode, effective, follow);
    path_release(rt, &path);
    return own_bool(error == 0);
}

// Folders and removing ------------------------------------------------------------------------------------------------

FUNCTION(posix_mkdir)
{
    static char const *const names[] = {"path", "mode", "dir_fd"};
    static struct signature const signature = {"mkdir", names, 3, 1, 0, 2};
    ref_value given[3];
    int mode = 0777;
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        (!is_nothing(given[1]) && !posix_int(rt, given[1], &mode)) ||
        !posix_only_none(rt, "mkdir", "dir_fd", given[2]) || !path_take(rt, given[0], "mkdir", "path", 0, &path)) {
        return own_nothing;
    }
    return finish(rt, os_path_make_folder(path.text, (unsigned)mode), &path);
}

// Functions of one path and dir_fd.
static own_value simple(struct ouro *rt, char const *name, int (*call)(char const *), ref_value const *args,
                        uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"path", "dir_fd"};
    struct signature const signature = {name, names, 2, 1, 0, 1};
    ref_value given[2];
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, name, "dir_fd", given[1]) || !path_take(rt, given[0], name, "path", 0, &path)) {
        return own_nothing;
    }
    return finish(rt, call(path.text), &path);
}

FUNCTION(posix_rmdir)
{
    return simple(rt, "rmdir", os_path_remove_folder, args, count, kwnames);
}
FUNCTION(posix_unlink)
{
    return simple(rt, "unlink", os_path_remove, args, count, kwnames);
}
FUNCTION(posix_remove)
{
    return simple(rt, "remove", os_path_remove, args, count, kwnames);
}

FUNCTION(posix_chdir)
{
    static char const *const names[] = {"path"};
    static struct signature const signature = {"chdir", names, 1, 1, 0, 1};
    ref_value given[1];
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !path_take(rt, given[0], "chdir", "path", PATH_DESCRIPTOR, &path)) {
        return own_nothing;
    }
    return finish(rt,
                  failed(path.bytes) ? os_descriptor_change_folder(path.descriptor) : os_path_change_folder(path.text),
                  &path);
}

static own_value working_folder(struct ouro *rt, bool is_bytes)
{
    char place[4096];
    int error = os_path_working_folder(place, sizeof place);
    return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : path_name(rt, place, is_bytes);
}
FUNCTION(posix_getcwd)
{
    UNUSED;
    return working_folder(rt, false);
}
FUNCTION(posix_getcwdb)
{
    UNUSED;
    return working_folder(rt, true);
}

// Two paths -----------------------------------------------------------------------------------------------------------

static bool take_two(struct ouro *rt, char const *function, ref_value const *given, struct path_argument *from,
                     struct path_argument *to)
{
    if (!path_take(rt, given[0], function, "src", 0, from)) {
        return false;
    }
    if (!path_take(rt, given[1], function, "dst", 0, to)) {
        path_release(rt, from);
        return false;
    }
    return true;
}

static own_value move(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"src", "dst", "src_dir_fd", "dst_dir_fd"};
    struct signature const signature = {name, names, 4, 2, 0, 2};
    ref_value given[4];
    struct path_argument from, to;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, name, "src_dir_fd and dst_dir_fd", given[2]) ||
        !posix_only_none(rt, name, "src_dir_fd and dst_dir_fd", given[3]) || !take_two(rt, name, given, &from, &to)) {
        return own_nothing;
    }
    return finish_two(rt, os_path_rename(from.text, to.text), &from, &to);
}
FUNCTION(posix_rename)
{
    return move(rt, "rename", args, count, kwnames);
}
FUNCTION(posix_replace)
{
    return move(rt, "replace", args, count, kwnames);
}

FUNCTION(posix_link)
{
    static char const *const names[] = {"src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"};
    static struct signature const signature = {"link", names, 5, 2, 0, 2};
    ref_value given[5];
    struct path_argument from, to;
    bool follow;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, "link", "src_dir_fd and dst_dir_fd", given[2]) ||
        !posix_only_none(rt, "link", "src_dir_fd and dst_dir_fd", given[3]) ||
        !posix_truth(rt, given[4], true, &follow) || !take_two(rt, "link", given, &from, &to)) {
        return own_nothing;
    }
    // As CPython: plain link(), which does not follow, unless it was told not to follow.
    return finish_two(rt, os_path_link(from.text, to.text, false), &from, &to);
}

FUNCTION(posix_symlink)
{
    static char const *const names[] = {"src", "dst", "target_is_directory", "dir_fd"};
    static struct signature const signature = {"symlink", names, 4, 2, 0, 3};
    ref_value given[4];
    struct path_argument from, to;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, "symlink", "dir_fd", given[3]) || !take_two(rt, "symlink", given, &from, &to)) {
        return own_nothing;
    }
    return finish_two(rt, os_path_symlink(from.text, to.text), &from, &to);
}

FUNCTION(posix_readlink)
{
    static char const *const names[] = {"path", "dir_fd"};
    static struct signature const signature = {"readlink", names, 2, 1, 0, 1};
    ref_value given[2];
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !posix_only_none(rt, "readlink", "dir_fd", given[1]) ||
        !path_take(rt, given[0], "readlink", "path", 0, &path)) {
        return own_nothing;
    }
    char text[4096];
    int error = os_path_read_link(path.text, text, sizeof text);
    own_value result = error != 0 ? path_error(rt, error, &path) : path_name(rt, text, path.is_bytes);
    path_release(rt, &path);
    return result;
}

// Changing ------------------------------------------------------------------------------------------------------------

FUNCTION(posix_chmod)
{
    static char const *const names[] = {"path", "mode", "dir_fd", "follow_symlinks"};
    static struct signature const signature = {"chmod", names, 4, 2, 0, 2};
    ref_value given[4];
    int mode;
    bool follow;
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) || !posix_int(rt, given[1], &mode) ||
        !posix_only_none(rt, "chmod", "dir_fd", given[2]) || !posix_truth(rt, given[3], true, &follow) ||
        !path_take(rt, given[0], "chmod", "path", PATH_DESCRIPTOR, &path)) {
        return own_nothing;
    }
    return finish(rt,
                  failed(path.bytes) ? os_descriptor_change_mode(path.descriptor, (unsigned)mode)
                                     : os_path_change_mode(path.text, (unsigned)mode, follow),
                  &path);
}

FUNCTION(posix_chown)
{
    static char const *const names[] = {"path", "uid", "gid", "dir_fd", "follow_symlinks"};
    static struct signature const signature = {"chown", names, 5, 3, 0, 3};
    ref_value given[5];
    int user, group;
    bool follow;
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) || !posix_int(rt, given[1], &user) ||
        !posix_int(rt, given[2], &group) || !posix_only_none(rt, "chown", "dir_fd", given[3]) ||
        !posix_truth(rt, given[4], true, &follow) || !path_take(rt, given[0], "chown", "path", 0, &path)) {
        return own_nothing;
    }
    return finish(rt, os_path_change_owner(path.text, user, group, follow), &path);
}

FUNCTION(posix_truncate)
{
    static char const *const names[] = {"path", "length"};
    static struct signature const signature = {"truncate", names, 2, 2, 0, 2};
    ref_value given[2];
    int64_t size;
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !operation_index_int64(rt, given[1], &size, TYPE_OVERFLOW_ERROR) ||
        !path_take(rt, given[0], "truncate", "path", PATH_DESCRIPTOR, &path)) {
        return own_nothing;
    }
    return finish(rt, failed(path.bytes) ? os_file_truncate(path.descriptor, size) : os_path_truncate(path.text, size),
                  &path);
}

// Seconds, a whole number or not, as nanoseconds.
static bool take_time(struct ouro *rt, ref_value v, int64_t *out)
{
    if (is_float(rt, v)) {
        double d = float_number(v), whole = floor(d);
        if (isnan(d)) {
            error_raise(rt, TYPE_VALUE_ERROR, "Invalid value NaN (not a number)");
            return false;
        }
        if (!(fabs(d) < 9.2e9)) {
            error_raise(rt, TYPE_OVERFLOW_ERROR, "timestamp out of range for platform time_t");
            return false;
        }
        *out = (int64_t)whole * 1000000000 + (int64_t)floor((d - whole) * 1e9);
        return true;
    }
    int64_t n;
    if (!operation_index_int64(rt, v, &n, TYPE_OVERFLOW_ERROR)) {
        return false;
    }
    if (__builtin_mul_overflow(n, 1000000000, out)) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "timestamp out of range for platform time_t");
        return false;
    }
    return true;
}

static bool take_times(struct ouro *rt, ref_value times, ref_value ns, bool *now, int64_t out[2])
{
    bool has_times = !is_nothing(times) && !is_none(times), has_ns = !is_nothing(ns);
    *now = !has_times && !has_ns;
    if (has_times && has_ns) {
        error_raise(rt, TYPE_VALUE_ERROR, "utime: you may specify either 'times' or 'ns' but not both");
        return false;
    }
    ref_value pair = has_times ? times : ns;
    if (*now) {
        return true;
    }
    if (!is_tuple(rt, pair) || as_tuple(pair)->length != 2) {
        error_raise(rt, TYPE_TYPE_ERROR,
                    has_times ? "utime: 'times' must be either a tuple of two ints or None"
                              : "utime: 'ns' must be a tuple of two ints");
        return false;
    }
    for (size_t i = 0; i < 2; i++) {
        ref_value item = tuple_item(pair, i);
        if (!(has_times ? take_time(rt, item, &out[i])
                        : operation_index_int64(rt, item, &out[i], TYPE_OVERFLOW_ERROR))) {
            return false;
        }
    }
    return true;
}

FUNCTION(posix_utime)
{
    static char const *const names[] = {"path", "times", "ns", "dir_fd", "follow_symlinks"};
    static struct signature const signature = {"utime", names, 5, 1, 0, 2};
    ref_value given[5];
    bool follow, now;
    int64_t times[2] = {0, 0};
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !take_times(rt, given[1], given[2], &now, times) || !posix_only_none(rt, "utime", "dir_fd", given[3]) ||
        !posix_truth(rt, given[4], true, &follow) ||
        !path_take(rt, given[0], "utime", "path", PATH_DESCRIPTOR, &path)) {
        return own_nothing;
    }
    return finish(rt,
                  failed(path.bytes) ? os_descriptor_set_times(path.descriptor, now, times[0], times[1])
                                     : os_path_set_times(path.text, follow, now, times[0], times[1]),
                  &path);
}

FUNCTION(posix_open)
{
    static char const *const names[] = {"path", "flags", "mode", "dir_fd"};
    static struct signature const signature = {"open", names, 4, 2, 0, 3};
    ref_value given[4];
    int flags, mode = 0777, descriptor;
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) || !posix_int(rt, given[1], &flags) ||
        (!is_nothing(given[2]) && !posix_int(rt, given[2], &mode)) ||
        !posix_only_none(rt, "open", "dir_fd", given[3]) || !path_take(rt, given[0], "open", "path", 0, &path)) {
        return own_nothing;
    }
    int error = os_file_open_raw(path.text, flags, (unsigned)mode, &descriptor);
    own_value result = error == 0 ? own_small_int(descriptor) : path_error(rt, error, &path);
    path_release(rt, &path);
    return result;
}

FUNCTION(posix_fspath)
{
    static char const *const names[] = {"path"};
    static struct signature const signature = {"fspath", names, 1, 1, 0, 1};
    ref_value given[1];
    return arguments_bind(rt, &signature, args, count, kwnames, given) ? path_protocol(rt, given[0]) : own_nothing;
}

#define ROW(name, doc)                                   \
    {                                                    \
#name, posix_##name, 0, -1, NATIVE_KEYWORDS, doc \
    }
struct native_definition const posix_path_functions[] = {
    ROW(stat, "Perform a stat system call on the given path."),
    ROW(lstat, "Perform a stat system call on the given path, without following symbolic links."),
    ROW(access, "Use the real uid/gid to test for access to a path."),
    ROW(mkdir, "Create a directory."),
    ROW(rmdir, "Remove a directory."),
    ROW(unlink, "Remove a file (same as remove())."),
    ROW(remove, "Remove a file (same as unlink())."),
    ROW(chdir, "Change the current working directory to the specified path."),
    {"getcwd", posix_getcwd, 0, 0, 0, "Return a unicode string representing the current working directory."},
    {"getcwdb", posix_getcwdb, 0, 0, 0, "Return a bytes string representing the current working directory."},
    ROW(rename, "Rename a file or directory."),
    ROW(replace, "Rename a file or directory, overwriting the destination."),
    ROW(link, "Create a hard link to a file."),
    ROW(symlink, "Create a symbolic link pointing to src named dst."),
    ROW(readlink, "Return a string representing the path to which the symbolic link points."),
    ROW(chmod, "Change the access permissions of a file."),
    ROW(chown, "Change the owner and group id of path to the numeric uid and gid."),
    ROW(truncate, "Truncate a file, specified by path, to a specific length."),
    ROW(utime, "Set the access and modified time of path."),
    ROW(open, "Open a file for low level IO.  Returns a file descriptor (integer)."),
    ROW(listdir, "Return a list containing the names of the files in the directory."),
    ROW(scandir, "Return an iterator of DirEntry objects for given path."),
    ROW(fspath, "Return the file system path representation of the object."),
    {0},
};
