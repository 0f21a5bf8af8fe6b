// SPDX-License-Identifier: MIT
// Errors that nobody can catch (finalizers, weak callbacks), and the end of a program by an exception.
#include "core/poll.h"
#include "lib/print_exception.h"
#include "lib/services.h"
#include "object/codec.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/exception_types.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/tuple.h"
#include "os/file.h"

#include <string.h>

void service_write_error(struct ouro *rt, char const *text)
{
    own_value pending = error_take(rt);
    ref_value stream = rt->library->finalizing ? ref_nothing : sys_get(rt, "stderr");
    own_value line = is_nothing(stream) || is_none(stream) ? own_nothing : str_from(rt, text);
    own_value written = own_nothing;
    if (!failed(line)) {
        own_value held = retain(stream);
        ref_value const args[] = {lend(held), lend(line)};
        written = operation_call_method(rt, name_of(rt, NAME_write), args, 2, ref_nothing);
        release(rt, held);
    }
    if (failed(written)) {
        error_clear(rt);
        if (os_file_write_all(2, text, strlen(text)) != 0) {
            // Standard error is gone: there is nowhere left to say so.
        }
    }
    release(rt, written);
    release(rt, line);
    if (!failed(pending)) {
        error_restore(rt, pending);
    }
}

// The value of an attribute of hook arguments or nothing; errors are dropped.
static own_value read_field(struct ouro *rt, ref_value v, char const *name)
{
    own_value key = str_from(rt, name);
    own_value found = failed(key) ? own_nothing : operation_find_attribute(rt, v, lend(key));
    release(rt, key);
    if (failed(found)) {
        error_clear(rt);
    }
    return is_stop(lend(found)) || is_none(lend(found)) ? own_nothing : found;
}

static void write_unraisable(struct ouro *rt, ref_value exception, ref_value where, char const *message)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    if (!is_nothing(where) && !is_none(where)) {
        str_builder_add_text(&b, message == NULL ? "Exception ignored in" : message);
        str_builder_add_text(&b, ": ");
        own_value text = operation_repr(rt, where);
        if (failed(text)) {
            error_clear(rt);
            str_builder_add_text(&b, "<object repr() failed>");
        } else {
            str_builder_add_str(&b, lend(text));
        }
        release(rt, text);
        str_builder_add_text(&b, "\n");
    } else if (message != NULL) {
        str_builder_add_text(&b, message);
        str_builder_add_text(&b, ":\n");
    }
    print_one_exception(&b, exception);
    own_value text = str_builder_finish(&b);
    if (failed(text)) {
        error_clear(rt);
        service_write_error(rt, "Exception ignored; no memory to print it\n");
    } else {
        service_write_error(rt, str_bytes(as_str(lend(text))));
    }
    release(rt, text);
}

own_value sys_unraisablehook(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value exception = read_field(rt, args[0], "exc_value"), where = read_field(rt, args[0], "object");
    own_value message = read_field(rt, args[0], "err_msg");
    if (is_exception(rt, lend(exception))) {
        write_unraisable(rt, lend(exception), lend(where),
                         is_str(rt, lend(message)) ? str_bytes(as_str(lend(message))) : NULL);
    }
    release(rt, exception);
    release(rt, where);
    release(rt, message);
    return own_none;
}

// The object that sys.unraisablehook is called with: a namespace with CPython's five attributes.
static own_value hook_arguments(struct ouro *rt, ref_value exception, ref_value where)
{
    ref_value traceback = slot_get(as_exception(exception)->traceback);
    ref_value const values[] = {ref_object(type_of(rt, exception)), exception,
                                is_nothing(traceback) ? ref_none : traceback, ref_none,
                                is_nothing(where) ? ref_none : where};
    static char const *const names[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};
    own_value arguments = operation_call_0(rt, ref_object(type_by_number(rt, TYPE_SIMPLE_NAMESPACE)));
    for (int i = 0; i < 5 && !failed(arguments); i++) {
        own_value name = str_intern(rt, names[i], strlen(names[i]));
        bool done = !failed(name) && operation_set_attribute(rt, lend(arguments), lend(name), values[i]);
        release(rt, name);
        if (!done) {
            release(rt, give(arguments));
        }
    }
    return arguments;
}

// One that was raised by C code gets the place where the program is.
static void place(struct ouro *rt)
{
    bool bare = !failed(rt->error) && is_nothing(slot_get(as_exception(lend(rt->error))->traceback)) &&
                !error_matches(rt, TYPE_MEMORY_ERROR) && !is_kind(rt, lend(rt->error), TYPE_LIMIT_ERROR);
    if (bare && rt->objects->add_traceback != NULL && !rt->objects->add_traceback(rt)) {
        // What is pending now, a MemoryError, is told instead.
    }
}

