// SPDX-License-Identifier: MIT
// array.array: the constructor and the methods.
#include "object/array.h"
#include "object/bytes_methods.h"
#include "object/class.h"
#include "object/codec.h"
#include "object/container.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native.h"
#include "object/tuple.h"
#include "object/utf8.h"

own_value array_list(struct ouro *rt, struct array const *a)
{
    own_value list = list_new(rt, a->length);
    for (uint64_t i = 0; i < a->length && !failed(list); i++) {
        own_value item = array_load(rt, a, i);
        if (failed(item) || !list_append(rt, as_list(lend(list)), item)) {
            release(rt, give(list));
        }
    }
    return list;
}

own_value array_text(struct ouro *rt, struct array const *a)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    for (uint64_t i = 0; i < a->length; i++) {
        uint32_t point;
        memcpy(&point, a->data + i * 4, sizeof point);
        if (point > 0x10ffff) {
            str_builder_abandon(&b);
            return error_raise(rt, TYPE_VALUE_ERROR, "character U+%x is not in range [U+0000; U+10ffff]", point);
        }
        str_builder_add_code_point(&b, point);
    }
    return str_builder_finish(&b);
}

static bool add_text(struct ouro *rt, struct array *a, ref_value text)
{
    uint64_t old = a->length, more = as_str(text)->length;
    if (!array_resize(rt, a, old + more)) {
        return false;
    }
    char const *at = str_bytes(as_str(text));
    for (uint64_t i = 0; i < more; i++) {
        uint32_t point;
        at += utf8_decode(at, &point);
        memcpy(a->data + (old + i) * 4, &point, sizeof point);
    }
    return true;
}

static bool add_bytes(struct ouro *rt, struct array *a, ref_value bytes)
{
    struct byte_view view;
    if (!byte_view_get(rt, bytes, &view)) {
        return false;
    }
    if (view.size % a->itemsize != 0) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "bytes length not a multiple of item size");
        return false;
    }
    uint64_t old = a->length;
    if (!array_resize(rt, a, old + view.size / a->itemsize)) {
        return false;
    }
    if (view.size > 0) {
        if (byte_view_get(rt, bytes, &view)) { // its own bytes may have moved
            memcpy(a->data + old * a->itemsize, view.data, view.size);
        }
    }
    return true;
}

static bool add_iterable(struct ouro *rt, struct array *a, ref_value iterable)
{
    own_value iterator = operation_iterate(rt, iterable);
    bool good = !failed(iterator);
    while (good) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            good = !failed(item);
            break;
        }
        good = array_append(rt, a, lend(item));
        release(rt, item);
    }
    release(rt, iterator);
    return good;
}

// Items of a list or tuple, as many as there are at the start, whose length may change meanwhile.
static bool add_sequence(struct ouro *rt, struct array *a, ref_value v)
{
    uint64_t length = is_list(rt, v) ? as_list(v)->length : as_tuple(v)->length;
    if (!array_resize(rt, a, length)) {
        return false;
    }
    for (uint64_t i = 0; i < length; i++) {
        uint8_t bytes[8];
        if (is_list(rt, v) && i >= as_list(v)->length) {
            (void)error_raise(rt, TYPE_INDEX_ERROR, "list index out of range");
            return false;
        }
        own_value item = retain(is_list(rt, v) ? list_item(v, i) : tuple_item(v, i));
        bool good = array_item(rt, a->code, lend(item), bytes);
        release(rt, item);
        if (!good) {
            return false;
        }
        memcpy(a->data + i * a->itemsize, bytes, a->itemsize);
    }
    return true;
}

static bool add_array(struct ouro *rt, struct array *a, struct array const *b)
{
    if (a->code == b->code) {
        return array_extend_array(rt, a, b);
    }
    for (uint64_t i = 0; i < b->length; i++) {
        own_value item = array_load(rt, b, i);
        bool good = !failed(item) && array_append(rt, a, lend(item));
        release(rt, item);
        if (!good) {
            return false;
        }
    }
    return true;
}

static bool fill(struct ouro *rt, struct array *a, ref_value initial)
{
    if (is_str(rt, initial)) {
        return add_text(rt, a, initial);
    }
    if (is_bytes(rt, initial) || is_bytearray(rt, initial)) {
        return add_bytes(rt, a, initial);
    }
    if (is_array(rt, initial)) {
        return add_array(rt, a, as_array(initial));
    }
    return is_list(rt, initial) || is_tuple(rt, initial) ? add_sequence(rt, a, initial) : add_iterable(rt, a, initial);
}

