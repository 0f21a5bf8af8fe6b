// SPDX-License-Identifier: MIT
// Types to test the memory manager with: floors 0 to 3 know no Python type, so a few structs with traverse are enough.
//
//   LEAF      nothing in it
//   NODE      slots, released first to last
//   FINAL     NODE with a finalizer
//   TUPLE     slots, released last to first; cannot be cleared
//   LIST      slots in a raw payload array, released last to first
//   WEAK      weak reference
//   INSTANCE  NODE that counts a reference to a class (slot 0), given back by finish
#ifndef OURO_TESTS_CORE_TEST_TYPES_H
#define OURO_TESTS_CORE_TEST_TYPES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/handle.h"
#include "core/slot.h"
#include "gc/gc.h"
#include "gc/verify.h"
#include "gc/weak.h"

enum { LEAF = 1, NODE, FINAL, TUPLE, LIST, WEAK, INSTANCE, TYPES };

struct leaf {
    struct object header;
    int32_t id;
};

struct node {
    struct object header;
    int32_t id;
    uint32_t count;
    slot_value slots[];
};

struct list {
    struct object header;
    int32_t id;
    uint32_t count;
    slot_value *items;
};

struct weak {
    struct weak_reference base;
    int32_t id;
};

#define LOG_MOST 256

struct world {
    struct ouro rt;
    struct type_row rows[TYPES];
    void (*on_finalize)(struct world *w, struct node *o);
    void (*on_callback)(struct world *w, struct weak *r);
    void (*on_event)(struct world *w, bool stop, int generation, int64_t found);
    void *user;
    int32_t log[LOG_MOST]; // ids: +id freed, -id finalized, 1000 + id callback
    uint32_t logged;
    uint64_t finalized;
    uint64_t callbacks;
    struct node *garbage; // DEBUG_SAVEALL puts objects there
    char line[512];       // what debug_line said last
    uint32_t lines;
};

static inline struct world *world_of(struct ouro *rt)
{
    return rt->user;
}

static inline void note(struct world *w, int32_t what)
{
    if (w->logged < LOG_MOST) {
        w->log[w->logged++] = what;
    }
}

// Node
// ---------------------------------------------------------------------------------------------------------------------

static inline uint64_t node_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                     struct visitor *v)
{
    (void)rt;
    struct node *n = (struct node *)o;
    for (uint64_t i = from; i < n->count; i++) {
        if (i - from >= budget) {
            return i;
        }
        visit(v, slot_get(n->slots[i]));
    }
    return 0;
}

static inline slot_value *node_drop(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct node *n = (struct node *)o;
    for (; *cursor < n->count; ++*cursor) {
        if (slot_is_full(n->slots[*cursor])) {
            return &n->slots[*cursor];
        }
    }
    return NULL;
}

static inline slot_value *tuple_drop(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct node *n = (struct node *)o;
    for (; *cursor < n->count; ++*cursor) {
        if (slot_is_full(n->slots[n->count - 1 - *cursor])) {
            return &n->slots[n->count - 1 - *cursor];
        }
    }
    return NULL;
}

static inline own_value node_finish(struct ouro *rt, struct object *o)
{
    note(world_of(rt), ((struct node *)o)->id);
    return own_nothing;
}

static inline void node_clear(struct ouro *rt, struct object *o)
{
    struct node *n = (struct node *)o;
    for (uint32_t i = 0; i < n->count; i++) {
        release(rt, slot_take(rt, n, &n->slots[i]));
    }
}

static inline void node_finalize(struct ouro *rt, struct object *o)
{
    struct world *w = world_of(rt);
    note(w, -((struct node *)o)->id);
    w->finalized++;
    if (w->on_finalize != NULL) {
        w->on_finalize(w, (struct node *)o);
    }
}

// List
// ---------------------------------------------------------------------------------------------------------------------

static inline uint64_t list_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                     struct visitor *v)
{
    (void)rt;
    struct list *l = (struct list *)o;
    for (uint64_t i = from; i < l->count; i++) {
        if (i - from >= budget) {
            return i;
        }
        visit(v, slot_get(l->items[i]));
    }
    return 0;
}

static inline slot_value *list_drop(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct list *l = (struct list *)o;
    for (; *cursor < l->count; ++*cursor) {
        if (slot_is_full(l->items[l->count - 1 - *cursor])) {
            return &l->items[l->count - 1 - *cursor];
        }
    }
    return NULL;
}

static inline own_value list_finish(struct ouro *rt, struct object *o)
{
    struct list *l = (struct list *)o;
    note(world_of(rt), l->id);
    heap_raw_free(&rt->heap, l->items, l->count * sizeof *l->items);
    return own_nothing;
}

