// SPDX-License-Identifier: MIT
// functools._lru_cache_wrapper: calls a function and keeps the results by their arguments.
//
// A dict leads from the arguments' key to the result, or, with a maxsize, to a link object that has it. The links are
// in a ring, the one used last before the root. The ring does not count them: the dict does, and a link that dies takes
// itself out. So nothing that happens to the dict can leave a dead link in the ring. Comparing keys runs Python, which
// may enter the cache again: after each look-up all is read anew.
#include "lib/functools.h"

#include "object/dict_table.h"
#include "object/instance.h"
#include "object/native.h"

struct ring {
    struct ring *previous; // NULL: in no ring
    struct ring *next;
};
struct lru_link {
    struct object header;
    slot_value key;
    slot_value result;
    struct ring ring;
};
struct lru_cache {
    struct object header;
    slot_value function;
    slot_value entries; // dict
    slot_value mark;    // stands between positional arguments and those by name in a key
    slot_value make_information;
    slot_value dict; // __dict__, or nothing
    struct ring root;
    int64_t maxsize; // -1: none
    int64_t hits;
    int64_t misses;
    bool typed;
};
FIELDS_FUNCTIONS(lru_link, lru_link, key, 2)
FIELDS_FUNCTIONS(lru_cache, lru_cache, function, 5)

static struct lru_cache *as_cache(ref_value v)
{
    return (struct lru_cache *)as_object(v);
}

// The ring -----------------------------------------------------------------------------------------------------------

static struct lru_link *link_of(struct ring *r)
{
    return (struct lru_link *)(void *)((char *)r - offsetof(struct lru_link, ring));
}

static void ring_leave(struct ring *r)
{
    if (r->next != NULL) {
        r->next->previous = r->previous;
        r->previous->next = r->next;
        r->next = r->previous = NULL;
    }
}

static void ring_enter(struct ring *root, struct ring *r) // as the newest
{
    r->next = root;
    r->previous = root->previous;
    root->previous->next = r;
    root->previous = r;
}

static own_value lru_link_finish(struct ouro *rt, struct object *o)
{
    (void)rt;
    ring_leave(&((struct lru_link *)o)->ring);
    return own_nothing;
}

static void ring_dissolve(struct ring *root)
{
    while (root->next != NULL && root->next != root) {
        ring_leave(root->next);
    }
}

static own_value lru_cache_finish(struct ouro *rt, struct object *o)
{
    (void)rt;
    ring_dissolve(&((struct lru_cache *)o)->root);
    return own_nothing;
}

static own_value link_new(struct ouro *rt, ref_value key, ref_value result)
{
    struct lru_link *link = object_allocate(rt, HEAP_TRACED, sizeof *link, TYPE_LRU_LINK);
    if (link == NULL) {
        return error_no_memory(rt);
    }
    link->header.kind |= OBJECT_HIDDEN;
    slot_init(&link->key, retain(key));
    slot_init(&link->result, retain(result));
    return own_object(link);
}

// Keys ---------------------------------------------------------------------------------------------------------------

// A single str or int stands for itself; otherwise a tuple: positional arguments, [mark, name, value, ...], [types].
static own_value make_key(struct ouro *rt, struct lru_cache *c, ref_value const *args, uint64_t count,
                          ref_value kwnames)
{
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    if (named == 0 && !c->typed) {
        if (count == 1 && (is_small_int(args[0]) || is_exact(args[0], TYPE_STR) || is_exact(args[0], TYPE_INT))) {
            return retain(args[0]);
        }
        return tuple_from(rt, args, count);
    }
    uint64_t length = count + (named > 0 ? 2 * named + 1 : 0);
    own_value key = tuple_new(rt, c->typed ? length + count + named : length);
    if (failed(key)) {
        return key;
    }
    slot_value *to = as_tuple(lend(key))->items;
    for (uint64_t i = 0; i < count; i++) {
        slot_init(to++, retain(args[i]));
    }
    if (named > 0) {
        slot_init(to++, retain(slot_get(c->mark)));
    }
    for (uint64_t i = 0; i < named; i++) {
        slot_init(to++, retain(tuple_item(kwnames, i)));
        slot_init(to++, retain(args[count + i]));
    }
    for (uint64_t i = 0; c->typed && i < count + named; i++) {
        slot_init(to++, retain(ref_object(type_of(rt, args[i]))));
    }
    return key;
}

// Calling ------------------------------------------------------------------------------------------------------------

static own_value call_function(struct ouro *rt, struct lru_cache *c, ref_value const *args, uint32_t count,
                               ref_value kwnames)
{
    c->misses++;
    return operation_call(rt, slot_get(c->function), args, count, kwnames);
}

