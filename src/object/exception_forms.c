// SPDX-License-Identifier: MIT
// What some exception classes add: fields from their arguments, attributes, their own str().
#include "object/bytes.h"
#include "object/class.h"
#include "object/error.h"
#include "object/exception_types.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#define FIELD(name, number)                                                  \
    static own_value get_##name(struct ouro *rt, ref_value self)             \
    {                                                                        \
        (void)rt;                                                            \
        return exception_get_field(self, number);                            \
    }                                                                        \
    static bool set_##name(struct ouro *rt, ref_value self, ref_value value) \
    {                                                                        \
        return exception_set_field(rt, self, number, value);                 \
    }
#define ATTRIBUTE(text, name)              \
    {                                      \
        text, get_##name, set_##name, NULL \
    }
#define END                    \
    {                          \
        NULL, NULL, NULL, NULL \
    }

FIELD(exit_code, SYSTEM_EXIT_CODE)
FIELD(stop_value, STOP_VALUE)
FIELD(attribute_name, ATTRIBUTE_NAME)
FIELD(attribute_obj, ATTRIBUTE_OBJ)
FIELD(name_name, NAME_ERROR_NAME)
FIELD(import_msg, IMPORT_MSG)
FIELD(import_name, IMPORT_NAME)
FIELD(import_path, IMPORT_PATH)
FIELD(os_errno, OS_ERRNO)
FIELD(os_strerror, OS_STRERROR)
FIELD(os_filename, OS_FILENAME)
FIELD(os_filename2, OS_FILENAME2)
FIELD(syntax_msg, SYNTAX_MSG)
FIELD(syntax_filename, SYNTAX_FILENAME)
FIELD(syntax_lineno, SYNTAX_LINENO)
FIELD(syntax_offset, SYNTAX_OFFSET)
FIELD(syntax_text, SYNTAX_TEXT)
FIELD(syntax_end_lineno, SYNTAX_END_LINENO)
FIELD(syntax_end_offset, SYNTAX_END_OFFSET)
FIELD(syntax_print, SYNTAX_PRINT_FILE_AND_LINE)
FIELD(unicode_encoding, UNICODE_ENCODING)
FIELD(unicode_object, UNICODE_OBJECT)
FIELD(unicode_start, UNICODE_START)
FIELD(unicode_end, UNICODE_END)
FIELD(unicode_reason, UNICODE_REASON)

static own_value get_group_message(struct ouro *rt, ref_value self)
{
    (void)rt;
    return exception_get_field(self, GROUP_MESSAGE);
}
static own_value get_group_exceptions(struct ouro *rt, ref_value self)
{
    (void)rt;
    return exception_get_field(self, GROUP_EXCEPTIONS);
}

static own_value get_written(struct ouro *rt, ref_value self)
{
    ref_value v = slot_get(as_exception(self)->fields[OS_WRITTEN]);
    return is_nothing(v) ? error_raise(rt, TYPE_ATTRIBUTE_ERROR, "characters_written") : retain(v);
}
static bool set_written(struct ouro *rt, ref_value self, ref_value value)
{
    if (is_nothing(value) && is_nothing(slot_get(as_exception(self)->fields[OS_WRITTEN]))) {
        (void)error_raise(rt, TYPE_ATTRIBUTE_ERROR, "characters_written");
        return false;
    }
    if (is_nothing(value)) {
        slot_set(rt, as_exception(self), &as_exception(self)->fields[OS_WRITTEN], own_nothing);
        return true;
    }
    return exception_set_field(rt, self, OS_WRITTEN, value);
}

struct attribute_definition const exception_attributes_SYSTEM_EXIT[] = {ATTRIBUTE("code", exit_code), END};
struct attribute_definition const exception_attributes_STOP_ITERATION[] = {ATTRIBUTE("value", stop_value), END};
struct attribute_definition const exception_attributes_ATTRIBUTE[] = {ATTRIBUTE("name", attribute_name),
                                                                      ATTRIBUTE("obj", attribute_obj), END};
struct attribute_definition const exception_attributes_NAME[] = {ATTRIBUTE("name", name_name), END};
struct attribute_definition const exception_attributes_IMPORT[] = {
    ATTRIBUTE("msg", import_msg), ATTRIBUTE("name", import_name), ATTRIBUTE("path", import_path), END};