static inline void list_clear(struct ouro *rt, struct object *o)
{
    struct list *l = (struct list *)o;
    for (uint32_t i = l->count; i-- > 0;) {
        release(rt, slot_take(rt, l, &l->items[i]));
    }
}

static inline size_t list_payload(struct ouro *rt, struct object const *o)
{
    (void)rt;
    return ((struct list const *)o)->count * sizeof(slot_value);
}

// Weak reference, instance, leaf
// -------------------------------------------------------------------------------------------

static inline uint64_t weak_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                     struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    visit(v, slot_get(((struct weak *)o)->base.callback));
    return 0;
}

static inline slot_value *weak_drop(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    struct weak *w = (struct weak *)o;
    return *cursor == 0 && slot_is_full(w->base.callback) ? &w->base.callback : NULL;
}

static inline own_value weak_finish(struct ouro *rt, struct object *o)
{
    note(world_of(rt), ((struct weak *)o)->id);
    weak_detach(rt, (struct weak_reference *)o);
    return own_nothing;
}

static inline void weak_clear(struct ouro *rt, struct object *o)
{
    release(rt, slot_take(rt, o, &((struct weak *)o)->base.callback));
}

static inline slot_value *instance_drop(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    struct node *n = (struct node *)o;
    uint32_t at = *cursor + 1;
    n->count = n->count == 0 ? 1 : n->count;
    slot_value *slot = node_drop(rt, o, &at);
    *cursor = at - 1;
    return slot;
}

static inline own_value instance_finish(struct ouro *rt, struct object *o)
{
    struct node *n = (struct node *)o;
    note(world_of(rt), n->id);
    return slot_take(rt, n, &n->slots[0]);
}

static inline void instance_clear(struct ouro *rt, struct object *o)
{
    struct node *n = (struct node *)o;
    for (uint32_t i = 1; i < n->count; i++) {
        release(rt, slot_take(rt, n, &n->slots[i]));
    }
}

static inline own_value leaf_finish(struct ouro *rt, struct object *o)
{
    note(world_of(rt), ((struct leaf *)o)->id);
    return own_nothing;
}

// The world
// ----------------------------------------------------------------------------------------------------------------

static inline void world_callback(struct ouro *rt, ref_value r)
{
    struct world *w = world_of(rt);
    struct weak *weak = (struct weak *)as_object(r);
    note(w, 1000 + weak->id);
    w->callbacks++;
    if (w->on_callback != NULL) {
        w->on_callback(w, weak);
    }
}

static inline void world_event(struct ouro *rt, bool stop, int generation, int64_t found, int64_t uncollectable,
                               int64_t candidates, double seconds)
{
    (void)uncollectable, (void)candidates, (void)seconds;
    if (world_of(rt)->on_event != NULL) {
        world_of(rt)->on_event(world_of(rt), stop, generation, found);
    }
}

static inline void world_line(struct ouro *rt, char const *line)
{
    struct world *w = world_of(rt);
    snprintf(w->line, sizeof w->line, "%s", line);
    w->lines++;
}

static inline bool world_garbage(struct ouro *rt, ref_value o)
{
    struct world *w = world_of(rt);
    if (w->garbage != NULL) {
        for (uint32_t i = 0; i < w->garbage->count; i++) {
            if (is_nothing(slot_get(w->garbage->slots[i]))) {
                slot_init(&w->garbage->slots[i], retain(o));
                return true;
            }
        }
    }
    return false;
}

static inline struct world *world_open(size_t limit)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    assert_true(runtime_open(&w->rt, limit));
    assert_true(gc_open(&w->rt));
    w->rt.user = w;
    w->rt.hooks = (struct runtime_hooks){.weak_callback = world_callback,
                                         .collection_event = world_event,
                                         .debug_line = world_line,
                                         .collect_garbage = world_garbage};
    w->rows[LEAF] = (struct type_row){.flags = ROW_LEAF, .finish = leaf_finish, .name = "leaf"};
    w->rows[NODE] = (struct type_row){.flags = ROW_WEAKLY_HELD,
                                      .traverse = node_traverse,
                                      .drop_step = node_drop,
                                      .finish = node_finish,
                                      .clear = node_clear,
                                      .name = "node"};
    w->rows[FINAL] = w->rows[NODE];
    w->rows[FINAL].flags |= ROW_FINALIZER;
    w->rows[FINAL].finalize = node_finalize;
    w->rows[FINAL].name = "final";
    w->rows[TUPLE] =
        (struct type_row){.traverse = node_traverse, .drop_step = tuple_drop, .finish = node_finish, .name = "tuple"};
    w->rows[LIST] = (struct type_row){.traverse = list_traverse,
                                      .drop_step = list_drop,
                                      .finish = list_finish,
                                      .clear = list_clear,
                                      .payload = list_payload,
                                      .name = "list"};
    w->rows[WEAK] = (struct type_row){.flags = ROW_WEAK_REFERENCE,
                                      .traverse = weak_traverse,
                                      .drop_step = weak_drop,
                                      .finish = weak_finish,
                                      .clear = weak_clear,
                                      .name = "weak"};
    w->rows[INSTANCE] = (struct type_row){.flags = ROW_WEAKLY_HELD,
                                          .traverse = node_traverse,
                                          .drop_step = instance_drop,
                                          .finish = instance_finish,
                                          .clear = instance_clear,
                                          .name = "instance"};
    for (uint32_t i = 1; i < TYPES; i++) {
        assert_true(row_set(&w->rt, i, &w->rows[i]));
    }
    return w;
}

