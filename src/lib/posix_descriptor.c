// SPDX-License-Identifier: MIT
// posix: functions on descriptors.
#include "lib/posix.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "os/file.h"
#include "vm/vm.h"

#include <errno.h>

#define FUNCTION(name) static POSIX_FUNCTION(name)
#define UNUSED (void)rt, (void)args, (void)count, (void)kwnames

static bool bind(struct ouro *rt, struct signature const *signature, ref_value const *args, uint32_t count,
                 ref_value kwnames, ref_value *given, int *descriptor)
{
    return arguments_bind(rt, signature, args, count, kwnames, given) && posix_int(rt, given[0], descriptor);
}

FUNCTION(posix_close)
{
    static char const *const names[] = {"fd"};
    static struct signature const signature = {"close", names, 1, 1, 0, 1};
    ref_value given[1];
    int descriptor;
    return bind(rt, &signature, args, count, kwnames, given, &descriptor) ? posix_done(rt, os_file_close(descriptor))
                                                                          : own_nothing;
}

FUNCTION(posix_closerange)
{
    UNUSED;
    int low, high;
    if (!posix_int(rt, args[0], &low) || !posix_int(rt, args[1], &high)) {
        return own_nothing;
    }
    for (int i = low < 0 ? 0 : low; i < high && i < 1 << 20; i++) {
        if (os_file_close(i) != 0) {
            continue; // errors are passed over: most are not open
        }
    }
    return own_none;
}