struct attribute_definition const exception_attributes_OS[] = {
    ATTRIBUTE("errno", os_errno),         ATTRIBUTE("strerror", os_strerror),       ATTRIBUTE("filename", os_filename),
    ATTRIBUTE("filename2", os_filename2), ATTRIBUTE("characters_written", written), END};
struct attribute_definition const exception_attributes_SYNTAX[] = {ATTRIBUTE("msg", syntax_msg),
                                                                   ATTRIBUTE("filename", syntax_filename),
                                                                   ATTRIBUTE("lineno", syntax_lineno),
                                                                   ATTRIBUTE("offset", syntax_offset),
                                                                   ATTRIBUTE("text", syntax_text),
                                                                   ATTRIBUTE("end_lineno", syntax_end_lineno),
                                                                   ATTRIBUTE("end_offset", syntax_end_offset),
                                                                   ATTRIBUTE("print_file_and_line", syntax_print),
                                                                   END};
struct attribute_definition const exception_attributes_UNICODE[] = {
    ATTRIBUTE("encoding", unicode_encoding), ATTRIBUTE("object", unicode_object), ATTRIBUTE("start", unicode_start),
    ATTRIBUTE("end", unicode_end),           ATTRIBUTE("reason", unicode_reason), END};
struct attribute_definition const exception_attributes_GROUP[] = {
    {"message", get_group_message, NULL, "exception message"},
    {"exceptions", get_group_exceptions, NULL, "nested exceptions"},
    END};

static void field_set(struct ouro *rt, ref_value self, uint32_t field, ref_value value)
{
    slot_set(rt, as_exception(self), &as_exception(self)->fields[field], retain(value));
}

static struct tuple *arguments_of(ref_value self)
{
    return as_tuple(slot_get(as_exception(self)->args));
}

// Keyword arguments that are plain fields.
static bool fill_keywords(struct ouro *rt, ref_value self, char const *const *names, uint32_t const *fields,
                          ref_value const *values, ref_value kwnames, char const *class)
{
    uint64_t count = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    for (uint64_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (names[k] != NULL && !str_equals(as_str(tuple_item(kwnames, i)), names[k])) {
            k++;
        }
        if (names[k] == NULL) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "'%U' is an invalid keyword argument for %s()",
                              tuple_item(kwnames, i), class);
            return false;
        }
        field_set(rt, self, fields[k], values[i]);
    }
    return true;
}

static bool fill_system_exit(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    (void)values, (void)kwnames;
    struct tuple *args = arguments_of(self);
    if (args->length != 0) {
        field_set(rt, self, SYSTEM_EXIT_CODE, args->length == 1 ? slot_get(args->items[0]) : ref_object(args));
    }
    return true;
}

static bool fill_stop(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    (void)values, (void)kwnames;
    struct tuple *args = arguments_of(self);
    field_set(rt, self, STOP_VALUE, args->length ? slot_get(args->items[0]) : ref_none);
    return true;
}

static bool fill_attribute(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    static char const *const names[] = {"name", "obj", NULL};
    static uint32_t const fields[] = {ATTRIBUTE_NAME, ATTRIBUTE_OBJ};
    return fill_keywords(rt, self, names, fields, values, kwnames, "AttributeError");
}

static bool fill_name(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    static char const *const names[] = {"name", NULL};
    static uint32_t const fields[] = {NAME_ERROR_NAME};
    return fill_keywords(rt, self, names, fields, values, kwnames, "NameError");
}

static bool fill_import(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    static char const *const names[] = {"name", "path", NULL};
    static uint32_t const fields[] = {IMPORT_NAME, IMPORT_PATH};
    struct tuple *args = arguments_of(self);
    field_set(rt, self, IMPORT_NAME, ref_nothing);
    field_set(rt, self, IMPORT_PATH, ref_nothing);
    field_set(rt, self, IMPORT_MSG, args->length == 1 ? slot_get(args->items[0]) : ref_nothing);
    return fill_keywords(rt, self, names, fields, values, kwnames, "ImportError");
}

// OSError -------------------------------------------------------------------------------------------------------------

