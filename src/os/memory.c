// SPDX-License-Identifier: MIT
// Mapping by mmap, growth by mremap.
#include "os/memory.h"

#include <stdint.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define OS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OS_ADDRESS_SANITIZER 1
#endif
#endif
#ifndef OS_ADDRESS_SANITIZER
#define OS_ADDRESS_SANITIZER 0
#endif
#if OS_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

// The system may refuse what it could never back (no MAP_NORESERVE): better a failure now than an end without a word
// later.
static void *map_anywhere(size_t bytes, int protection)
{
    void *memory = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

// The system may have no room to note a hole (too many mappings): then the addresses stay, the pages go.
static void give_back(void *memory, size_t bytes)
{
    if (munmap(memory, bytes) != 0) {
        (void)madvise(memory, bytes, MADV_DONTNEED);
    }
}

// Reserves more than is asked for and cuts off what lies before and behind the aligned part.
static void *map_aligned(size_t bytes, size_t alignment, int protection)
{
    if (alignment <= OS_PAGE_BYTES) {
        return map_anywhere(bytes, protection);
    }
    if (bytes > SIZE_MAX - alignment) {
        return NULL;
    }
    char *raw = map_anywhere(bytes + alignment, protection);
    if (raw == NULL) {
        return NULL;
    }
    size_t before = (size_t)(-(uintptr_t)raw & (alignment - 1));
    size_t behind = alignment - before;
    if (before != 0) {
        munmap(raw, before);
    }
    if (behind != 0) {
        munmap(raw + before + bytes, behind);
    }
    return raw + before;
}

// Poison set by hand outlives the mapping that it was set in: fresh memory must not inherit it.
static void unpoison(void *memory, size_t bytes)
{
#if OS_ADDRESS_SANITIZER
    ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
#else
    (void)memory, (void)bytes;
#endif
}

void *os_memory_map(size_t bytes, size_t alignment)
{
    OURO_ASSERT(bytes != 0 && (alignment & (alignment - 1)) == 0);
    if (bytes > SIZE_MAX / 2) {
        return NULL;
    }
    void *memory = map_aligned(os_page_round(bytes), alignment, PROT_READ | PROT_WRITE);
    if (memory != NULL) {
        unpoison(memory, os_page_round(bytes));
    }
    return memory;
}

void os_memory_unmap(void *memory, size_t bytes)
{
    OURO_ASSERT(((uintptr_t)memory & (OS_PAGE_BYTES - 1)) == 0);
    give_back(memory, os_page_round(bytes));
}

bool os_memory_discard(void *memory, size_t bytes)
{
    OURO_ASSERT(((uintptr_t)memory & (OS_PAGE_BYTES - 1)) == 0 && (bytes & (OS_PAGE_BYTES - 1)) == 0);
    return madvise(memory, bytes, MADV_DONTNEED) == 0;
}

void *os_memory_resize(void *memory, size_t old_bytes, size_t new_bytes, size_t alignment)
{
    OURO_ASSERT(new_bytes != 0);
    if (new_bytes > SIZE_MAX / 2) {
        return NULL;
    }
    old_bytes = os_page_round(old_bytes);
    new_bytes = os_page_round(new_bytes);
    if (new_bytes <= old_bytes) {
        if (new_bytes < old_bytes) {
            give_back((char *)memory + new_bytes, old_bytes - new_bytes);
        }
        return memory;
    }
    if (mremap(memory, old_bytes, new_bytes, 0) == memory) {
        return memory;
    }
    void *fresh = map_aligned(new_bytes, alignment, PROT_NONE);
    if (fresh == NULL) {
        return NULL;
    }
    if (mremap(memory, old_bytes, new_bytes, MREMAP_MAYMOVE | MREMAP_FIXED, fresh) == MAP_FAILED) {
        munmap(fresh, new_bytes);
        return NULL;
    }
    return fresh;
}

size_t os_memory_resident(void const *memory, size_t bytes)
{
    size_t resident = 0;
    unsigned char map[256];
    char *at = (char *)memory;
    for (size_t done = 0; done < bytes; done += sizeof map * OS_PAGE_BYTES) {
        size_t part = bytes - done < sizeof map * OS_PAGE_BYTES ? bytes - done : sizeof map * OS_PAGE_BYTES;
        if (mincore(at + done, part, map) != 0) {
            continue;
        }
        for (size_t i = 0; i < (part + OS_PAGE_BYTES - 1) / OS_PAGE_BYTES; i++) {
            resident += (map[i] & 1) * OS_PAGE_BYTES;
        }
    }
    return resident;
}
