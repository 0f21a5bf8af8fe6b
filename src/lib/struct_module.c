// SPDX-License-Identifier: MIT
// The module _struct: functions of formats, the type Struct, the iterator of iter_unpack.
#include "lib/library.h"
#include "lib/module_types.h"
#include "lib/struct_format.h"
#include "object/buffer.h"
#include "object/bytes_methods.h"
#include "object/container.h"
#include "object/int.h"
#include "object/tuple.h"

struct struct_object {
    struct object header;
    slot_value format; // str
    slot_value layout; // bytes (struct_parse); nothing before __init__
};
OURO_INLINE struct struct_object *as_struct(ref_value v)
{
    return (struct struct_object *)as_object(v);
}

// Packing and unpacking with a layout
// -------------------------------------------------------------------------------------

// layout: owned, consumed in all of these (nothing: an error is pending), so that a Struct may be initialised anew by
// the code that conversions run.
static own_value pack(struct ouro *rt, own_value layout, ref_value const *values, uint32_t count)
{
    if (failed(layout)) {
        return own_nothing;
    }
    struct struct_layout const *l = as_layout(lend(layout));
    own_value bytes = own_nothing;
    if (l->values != count) {
        (void)struct_raise(rt, "pack expected %lld items for packing (got %u)", (long long)l->values, count);
    } else {
        bytes = bytes_new(rt, NULL, (size_t)l->size);
        if (!failed(bytes) && !struct_store_all(rt, l, values, as_bytes(lend(bytes))->data)) {
            release(rt, give(bytes));
        }
    }
    release(rt, layout);
    return bytes;
}

// Checks offset and size of a buffer; a negative offset counts from the end. false: struct.error pending.
static bool place(struct ouro *rt, int64_t size, int64_t room, int64_t *offset, bool packing)
{
    int64_t given = *offset;
    if (given < 0) {
        if (given + size > 0) {
            (void)struct_raise(rt,
                               packing ? "no space to pack %lld bytes at offset %lld"
                                       : "not enough data to unpack %lld bytes at offset %lld",
                               (long long)size, (long long)given);
            return false;
        }
        if (given + room < 0) {
            (void)struct_raise(rt, "offset %lld out of range for %lld-byte buffer", (long long)given, (long long)room);
            return false;
        }
        *offset = given + room;
    }
    if (room - *offset < size) {
        (void)struct_raise(
            rt,
            "%s requires a buffer of at least %llu bytes for %s %lld bytes at offset %lld (actual buffer "
            "size is %lld)",
            packing ? "pack_into" : "unpack_from", (unsigned long long)size + (unsigned long long)*offset,
            packing ? "packing" : "unpacking", (long long)size, (long long)*offset, (long long)room);
        return false;
    }
    return true;
}

// args: buffer, offset, values.
static own_value pack_into(struct ouro *rt, own_value layout, ref_value const *args, uint32_t count)
{
    if (failed(layout)) {
        return own_nothing;
    }
    struct struct_layout const *l = as_layout(lend(layout));
    struct buffer buffer;
    own_value result = own_nothing;
    int64_t offset;
    if (count < 2 || l->values != count - 2) {
        if (count < 2) {
            (void)struct_raise(rt, "pack_into expected %s argument", count == 0 ? "buffer" : "offset");
        } else {
            (void)struct_raise(rt, "pack_into expected %lld items for packing (got %u)", (long long)l->values,
                               count - 2);
        }
    } else if (!is_bytes_like(rt, args[0]) || !buffer_is_writable(rt, args[0])) {
        error_raise(rt, TYPE_TYPE_ERROR, "argument must be read-write bytes-like object, not %T", args[0]);
    } else if (buffer_open(rt, args[0], true, &buffer)) {
        bool good = operation_index_int64(rt, args[1], &offset, TYPE_INDEX_ERROR) &&
                    place(rt, l->size, (int64_t)buffer.size, &offset, true);
        if (good && l->size > 0) {
            memset(buffer.data + offset, 0, (size_t)l->size);
        }
        good = good && struct_store_all(rt, l, args + 2, buffer.data + offset);
        buffer_close(rt, &buffer);
        result = good ? own_none : own_nothing;
    }
    release(rt, layout);
    return result;
}