// Reports the pending exception. The hook may raise in its turn: that is printed, and is the end of it.
static void report_unraisable(struct ouro *rt, ref_value where)
{
    place(rt);
    own_value exception = error_take(rt);
    if (failed(exception)) {
        return;
    }
    bool limit = is_kind(rt, lend(exception), TYPE_LIMIT_ERROR);
    if (rt->library == NULL || limit) {
        rt->limits.raise_again |= limit; // not to be lost in a finalizer: it comes again at the next safepoint
        release(rt, exception);
        return;
    }
    own_value held = retain(where);
    ref_value hook = sys_get(rt, "unraisablehook");
    own_value function = is_nothing(hook) || is_none(hook) ? own_nothing : retain(hook);
    own_value arguments = failed(function) ? own_nothing : hook_arguments(rt, lend(exception), where);
    own_value result = failed(arguments) ? own_nothing : operation_call_1(rt, lend(function), lend(arguments));
    if (failed(result)) {
        own_value second = error_take(rt);
        write_unraisable(rt, lend(exception), where, NULL);
        if (!failed(second)) {
            write_unraisable(rt, lend(second), lend(function), "Exception ignored in sys.unraisablehook");
        }
        release(rt, second);
    }
    release(rt, result);
    release(rt, arguments);
    release(rt, function);
    release(rt, held);
    release(rt, exception);
}

void unraisable_install_hooks(struct ouro *rt)
{
    rt->objects->report_unraisable = report_unraisable;
}

// The status that SystemExit asks for. Its message, if it is one, is printed.
static int system_exit_status(struct ouro *rt, ref_value exception)
{
    ref_value code = slot_get(as_exception(exception)->fields[SYSTEM_EXIT_CODE]);
    if (is_nothing(code) || is_none(code)) {
        return 0;
    }
    if (is_int(rt, code)) {
        int64_t status;
        return int_to_int64(rt, code, &status) ? (int)(status & 0xff) : 255;
    }
    own_value text = operation_str(rt, code);
    if (failed(text)) {
        error_clear(rt);
    } else {
        service_write_error(rt, str_bytes(as_str(lend(text))));
        service_write_error(rt, "\n");
    }
    release(rt, text);
    return 1;
}

// Calls sys.excepthook; an error in it is printed together with the exception.
static void call_excepthook(struct ouro *rt, ref_value exception)
{
    if (sys_would_make(rt, NAME_excepthook)) {
        library_print_exception(rt, exception); // what the hook does, without the memory to make one
        return;
    }
    ref_value hook = sys_get(rt, "excepthook");
    if (is_nothing(hook) || is_none(hook)) {
        service_write_error(rt, "sys.excepthook is missing\n");
        library_print_exception(rt, exception);
        return;
    }
    own_value function = retain(hook);
    ref_value traceback = slot_get(as_exception(exception)->traceback);
    ref_value const args[] = {ref_object(type_of(rt, exception)), exception,
                              is_nothing(traceback) ? ref_none : traceback};
    own_value result = operation_call(rt, lend(function), args, 3, ref_nothing);
    if (failed(result)) {
        own_value second = error_take(rt);
        service_write_error(rt, "Error in sys.excepthook:\n");
        library_print_exception(rt, lend(second));
        service_write_error(rt, "\nOriginal exception was:\n");
        library_print_exception(rt, exception);
        release(rt, second);
    }
    release(rt, result);
    release(rt, function);
}

int library_handle_exit(struct ouro *rt)
{
    own_value exception = error_take(rt);
    if (failed(exception)) {
        return library_flush(rt);
    }
    int status = 1;
    if (is_kind(rt, lend(exception), TYPE_SYSTEM_EXIT)) {
        library_flush(rt);
        status = system_exit_status(rt, lend(exception));
    } else if (is_kind(rt, lend(exception), TYPE_LIMIT_ERROR)) {
        rt->limits.last_words = LIMIT_LAST_WORDS;
        library_flush(rt);
        library_print_exception(rt, lend(exception)); // no Python: it would be ended at once
        rt->limits.last_words = 0;
    } else {
        library_flush(rt);
        status = is_kind(rt, lend(exception), TYPE_KEYBOARD_INTERRUPT) ? 130 : 1; // as if SIGINT had ended it
        call_excepthook(rt, lend(exception));
    }
    release(rt, exception);
    int flushed = library_flush(rt);
    return flushed != 0 ? flushed : status;
}

// Flushes one stream; 120 when it fails, as CPython's exit status is then.
static int flush_stream(struct ouro *rt, enum name_number name, bool report)
{
    // One that nobody asked for has nothing to flush, and there may be no memory to make it.
    ref_value stream = sys_would_make(rt, name) ? ref_nothing : sys_get(rt, str_bytes(as_str(name_of(rt, name))));
    if (is_nothing(stream) || is_none(stream)) {
        return 0;
    }
    own_value held = retain(stream);
    ref_value const args[] = {lend(held)};
    own_value result = operation_call_method(rt, name_of(rt, NAME_flush), args, 1, ref_nothing);
    bool done = !failed(result);
    if (!done && report) {
        error_unraisable(rt, lend(held));
    } else if (!done) {
        error_clear(rt);
    }
    release(rt, result);
    release(rt, held);
    return done ? 0 : 120;
}

int library_flush(struct ouro *rt)
{
    int status = flush_stream(rt, NAME_stdout, true);
    flush_stream(rt, NAME_stderr, false);
    return status;
}

own_value str_decode_host(struct ouro *rt, char const *bytes)
{
    return codec_decode(rt, bytes, strlen(bytes), "utf-8", "surrogateescape");
}
