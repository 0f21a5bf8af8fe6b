// SPDX-License-Identifier: MIT
// Arenas: mapping them, handing out runs of pages, giving free pages back to the system.
//
// A page is in use, or free and resident (dirty), or free and given back (clean: it reads as zero). Dirty pages are
// handed out first. At most dirty_keep() of them stay; more are given back in bounded portions, those of the arena that
// has had them longest first. An arena without a page in use is unmapped unless fewer than a few such are kept.
//
// How many stay (hysteresis): HEAP_TUNE_DIRTY_PAGES, and as many as were given back too early. A clean page that is
// taken while pages given back have not been taken again (pages_given) is one the program had a moment ago:
// pages_wanted grows by one, and falls by an eighth at each tick. So what is dropped once goes back at once; a loop
// that builds and drops keeps its pages from its second round on.
#include "heap/internal.h"

static void list_push_front(struct heap_arena_links *list, struct heap_arena *arena, size_t links)
{
    struct heap_arena_links *own = (struct heap_arena_links *)((char *)arena + links);
    own->previous = NULL;
    own->next = list->next;
    if (list->next != NULL) {
        ((struct heap_arena_links *)((char *)list->next + links))->previous = arena;
    } else {
        list->previous = arena;
    }
    list->next = arena;
}

static void list_push_back(struct heap_arena_links *list, struct heap_arena *arena, size_t links)
{
    struct heap_arena_links *own = (struct heap_arena_links *)((char *)arena + links);
    own->next = NULL;
    own->previous = list->previous;
    if (list->previous != NULL) {
        ((struct heap_arena_links *)((char *)list->previous + links))->next = arena;
    } else {
        list->next = arena;
    }
    list->previous = arena;
}

static void list_remove(struct heap_arena_links *list, struct heap_arena *arena, size_t links)
{
    struct heap_arena_links *own = (struct heap_arena_links *)((char *)arena + links);
    if (own->previous != NULL) {
        ((struct heap_arena_links *)((char *)own->previous + links))->next = own->next;
    } else {
        list->next = own->next;
    }
    if (own->next != NULL) {
        ((struct heap_arena_links *)((char *)own->next + links))->previous = own->previous;
    } else {
        list->previous = own->previous;
    }
    own->next = NULL;
    own->previous = NULL;
}

#define LINKS_ALL offsetof(struct heap_arena, head.all)
#define LINKS_OPEN offsetof(struct heap_arena, head.open)
#define LINKS_DIRTY offsetof(struct heap_arena, head.dirty)

// Bits of a map of pages
// --------------------------------------------------------------------------------------------------

// First page from `from` on whose bit is `one`; HEAP_ARENA_PAGES if none.
static uint32_t next_page(uint64_t const *map, uint32_t from, bool one)
{
    while (from < HEAP_ARENA_PAGES) {
        uint64_t word = (one ? map[from >> 6] : ~map[from >> 6]) >> (from & 63);
        if (word != 0) {
            return from + (uint32_t)__builtin_ctzll(word);
        }
        from = (from | 63) + 1;
    }
    return HEAP_ARENA_PAGES;
}

static void set_run(uint64_t *map, uint32_t from, uint32_t count)
{
    for (uint32_t i = from; i < from + count; i++) {
        heap_bit_set(map, i);
    }
}

// First run of `count` free pages; if there is none, returns HEAP_ARENA_PAGES and lowers `longest` to what there is.
static uint32_t find_run(struct heap_arena_head *head, uint32_t count)
{
    uint32_t longest = 0;
    uint32_t start = next_page(head->free_pages, 0, true);
    while (start < HEAP_ARENA_PAGES) {
        uint32_t end = next_page(head->free_pages, start, false);
        if (end - start >= count) {
            return start;
        }
        longest = end - start > longest ? end - start : longest;
        start = next_page(head->free_pages, end, true);
    }
    head->longest = (uint16_t)longest;
    return HEAP_ARENA_PAGES;
}

// Limit
// -------------------------------------------------------------------------------------------------------------------

// What a run of pages may take of the limit: itself and what is charged for it in the head.
#define RUN_BYTES(count) (heap_head_charge(count) + (count)*HEAP_PAGE_BYTES)

void heap_reserved_add(struct heap *heap, size_t bytes)
{
    size_t before = heap->reserved_bytes;
    heap->reserved_bytes += bytes;
    if (heap->reserved_bytes > heap->reserved_peak) {
        heap->reserved_peak = heap->reserved_bytes;
    }
    if (heap->soft_limit != 0 && before <= heap->soft_limit && heap->reserved_bytes > heap->soft_limit) {
        heap_poll_raise(heap);
    }
}