// (errno, strerror[, filename[, winerror[, filename2]]]): with a file name, args keeps the first two.
static bool fill_os(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    (void)values, (void)kwnames;
    struct tuple *args = arguments_of(self);
    if (args->length < 2 || args->length > 5) {
        return true;
    }
    field_set(rt, self, OS_ERRNO, slot_get(args->items[0]));
    field_set(rt, self, OS_STRERROR, slot_get(args->items[1]));
    ref_value name = args->length > 2 ? slot_get(args->items[2]) : ref_none;
    if (is_none(name)) {
        return true;
    }
    if (is_kind(rt, self, TYPE_BLOCKING_IO_ERROR) && is_int(rt, name)) {
        field_set(rt, self, OS_WRITTEN, name);
        return true;
    }
    field_set(rt, self, OS_FILENAME, name);
    if (args->length == 5 && !is_none(slot_get(args->items[4]))) {
        field_set(rt, self, OS_FILENAME2, slot_get(args->items[4]));
    }
    own_value two = tuple_slice(rt, ref_object(args), 0, 2);
    if (failed(two)) {
        return false;
    }
    slot_set(rt, as_exception(self), &as_exception(self)->args, two);
    return true;
}

// Does __init__ fill it in? Where a class overrides __init__ alone, what that passes on counts; else what __new__ got.
static bool filled_by_init(struct type *t)
{
    return type_overrides(t, NAME_init) && !type_overrides(t, NAME_new);
}

// OSError itself becomes the subclass that the error number asks for.
static own_value create_os(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *t = as_type(args[0]);
    bool by_init = filled_by_init(t);
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length != 0 && !by_init) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N() takes no keyword arguments", t);
    }
    int64_t number;
    if (t == rt->objects->types[TYPE_OS_ERROR] && count >= 3 && count <= 6 && is_int(rt, args[1]) &&
        int_to_int64(rt, args[1], &number) && number >= 0 && number <= INT32_MAX) {
        t = type_by_number(rt, exception_of_errno((int)number));
        if (t == NULL) {
            return own_nothing;
        }
    }
    ref_value few[8];
    ref_value *copy = few;
    if (count > 8 && (copy = heap_raw_allocate(&rt->heap, count * sizeof *copy)) == NULL) {
        return error_no_memory(rt);
    }
    memcpy(copy, args, count * sizeof *copy);
    copy[0] = ref_object(t);
    own_value made = exception_create(rt, copy, by_init ? 1 : count, ref_nothing);
    if (copy != few) {
        heap_raw_free(&rt->heap, copy, count * sizeof *copy);
    }
    if (!failed(made) && !by_init && !fill_os(rt, lend(made), NULL, ref_nothing)) {
        release(rt, made);
        return own_nothing;
    }
    return made;
}

static own_value init_os(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (!filled_by_init(type_of(rt, args[0]))) {
        return own_none; // __new__ has done it
    }
    return exception_initialize(rt, args, count, kwnames);
}

static own_value str_os(struct ouro *rt, ref_value self)
{
    struct exception *e = as_exception(self);
    ref_value number = slot_get(e->fields[OS_ERRNO]);
    ref_value message = slot_get(e->fields[OS_STRERROR]);
    ref_value name = slot_get(e->fields[OS_FILENAME]);
    ref_value name2 = slot_get(e->fields[OS_FILENAME2]);
    if (is_nothing(number)) {
        number = ref_none;
    }
    if (is_nothing(message)) {
        message = ref_none;
    }
    if (!is_nothing(name) && !is_none(name)) {
        OWN
        n = retain(number);
        OWN
        m = retain(message);
        OWN
        f = retain(name);
        OWN
        g = retain(name2);
        own_value text = is_nothing(name2) || is_none(name2)
                             ? str_format(rt, "[Errno %S] %S: %R", lend(n), lend(m), lend(f))
                             : str_format(rt, "[Errno %S] %S: %R -> %R", lend(n), lend(m), lend(f), lend(g));
        release(rt, give(g));
        release(rt, give(f));
        release(rt, give(m));
        release(rt, give(n));
        return text;
    }
    if (!is_none(number) && !is_none(message)) {
        OWN
        n = retain(number);
        OWN
        m = retain(message);
        own_value text = str_format(rt, "[Errno %S] %S", lend(n), lend(m));
        release(rt, give(m));
        release(rt, give(n));
        return text;
    }
    return exception_str(rt, self);
}

