// SPDX-License-Identifier: MIT
// The type str: its protocol, making strings from Python, and str_iterator.
#include "object/codec.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/fields.h"
#include "object/memory_search.h"
#include "object/slice.h"
#include "object/str_methods.h"
#include "object/str_table.h"
#include "object/text_iterator.h"
#include "object/tuple.h"
#include "object/utf8.h"

#include <stddef.h>

// Making --------------------------------------------------------------------------------------------------------------

// A str of a class derived from str with the text of s.
static own_value derived_make(struct ouro *rt, struct type *type, struct str const *s)
{
    size_t size = str_size(s);
    bool ascii = str_is_ascii(s);
    size_t head = (ascii ? offsetof(struct str, ascii) : offsetof(struct str, wide.bytes)) - type->definition->size;
    own_value v = object_create(rt, type, head + size + 1);
    if (failed(v)) {
        return v;
    }
    struct str *to = as_str(lend(v));
    to->length = s->length;
    to->hash = s->hash;
    if (ascii) {
        to->header.kind |= STR_ASCII;
    } else {
        to->wide.size = (uint32_t)size;
    }
    memcpy(str_fill(to), str_bytes(s), size);
    return v;
}

static own_value decode_argument(struct ouro *rt, ref_value const *arguments)
{
    char const *encoding, *errors;
    if (!codec_name(rt, arguments[1], "str", "encoding", "utf-8", &encoding) ||
        !codec_name(rt, arguments[2], "str", "errors", NULL, &errors)) {
        return own_nothing;
    }
    ref_value object = arguments[0];
    if (is_nothing(object)) {
        return str_make(rt, "", 0, 0);
    }
    if (is_str(rt, object)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "decoding str is not supported");
    }
    if (!is_bytes_like(rt, object)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "decoding to str: need a bytes-like object, %T found", object);
    }
    uint8_t const *data;
    size_t size;
    if (!bytes_view(rt, object, &data, &size)) {
        return own_nothing;
    }
    return codec_decode(rt, data, size, encoding, errors);
}

static own_value create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"object", "encoding", "errors"};
    static struct signature const signature = {"str", names, 3, 0, 0, 3};
    struct type *type = (struct type *)as_object(args[0]);
    if (OURO_LIKELY(count == 2 && is_nothing(kwnames) && !(type->flags & TYPE_PYTHON))) {
        return operation_str(rt, args[1]);
    }
    ref_value given[3];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value s;
    if (!is_nothing(given[1]) || !is_nothing(given[2])) {
        s = decode_argument(rt, given);
    } else if (is_nothing(given[0])) {
        s = str_make(rt, "", 0, 0);
    } else {
        s = operation_str(rt, given[0]);
    }
    if (failed(s) || !(type->flags & TYPE_PYTHON)) {
        return s;
    }
    own_value derived = derived_make(rt, type, as_str(lend(s)));
    release(rt, s);
    return derived;
}

// Protocol ------------------------------------------------------------------------------------------------------------

static own_value text(struct ouro *rt, ref_value self)
{
    return str_exact(rt, self);
}

static bool hash(struct ouro *rt, ref_value self, int64_t *out)
{
    *out = (int64_t)str_hash(rt, as_str(self));
    return true;
}

static own_value compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    if (!is_str(rt, self) || !is_str(rt, other)) {
        return own_not_implemented;
    }
    if (op == COMPARE_EQ || op == COMPARE_NE) {
        return own_bool(str_equal(as_str(self), as_str(other)) == (op == COMPARE_EQ));
    }
    int order = same(self, other) ? 0 : str_compare(as_str(self), as_str(other));
    switch (op) {
    case COMPARE_LT:
        return own_bool(order < 0);
    case COMPARE_LE:
        return own_bool(order <= 0);
    case COMPARE_GT:
        return own_bool(order > 0);
    default:
        return own_bool(order >= 0);
    }
}

static int64_t length(struct ouro *rt, ref_value self)
{
    (void)rt;
    return as_str(self)->length;
}

// Every step-th code point of a text that is not ASCII, `count` of them.
static own_value wide_stride(struct ouro *rt, struct str *s, int64_t start, int64_t step, int64_t count)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    size_t at = str_offset(rt, s, (uint32_t)start);
    for (int64_t i = 0; i < count; i++) {
        char const *here = str_bytes(s) + at;
        if (!str_builder_add(&b, here, utf8_width(*here))) {
            break;
        }
        if (i + 1 == count) {
            break;
        }
        if (step >= -16 && step <= 16) {
            for (int64_t k = step; k > 0; k--) {
                here += utf8_width(*here);
            }
            for (int64_t k = step; k < 0; k++) {
                here = utf8_previous(here);
            }
            at = (size_t)(here - str_bytes(s));
        } else {
            at = str_offset(rt, s, (uint32_t)(start + (i + 1) * step));
        }
    }
    return str_builder_finish(&b);
}

static own_value get_slice(struct ouro *rt, ref_value self, ref_value key)
{
    struct str *s = as_str(self);
    int64_t start, stop, step, count;
    if (!slice_resolve(rt, key, s->length, &start, &stop, &step, &count)) {
        return own_nothing;
    }
    if (count <= 0) {
        return str_make(rt, "", 0, 0);
    }
    if (step == 1) {
        return str_substring(rt, self, (uint32_t)start, (uint32_t)(start + count));
    }
    if (!str_is_ascii(s)) {
        return wide_stride(rt, s, start, step, count);
    }
    if (count == 1) {
        return str_character_at(rt, s, (size_t)start);
    }
    struct str *result = str_allocate(rt, (size_t)count, (size_t)count);
    if (result == NULL) {
        return own_nothing;
    }
    for (int64_t i = 0; i < count; i++) {
        result->ascii[i] = s->ascii[start + i * step];
    }
    return own_object(result);
}