bool heap_may_reserve(struct heap *heap, size_t bytes)
{
    if (heap->limit == 0) {
        return true;
    }
    if (bytes > heap->limit) {
        return false;
    }
    size_t room = heap->limit - bytes;
    if (heap->reserved_bytes + heap->pages_dirty * HEAP_PAGE_BYTES > room) {
        heap_unmap_doomed(heap, SIZE_MAX);
        heap_purge(heap, 0, SIZE_MAX);
        if (heap->reserved_bytes > room) {
            heap_drop_empty_arenas(heap, 0);
        }
    }
    return heap->reserved_bytes <= room;
}

// Mapping
// -----------------------------------------------------------------------------------------------------------------

static uint32_t find_name(struct heap *heap)
{
    struct heap_directory *directory = heap->directory;
    if (directory == NULL) {
        return heap->sole == NULL ? 1 : 2;
    }
    for (uint32_t word = heap->name_hint; word < sizeof directory->named / sizeof directory->named[0]; word++) {
        if (directory->named[word] != ~(uint64_t)0) {
            uint32_t name = word * 64 + (uint32_t)__builtin_ctzll(~directory->named[word]);
            heap->name_hint = word;
            return name <= HEAP_NAMED_ARENAS ? name : 0;
        }
    }
    return 0;
}

// With the second mapping; the first one keeps its name.
static bool make_directory(struct heap *heap)
{
    struct heap_directory *directory = os_memory_map(sizeof *directory, OS_PAGE_BYTES);
    if (directory == NULL) {
        return false;
    }
    directory->named[0] = 1; // no name is 0
    if (heap->sole != NULL) {
        directory->names[1] = heap->sole;
        heap_bit_set(directory->named, 1);
        heap_bit_set(directory->owned, (uint32_t)((uintptr_t)heap->sole >> HEAP_ARENA_SHIFT));
        heap->sole = NULL;
    }
    heap->directory = directory;
    return true;
}

bool heap_arena_enter(struct heap *heap, struct heap_arena *arena, bool wants_name)
{
    uintptr_t slot = (uintptr_t)arena >> HEAP_ARENA_SHIFT;
    if (slot >= (uintptr_t)1 << (HEAP_ADDRESS_BITS - HEAP_ARENA_SHIFT)) {
        return false;
    }
    arena->head.heap = heap;
    if (heap->directory == NULL && heap->sole == NULL && heap->all.next == NULL && wants_name &&
        arena->head.name <= 1) {
        arena->head.name = 1;
        heap->sole = arena;
        list_push_back(&heap->all, arena, LINKS_ALL);
        return true;
    }
    if (heap->directory == NULL && !make_directory(heap)) {
        return false;
    }
    if (wants_name) {
        uint32_t name =
            arena->head.name != 0 ? arena->head.name : find_name(heap); // a mapping that moves keeps its name
        arena->head.name = name;
        if (name != 0) {
            heap->directory->names[name] = arena;
            heap_bit_set(heap->directory->named, name);
        } else if (arena->head.is_large) {
            return false;
        }
    }
    heap_bit_set(heap->directory->owned, (uint32_t)slot);
    list_push_back(&heap->all, arena, LINKS_ALL);
    return true;
}

void heap_arena_leave(struct heap *heap, struct heap_arena *arena)
{
    uint32_t name = arena->head.name;
    bool is_sole = arena == heap->sole;
    if (name != 0 && !is_sole) {
        heap->directory->names[name] = NULL;
        heap_bit_clear(heap->directory->named, name);
        heap->name_hint = name / 64 < heap->name_hint ? name / 64 : heap->name_hint;
    }
    for (struct heap_walk *walk = heap->walks; walk != NULL; walk = walk->next) {
        if (walk->arena == arena && RULE(23, 2)) {
            walk->arena = arena->head.all.next;
            walk->index = 0;
        }
    }
    if (is_sole) {
        heap->sole = NULL;
    } else {
        heap_bit_clear(heap->directory->owned, (uint32_t)((uintptr_t)arena >> HEAP_ARENA_SHIFT));
    }
    list_remove(&heap->all, arena, LINKS_ALL);
}

