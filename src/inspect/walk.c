// SPDX-License-Identifier: MIT
// Walks by page and tallies by type.
#include "inspect/walk.h"

#include <stdlib.h>

#include "os/memory.h"

void inspect_each(struct ouro *rt, inspect_object_fn *each, void *to)
{
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(&rt->heap, &walk);
    while ((page = heap_walk_next(&rt->heap, &walk)) != NULL) {
        for (uint32_t i = 0; page->kind != HEAP_RAW && i < page->carved; i++) {
            struct object *o = heap_block_at(page, i);
            if (!heap_block_is_live(o)) {
                continue;
            }
            struct type_row const *row = row_of(rt, o);
            bool whole = !(o->kind & OBJECT_DYING);
            size_t bytes = page->block_size + (whole && row->payload != NULL ? row->payload(rt, o) : 0);
            if (!each(rt, to, o, bytes)) {
                heap_walk_end(&rt->heap, &walk);
                return;
            }
        }
    }
}

static bool add_to_total(struct ouro *rt, void *to, struct object *o, size_t bytes)
{
    struct inspect_tally *total = to;
    (void)rt, (void)o;
    total->objects++;
    total->bytes += bytes;
    return true;
}

struct inspect_tally inspect_total(struct ouro *rt)
{
    struct inspect_tally total = {.name = "all"};
    inspect_each(rt, add_to_total, &total);
    return total;
}

// Tallies by row, in memory mapped for the time being.
struct tally_table {
    struct inspect_tally *by_number;
    uint32_t count;
};

static bool add_to_row(struct ouro *rt, void *to, struct object *o, size_t bytes)
{
    (void)rt;
    struct tally_table *t = to;
    struct inspect_tally *row = &t->by_number[object_number(o)];
    row->objects++;
    row->bytes += bytes;
    return true;
}

// By type; rows without one first, each for itself.
static int compare_types(void const *a, void const *b)
{
    uint64_t left = ref_bits(((struct inspect_tally const *)a)->type);
    uint64_t right = ref_bits(((struct inspect_tally const *)b)->type);
    return (left > right) - (left < right);
}

// Puts one type into the list, which is sorted by bytes, if it is among the first `capacity`.
static size_t merge(struct inspect_tally *list, size_t count, size_t capacity, struct inspect_tally one)
{
    size_t place = 0;
    while (place < count && list[place].bytes >= one.bytes) {
        place++;
    }
    if (place == capacity) {
        return count;
    }
    size_t end = count < capacity ? count : capacity - 1;
    memmove(list + place + 1, list + place, (end - place) * sizeof *list);
    list[place] = one;
    return end + 1;
}

size_t inspect_largest_types(struct ouro *rt, struct inspect_tally *largest, size_t capacity)
{
    size_t bytes = os_page_round(rt->row_count * sizeof(struct inspect_tally));
    struct tally_table t = {os_memory_map(bytes, OS_PAGE_BYTES), rt->row_count};
    if (t.by_number == NULL) {
        return 0;
    }
    for (uint32_t i = 1; i < t.count; i++) {
        if (rt->rows[i] != NULL) {
            t.by_number[i].name = rt->rows[i]->name;
            t.by_number[i].type = slot_get(rt->rows[i]->type);
        }
    }
    inspect_each(rt, add_to_row, &t);
    qsort(t.by_number, t.count, sizeof *t.by_number, compare_types);
    size_t count = 0;
    for (uint32_t i = 0; i < t.count && capacity != 0;) {
        struct inspect_tally one = t.by_number[i++];
        while (i < t.count && !is_nothing(one.type) && same(one.type, t.by_number[i].type)) {
            one.objects += t.by_number[i].objects;
            one.bytes += t.by_number[i++].bytes;
        }
        if (one.objects != 0) {
            count = merge(largest, count, capacity, one);
        }
    }
    os_memory_unmap(t.by_number, bytes);
    return count;
}
