// SPDX-License-Identifier: MIT
// itertools: groupby and tee.
#include "lib/itertools.h"

// groupby ------------------------------------------------------------------------------------------------------------

struct group_by {
    struct object header;
    slot_value iterator;
    slot_value key_function; // None: the item itself
    slot_value target_key;   // of the group that was given last
    slot_value key;          // of `value`; nothing: no item has been looked at yet, or it was taken
    slot_value value;        // looked at and not yet given; or nothing
    void const *group;       // the group that may take items; never followed
};
struct grouper {
    struct object header;
    slot_value parent;
    slot_value target_key;
};
FIELDS_FUNCTIONS(group_by, group_by, iterator, 5)
FIELDS_FUNCTIONS(grouper, grouper, parent, 2)

METHOD(group_by_create)
{
    static char const *const names[] = {"iterable", "key"};
    static struct signature const signature = {"groupby", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    own_value iterator = operation_iterate(rt, given[0]);
    struct group_by *made = failed(iterator) ? NULL : make_instance(rt, args[0]);
    if (made == NULL) {
        release(rt, iterator);
        return own_nothing;
    }
    slot_init(&made->iterator, iterator);
    slot_init(&made->key_function, is_nothing(given[1]) ? own_none : retain(given[1]));
    return own_object(made);
}

// Looks at the next item. 1: done, 0: there is none, -1: error.
static int look(struct ouro *rt, struct group_by *g)
{
    if (is_nothing(slot_get(g->iterator))) {
        return 0;
    }
    own_value value = iterator_step(rt, slot_get(g->iterator));
    if (failed(value) || is_stop(lend(value))) {
        return failed(value) ? -1 : 0;
    }
    ref_value function = slot_get(g->key_function);
    own_value key = is_none(function) ? retain(lend(value)) : operation_call_1(rt, function, lend(value));
    if (failed(key)) {
        release(rt, value);
        return -1;
    }
    slot_set(rt, g, &g->value, value);
    slot_set(rt, g, &g->key, key);
    return 1;
}

static own_value grouper_new(struct ouro *rt, struct type *type, struct group_by *parent, ref_value key)
{
    own_value v = object_create(rt, type, 0);
    if (!failed(v)) {
        struct grouper *made = (struct grouper *)as_object(lend(v));
        slot_init(&made->parent, retain(ref_object(parent)));
        slot_init(&made->target_key, retain(key));
        parent->group = made;
    }
    return v;
}

static own_value group_by_next(struct ouro *rt, ref_value self)
{
    struct group_by *g = (struct group_by *)as_object(self);
    g->group = NULL;
    for (;;) {
        if (!is_nothing(slot_get(g->key))) {
            if (is_nothing(slot_get(g->target_key))) {
                break;
            }
            int equal = element_equal(rt, slot_get(g->target_key), slot_get(g->key));
            if (equal < 0) {
                return own_nothing;
            }
            if (equal == 0) {
                break;
            }
        }
        int found = look(rt, g);
        if (found <= 0) {
            return found < 0 ? own_nothing : own_stop;
        }
    }
    if (is_nothing(slot_get(g->key))) {
        return own_stop; // the comparison took it away
    }
    own_value key = retain(slot_get(g->key));
    slot_set(rt, g, &g->target_key, retain(lend(key)));
    own_value group = grouper_new(rt, type_by_number(rt, TYPE_GROUPER), g, lend(key));
    own_value result = failed(group) ? own_nothing : TUPLE_OF(lend(key), lend(group));
    release(rt, group);
    release(rt, key);
    return result;
}

METHOD(group_by_reduce)
{
    struct group_by *g = (struct group_by *)as_object(args[0]);
    own_value arguments = TUPLE_OF(slot_get(g->iterator), slot_get(g->key_function));
    ref_value state[] = {slot_get(g->key), slot_get(g->value), slot_get(g->target_key)};
    if (is_nothing(state[0]) || is_nothing(state[1]) || is_nothing(state[2])) {
        return reduced(rt, args[0], arguments);
    }
    return reduced_with(rt, args[0], arguments, tuple_from(rt, state, 3));
}

METHOD(group_by_setstate)
{
    struct group_by *g = (struct group_by *)as_object(args[0]);
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state is not a tuple");
    }
    if (as_tuple(args[1])->length != 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "function takes exactly 3 arguments (%lld given)",
                           (long long)as_tuple(args[1])->length);
    }
    slot_set(rt, g, &g->key, retain(tuple_item(args[1], 0)));
    slot_set(rt, g, &g->value, retain(tuple_item(args[1], 1)));
    slot_set(rt, g, &g->target_key, retain(tuple_item(args[1], 2)));
    return own_none;
}

