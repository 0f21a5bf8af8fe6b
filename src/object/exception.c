// SPDX-License-Identifier: MIT
// Exception objects: the part that all share, and the table of classes.
#include "object/exception.h"

#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception_group.h"
#include "object/exception_types.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#include <errno.h>

// Rows ----------------------------------------------------------------------------------------------------------------

static uint32_t field_count(struct ouro *rt, struct object *o)
{
    struct type *t = as_type(slot_get(row_of(rt, o)->type));
    return (uint32_t)((t->size - sizeof(struct exception)) / sizeof(slot_value));
}

static uint64_t exception_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                   struct visitor *visitor)
{
    (void)from, (void)budget;
    struct exception *e = (struct exception *)o;
    fields_visit(&e->dict, 5, visitor);
    fields_visit(e->fields, field_count(rt, o), visitor);
    return 0;
}

// The class's own fields, then dict, args, traceback, cause and context: as CPython clears them.
static slot_value *exception_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    struct exception *e = (struct exception *)o;
    uint32_t fields = field_count(rt, o);
    slot_value *slot = fields_drop(e->fields, fields, 0, cursor);
    return slot ? slot : fields_drop(&e->dict, 5, fields, cursor);
}

static void exception_clear(struct ouro *rt, struct object *o)
{
    struct exception *e = (struct exception *)o;
    fields_clear(rt, o, e->fields, field_count(rt, o));
    fields_clear(rt, o, &e->dict, 5);
}

// Making --------------------------------------------------------------------------------------------------------------

static struct exception_form const *form_of(struct ouro *rt, ref_value self)
{
    return &exception_forms[exception_layout_of(layout_of(rt, self))];
}

own_value exception_plain(struct ouro *rt, enum type_number number)
{
    struct type *t = type_by_number(rt, number);
    struct exception *e = t == NULL ? NULL : object_allocate(rt, HEAP_TRACED, t->size, number);
    if (e == NULL) {
        return own_nothing;
    }
    slot_init(&e->args, tuple_new(rt, 0)); // the shared one: takes no memory
    return own_object(e);
}

own_value exception_new(struct ouro *rt, enum type_number number, ref_value arguments)
{
    struct type *t = type_by_number(rt, number);
    struct exception *e = t == NULL ? NULL : object_allocate(rt, HEAP_TRACED, t->size, number);
    if (e == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&e->args, retain(arguments));
    struct exception_form const *form = &exception_forms[exception_layout_of(number)];
    if (form->fill != NULL && !form->fill(rt, ref_object(e), NULL, ref_nothing)) {
        release(rt, own_object(e));
        return own_nothing;
    }
    return own_object(e);
}

own_value exception_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value made = object_create(rt, as_type(args[0]), 0);
    if (failed(made)) {
        return made;
    }
    own_value arguments = tuple_from(rt, args + 1, count - 1);
    if (failed(arguments)) {
        release(rt, made);
        return arguments;
    }
    slot_init(&as_exception(lend(made))->args, arguments);
    return made;
}

own_value exception_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct exception *e = as_exception(args[0]);
    struct exception_form const *form = form_of(rt, args[0]);
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    if (named != 0 && (form->fill == NULL || !form->keywords)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%T() takes no keyword arguments", args[0]);
    }
    own_value arguments = tuple_from(rt, args + 1, count - 1);
    if (failed(arguments)) {
        return arguments;
    }
    slot_set(rt, e, &e->args, arguments);
    if (form->fill != NULL && !form->fill(rt, args[0], args + count, kwnames)) {
        return own_nothing;
    }
    return own_none;
}

// Text ----------------------------------------------------------------------------------------------------------------

own_value exception_str(struct ouro *rt, ref_value self)
{
    OWN
    args = retain(slot_get(as_exception(self)->args));
    own_value text;
    if (failed(args) || as_tuple(lend(args))->length == 0) {
        text = retain(name_of(rt, NAME_empty));
    } else if (as_tuple(lend(args))->length == 1) {
        text = operation_str(rt, tuple_item(lend(args), 0));
    } else {
        text = operation_str(rt, lend(args));
    }
    release(rt, give(args));
    return text;
}

static own_value exception_repr(struct ouro *rt, ref_value self)
{
    OWN
    args = retain(slot_get(as_exception(self)->args));
    own_value text;
    if (!failed(args) && as_tuple(lend(args))->length == 1) {
        text = str_format(rt, "%s(%R)", type_name(rt, type_of(rt, self)), tuple_item(lend(args), 0));
    } else if (failed(args)) {
        text = str_format(rt, "%s()", type_name(rt, type_of(rt, self)));
    } else {
        text = str_format(rt, "%T%R", self, lend(args));
    }
    release(rt, give(args));
    return text;
}

