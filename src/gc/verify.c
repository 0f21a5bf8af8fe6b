// SPDX-License-Identifier: MIT
// The verifier counts references into side tables of its own, which hang at the pages (leaf ones too) while it runs.
//
// While a cycle runs it looks at the colours, too: a white object that a scanned object or a root refers to must be
// covered, reachable through white objects from something that the marker will still look at. Only then will it be
// greyed, or tell the marker when it leaves its holder.
#include "gc/verify.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/handle.h"
#include "gc/collector.h"
#include "os/memory.h"

struct verifier {
    struct visitor visitor;
    enum verify_mode mode;
    struct verify_report report; // fault == VERIFY_NONE: all is well so far
    struct object *holder;       // whose edges are being counted; NULL: roots
    bool colours;                // a cycle is under way: marks are looked at
    bool holder_is_done;         // the holder, or root, was scanned: what it refers to must be covered
    struct object *wanted;       // find_holder: the object whose holder is sought
    bool wants_done;             // ... among those that were scanned
    struct object **stack;       // white objects whose white children are to be covered
    size_t fill;
    size_t blocks; // of traced pages
    void *tables;
    size_t table_bytes;
    size_t weak_flags; // objects with OBJECT_WEAK
};

// What precedes each page's counts: the pointer that hung there before.
struct table_head {
    uint32_t *before;
};

static void fault(struct verifier *v, enum verify_fault what, char const *message, struct object *object,
                  struct object *holder)
{
    if (v->report.fault == VERIFY_NONE) {
        v->report.fault = what;
        v->report.message = message;
        v->report.object = object;
        v->report.holder = holder;
    }
}

// Walking
// ------------------------------------------------------------------------------------------------------------------

static void each_page(struct verifier *v, void (*each)(struct verifier *v, struct heap_page *page))
{
    struct heap_walk walk;
    struct heap_page *page;
    heap_walk_begin(&v->visitor.rt->heap, &walk);
    while ((page = heap_walk_next(&v->visitor.rt->heap, &walk)) != NULL) {
        if (page->kind != HEAP_RAW) {
            each(v, page);
        }
    }
}

static size_t table_size(struct heap_page const *page)
{
    return sizeof(struct table_head) + ((size_t)page->carved * sizeof(uint32_t) + 7) / 8 * 8;
}

static void measure(struct verifier *v, struct heap_page *page)
{
    v->table_bytes += table_size(page);
    v->blocks += page->kind == HEAP_TRACED ? page->carved : 0;
}

static void hang(struct verifier *v, struct heap_page *page)
{
    struct table_head *head = (struct table_head *)((char *)v->tables + v->table_bytes);
    head->before = page->side_counts;
    page->side_counts = (uint32_t *)(head + 1);
    v->table_bytes += table_size(page);
}

static void unhang(struct verifier *v, struct heap_page *page)
{
    (void)v;
    page->side_counts = ((struct table_head *)page->side_counts - 1)->before;
}

static bool tables_open(struct verifier *v)
{
    each_page(v, measure);
    v->tables = os_memory_map(v->table_bytes + OS_PAGE_BYTES, OS_PAGE_BYTES);
    if (v->tables == NULL) {
        return false;
    }
    v->table_bytes = 0;
    each_page(v, hang);
    return true;
}

static void tables_close(struct verifier *v)
{
    each_page(v, unhang);
    os_memory_unmap(v->tables, v->table_bytes + OS_PAGE_BYTES);
}

// Colours
// ------------------------------------------------------------------------------------------------------------------

// In an object's side count, beside the number of references.
#define COVERED (UINT32_C(1) << 31)    // the marker will come to it
#define OF_SCANNED (UINT32_C(1) << 30) // a scanned object or a root refers to it
#define REFERENCES (OF_SCANNED - 1)

static bool is_white(struct ouro *rt, struct heap_page const *page, uint32_t index)
{
    return page->kind == HEAP_TRACED && (page->epoch != rt->heap.epoch || !heap_bit_get(heap_marked_bits(page), index));
}

static bool is_marking(struct ouro *rt)
{
    return rt->collector != NULL && (rt->collector->phase == GC_MARK || rt->collector->phase == GC_PROVE);
}

static bool is_done(struct ouro *rt, struct heap_page const *page, uint32_t index)
{
    struct object const *o = heap_block_at(page, index);
    return !is_white(rt, page, index) && heap_bit_get(heap_scanned_bits(page), index) && !(o->kind & OBJECT_DYING) &&
           o != rt->heap.cursor;
}

