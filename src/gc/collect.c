// SPDX-License-Identifier: MIT
// The driver: when to collect which generation, and what is told of it.
#include <inttypes.h>
#include <stdio.h>

#include "core/handle.h"
#include "gc/collector.h"
#include "os/clock.h"

// Opening and closing
// ------------------------------------------------------------------------------------------------------

static void visit_batch(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)rt;
    struct collector *c = owner;
    for (size_t i = 0; i < c->batch.count; i++) {
        visit(visitor, ref_object(c->batch.items[i]));
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

static void arm_bytes(struct ouro *rt)
{
    bool automatic = rt->collector->enabled && rt->collector->thresholds[0] > 0;
    heap_bytes_reset(&rt->heap, automatic ? GC_TUNE_YOUNG_BYTES : UINT64_MAX);
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
    rt->heap.reclaim = emergency_collect;
    heap_young_reset(&rt->heap, young_limit(c));
    arm_bytes(rt);
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
    arm_bytes(rt);
}

bool gc_is_enabled(struct ouro const *rt)
{
    return rt->collector->enabled;
}

void gc_set_thresholds(struct ouro *rt, int64_t const thresholds[GC_GENERATIONS])
{
    memcpy(rt->collector->thresholds, thresholds, sizeof rt->collector->thresholds);
    heap_young_limit(&rt->heap, young_limit(rt->collector));
    arm_bytes(rt);
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
    arm_bytes(rt);
}

static int64_t collect_now(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    bool tells = c->debug & GC_DEBUG_STATS && rt->hooks.debug_line != NULL;
    if (tells) {
        debug_begin(rt, generation);
    }
    int64_t begin = os_clock_monotonic();
    turn_counters(rt, generation);
    uint64_t traced = heap_live_blocks(&rt->heap, HEAP_TRACED);
    int64_t found = generation == 2 ? old_collect(rt) : young_collect(rt, generation);
    if (generation == 2) {
        weak_trim(rt);
        (void)heap_trim(&rt->heap);
        c->live_bytes = heap_live_bytes_all(&rt->heap);
        c->long_lived_total = (int64_t)heap_live_blocks(&rt->heap, HEAP_TRACED);
    }
    c->paced_bytes = heap_live_bytes_all(&rt->heap);
    int64_t took = os_clock_monotonic() - begin;
    struct gc_statistics *s = &c->statistics[generation];
    s->collections++;
    s->collected += (uint64_t)found;
    s->candidates += generation == 2 ? traced : c->set.members;
    s->total += took;
    s->longest = took > s->longest ? took : s->longest;
    if (tells) {
        debug_end(rt, found, (double)took / 1e9);
    }
    return found;
}

int64_t gc_collect(struct ouro *rt, int generation)
{
    struct collector *c = rt->collector;
    OURO_ASSERT(generation >= 0 && generation < GC_GENERATIONS);
    if (c->collecting) {
        return 0;
    }
    c->collecting = true;
    if (c->phase != GC_IDLE) {
        old_abort(rt); // whatever is under way begins afresh
    }
    struct own_cell error;
    handle_enter(rt, &error, give(rt->error));
    uint32_t deferred = release_base_enter(rt);
    if (rt->hooks.collection_event != NULL) {
        rt->hooks.collection_event(rt, false, generation, 0, 0, 0, 0);
    }
    int64_t begin = os_clock_monotonic();
    int64_t found = collect_now(rt, generation);
    if (rt->hooks.collection_event != NULL) {
        double seconds = (double)(os_clock_monotonic() - begin) / 1e9;
        rt->hooks.collection_event(rt, true, generation, found, 0, (int64_t)c->set.members, seconds);
    }
    release_base_leave(rt, deferred);
    OURO_ASSERT(failed(rt->error));
    rt->error = handle_leave(rt, &error);
    c->collecting = false;
    return found;
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
    if (live > c->live_bytes && live - c->live_bytes > growth_limit(c)) {
        return 2;
    }
    bool grown = live > c->paced_bytes && live - c->paced_bytes >= GC_TUNE_YOUNG_BYTES;
    if (!grown && heap_young_count(&rt->heap) <= c->thresholds[0]) {
        return -1;
    }
    if (c->counts[2] > c->thresholds[2] && c->long_lived_pending >= c->long_lived_total / 4) {
        return 2;
    }
    return c->counts[1] > c->thresholds[1] ? 1 : 0;
}

static int const stress_turns[] = {0, 0, 1, 0, 2};

void gc_safepoint(struct ouro *rt)
{
    struct collector *c = rt->collector;
    uint32_t poll = rt->poll;
    if (c->collecting) {
        return;
    }
    if (poll & POLL_PARKED) {
        weak_run_parked(rt);
    }
    if (poll & POLL_RELEASE && rt->release_defer == 0) {
        runtime_lower(rt, POLL_RELEASE);
        release_drain(rt);
    }
    if (poll & POLL_STRESS) {
        if (c->enabled && heap_work_is_due(&rt->heap, &c->stress_credit, GC_TUNE_STRESS_RATE)) {
            (void)gc_collect(rt, stress_turns[c->stress_turn++ % 5]);
        }
    } else if (poll & POLL_COLLECT) {
        runtime_lower(rt, POLL_COLLECT);
        (void)heap_give_back(&rt->heap);
        int generation = due(rt);
        if (generation >= 0) {
            (void)gc_collect(rt, generation);
        } else if (heap_taken_bytes(&rt->heap) >= GC_TUNE_YOUNG_BYTES) {
            arm_bytes(rt);
        }
    }
}
