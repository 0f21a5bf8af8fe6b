// SPDX-License-Identifier: MIT
// The driver: when to collect which generation, and what is told of it.
#include <inttypes.h>
#include <stdio.h>

#include "core/handle.h"
#include "gc/collector.h"
#include "gc/verify.h"
#include "os/clock.h"

// Bytes that the program takes between two slices at least: its share when the debt is high.
#define SLICE_BYTES_LEAST OURO_TUNE((uint64_t)8 << 10, (uint64_t)256)
#define PAUSE_BUDGET 1000000
// A slice gets a third of the pause budget: the rest is for what it cannot see coming (a page to be mapped, the last
// object of a chunk) and for the program's own step around it.
#define SLICE_PART(budget) ((budget) / 3)
// Safepoints at least between two steps of what is spread over them.
#define SPREAD_POLLS OURO_TUNE(64u, 2u)
// Bytes that the program may take before late releases go on, whatever the clock says.
#define OWED_MOST OURO_TUNE((uint64_t)64 << 10, (uint64_t)4 << 10)
// Units between two looks at the clock.
#define CHUNK ((uint64_t)512)
#define SLICE_UNITS_FIRST OURO_TUNE((uint64_t)20000, (uint64_t)64)
// Young objects that a collection looks at: what overflows is old, untested, so that the step stays short.
#define YOUNG_FIRST OURO_TUNE((int64_t)8000, (int64_t)400)
#define YOUNG_LEAST OURO_TUNE((int64_t)2000, (int64_t)100)
#define YOUNG_MOST ((int64_t)100000)
// A young collection aims at a fifth of the pause budget: what it costs is known as a mean alone, and cold caches make
// it several times as much.
#define YOUNG_PART(budget) ((budget) / 5)
#define SLICE_UNITS_LEAST OURO_TUNE((uint64_t)1024, (uint64_t)16)

// Opening and closing
// ------------------------------------------------------------------------------------------------------

static void visit_batch(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)rt;
    struct collector *c = owner;
    for (size_t i = 0; i < c->batch.count; i++) {
        visit(visitor, ref_object(c->batch.items[i]));
    }
    for (size_t i = 0; i < c->old.rest.count; i++) {
        visit(visitor, ref_object(c->old.rest.items[i]));
    }
}

static int64_t young_limit(struct collector const *c)
{
    return c->enabled && c->thresholds[0] > 0 ? c->thresholds[0] : INT64_MAX / 4;
}

// Net growth, in bytes, after which a full collection is due.
static uint64_t growth_limit(struct collector const *c)
{
    uint64_t quarter = c->live_bytes / 4;
    return quarter > GC_TUNE_GROWTH_LEAST ? quarter : GC_TUNE_GROWTH_LEAST;
}

// Bytes taken become debt at c->rate while a cycle runs; then the poll is armed for the next look.
static void account(struct ouro *rt)
{
    struct collector *c = rt->collector;
    uint64_t units;
    if (c->phase != GC_IDLE && (RULE(21, 2) || c->phase == GC_MARK)) {
        if (__builtin_mul_overflow(heap_taken_bytes(&rt->heap) / 256, c->rate, &units) ||
            __builtin_add_overflow(c->debt, units, &c->debt)) {
            c->debt = UINT64_MAX;
        }
    }
    uint64_t limit = UINT64_MAX;
    if (c->enabled && c->thresholds[0] > 0) {
        limit = GC_TUNE_YOUNG_BYTES;
        if (c->phase != GC_IDLE) {
            uint64_t room = c->debt < c->slice_debt ? (c->slice_debt - c->debt) / c->rate * 256 : 0;
            room = room > SLICE_BYTES_LEAST ? room : SLICE_BYTES_LEAST;
            limit = room < limit ? room : limit;
        }
    }
    heap_bytes_reset(&rt->heap, limit);
    rt->heap.young_most = c->enabled && c->thresholds[0] > 0 ? c->young_most : 0;
}