FUNCTION(posix_read)
{
    UNUSED;
    int descriptor;
    int64_t size;
    if (!posix_int(rt, args[0], &descriptor) || !operation_index_int64(rt, args[1], &size, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (size < 0) {
        return error_raise_os(rt, EINVAL, ref_nothing, ref_nothing);
    }
    own_value b = bytearray_new(rt, NULL, (size_t)size);
    size_t got = 0;
    int error = EINTR;
    while (!failed(b) && error == EINTR) {
        error = os_file_read(descriptor, as_bytearray(lend(b))->data, (size_t)size, &got);
        if (error == EINTR && !vm_poll(rt)) {
            release(rt, give(b));
        }
    }
    own_value result = own_nothing;
    if (!failed(b)) {
        result = error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing)
                            : bytes_new(rt, as_bytearray(lend(b))->data, got);
    }
    release(rt, b);
    return result;
}

FUNCTION(posix_write)
{
    UNUSED;
    int descriptor;
    uint8_t const *data;
    size_t size, written = 0;
    if (!posix_int(rt, args[0], &descriptor)) {
        return own_nothing;
    }
    int error = EINTR;
    while (error == EINTR) {
        if (!bytes_view(rt, args[1], &data, &size)) { // again after an interruption: Python may have run
            return own_nothing;
        }
        error = os_file_write(descriptor, data, size, &written);
        if (error == EINTR && !vm_poll(rt)) {
            return own_nothing;
        }
    }
    return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : int_from_int64(rt, (int64_t)written);
}

FUNCTION(posix_lseek)
{
    UNUSED;
    int descriptor, whence;
    int64_t offset, position;
    if (!posix_int(rt, args[0], &descriptor) || !operation_index_int64(rt, args[1], &offset, TYPE_OVERFLOW_ERROR) ||
        !posix_int(rt, args[2], &whence)) {
        return own_nothing;
    }
    int error =
        whence < 0 || whence > 2 ? EINVAL : os_file_seek(descriptor, offset, (enum os_file_whence)whence, &position);
    return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : int_from_int64(rt, position);
}

FUNCTION(posix_fstat)
{
    static char const *const names[] = {"fd"};
    static struct signature const signature = {"fstat", names, 1, 1, 0, 1};
    ref_value given[1];
    int descriptor;
    struct os_status status;
    if (!bind(rt, &signature, args, count, kwnames, given, &descriptor)) {
        return own_nothing;
    }
    int error = os_descriptor_status(descriptor, &status);
    return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : posix_stat_result(rt, &status);
}

FUNCTION(posix_isatty)
{
    UNUSED;
    int descriptor;
    return posix_int(rt, args[0], &descriptor) ? own_bool(os_file_is_terminal(descriptor)) : own_nothing;
}

FUNCTION(posix_dup)
{
    UNUSED;
    int descriptor, copy;
    if (!posix_int(rt, args[0], &descriptor)) {
        return own_nothing;
    }
    int error = os_file_duplicate(descriptor, &copy);
    return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : own_small_int(copy);
}

FUNCTION(posix_dup2)
{
    static char const *const names[] = {"fd", "fd2", "inheritable"};
    static struct signature const signature = {"dup2", names, 3, 2, 0, 3};
    ref_value given[3];
    int descriptor, to;
    bool inheritable;
    if (!bind(rt, &signature, args, count, kwnames, given, &descriptor) || !posix_int(rt, given[1], &to) ||
        !posix_truth(rt, given[2], true, &inheritable)) {
        return own_nothing;
    }
    int error = os_file_duplicate_to(descriptor, to, inheritable);
    return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : own_small_int(to);
}

FUNCTION(posix_pipe)
{
    UNUSED;
    int ends[2];
    int error = os_file_pipe(ends);
    if (error != 0) {
        return error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    own_value pair[] = {own_small_int(ends[0]), own_small_int(ends[1])};
    return tuple_from_owned(rt, pair, 2);
}

// Of an int or of something with fileno().
static bool take_descriptor(struct ouro *rt, ref_value v, int *descriptor)
{
    if (is_int(rt, v)) {
        return posix_int(rt, v, descriptor);
    }
    own_value name = str_from(rt, "fileno");
    own_value number = own_nothing;
    if (!failed(name)) {
        own_value method = operation_find_attribute(rt, v, lend(name));
        if (is_stop(lend(method))) {
            error_raise(rt, TYPE_TYPE_ERROR, "argument must be an int, or have a fileno() method.");
        } else if (!failed(method)) {
            number = operation_call_0(rt, lend(method));
            release(rt, method);
        }
    }
    release(rt, name);
    bool done = !failed(number) && posix_int(rt, lend(number), descriptor);
    release(rt, number);
    return done;
}

static own_value synchronize(struct ouro *rt, ref_value v, bool data_only)
{
    int descriptor;
    return take_descriptor(rt, v, &descriptor) ? posix_done(rt, os_file_sync(descriptor, data_only)) : own_nothing;
}
FUNCTION(posix_fsync)
{
    UNUSED;
    return synchronize(rt, args[0], false);
}
FUNCTION(posix_fdatasync)
{
    UNUSED;
    return synchronize(rt, args[0], true);
}

FUNCTION(posix_fchdir)
{
    UNUSED;
    int descriptor;
    return take_descriptor(rt, args[0], &descriptor) ? posix_done(rt, os_descriptor_change_folder(descriptor))
                                                     : own_nothing;
}

FUNCTION(posix_fchmod)
{
    UNUSED;
    int descriptor, mode;
    return posix_int(rt, args[0], &descriptor) && posix_int(rt, args[1], &mode)
               ? posix_done(rt, os_descriptor_change_mode(descriptor, (unsigned)mode))
               : own_nothing;
}

FUNCTION(posix_ftruncate)
{
    UNUSED;
    int descriptor;
    int64_t size;
    return posix_int(rt, args[0], &descriptor) && operation_index_int64(rt, args[1], &size, TYPE_OVERFLOW_ERROR)
               ? posix_done(rt, os_file_truncate(descriptor, size))
               : own_nothing;
}

#define SWITCH(name)                                                                                \
    FUNCTION(posix_get_##name)                                                                      \
    {                                                                                               \
        UNUSED;                                                                                     \
        int descriptor;                                                                             \
        bool answer;                                                                                \
        if (!posix_int(rt, args[0], &descriptor)) {                                                 \
            return own_nothing;                                                                     \
        }                                                                                           \
        int error = os_file_get_##name(descriptor, &answer);                                        \
        return error != 0 ? error_raise_os(rt, error, ref_nothing, ref_nothing) : own_bool(answer); \
    }                                                                                               \
    FUNCTION(posix_set_##name)                                                                      \
    {                                                                                               \
        UNUSED;                                                                                     \
        int descriptor;                                                                             \
        bool wanted;                                                                                \
        return posix_int(rt, args[0], &descriptor) && posix_truth(rt, args[1], false, &wanted)      \
                   ? posix_done(rt, os_file_set_##name(descriptor, wanted))                         \
                   : own_nothing;                                                                   \
    }
SWITCH(inheritable)
SWITCH(blocking)

struct native_definition const posix_descriptor_functions[] = {
    {"close", posix_close, 0, -1, NATIVE_KEYWORDS, "Close a file descriptor."},
    {"closerange", posix_closerange, 2, 2, 0, "Closes all file descriptors in [fd_low, fd_high), ignoring errors."},
    {"read", posix_read, 2, 2, 0, "Read from a file descriptor.  Returns a bytes object."},
    {"write", posix_write, 2, 2, 0, "Write a bytes object to a file descriptor."},
    {"lseek", posix_lseek, 3, 3, 0, "Set the position of a file descriptor.  Return the new position."},
    {"fstat", posix_fstat, 0, -1, NATIVE_KEYWORDS, "Perform a stat system call on the given file descriptor."},
    {"isatty", posix_isatty, 1, 1, 0, "Return True if the fd is connected to a terminal."},
    {"dup", posix_dup, 1, 1, 0, "Return a duplicate of a file descriptor."},
    {"dup2", posix_dup2, 0, -1, NATIVE_KEYWORDS, "Duplicate file descriptor."},
    {"pipe", posix_pipe, 0, 0, 0, "Create a pipe."},
    {"fsync", posix_fsync, 1, 1, 0, "Force write of fd to disk."},
    {"fdatasync", posix_fdatasync, 1, 1, 0, "Force write of fd to disk without forcing update of metadata."},
    {"fchdir", posix_fchdir, 1, 1, 0, "Change to the directory of the given file descriptor."},
    {"fchmod", posix_fchmod, 2, 2, 0, "Change the access permissions of the file given by file descriptor."},
    {"ftruncate", posix_ftruncate, 2, 2, 0, "Truncate a file, specified by file descriptor, to a specific length."},
    {"get_inheritable", posix_get_inheritable, 1, 1, 0, "Get the close-on-exec flag of a file descriptor."},
    {"set_inheritable", posix_set_inheritable, 2, 2, 0, "Set the inheritable flag of a file descriptor."},
    {"get_blocking", posix_get_blocking, 1, 1, 0, "Get the blocking mode of the file descriptor."},
    {"set_blocking", posix_set_blocking, 2, 2, 0, "Set the blocking mode of the file descriptor."},
    {0},
};