// The pages of an arena below `top` are in use, or were.
static void charge_head(struct heap *heap, struct heap_arena_head *head, uint32_t top)
{
    size_t had = head->top == 0 ? 0 : heap_head_charge(head->top);
    head->top = (uint16_t)top;
    size_t more = heap_head_charge(top) - had;
    heap->head_bytes += more;
    heap_reserved_add(heap, more);
}

static struct heap_arena *new_arena(struct heap *heap, enum heap_kind kind)
{
    if (kind == HEAP_TRACED && find_name(heap) == 0) {
        return NULL;
    }
    struct heap_arena *arena = heap_map(heap, HEAP_ARENA_BYTES, HEAP_ARENA_BYTES);
    if (arena == NULL) {
        return NULL;
    }
    struct heap_arena_head *head = &arena->head;
    head->mapped_bytes = HEAP_ARENA_BYTES;
    if (!heap_arena_enter(heap, arena, true)) {
        heap_unmap(heap, arena, HEAP_ARENA_BYTES);
        return NULL;
    }
    set_run(head->free_pages, HEAP_HEAD_PAGES, HEAP_ARENA_PAGES - HEAP_HEAD_PAGES);
    head->free_count = HEAP_ARENA_PAGES - HEAP_HEAD_PAGES;
    head->longest = head->free_count;
    head->is_open = true;
    list_push_front(&heap->open, arena, LINKS_OPEN);
    heap->arena_count++;
    heap->empty_arenas++;
    charge_head(heap, head, HEAP_HEAD_PAGES);
    return arena;
}

static void forget_dirty(struct heap *heap, struct heap_arena *arena)
{
    if (arena->head.dirty_count != 0) {
        heap->pages_dirty -= arena->head.dirty_count;
        arena->head.dirty_count = 0;
        memset(arena->head.dirty_pages, 0, sizeof arena->head.dirty_pages);
        list_remove(&heap->dirty, arena, LINKS_DIRTY);
    }
}

static void drop_arena(struct heap *heap, struct heap_arena *arena)
{
    OURO_ASSERT(!arena->head.is_large && arena->head.free_count == HEAP_ARENA_PAGES - HEAP_HEAD_PAGES);
    forget_dirty(heap, arena);
    list_remove(&heap->open, arena, LINKS_OPEN);
    heap_arena_leave(heap, arena);
    heap->arena_count--;
    heap->empty_arenas--;
    heap->reserved_bytes -= heap_head_charge(arena->head.top);
    heap->head_bytes -= heap_head_charge(arena->head.top);
    HEAP_UNPOISON_BYTES(arena, HEAP_ARENA_BYTES);
    heap_unmap(heap, arena, HEAP_ARENA_BYTES);
}

size_t heap_drop_empty_arenas(struct heap *heap, size_t keep)
{
    size_t dropped = 0;
    struct heap_arena *arena = heap->open.previous;
    while (arena != NULL && heap->empty_arenas > keep) {
        struct heap_arena *before = arena->head.open.previous;
        if (arena->head.free_count == HEAP_ARENA_PAGES - HEAP_HEAD_PAGES) {
            drop_arena(heap, arena);
            dropped += HEAP_HEAD_BYTES;
        }
        arena = before;
    }
    return dropped;
}

// Giving back
// -------------------------------------------------------------------------------------------------------------

static size_t dirty_keep(struct heap const *heap)
{
    return HEAP_TUNE_DIRTY_PAGES + heap->pages_wanted;
}

static void discard_run(struct heap *heap, struct heap_arena *arena, uint32_t start, uint32_t count)
{
    char *memory = (char *)arena + (size_t)start * HEAP_PAGE_BYTES;
    if (!heap_discard(heap, memory, count * HEAP_PAGE_BYTES)) {
        // It stays (locked memory, or the host's): clean pages must read as zero all the same.
        HEAP_UNPOISON_BYTES(memory, count * HEAP_PAGE_BYTES);
        memset(memory, 0, count * HEAP_PAGE_BYTES);
    }
}

size_t heap_purge(struct heap *heap, size_t keep, size_t most)
{
    size_t given = 0;
    while (heap->pages_dirty > keep && given < most) {
        struct heap_arena *arena = heap->dirty.previous;
        struct heap_arena_head *head = &arena->head;
        uint32_t start = next_page(head->dirty_pages, 0, true);
        while (start < HEAP_ARENA_PAGES && heap->pages_dirty > keep && given < most) {
            uint32_t count = next_page(head->dirty_pages, start, false) - start;
            count = count < most - given ? count : (uint32_t)(most - given);
            discard_run(heap, arena, start, count);
            for (uint32_t i = start; i < start + count; i++) {
                heap_bit_clear(head->dirty_pages, i);
            }
            head->dirty_count = (uint16_t)(head->dirty_count - count);
            heap->pages_dirty -= count;
            heap->pages_given += count;
            given += count;
            start = next_page(head->dirty_pages, start + count, true);
        }
        if (head->dirty_count == 0) {
            list_remove(&heap->dirty, arena, LINKS_DIRTY);
        }
    }
    return given * HEAP_PAGE_BYTES;
}