static own_value call_unbounded(struct ouro *rt, struct lru_cache *c, ref_value key, int64_t hash,
                                ref_value const *args, uint32_t count, ref_value kwnames)
{
    ref_value found = dict_get_hashed(rt, slot_get(c->entries), key, hash);
    if (!is_nothing(found)) {
        c->hits++;
        return retain(found);
    }
    own_value result = error_pending(rt) ? own_nothing : call_function(rt, c, args, count, kwnames);
    if (!failed(result) && !dict_set_hashed(rt, slot_get(c->entries), key, hash, lend(result))) {
        release(rt, give(result));
    }
    return result;
}

// Makes room by forgetting what was used longest ago. 1: there is room, 0: it was gone already, -1: error.
static int forget_oldest(struct ouro *rt, struct lru_cache *c)
{
    struct ring *oldest = c->root.next;
    if (oldest == &c->root) {
        return 0;
    }
    struct lru_link *link = link_of(oldest);
    own_value held = retain(ref_object(link));
    ring_leave(oldest);
    ref_value key = slot_get(link->key);
    int deleted = is_nothing(key) ? 0 : dict_delete(rt, slot_get(c->entries), key);
    if (deleted < 0 && link->ring.next == NULL) {
        ring_enter(&c->root, &link->ring);
    }
    release(rt, held);
    return deleted;
}

// Keeps a result; what it replaces goes. false: error.
static bool keep(struct ouro *rt, struct lru_cache *c, ref_value key, int64_t hash, ref_value result)
{
    own_value link = link_new(rt, key, result);
    if (failed(link)) {
        return false;
    }
    bool done = true;
    int room = 1;
    if ((int64_t)dict_length(slot_get(c->entries)) >= c->maxsize) {
        room = forget_oldest(rt, c);
        done = room >= 0;
    }
    if (room > 0) {
        done = dict_set_hashed(rt, slot_get(c->entries), key, hash, lend(link));
        struct lru_link *l = (struct lru_link *)as_object(lend(link));
        if (done && l->header.count > 1 && l->ring.next == NULL) { // the dict has it still
            ring_enter(&c->root, &l->ring);
        }
    }
    release(rt, link);
    return done;
}

static own_value call_bounded(struct ouro *rt, struct lru_cache *c, ref_value key, int64_t hash, ref_value const *args,
                              uint32_t count, ref_value kwnames)
{
    ref_value found = dict_get_hashed(rt, slot_get(c->entries), key, hash);
    if (!is_nothing(found) && !is_nothing(slot_get(((struct lru_link *)as_object(found))->result))) {
        struct lru_link *link = (struct lru_link *)as_object(found);
        if (link->ring.next != &c->root) {
            ring_leave(&link->ring);
            ring_enter(&c->root, &link->ring);
        }
        c->hits++;
        return retain(slot_get(link->result));
    }
    own_value result = error_pending(rt) ? own_nothing : call_function(rt, c, args, count, kwnames);
    if (failed(result)) {
        return result;
    }
    // The call may have added the same key: then its result is there, in order.
    found = dict_get_hashed(rt, slot_get(c->entries), key, hash);
    if (is_nothing(found) && (error_pending(rt) || !keep(rt, c, key, hash, lend(result)))) {
        release(rt, give(result));
    }
    return result;
}

METHOD(lru_cache_call)
{
    struct lru_cache *c = as_cache(args[0]);
    if (is_nothing(slot_get(c->function))) {
        return own_none; // cleared by the collector
    }
    args++;
    count--;
    if (c->maxsize == 0) {
        return call_function(rt, c, args, count, kwnames);
    }
    own_value key = make_key(rt, c, args, count, kwnames);
    int64_t hash;
    own_value result = own_nothing;
    if (!failed(key) && key_hash(rt, lend(key), &hash)) {
        result = c->maxsize < 0 ? call_unbounded(rt, c, lend(key), hash, args, count, kwnames)
                                : call_bounded(rt, c, lend(key), hash, args, count, kwnames);
    }
    release(rt, key);
    return result;
}

// The type -----------------------------------------------------------------------------------------------------------