static void cover_edge(struct visitor *visitor, ref_value child)
{
    struct verifier *v = (struct verifier *)visitor;
    struct object *o = as_object(child);
    struct heap_page *page = heap_page_of(o);
    uint32_t index = heap_block_index(page, o);
    if (is_white(visitor->rt, page, index) && !(page->side_counts[index] & COVERED)) {
        page->side_counts[index] |= COVERED;
        v->stack[v->fill++] = o; // each once: there is room
    }
}

// What the marker or the proof keeps, whatever it holds of others: the dying, whose children the release walk greys
// when it takes them out, the immortal and frozen, which are greyed before the proof, and what C code holds, for which
// the proof finds no explanation.
static bool is_kept(struct verifier *v, struct heap_page const *page, uint32_t index, struct object const *o)
{
    return o->kind & OBJECT_DYING || o->count >= OBJECT_IMMORTAL || age_of(page, index) == AGE_PERMANENT ||
           (v->mode == VERIFY_AT_LEAST && o->count > (page->side_counts[index] & REFERENCES));
}

// From these, from what is grey, and from the object that the cursor stands in.
static void cover_page(struct verifier *v, struct heap_page *page)
{
    struct ouro *rt = v->visitor.rt;
    for (uint32_t i = 0; page->kind == HEAP_TRACED && i < page->carved; i++) {
        struct object *o = heap_block_at(page, i);
        if (!heap_block_is_live(o)) {
            continue;
        }
        if (is_kept(v, page, i, o)) {
            cover_edge(&v->visitor, ref_object(o));
            traverse_object(rt, o, &v->visitor);
        } else if (!is_white(rt, page, i) && !is_done(rt, page, i)) {
            traverse_object(rt, o, &v->visitor);
        }
    }
}

static bool cover(struct verifier *v)
{
    struct ouro *rt = v->visitor.rt;
    size_t bytes = v->blocks * sizeof *v->stack + OS_PAGE_BYTES;
    v->stack = os_memory_map(bytes, OS_PAGE_BYTES);
    if (v->stack == NULL) {
        return false;
    }
    void (*count)(struct visitor * visitor, ref_value child) = v->visitor.visit;
    v->visitor.visit = cover_edge;
    each_page(v, cover_page);
    runtime_visit_left(rt, &v->visitor);
    for (struct own_cell *cell = rt->handle_cursor; cell != NULL; cell = cell->next) {
        visit(&v->visitor, lend(cell->value));
    }
    while (v->fill > 0) {
        traverse_object(rt, v->stack[--v->fill], &v->visitor);
    }
    v->visitor.visit = count;
    os_memory_unmap(v->stack, bytes);
    v->stack = NULL;
    return true;
}

// Counting
// -----------------------------------------------------------------------------------------------------------------

static void count_edge(struct visitor *visitor, ref_value child)
{
    struct verifier *v = (struct verifier *)visitor;
    struct object *o = as_object(child);
    if (!heap_owns(&visitor->rt->heap, o)) {
        fault(v, VERIFY_EDGE, "a reference to no object", o, v->holder);
        return;
    }
    if (o->kind & OBJECT_DYING) {
        fault(v, VERIFY_EDGE, "a reference to a dying object", o, v->holder);
        return;
    }
    struct heap_page *page = heap_page_of(o);
    uint32_t *count = &page->side_counts[heap_block_index(page, o)];
    *count = (*count + 1) | (v->holder_is_done ? OF_SCANNED : 0);
}

static bool row_is_right(struct ouro *rt, struct heap_page const *page, struct object const *o)
{
    uint32_t number = object_number(o);
    if (number == 0 || number >= rt->row_count || rt->rows[number] == NULL) {
        return false;
    }
    return (rt->rows[number]->flags & ROW_LEAF) ? page->kind == HEAP_LEAF : page->kind == HEAP_TRACED;
}

static void check_page(struct verifier *v, struct heap_page *page)
{
    struct ouro *rt = v->visitor.rt;
    for (uint32_t i = 0; i < page->carved && v->report.fault == VERIFY_NONE; i++) {
        struct object *o = heap_block_at(page, i);
        if (!heap_block_is_live(o)) {
            continue;
        }
        if (!row_is_right(rt, page, o)) {
            fault(v, VERIFY_ROW, "the row is unknown or of another kind", o, NULL);
            return;
        }
        v->weak_flags += (o->kind & OBJECT_WEAK) != 0;
        if (page->kind == HEAP_LEAF) {
            continue;
        }
        if (age_of(page, i) < AGE_OLD && !(page->chained & HEAP_CHAINED_YOUNG)) {
            fault(v, VERIFY_AGE, "a young object outside the young chain", o, NULL);
        }
        v->holder = o;
        v->holder_is_done = v->colours && is_done(rt, page, i);
        traverse_object(rt, o, &v->visitor);
        v->holder = NULL;
        v->holder_is_done = false;
    }
}

