// SPDX-License-Identifier: MIT
// Candidate sets and trial deletion on them. Nothing here allocates once set_open is done, frees, or runs Python.
#include "gc/collector.h"

// Ages
// ---------------------------------------------------------------------------------------------------------------------

// The blocks of a bitmap word whose age is at most max_age; free blocks are among them.
OURO_INLINE uint64_t age_word(struct heap_page const *page, uint32_t word, uint32_t max_age)
{
    uint32_t first = word * 64;
    if (page->carved <= first) {
        return 0;
    }
    uint32_t left = page->carved - first;
    uint64_t bits = left >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1;
    if (page->bits_set & HEAP_BITS_OLD) {
        bits &= ~page->old[word];
    }
    if (max_age == AGE_NEWBORN && (page->bits_set & HEAP_BITS_FROZEN)) {
        bits &= ~heap_frozen_bits(page)[word];
    }
    return bits;
}

uint32_t age_count(struct heap_page const *page, uint32_t max_age)
{
    uint32_t count = 0;
    for (uint32_t word = 0; word < heap_bitmap_words(page); word++) {
        count += (uint32_t)__builtin_popcountll(age_word(page, word, max_age));
    }
    return count;
}

void age_set(struct heap_page *page, uint32_t index, enum gc_age age)
{
    if (age & 2) {
        heap_set_old(page, index);
    } else if (page->bits_set & HEAP_BITS_OLD) {
        heap_bit_clear(page->old, index);
    }
    if (age & 1) {
        heap_set_frozen(page, index);
    } else if (page->bits_set & HEAP_BITS_FROZEN) {
        heap_bit_clear(heap_frozen_bits(page), index);
    }
}

static void age_chain_old(struct ouro *rt, struct heap_page *first)
{
    struct heap_page *next;
    for (struct heap_page *page = first; page != NULL; page = next) {
        next = page->young.next;
        for (uint32_t word = 0; word < heap_bitmap_words(page); word++) {
            for (uint64_t bits = age_word(page, word, AGE_MIDDLE); bits != 0; bits &= bits - 1) {
                uint32_t index = word * 64 + (uint32_t)__builtin_ctzll(bits);
                if (heap_block_is_live(heap_block_at(page, index))) {
                    age_set(page, index, AGE_OLD);
                }
            }
        }
        heap_young_leave(&rt->heap, page);
    }
}

void age_all_old(struct ouro *rt)
{
    age_chain_old(rt, rt->heap.middle);
    age_chain_old(rt, rt->heap.young);
}

bool finalizer_is_pending(struct ouro *rt, struct object *o)
{
    struct type_row const *row = row_of(rt, o);
    return (row->flags & ROW_FINALIZER) && !(o->kind & OBJECT_FINALIZED) &&
           (row->needs_finalize == NULL || row->needs_finalize(rt, o));
}

// Membership
// ---------------------------------------------------------------------------------------------------------------

bool set_has_object(struct ouro *rt, struct gc_set const *set, struct object const *o)
{
    struct heap_page const *page = heap_page_of(o);
    return heap_page_is_traced(page) && set_has(rt, set, page, heap_block_index(page, o));
}

void set_remove(struct ouro *rt, struct gc_set *set, struct heap_page *page, uint32_t index)
{
    OURO_ASSERT(set_has(rt, set, page, index));
    if (set->kind == SET_YOUNG) {
        age_set(page, index, set->max_age == AGE_NEWBORN ? AGE_MIDDLE : AGE_OLD);
        return;
    }
    heap_bit_set(heap_marked_bits(page), index);
    heap_bit_set(heap_scanned_bits(page), index);
    page->unmarked_count--;
}

// The members of a page now. known: those of SET_YOUNG when the proof began.
OURO_INLINE uint64_t set_word(struct gc_set const *set, struct heap_page const *page, uint64_t const *known,
                              uint32_t word)
{
    if (set->kind == SET_YOUNG) {
        return known[word] != 0 ? known[word] & age_word(page, word, set->max_age) : 0;
    }
    return ~(heap_marked_bits(page)[word] | heap_scanned_bits(page)[word]);
}