// Called at page changes: now and then forgets a part of what was learned, and with it what is kept for it.
void heap_tick(struct heap *heap)
{
    if (OURO_UNLIKELY(heap->doomed != NULL)) {
        heap_give_back(heap);
    }
    if (++heap->ticks % HEAP_TUNE_TICK != 0) {
        return;
    }
    heap->pages_wanted -= (heap->pages_wanted + 7) / 8;
    heap->pages_given -= (heap->pages_given + 7) / 8;
    heap_purge(heap, dirty_keep(heap), HEAP_TUNE_PURGE_PAGES);
}

// Pages
// -------------------------------------------------------------------------------------------------------------------

// Marks a run of free pages as in use and says whether all of them were clean.
static bool use_run(struct heap *heap, struct heap_arena *arena, uint32_t start, uint32_t count)
{
    struct heap_arena_head *head = &arena->head;
    uint32_t dirty = 0;
    for (uint32_t i = start; i < start + count; i++) {
        OURO_ASSERT(heap_bit_get(head->free_pages, i) && arena->pages[i].state == HEAP_PAGE_FREE);
        heap_bit_clear(head->free_pages, i);
        if (heap_bit_get(head->dirty_pages, i)) {
            heap_bit_clear(head->dirty_pages, i);
            dirty++;
        }
    }
    if (dirty != 0) {
        heap->pages_dirty -= dirty;
        head->dirty_count = (uint16_t)(head->dirty_count - dirty);
        if (head->dirty_count == 0) {
            list_remove(&heap->dirty, arena, LINKS_DIRTY);
        }
    }
    if (head->free_count == HEAP_ARENA_PAGES - HEAP_HEAD_PAGES) {
        heap->empty_arenas--;
    }
    head->free_count = (uint16_t)(head->free_count - count);
    if (head->free_count == 0) {
        list_remove(&heap->open, arena, LINKS_OPEN);
        head->is_open = false;
    }
    heap->pages_in_use += count;
    size_t again = count - dirty < heap->pages_given ? count - dirty : heap->pages_given;
    heap->pages_given -= again;
    heap->pages_wanted += again;
    heap_reserved_add(heap, count * HEAP_PAGE_BYTES);
    if (start + count > head->top) {
        charge_head(heap, head, start + count);
    }
    HEAP_UNPOISON_BYTES((char *)arena + (size_t)start * HEAP_PAGE_BYTES, count * HEAP_PAGE_BYTES);
    return dirty == 0;
}

static bool fits_kind(struct heap_arena const *arena, enum heap_kind kind)
{
    return kind != HEAP_TRACED || arena->head.name != 0;
}

// An arena with a run of free pages, its first page in *start.
static struct heap_arena *find_arena(struct heap *heap, enum heap_kind kind, uint32_t count, uint32_t *start)
{
    struct heap_arena *arena = heap->dirty.next;
    if (count == 1 && arena != NULL && fits_kind(arena, kind)) {
        *start = next_page(arena->head.dirty_pages, 0, true);
        return arena;
    }
    for (arena = heap->open.next; arena != NULL; arena = arena->head.open.next) {
        if (arena->head.longest >= count && fits_kind(arena, kind)) {
            *start = find_run(&arena->head, count);
            if (*start < HEAP_ARENA_PAGES) {
                return arena;
            }
        }
    }
    if (!heap_may_reserve(heap, RUN_BYTES(HEAP_HEAD_PAGES + count) - HEAP_HEAD_BYTES)) {
        return NULL;
    }
    *start = HEAP_HEAD_PAGES;
    return new_arena(heap, kind);
}

static void describe_run(struct heap_arena *arena, uint32_t start, uint32_t from, uint32_t count)
{
    for (uint32_t i = from; i < count; i++) {
        arena->pages[start + i].state = HEAP_PAGE_REST;
        arena->pages[start + i].span = (uint16_t)i;
    }
    arena->pages[start].span = (uint16_t)count;
}