static struct native_definition const group_by_methods[] = {
    {"__reduce__", group_by_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", group_by_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
ITERTOOLS_DEFINE(
    group_by, TYPE_GROUP_BY, "groupby",
    "groupby(iterable, key=None)\n--\n\nmake an iterator that returns consecutive keys and groups from the "
    "iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n"
    "    A function for computing the group category for each element.\n    If the key function is not "
    "specified or is None, the element itself\n    is used for grouping.", )

METHOD(grouper_create)
{
    if (!POSITIONAL("_grouper", 2, 2)) {
        return own_nothing;
    }
    if (layout_of(rt, args[1]) != TYPE_GROUP_BY) {
        return error_raise(rt, TYPE_TYPE_ERROR, "_grouper() argument 1 must be itertools.groupby, not %T", args[1]);
    }
    return grouper_new(rt, (struct type *)as_object(args[0]), (struct group_by *)as_object(args[1]), args[2]);
}

static own_value grouper_next(struct ouro *rt, ref_value self)
{
    struct grouper *own = (struct grouper *)as_object(self);
    if (is_nothing(slot_get(own->parent))) {
        return own_stop;
    }
    struct group_by *g = (struct group_by *)as_object(slot_get(own->parent));
    if (g->group != own) {
        return own_stop;
    }
    if (is_nothing(slot_get(g->value))) {
        int found = look(rt, g);
        if (found <= 0) {
            return found < 0 ? own_nothing : own_stop;
        }
    }
    if (is_nothing(slot_get(g->key)) || is_nothing(slot_get(own->target_key))) {
        return own_stop;
    }
    int equal = element_equal(rt, slot_get(own->target_key), slot_get(g->key));
    if (equal <= 0) {
        return equal < 0 ? own_nothing : own_stop;
    }
    own_value value = slot_take(rt, g, &g->value);
    slot_set(rt, g, &g->key, own_nothing);
    return failed(value) ? own_stop : value; // the comparison may have taken it
}

METHOD(grouper_reduce)
{
    struct grouper *own = (struct grouper *)as_object(args[0]);
    ref_value parent = slot_get(own->parent);
    if (is_nothing(parent) || ((struct group_by *)as_object(parent))->group != own) {
        own_value none = tuple_new(rt, 0);
        own_value arguments = failed(none) ? own_nothing : tuple_from_owned(rt, &none, 1);
        return reduced_call(rt, failed(arguments) ? own_nothing : reduced_builtin(rt, "iter"), arguments, own_nothing);
    }
    return reduced(rt, args[0], TUPLE_OF(parent, slot_get(own->target_key)));
}

static struct native_definition const grouper_methods[] = {
    {"__reduce__", grouper_reduce, 0, 0, 0, REDUCE_DOC},
    {0},
};
static struct type_protocol const grouper_protocol = {
    .iterate = iterator_self, .next = grouper_next, .create = grouper_create};
struct type_definition const grouper_type_definition = {
    .name = "itertools._grouper",
    .number = TYPE_GROUPER,
    .base = TYPE_OBJECT,
    .size = sizeof(struct grouper),
    .traverse = grouper_traverse,
    .drop_step = grouper_drop_step,
    .clear = grouper_clear,
    .protocol = &grouper_protocol,
    .methods = grouper_methods,
};

// tee ----------------------------------------------------------------------------------------------------------------

#define TEE_VALUES 57

// A stretch of the items that several readers share; each holds the block where it is, so those passed by all go.
struct tee_block {
    struct object header;
    slot_value iterator;
    slot_value values[TEE_VALUES];
    slot_value next;
    uint32_t read;
    bool running; // the iterator's next is being called
};
struct tee {
    struct object header;
    slot_value block;
    uint64_t index;
};
FIELDS_FUNCTIONS(tee_block, tee_block, iterator, TEE_VALUES + 2)
FIELDS_FUNCTIONS(tee, tee, block, 1)

static own_value tee_block_new(struct ouro *rt, ref_value iterator)
{
    struct tee_block *block = object_allocate(rt, HEAP_TRACED, sizeof *block, TYPE_TEE_BLOCK);
    if (block == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&block->iterator, retain(iterator));
    return own_object(block);
}

static own_value tee_block_item(struct ouro *rt, struct tee_block *block, uint64_t index)
{
    if (index < block->read) {
        ref_value item = slot_get(block->values[index]);
        return is_nothing(item) ? own_stop : retain(item);
    }
    if (block->running) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot re-enter the tee iterator");
    }
    if (is_nothing(slot_get(block->iterator))) {
        return own_stop;
    }
    own_value held = retain(ref_object(block));
    block->running = true;
    own_value item = iterator_step(rt, slot_get(block->iterator));
    block->running = false;
    if (!failed(item) && !is_stop(lend(item))) {
        slot_init(&block->values[block->read++], retain(lend(item)));
    }
    release(rt, held);
    return item;
}

static own_value tee_next(struct ouro *rt, ref_value self)
{
    struct tee *t = (struct tee *)as_object(self);
    if (is_nothing(slot_get(t->block))) {
        return own_stop;
    }
    struct tee_block *block = (struct tee_block *)as_object(slot_get(t->block));
    if (t->index >= TEE_VALUES) {
        if (is_nothing(slot_get(block->next))) {
            own_value more = tee_block_new(rt, slot_get(block->iterator));
            if (failed(more)) {
                return own_nothing;
            }
            slot_set(rt, block, &block->next, more);
        }
        slot_set(rt, t, &t->block, retain(slot_get(block->next)));
        t->index = 0;
        block = (struct tee_block *)as_object(slot_get(t->block));
    }
    own_value item = tee_block_item(rt, block, t->index);
    if (!failed(item) && !is_stop(lend(item))) {
        t->index++;
    }
    return item;
}

static own_value tee_copy_of(struct ouro *rt, struct tee *from)
{
    struct tee *made = object_allocate(rt, HEAP_TRACED, sizeof *made, TYPE_TEE);
    if (made == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&made->block, retain(slot_get(from->block)));
    made->index = from->index;
    return own_object(made);
}

static own_value tee_from(struct ouro *rt, ref_value iterable)
{
    own_value iterator = operation_iterate(rt, iterable);
    if (failed(iterator)) {
        return iterator;
    }
    own_value made;
    if (is_exact(lend(iterator), TYPE_TEE)) {
        made = tee_copy_of(rt, (struct tee *)as_object(lend(iterator)));
    } else {
        own_value block = tee_block_new(rt, lend(iterator));
        struct tee *t = failed(block) ? NULL : object_allocate(rt, HEAP_TRACED, sizeof *t, TYPE_TEE);
        if (t != NULL) {
            slot_init(&t->block, block);
            made = own_object(t);
        } else {
            made = failed(block) ? own_nothing : error_no_memory(rt);
            release(rt, block);
        }
    }
    release(rt, iterator);
    return made;
}

METHOD(tee_create)
{
    return container_arguments(rt, "_tee", count - 1, kwnames, 1, 1) ? tee_from(rt, args[1]) : own_nothing;
}

METHOD(tee_copy)
{
    return tee_copy_of(rt, (struct tee *)as_object(args[0]));
}

METHOD(tee_reduce)
{
    struct tee *t = (struct tee *)as_object(args[0]);
    own_value none = tuple_new(rt, 0);
    own_value arguments = failed(none) ? own_nothing : tuple_from_owned(rt, &none, 1);
    if (failed(arguments)) {
        return arguments;
    }
    return reduced_with(rt, args[0], arguments, TUPLE_OF(slot_get(t->block), lend(own_small_int((int64_t)t->index))));
}

METHOD(tee_setstate)
{
    struct tee *t = (struct tee *)as_object(args[0]);
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state is not a tuple");
    }
    int64_t index;
    if (as_tuple(args[1])->length != 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "function takes exactly 2 arguments (%lld given)",
                           (long long)as_tuple(args[1])->length);
    }
    if (!is_exact(tuple_item(args[1], 0), TYPE_TEE_BLOCK)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "argument 1 must be itertools._tee_dataobject, not %T",
                           tuple_item(args[1], 0));
    }
    if (!operation_index_int64(rt, tuple_item(args[1], 1), &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (index < 0 || index > TEE_VALUES || index > ((struct tee_block *)as_object(tuple_item(args[1], 0)))->read) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Index out of range");
    }
    t->index = (uint64_t)index;
    slot_set(rt, t, &t->block, retain(tuple_item(args[1], 0)));
    return own_none;
}

