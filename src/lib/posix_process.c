// SPDX-License-Identifier: MIT
// posix: the process and the system around it.
#include "lib/library.h"
#include "lib/posix.h"
#include "lib/services.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "os/entropy.h"
#include "os/file.h"
#include "os/process.h"

#include <errno.h>
#include <string.h>

#define FUNCTION(name) static POSIX_FUNCTION(name)
#define UNUSED (void)rt, (void)args, (void)count, (void)kwnames

#define NUMBER(name, answer)                 \
    FUNCTION(posix_##name)                   \
    {                                        \
        UNUSED;                              \
        return int_from_int64(rt, (answer)); \
    }
NUMBER(getpid, os_process_id())
NUMBER(getppid, os_process_parent_id())
NUMBER(getuid, os_process_user(false))
NUMBER(geteuid, os_process_user(true))
NUMBER(getgid, os_process_group(false))
NUMBER(getegid, os_process_group(true))

FUNCTION(posix_cpu_count)
{
    UNUSED;
    int processors = os_process_processors();
    return processors > 0 ? own_small_int(processors) : own_none;
}

FUNCTION(posix_umask)
{
    UNUSED;
    int mask;
    return posix_int(rt, args[0], &mask) ? own_small_int(os_process_set_mask((unsigned)mask)) : own_nothing;
}

FUNCTION(posix_urandom)
{
    UNUSED;
    int64_t size;
    if (!operation_index_int64(rt, args[0], &size, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (size < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "negative argument not allowed");
    }
    own_value b = bytes_new(rt, NULL, (size_t)size);
    if (!failed(b) && !os_entropy(as_bytes(lend(b))->data, (size_t)size)) {
        release(rt, b);
        return error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "the system has no random bytes to give");
    }
    return b;
}

FUNCTION(posix_strerror)
{
    UNUSED;
    int code;
    char text[256];
    if (!posix_int(rt, args[0], &code)) {
        return own_nothing;
    }
    os_error_text(code, text, sizeof text);
    return str_decode_host(rt, text);
}

FUNCTION(posix_exit)
{
    static char const *const names[] = {"status"};
    static struct signature const signature = {"_exit", names, 1, 1, 0, 1};
    ref_value given[1];
    int status;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) || !posix_int(rt, given[0], &status)) {
        return own_nothing;
    }
    os_process_exit(status);
}

FUNCTION(posix_uname)
{
    UNUSED;
    struct os_names names;
    int error = os_process_names(&names);
    if (error != 0) {
        return error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    own_value values[] = {str_decode_host(rt, names.system), str_decode_host(rt, names.node),
                          str_decode_host(rt, names.release), str_decode_host(rt, names.version),
                          str_decode_host(rt, names.machine)};
    return posix_sequence(rt, "uname_result", values, 5);
}

FUNCTION(posix_times)
{
    UNUSED;
    double times[5];
    int error = os_process_times(times);
    if (error != 0) {
        return error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    own_value values[5];
    for (size_t i = 0; i < 5; i++) {
        values[i] = float_new(rt, times[i]);
    }
    return posix_sequence(rt, "times_result", values, 5);
}

FUNCTION(posix_getloadavg)
{
    UNUSED;
    double load[3];
    if (os_process_load(load) != 0) {
        return error_raise(rt, TYPE_OS_ERROR, "Load averages are unobtainable");
    }
    own_value values[] = {float_new(rt, load[0]), float_new(rt, load[1]), float_new(rt, load[2])};
    return tuple_from_owned(rt, values, 3);
}

FUNCTION(posix_get_terminal_size)
{
    UNUSED;
    int descriptor = 1, columns, lines;
    if (count == 1 && !posix_int(rt, args[0], &descriptor)) {
        return own_nothing;
    }
    int error = os_terminal_size(descriptor, &columns, &lines);
    if (error != 0) {
        return error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    own_value values[] = {own_small_int(columns), own_small_int(lines)};
    return posix_sequence(rt, "terminal_size", values, 2);
}

// The environment of the process is left as it is, since other threads of a host may read it: os.environ keeps what the
// program changes, and these check what they are given.
static bool check_variable(struct ouro *rt, ref_value v, bool is_name)
{
    own_value bytes = path_protocol(rt, v);
    if (failed(bytes)) {
        return false;
    }
    uint8_t const *data;
    size_t size;
    bool done = is_str(rt, lend(bytes)) || bytes_view(rt, lend(bytes), &data, &size);
    if (done) {
        char const *text = is_str(rt, lend(bytes)) ? str_bytes(as_str(lend(bytes))) : (char const *)data;
        size = is_str(rt, lend(bytes)) ? str_size(as_str(lend(bytes))) : size;
        if (strlen(text) != size) {
            error_raise(rt, TYPE_VALUE_ERROR, "embedded null byte");
            done = false;
        } else if (is_name && size == 0) {
            error_raise_os(rt, EINVAL, ref_nothing, ref_nothing);
            done = false;
        } else if (is_name && memchr(text, '=', size) != NULL) {
            error_raise(rt, TYPE_VALUE_ERROR, "illegal environment variable name");
            done = false;
        }
    }
    release(rt, bytes);
    return done;
}

FUNCTION(posix_putenv)
{
    UNUSED;
    return check_variable(rt, args[0], true) && check_variable(rt, args[1], false) ? own_none : own_nothing;
}
FUNCTION(posix_unsetenv)
{
    UNUSED;
    return check_variable(rt, args[0], true) ? own_none : own_nothing;
}

struct native_definition const posix_process_functions[] = {
    {"getpid", posix_getpid, 0, 0, 0, "Return the current process id."},
    {"getppid", posix_getppid, 0, 0, 0, "Return the parent's process id."},
    {"getuid", posix_getuid, 0, 0, 0, "Return the current process's user id."},
    {"geteuid", posix_geteuid, 0, 0, 0, "Return the current process's effective user id."},
    {"getgid", posix_getgid, 0, 0, 0, "Return the current process's group id."},
    {"getegid", posix_getegid, 0, 0, 0, "Return the current process's effective group id."},
    {"cpu_count", posix_cpu_count, 0, 0, 0, "Return the number of CPUs in the system; None if indeterminable."},
    {"umask", posix_umask, 1, 1, 0, "Set the current numeric umask and return the previous umask."},
    {"urandom", posix_urandom, 1, 1, 0, "Return a bytes object containing random bytes suitable for secrets."},
    {"strerror", posix_strerror, 1, 1, 0, "Translate an error code to a message string."},
    {"_exit", posix_exit, 0, -1, NATIVE_KEYWORDS, "Exit to the system with specified status, without clean-up."},
    {"uname", posix_uname, 0, 0, 0, "Return an object identifying the current operating system."},
    {"times", posix_times, 0, 0, 0, "Return a collection containing process timing information."},
    {"getloadavg", posix_getloadavg, 0, 0, 0, "Return average recent system load information."},
    {"get_terminal_size", posix_get_terminal_size, 0, 1, 0, "Return the size of the terminal window."},
    {"putenv", posix_putenv, 2, 2, 0, "Change or add an environment variable."},
    {"unsetenv", posix_unsetenv, 1, 1, 0, "Delete an environment variable."},
    {0},
};
