// SPDX-License-Identifier: MIT
// What the containers share.
#include "object/container.h"

#include "core/poll.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/tuple.h"

// Bytes copied between two looks at the limits.
#define REPEAT_PART ((size_t)1 << 18)

#define SLOTS(count)                                                                                     \
    uint64_t slots_##count##_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, \
                                      struct visitor *visitor)                                           \
    {                                                                                                    \
        (void)rt;                                                                                        \
        (void)from;                                                                                      \
        (void)budget;                                                                                    \
        return slots_traverse((slot_value *)(void *)(o + 1), count, 0, UINT64_MAX, visitor);             \
    }                                                                                                    \
    slot_value *slots_##count##_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)           \
    {                                                                                                    \
        (void)rt;                                                                                        \
        return slots_drop_first((slot_value *)(void *)(o + 1), count, cursor);                           \
    }
SLOTS(1)
SLOTS(2)
SLOTS(3)
#undef SLOTS

own_value iterator_self(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(self);
}

int element_equal_slow(struct ouro *rt, ref_value left, ref_value right)
{
    if (is_exact(left, TYPE_STR) && is_exact(right, TYPE_STR)) {
        return str_equal(as_str(left), as_str(right));
    }
    own_value x = retain(left);
    own_value y = retain(right);
    int equal = operation_compare_truth(rt, COMPARE_EQ, left, right);
    release(rt, x);
    release(rt, y);
    return equal;
}

bool container_arguments(struct ouro *rt, char const *name, uint32_t count, ref_value kwnames, uint32_t least,
                         uint32_t most)
{
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length > 0) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s() takes no keyword arguments", name);
        return false;
    }
    if (count >= least && count <= most) {
        return true;
    }
    uint32_t wanted = count < least ? least : most;
    char const *quantity = least == most ? "" : count < least ? "at least " : "at most ";
    error_raise(rt, TYPE_TYPE_ERROR, "%s expected %s%u argument%s, got %u", name, quantity, wanted,
                wanted == 1 ? "" : "s", count);
    return false;
}

bool plain_keywords(struct ouro *rt, ref_value type, char const *name, ref_value kwnames)
{
    if (is_nothing(kwnames) || as_tuple(kwnames)->length == 0 ||
        type_overrides((struct type *)as_object(type), NAME_init)) {
        return true;
    }
    error_raise(rt, TYPE_TYPE_ERROR, "%s() takes no keyword arguments", name);
    return false;
}

bool container_bound(struct ouro *rt, ref_value v, int64_t otherwise, int64_t *out)
{
    *out = otherwise;
    if (is_nothing(v)) {
        return true;
    }
    if (!is_index(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "slice indices must be integers or have an __index__ method");
        return false;
    }
    return operation_index_clamped(rt, v, out);
}

bool container_position(struct ouro *rt, ref_value key, int64_t length, int64_t *out)
{
    int64_t i;
    if (OURO_LIKELY(is_small_int(key))) {
        i = small_int(key);
    } else if (!operation_index_int64(rt, key, &i, TYPE_INDEX_ERROR)) {
        return false;
    }
    *out = i < 0 ? i + length : i;
    return true;
}

own_value container_class_getitem(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    return generic_alias_new(rt, args[0], args[1]);
}

bool container_read_only(struct ouro *rt, ref_value self, ref_value value)
{
    (void)self;
    (void)value;
    error_raise(rt, TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}

own_value container_create(struct ouro *rt, ref_value type, uint32_t number, size_t size)
{
    struct type *t = (struct type *)as_object(type);
    if (t->flags & TYPE_PYTHON) {
        return object_create(rt, t, 0);
    }
    void *o = object_allocate(rt, HEAP_TRACED, size, number);
    return o == NULL ? error_no_memory(rt) : own_object(o);
}

int repr_enter(struct ouro *rt, ref_value v)
{
    struct object_state *state = rt->objects;
    if (is_nothing(slot_get(state->repr_stack))) {
        own_value stack = list_new(rt, 8);
        if (failed(stack)) {
            return -1;
        }
        slot_init(&state->repr_stack, stack);
    }
    struct list *stack = as_list(slot_get(state->repr_stack));
    for (uint64_t i = stack->length; i > 0; i--) {
        if (same(slot_get(stack->items[i - 1]), v)) {
            return 1;
        }
    }
    return list_append(rt, stack, retain(v)) ? 0 : -1;
}

void repr_leave(struct ouro *rt, ref_value v)
{
    struct list *stack = as_list(slot_get(rt->objects->repr_stack));
    for (uint64_t i = stack->length; i > 0; i--) {
        if (same(slot_get(stack->items[i - 1]), v)) {
            release(rt, list_pop(rt, stack, i - 1));
            return;
        }
    }
}

// Could this value be part of a cycle? Immediates and leaves cannot.
static bool may_be_tracked(struct ouro *rt, ref_value v)
{
    if (!is_object(v)) {
        return false;
    }
    struct type_row *row = row_of(rt, as_object(v));
    return !(row->flags & (ROW_LEAF | ROW_UNTRACKED));
}

bool container_is_tracked(struct ouro *rt, ref_value v)
{
    if (is_exact(v, TYPE_TUPLE)) {
        return as_tuple(v)->length > 0;
    }
    if (!is_exact(v, TYPE_DICT)) {
        return may_be_tracked(rt, v);
    }
    ref_value key, value;
    for (uint32_t position = 0; dict_next(as_dict(v), &position, &key, &value);) {
        if (may_be_tracked(rt, key) || may_be_tracked(rt, value)) {
            return true;
        }
    }
    return false;
}

bool memory_repeat(struct ouro *rt, void *to, size_t size, size_t total)
{
    for (size_t done = size; done < total;) {
        size_t part = done < total - done ? done : total - done;
        part = part < REPEAT_PART || size >= REPEAT_PART ? part : REPEAT_PART / size * size;
        memcpy((char *)to + done, to, part);
        done += part;
        if (!poll_native(rt, part / 8)) {
            return false;
        }
    }
    return true;
}
