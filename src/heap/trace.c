// SPDX-License-Identifier: MIT
// Builds with OURO_TRACE record what a heap is asked for: each heap writes to the file that the environment variable
// OURO_TRACE_FILE names. bench/heap/trace_replay.c reads it and says what the format is.
#include "heap/internal.h"

#ifdef OURO_TRACE

#include "os/environment.h"
#include "os/file.h"

#define BUFFER_BYTES ((size_t)1 << 16)
#define LONGEST_RECORD 16u

// Blocks have addresses that are used again; the trace has slots: numbers, the last one given up used first. A table
// with open addressing leads from the address to the slot.
struct entry {
    void *block;
    uint32_t slot;
};

struct heap_trace {
    struct entry *entries;
    size_t capacity; // a power of 2
    size_t count;
    uint32_t *spare; // slots given up
    size_t spare_room;
    size_t spare_count;
    uint32_t slots; // ever used
    int descriptor;
    size_t filled;
    unsigned char buffer[BUFFER_BYTES];
};

static void *map_or_end(size_t bytes)
{
    void *memory = os_memory_map(bytes, OS_PAGE_BYTES);
    OURO_MUST(memory != NULL);
    return memory;
}

static void flush(struct heap_trace *trace)
{
    int code = os_file_write_all(trace->descriptor, trace->buffer, trace->filled);
    OURO_MUST(code == 0);
    trace->filled = 0;
}

static void put_number(struct heap_trace *trace, uint64_t number)
{
    while (number >= 0x80) {
        trace->buffer[trace->filled++] = (unsigned char)(number | 0x80);
        number >>= 7;
    }
    trace->buffer[trace->filled++] = (unsigned char)number;
}

static size_t place_of(struct heap_trace const *trace, void const *block)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)block * 0x9e3779b97f4a7c15u) >> 20) & (trace->capacity - 1);
    while (trace->entries[at].block != NULL && trace->entries[at].block != block) {
        at = (at + 1) & (trace->capacity - 1);
    }
    return at;
}

static void grow_table(struct heap_trace *trace)
{
    struct entry *old = trace->entries;
    size_t capacity = trace->capacity;
    trace->capacity *= 2;
    trace->entries = map_or_end(trace->capacity * sizeof *old);
    for (size_t i = 0; i < capacity; i++) {
        if (old[i].block != NULL) {
            trace->entries[place_of(trace, old[i].block)] = old[i];
        }
    }
    os_memory_unmap(old, capacity * sizeof *old);
}

static uint32_t enter(struct heap_trace *trace, void *block)
{
    if (++trace->count > trace->capacity / 2) {
        grow_table(trace);
    }
    struct entry *entry = &trace->entries[place_of(trace, block)];
    OURO_MUST(entry->block == NULL);
    entry->block = block;
    entry->slot = trace->spare_count != 0 ? trace->spare[--trace->spare_count] : trace->slots++;
    return entry->slot;
}

// Takes a block out; the entries behind it move up to where they would be without it.
static uint32_t leave(struct heap_trace *trace, void *block)
{
    size_t at = place_of(trace, block);
    OURO_MUST(trace->entries[at].block == block);
    uint32_t slot = trace->entries[at].slot;
    trace->count--;
    for (;;) {
        trace->entries[at].block = NULL;
        size_t next = at;
        do {
            next = (next + 1) & (trace->capacity - 1);
            if (trace->entries[next].block == NULL) {
                return slot;
            }
        } while (place_of(trace, trace->entries[next].block) == next);
        at = place_of(trace, trace->entries[next].block);
        trace->entries[at] = trace->entries[next];
        at = next;
    }
}

static void give_up(struct heap_trace *trace, uint32_t slot)
{
    if (trace->spare_count == trace->spare_room) {
        size_t room = trace->spare_room == 0 ? 1024 : trace->spare_room * 2;
        uint32_t *grown = map_or_end(room * sizeof *grown);
        if (trace->spare_room != 0) {
            memcpy(grown, trace->spare, trace->spare_room * sizeof *grown);
            os_memory_unmap(trace->spare, trace->spare_room * sizeof *grown);
        }
        trace->spare = grown;
        trace->spare_room = room;
    }
    trace->spare[trace->spare_count++] = slot;
}

void heap_trace(struct heap *heap, enum heap_trace_op op, void *old_block, void *block, size_t size)
{
    struct heap_trace *trace = heap->trace;
    if (trace == NULL) {
        return;
    }
    if (trace->filled > BUFFER_BYTES - LONGEST_RECORD) {
        flush(trace);
    }
    uint32_t kind = heap_page_of(block != NULL ? block : old_block)->kind;
    trace->buffer[trace->filled++] = (unsigned char)((uint32_t)op | kind << 2);
    uint32_t slot;
    if (op == HEAP_TRACE_ALLOCATE) {
        slot = enter(trace, block);
    } else {
        slot = leave(trace, old_block);
        give_up(trace, slot);
        if (op == HEAP_TRACE_RESIZE) {
            uint32_t same = enter(trace, block);
            OURO_MUST(same == slot);
        }
    }
    put_number(trace, slot);
    if (op != HEAP_TRACE_FREE) {
        put_number(trace, size);
    }
}

void heap_trace_begin(struct heap *heap)
{
    char const *path = os_environment_get("OURO_TRACE_FILE");
    if (path == NULL) {
        return;
    }
    struct heap_trace *trace = map_or_end(sizeof *trace);
    int code = os_file_open(path, OS_FILE_WRITE | OS_FILE_CREATE | OS_FILE_TRUNCATE, &trace->descriptor);
    OURO_MUST(code == 0);
    trace->capacity = 1 << 12;
    trace->entries = map_or_end(trace->capacity * sizeof *trace->entries);
    memcpy(trace->buffer, "OUROTRC2", 8);
    trace->filled = 8;
    heap->trace = trace;
}

void heap_trace_end(struct heap *heap)
{
    struct heap_trace *trace = heap->trace;
    if (trace != NULL) {
        flush(trace);
        int code = os_file_close(trace->descriptor);
        OURO_MUST(code == 0);
        os_memory_unmap(trace->entries, trace->capacity * sizeof *trace->entries);
        if (trace->spare_room != 0) {
            os_memory_unmap(trace->spare, trace->spare_room * sizeof *trace->spare);
        }
        os_memory_unmap(trace, sizeof *trace);
        heap->trace = NULL;
    }
}

#endif