// Attributes ----------------------------------------------------------------------------------------------------------

own_value exception_get_field(ref_value self, uint32_t field)
{
    ref_value v = slot_get(as_exception(self)->fields[field]);
    return is_nothing(v) ? own_none : retain(v);
}

bool exception_set_field(struct ouro *rt, ref_value self, uint32_t field, ref_value value)
{
    slot_set(rt, as_exception(self), &as_exception(self)->fields[field], retain(value));
    return true;
}

static own_value or_none(slot_value slot)
{
    return is_nothing(slot_get(slot)) ? own_none : retain(slot_get(slot));
}

static own_value get_args(struct ouro *rt, ref_value self)
{
    ref_value args = slot_get(as_exception(self)->args);
    return is_nothing(args) ? tuple_new(rt, 0) : retain(args);
}

static bool refuse_delete(struct ouro *rt, ref_value value, char const *name)
{
    if (is_nothing(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s may not be deleted", name);
        return true;
    }
    return false;
}

static bool set_args(struct ouro *rt, ref_value self, ref_value value)
{
    if (refuse_delete(rt, value, "args")) {
        return false;
    }
    own_value tuple = operation_tuple(rt, value);
    if (failed(tuple)) {
        return false;
    }
    slot_set(rt, as_exception(self), &as_exception(self)->args, tuple);
    return true;
}

static own_value get_traceback(struct ouro *rt, ref_value self)
{
    (void)rt;
    return or_none(as_exception(self)->traceback);
}

static bool set_traceback(struct ouro *rt, ref_value self, ref_value value)
{
    if (refuse_delete(rt, value, "__traceback__")) {
        return false;
    }
    if (!is_none(value) && !is_exact(value, TYPE_TRACEBACK)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__traceback__ must be a traceback or None");
        return false;
    }
    slot_set(rt, as_exception(self), &as_exception(self)->traceback, is_none(value) ? own_nothing : retain(value));
    return true;
}

static own_value get_context(struct ouro *rt, ref_value self)
{
    (void)rt;
    return or_none(as_exception(self)->context);
}

static bool set_context(struct ouro *rt, ref_value self, ref_value value)
{
    if (refuse_delete(rt, value, "__context__")) {
        return false;
    }
    if (!is_none(value) && !is_exception(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "exception context must be None or derive from BaseException");
        return false;
    }
    slot_set(rt, as_exception(self), &as_exception(self)->context, is_none(value) ? own_nothing : retain(value));
    return true;
}

static own_value get_cause(struct ouro *rt, ref_value self)
{
    (void)rt;
    return or_none(as_exception(self)->cause);
}

static bool set_cause(struct ouro *rt, ref_value self, ref_value value)
{
    if (refuse_delete(rt, value, "__cause__")) {
        return false;
    }
    if (!is_none(value) && !is_exception(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "exception cause must be None or derive from BaseException");
        return false;
    }
    as_exception(self)->suppress_context = 1;
    slot_set(rt, as_exception(self), &as_exception(self)->cause, is_none(value) ? own_nothing : retain(value));
    return true;
}

static own_value get_suppress(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(as_exception(self)->suppress_context != 0);
}

static bool set_suppress(struct ouro *rt, ref_value self, ref_value value)
{
    if (is_nothing(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "can't delete numeric/char attribute");
        return false;
    }
    if (!is_bool(value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "attribute value type must be bool");
        return false;
    }
    as_exception(self)->suppress_context = same(value, ref_true);
    return true;
}

static bool set_dict(struct ouro *rt, ref_value self, ref_value value)
{
    if (refuse_delete(rt, value, "__dict__")) {
        return false;
    }
    if (!is_dict(rt, value)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "__dict__ must be a dictionary");
        return false;
    }
    slot_set(rt, as_exception(self), &as_exception(self)->dict, retain(value));
    return true;
}

// Methods -------------------------------------------------------------------------------------------------------------

static own_value with_traceback(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return set_traceback(rt, args[0], args[1]) ? retain(args[0]) : own_nothing;
}

