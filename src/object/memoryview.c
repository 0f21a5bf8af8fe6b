// SPDX-License-Identifier: MIT
// memoryview: the type, views and their shapes. Items, slices and comparison are memoryview_items.c's.
#include "object/memoryview.h"
#include "object/bytes_methods.h"
#include "object/class.h"
#include "object/container.h"
#include "object/definitions.h"
#include "object/list.h"
#include "object/tuple.h"

bool memoryview_check(struct ouro *rt, struct memoryview *m)
{
    if (OURO_LIKELY(m->exporting)) {
        return true;
    }
    (void)error_raise(rt, TYPE_VALUE_ERROR, "operation forbidden on released memoryview object");
    return false;
}

// Making
// ----------------------------------------------------------------------------------------------------------------

void memoryview_update(struct memoryview *m)
{
    int64_t const *strides = memoryview_strides(m);
    int64_t size = m->itemsize, below = m->itemsize, above = m->itemsize;
    bool c = true, f = true;
    for (int i = 0; i < m->dimensions; i++) {
        size *= m->shape[i];
    }
    for (int i = 0; i < m->dimensions; i++) {
        int last = m->dimensions - 1 - i;
        c = c && (m->shape[last] <= 1 || strides[last] == below);
        below *= m->shape[last];
        f = f && (m->shape[i] <= 1 || strides[i] == above);
        above *= m->shape[i];
    }
    m->size = size;
    m->c_contiguous = c || size == 0;
    m->f_contiguous = f || size == 0;
}

struct memoryview *memoryview_allocate(struct ouro *rt, ref_value exporter, int dimensions)
{
    int64_t *shape = NULL;
    size_t bytes = (size_t)dimensions * 2 * sizeof *shape;
    if (dimensions > 1 && (shape = heap_raw_allocate_zeroed(&rt->heap, bytes)) == NULL) {
        (void)error_no_memory(rt);
        return NULL;
    }
    struct memoryview *m = object_allocate(rt, HEAP_TRACED, sizeof *m, TYPE_MEMORYVIEW);
    if (m == NULL) {
        if (shape != NULL) {
            heap_raw_free(&rt->heap, shape, bytes);
        }
        (void)error_no_memory(rt);
        return NULL;
    }
    m->shape = shape != NULL ? shape : m->line;
    m->dimensions = (uint8_t)dimensions;
    slot_init(&m->exporter, retain(exporter));
    buffer_export(rt, exporter);
    m->exporting = true;
    return m;
}

struct memoryview *memoryview_copy(struct ouro *rt, struct memoryview *m, int dimensions)
{
    struct memoryview *copy = memoryview_allocate(rt, slot_get(m->exporter), dimensions);
    if (copy == NULL) {
        return NULL;
    }
    copy->data = m->data;
    copy->itemsize = m->itemsize;
    copy->read_only = m->read_only;
    memcpy(copy->format, m->format, sizeof copy->format);
    if (dimensions == m->dimensions) {
        memcpy(copy->shape, m->shape, (size_t)dimensions * sizeof *m->shape);
        memcpy(memoryview_strides(copy), memoryview_strides(m), (size_t)dimensions * sizeof *m->shape);
        memoryview_update(copy);
    }
    return copy;
}

own_value memoryview_new(struct ouro *rt, ref_value v)
{
    if (!is_buffer(rt, v)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "memoryview: a bytes-like object is required, not '%T'", v);
    }
    if (is_exact(v, TYPE_MEMORYVIEW)) {
        struct memoryview *same_memory = memoryview_check(rt, as_memoryview(v))
                                             ? memoryview_copy(rt, as_memoryview(v), as_memoryview(v)->dimensions)
                                             : NULL;
        return same_memory == NULL ? own_nothing : own_object(same_memory);
    }
    struct memoryview *m = memoryview_allocate(rt, v, 1);
    if (m == NULL) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, v);
    union {
        uint8_t const *constant;
        uint8_t *plain;
    } u = {view.data};
    m->data = u.plain;
    m->read_only = !buffer_is_writable(rt, v);
    m->itemsize = is_array(rt, v) ? as_array(v)->itemsize : 1;
    m->format[0] = !is_array(rt, v) ? 'B' : as_array(v)->code == 'u' ? 'w' : as_array(v)->code;
    m->line[0] = (int64_t)view.size / m->itemsize;
    m->line[1] = m->itemsize;
    memoryview_update(m);
    return own_object(m);
}