static own_value unpack(struct ouro *rt, own_value layout, ref_value source)
{
    struct byte_view view;
    own_value result = own_nothing;
    if (!failed(layout) && byte_view_get(rt, source, &view)) {
        struct struct_layout const *l = as_layout(lend(layout));
        result = (int64_t)view.size == l->size
                     ? struct_load_all(rt, l, view.data)
                     : struct_raise(rt, "unpack requires a buffer of %lld bytes", (long long)l->size);
    }
    release(rt, layout);
    return result;
}

// args: buffer, offset.
static own_value unpack_from(struct ouro *rt, own_value layout, ref_value const *args, uint32_t count,
                             ref_value kwnames)
{
    static char const *const names[] = {"buffer", "offset"};
    static struct signature const signature = {"unpack_from", names, 2, 1, 0, 2};
    ref_value given[2];
    int64_t offset = 0;
    struct byte_view view;
    own_value result = own_nothing;
    if (!failed(layout) && arguments_bind(rt, &signature, args, count, kwnames, given) &&
        (is_nothing(given[1]) || operation_index_int64(rt, given[1], &offset, TYPE_OVERFLOW_ERROR)) &&
        byte_view_get(rt, given[0], &view)) {
        struct struct_layout const *l = as_layout(lend(layout));
        if (place(rt, l->size, (int64_t)view.size, &offset, false)) {
            result = struct_load_all(rt, l, view.data + offset);
        }
    }
    release(rt, layout);
    return result;
}

// The iterator
// ----------------------------------------------------------------------------------------------------------

struct unpack_iterator {
    struct object header;
    slot_value layout; // nothing: exhausted
    slot_value source; // under an export
    uint8_t const *data;
    int64_t size;
    int64_t index;
    bool exporting;
};

static own_value iter_unpack(struct ouro *rt, own_value layout, ref_value source)
{
    if (failed(layout)) {
        return own_nothing;
    }
    struct struct_layout const *l = as_layout(lend(layout));
    struct byte_view view;
    struct unpack_iterator *it = NULL;
    if (l->size == 0) {
        (void)struct_raise(rt, "cannot iteratively unpack with a struct of length 0");
    } else if (byte_view_get(rt, source, &view)) {
        if (view.size % (uint64_t)l->size != 0) {
            (void)struct_raise(rt, "iterative unpacking requires a buffer of a multiple of %lld bytes",
                               (long long)l->size);
        } else if ((it = object_allocate(rt, HEAP_TRACED, sizeof *it, TYPE_UNPACK_ITERATOR)) == NULL) {
            (void)error_no_memory(rt);
        }
    }
    if (it == NULL) {
        release(rt, layout);
        return own_nothing;
    }
    slot_init(&it->layout, layout);
    slot_init(&it->source, retain(source));
    buffer_export(rt, source);
    it->exporting = true;
    it->data = view.data;
    it->size = (int64_t)view.size;
    return own_object(it);
}

static void let_go(struct ouro *rt, struct unpack_iterator *it)
{
    if (it->exporting) {
        it->exporting = false;
        buffer_unexport(rt, slot_get(it->source));
    }
}

static own_value iterator_next(struct ouro *rt, ref_value self)
{
    struct unpack_iterator *it = (struct unpack_iterator *)as_object(self);
    if (!it->exporting) {
        return own_stop;
    }
    struct struct_layout const *l = as_layout(slot_get(it->layout));
    if (it->index >= it->size) {
        let_go(rt, it);
        slot_set(rt, it, &it->source, own_nothing);
        slot_set(rt, it, &it->layout, own_nothing);
        return own_stop;
    }
    int64_t at = it->index;
    it->index += l->size;
    return struct_load_all(rt, l, it->data + at);
}

static slot_value *iterator_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    let_go(rt, (struct unpack_iterator *)o); // while the source's reference is still in its slot
    return slots_2_drop_step(rt, o, cursor);
}

static void iterator_clear(struct ouro *rt, struct object *o)
{
    struct unpack_iterator *it = (struct unpack_iterator *)o;
    let_go(rt, it);
    release(rt, slot_take(rt, it, &it->layout));
    release(rt, slot_take(rt, it, &it->source));
}

METHOD(iterator_length_hint)
{
    (void)rt, (void)count, (void)kwnames;
    struct unpack_iterator *it = (struct unpack_iterator *)as_object(args[0]);
    return own_small_int(it->exporting ? (it->size - it->index) / as_layout(slot_get(it->layout))->size : 0);
}

