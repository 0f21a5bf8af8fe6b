// SPDX-License-Identifier: MIT
// ouro.h: the pending error, told and raised.
#include "object/error.h"
#include "api/state.h"
#include "lib/print_exception.h"
#include "object/code.h"
#include "object/codec.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/module.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <stdarg.h>
#include <stdio.h>

// The pending error set aside, so that others can come and go.
struct aside {
    struct own_cell cell;
};

static ref_value set_aside(struct ouro *rt, struct aside *aside)
{
    handle_enter(rt, &aside->cell, error_take(rt));
    release_defer_begin(rt);
    return lend(aside->cell.value);
}

// What came up meanwhile is dropped.
static void put_back(struct ouro *rt, struct aside *aside)
{
    error_clear(rt);
    release_defer_end(rt);
    error_restore(rt, handle_leave(rt, &aside->cell));
}

bool ouro_error_pending(ouro *rt)
{
    return error_pending(rt);
}

void ouro_error_clear(ouro *rt)
{
    if (error_pending(rt)) {
        error_clear(rt);
    }
}

ouro_value ouro_error_take(ouro *rt)
{
    if (!error_pending(rt)) {
        return NULL;
    }
    // Without memory for a handle the MemoryError about that stands for it.
    ouro_value handle = handle_new(rt, error_take(rt));
    if (handle == NULL) {
        handle = handle_new(rt, error_take(rt));
        error_clear(rt);
    }
    return handle;
}

// Naming classes ------------------------------------------------------------------------------------------------------

// "KeyError" of builtins, "module.Class" of a loaded module. Owned; nothing without an error when there is none.
static own_value find_class(struct ouro *rt, char const *name)
{
    char const *dot = strrchr(name, '.');
    own_value last = api_name(rt, dot == NULL ? name : dot + 1);
    if (failed(last)) {
        return last;
    }
    own_value found = own_nothing;
    if (dot == NULL) {
        ref_value builtins = slot_get(rt->objects->builtins);
        found = is_nothing(builtins) ? own_nothing : retain(dict_get_str(rt, builtins, lend(last)));
    } else {
        own_value module_name = str_new(rt, name, (size_t)(dot - name));
        ref_value modules = slot_get(rt->library->modules);
        ref_value module =
            failed(module_name) || is_nothing(modules) ? ref_nothing : dict_get_str(rt, modules, lend(module_name));
        if (!is_nothing(module)) {
            own_value held = retain(module);
            found = operation_find_attribute(rt, lend(held), lend(last));
            release(rt, held);
        }
        release(rt, module_name);
    }
    release(rt, last);
    return is_stop(lend(found)) ? own_nothing : found;
}

// Is one of the error's classes a built-in one of this name? Needs no memory, which may be what the error is about.
static bool is_built_in_class(struct ouro *rt, ref_value error, char const *name)
{
    struct tuple *order = as_tuple(slot_get(type_of(rt, error)->mro));
    for (uint32_t i = 0; i < order->length; i++) {
        struct type *class = (struct type *)as_object(slot_get(order->items[i]));
        if (!(class->flags & TYPE_PYTHON) && strcmp(class->definition->name, name) == 0) {
            return true;
        }
    }
    return false;
}

bool ouro_error_is(ouro *rt, char const *class_name)
{
    if (!error_pending(rt)) {
        return false;
    }
    struct aside aside;
    ref_value error = set_aside(rt, &aside);
    bool result = is_built_in_class(rt, error, class_name);
    if (!result) {
        own_value class = find_class(rt, class_name);
        result = !failed(class) && is_exception_type(rt, lend(class)) && exception_matches(rt, error, lend(class)) == 1;
        release(rt, class);
    }
    put_back(rt, &aside);
    return result;
}

// Telling -------------------------------------------------------------------------------------------------------------

// Keeps a text until the next one of its kind. Takes it; what failed is told as "".
static char const *keep_text(struct ouro *rt, enum api_text kind, own_value text)
{
    struct own_cell *cell = &rt->api->texts[kind];
    if (cell->value.bits != 0) {
        release(rt, handle_leave(rt, cell));
        cell->value = own_nothing;
    }
    if (failed(text)) {
        return "";
    }
    handle_enter(rt, cell, text);
    return str_bytes(as_str(lend(text)));
}

// Lone surrogates would be no UTF-8.
static own_value clean_text(struct ouro *rt, own_value text)
{
    if (failed(text) || str_is_ascii(as_str(lend(text)))) {
        return text;
    }
    own_value bytes = codec_encode(rt, lend(text), "utf-8", "backslashreplace");
    release(rt, text);
    own_value clean =
        failed(bytes) ? own_nothing : codec_decode_utf8(rt, as_bytes(lend(bytes))->data, as_bytes(lend(bytes))->size);
    release(rt, bytes);
    return clean;
}

char const *ouro_error_type(ouro *rt)
{
    if (!error_pending(rt)) {
        return "";
    }
    struct aside aside;
    ref_value error = set_aside(rt, &aside);
    char const *text = keep_text(rt, TEXT_TYPE, clean_text(rt, str_from(rt, type_name(rt, type_of(rt, error)))));
    put_back(rt, &aside);
    return text;
}

char const *ouro_error_text(ouro *rt)
{
    if (!error_pending(rt)) {
        return "";
    }
    api_use_thread(rt);
    struct aside aside;
    ref_value error = set_aside(rt, &aside);
    char const *text = keep_text(rt, TEXT_TEXT, clean_text(rt, operation_str(rt, error)));
    put_back(rt, &aside);
    return text;
}