static own_value create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"object"};
    static struct signature const signature = {"memoryview", names, 1, 1, 0, 1};
    ref_value given;
    if (count > 2 && is_nothing(kwnames)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "memoryview() takes at most 1 argument (%u given)", count - 1);
    }
    return arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &given) ? memoryview_new(rt, given)
                                                                                : own_nothing;
}

// The memory manager's view
// ---------------------------------------------------------------------------------------------

// Gives the export back while the exporter is surely alive: its reference is still in the slot.
static void let_go(struct ouro *rt, struct memoryview *m)
{
    if (m->exporting) {
        m->exporting = false;
        buffer_unexport(rt, slot_get(m->exporter));
    }
}

static slot_value *drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    let_go(rt, (struct memoryview *)o);
    return slots_1_drop_step(rt, o, cursor);
}

static void clear(struct ouro *rt, struct object *o)
{
    struct memoryview *m = (struct memoryview *)o;
    if (m->exports == 0) {
        let_go(rt, m);
        release(rt, slot_take(rt, m, &m->exporter));
    }
}

static own_value finish(struct ouro *rt, struct object *o)
{
    struct memoryview *m = (struct memoryview *)o;
    if (m->shape != NULL && m->shape != m->line) {
        heap_raw_free(&rt->heap, m->shape, (size_t)m->dimensions * 2 * sizeof *m->shape);
    }
    return own_nothing;
}

// Methods
// ---------------------------------------------------------------------------------------------------------------

static own_value memory_release(struct ouro *rt, struct memoryview *m)
{
    if (m->exports > 0) {
        return error_raise(rt, TYPE_BUFFER_ERROR, "memoryview has %u exported buffer%s", m->exports,
                           m->exports == 1 ? "" : "s");
    }
    let_go(rt, m);
    release(rt, slot_take(rt, m, &m->exporter));
    return own_none;
}

static own_value method_release(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return memory_release(rt, as_memoryview(args[0]));
}

static own_value method_enter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return memoryview_check(rt, as_memoryview(args[0])) ? retain(args[0]) : own_nothing;
}

static own_value method_toreadonly(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct memoryview *m = as_memoryview(args[0]);
    struct memoryview *copy = memoryview_check(rt, m) ? memoryview_copy(rt, m, m->dimensions) : NULL;
    if (copy == NULL) {
        return own_nothing;
    }
    copy->read_only = true;
    return own_object(copy);
}

// Casts
// -----------------------------------------------------------------------------------------------------------------

// The code of a format "x" or "@x", 0 when it is another one.
static char native_code(char const *format)
{
    format += *format == '@';
    return *format != '\0' && format[1] == '\0' && item_size(*format) > 0 ? *format : '\0';
}

static bool cast_shape(struct ouro *rt, struct memoryview *m, ref_value shape, int64_t itemsize, int64_t *out)
{
    int64_t product = itemsize;
    uint64_t count = is_list(rt, shape) ? as_list(shape)->length : as_tuple(shape)->length;
    for (uint64_t i = 0; i < count; i++) {
        ref_value item = is_list(rt, shape) ? list_item(shape, i) : tuple_item(shape, i);
        if (!is_int(rt, item)) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview.cast(): elements of shape must be integers");
            return false;
        }
        if (!int_to_int64(rt, item, &out[i])) {
            (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
            return false;
        }
        if (out[i] <= 0) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "memoryview.cast(): elements of shape must be integers > 0");
            return false;
        }
        if (__builtin_mul_overflow(product, out[i], &product)) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "memoryview.cast(): product(shape) > SSIZE_MAX");
            return false;
        }
    }
    if (product != m->size) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: product(shape) * itemsize != buffer size");
        return false;
    }
    return true;
}