static struct type_protocol const iterator_protocol = {.iterate = iterator_self, .next = iterator_next};
static struct native_definition const iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, 0, 0, NULL},
    {0},
};
static struct type_definition const iterator_definition = {
    .name = "_struct.unpack_iterator",
    .number = TYPE_UNPACK_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct unpack_iterator),
    .traverse = slots_2_traverse,
    .drop_step = iterator_drop_step,
    .clear = iterator_clear,
    .protocol = &iterator_protocol,
    .methods = iterator_methods,
};

// Struct
// ----------------------------------------------------------------------------------------------------------------

METHOD(struct_create)
{
    (void)count, (void)kwnames;
    return object_create(rt, (struct type *)as_object(args[0]), 0);
}

METHOD(struct_initialize)
{
    static char const *const names[] = {"format"};
    static struct signature const signature = {"Struct", names, 1, 1, 0, 1};
    ref_value given;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &given)) {
        return own_nothing;
    }
    own_value layout = struct_parse(rt, given);
    own_value text = failed(layout)      ? own_nothing
                     : is_str(rt, given) ? str_exact(rt, given)
                                         : str_new(rt, (char const *)as_bytes(given)->data, as_bytes(given)->size);
    if (failed(text)) {
        release(rt, layout);
        return own_nothing;
    }
    slot_set(rt, as_struct(args[0]), &as_struct(args[0])->format, text);
    slot_set(rt, as_struct(args[0]), &as_struct(args[0])->layout, layout);
    return own_none;
}

static own_value layout_of_struct(struct ouro *rt, ref_value self)
{
    ref_value layout = slot_get(as_struct(self)->layout);
    return is_nothing(layout) ? error_raise(rt, TYPE_RUNTIME_ERROR, "Struct object is not initialized")
                              : retain(layout);
}

METHOD(struct_pack)
{
    (void)kwnames;
    return pack(rt, layout_of_struct(rt, args[0]), args + 1, count - 1);
}
METHOD(struct_pack_into)
{
    (void)kwnames;
    return pack_into(rt, layout_of_struct(rt, args[0]), args + 1, count - 1);
}
METHOD(struct_unpack)
{
    (void)count, (void)kwnames;
    return unpack(rt, layout_of_struct(rt, args[0]), args[1]);
}
METHOD(struct_unpack_from)
{
    return unpack_from(rt, layout_of_struct(rt, args[0]), args + 1, count - 1, kwnames);
}
METHOD(struct_iter_unpack)
{
    (void)count, (void)kwnames;
    return iter_unpack(rt, layout_of_struct(rt, args[0]), args[1]);
}

static own_value get_format(struct ouro *rt, ref_value self)
{
    ref_value format = slot_get(as_struct(self)->format);
    return is_nothing(format) ? error_raise(rt, TYPE_RUNTIME_ERROR, "Struct object is not initialized")
                              : retain(format);
}

static own_value get_size(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value layout = slot_get(as_struct(self)->layout);
    return own_small_int(is_nothing(layout) ? -1 : as_layout(layout)->size);
}

static void struct_clear(struct ouro *rt, struct object *o)
{
    struct struct_object *s = (struct struct_object *)o;
    release(rt, slot_take(rt, s, &s->format));
    release(rt, slot_take(rt, s, &s->layout));
}

static struct type_protocol const struct_protocol = {.create = struct_create, .initialize = struct_initialize};
static struct attribute_definition const struct_attributes[] = {
    {"format", get_format, NULL, "struct format string"},
    {"size", get_size, NULL, "struct size in bytes"},
    {0},
};
static struct native_definition const struct_methods[] = {
    {"iter_unpack", struct_iter_unpack, 1, 1, 0, "Return an iterator yielding tuples."},
    {"pack", struct_pack, 0, -1, 0, "S.pack(v1, v2, ...) -> bytes"},
    {"pack_into", struct_pack_into, 0, -1, 0, "S.pack_into(buffer, offset, v1, v2, ...)"},
    {"unpack", struct_unpack, 1, 1, 0, "Return a tuple containing unpacked values."},
    {"unpack_from", struct_unpack_from, 0, -1, NATIVE_KEYWORDS, "Return a tuple containing unpacked values."},
    {0},
};
static struct type_definition const struct_definition = {
    .name = "_struct.Struct",
    .doc = "Struct(fmt) --> compiled struct object",
    .number = TYPE_STRUCT,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct struct_object),
    .traverse = slots_2_traverse,
    .drop_step = slots_2_drop_step,
    .clear = struct_clear,
    .protocol = &struct_protocol,
    .methods = struct_methods,
    .attributes = struct_attributes,
};