// The innermost entry of the error's traceback; false: there is none.
static bool innermost(ref_value error, struct traceback_entry *entry)
{
    ref_value traceback = slot_get(as_exception(error)->traceback);
    bool found = false;
    while (!is_nothing(traceback) && !is_none(traceback)) {
        vm_traceback_entry(traceback, entry);
        found = true;
        traceback = entry->next;
    }
    return found;
}

enum syntax_error_field { FIELD_FILENAME = 1, FIELD_LINE = 2 };

char const *ouro_error_file(ouro *rt)
{
    if (!error_pending(rt)) {
        return "";
    }
    struct aside aside;
    ref_value error = set_aside(rt, &aside);
    struct traceback_entry entry;
    own_value file = own_nothing;
    if (is_kind(rt, error, TYPE_SYNTAX_ERROR)) {
        ref_value field = slot_get(as_exception(error)->fields[FIELD_FILENAME]);
        file = !is_nothing(field) && is_str(rt, field) ? retain(field) : own_nothing;
    } else if (innermost(error, &entry)) {
        file = retain(slot_get(entry.code->filename));
    }
    char const *text = keep_text(rt, TEXT_FILE, clean_text(rt, file));
    put_back(rt, &aside);
    return text;
}

int ouro_error_line(ouro *rt)
{
    if (!error_pending(rt)) {
        return 0;
    }
    ref_value error = lend(rt->error);
    struct traceback_entry entry;
    if (is_kind(rt, error, TYPE_SYNTAX_ERROR)) {
        ref_value field = slot_get(as_exception(error)->fields[FIELD_LINE]);
        return is_small_int(field) && small_int(field) <= INT32_MAX && small_int(field) > 0 ? (int)small_int(field) : 0;
    }
    return innermost(error, &entry) ? entry.line : 0;
}

char const *ouro_error_traceback(ouro *rt)
{
    if (!error_pending(rt)) {
        return "";
    }
    api_use_thread(rt);
    struct aside aside;
    ref_value error = set_aside(rt, &aside);
    struct str_builder b;
    str_builder_open(rt, &b);
    print_exception_chain(&b, error);
    char const *text = keep_text(rt, TEXT_TRACEBACK, clean_text(rt, str_builder_finish(&b)));
    put_back(rt, &aside);
    return text;
}

void ouro_error_print(ouro *rt)
{
    if (!error_pending(rt)) {
        return;
    }
    api_use_thread(rt);
    struct own_cell cell;
    handle_enter(rt, &cell, error_take(rt));
    release_defer_begin(rt);
    library_print_exception(rt, lend(cell.value));
    release(rt, handle_leave(rt, &cell));
    release_defer_end(rt);
    ouro_error_clear(rt);
}

// Raising -------------------------------------------------------------------------------------------------------------

// Makes an exception pending; one that was pending is what it came up in.
static void raise_over(struct ouro *rt, own_value exception)
{
    own_value before = error_take(rt);
    (void)error_raise_object(rt, exception);
    if (failed(before)) {
        return;
    }
    ref_value now = lend(rt->error);
    if (same(now, lend(before)) || !is_nothing(slot_get(as_exception(now)->context))) {
        release(rt, before);
    } else {
        slot_set(rt, as_exception(now), &as_exception(now)->context, before);
    }
}

#define RAISE_TEXT_MOST 1000

ouro_value ouro_raise(ouro *rt, char const *class_name, char const *format, ...)
{
    char text[RAISE_TEXT_MOST + 1];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size = size < 0 ? 0 : size > RAISE_TEXT_MOST ? RAISE_TEXT_MOST : size;
    api_use_thread(rt);
    struct aside aside;
    bool pending = error_pending(rt);
    if (pending) {
        (void)set_aside(rt, &aside);
    }
    own_value class = find_class(rt, class_name);
    if (failed(class) || !is_exception_type(rt, lend(class))) {
        ouro_error_clear(rt);
        error_raise(rt, TYPE_SYSTEM_ERROR, "'%s' is no class of exceptions", class_name);
    } else {
        own_value message = codec_decode(rt, text, (size_t)size, "utf-8", "replace");
        own_value exception = failed(message) ? own_nothing : operation_call_1(rt, lend(class), lend(message));
        release(rt, message);
        if (!failed(exception) && is_exception(rt, lend(exception))) {
            (void)error_raise_object(rt, exception);
        } else if (!failed(exception)) {
            release(rt, exception);
            error_raise(rt, TYPE_TYPE_ERROR, "calling %s gave no exception", class_name);
        }
    }
    release(rt, class);
    if (pending) {
        own_value raised = error_take(rt);
        put_back(rt, &aside);
        raise_over(rt, raised);
    }
    return NULL;
}

ouro_value ouro_raise_value(ouro *rt, ouro_value exception)
{
    own_value before = error_take(rt);
    struct own_cell cell;
    handle_enter(rt, &cell, before);
    if (api_enter_with(rt, exception)) {
        ref_value v = value_in(exception);
        if (is_exception(rt, v)) {
            (void)error_raise_object(rt, retain(v));
        } else if (is_exception_type(rt, v)) {
            own_value made = operation_call_0(rt, v);
            if (!failed(made) && is_exception(rt, lend(made))) {
                (void)error_raise_object(rt, made);
            } else if (!failed(made)) {
                release(rt, made);
                error_raise(rt, TYPE_TYPE_ERROR, "calling %N gave no exception", (struct type *)as_object(v));
            }
        } else {
            error_raise(rt, TYPE_TYPE_ERROR, "exceptions must derive from BaseException");
        }
        api_leave(rt);
    }
    before = handle_leave(rt, &cell);
    if (!failed(before)) {
        own_value raised = error_take(rt);
        error_restore(rt, before);
        raise_over(rt, raised);
    }
    return NULL;
}