bool gc_open(struct ouro *rt)
{
    struct collector *c = heap_raw_allocate_zeroed(&rt->heap, sizeof *c);
    if (c == NULL) {
        return false;
    }
    rt->collector = c;
    if (!weak_open(rt)) {
        heap_raw_free(&rt->heap, c, sizeof *c);
        rt->collector = NULL;
        return false;
    }
    c->enabled = true;
    c->thresholds[0] = 700;
    c->thresholds[1] = c->thresholds[2] = 10;
    runtime_add_root(rt, visit_batch, c);
    runtime_add_root(rt, weak_visit, NULL);
    runtime_add_root(rt, old_visit_held, NULL);
    c->one_step_units = GC_TUNE_ONE_STEP;
    c->slice_units = SLICE_UNITS_FIRST;
    c->pause_budget = PAUSE_BUDGET;
    c->spread_polls = SPREAD_POLLS;
    c->young_most = YOUNG_FIRST;
    c->batch_young = -1;
    c->old.step = OLD_END;
    rt->heap.page_emptied = set_page_emptied;
    rt->heap.reclaim = emergency_collect;
    heap_young_reset(&rt->heap, young_limit(c));
    account(rt);
#ifdef OURO_STRESS
    runtime_raise(rt, POLL_STRESS);
#endif
    return true;
}

void gc_close(struct ouro *rt)
{
    struct collector *c = rt->collector;
    if (c == NULL) {
        return;
    }
    rt->heap.reclaim = NULL;
    rt->heap.page_emptied = NULL;
    old_close(rt);
    weak_close(rt);
    heap_raw_free(&rt->heap, c->set.pages, c->set.page_capacity * sizeof *c->set.pages);
    heap_raw_free(&rt->heap, c->set.member_words, c->set.word_capacity * sizeof *c->set.member_words);
    heap_raw_free(&rt->heap, c->set.counts, c->set.count_capacity * sizeof *c->set.counts);
    heap_raw_free(&rt->heap, c->batch.items, c->batch.capacity * sizeof *c->batch.items);
    heap_raw_free(&rt->heap, c, sizeof *c);
    rt->collector = NULL;
}

// Settings
// -----------------------------------------------------------------------------------------------------------------

void gc_enable(struct ouro *rt, bool enabled)
{
    rt->collector->enabled = enabled;
    heap_young_limit(&rt->heap, young_limit(rt->collector));
    account(rt);
}

bool gc_is_enabled(struct ouro const *rt)
{
    return rt->collector->enabled;
}

void gc_set_thresholds(struct ouro *rt, int64_t const thresholds[GC_GENERATIONS])
{
    memcpy(rt->collector->thresholds, thresholds, sizeof rt->collector->thresholds);
    heap_young_limit(&rt->heap, young_limit(rt->collector));
    account(rt);
}

void gc_get_thresholds(struct ouro const *rt, int64_t thresholds[GC_GENERATIONS])
{
    memcpy(thresholds, rt->collector->thresholds, sizeof rt->collector->thresholds);
}

void gc_get_counts(struct ouro const *rt, int64_t counts[GC_GENERATIONS])
{
    int64_t young = heap_young_count(&rt->heap);
    counts[0] = young > 0 ? young : 0;
    counts[1] = rt->collector->counts[1];
    counts[2] = rt->collector->counts[2];
}

struct gc_statistics const *gc_get_statistics(struct ouro const *rt, int generation)
{
    return &rt->collector->statistics[generation];
}

void gc_set_debug(struct ouro *rt, uint32_t flags)
{
    rt->collector->debug = flags;
}

uint32_t gc_get_debug(struct ouro const *rt)
{
    return rt->collector->debug;
}

bool gc_is_collecting(struct ouro const *rt)
{
    return rt->collector->collecting;
}

// One collection
// -----------------------------------------------------------------------------------------------------------

static bool count_object(void *to, ref_value o)
{
    (void)o;
    ++*(int64_t *)to;
    return true;
}

static int64_t generation_size(struct ouro *rt, int generation)
{
    int64_t size = 0;
    gc_each_object(rt, generation, count_object, &size);
    return size;
}

static void debug_begin(struct ouro *rt, int generation)
{
    char line[160];
    snprintf(line, sizeof line, "gc: collecting generation %d...", generation);
    rt->hooks.debug_line(rt, line);
    snprintf(line, sizeof line, "gc: objects in each generation: %" PRId64 " %" PRId64 " %" PRId64,
             generation_size(rt, 0), generation_size(rt, 1), generation_size(rt, 2));
    rt->hooks.debug_line(rt, line);
    snprintf(line, sizeof line, "gc: objects in permanent generation: %" PRId64, gc_freeze_count(rt));
    rt->hooks.debug_line(rt, line);
}