own_value array_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *type = as_type(args[0]);
    bool keywords = !is_nothing(kwnames) && as_tuple(kwnames)->length > 0;
    if (keywords && !(type->flags & TYPE_PYTHON)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "array.array() takes no keyword arguments");
    }
    if (count < 2 || count > 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "array() takes at %s %u argument%s (%u given)",
                           count < 2 ? "least" : "most", count < 2 ? 1 : 2, count < 2 ? "" : "s", count - 1);
    }
    if (!is_str(rt, args[1]) || as_str(args[1])->length != 1) {
        return error_raise(rt, TYPE_TYPE_ERROR, "array() argument 1 must be a unicode character, not %T", args[1]);
    }
    uint32_t code = str_code_point(as_str(args[1]), 0);
    bool text = count == 3 && is_str(rt, args[2]);
    bool text_array = count == 3 && is_array(rt, args[2]) && as_array(args[2])->code == 'u';
    if (code != 'u' && (text || text_array)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot use a %s to initialize an array with typecode '%c'",
                           text ? "str" : "unicode array", code);
    }
    if (code == 0 || code > 127 || strchr(ARRAY_CODES, (int)code) == NULL) {
        return error_raise(rt, TYPE_VALUE_ERROR, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    own_value made = array_new(rt, type, (char)code, 0);
    if (!failed(made) && count == 3 && !fill(rt, as_array(lend(made)), args[2])) {
        release(rt, give(made));
    }
    return made;
}

METHOD(method_append)
{
    (void)count, (void)kwnames;
    return array_append(rt, as_array(args[0]), args[1]) ? own_none : own_nothing;
}

METHOD(method_buffer_info)
{
    (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    own_value both[] = {int_from_uint64(rt, (uint64_t)(uintptr_t)a->data), own_small_int((int64_t)a->length)};
    return failed(both[0]) ? own_nothing : tuple_from_owned(rt, both, 2);
}

METHOD(method_byteswap)
{
    (void)rt, (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    for (uint64_t i = 0; i < a->length; i++) {
        uint8_t *at = a->data + i * a->itemsize;
        for (int low = 0, high = a->itemsize - 1; low < high; low++, high--) {
            uint8_t byte = at[low];
            at[low] = at[high];
            at[high] = byte;
        }
    }
    return own_none;
}

METHOD(method_copy)
{
    (void)count, (void)kwnames;
    return array_part(rt, as_array(args[0]), 0, as_array(args[0])->length);
}

METHOD(method_count)
{
    (void)count, (void)kwnames;
    int64_t n = array_find(rt, args[0], args[1], 0, INT64_MAX, true);
    return n == -2 ? own_nothing : own_small_int(n);
}

METHOD(method_extend)
{
    (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    bool good = is_array(rt, args[1]) ? array_extend_array(rt, a, as_array(args[1])) : add_iterable(rt, a, args[1]);
    return good ? own_none : own_nothing;
}

METHOD(method_frombytes)
{
    (void)count, (void)kwnames;
    if (is_exact(args[1], TYPE_MEMORYVIEW) && as_memoryview(args[1])->itemsize != 1) {
        return error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required");
    }
    return add_bytes(rt, as_array(args[0]), args[1]) ? own_none : own_nothing;
}

static own_value call_with_number(struct ouro *rt, ref_value object, char const *method, own_value argument)
{
    own_value name = failed(argument) ? own_nothing : str_intern(rt, method, strlen(method));
    ref_value const call[] = {object, lend(argument)};
    own_value result = failed(name) ? own_nothing : operation_call_method(rt, lend(name), call, 2, ref_nothing);
    release(rt, name);
    release(rt, argument);
    return result;
}

METHOD(method_fromfile)
{
    (void)count, (void)kwnames;
    int64_t items, bytes;
    struct array *a = as_array(args[0]);
    if (!operation_index_int64(rt, args[2], &items, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (items < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "negative count");
    }
    if (__builtin_mul_overflow(items, a->itemsize, &bytes)) {
        return error_no_memory(rt);
    }
    own_value data = call_with_number(rt, args[1], "read", int_from_int64(rt, bytes));
    if (failed(data)) {
        return data;
    }
    own_value result = own_nothing;
    if (!is_bytes(rt, lend(data))) {
        error_raise(rt, TYPE_TYPE_ERROR, "read() didn't return bytes");
    } else {
        bool short_read = as_bytes(lend(data))->size != (uint64_t)bytes;
        if (add_bytes(rt, a, lend(data))) {
            result = short_read ? error_raise(rt, TYPE_EOF_ERROR, "read() didn't return enough bytes") : own_none;
        }
    }
    release(rt, data);
    return result;
}

METHOD(method_fromlist)
{
    (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    if (!is_list(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "arg must be list");
    }
    uint64_t old = a->length, length = as_list(args[1])->length;
    for (uint64_t i = 0; i < length; i++) {
        own_value item = retain(list_item(args[1], i));
        bool good = array_append(rt, a, lend(item));
        release(rt, item);
        if (good && as_list(args[1])->length != length) {
            (void)error_raise(rt, TYPE_RUNTIME_ERROR, "list changed size during iteration");
            good = false;
        }
        if (!good) { // as it was before
            own_value error = error_take(rt);
            if (a->length > old && !array_resize(rt, a, old)) {
                error_clear(rt);
            }
            error_restore(rt, error);
            return own_nothing;
        }
    }
    return own_none;
}

METHOD(method_fromunicode)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "fromunicode() argument must be str, not %T", args[1]);
    }
    if (as_array(args[0])->code != 'u') {
        return error_raise(rt, TYPE_VALUE_ERROR, "fromunicode() may only be called on unicode type arrays");
    }
    return add_text(rt, as_array(args[0]), args[1]) ? own_none : own_nothing;
}

METHOD(method_index)
{
    (void)kwnames;
    int64_t bounds[2] = {0, INT64_MAX};
    for (uint32_t i = 2; i < count; i++) {
        if (!container_bound(rt, args[i], 0, &bounds[i - 2])) {
            return own_nothing;
        }
    }
    int64_t length = (int64_t)as_array(args[0])->length;
    for (int i = 0; i < 2; i++) {
        bounds[i] = bounds[i] < 0 && (bounds[i] += length) < 0 ? 0 : bounds[i];
    }
    int64_t at = array_find(rt, args[0], args[1], bounds[0], bounds[1], false);
    return at >= 0    ? own_small_int(at)
           : at == -2 ? own_nothing
                      : error_raise(rt, TYPE_VALUE_ERROR, "array.index(x): x not in array");
}

METHOD(method_insert)
{
    (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    int64_t at;
    return operation_index_int64(rt, args[1], &at, TYPE_OVERFLOW_ERROR) && array_insert(rt, a, at, args[2])
               ? own_none
               : own_nothing;
}

METHOD(method_pop)
{
    (void)kwnames;
    int64_t at = -1;
    if (count > 1 && !operation_index_int64(rt, args[1], &at, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct array *a = as_array(args[0]);
    if (a->length == 0) {
        return error_raise(rt, TYPE_INDEX_ERROR, "pop from empty array");
    }
    at = at < 0 ? at + (int64_t)a->length : at;
    if ((uint64_t)at >= a->length) {
        return error_raise(rt, TYPE_INDEX_ERROR, "pop index out of range");
    }
    own_value item = array_load(rt, a, (uint64_t)at);
    if (!failed(item) && !array_splice(rt, a, (uint64_t)at, (uint64_t)at + 1, NULL, 0)) {
        release(rt, give(item));
    }
    return item;
}

METHOD(method_remove)
{
    (void)count, (void)kwnames;
    int64_t at = array_find(rt, args[0], args[1], 0, INT64_MAX, false);
    if (at == -2) {
        return own_nothing;
    }
    struct array *a = as_array(args[0]);
    if (at < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "array.remove(x): x not in array");
    }
    if ((uint64_t)at >= a->length) { // the comparison changed the array
        return own_none;
    }
    return array_splice(rt, a, (uint64_t)at, (uint64_t)at + 1, NULL, 0) ? own_none : own_nothing;
}

METHOD(method_reverse)
{
    (void)rt, (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    for (uint64_t low = 0, high = a->length; low + 1 < high; low++) {
        high--;
        uint8_t item[8];
        memcpy(item, a->data + low * a->itemsize, a->itemsize);
        memcpy(a->data + low * a->itemsize, a->data + high * a->itemsize, a->itemsize);
        memcpy(a->data + high * a->itemsize, item, a->itemsize);
    }
    return own_none;
}

METHOD(method_tobytes)
{
    (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    return bytes_new(rt, a->data, a->length * a->itemsize);
}

METHOD(method_tofile)
{
    (void)count, (void)kwnames;
    uint64_t const block = 64 * 1024;
    for (uint64_t done = 0; done < as_array(args[0])->length * as_array(args[0])->itemsize; done += block) {
        struct array *a = as_array(args[0]); // write may change it
        uint64_t left = a->length * a->itemsize - done;
        own_value result =
            call_with_number(rt, args[1], "write", bytes_new(rt, a->data + done, left < block ? left : block));
        if (failed(result)) {
            return own_nothing;
        }
        release(rt, result);
    }
    return own_none;
}

METHOD(method_tolist)
{
    (void)count, (void)kwnames;
    return array_list(rt, as_array(args[0]));
}

METHOD(method_tounicode)
{
    (void)count, (void)kwnames;
    return as_array(args[0])->code == 'u'
               ? array_text(rt, as_array(args[0]))
               : error_raise(rt, TYPE_VALUE_ERROR, "tounicode() may only be called on unicode type arrays");
}

METHOD(method_sizeof)
{
    (void)rt, (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    return own_small_int((int64_t)(sizeof *a + a->capacity * a->itemsize));
}

// Pickling
// --------------------------------------------------------------------------------------------------------------

// The forms of machine that pickles name, by number; those of one size and kind for both byte orders are neighbours.
enum { FORM_FLOAT_LITTLE = 14, FORM_DOUBLE_LITTLE = 16, FORM_UTF_16_LITTLE = 18, FORM_UTF_32_LITTLE = 20, FORMS = 22 };

static int form_of(struct array const *a)
{
    bool is_signed = strchr("bhilq", a->code) != NULL;
    switch (a->code) {
    case 'u':
        return FORM_UTF_32_LITTLE;
    case 'f':
        return FORM_FLOAT_LITTLE;
    case 'd':
        return FORM_DOUBLE_LITTLE;
    default:
        return a->itemsize == 1   ? is_signed
               : a->itemsize == 2 ? 2 + 2 * is_signed
               : a->itemsize == 4 ? 6 + 2 * is_signed
                                  : 10 + 2 * is_signed;
    }
}

METHOD(method_reduce_ex)
{
    (void)count, (void)kwnames;
    struct array *a = as_array(args[0]);
    int64_t version;
    if (!operation_index_int64(rt, args[1], &version, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value code = str_from_code_point(rt, (uint32_t)a->code);
    own_value dict = instance_get_quietly(rt, args[0], name_of(rt, NAME_dict));
    dict = is_stop(lend(dict)) ? own_none : dict;
    ref_value type = ref_object(type_of(rt, args[0]));
    own_value parts[3] = {own_nothing, own_nothing, dict};
    if (!failed(code) && !failed(dict) && version < 3) {
        own_value inner[] = {retain(lend(code)), array_list(rt, a)};
        parts[0] = retain(type);
        parts[1] = failed(inner[1]) ? own_nothing : tuple_from_owned(rt, inner, 2);
        release(rt, failed(inner[1]) ? inner[0] : own_nothing);
    } else if (!failed(code) && !failed(dict)) {
        static struct native_definition const reconstructor = {
            "_array_reconstructor", array_reconstruct, 4, 4, 0, "Internal. Used for pickling support."};
        own_value module = str_from(rt, "array");
        own_value bytes = bytes_new(rt, a->data, a->length * a->itemsize);
        ref_value const inner[] = {type, lend(code), lend(own_small_int(form_of(a))), lend(bytes)};
        parts[0] = failed(module) ? own_nothing : native_new(rt, &reconstructor, ref_nothing, lend(module));
        parts[1] = failed(bytes) ? own_nothing : tuple_from(rt, inner, 4);
        release(rt, bytes);
        release(rt, module);
    }
    release(rt, code);
    if (failed(parts[0]) || failed(parts[1]) || failed(dict)) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 3);
}

// One item of a machine form as an object.
static own_value form_load(struct ouro *rt, int form, uint8_t const *from)
{
    static char const codes[] = "BbHHhhIIiiQQqqffdd";
    uint8_t item[8];
    size_t size = item_size(codes[form]);
    for (size_t i = 0; i < size; i++) { // odd forms from 2 on are the big-endian ones
        item[i] = from[form >= 2 && form % 2 == 1 ? size - 1 - i : i];
    }
    return item_load(rt, codes[form], item);
}

own_value array_reconstruct(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t form;
    struct type *array_type = type_by_number(rt, TYPE_ARRAY);
    if (!is_type(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "first argument must be a type object, not %T", args[0]);
    }
    if (!type_is_subtype(as_type(args[0]), array_type)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N is not a subtype of array.array", as_type(args[0]));
    }
    if (!is_str(rt, args[1]) || as_str(args[1])->length != 1) {
        return error_raise(rt, TYPE_TYPE_ERROR, "_array_reconstructor() argument 2 must be a unicode character, not %T",
                           args[1]);
    }
    if (!operation_index_int64(rt, args[2], &form, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (form < 0 || form >= FORMS) {
        return error_raise(rt, TYPE_VALUE_ERROR, "third argument must be a valid machine format code.");
    }
    if (!is_bytes(rt, args[3])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "fourth argument should be bytes, not %T", args[3]);
    }
    // Integers of another form than the code's own get the code of that form.
    char const codes[] = "BbHHhhIIiiQQqq";
    bool other = form < FORM_FLOAT_LITTLE && str_size(as_str(args[1])) == 1 &&
                 form_of(&(struct array){.code = str_bytes(as_str(args[1]))[0],
                                         .itemsize = (uint8_t)item_size(str_bytes(as_str(args[1]))[0])}) != form;
    own_value code = other ? str_from_code_point(rt, (uint32_t)codes[form]) : retain(args[1]);
    own_value made = failed(code) ? own_nothing : operation_call_1(rt, args[0], lend(code));
    release(rt, code);
    if (failed(made) || !is_array(rt, lend(made))) {
        return made;
    }
    struct array *a = as_array(lend(made));
    struct bytes *bytes = as_bytes(args[3]);
    bool good;
    if (form >= FORM_UTF_16_LITTLE) {
        static char const *const encodings[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
        own_value text = codec_decode(rt, bytes->data, bytes->size, encodings[form - FORM_UTF_16_LITTLE], "strict");
        good = !failed(text) && a->code == 'u' && add_text(rt, a, lend(text));
        release(rt, text);
    } else {
        static uint8_t const sizes[] = {1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4, 8, 8};
        uint64_t size = sizes[form];
        good = bytes->size % size == 0;
        if (!good) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "string length not a multiple of item size");
        }
        for (uint64_t i = 0; good && i < bytes->size; i += size) {
            own_value item = form_load(rt, (int)form, bytes->data + i);
            good = !failed(item) && array_append(rt, a, lend(item));
            release(rt, item);
        }
    }
    if (!good) {
        release(rt, give(made));
    }
    return made;
}

static own_value get_typecode(struct ouro *rt, ref_value self)
{
    return str_from_code_point(rt, (uint32_t)as_array(self)->code);
}

static own_value get_itemsize(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_small_int(as_array(self)->itemsize);
}

struct attribute_definition const array_attributes[] = {
    {"typecode", get_typecode, NULL, "the typecode character used to create the array"},
    {"itemsize", get_itemsize, NULL, "the size, in bytes, of one array item"},
    {0},
};

struct native_definition const array_methods[] = {
    {"__copy__", method_copy, 0, 0, 0, "Return a copy of the array."},
    {"__deepcopy__", method_copy, 1, 1, 0, "Return a copy of the array."},
    {"__reduce_ex__", method_reduce_ex, 1, 1, 0, "Return state information for pickling."},
    {"__sizeof__", method_sizeof, 0, 0, 0, "Size of the array in memory, in bytes."},
    {"append", method_append, 1, 1, 0, "Append new value v to the end of the array."},
    {"buffer_info", method_buffer_info, 0, 0, 0,
     "Return a tuple (address, length) giving the current memory address and the length in items of the buffer."},
    {"byteswap", method_byteswap, 0, 0, 0, "Byteswap all items of the array."},
    {"count", method_count, 1, 1, 0, "Return number of occurrences of v in the array."},
    {"extend", method_extend, 1, 1, 0, "Append items to the end of the array."},
    {"frombytes", method_frombytes, 1, 1, 0, "Appends items from the string, interpreting it as machine values."},
    {"fromfile", method_fromfile, 2, 2, 0, "Read n objects from the file object f and append them to the array."},
    {"fromlist", method_fromlist, 1, 1, 0, "Append items to array from list."},
    {"fromunicode", method_fromunicode, 1, 1, 0, "Extends this array with data from the unicode string ustr."},
    {"index", method_index, 1, 3, 0, "Return index of first occurrence of v in the array."},
    {"insert", method_insert, 2, 2, 0, "Insert a new item v into the array before position i."},
    {"pop", method_pop, 0, 1, 0, "Return the i-th element and delete it from the array."},
    {"remove", method_remove, 1, 1, 0, "Remove the first occurrence of v in the array."},
    {"reverse", method_reverse, 0, 0, 0, "Reverse the order of the items in the array."},
    {"tobytes", method_tobytes, 0, 0, 0, "Convert the array to an array of machine values and return the bytes."},
    {"tofile", method_tofile, 1, 1, 0, "Write all items (as machine values) to the file object f."},
    {"tolist", method_tolist, 0, 0, 0, "Convert array to an ordinary list with the same items."},
    {"tounicode", method_tounicode, 0, 0, 0, "Extends this array with data from the unicode string ustr."},
    {0},
};
