// SPDX-License-Identifier: MIT
// Where a heap's memory comes from: the system, or a function of the host.
#include "heap/internal.h"

void heap_set_source(struct heap *heap, heap_source *source, void *to)
{
    OURO_ASSERT(heap->arena_count == 0);
    heap->source = source;
    heap->source_to = to;
}

void *heap_map(struct heap *heap, size_t bytes, size_t alignment)
{
    if (heap->source == NULL) {
        return os_memory_map(bytes, alignment);
    }
    if (bytes > SIZE_MAX / 2) {
        return NULL;
    }
    return heap_remap(heap, NULL, 0, bytes, alignment);
}

void heap_unmap(struct heap *heap, void *memory, size_t bytes)
{
    if (heap->source == NULL) {
        os_memory_unmap(memory, bytes);
    } else {
        (void)heap->source(heap->source_to, memory, os_page_round(bytes), 0, OS_PAGE_BYTES);
    }
}

bool heap_discard(struct heap *heap, void *memory, size_t bytes)
{
    return heap->source == NULL && os_memory_discard(memory, bytes);
}

void *heap_remap(struct heap *heap, void *memory, size_t old_bytes, size_t new_bytes, size_t alignment)
{
    if (heap->source == NULL) {
        return os_memory_resize(memory, old_bytes, new_bytes, alignment);
    }
    old_bytes = os_page_round(old_bytes);
    new_bytes = os_page_round(new_bytes);
    if (new_bytes == old_bytes) {
        return memory;
    }
    if (memory != NULL) {
        HEAP_UNPOISON_BYTES(memory, old_bytes); // the host copies it
    }
    void *given = heap->source(heap->source_to, memory, old_bytes, new_bytes, alignment);
    OURO_MUST(((uintptr_t)given & (alignment - 1)) == 0); // else every address would be taken for another page's
    return given;
}