static void debug_end(struct ouro *rt, int64_t found, double seconds)
{
    char line[160];
    snprintf(line, sizeof line, "gc: done, %" PRId64 " unreachable, 0 uncollectable, %.4fs elapsed", found, seconds);
    rt->hooks.debug_line(rt, line);
}

// Sets the counters as CPython does before it looks for garbage.
static void turn_counters(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    if (generation + 1 < GC_GENERATIONS) {
        c->counts[generation + 1]++;
    }
    for (int i = 1; i <= generation; i++) {
        c->counts[i] = 0;
    }
    runtime_lower(rt, POLL_COLLECT);
    heap_young_reset(&rt->heap, young_limit(c));
    account(rt);
}

// begin: of the thread's CPU time, which does not count what other programs take.
static void record(struct collector *c, int64_t begin, bool is_slice)
{
    struct gc_pauses *p = &c->pauses;
    int64_t took = os_clock_thread() - begin;
    p->count++;
    p->total += took;
    p->longest = took > p->longest ? took : p->longest;
    p->longest_slice = is_slice && took > p->longest_slice ? took : p->longest_slice;
    int bucket = 0;
    while (bucket < GC_PAUSE_BUCKETS - 1 && took >= (int64_t)GC_PAUSE_FIRST << bucket) {
        bucket++;
    }
    p->histogram[bucket]++;
}

static void count_collection(struct collector *c, int generation, int64_t found, uint64_t candidates, int64_t took,
                             int64_t longest)
{
    struct gc_statistics *s = &c->statistics[generation];
    s->collections++;
    s->collected += (uint64_t)found;
    s->candidates += candidates;
    s->total += took;
    s->longest = longest > s->longest ? longest : s->longest;
}

// What Python may disturb is kept aside while the collector calls it.
struct aside {
    struct own_cell error;
    uint32_t deferred;
};

static void aside_begin(struct ouro *rt, struct aside *aside)
{
    rt->collector->collecting = true;
    handle_enter(rt, &aside->error, give(rt->error));
    aside->deferred = release_base_enter(rt);
}

static void aside_end(struct ouro *rt, struct aside *aside)
{
    release_base_leave(rt, aside->deferred);
    OURO_ASSERT(failed(rt->error));
    rt->error = handle_leave(rt, &aside->error);
    rt->collector->collecting = false;
}

static void tell(struct ouro *rt, bool stop, int generation, int64_t found, size_t candidates, int64_t took)
{
    if (rt->hooks.collection_event != NULL) {
        rt->hooks.collection_event(rt, stop, generation, found, 0, (int64_t)candidates, (double)took / 1e9);
    }
}

// Old cycles in slices
// -------------------------------------------------------------------------------------------------------------

// The work of a cycle, a quarter more and what finding garbage may add, is to be paid by the bytes of another quarter.
static void set_rate(struct ouro *rt)
{
    struct collector *c = rt->collector;
    uint64_t work = heap_live_bytes(&rt->heap, HEAP_TRACED) / sizeof(slot_value) +
                    heap_live_blocks(&rt->heap, HEAP_TRACED) + rt->heap.reserved_bytes / HEAP_PAGE_BYTES;
    uint64_t bytes = growth_limit(c) / 256;
    c->rate = (work * 5 / 2) / (bytes != 0 ? bytes : 1) + 1;
    c->debt = 0;
    c->slice_debt = work / 8 < c->slice_units ? work / 8 + 1 : c->slice_units;
}

static bool begin_cycle(struct ouro *rt)
{
    struct collector *c = rt->collector;
    struct aside aside;
    aside_begin(rt, &aside);
    if (c->debug & GC_DEBUG_STATS && rt->hooks.debug_line != NULL) {
        debug_begin(rt, 2);
    }
    tell(rt, false, 2, 0, 0, 0);
    aside_end(rt, &aside);
    if (c->phase != GC_IDLE) {
        return false;
    }
    int64_t begin = os_clock_monotonic();
    int64_t thread = os_clock_thread();
    turn_counters(rt, 2);
    c->again = false;
    c->is_told = true;
    set_rate(rt);
    mark_begin(rt);
    account(rt);
    int64_t took = os_clock_monotonic() - begin;
    c->old.working = took;
    record(c, thread, true);
    return true;
}