// SyntaxError ---------------------------------------------------------------------------------------------------------

static bool fill_syntax(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    (void)values, (void)kwnames;
    struct tuple *args = arguments_of(self);
    if (args->length >= 1) {
        field_set(rt, self, SYNTAX_MSG, slot_get(args->items[0]));
    }
    if (args->length != 2) {
        return true;
    }
    own_value info = operation_tuple(rt, slot_get(args->items[1]));
    if (failed(info)) {
        return false;
    }
    uint64_t n = as_tuple(lend(info))->length;
    if (n < 4 || n > 6) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "function takes at %s %d arguments (%llu given)",
                          n < 4 ? "least" : "most", n < 4 ? 4 : 6, (unsigned long long)n);
        release(rt, info);
        return false;
    }
    for (uint64_t i = 0; i < n; i++) {
        field_set(rt, self, SYNTAX_FILENAME + (uint32_t)i, tuple_item(lend(info), i));
    }
    release(rt, info);
    if (n == 5) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "end_offset must be provided when end_lineno is provided");
        return false;
    }
    return true;
}

static own_value str_syntax(struct ouro *rt, ref_value self)
{
    struct exception *e = as_exception(self);
    OWN
    message = exception_get_field(self, SYNTAX_MSG);
    OWN
    line = retain(slot_get(e->fields[SYNTAX_LINENO]));
    OWN
    name = retain(slot_get(e->fields[SYNTAX_FILENAME]));
    if (is_nothing(lend(name)) || !is_str(rt, lend(name))) {
        release(rt, give(name));
    }
    bool has_line = !failed(line) && is_int(rt, lend(line));
    char const *base = NULL;
    if (!failed(name)) {
        char const *slash = strrchr(str_bytes(as_str(lend(name))), '/');
        base = slash ? slash + 1 : str_bytes(as_str(lend(name)));
    }
    own_value text;
    if (base != NULL && has_line) {
        text = str_format(rt, "%S (%s, line %S)", lend(message), base, lend(line));
    } else if (base != NULL) {
        text = str_format(rt, "%S (%s)", lend(message), base);
    } else if (has_line) {
        text = str_format(rt, "%S (line %S)", lend(message), lend(line));
    } else {
        text = operation_str(rt, lend(message));
    }
    release(rt, give(name));
    release(rt, give(line));
    release(rt, give(message));
    return text;
}

static own_value str_import(struct ouro *rt, ref_value self)
{
    ref_value message = slot_get(as_exception(self)->fields[IMPORT_MSG]);
    return is_exact(message, TYPE_STR) ? retain(message) : exception_str(rt, self);
}

// UnicodeError's three ------------------------------------------------------------------------------------------------

static bool fill_unicode(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    (void)values, (void)kwnames;
    bool translates = is_kind(rt, self, TYPE_UNICODE_TRANSLATE_ERROR);
    bool decodes = is_kind(rt, self, TYPE_UNICODE_DECODE_ERROR);
    struct tuple *args = arguments_of(self);
    uint32_t wanted = translates ? 4 : 5;
    if (args->length != wanted) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "function takes exactly %u arguments (%llu given)", wanted,
                          (unsigned long long)args->length);
        return false;
    }
    for (uint32_t i = 0; i < wanted; i++) {
        uint32_t field = i + translates;
        ref_value v = slot_get(args->items[i]);
        bool is_number = field == UNICODE_START || field == UNICODE_END;
        bool is_bytes = decodes && field == UNICODE_OBJECT;
        if (is_bytes ? !is_bytes_like(rt, v) : is_number ? !is_int(rt, v) : !is_str(rt, v)) {
            if (is_number) {
                (void)error_raise(rt, TYPE_TYPE_ERROR, "'%T' object cannot be interpreted as an integer", v);
            } else if (is_bytes) {
                (void)error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", v);
            } else {
                (void)error_raise(rt, TYPE_TYPE_ERROR, "argument %u must be str, not %T", i + 1, v);
            }
            return false;
        }
        field_set(rt, self, field, v);
    }
    return true;
}