static void find_edge(struct visitor *visitor, ref_value child)
{
    struct verifier *v = (struct verifier *)visitor;
    if (as_object(child) == v->wanted && v->report.holder == NULL) {
        v->report.holder = v->holder;
    }
}

static void find_page(struct verifier *v, struct heap_page *page)
{
    for (uint32_t i = 0; page->kind == HEAP_TRACED && i < page->carved && v->report.holder == NULL; i++) {
        v->holder = heap_block_at(page, i);
        if (heap_block_is_live(v->holder) && (!v->wants_done || is_done(v->visitor.rt, page, i))) {
            traverse_object(v->visitor.rt, v->holder, &v->visitor);
        }
    }
}

static struct object *find_holder(struct ouro *rt, struct object *o, bool done)
{
    struct verifier v = {.visitor = {find_edge, rt}, .wanted = o, .wants_done = done};
    each_page(&v, find_page);
    return v.report.holder;
}

static void compare_page(struct verifier *v, struct heap_page *page)
{
    struct ouro *rt = v->visitor.rt;
    for (uint32_t i = 0; i < page->carved && v->report.fault == VERIFY_NONE; i++) {
        struct object *o = heap_block_at(page, i);
        if (!heap_block_is_live(o) || o->kind & OBJECT_DYING) {
            continue;
        }
        uint32_t references = page->side_counts[i] & REFERENCES;
        uint32_t flags = page->side_counts[i] & ~REFERENCES;
        if (o->count < OBJECT_IMMORTAL &&
            (o->count < references || (v->mode != VERIFY_AT_LEAST && o->count > references))) {
            v->report.references = references;
            v->report.count = o->count;
            fault(v, VERIFY_COUNT, o->count < references ? "counted too low" : "counted too high", o,
                  find_holder(rt, o, false));
        } else if (flags == OF_SCANNED && is_white(rt, page, i)) {
            fault(v, VERIFY_MARK, "a scanned object or a root refers to what the marker does not know", o,
                  find_holder(rt, o, true));
        } else if ((references != 0 || v->mode != VERIFY_AT_LEAST) && rt->hooks.verify_object != NULL &&
                   !rt->hooks.verify_object(rt, o)) { // what nobody refers to yet may be half built
            fault(v, VERIFY_VALUE, "a value has another form than its own", o, NULL);
        }
    }
}

// Weak table
// ---------------------------------------------------------------------------------------------------------------

static void check_weak_entry(void *to, struct object *o, struct weak_reference *first)
{
    struct verifier *v = to;
    struct ouro *rt = v->visitor.rt;
    if (!heap_owns(&rt->heap, o) || !(o->kind & OBJECT_WEAK)) {
        fault(v, VERIFY_WEAK, "a weak table entry for no such object", o, &first->header);
        return;
    }
    v->weak_flags--;
    struct weak_reference *previous = NULL;
    for (struct weak_reference *w = first; w != NULL; previous = w, w = w->next) {
        if (!heap_owns(&rt->heap, w) || !(row_of(rt, &w->header)->flags & ROW_WEAK_REFERENCE)) {
            fault(v, VERIFY_WEAK, "the weak table names no weak reference", &w->header, o);
            return;
        }
        if (w->referent != o || w->previous != previous) {
            fault(v, VERIFY_WEAK, "a weak reference in another object's list", &w->header, o);
            return;
        }
    }
}

// The whole
// ----------------------------------------------------------------------------------------------------------------

static void say_page(void *to, char const *message)
{
    struct verify_report *report = to;
    snprintf(report->detail, sizeof report->detail, "%s", message);
}

static bool pages_are_right(struct ouro *rt, struct verify_report *report)
{
    if (heap_check(&rt->heap, say_page, report)) {
        return true;
    }
    report->fault = VERIFY_PAGE;
    report->message = "the heap's bookkeeping is wrong";
    return false;
}

// Handles and frames that the marker did not come to yet are no scanned roots.
static void visit_roots(struct verifier *v)
{
    struct ouro *rt = v->visitor.rt;
    v->holder_is_done = v->colours;
    runtime_visit_scanned(rt, &v->visitor);
    v->holder_is_done = false;
    runtime_visit_left(rt, &v->visitor);
    v->holder_is_done = v->colours;
    for (struct own_cell *cell = rt->handles; cell != NULL; cell = cell->next) {
        v->holder_is_done = v->holder_is_done && cell != rt->handle_cursor;
        visit(&v->visitor, lend(cell->value));
    }
    v->holder_is_done = false;
}

