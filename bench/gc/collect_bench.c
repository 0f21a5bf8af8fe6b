// SPDX-License-Identifier: MIT
// What the collector costs per object, with a test type on floors 0 to 3 alone: full collections of a live graph, young
// collections of survivors and of garbage, freeing of cyclic garbage, release of a tree by count.
//
//     collect_bench [OBJECTS]
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/handle.h"
#include "gc/gc.h"
#include "os/clock.h"

enum { NODE = 1, SLOTS = 3 };

struct node {
    struct object header;
    slot_value slots[SLOTS];
};

static uint64_t node_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    for (int i = 0; i < SLOTS; i++) {
        visit(v, slot_get(((struct node *)o)->slots[i]));
    }
    return 0;
}

static slot_value *node_drop(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    for (; *cursor < SLOTS; ++*cursor) {
        if (slot_is_full(((struct node *)o)->slots[*cursor])) {
            return &((struct node *)o)->slots[*cursor];
        }
    }
    return NULL;
}

static void node_clear(struct ouro *rt, struct object *o)
{
    for (int i = 0; i < SLOTS; i++) {
        release(rt, slot_take(rt, o, &((struct node *)o)->slots[i]));
    }
}

static struct node *node_make(struct ouro *rt)
{
    struct node *n = object_allocate(rt, HEAP_TRACED, sizeof *n, NODE);
    if (n == NULL) {
        fprintf(stderr, "no memory\n");
        exit(1);
    }
    return n;
}

static void link_to(struct ouro *rt, struct node *from, int i, struct node *to)
{
    slot_set(rt, from, &from->slots[i], retain(ref_object(to)));
}

static uint64_t random_state = 88172645463325252u;

static size_t random_below(size_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (size_t)(random_state % n);
}

static void report(char const *what, size_t objects, int64_t nanoseconds)
{
    printf("%-44s %10zu objects %8.1f ns each\n", what, objects, (double)nanoseconds / (double)objects);
}

// A list through slot 0, and two links per node: to a near one or to any one.
static struct node *graph(struct ouro *rt, struct node **all, size_t count, size_t reach)
{
    for (size_t i = 0; i < count; i++) {
        all[i] = node_make(rt);
        if (i > 0) {
            slot_init(&all[i - 1]->slots[0], own_object(all[i]));
        }
    }
    for (size_t i = 0; i < count; i++) {
        size_t to = reach < count ? (i + random_below(reach)) % count : random_below(count);
        link_to(rt, all[i], 1, all[to]);
        link_to(rt, all[i], 2, all[random_below(reach) % count]);
    }
    return all[0];
}

static void full(struct ouro *rt, struct node **all, size_t count, size_t reach, char const *shape)
{
    char what[80];
    struct own_cell cell;
    struct node *top = graph(rt, all, count, reach);
    handle_enter(rt, &cell, own_object(top));
    (void)gc_collect(rt, 2);
    int64_t best = INT64_MAX;
    for (int i = 0; i < 3; i++) {
        int64_t begin = os_clock_thread();
        int64_t found = gc_collect(rt, 2);
        int64_t took = os_clock_thread() - begin;
        best = took < best ? took : best;
        if (found != 0) {
            fprintf(stderr, "live objects were collected\n");
            exit(1);
        }
    }
    snprintf(what, sizeof what, "full collection, all alive, %s", shape);
    report(what, count, best);
    release(rt, handle_leave(rt, &cell));
    int64_t begin = os_clock_thread();
    int64_t found = gc_collect(rt, 2);
    int64_t took = os_clock_thread() - begin;
    if ((size_t)found != count) {
        fprintf(stderr, "%" PRId64 " found of %zu\n", found, count);
        exit(1);
    }
    snprintf(what, sizeof what, "full collection, all garbage, %s", shape);
    report(what, count, took);
}

static void young(struct ouro *rt, size_t count)
{
    // Generation 0 in batches of 700: all garbage, then all alive.
    int64_t took = 0;
    for (size_t i = 0; i < count / 700; i++) {
        for (int j = 0; j < 350; j++) {
            struct node *a = node_make(rt);
            struct node *b = node_make(rt);
            slot_init(&a->slots[0], own_object(b));
            slot_init(&b->slots[0], own_object(a));
        }
        int64_t begin = os_clock_thread();
        if (gc_collect(rt, 0) != 700) {
            fprintf(stderr, "young garbage was missed\n");
            exit(1);
        }
        took += os_clock_thread() - begin;
    }
    report("young collection, all garbage", count / 700 * 700, took);
    took = 0;
    struct node *head = NULL;
    for (size_t i = 0; i < count / 700; i++) {
        for (int j = 0; j < 700; j++) {
            struct node *n = node_make(rt);
            slot_init(&n->slots[0], own_object(head));
            head = n;
        }
        int64_t begin = os_clock_thread();
        (void)gc_collect(rt, i % 10 == 9);
        took += os_clock_thread() - begin;
    }
    report("young collection, all alive", count / 700 * 700, took);
    int64_t begin = os_clock_thread();
    release(rt, own_object(head));
    report("release of a chain", count / 700 * 700, os_clock_thread() - begin);
}

static struct node *tree(struct ouro *rt, int depth)
{
    struct node *n = node_make(rt);
    if (depth > 0) {
        slot_init(&n->slots[0], own_object(tree(rt, depth - 1)));
        slot_init(&n->slots[1], own_object(tree(rt, depth - 1)));
    }
    return n;
}

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
    struct ouro rt = {0};
    struct type_row row = {.traverse = node_traverse, .drop_step = node_drop, .clear = node_clear, .name = "node"};
    struct node **all = malloc(count * sizeof(struct node *));
    if (all == NULL || !runtime_open(&rt, 0) || !gc_open(&rt) || !row_set(&rt, NODE, &row)) {
        fprintf(stderr, "no memory\n");
        return 1;
    }
    gc_enable(&rt, false);
    full(&rt, all, count, 1000, "near links");
    full(&rt, all, count, count, "random links");
    young(&rt, count);
    int depth = 0;
    while (((size_t)2 << depth) <= count) {
        depth++;
    }
    struct node *top = tree(&rt, depth - 1);
    int64_t begin = os_clock_thread();
    release(&rt, own_object(top));
    report("release of a binary tree", ((size_t)1 << depth) - 1, os_clock_thread() - begin);
    gc_close(&rt);
    runtime_close(&rt);
    free(all);
    return 0;
}