static own_value add_note(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "note must be a str, not '%T'", args[1]);
    }
    own_value notes = operation_find_attribute(rt, args[0], name_of(rt, NAME_notes));
    if (is_stop(lend(notes))) {
        notes = list_new(rt, 1);
        if (failed(notes) || !operation_set_attribute(rt, args[0], name_of(rt, NAME_notes), lend(notes))) {
            release(rt, notes);
            return own_nothing;
        }
    }
    if (failed(notes)) {
        return notes;
    }
    own_value result = own_none;
    if (!is_list(rt, lend(notes))) {
        result = error_raise(rt, TYPE_TYPE_ERROR, "Cannot add note: __notes__ is not a list");
    } else if (!list_append(rt, as_list(lend(notes)), retain(args[1]))) {
        result = own_nothing;
    }
    release(rt, notes);
    return result;
}

// The arguments that make an OSError with its file names again.
static own_value os_arguments(struct ouro *rt, struct exception *e, ref_value arguments)
{
    ref_value name = slot_get(e->fields[OS_FILENAME]), name2 = slot_get(e->fields[OS_FILENAME2]);
    if (as_tuple(arguments)->length != 2 || is_nothing(name)) {
        return retain(arguments);
    }
    ref_value all[] = {tuple_item(arguments, 0), tuple_item(arguments, 1), name, ref_none, name2};
    return tuple_from(rt, all, is_nothing(name2) ? 3 : 5);
}

// The attributes of an ImportError with its names. nothing: error; None: there are none.
static own_value import_state(struct ouro *rt, struct exception *e)
{
    ref_value dict = slot_get(e->dict), name = slot_get(e->fields[IMPORT_NAME]);
    ref_value path = slot_get(e->fields[IMPORT_PATH]);
    if (is_nothing(name) && is_nothing(path)) {
        return is_nothing(dict) ? own_none : retain(dict);
    }
    own_value state = is_nothing(dict) ? dict_new(rt) : dict_copy(rt, dict);
    own_value key = failed(state) || is_nothing(name) ? own_nothing : str_from(rt, "name");
    bool ok = !failed(state) && (failed(key) ? !error_pending(rt) : dict_set(rt, lend(state), lend(key), name));
    release(rt, key);
    key = !ok || is_nothing(path) ? own_nothing : str_from(rt, "path");
    ok = ok && (failed(key) ? !error_pending(rt) : dict_set(rt, lend(state), lend(key), path));
    release(rt, key);
    if (!ok) {
        release(rt, give(state));
    }
    return state;
}

static own_value reduce_special(struct ouro *rt, ref_value self, ref_value arguments)
{
    struct exception *e = as_exception(self);
    bool import = is_kind(rt, self, TYPE_IMPORT_ERROR);
    own_value state = import                          ? import_state(rt, e)
                      : is_nothing(slot_get(e->dict)) ? own_none
                                                      : retain(slot_get(e->dict));
    own_value all = failed(state) ? own_nothing : import ? retain(arguments) : os_arguments(rt, e, arguments);
    ref_value items[] = {ref_object(type_of(rt, self)), lend(all), lend(state)};
    own_value result = failed(all) ? own_nothing : tuple_from(rt, items, is_none(lend(state)) ? 2 : 3);
    release(rt, all);
    release(rt, state);
    return result;
}

static own_value reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct exception *e = as_exception(args[0]);
    OWN
    arguments = get_args(rt, args[0]);
    if (failed(arguments)) {
        return own_nothing;
    }
    if (is_kind(rt, args[0], TYPE_OS_ERROR) || is_kind(rt, args[0], TYPE_IMPORT_ERROR)) {
        own_value special = reduce_special(rt, args[0], lend(arguments));
        release(rt, give(arguments));
        return special;
    }
    ref_value items[] = {ref_object(type_of(rt, args[0])), lend(arguments), slot_get(e->dict)};
    own_value result = tuple_from(rt, items, is_nothing(items[2]) ? 2 : 3);
    release(rt, give(arguments));
    return result;
}