static void after_cycle(struct ouro *rt)
{
    struct collector *c = rt->collector;
    struct gc_old *old = &c->old;
    size_t live = heap_live_bytes_all(&rt->heap);
    size_t kept = old->snapshot_bytes > old->freed_bytes ? old->snapshot_bytes - old->freed_bytes : 0;
    c->live_bytes = RULE(21, 1) && kept < live ? kept : live;
    c->paced_bytes = live;
    c->long_lived_pending = 0;
    c->long_lived_total = (int64_t)heap_live_blocks(&rt->heap, HEAP_TRACED);
    c->debt = 0;
    c->again = c->batch.capacity != 0 && c->batch_is_rest && c->batch.count != 0;
}

// The Python part of a cycle whose slices are done, as far as the time goes.
static void end_with_python(struct ouro *rt, int64_t deadline)
{
    struct collector *c = rt->collector;
    struct aside aside;
    int64_t begin = os_clock_monotonic();
    int64_t thread = os_clock_thread();
    aside_begin(rt, &aside);
    int young = c->batch_young;
    int64_t found = 0;
    bool done = finish_with_python(rt, deadline, young < 0 ? &c->old.found : &found);
    int64_t took = os_clock_monotonic() - begin;
    c->old.working += young < 0 ? took : 0;
    if (!done) {
        runtime_raise(rt, POLL_PARKED);
    } else if (young >= 0) {
        c->batch_young = -1;
        c->statistics[young].collected += (uint64_t)found;
        c->statistics[young].total += took;
    } else if (c->is_told) {
        c->is_told = false;
        count_collection(c, 2, c->old.found, c->old.suspects, c->old.working, c->pauses.longest_slice);
        if (c->debug & GC_DEBUG_STATS && rt->hooks.debug_line != NULL) {
            debug_end(rt, c->old.found, (double)c->old.working / 1e9);
        }
        tell(rt, true, 2, c->old.found, c->old.suspects, c->old.working);
    }
    aside_end(rt, &aside);
    record(c, thread, false);
}

// One slice: so many units at most, and about so long. true: the cycle is over.
static bool run_slice(struct ouro *rt, uint64_t units, int64_t nanoseconds)
{
    struct collector *c = rt->collector;
    int64_t thread = os_clock_thread();
    int64_t begin = os_clock_monotonic();
    int64_t now = begin;
    uint64_t done = 0;
    bool over = false;
    c->collecting = true;
    while (!over && done < units && now - begin < nanoseconds) {
        uint64_t chunk = units - done < CHUNK ? units - done : CHUNK;
        uint64_t left = chunk;
        over = old_slice(rt, &left);
        done += chunk - left;
        now = os_clock_monotonic();
    }
    c->collecting = false;
    c->debt -= done < c->debt ? done : c->debt;
    c->old.working += now - begin;
    record(c, thread, true);
    if (done >= CHUNK && now > begin) {
        // What fits: a mean of what it was and what this slice says.
        uint64_t fits = done * (uint64_t)SLICE_PART(c->pause_budget) / (uint64_t)(now - begin);
        c->slice_units = (c->slice_units * 3 + fits) / 4;
        c->slice_units = c->slice_units < SLICE_UNITS_LEAST ? SLICE_UNITS_LEAST : c->slice_units;
    }
    if (over) {
        after_cycle(rt);
        if (runtime_poll(rt) & POLL_PARKED || c->batch.capacity != 0 || rt->hooks.collection_event != NULL ||
            rt->release_head != NULL || c->is_told) {
            end_with_python(rt, os_clock_monotonic() + SLICE_PART(c->pause_budget));
        }
    }
    return over;
}

// Whatever an old cycle has under way is brought to an end, or given up. Result: what it found.
static int64_t settle_cycle(struct ouro *rt)
{
    struct collector *c = rt->collector;
    int64_t found = 0;
    if (c->batch_waits) {
        end_with_python(rt, 0);
    }
    if (c->phase == GC_FINISH) {
        c->collecting = true;
        old_finish_now(rt);
        c->collecting = false;
        after_cycle(rt);
        end_with_python(rt, 0);
        found = c->old.found;
    } else if (c->phase != GC_IDLE) {
        old_abort(rt);
        c->old.found = 0;
        end_with_python(rt, 0);
    }
    return found;
}