static own_value describe_character(struct ouro *rt, ref_value text, uint32_t at)
{
    uint32_t c = str_code_point(as_str(text), at);
    char buffer[16];
    char digits[] = "0123456789abcdef";
    uint32_t width = c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
    buffer[0] = '\\';
    buffer[1] = c <= 0xff ? 'x' : c <= 0xffff ? 'u' : 'U';
    for (uint32_t i = 0; i < width; i++) {
        buffer[2 + i] = digits[c >> 4 * (width - 1 - i) & 15];
    }
    return str_new(rt, buffer, 2 + width);
}

static own_value str_unicode(struct ouro *rt, ref_value self)
{
    struct exception *e = as_exception(self);
    ref_value object = slot_get(e->fields[UNICODE_OBJECT]);
    int64_t start;
    int64_t end;
    if (is_nothing(object) || !is_int(rt, slot_get(e->fields[UNICODE_START])) ||
        !is_int(rt, slot_get(e->fields[UNICODE_END])) ||
        !int_to_int64(rt, slot_get(e->fields[UNICODE_START]), &start) ||
        !int_to_int64(rt, slot_get(e->fields[UNICODE_END]), &end)) {
        return retain(name_of(rt, NAME_empty));
    }
    OWN
    encoding = exception_get_field(self, UNICODE_ENCODING);
    OWN
    reason = exception_get_field(self, UNICODE_REASON);
    bool translates = is_kind(rt, self, TYPE_UNICODE_TRANSLATE_ERROR);
    own_value text = own_nothing;
    uint8_t const *data;
    size_t size;
    if (is_kind(rt, self, TYPE_UNICODE_DECODE_ERROR)) {
        if (bytes_view(rt, object, &data, &size)) {
            text = start >= 0 && (uint64_t)start < size && end == start + 1
                       ? str_format(rt, "'%S' codec can't decode byte 0x%s%x in position %lld: %S", lend(encoding),
                                    data[start] < 16 ? "0" : "", (unsigned)data[start], (long long)start, lend(reason))
                       : str_format(rt, "'%S' codec can't decode bytes in position %lld-%lld: %S", lend(encoding),
                                    (long long)start, (long long)end - 1, lend(reason));
        }
    } else {
        bool one = is_str(rt, object) && start >= 0 && start < as_str(object)->length && end == start + 1;
        OWN
        character = one ? describe_character(rt, object, (uint32_t)start) : own_nothing;
        if (one && failed(character)) {
            text = own_nothing;
        } else if (one && translates) {
            text = str_format(rt, "can't translate character '%U' in position %lld: %S", lend(character),
                              (long long)start, lend(reason));
        } else if (one) {
            text = str_format(rt, "'%S' codec can't encode character '%U' in position %lld: %S", lend(encoding),
                              lend(character), (long long)start, lend(reason));
        } else if (translates) {
            text = str_format(rt, "can't translate characters in position %lld-%lld: %S", (long long)start,
                              (long long)end - 1, lend(reason));
        } else {
            text = str_format(rt, "'%S' codec can't encode characters in position %lld-%lld: %S", lend(encoding),
                              (long long)start, (long long)end - 1, lend(reason));
        }
        release(rt, give(character));
    }
    release(rt, give(reason));
    release(rt, give(encoding));
    return text;
}

// Groups --------------------------------------------------------------------------------------------------------------

// Checks the members; *plain: all derive from Exception. false: an error is pending.
static bool check_members(struct ouro *rt, ref_value members, bool *plain)
{
    struct tuple *t = as_tuple(members);
    *plain = true;
    if (t->length == 0) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence");
        return false;
    }
    for (uint64_t i = 0; i < t->length; i++) {
        ref_value item = slot_get(t->items[i]);
        if (!is_exception(rt, item)) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "Item %llu of second argument (exceptions) is not an exception",
                              (unsigned long long)i);
            return false;
        }
        *plain = *plain && is_kind(rt, item, TYPE_EXCEPTION);
    }
    return true;
}