struct heap_page *heap_pages_take(struct heap *heap, enum heap_kind kind, uint32_t count, bool *clean)
{
    OURO_ASSERT(count != 0 && count <= HEAP_ARENA_PAGES - HEAP_HEAD_PAGES);
    if (!heap_may_reserve(heap, RUN_BYTES(count))) {
        return NULL;
    }
    uint32_t start = 0;
    struct heap_arena *arena = find_arena(heap, kind, count, &start);
    if (arena == NULL) {
        return NULL;
    }
    *clean = use_run(heap, arena, start, count);
    struct heap_page *page = &arena->pages[start];
    memset(page, 0, sizeof *page);
    page->state = HEAP_PAGE_USED;
    page->marks = arena->marks[start];
    page->old = arena->old[start];
    page->level = HEAP_LEVEL_NONE;
    page->epoch = heap->epoch - 1;
    describe_run(arena, start, 1, count);
    return page;
}

// A run goes back: free and dirty. The arena may be gone afterwards.
static void free_run(struct heap *heap, struct heap_arena *arena, uint32_t start, uint32_t count)
{
    struct heap_arena_head *head = &arena->head;
    for (uint32_t i = start; i < start + count; i++) {
        arena->pages[i].state = HEAP_PAGE_FREE;
    }
    HEAP_POISON_BYTES((char *)arena + (size_t)start * HEAP_PAGE_BYTES, count * HEAP_PAGE_BYTES);
    set_run(head->free_pages, start, count);
    set_run(head->dirty_pages, start, count);
    if (head->dirty_count == 0) {
        list_push_front(&heap->dirty, arena, LINKS_DIRTY);
    }
    head->dirty_count = (uint16_t)(head->dirty_count + count);
    head->free_count = (uint16_t)(head->free_count + count);
    head->longest = head->free_count;
    heap->pages_dirty += count;
    heap->pages_in_use -= count;
    heap->reserved_bytes -= count * HEAP_PAGE_BYTES;
    if (!head->is_open) {
        head->is_open = true;
        list_push_front(&heap->open, arena, LINKS_OPEN);
    }
    size_t keep = dirty_keep(heap);
    if (head->free_count == HEAP_ARENA_PAGES - HEAP_HEAD_PAGES) {
        heap->empty_arenas++;
        list_remove(&heap->open, arena, LINKS_OPEN);
        list_push_back(&heap->open, arena, LINKS_OPEN);
        if (heap->empty_arenas > HEAP_TUNE_EMPTY_ARENAS + keep / HEAP_ARENA_PAGES) {
            heap->pages_given += head->dirty_count;
            drop_arena(heap, arena);
        }
    }
    if (heap->pages_dirty > keep) {
        heap_purge(heap, keep - keep / 4, HEAP_TUNE_PURGE_PAGES);
        if (heap->pages_dirty > keep) {
            heap_poll_raise(heap);
        }
    }
}

bool heap_give_back(struct heap *heap)
{
    heap_unmap_doomed(heap, HEAP_TUNE_UNMAP_BYTES);
    if (heap->doomed == NULL) {
        heap_purge(heap, dirty_keep(heap), HEAP_TUNE_PURGE_PAGES);
    }
    bool more = heap->doomed != NULL || heap->pages_dirty > dirty_keep(heap);
    if (more) {
        heap_poll_raise(heap);
    }
    return more;
}

void heap_pages_release(struct heap *heap, struct heap_page *page)
{
    struct heap_arena *arena = heap_arena_of(page);
    free_run(heap, arena, (uint32_t)(page - arena->pages), page->span);
}

bool heap_pages_extend(struct heap *heap, struct heap_page *page, uint32_t count, bool *clean)
{
    struct heap_arena *arena = heap_arena_of(page);
    uint32_t start = (uint32_t)(page - arena->pages);
    uint32_t end = start + page->span;
    if (start + count > HEAP_ARENA_PAGES || next_page(arena->head.free_pages, end, false) < start + count ||
        !heap_may_reserve(heap, RUN_BYTES(count - page->span))) {
        return false;
    }
    *clean = use_run(heap, arena, end, start + count - end);
    describe_run(arena, start, page->span, count);
    return true;
}

void heap_pages_shrink(struct heap *heap, struct heap_page *page, uint32_t count)
{
    struct heap_arena *arena = heap_arena_of(page);
    uint32_t start = (uint32_t)(page - arena->pages);
    uint32_t had = page->span;
    OURO_ASSERT(count != 0 && count < had);
    page->span = (uint16_t)count;
    free_run(heap, arena, start + count, had - count);
}