void gc_set_pause_budget(struct ouro *rt, int64_t nanoseconds)
{
    rt->collector->pause_budget = nanoseconds < 10000 ? 10000 : nanoseconds;
}

int64_t gc_get_pause_budget(struct ouro const *rt)
{
    return rt->collector->pause_budget;
}

struct gc_pauses const *gc_get_pauses(struct ouro const *rt)
{
    return &rt->collector->pauses;
}

void gc_set_release_budget(struct ouro *rt, int64_t nanoseconds)
{
    release_set_budget(rt, nanoseconds > 0 ? nanoseconds : 0);
}

int64_t gc_get_release_budget(struct ouro const *rt)
{
    return rt->release_budget;
}

bool gc_step(struct ouro *rt, int64_t nanoseconds)
{
    struct collector *c = rt->collector;
    if (c->collecting) {
        return true;
    }
    int64_t begin = os_clock_monotonic();
    if (c->batch_waits) {
        end_with_python(rt, begin + nanoseconds);
        return !c->batch_waits && c->phase == GC_IDLE;
    }
    if (c->phase == GC_IDLE) {
        size_t live = heap_live_bytes_all(&rt->heap);
        if (!c->again && heap_young_count(&rt->heap) <= 0 && live <= c->live_bytes) {
            return true;
        }
        if (!begin_cycle(rt)) {
            return false;
        }
    }
    account(rt);
    int64_t left = nanoseconds - (os_clock_monotonic() - begin);
    bool over = left > 0 && run_slice(rt, UINT64_MAX, left);
    return over && !c->batch_waits && !c->again;
}

// Collections in one step
// ----------------------------------------------------------------------------------------------------------

static int64_t collect_now(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    bool tells = c->debug & GC_DEBUG_STATS && rt->hooks.debug_line != NULL;
    if (tells) {
        debug_begin(rt, generation);
    }
    int64_t begin = os_clock_thread();
    turn_counters(rt, generation);
    uint64_t traced = heap_live_blocks(&rt->heap, HEAP_TRACED);
    int64_t found = generation == 2 ? old_collect(rt) : young_collect(rt, generation);
    if (generation == 2) {
        weak_trim(rt);
        (void)heap_trim(&rt->heap);
        c->live_bytes = heap_live_bytes_all(&rt->heap);
        c->long_lived_total = (int64_t)heap_live_blocks(&rt->heap, HEAP_TRACED);
        c->again = false;
    }
    c->paced_bytes = heap_live_bytes_all(&rt->heap);
    int64_t took = os_clock_thread() - begin;
    count_collection(c, generation, found, generation == 2 ? traced : c->set.members, took, took);
    if (tells) {
        debug_end(rt, found, (double)took / 1e9);
    }
    return found;
}

int64_t gc_collect(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    OURO_ASSERT(generation >= 0 && generation < GC_GENERATIONS);
    if (c->collecting && RULE(15, 1)) {
        return 0;
    }
    bool is_automatic = c->young_deadline != 0;
    if (!is_automatic && (rt->release_is_late || rt->release_suspended_count != 0)) {
        release_flush(rt);
        c->spread_late = false;
    }
    c->stood_in = false;
    int64_t before = generation == 2 || c->batch_waits ? settle_cycle(rt) : 0;
    struct aside aside;
    aside_begin(rt, &aside);
    tell(rt, false, generation, 0, 0, 0);
    int64_t begin = os_clock_monotonic();
    int64_t found = collect_now(rt, generation);
    if (c->stood_in) {
        // What the emergency collection has freed may be enough for the tables now.
        c->stood_in = false;
        found += old_collect(rt);
    }
    tell(rt, true, generation, found, c->set.members, os_clock_monotonic() - begin);
    aside_end(rt, &aside);
    return before + found;
}

bool gc_was_short_of_memory(struct ouro const *rt)
{
    return rt->collector->stood_in;
}

bool gc_collect_last(struct ouro *rt)
{
    struct collector *c = rt->collector;
    (void)gc_collect(rt, GC_GENERATIONS - 1);
    if (c->stood_in) {
        c->forgets = true;
        (void)emergency_run(rt);
        c->forgets = false;
        release_flush(rt);
    }
    return !c->forgotten;
}