OURO_INLINE void page_each(struct ouro *rt, struct gc_set *set, struct heap_page *page, uint64_t const *known,
                           set_member_fn *each, void *to)
{
    // Read first: the page may go with its last member.
    uint64_t members[HEAP_BITMAP_WORDS];
    uint32_t words = heap_bitmap_words(page);
    char *start = heap_page_start(page);
    size_t size = page->block_size;
    for (uint32_t word = 0; word < words; word++) {
        members[word] = set_word(set, page, known, word);
    }
    for (uint32_t word = 0; word < words; word++) {
        for (uint64_t bits = members[word]; bits != 0; bits &= bits - 1) {
            uint32_t index = word * 64 + (uint32_t)__builtin_ctzll(bits);
            struct object *o = (struct object *)(start + index * size);
            if (heap_block_is_live(o)) {
                each(rt, to, page, index, o);
            }
        }
    }
}

// Inline, so that each pass of a proof gets a loop of its own.
OURO_INLINE void each_member(struct ouro *rt, struct gc_set *set, set_member_fn *each, void *to)
{
    if (set->kind == SET_YOUNG) {
        for (size_t i = 0; i < set->page_count; i++) {
            if (set->pages[i] != NULL) {
                page_each(rt, set, set->pages[i], set->member_words + i * HEAP_BITMAP_WORDS, each, to);
            }
        }
        return;
    }
    if (set->is_listed) {
        struct gc_old *old = &rt->collector->old;
        for (size_t i = 0; i < old->page_count; i++) {
            struct heap_page *page = old->pages[i].page;
            if (page != NULL && page->unmarked_count != 0) {
                page_each(rt, set, page, NULL, each, to);
            }
        }
        return;
    }
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(&rt->heap, &walk);
    while ((page = heap_walk_next(&rt->heap, &walk)) != NULL) {
        if (heap_page_is_traced(page) && page->epoch == rt->heap.epoch && page->unmarked_count != 0) {
            page_each(rt, set, page, NULL, each, to);
        }
    }
}

void set_each(struct ouro *rt, struct gc_set *set, set_member_fn *each, void *to)
{
    each_member(rt, set, each, to);
}

// Side tables
// --------------------------------------------------------------------------------------------------------------
// A page's side_counts is valid from set_open to the end of the proof for pages with members; then it is NULL again.

static bool reserve(struct ouro *rt, void **block, size_t *capacity, size_t needed, size_t item)
{
    if (needed <= *capacity) {
        return true;
    }
    size_t more = needed + needed / 4;
    void *fresh = heap_raw_allocate(&rt->heap, more * item);
    if (fresh == NULL) {
        return false;
    }
    heap_raw_free(&rt->heap, *block, *capacity * item);
    *block = fresh;
    *capacity = more;
    return true;
}

static size_t chain_length(struct heap_page const *first)
{
    size_t pages = 0;
    for (struct heap_page const *page = first; page != NULL; page = page->young.next) {
        pages++;
    }
    return pages;
}

static void list_chain(struct gc_set *set, struct heap_page *first)
{
    for (struct heap_page *page = first; page != NULL; page = page->young.next) {
        set->pages[set->page_count++] = page;
    }
}