static own_value get_item(struct ouro *rt, ref_value self, ref_value key)
{
    if (is_exact(key, TYPE_SLICE)) {
        return get_slice(rt, self, key);
    }
    if (!is_index(rt, key)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "string indices must be integers, not '%T'", key);
    }
    struct str *s = as_str(self);
    int64_t i;
    if (!container_position(rt, key, s->length, &i)) {
        return own_nothing;
    }
    if ((uint64_t)i >= s->length) {
        return error_raise(rt, TYPE_INDEX_ERROR, "string index out of range");
    }
    return str_character_at(rt, s, str_offset(rt, s, (uint32_t)i));
}

static int contains(struct ouro *rt, ref_value self, ref_value item)
{
    if (!is_str(rt, item)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "'in <string>' requires string as left operand, not %T", item);
        return -1;
    }
    struct str *s = as_str(self);
    struct str *part = as_str(item);
    return memory_find(str_bytes(s), str_size(s), str_bytes(part), str_size(part)) != MEMORY_NOT_FOUND;
}

static own_value concat(struct ouro *rt, ref_value self, ref_value other)
{
    if (!is_str(rt, other)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "can only concatenate str (not \"%T\") to str", other);
    }
    return str_concat(rt, self, other);
}

static own_value remainder_of(struct ouro *rt, ref_value left, ref_value right)
{
    return is_str(rt, left) ? str_percent(rt, left, right) : own_not_implemented;
}

static own_value iterate(struct ouro *rt, ref_value self)
{
    struct str_iterator *it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_STR_ITERATOR);
    if (it == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&it->str, retain(self));
    return own_object(it);
}

// Methods that belong to no group -------------------------------------------------------------------------------------

static own_value method_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "__format__() argument must be str, not %T", args[1]);
    }
    return str_format_value(rt, args[0], args[1]);
}

static own_value method_getnewargs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct str *s = as_str(args[0]);
    own_value copy = str_make(rt, str_bytes(s), str_size(s), s->length);
    return failed(copy) ? copy : tuple_from_owned(rt, &copy, 1);
}

static own_value method_sizeof(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct str *s = as_str(args[0]);
    size_t bytes = heap_block_bytes(s);
    if (!str_is_ascii(s)) {
        bytes += s->wide.indexed * sizeof *s->wide.index;
    }
    return own_small_int((int64_t)bytes);
}

static struct native_definition const methods[] = {
#define X(name, least, most, flags, doc) {#name, str_method_##name, least, most, flags, doc},
    STR_METHODS(X)
#undef X
        {"__format__", method_format, 1, 1, 0, "Return a formatted version of the string as described by format_spec."},
    {"__getnewargs__", method_getnewargs, 0, 0, 0, NULL},
    {"__sizeof__", method_sizeof, 0, 0, 0, "Return the size of the string in memory, in bytes."},
    {0},
};

static struct type_protocol const protocol = {
    .repr = str_repr,
    .str = text,
    .hash = hash,
    .compare = compare,
    .iterate = iterate,
    .length = length,
    .get_item = get_item,
    .contains = contains,
    .concat = concat,
    .repeat = str_repeat,
    .binary[BINARY_MOD] = remainder_of,
    .create = create,
};

struct type_definition const str_type_definition = {
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Create a new string object from the given object.",
    .number = TYPE_STR,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_VARIABLE | TYPE_IS_LEAF,
    .size = offsetof(struct str, ascii),
    .finish = str_finish,
    .protocol = &protocol,
    .methods = methods,
};

// str_iterator --------------------------------------------------------------------------------------------------------

FIELDS_FUNCTIONS(iterator, str_iterator, str, 1)

static own_value iterator_next(struct ouro *rt, ref_value self)
{
    return str_iterator_next(rt, (struct str_iterator *)as_object(self));
}

static own_value iterator_length_hint(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    struct str_iterator *it = (struct str_iterator *)as_object(args[0]);
    ref_value s = slot_get(it->str);
    return own_small_int(is_nothing(s) ? 0 : (int64_t)as_str(s)->length - it->index);
}

static own_value iterator_setstate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t index;
    if (!operation_index_int64(rt, args[1], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct str_iterator *it = (struct str_iterator *)as_object(args[0]);
    ref_value s = slot_get(it->str);
    if (!is_nothing(s)) {
        it->index = index < 0 ? 0 : index > as_str(s)->length ? as_str(s)->length : (uint32_t)index;
        it->offset = (uint32_t)str_offset(rt, as_str(s), it->index);
    }
    return own_none;
}

// (iter, (the text,), index), or with an empty text when it is exhausted.
static own_value iterator_reduce(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct str_iterator *it = (struct str_iterator *)as_object(args[0]);
    own_value empty = str_make(rt, "", 0, 0);
    own_value result = text_iterator_reduce(rt, slot_get(it->str), it->index, lend(empty));
    release(rt, empty);
    return result;
}

static struct native_definition const iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iterator_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", iterator_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};

static struct type_protocol const iterator_protocol = {
    .iterate = iterator_self,
    .next = iterator_next,
};

struct type_definition const str_iterator_type_definition = {
    .name = "str_iterator",
    .number = TYPE_STR_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct str_iterator),
    .traverse = iterator_traverse,
    .drop_step = iterator_drop_step,
    .clear = iterator_clear,
    .protocol = &iterator_protocol,
    .methods = iterator_methods,
};