// When
// ---------------------------------------------------------------------------------------------------------------------

// The generation that is due, -1 for none. By counts as CPython has it, by bytes as the pace wants.
static int due(struct ouro *rt)
{
    struct collector *c = rt->collector;
    if (!c->enabled || c->thresholds[0] <= 0) {
        return -1;
    }
    size_t live = heap_live_bytes_all(&rt->heap);
    bool idle = c->phase == GC_IDLE;
    if (idle && (c->again || (live > c->live_bytes && live - c->live_bytes > growth_limit(c)))) {
        return 2;
    }
    bool grown = live > c->paced_bytes && live - c->paced_bytes >= GC_TUNE_YOUNG_BYTES;
    if (!grown && heap_young_count(&rt->heap) <= c->thresholds[0]) {
        return -1;
    }
    if (idle && c->counts[2] > c->thresholds[2] && c->long_lived_pending >= c->long_lived_total / 4) {
        return 2;
    }
    // Sooner than CPython's counters say, where the survivors of generation 0 are as many as fit a pause.
    return c->counts[1] > c->thresholds[1] || c->middle_members + c->thresholds[0] > c->young_most ? 1 : 0;
}

static void collect_young(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    int64_t thread = os_clock_thread();
    if (!young_trim(rt, generation, c->young_most)) {
        runtime_raise(rt, POLL_COLLECT);
        record(c, thread, false);
        return;
    }
    c->young_deadline = os_clock_monotonic() + SLICE_PART(c->pause_budget);
    (void)gc_collect(rt, generation);
    c->young_deadline = 0;
    record(c, thread, false);
    int64_t took = os_clock_thread() - thread;
    if (c->set.members >= 500 && took > 0) {
        int64_t fits = (int64_t)c->set.members * YOUNG_PART(c->pause_budget) / took;
        c->young_most = (c->young_most * 7 + fits) / 8;
        c->young_most = c->young_most < YOUNG_LEAST ? YOUNG_LEAST : c->young_most;
        c->young_most = c->young_most > YOUNG_MOST ? YOUNG_MOST : c->young_most;
    }
}

// One step of what is due: a slice, or a young collection, in turn.
static void automatic(struct ouro *rt)
{
    struct collector *c = rt->collector;
    account(rt);
    int generation = due(rt);
    bool owes = c->phase != GC_IDLE && c->debt >= c->slice_debt && c->enabled;
    if (generation == 2) {
        (void)begin_cycle(rt);
    } else if (owes && (generation < 0 || !c->young_turn)) {
        (void)run_slice(rt, c->slice_units, SLICE_PART(c->pause_budget));
        c->young_turn = true;
        account(rt);
        if (generation >= 0) {
            runtime_raise(rt, POLL_COLLECT);
        }
    } else if (generation >= 0) {
        collect_young(rt, generation);
        c->young_turn = false;
        if (owes) {
            runtime_raise(rt, POLL_COLLECT);
        }
    }
}

// Stress: is work that looks at the whole heap due, at so many blocks a safepoint? In a long run, whose states repeat
// themselves, an eighth of that.
static bool stress_is_due(struct ouro *rt, uint64_t *credit, uint64_t rate)
{
    bool is_long = rt->collector->stress_turn > GC_TUNE_STRESS_LONG;
    return heap_work_is_due(&rt->heap, credit, is_long ? rate / 8 : rate);
}

// Stress: after each of these steps, as often as the work that it is allows, the heap is looked through, if there is
// memory for that: a test may be making the system refuse it.
static void verify_slice(struct ouro *rt)
{
#if OURO_CHECK
    struct verify_report report;
    if (stress_is_due(rt, &rt->collector->verify_credit, GC_TUNE_VERIFY_RATE) &&
        !heap_verify(rt, VERIFY_AT_LEAST, &report) && report.fault != VERIFY_MEMORY) {
        heap_verify_must(rt, VERIFY_AT_LEAST); // again, to tell
    }
#endif
    (void)rt;
}