static struct native_definition const tee_methods[] = {
    {"__copy__", tee_copy, 0, 0, 0, "Returns an independent iterator."},
    {"__reduce__", tee_reduce, 0, 0, 0, REDUCE_DOC},
    {"__setstate__", tee_setstate, 1, 1, 0, SETSTATE_DOC},
    {0},
};
static struct type_protocol const tee_protocol = {.iterate = iterator_self, .next = tee_next, .create = tee_create};
struct type_definition const tee_type_definition = {
    .name = "itertools._tee",
    .doc = "_tee(iterable, /)\n--\n\nIterator wrapped to make it copyable.",
    .number = TYPE_TEE,
    .base = TYPE_OBJECT,
    .flags = TYPE_WEAKLY_HELD,
    .size = sizeof(struct tee),
    .traverse = tee_traverse,
    .drop_step = tee_drop_step,
    .clear = tee_clear,
    .protocol = &tee_protocol,
    .methods = tee_methods,
};

METHOD(tee_block_create)
{
    if (!container_arguments(rt, "teedataobject", count - 1, kwnames, 3, 3)) {
        return own_nothing;
    }
    if (!is_list(rt, args[2])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "teedataobject() argument 2 must be list, not %T", args[2]);
    }
    struct list *values = as_list(args[2]);
    bool full = values->length == TEE_VALUES;
    if (values->length > TEE_VALUES || (!is_none(args[3]) && !(full && is_exact(args[3], TYPE_TEE_BLOCK)))) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Invalid arguments");
    }
    own_value made = tee_block_new(rt, args[1]);
    if (!failed(made)) {
        struct tee_block *block = (struct tee_block *)as_object(lend(made));
        for (uint64_t i = 0; i < values->length; i++) {
            slot_init(&block->values[i], retain(slot_get(values->items[i])));
        }
        block->read = (uint32_t)values->length;
        if (!is_none(args[3])) {
            slot_init(&block->next, retain(args[3]));
        }
    }
    return made;
}