// Lists the pages that may have members. A chain begins with the youngest page; members are to come oldest first, as
// far as addresses tell.
static bool list_young(struct ouro *rt, struct gc_set *set)
{
    size_t count = chain_length(rt->heap.young);
    if (set->max_age == AGE_MIDDLE) {
        count += chain_length(rt->heap.middle);
    }
    void *pages = set->pages;
    void *words = set->member_words;
    bool done = reserve(rt, &pages, &set->page_capacity, count, sizeof *set->pages);
    set->pages = pages;
    done = done && reserve(rt, &words, &set->word_capacity, count * HEAP_BITMAP_WORDS, sizeof *set->member_words);
    set->member_words = words;
    if (!done) {
        return false;
    }
    list_chain(set, rt->heap.young);
    if (set->max_age == AGE_MIDDLE) {
        list_chain(set, rt->heap.middle);
    }
    for (size_t i = 0; i < set->page_count / 2; i++) {
        struct heap_page *page = set->pages[i];
        set->pages[i] = set->pages[set->page_count - 1 - i];
        set->pages[set->page_count - 1 - i] = page;
    }
    return true;
}

// Those of a bitmap word's blocks that are handed out.
static uint64_t live_word(struct heap_page const *page, uint32_t word, uint64_t bits)
{
    char const *start = heap_page_start(page) + (size_t)word * 64 * page->block_size;
    uint64_t live = bits;
    for (; bits != 0; bits &= bits - 1) {
        uint32_t bit = (uint32_t)__builtin_ctzll(bits);
        live &= ~((uint64_t)!heap_block_is_live(start + bit * page->block_size) << bit);
    }
    return live;
}

// The one pass that looks at every block that might be young; the passes of the proof see members only.
static bool open_young(struct ouro *rt, struct gc_set *set)
{
    if (!list_young(rt, set)) {
        return false;
    }
    size_t blocks = 0;
    for (size_t i = 0; i < set->page_count; i++) {
        struct heap_page *page = set->pages[i];
        uint64_t *known = set->member_words + i * HEAP_BITMAP_WORDS;
        uint64_t any = 0;
        for (uint32_t word = 0; word < heap_bitmap_words(page); word++) {
            any |= *known++ = live_word(page, word, age_word(page, word, set->max_age));
        }
        blocks += any != 0 ? page->carved : 0;
    }
    void *counts = set->counts;
    bool done = reserve(rt, &counts, &set->count_capacity, blocks, sizeof *set->counts);
    set->counts = counts;
    if (!done) {
        return false;
    }
    uint32_t *side = set->counts;
    for (size_t i = 0; i < set->page_count; i++) {
        struct heap_page *page = set->pages[i];
        uint64_t const *known = set->member_words + i * HEAP_BITMAP_WORDS;
        uint64_t any = 0;
        for (uint32_t word = 0; word < heap_bitmap_words(page); word++) {
            any |= *known++;
        }
        if (any != 0) {
            page->side_counts = side;
            side += page->carved;
        }
    }
    return true;
}

static bool open_suspects(struct ouro *rt, struct gc_set *set)
{
    struct gc_old *old = &rt->collector->old;
    void *counts = set->counts;
    bool done = reserve(rt, &counts, &set->count_capacity, old->blocks, sizeof *set->counts);
    set->counts = counts;
    for (size_t i = 0; done && i < old->page_count; i++) {
        if (old->pages[i].page != NULL) {
            old->pages[i].page->side_counts = set->counts + old->pages[i].first;
        }
    }
    set->is_listed = done;
    return done;
}

// Outside of a proof no page has side counts.
static void drop_side_counts(struct ouro *rt, struct gc_set *set)
{
    struct gc_old *old = &rt->collector->old;
    for (size_t i = 0; set->kind == SET_YOUNG && i < set->page_count; i++) {
        set->pages[i]->side_counts = NULL;
    }
    for (size_t i = 0; set->is_listed && i < old->page_count; i++) {
        if (old->pages[i].page != NULL) {
            old->pages[i].page->side_counts = NULL;
        }
    }
}