static struct type *group_class(struct ouro *rt, struct type *t, bool plain)
{
    struct type *base = type_by_number(rt, TYPE_BASE_EXCEPTION_GROUP);
    struct type *group = type_by_number(rt, TYPE_EXCEPTION_GROUP);
    if (group == NULL) {
        return NULL;
    }
    if (t == base) {
        return plain ? group : base;
    }
    if (plain) {
        return t;
    }
    if (t == group) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup");
        return NULL;
    }
    if (type_is_subtype(t, rt->objects->types[TYPE_EXCEPTION])) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "Cannot nest BaseExceptions in '%N'", t);
        return NULL;
    }
    return t;
}

static own_value create_group(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    if (count != 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)",
                           count - 1);
    }
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[1]);
    }
    struct type *given = type_of(rt, args[2]);
    if (given->protocol->get_item == NULL && !type_overrides(given, NAME_getitem)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "second argument (exceptions) must be a sequence");
    }
    own_value members = operation_tuple(rt, args[2]);
    if (failed(members)) {
        return members;
    }
    bool plain;
    struct type *t = check_members(rt, lend(members), &plain) ? group_class(rt, as_type(args[0]), plain) : NULL;
    own_value made = own_nothing;
    if (t != NULL) {
        ref_value copy[] = {ref_object(t), args[1], args[2]};
        made = exception_create(rt, copy, 3, kwnames);
    }
    if (!failed(made)) {
        field_set(rt, lend(made), GROUP_MESSAGE, args[1]);
        field_set(rt, lend(made), GROUP_EXCEPTIONS, lend(members));
    }
    release(rt, members);
    return made;
}

static own_value str_group(struct ouro *rt, ref_value self)
{
    struct exception *e = as_exception(self);
    ref_value members = slot_get(e->fields[GROUP_EXCEPTIONS]);
    uint64_t n = is_nothing(members) ? 0 : as_tuple(members)->length;
    return str_format(rt, "%S (%llu sub-exception%s)", slot_get(e->fields[GROUP_MESSAGE]), (unsigned long long)n,
                      n == 1 ? "" : "s");
}

// For exceptions that C code makes.
static bool fill_group(struct ouro *rt, ref_value self, ref_value const *values, ref_value kwnames)
{
    (void)values, (void)kwnames;
    struct exception *e = as_exception(self);
    struct tuple *args = arguments_of(self);
    if (!is_nothing(slot_get(e->fields[GROUP_EXCEPTIONS])) || args->length != 2) {
        return true;
    }
    field_set(rt, self, GROUP_MESSAGE, slot_get(args->items[0]));
    own_value members = operation_tuple(rt, slot_get(args->items[1]));
    if (failed(members)) {
        return false;
    }
    slot_set(rt, e, &e->fields[GROUP_EXCEPTIONS], members);
    return true;
}

struct exception_form const exception_forms[LAYOUT_COUNT] = {
    [LAYOUT_SYSTEM_EXIT] = {fill_system_exit, false},
    [LAYOUT_STOP_ITERATION] = {fill_stop, false},
    [LAYOUT_ATTRIBUTE] = {fill_attribute, true},
    [LAYOUT_NAME] = {fill_name, true},
    [LAYOUT_IMPORT] = {fill_import, true},
    [LAYOUT_OS] = {fill_os, false},
    [LAYOUT_SYNTAX] = {fill_syntax, false},
    [LAYOUT_UNICODE] = {fill_unicode, false},
    [LAYOUT_GROUP] = {fill_group, false},
};

struct type_protocol const exception_protocols[LAYOUT_COUNT] = {
    [LAYOUT_SYSTEM_EXIT] = {.initialize = exception_initialize},
    [LAYOUT_STOP_ITERATION] = {.initialize = exception_initialize},
    [LAYOUT_ATTRIBUTE] = {.initialize = exception_initialize},
    [LAYOUT_NAME] = {.initialize = exception_initialize},
    [LAYOUT_IMPORT] = {.initialize = exception_initialize, .str = str_import},
    [LAYOUT_OS] = {.create = create_os, .initialize = init_os, .str = str_os},
    [LAYOUT_SYNTAX] = {.initialize = exception_initialize, .str = str_syntax},
    [LAYOUT_UNICODE] = {.initialize = exception_initialize, .str = str_unicode},
    [LAYOUT_GROUP] = {.create = create_group, .initialize = exception_initialize, .str = str_group},
};