METHOD(tee_block_reduce)
{
    struct tee_block *block = (struct tee_block *)as_object(args[0]);
    own_value values = list_from(rt, slot_lend_array(block->values), block->read);
    ref_value next = slot_get(block->next);
    own_value arguments = failed(values)
                              ? own_nothing
                              : TUPLE_OF(slot_get(block->iterator), lend(values), is_nothing(next) ? ref_none : next);
    release(rt, values);
    return reduced(rt, args[0], arguments);
}

static struct native_definition const tee_block_methods[] = {
    {"__reduce__", tee_block_reduce, 0, 0, 0, REDUCE_DOC},
    {0},
};
static struct type_protocol const tee_block_protocol = {.create = tee_block_create};
struct type_definition const tee_block_type_definition = {
    .name = "itertools._tee_dataobject",
    .doc = "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.",
    .number = TYPE_TEE_BLOCK,
    .base = TYPE_OBJECT,
    .size = sizeof(struct tee_block),
    .traverse = tee_block_traverse,
    .drop_step = tee_block_drop_step,
    .clear = tee_block_clear,
    .protocol = &tee_block_protocol,
    .methods = tee_block_methods,
};

own_value itertools_tee(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t n = 2;
    if (count > 1 && !operation_index_int64(rt, args[1], &n, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (n < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "n must be >= 0");
    }
    own_value result = (uint64_t)n > CONTAINER_MOST ? error_no_memory(rt) : tuple_open(rt, (uint64_t)n);
    if (failed(result) || n == 0) {
        return result;
    }
    own_value first = operation_iterate(rt, args[0]);
    own_value copy =
        failed(first) ? own_nothing : operation_find_attribute(rt, lend(first), name_of(rt, NAME_copy_special));
    if (is_stop(lend(copy))) {
        own_value reader = tee_from(rt, lend(first));
        release(rt, first);
        first = reader;
        copy = failed(first) ? own_nothing : operation_get_attribute(rt, lend(first), name_of(rt, NAME_copy_special));
    }
    bool done = !failed(copy);
    if (done) {
        slot_init(&as_tuple(lend(result))->items[0], give(first));
    }
    for (int64_t i = 1; i < n && done; i++) {
        own_value more = operation_call_0(rt, lend(copy));
        done = !failed(more);
        slot_init(&as_tuple(lend(result))->items[i], more);
    }
    release(rt, first);
    release(rt, copy);
    if (!done) {
        release(rt, give(result));
    }
    tuple_close(result);
    return result;
}