// The item size of the new format. 0: error pending.
static int64_t cast_format(struct ouro *rt, struct memoryview *m, ref_value format)
{
    char from = native_code(m->format), to = native_code(str_bytes(as_str(format)));
    if (to == '\0') {
        (void)error_raise(rt, TYPE_VALUE_ERROR,
                          "memoryview: destination format must be a native single character format prefixed with an "
                          "optional '@'");
        return 0;
    }
    if ((from == '\0' || strchr("Bbc", from) == NULL) && strchr("Bbc", to) == NULL) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: cannot cast between two non-byte formats");
        return 0;
    }
    if (m->size % (int64_t)item_size(to) != 0) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: length is not a multiple of itemsize");
        return 0;
    }
    return (int64_t)item_size(to);
}

static bool cast_allowed(struct ouro *rt, struct memoryview *m, ref_value shape, uint64_t *dimensions)
{
    if (!m->c_contiguous) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: casts are restricted to C-contiguous views");
        return false;
    }
    bool zero = false;
    for (int i = 0; i < m->dimensions; i++) {
        zero = zero || m->shape[i] == 0 || memoryview_strides(m)[i] == 0;
    }
    if ((!is_nothing(shape) || m->dimensions != 1) && zero) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: cannot cast view with zeros in shape or strides");
        return false;
    }
    *dimensions = 1;
    if (is_nothing(shape)) {
        return true;
    }
    if (!is_list(rt, shape) && !is_tuple(rt, shape)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "shape must be a list or a tuple");
        return false;
    }
    *dimensions = is_list(rt, shape) ? as_list(shape)->length : as_tuple(shape)->length;
    if (*dimensions > MEMORYVIEW_DIMENSIONS) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "memoryview: number of dimensions must not exceed 64");
        return false;
    }
    if (m->dimensions != 1 && *dimensions != 1) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "memoryview: cast must be 1D -> ND or ND -> 1D");
        return false;
    }
    return true;
}

static own_value method_cast(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"format", "shape"};
    static struct signature const signature = {"cast", names, 2, 1, 0, 2};
    struct memoryview *m = as_memoryview(args[0]);
    ref_value given[2];
    uint64_t dimensions;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (!is_str(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cast() argument 'format' must be str, not %T", given[0]);
    }
    if (!memoryview_check(rt, m) || !cast_allowed(rt, m, given[1], &dimensions)) {
        return own_nothing;
    }
    int64_t shape[MEMORYVIEW_DIMENSIONS];
    int64_t itemsize = cast_format(rt, m, given[0]);
    if (itemsize == 0 || (!is_nothing(given[1]) && !cast_shape(rt, m, given[1], itemsize, shape))) {
        return own_nothing;
    }
    if (is_nothing(given[1])) {
        shape[0] = m->size / itemsize;
    }
    struct memoryview *made = memoryview_allocate(rt, slot_get(m->exporter), (int)dimensions);
    if (made == NULL) {
        return own_nothing;
    }
    made->data = m->data;
    made->read_only = m->read_only;
    made->itemsize = itemsize;
    memcpy(made->format, str_bytes(as_str(given[0])), str_size(as_str(given[0])));
    int64_t stride = itemsize;
    for (int i = (int)dimensions - 1; i >= 0; i--) {
        made->shape[i] = shape[i];
        memoryview_strides(made)[i] = stride;
        stride *= shape[i];
    }
    memoryview_update(made);
    return own_object(made);
}

// Attributes
// ------------------------------------------------------------------------------------------------------------

#define ATTRIBUTE(name, value)                                   \
    static own_value get_##name(struct ouro *rt, ref_value self) \
    {                                                            \
        struct memoryview *m = as_memoryview(self);              \
        return memoryview_check(rt, m) ? (value) : own_nothing;  \
    }
static own_value numbers(struct ouro *rt, int64_t const *items, int count)
{
    own_value tuple = tuple_new(rt, (uint64_t)count);
    for (int i = 0; i < count && !failed(tuple); i++) {
        slot_init(&as_tuple(lend(tuple))->items[i], own_small_int(items[i]));
    }
    return tuple;
}