bool heap_verify(struct ouro *rt, enum verify_mode mode, struct verify_report *report)
{
    struct verifier v = {.visitor = {count_edge, rt}, .mode = mode};
    if (pages_are_right(rt, &v.report)) {
        if (!tables_open(&v)) {
            v.report = (struct verify_report){.fault = VERIFY_MEMORY, .message = "no memory to verify with"};
        } else {
            v.colours =
                is_marking(rt) && (mode == VERIFY_EXACT || (mode == VERIFY_AT_LEAST && rt->collector->roots_are_known));
            each_page(&v, check_page);
            visit_roots(&v);
            if (v.report.fault == VERIFY_NONE && v.colours && !cover(&v)) {
                v.report = (struct verify_report){.fault = VERIFY_MEMORY, .message = "no memory to verify with"};
            }
            each_page(&v, compare_page);
            if (v.report.fault == VERIFY_NONE && rt->weak != NULL) {
                weak_each(rt, check_weak_entry, &v);
                if (v.weak_flags != 0) {
                    fault(&v, VERIFY_WEAK, "an object says it has weak references, the table has none", NULL, NULL);
                }
            }
            tables_close(&v);
        }
    }
    if (report != NULL) {
        *report = v.report;
    }
    return v.report.fault == VERIFY_NONE;
}

static void grey_page(struct verifier *v, struct heap_page *page)
{
    for (uint32_t i = 0; page->kind == HEAP_TRACED && i < page->carved; i++) {
        struct object *o = heap_block_at(page, i);
        if (heap_block_is_live(o) && o->kind != 0 && is_kept(v, page, i, o)) {
            barrier_grey(v->visitor.rt, ref_object(o));
        }
    }
}

void heap_verify_snapshot(struct ouro *rt)
{
    struct verifier v = {.visitor = {count_edge, rt}, .mode = VERIFY_AT_LEAST};
    if (tables_open(&v)) {
        each_page(&v, check_page);
        runtime_visit_roots(rt, &v.visitor);
        each_page(&v, grey_page);
        tables_close(&v);
        rt->collector->roots_are_known = true;
    }
}

static char const *name_of(struct ouro *rt, struct object const *o)
{
    if (o == NULL || !heap_owns(&rt->heap, o)) {
        return "?";
    }
    struct type_row const *row = object_number(o) < rt->row_count ? row_of(rt, o) : NULL;
    return row != NULL && row->name != NULL ? row->name : "?";
}

void heap_verify_must(struct ouro *rt, enum verify_mode mode)
{
    struct verify_report r;
    if (!heap_verify(rt, mode, &r)) {
        fprintf(stderr, "verifier: %s: %s %s %p, held by %s %p; count %" PRIu64 ", references %" PRIu64 "\n", r.message,
                r.detail, name_of(rt, r.object), (void *)r.object, name_of(rt, r.holder), (void *)r.holder, r.count,
                r.references);
        os_fatal(__FILE__, __LINE__, "heap_verify");
    }
}

// Nothing left at the end
// --------------------------------------------------------------------------------------------------

struct zero_check {
    struct verifier v;
    zero_check_fn *report;
    void *to;
    size_t found;
    bool outside; // this pass reports what is held from outside; the next one the rest
    bool stopped;
};

static void zero_page(struct verifier *v, struct heap_page *page)
{
    struct zero_check *z = (struct zero_check *)v;
    for (uint32_t i = 0; i < page->carved; i++) {
        struct object *o = heap_block_at(page, i);
        if (!heap_block_is_live(o) || o->count >= OBJECT_IMMORTAL) {
            continue;
        }
        uint32_t references = page->side_counts[i];
        uint64_t outside = !(o->kind & OBJECT_DYING) && o->count > references ? o->count - references : 0;
        z->found += z->outside;
        if (z->report != NULL && !z->stopped && z->outside == (outside != 0)) {
            z->stopped = !z->report(z->to, o, outside, z->outside ? NULL : find_holder(v->visitor.rt, o, false));
        }
    }
}

size_t gc_zero_check(struct ouro *rt, zero_check_fn *report, void *to)
{
    struct zero_check z = {.v = {.visitor = {count_edge, rt}}, .report = report, .to = to, .outside = true};
    if (!tables_open(&z.v)) {
        return SIZE_MAX;
    }
    each_page(&z.v, check_page);
    each_page(&z.v, zero_page);
    z.outside = false;
    if (z.found != 0) {
        each_page(&z.v, zero_page);
    }
    tables_close(&z.v);
    return z.found;
}
