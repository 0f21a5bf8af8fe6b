// SPDX-License-Identifier: MIT
// ouro.h: counts and bytes, as numbers and as text.
#include "api/state.h"
#include "gc/gc.h"
#include "inspect/walk.h"
#include "ouro.h"

#include <string.h>

static uint64_t objects_ever(struct ouro *rt)
{
    return heap_total_allocated(&rt->heap, HEAP_TRACED) + heap_total_allocated(&rt->heap, HEAP_LEAF);
}

static uint64_t objects_now(struct ouro *rt)
{
    return heap_live_blocks(&rt->heap, HEAP_TRACED) + heap_live_blocks(&rt->heap, HEAP_LEAF);
}

static void add_losses(struct ouro *rt, ouro_statistics *s)
{
    struct heap_usage usage;
    heap_get_usage(&rt->heap, &usage);
    s->lost_bytes = usage.reserved_bytes - usage.live_bytes;
    s->free_block_bytes = usage.lost[HEAP_LOST_BLOCKS];
    s->page_tail_bytes = usage.lost[HEAP_LOST_TAILS] + usage.lost[HEAP_LOST_SPANS];
    s->arena_head_bytes = usage.lost[HEAP_LOST_HEADS];
    s->unmapping_bytes = usage.lost[HEAP_LOST_DOOMED];
    s->empty_page_bytes = usage.empty_bytes;
}

int ouro_collect_step(ouro *rt, double seconds)
{
    if (rt->api->quiet > 0) {
        return 1;
    }
    api_use_thread(rt); // finalizers may run
    return gc_step(rt, seconds > 0 ? (seconds < 1e6 ? (int64_t)(seconds * 1e9) : INT64_MAX / 8) : 0);
}

void ouro_get_statistics(ouro *rt, ouro_statistics *out)
{
    ouro_statistics s = {
        .size = out->size,
        .live_bytes = heap_live_bytes_all(&rt->heap),
        .peak_live_bytes = heap_live_peak(&rt->heap),
        .reserved_bytes = rt->heap.reserved_bytes,
        .peak_reserved_bytes = rt->heap.reserved_peak,
        .objects_allocated = objects_ever(rt),
        .objects_live = objects_now(rt),
        .freed_by_collector = rt->freed_by_collector,
    };
    // What went and was not the collector's went by counting.
    s.freed_by_counting = s.objects_allocated - s.objects_live - s.freed_by_collector;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        struct gc_statistics const *g = gc_get_statistics(rt, i);
        s.generation[i].collections = g->collections;
        s.generation[i].collected = g->collected;
        s.generation[i].uncollectable = g->uncollectable;
        s.generation[i].total_seconds = (double)g->total / 1e9;
        s.generation[i].longest_seconds = (double)g->longest / 1e9;
    }
    add_losses(rt, &s);
    struct gc_pauses const *p = gc_get_pauses(rt);
    s.pauses = p->count;
    s.pause_seconds = (double)p->total / 1e9;
    s.longest_pause_seconds = (double)p->longest / 1e9;
    for (int i = 0; i < GC_PAUSE_BUCKETS; i++) {
        s.pause_histogram[i] = p->histogram[i];
    }
    memcpy(out, &s, out->size < sizeof s ? out->size : sizeof s);
}

#define TYPES_SHOWN 10

// A count with a comma between thousands.
static char const *grouped(uint64_t n, char out[32])
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
    int at = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            out[at++] = ',';
        }
        out[at++] = digits[i];
    }
    out[at] = '\0';
    return out;
}

static void print_row(FILE *stream, char const *what, uint64_t n, char const *note)
{
    char number[32];
    fprintf(stream, "  %-26s %16s%s\n", what, grouped(n, number), note);
}

_Static_assert(GC_PAUSE_BUCKETS == sizeof((ouro_statistics){0}.pause_histogram) / sizeof(uint64_t), "one bucket each");

static void print_pauses(ouro_statistics const *s, FILE *stream)
{
    fprintf(stream, "pauses %23llu, %.3f ms in all, the longest %.3f ms\n", (unsigned long long)s->pauses,
            s->pause_seconds * 1e3, s->longest_pause_seconds * 1e3);
    for (int i = 0; i < GC_PAUSE_BUCKETS; i++) {
        if (s->pause_histogram[i] != 0) {
            char number[32];
            fprintf(stream, "  %s %8u microseconds %11s\n", i + 1 < GC_PAUSE_BUCKETS ? "below" : "above",
                    1u << (i + 1 < GC_PAUSE_BUCKETS ? i : i - 1), grouped(s->pause_histogram[i], number));
        }
    }
}

static void print_types(struct ouro *rt, FILE *stream)
{
    struct inspect_tally largest[TYPES_SHOWN], total = inspect_total(rt);
    size_t count = inspect_largest_types(rt, largest, TYPES_SHOWN);
    char objects[32], bytes[32];
    uint64_t objects_shown = 0, bytes_shown = 0;
    fprintf(stream, "largest types %16s %16s\n", "objects", "bytes");
    for (size_t i = 0; i < count; i++) {
        fprintf(stream, "  %-26s %16s %16s\n", largest[i].name, grouped(largest[i].objects, objects),
                grouped(largest[i].bytes, bytes));
        objects_shown += largest[i].objects;
        bytes_shown += largest[i].bytes;
    }
    fprintf(stream, "  %-26s %16s %16s\n", "(others)", grouped(total.objects - objects_shown, objects),
            grouped(total.bytes - bytes_shown, bytes));
    fprintf(stream, "  %-26s %16s %16s\n", "(all objects)", grouped(total.objects, objects),
            grouped(total.bytes, bytes));
}

void ouro_print_statistics(ouro *rt, FILE *stream)
{
    ouro_statistics s = {.size = sizeof s};
    ouro_get_statistics(rt, &s);
    fputs("memory\n", stream);
    print_row(stream, "live", s.live_bytes, " bytes");
    print_row(stream, "live at most", s.peak_live_bytes, " bytes");
    print_row(stream, "reserved", s.reserved_bytes, " bytes");
    print_row(stream, "reserved at most", s.peak_reserved_bytes, " bytes");
    print_row(stream, "lost to fragmentation", s.lost_bytes, " bytes");
    fputs("objects\n", stream);
    print_row(stream, "allocated", s.objects_allocated, "");
    print_row(stream, "freed by counting", s.freed_by_counting, "");
    print_row(stream, "freed by the collector", s.freed_by_collector, "");
    print_row(stream, "live", s.objects_live, "");
    fprintf(stream, "collections %18s %13s %15s %14s\n", "number", "freed", "total ms", "longest ms");
    for (int i = 0; i < GC_GENERATIONS; i++) {
        char number[32], freed[32];
        fprintf(stream, "  generation %d %16s %13s %15.3f %14.3f\n", i, grouped(s.generation[i].collections, number),
                grouped(s.generation[i].collected, freed), s.generation[i].total_seconds * 1e3,
                s.generation[i].longest_seconds * 1e3);
    }
    print_pauses(&s, stream);
    print_types(rt, stream);
}