// In the build in which every first attempt to allocate fails: without the emergency collection. For tests that say
// exactly when what is collected, and for large ones.
static inline void calm(struct world *w)
{
#ifdef OURO_FIRST_ATTEMPT_FAILS
    w->rt.heap.reclaim = NULL;
#endif
    (void)w;
}

static inline void must_be_right(struct world *w)
{
    struct verify_report r;
    if (!heap_verify(&w->rt, VERIFY_EXACT, &r)) {
        fail_msg("%s %s: object %p, holder %p, count %llu, references %llu", r.message, r.detail, (void *)r.object,
                 (void *)r.holder, (unsigned long long)r.count, (unsigned long long)r.references);
    }
}

// Every object is gone, and nothing is left behind.
static inline void world_close(struct world *w)
{
    must_be_right(w);
    assert_int_equal(gc_zero_check(&w->rt, NULL, NULL), 0);
    assert_int_equal(weak_entry_count(&w->rt), 0);
    gc_close(&w->rt);
    runtime_close(&w->rt);
    free(w);
}

static inline size_t alive(struct world *w)
{
    return heap_live_blocks(&w->rt.heap, HEAP_TRACED) + heap_live_blocks(&w->rt.heap, HEAP_LEAF);
}

static inline own_value leaf_new(struct world *w, int32_t id)
{
    struct leaf *l = object_allocate(&w->rt, HEAP_LEAF, sizeof *l, LEAF);
    assert_non_null(l);
    l->id = id;
    return own_object(l);
}

static inline struct node *node_make(struct world *w, uint32_t type, int32_t id, uint32_t count)
{
    struct node *n = object_allocate(&w->rt, HEAP_TRACED, sizeof *n + count * sizeof n->slots[0], type);
    assert_non_null(n);
    n->id = id;
    n->count = count;
    return n;
}

static inline own_value list_new(struct world *w, int32_t id, uint32_t count)
{
    struct list *l = object_allocate(&w->rt, HEAP_TRACED, sizeof *l, LIST);
    assert_non_null(l);
    l->id = id;
    l->items = heap_raw_allocate_zeroed(&w->rt.heap, count * sizeof *l->items);
    assert_non_null(l->items);
    l->count = count;
    return own_object(l);
}

// A weak reference with a callback or without one; the callback is a flag, as it holds nothing.
static inline struct weak *weak_make(struct world *w, int32_t id, void *target, bool calls_back)
{
    struct weak *r = object_allocate(&w->rt, HEAP_TRACED, sizeof *r, WEAK);
    assert_non_null(r);
    r->id = id;
    slot_init(&r->base.callback, calls_back ? own_true : own_none);
    assert_true(weak_attach(&w->rt, &r->base, ref_object(target)));
    return r;
}

// Stores a new reference to `to` in slot i of `from`.
static inline void link_to(struct world *w, struct node *from, uint32_t i, void *to)
{
    slot_set(&w->rt, from, &from->slots[i], retain(ref_object(to)));
}

// Gives `to` away into slot i of `from`.
static inline void give_to(struct world *w, struct node *from, uint32_t i, void *to)
{
    slot_set(&w->rt, from, &from->slots[i], own_object(to));
}

static inline void drop(struct world *w, void *o)
{
    release(&w->rt, own_object(o));
}

#define assert_log(w, ...)                                                 \
    do {                                                                   \
        int32_t const wanted_[] = {__VA_ARGS__};                           \
        assert_int_equal((w)->logged, sizeof wanted_ / sizeof wanted_[0]); \
        assert_memory_equal((w)->log, wanted_, sizeof wanted_);            \
        (w)->logged = 0;                                                   \
    } while (0)

#endif