void set_page_emptied(void *owner, struct heap_page *page)
{
    if (!RULE(23, 1)) {
        return;
    }
    struct ouro *rt = owner;
    struct gc_set *set = &rt->collector->set;
    struct gc_old *old = &rt->collector->old;
    if (page->owner_word != 0 && page->owner_word <= old->page_count && old->pages[page->owner_word - 1].page == page) {
        old->pages[page->owner_word - 1].page = NULL;
    }
    for (size_t i = 0; i < set->page_count; i++) {
        if (set->pages[i] == page) {
            set->pages[i] = NULL;
        }
    }
}

bool set_open(struct ouro *rt, struct gc_set *set)
{
    set->page_count = 0;
    set->is_listed = false;
    set->members = 0;
    rt->heap.reclaim_blocked++; // memory of the collector's own never starts the emergency collection
    bool done = set->kind == SET_YOUNG ? open_young(rt, set) : open_suspects(rt, set);
    rt->heap.reclaim_blocked--;
    return done;
}

// Keeps tables of the size that young collections need, gives larger ones back.
#define SIDE_COUNTS_KEPT ((size_t)OURO_TUNE(64u << 10, 64u))

void set_close(struct ouro *rt, struct gc_set *set)
{
    set->page_count = 0;
    set->is_listed = false;
    if (set->count_capacity > SIDE_COUNTS_KEPT) {
        heap_raw_free(&rt->heap, set->counts, set->count_capacity * sizeof *set->counts);
        set->counts = NULL;
        set->count_capacity = 0;
    }
    if (set->word_capacity > SIDE_COUNTS_KEPT / 8) {
        heap_raw_free(&rt->heap, set->member_words, set->word_capacity * sizeof *set->member_words);
        set->member_words = NULL;
        set->word_capacity = 0;
    }
    if (set->page_capacity > SIDE_COUNTS_KEPT / 8) {
        heap_raw_free(&rt->heap, set->pages, set->page_capacity * sizeof *set->pages);
        set->pages = NULL;
        set->page_capacity = 0;
    }
}

// Trial deletion
// -----------------------------------------------------------------------------------------------------------

// Members to look through: first a stack; what overflows it is linked by 32-bit names, which lie where their counts
// were.
#define PROVER_STACK OURO_TUNE(128u, 2u)

struct prover {
    struct visitor visitor;
    struct gc_set *set;
    uint32_t links;
    uint32_t fill;
    size_t left; // members that are still in the set
    bool is_plain;
    struct object *stack[PROVER_STACK];
};

static void copy_count(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct prover *p = to;
    p->set->members++;
    page->side_counts[index] = 0;
    if (o->count >= OBJECT_IMMORTAL || (RULE(12, 2) && o->kind & OBJECT_DYING)) {
        set_remove(rt, p->set, page, index);
        return;
    }
    p->left++;
    page->side_counts[index] = o->count;
}

// A page without members has no side counts; in one with members those of others mean nothing, and change with them.
OURO_INLINE void subtract_one(struct object const *o)
{
    struct heap_page *page = heap_page_of(o);
    if (page->side_counts != NULL) {
        page->side_counts[heap_block_index(page, o)]--;
    }
}

static void subtract_edge(struct visitor *visitor, ref_value child)
{
    (void)visitor;
    subtract_one(as_object(child));
}

static void add_edge(struct visitor *visitor, ref_value child)
{
    (void)visitor;
    struct object *o = as_object(child);
    struct heap_page *page = heap_page_of(o);
    if (page->side_counts != NULL) {
        page->side_counts[heap_block_index(page, o)]++;
    }
}