ATTRIBUTE(obj, retain(slot_get(m->exporter)))
ATTRIBUTE(nbytes, own_small_int(m->size))
ATTRIBUTE(readonly, own_bool(m->read_only))
ATTRIBUTE(itemsize, own_small_int(m->itemsize))
ATTRIBUTE(format, str_from(rt, m->format))
ATTRIBUTE(ndim, own_small_int(m->dimensions))
ATTRIBUTE(shape, numbers(rt, m->shape, m->dimensions))
ATTRIBUTE(strides, numbers(rt, memoryview_strides(m), m->dimensions))
ATTRIBUTE(suboffsets, tuple_new(rt, 0))
ATTRIBUTE(c_contiguous, own_bool(m->c_contiguous))
ATTRIBUTE(f_contiguous, own_bool(m->f_contiguous))
ATTRIBUTE(contiguous, own_bool(m->c_contiguous || m->f_contiguous))

static own_value repr(struct ouro *rt, ref_value self)
{
    return str_format(rt, as_memoryview(self)->exporting ? "<memory at %p>" : "<released memory at %p>",
                      (void *)as_object(self));
}

static struct native_definition const methods[] = {
    {"__enter__", method_enter, 0, 0, 0, NULL},
    {"__exit__", method_release, 0, -1, 0, NULL},
    {"cast", method_cast, 0, -1, NATIVE_KEYWORDS, "Cast a memoryview to a new format or shape."},
    {"hex", memoryview_hex, 0, -1, NATIVE_KEYWORDS, "Return the data in the buffer as a str of hexadecimal numbers."},
    {"release", method_release, 0, 0, 0, "Release the underlying buffer exposed by the memoryview object."},
    {"tobytes", memoryview_tobytes, 0, -1, NATIVE_KEYWORDS, "Return the data in the buffer as a byte string."},
    {"tolist", memoryview_tolist, 0, 0, 0, "Return the data in the buffer as a list of elements."},
    {"toreadonly", method_toreadonly, 0, 0, 0, "Return a readonly version of the memoryview."},
    {0},
};

static struct attribute_definition const attributes[] = {
    {"obj", get_obj, NULL, "The underlying object of the memoryview."},
    {"nbytes", get_nbytes, NULL, "The amount of space in bytes that the array would use in a contiguous form."},
    {"readonly", get_readonly, NULL, "A bool indicating whether the memory is read only."},
    {"itemsize", get_itemsize, NULL, "The size in bytes of each element of the memoryview."},
    {"format", get_format, NULL, "A string containing the format (in struct module style) for each element."},
    {"ndim", get_ndim, NULL, "An integer indicating how many dimensions of an array the memory represents."},
    {"shape", get_shape, NULL, "A tuple of ndim integers giving the shape of the memory as an array."},
    {"strides", get_strides, NULL, "A tuple of ndim integers giving the bytes to step for each dimension."},
    {"suboffsets", get_suboffsets, NULL, "A tuple of integers used internally for PIL-style arrays."},
    {"c_contiguous", get_c_contiguous, NULL, "A bool indicating whether the memory is C contiguous."},
    {"f_contiguous", get_f_contiguous, NULL, "A bool indicating whether the memory is Fortran contiguous."},
    {"contiguous", get_contiguous, NULL, "A bool indicating whether the memory is contiguous."},
    {0},
};

static struct type_protocol const protocol = {
    .repr = repr,
    .create = create,
    .hash = memoryview_hash,
    .compare = memoryview_compare,
    .iterate = memoryview_iterate,
    .length = memoryview_length,
    .get_item = memoryview_get_item,
    .set_item = memoryview_set_item,
};

struct type_definition const memoryview_type_definition = {
    .name = "memoryview",
    .doc = "Create a new memoryview object which references the given object.",
    .number = TYPE_MEMORYVIEW,
    .base = TYPE_OBJECT,
    .flags = TYPE_WEAKLY_HELD | TYPE_IS_SEQUENCE,
    .size = sizeof(struct memoryview),
    .traverse = slots_1_traverse,
    .drop_step = drop_step,
    .clear = clear,
    .finish = finish,
    .protocol = &protocol,
    .methods = methods,
    .attributes = attributes,
};