// Stress: slices of a few units at every safepoint; young and full collections between them, as often as the work that
// they are allows; the suspects proved in one step or in slices by turns.
static void stress(struct ouro *rt)
{
    static int const turns[] = {0, 0, 1, 0, 2};
    struct collector *c = rt->collector;
    uint32_t turn = c->stress_turn++;
    if (turn % 4 == 3 && stress_is_due(rt, &c->stress_credit, GC_TUNE_STRESS_RATE)) {
        (void)gc_collect(rt, turns[turn / 4 % 5]);
    } else if (c->phase == GC_IDLE) {
        c->one_step_units = turn & 16 ? 0 : GC_TUNE_ONE_STEP;
        if (begin_cycle(rt) && OURO_CHECK && stress_is_due(rt, &c->snapshot_credit, GC_TUNE_VERIFY_RATE)) {
            heap_verify_snapshot(rt);
        }
    } else {
        (void)run_slice(rt, 1 + turn * 37 % 400, INT64_MAX);
    }
}

// One step of what waits: by the release budget, or, where the collector has suspended something, by the pause budget.
static void late_step(struct ouro *rt)
{
    struct collector *c = rt->collector;
    int64_t thread = os_clock_thread();
    int64_t budget = rt->release_budget;
    runtime_lower(rt, POLL_RELEASE);
    if (rt->release_suspended_count != 0 && budget == 0) {
        release_set_budget(rt, c->pause_budget);
    }
    // What was taken since is paid for twice over, however long it takes: a program that drops one huge structure after
    // the other has no more waiting than what it drops at once. (Of natives that take much in one go alone this makes a
    // step that is longer than the budget, and shorter than the native was.)
    uint64_t owed = rt->heap.taken_bytes - c->spread_taken;
    owed = owed > UINT64_MAX / 2 ? UINT64_MAX : owed * 2;
    size_t had = heap_live_bytes_all(&rt->heap);
    size_t left;
    do {
        release_step(rt);
        left = heap_live_bytes_all(&rt->heap);
    } while (rt->release_is_late && (left >= had || had - left < owed));
    c->spread_taken = rt->heap.taken_bytes;
    c->spread_late = rt->release_is_late || rt->release_suspended_count != 0;
    if (budget == 0) {
        release_set_budget(rt, 0);
    }
    record(c, thread, false);
}

// What is spread over safepoints: finalizers, releases. It leaves the program as much time as it takes, and some
// safepoints, since the clock runs on while the system lets somebody else run.
static void spread(struct ouro *rt)
{
    struct collector *c = rt->collector;
    bool stressed = runtime_poll(rt) & POLL_STRESS;
    bool is_late = rt->release_is_late || rt->release_suspended_count != 0;
    if (is_late && !c->spread_late) {
        c->spread_late = true;
        c->spread_taken = rt->heap.taken_bytes;
    }
    bool owes = is_late && rt->heap.taken_bytes - c->spread_taken >= OWED_MOST;
    bool waits = (c->batch_waits || is_late) && !owes;
    if (waits && !stressed && c->spread_polls != 0 && --c->spread_polls != 0) {
        return;
    }
    int64_t now = os_clock_monotonic();
    if (waits && !stressed && now < c->spread_next) {
        c->spread_polls = SPREAD_POLLS;
        return;
    }
    if (c->batch_waits) {
        end_with_python(rt, now + SLICE_PART(c->pause_budget));
    } else {
        late_step(rt);
    }
    int64_t end = os_clock_monotonic();
    c->spread_next = end + (end - now);
    c->spread_polls = SPREAD_POLLS;
}

void gc_safepoint(struct ouro *rt)
{
    struct collector *c = rt->collector;
    uint32_t poll = runtime_poll(rt);
    if (c->collecting) {
        return;
    }
    if (poll & POLL_PARKED && !c->batch_waits) {
        if (!weak_run_parked(rt, os_clock_monotonic() + SLICE_PART(c->pause_budget))) {
            runtime_raise(rt, POLL_PARKED);
        }
    }
    if (c->batch_waits || (poll & POLL_RELEASE && rt->release_defer == 0)) {
        spread(rt);
    }
    if (poll & POLL_STRESS) {
        if (c->enabled && !c->batch_waits) {
            stress(rt);
            verify_slice(rt);
        }
    } else if (poll & POLL_COLLECT && !c->batch_waits) {
        runtime_lower(rt, POLL_COLLECT);
        (void)heap_give_back(&rt->heap);
        automatic(rt);
    }
}