static own_value set_state(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (is_none(args[1])) {
        return own_none;
    }
    if (!is_dict(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state is not a dictionary");
    }
    OWN
    copy = dict_copy(rt, args[1]);
    uint32_t position = 0;
    ref_value key;
    ref_value value;
    bool ok = !failed(copy);
    while (ok && dict_next(as_dict(lend(copy)), &position, &key, &value)) {
        ok = operation_set_attribute(rt, args[0], key, value);
    }
    release(rt, give(copy));
    return ok ? own_none : own_nothing;
}

static struct type_protocol const base_protocol = {
    .repr = exception_repr,
    .str = exception_str,
    .create = exception_create,
    .initialize = exception_initialize,
};

static struct native_definition const base_methods[] = {
    {"with_traceback", with_traceback, 1, 1, 0,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."},
    {"add_note", add_note, 1, 1, 0, "Exception.add_note(note) --\n    add a note to the exception"},
    {"__reduce__", reduce, 0, 0, 0, NULL},
    {"__setstate__", set_state, 1, 1, 0, NULL},
    {NULL, NULL, 0, 0, 0, NULL},
};

static struct attribute_definition const base_attributes[] = {
    {"args", get_args, set_args, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__context__", get_context, set_context, "exception context"},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__suppress_context__", get_suppress, set_suppress, NULL},
    {"__dict__", instance_dict, set_dict, NULL},
    {NULL, NULL, NULL, NULL},
};

// Classes -------------------------------------------------------------------------------------------------------------

static enum exception_layout const layouts[] = {
#define X(NAME, python_name, BASE, layout) LAYOUT_##layout,
    BUILTIN_EXCEPTIONS(X)
#undef X
};

enum exception_layout exception_layout_of(uint32_t number)
{
    OURO_ASSERT(number >= TYPE_BASE_EXCEPTION && number < TYPE_COUNT);
    return layouts[number - TYPE_BASE_EXCEPTION];
}

#define EXCEPTION_COMMON                                                                                            \
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD | TYPE_HAS_DICT, .dict_offset = offsetof(struct exception, dict), \
    .traverse = exception_traverse, .drop_step = exception_drop_step, .clear = exception_clear

enum {
    FIELDS_PLAIN = 0,
    FIELDS_SYSTEM_EXIT = SYSTEM_EXIT_FIELDS,
    FIELDS_STOP_ITERATION = STOP_FIELDS,
    FIELDS_ATTRIBUTE = ATTRIBUTE_FIELDS,
    FIELDS_NAME = NAME_ERROR_FIELDS,
    FIELDS_IMPORT = IMPORT_FIELDS,
    FIELDS_OS = OS_FIELDS,
    FIELDS_SYNTAX = SYNTAX_FIELDS,
    FIELDS_UNICODE = UNICODE_FIELDS,
    FIELDS_GROUP = GROUP_FIELDS,
};

// What the first class of a layout brings, its subclasses inherit.
#define FIRST_OF_LAYOUT(NAME, layout)                                                                                \
    (TYPE_##NAME == TYPE_SYSTEM_EXIT || TYPE_##NAME == TYPE_STOP_ITERATION || TYPE_##NAME == TYPE_ATTRIBUTE_ERROR || \
     TYPE_##NAME == TYPE_NAME_ERROR || TYPE_##NAME == TYPE_IMPORT_ERROR || TYPE_##NAME == TYPE_OS_ERROR ||           \
     TYPE_##NAME == TYPE_SYNTAX_ERROR || TYPE_##NAME == TYPE_BASE_EXCEPTION_GROUP ||                                 \
     LAYOUT_##layout == LAYOUT_UNICODE)

static own_value key_str(struct ouro *rt, ref_value self)
{
    OWN
    args = retain(slot_get(as_exception(self)->args));
    own_value text;
    if (!failed(args) && as_tuple(lend(args))->length == 1) {
        text = operation_repr(rt, tuple_item(lend(args), 0));
    } else {
        text = exception_str(rt, self);
    }
    release(rt, give(args));
    return text;
}

static struct type_protocol const key_protocol = {.str = key_str};

#define BRINGS(NAME, layout) (LAYOUT_##layout != LAYOUT_PLAIN && FIRST_OF_LAYOUT(NAME, layout))

static struct type_definition const definitions[] = {
#define X(NAME, python_name, BASE, layout)                                                     \
    {                                                                                          \
        .name = python_name,                                                                   \
        .number = TYPE_##NAME,                                                                 \
        .base = TYPE_##NAME == TYPE_EXCEPTION_GROUP ? TYPE_BASE_EXCEPTION_GROUP : TYPE_##BASE, \
        .size = sizeof(struct exception) + FIELDS_##layout * sizeof(slot_value),               \
        EXCEPTION_COMMON,                                                                      \
        .protocol = TYPE_##NAME == TYPE_BASE_EXCEPTION ? &base_protocol                        \
                    : TYPE_##NAME == TYPE_KEY_ERROR    ? &key_protocol                         \
                    : BRINGS(NAME, layout)             ? &exception_protocols[LAYOUT_##layout] \
                                                       : NULL,                                             \
        .attributes = TYPE_##NAME == TYPE_BASE_EXCEPTION ? base_attributes                     \
                      : BRINGS(NAME, layout)             ? exception_attributes_##layout       \
                                                         : NULL,                                           \
        .methods = TYPE_##NAME == TYPE_BASE_EXCEPTION         ? base_methods                   \
                   : TYPE_##NAME == TYPE_BASE_EXCEPTION_GROUP ? exception_group_methods        \
                                                              : NULL,                          \
    },
    BUILTIN_EXCEPTIONS(X)
#undef X
};

struct type_definition const *exception_definition(uint32_t number)
{
    return number >= TYPE_BASE_EXCEPTION && number < TYPE_COUNT ? &definitions[number - TYPE_BASE_EXCEPTION] : NULL;
}

// ExceptionGroup is the one built-in class with two bases.
bool exception_group_define(struct ouro *rt)
{
    struct type *exception = type_by_number(rt, TYPE_EXCEPTION);
    struct type *group = type_by_number(rt, TYPE_BASE_EXCEPTION_GROUP);
    if (exception == NULL || group == NULL) {
        return false;
    }
    ref_value bases[] = {ref_object(group), ref_object(exception)};
    own_value tuple = tuple_from(rt, bases, 2);
    own_value mro = failed(tuple) ? tuple : tuple_new(rt, 5);
    if (failed(mro) || !type_define(rt, &definitions[TYPE_EXCEPTION_GROUP - TYPE_BASE_EXCEPTION])) {
        release(rt, tuple);
        release(rt, mro);
        return false;
    }
    struct type *t = rt->objects->types[TYPE_EXCEPTION_GROUP];
    if (!type_add_derived(rt, exception, t)) {
        error_clear(rt); // it is missing in __subclasses__() alone
    }
    ref_value order[] = {ref_object(t), ref_object(group), ref_object(exception),
                         ref_object(rt->objects->types[TYPE_BASE_EXCEPTION]),
                         ref_object(rt->objects->types[TYPE_OBJECT])};
    for (uint32_t i = 0; i < 5; i++) {
        slot_init(&as_tuple(lend(mro))->items[i], retain(order[i]));
    }
    slot_set(rt, t, &t->bases, tuple);
    slot_set(rt, t, &t->mro, mro);
    return true;
}

enum type_number exception_of_errno(int error_number)
{
    switch (error_number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
        return TYPE_BLOCKING_IO_ERROR;
    case EPIPE:
    case ESHUTDOWN:
        return TYPE_BROKEN_PIPE_ERROR;
    case ECHILD:
        return TYPE_CHILD_PROCESS_ERROR;
    case ECONNABORTED:
        return TYPE_CONNECTION_ABORTED_ERROR;
    case ECONNREFUSED:
        return TYPE_CONNECTION_REFUSED_ERROR;
    case ECONNRESET:
        return TYPE_CONNECTION_RESET_ERROR;
    case EEXIST:
        return TYPE_FILE_EXISTS_ERROR;
    case ENOENT:
        return TYPE_FILE_NOT_FOUND_ERROR;
    case EISDIR:
        return TYPE_IS_A_DIRECTORY_ERROR;
    case ENOTDIR:
        return TYPE_NOT_A_DIRECTORY_ERROR;
    case EINTR:
        return TYPE_INTERRUPTED_ERROR;
    case EACCES:
    case EPERM:
        return TYPE_PERMISSION_ERROR;
    case ESRCH:
        return TYPE_PROCESS_LOOKUP_ERROR;
    case ETIMEDOUT:
        return TYPE_TIMEOUT_ERROR;
    default:
        return TYPE_OS_ERROR;
    }
}

bool is_exception_type(struct ouro *rt, ref_value v)
{
    return is_object(v) && is_type(rt, v) && type_is_subtype(as_type(v), rt->objects->types[TYPE_BASE_EXCEPTION]);
}

int exception_matches(struct ouro *rt, ref_value exception, ref_value matcher)
{
    if (is_exception_type(rt, matcher)) {
        return type_is_subtype(type_of(rt, exception), as_type(matcher));
    }
    bool is_each = is_object(matcher) && is_tuple(rt, matcher);
    bool matches = false;
    for (uint64_t i = 0; is_each && i < as_tuple(matcher)->length; i++) {
        ref_value item = tuple_item(matcher, i);
        is_each = is_exception_type(rt, item);
        matches = matches || (is_each && type_is_subtype(type_of(rt, exception), as_type(item)));
    }
    if (is_each) {
        return matches;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed");
    return -1;
}