// Functions
// -------------------------------------------------------------------------------------------------------------

// The layout of a format given as a Struct, a str or bytes. That of the last str is kept: loops give the same one.
static own_value layout_of_format(struct ouro *rt, ref_value format)
{
    struct library *library = rt->library;
    if (is_object(format) && layout_of(rt, format) == TYPE_STRUCT) {
        return layout_of_struct(rt, format);
    }
    if (!is_exact(format, TYPE_STR)) {
        int64_t hash; // what cannot be looked up in a cache of formats is refused for that
        if (!is_kind(rt, format, TYPE_BYTES) && !operation_hash(rt, format, &hash)) {
            return own_nothing;
        }
        return struct_parse(rt, format);
    }
    if (same(format, slot_get(library->struct_format))) {
        return retain(slot_get(library->struct_layout));
    }
    own_value layout = struct_parse(rt, format);
    if (!failed(layout)) {
        slot_set(rt, NULL, &library->struct_format, retain(format));
        slot_set(rt, NULL, &library->struct_layout, retain(lend(layout)));
    }
    return layout;
}

METHOD(function_calcsize)
{
    (void)count, (void)kwnames;
    own_value layout = layout_of_format(rt, args[0]);
    own_value size = failed(layout) ? own_nothing : int_from_int64(rt, as_layout(lend(layout))->size);
    release(rt, layout);
    return size;
}
METHOD(function_pack)
{
    (void)kwnames;
    if (count == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "missing format argument");
    }
    return pack(rt, layout_of_format(rt, args[0]), args + 1, count - 1);
}
METHOD(function_pack_into)
{
    (void)kwnames;
    if (count == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "missing format argument");
    }
    return pack_into(rt, layout_of_format(rt, args[0]), args + 1, count - 1);
}
METHOD(function_unpack)
{
    (void)count, (void)kwnames;
    return unpack(rt, layout_of_format(rt, args[0]), args[1]);
}
METHOD(function_unpack_from)
{
    static char const *const names[] = {"", "buffer", "offset"};
    static struct signature const signature = {"unpack_from", names, 3, 2, 1, 3};
    ref_value given[3];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    return unpack_from(rt, layout_of_format(rt, given[0]), given + 1, is_nothing(given[2]) ? 1 : 2, ref_nothing);
}
METHOD(function_iter_unpack)
{
    (void)count, (void)kwnames;
    return iter_unpack(rt, layout_of_format(rt, args[0]), args[1]);
}
METHOD(function_clearcache)
{
    (void)rt, (void)args, (void)count, (void)kwnames;
    return own_none; // there is none: parsing is cheap
}

static struct native_definition const functions[] = {
    {"_clearcache", function_clearcache, 0, 0, 0, "Clear the internal cache."},
    {"calcsize", function_calcsize, 1, 1, 0, "Return size in bytes of the struct described by the format string."},
    {"iter_unpack", function_iter_unpack, 2, 2, 0, "Return an iterator yielding tuples unpacked from the given bytes."},
    {"pack", function_pack, 0, -1, 0, "pack(format, v1, v2, ...) -> bytes"},
    {"pack_into", function_pack_into, 0, -1, 0, "pack_into(format, buffer, offset, v1, v2, ...)"},
    {"unpack", function_unpack, 2, 2, 0, "Return a tuple containing values unpacked according to the format string."},
    {"unpack_from", function_unpack_from, 0, -1, NATIVE_KEYWORDS,
     "Return a tuple containing values unpacked according to the format string."},
    {0},
};

own_value struct_module_open(struct ouro *rt)
{
    if (!type_define(rt, &struct_definition) || !type_define(rt, &iterator_definition)) {
        return own_nothing;
    }
    own_value module =
        module_make(rt, "_struct", "Functions to convert between Python values and C structs.", functions);
    own_value doc = str_from(rt, "Functions to convert between Python values and C structs.");
    if (failed(module) || failed(doc)) {
        release(rt, module);
        release(rt, doc);
        return own_nothing;
    }
    if (!module_set(rt, lend(module), "__doc__", doc) ||
        !module_set(rt, lend(module), "error", struct_error_class(rt)) ||
        !module_set(rt, lend(module), "Struct", retain(ref_object(type_by_number(rt, TYPE_STRUCT))))) {
        release(rt, give(module));
    }
    return module;
}