static void subtract(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct prover *p = to;
    struct type_row const *row = row_of(rt, o);
    p->is_plain &= !(row->flags & ROW_FINALIZER) && !(o->kind & OBJECT_WEAK);
    uint64_t count;
    slot_value const *slots = slots_of(rt, row, o, &count);
    if (slots != NULL && count <= GC_TUNE_LARGE_SLOTS) {
        if (row->flags & ROW_INSTANCE) {
            subtract_one(as_object(slot_get(row->type)));
        }
        for (uint64_t i = 0; i < count; i++) {
            if (is_object(slot_get(slots[i]))) {
                subtract_one(as_object(slot_get(slots[i])));
            }
        }
        return;
    }
    p->visitor.visit = subtract_edge;
    uint64_t rest = row->traverse(rt, o, 0, GC_TUNE_LARGE_SLOTS, &p->visitor);
    if (rest == 0) {
        return;
    }
    if (p->set->kind == SET_SUSPECTS || !RULE(20, 1)) {
        do {
            rest = row_of(rt, o)->traverse(rt, o, rest, UINT64_MAX, &p->visitor);
        } while (rest != 0);
        return;
    }
    // Too large for a young collection: old from now on. What it holds is held from outside.
    p->visitor.visit = add_edge;
    if (RULE(20, 2)) {
        (void)row_of(rt, o)->traverse(rt, o, 0, GC_TUNE_LARGE_SLOTS, &p->visitor);
    }
    age_set(page, index, AGE_OLD);
    p->left--;
}

static void push(struct prover *p, struct heap_page *page, uint32_t index, struct object *o)
{
    // More references found than counted: it went below 0.
    OURO_MUST(page->side_counts[index] <= o->count || !RULE(7, 1));
    set_remove(p->visitor.rt, p->set, page, index);
    p->left--;
    if (p->fill < PROVER_STACK) {
        p->stack[p->fill++] = o;
        return;
    }
    page->side_counts[index] = p->links;
    p->links = heap_compress(&p->visitor.rt->heap, o);
}

static struct object *pop(struct prover *p)
{
    if (p->fill > 0) {
        return p->stack[--p->fill];
    }
    struct object *o = heap_expand(&p->visitor.rt->heap, p->links);
    if (o != NULL) {
        struct heap_page *page = heap_page_of(o);
        p->links = page->side_counts[heap_block_index(page, o)];
    }
    return o;
}

OURO_INLINE void reach_one(struct prover *p, struct object *o)
{
    struct heap_page *page = heap_page_of(o);
    if (page->side_counts != NULL) {
        uint32_t index = heap_block_index(page, o);
        if (set_has(p->visitor.rt, p->set, page, index)) {
            push(p, page, index, o);
        }
    }
}

static void reach_edge(struct visitor *visitor, ref_value child)
{
    reach_one((struct prover *)visitor, as_object(child));
}

static void reach_all(struct ouro *rt, struct prover *p, struct object *o)
{
    uint64_t count;
    struct type_row const *row = row_of(rt, o);
    slot_value const *slots = slots_of(rt, row, o, &count);
    if (slots == NULL) {
        traverse_object(rt, o, &p->visitor);
        return;
    }
    if (row->flags & ROW_INSTANCE) {
        reach_one(p, as_object(slot_get(row->type)));
    }
    for (uint64_t i = 0; i < count; i++) {
        if (is_object(slot_get(slots[i]))) {
            reach_one(p, as_object(slot_get(slots[i])));
        }
    }
}

static void keep_if_held(struct ouro *rt, void *to, struct heap_page *page, uint32_t index, struct object *o)
{
    struct prover *p = to;
    if (OURO_LIKELY(page->side_counts[index] == 0) || !set_has(rt, p->set, page, index)) {
        return;
    }
    push(p, page, index, o);
    while ((o = pop(p)) != NULL) {
        reach_all(rt, p, o);
    }
}

size_t set_prove(struct ouro *rt, struct gc_set *set)
{
    struct prover p;
    p.visitor.rt = rt;
    p.set = set;
    p.links = p.fill = 0;
    p.left = 0;
    p.is_plain = true;
    each_member(rt, set, copy_count, &p);
    each_member(rt, set, subtract, &p);
    p.visitor.visit = reach_edge;
    each_member(rt, set, keep_if_held, &p);
    drop_side_counts(rt, set);
    set->condemned = p.left;
    set->is_plain = p.is_plain;
    return p.left;
}