METHOD(lru_cache_create)
{
    static char const *const names[] = {"user_function", "maxsize", "typed", "cache_info_type"};
    static struct signature const signature = {"lru_cache", names, 4, 4, 0, 4};
    ref_value given[4];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (!is_callable(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "the first argument must be callable");
    }
    int64_t maxsize = -1;
    if (!is_none(given[1])) {
        if (!is_index(rt, given[1])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "maxsize should be integer or None");
        }
        if (!operation_index_int64(rt, given[1], &maxsize, TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
        maxsize = maxsize < 0 ? 0 : maxsize;
    }
    int typed = operation_truth(rt, given[2]);
    own_value entries = typed < 0 ? own_nothing : dict_new(rt);
    own_value mark = failed(entries) ? own_nothing : operation_call_0(rt, ref_object(type_by_number(rt, TYPE_OBJECT)));
    own_value made = failed(mark) ? own_nothing : object_create(rt, (struct type *)as_object(args[0]), 0);
    if (failed(made)) {
        release(rt, entries);
        release(rt, mark);
        return made;
    }
    as_object(lend(entries))->kind |= OBJECT_HIDDEN; // introspection gives it to nobody
    struct lru_cache *c = as_cache(lend(made));
    slot_init(&c->function, retain(given[0]));
    slot_init(&c->entries, entries);
    slot_init(&c->mark, mark);
    slot_init(&c->make_information, retain(given[3]));
    c->root.next = c->root.previous = &c->root;
    c->maxsize = maxsize;
    c->typed = typed;
    return made;
}

METHOD(lru_cache_information)
{
    struct lru_cache *c = as_cache(args[0]);
    own_value four[] = {own_small_int(c->hits), own_small_int(c->misses),
                        c->maxsize < 0 ? own_none : int_from_int64(rt, c->maxsize),
                        own_small_int(dict_length(slot_get(c->entries)))};
    own_value result = failed(four[2])
                           ? own_nothing
                           : operation_call(rt, slot_get(c->make_information), lend_array(four), 4, ref_nothing);
    release(rt, four[2]);
    return result;
}

METHOD(lru_cache_forget)
{
    struct lru_cache *c = as_cache(args[0]);
    c->hits = c->misses = 0;
    ring_dissolve(&c->root);
    dict_clear(rt, slot_get(c->entries));
    return own_none;
}

METHOD(lru_cache_reduce)
{
    return operation_get_attribute(rt, args[0], name_of(rt, NAME_qualname));
}

METHOD(lru_cache_self)
{
    (void)rt;
    return retain(args[0]);
}

static own_value lru_cache_get(struct ouro *rt, ref_value self, ref_value instance, ref_value owner)
{
    (void)owner;
    return is_nothing(instance) || is_none(instance) ? retain(self) : method_new(rt, self, instance);
}

static bool lru_cache_set_dict(struct ouro *rt, ref_value self, ref_value value)
{
    return functools_set_dict(rt, as_object(self), &as_cache(self)->dict, value);
}

static void lru_cache_clear_all(struct ouro *rt, struct object *o)
{
    ring_dissolve(&((struct lru_cache *)o)->root);
    lru_cache_clear(rt, o);
}

struct type_definition const lru_cache_type_definition = {
    .name = "functools._lru_cache_wrapper",
    .doc =
        "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\n"
        "maxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a "
        "bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) "
        "and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                      "
        "      hits misses currsize maxsize\n",
    .number = TYPE_LRU_CACHE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD | TYPE_HAS_DICT,
    .size = sizeof(struct lru_cache),
    .dict_offset = offsetof(struct lru_cache, dict),
    .traverse = lru_cache_traverse,
    .drop_step = lru_cache_drop_step,
    .clear = lru_cache_clear_all,
    .finish = lru_cache_finish,
    .protocol = &(struct type_protocol const){.call = lru_cache_call,
                                              .descriptor_get = lru_cache_get,
                                              .create = lru_cache_create},
    .methods =
        (struct native_definition const[]){
            {"cache_info", lru_cache_information, 0, 0, 0, "cache_info($self, /)\n--\n\nReport cache statistics"},
            {"cache_clear", lru_cache_forget, 0, 0, 0,
             "cache_clear($self, /)\n--\n\nClear the cache and cache statistics"},
            {"__reduce__", lru_cache_reduce, 0, 0, 0, NULL},
            {"__copy__", lru_cache_self, 0, -1, 0, NULL},
            {"__deepcopy__", lru_cache_self, 0, -1, 0, NULL},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__dict__", instance_dict, lru_cache_set_dict, NULL},
            {0},
        },
};

struct type_definition const lru_link_type_definition = {
    .name = "functools._lru_list_elem",
    .number = TYPE_LRU_LINK,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_UNTRACKED,
    .size = sizeof(struct lru_link),
    .traverse = lru_link_traverse,
    .drop_step = lru_link_drop_step,
    .clear = lru_link_clear,
    .finish = lru_link_finish,
    .protocol = &(struct type_protocol const){.repr = NULL},
};
