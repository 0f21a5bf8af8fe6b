// SPDX-License-Identifier: MIT
// What of the memory that is reserved lies in no block, and why.
#include <stdio.h>

#include "heap/internal.h"

void heap_get_class_usage(struct heap const *heap, enum heap_kind kind, uint32_t class, struct heap_class_usage *usage)
{
    OURO_ASSERT(class < HEAP_CLASSES);
    uint32_t bin = kind * HEAP_ALL_CLASSES + class;
    size_t block_size = heap_class_bytes[class];
    size_t live = (size_t)(heap->allocated[bin] - heap->freed[bin]);
    *usage = (struct heap_class_usage){
        .block_size = block_size,
        .pages = heap->pages[bin],
        .live_blocks = live,
        .free_blocks = heap->pages[bin] * heap_class_blocks(class) - live,
        .lost_bytes = heap->pages[bin] * HEAP_PAGE_BYTES - live * block_size,
    };
}

void heap_get_usage(struct heap const *heap, struct heap_usage *usage)
{
    *usage = (struct heap_usage){
        .reserved_bytes = heap->reserved_bytes,
        .live_bytes = heap_live_bytes_all(heap),
        .empty_bytes = heap_dirty_bytes(heap),
    };
    size_t class_pages = 0;
    size_t span_bytes = 0;
    size_t large_blocks = 0;
    for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
        for (uint32_t class = 0; class < HEAP_CLASSES; class ++) {
            struct heap_class_usage one;
            heap_get_class_usage(heap, kind, class, &one);
            class_pages += one.pages;
            usage->lost[HEAP_LOST_BLOCKS] += one.free_blocks * one.block_size;
            usage->lost[HEAP_LOST_TAILS] += one.lost_bytes - one.free_blocks * one.block_size;
        }
        uint32_t large = kind * HEAP_ALL_CLASSES + HEAP_LARGE_CLASS;
        large_blocks += (size_t)(heap->allocated[large] - heap->freed[large]);
        span_bytes += heap->span_bytes[kind];
    }
    size_t page_bytes = heap->pages_in_use * HEAP_PAGE_BYTES;
    size_t head_bytes = heap->head_bytes;
    // What was never carved is part of neither: it lies in free blocks, then behind the last ones.
    size_t blocks = usage->lost[HEAP_LOST_BLOCKS];
    size_t untouched = heap->untouched_bytes;
    usage->lost[HEAP_LOST_BLOCKS] -= untouched < blocks ? untouched : blocks;
    usage->lost[HEAP_LOST_TAILS] -= untouched < blocks ? 0 : untouched - blocks;
    size_t mapped = heap->reserved_bytes + untouched - page_bytes - head_bytes - heap->doomed_bytes;
    span_bytes -= mapped - large_blocks * HEAP_LARGE_OFFSET;
    usage->lost[HEAP_LOST_SPANS] = page_bytes - class_pages * HEAP_PAGE_BYTES - span_bytes;
    usage->lost[HEAP_LOST_HEADS] = head_bytes + large_blocks * HEAP_LARGE_OFFSET;
    usage->lost[HEAP_LOST_DOOMED] = heap->doomed_bytes;
}

char const *heap_loss_name(enum heap_loss loss)
{
    static char const *const names[HEAP_LOSSES] = {"free blocks in pages", "behind the last block of pages",
                                                   "behind blocks of whole pages", "heads of arenas and large blocks",
                                                   "large blocks not yet unmapped"};
    return names[loss];
}

char const *heap_kind_name(enum heap_kind kind)
{
    static char const *const names[HEAP_KINDS] = {"traced", "leaf", "raw"};
    return names[kind];
}

// Report
// ------------------------------------------------------------------------------------------------------------------

#define CLASSES_SHOWN 10
#define REPORT_LINE 100

struct report {
    void (*say)(void *to, char const *line);
    void *to;
};

static double percent(size_t part, size_t whole)
{
    return whole != 0 ? 100 * (double)part / (double)whole : 0;
}

static void say_bytes(struct report const *report, char const *what, size_t bytes, size_t whole)
{
    char line[REPORT_LINE];
    if (whole != 0) {
        snprintf(line, sizeof line, "  %-36s %16zu bytes %6.1f %%", what, bytes, percent(bytes, whole));
    } else {
        snprintf(line, sizeof line, "  %-36s %16zu bytes", what, bytes);
    }
    report->say(report->to, line);
}

static void say_losses(struct report const *report, struct heap_usage const *usage)
{
    bool said[HEAP_LOSSES] = {false};
    for (uint32_t round = 0; round < HEAP_LOSSES; round++) {
        uint32_t largest = HEAP_LOSSES;
        for (uint32_t i = 0; i < HEAP_LOSSES; i++) {
            if (!said[i] && (largest == HEAP_LOSSES || usage->lost[i] > usage->lost[largest])) {
                largest = i;
            }
        }
        said[largest] = true;
        say_bytes(report, heap_loss_name(largest), usage->lost[largest], usage->reserved_bytes);
    }
}

static void say_class(struct report const *report, struct heap const *heap, uint32_t bin)
{
    enum heap_kind kind = bin / HEAP_CLASSES;
    struct heap_class_usage usage;
    char line[REPORT_LINE];
    heap_get_class_usage(heap, kind, bin % HEAP_CLASSES, &usage);
    snprintf(line, sizeof line, "  %-6s %5zu bytes %9zu pages %12zu live %12zu free %14zu lost", heap_kind_name(kind),
             usage.block_size, usage.pages, usage.live_blocks, usage.free_blocks, usage.lost_bytes);
    report->say(report->to, line);
}

static void say_classes(struct report const *report, struct heap const *heap)
{
    bool said[HEAP_KINDS * HEAP_CLASSES] = {false};
    for (uint32_t round = 0; round < CLASSES_SHOWN; round++) {
        uint32_t worst = 0;
        size_t lost = 0;
        for (uint32_t bin = 0; bin < HEAP_KINDS * HEAP_CLASSES; bin++) {
            struct heap_class_usage usage;
            heap_get_class_usage(heap, bin / HEAP_CLASSES, bin % HEAP_CLASSES, &usage);
            if (!said[bin] && usage.lost_bytes > lost) {
                worst = bin;
                lost = usage.lost_bytes;
            }
        }
        if (lost == 0) {
            return;
        }
        said[worst] = true;
        say_class(report, heap, worst);
    }
}

void heap_report(struct heap const *heap, void (*say)(void *to, char const *line), void *to)
{
    struct report report = {say, to};
    struct heap_usage usage;
    heap_get_usage(heap, &usage);
    say(to, "heap");
    say_bytes(&report, "reserved", usage.reserved_bytes, 0);
    say_bytes(&report, "in blocks handed out", usage.live_bytes, usage.reserved_bytes);
    say_bytes(&report, "lost to fragmentation", usage.reserved_bytes - usage.live_bytes, usage.reserved_bytes);
    say_bytes(&report, "empty pages kept, beside reserved", usage.empty_bytes, 0);
    say(to, "lost to fragmentation, by reason");
    say_losses(&report, &usage);
    say(to, "size classes that lose most");
    say_classes(&report, heap);
}
