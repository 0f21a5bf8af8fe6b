// SPDX-License-Identifier: MIT
// The module gc: CPython's interface over floor 3, and the hooks through which the collector reaches Python.
#include "gc/gc.h"
#include "lib/library.h"
#include "lib/module_types.h"
#include "lib/services.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

static bool read_generation(struct ouro *rt, ref_value v, int *generation)
{
    int32_t n;
    if (!operation_index_int32(rt, v, &n)) {
        return false;
    }
    if (n < 0 || n >= GC_GENERATIONS) {
        error_raise(rt, TYPE_VALUE_ERROR, "invalid generation");
        return false;
    }
    *generation = (int)n;
    return true;
}

static own_value collect(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"generation"};
    static struct signature const signature = {"collect", names, 1, 0, 0, 1};
    ref_value given;
    int generation = GC_GENERATIONS - 1;
    if (!arguments_bind(rt, &signature, args, count, kwnames, &given) ||
        (!is_nothing(given) && !read_generation(rt, given, &generation))) {
        return own_nothing;
    }
    // A collection runs Python: what it releases goes at once.
    uint32_t deferred = release_base_enter(rt);
    int64_t found = gc_collect(rt, generation);
    bool short_of_memory = gc_was_short_of_memory(rt);
    release_base_leave(rt, deferred);
    return short_of_memory ? error_no_memory(rt) : int_from_int64(rt, found);
}

static own_value enable(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    gc_enable(rt, true);
    return own_none;
}

static own_value disable(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    gc_enable(rt, false);
    return own_none;
}

static own_value is_enabled(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_bool(gc_is_enabled(rt));
}

static own_value set_debug(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t flags;
    if (!operation_index_int64(rt, args[0], &flags, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    gc_set_debug(rt, (uint32_t)flags);
    return own_none;
}

static own_value get_debug(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_small_int(gc_get_debug(rt));
}

static own_value set_threshold(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t thresholds[GC_GENERATIONS];
    gc_get_thresholds(rt, thresholds);
    for (uint32_t i = 0; i < count; i++) {
        if (!operation_index_int64(rt, args[i], &thresholds[i], TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
    }
    gc_set_thresholds(rt, thresholds);
    return own_none;
}

static own_value three_numbers(struct ouro *rt, int64_t const numbers[GC_GENERATIONS])
{
    own_value items[GC_GENERATIONS];
    for (int i = 0; i < GC_GENERATIONS; i++) {
        items[i] = own_small_int(numbers[i]);
    }
    return tuple_from_owned(rt, items, GC_GENERATIONS);
}

static own_value get_threshold(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    int64_t numbers[GC_GENERATIONS];
    gc_get_thresholds(rt, numbers);
    return three_numbers(rt, numbers);
}

static own_value get_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    int64_t numbers[GC_GENERATIONS];
    gc_get_counts(rt, numbers);
    return three_numbers(rt, numbers);
}

static bool dict_put(struct ouro *rt, ref_value dict, char const *key, own_value value)
{
    own_value name = failed(value) ? own_nothing : str_intern(rt, key, strlen(key));
    bool done = !failed(name) && dict_set(rt, dict, lend(name), lend(value));
    release(rt, name);
    release(rt, value);
    return done;
}

static own_value statistics_dict(struct ouro *rt, struct gc_statistics const *s)
{
    own_value dict = dict_new(rt);
    if (failed(dict) || !dict_put(rt, lend(dict), "collections", int_from_uint64(rt, s->collections)) ||
        !dict_put(rt, lend(dict), "collected", int_from_uint64(rt, s->collected)) ||
        !dict_put(rt, lend(dict), "uncollectable", int_from_uint64(rt, s->uncollectable))) {
        release(rt, dict);
        return own_nothing;
    }
    return dict;
}

static own_value get_stats(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    own_value list = list_new(rt, GC_GENERATIONS);
    for (int i = 0; i < GC_GENERATIONS && !failed(list); i++) {
        own_value dict = statistics_dict(rt, gc_get_statistics(rt, i));
        if (failed(dict) || !list_append(rt, as_list(lend(list)), dict)) {
            release(rt, list);
            return own_nothing;
        }
    }
    return list;
}

// Gathers objects that floor 3 calls back with: two walks, one to count and one to fill memory taken in between. The
// list itself is allocated after the count; `list` is left out, as CPython does.
struct gathering {
    struct ouro *rt;
    uint64_t count;
    struct list *list; // NULL: counting
    struct object *leave_out;
};

static bool gather(void *to, ref_value object)
{
    struct gathering *g = to;
    if (as_object(object) == (struct object *)g->list || as_object(object) == g->leave_out ||
        (as_object(object)->kind & OBJECT_HIDDEN) || !container_is_tracked(g->rt, object)) {
        return true;
    }
    if (g->list == NULL) {
        g->count++;
    } else if (g->list->length < g->list->capacity) {
        slot_init(&g->list->items[g->list->length++], retain(object));
    }
    return true;
}

typedef void walk_fn(struct ouro *rt, void const *what, gc_object_fn *each, void *to);

static own_value gather_list(struct ouro *rt, walk_fn *walk, void const *what, struct object *leave_out)
{
    struct gathering g = {.rt = rt, .leave_out = leave_out};
    walk(rt, what, gather, &g);
    own_value list = list_new(rt, g.count);
    if (!failed(list)) {
        g.list = as_list(lend(list));
        walk(rt, what, gather, &g);
    }
    return list;
}

static void walk_generation(struct ouro *rt, void const *what, gc_object_fn *each, void *to)
{
    gc_each_object(rt, *(int const *)what, each, to);
}

static own_value get_objects(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"generation"};
    static struct signature const signature = {"get_objects", names, 1, 0, 0, 1};
    ref_value given;
    int generation = -1;
    if (!arguments_bind(rt, &signature, args, count, kwnames, &given)) {
        return own_nothing;
    }
    if (!is_nothing(given) && !is_none(given)) {
        int64_t n;
        if (!operation_index_int64(rt, given, &n, TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
        if (n < 0 || n >= GC_GENERATIONS) {
            return error_raise(rt, TYPE_VALUE_ERROR,
                               n < 0
                                   ? "generation parameter cannot be negative"
                                   : "generation parameter must be less than the number of available generations (3)");
        }
        generation = (int)n;
    }
    return gather_list(rt, walk_generation, &generation, NULL);
}

struct values {
    ref_value const *values;
    uint32_t count;
};

static void walk_referrers(struct ouro *rt, void const *what, gc_object_fn *each, void *to)
{
    struct values const *v = what;
    gc_each_referrer(rt, v->values, v->count, each, to);
}

static own_value get_referrers(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct values values = {args, count};
    return gather_list(rt, walk_referrers, &values, NULL);
}

// Referents are listed one by one and whatever they are: text and numbers too.
struct referents {
    struct ouro *rt;
    uint64_t count;
    struct list *list;
};

static bool gather_referent(void *to, ref_value object)
{
    struct referents *r = to;
    if (r->list == NULL) {
        r->count++;
    } else if (r->list->length < r->list->capacity) {
        slot_init(&r->list->items[r->list->length++], retain(object));
    }
    return true;
}

static own_value get_referents(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct referents r = {.rt = rt};
    for (uint32_t i = 0; i < count; i++) {
        gc_each_referent(rt, args[i], gather_referent, &r);
    }
    own_value list = list_new(rt, r.count);
    if (!failed(list)) {
        r.list = as_list(lend(list));
        for (uint32_t i = 0; i < count; i++) {
            gc_each_referent(rt, args[i], gather_referent, &r);
        }
    }
    return list;
}

static own_value is_tracked(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return own_bool(gc_is_tracked(rt, args[0]) && container_is_tracked(rt, args[0]));
}

static own_value is_finalized(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return own_bool(gc_is_finalized(rt, args[0]));
}

static own_value freeze(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    gc_freeze(rt);
    return own_none;
}

static own_value unfreeze(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    gc_unfreeze(rt);
    return own_none;
}

static own_value get_freeze_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return own_small_int(gc_freeze_count(rt));
}

// Seconds as an argument; false: an error is pending.
static bool read_seconds(struct ouro *rt, ref_value v, int64_t *nanoseconds)
{
    double seconds;
    if (!operation_double(rt, v, &seconds)) {
        return false;
    }
    if (!(seconds >= 0 && seconds <= 1e6)) {
        error_raise(rt, TYPE_VALUE_ERROR, "seconds must be between 0 and 1000000");
        return false;
    }
    *nanoseconds = (int64_t)(seconds * 1e9);
    return true;
}

static own_value set_pause_budget(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t nanoseconds;
    if (!read_seconds(rt, args[0], &nanoseconds)) {
        return own_nothing;
    }
    if (nanoseconds == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "a pause budget must be more than 0 seconds");
    }
    gc_set_pause_budget(rt, nanoseconds);
    return own_none;
}

static own_value get_pause_budget(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return float_new(rt, (double)gc_get_pause_budget(rt) / 1e9);
}

static own_value set_release_budget(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t nanoseconds = 0;
    if (!is_none(args[0]) && !read_seconds(rt, args[0], &nanoseconds)) {
        return own_nothing;
    }
    gc_set_release_budget(rt, nanoseconds);
    return own_none;
}

static own_value get_release_budget(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    int64_t budget = gc_get_release_budget(rt);
    return budget == 0 ? own_none : float_new(rt, (double)budget / 1e9);
}

static own_value step(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t nanoseconds;
    if (!read_seconds(rt, args[0], &nanoseconds)) {
        return own_nothing;
    }
    uint32_t deferred = release_base_enter(rt);
    bool idle = gc_step(rt, nanoseconds);
    release_base_leave(rt, deferred);
    return own_bool(idle);
}

// What CPython's get_stats() has no place for: objects looked at, seconds, the longest step, by generation; and the
// pauses of the whole runtime, in powers of two of a microsecond.
static own_value generation_pauses(struct ouro *rt, struct gc_statistics const *s)
{
    own_value dict = dict_new(rt);
    if (failed(dict) || !dict_put(rt, lend(dict), "candidates", int_from_uint64(rt, s->candidates)) ||
        !dict_put(rt, lend(dict), "duration", float_new(rt, (double)s->total / 1e9)) ||
        !dict_put(rt, lend(dict), "longest", float_new(rt, (double)s->longest / 1e9))) {
        release(rt, dict);
        return own_nothing;
    }
    return dict;
}

static own_value get_pause_stats(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    struct gc_pauses pauses = *gc_get_pauses(rt);
    own_value dict = dict_new(rt), generations = list_new(rt, GC_GENERATIONS),
              histogram = list_new(rt, GC_PAUSE_BUCKETS);
    bool good = !failed(dict) && !failed(generations) && !failed(histogram);
    for (int i = 0; good && i < GC_GENERATIONS; i++) {
        own_value one = generation_pauses(rt, gc_get_statistics(rt, i));
        good = !failed(one) && list_append(rt, as_list(lend(generations)), one);
    }
    for (int i = 0; good && i < GC_PAUSE_BUCKETS; i++) {
        own_value n = int_from_uint64(rt, pauses.histogram[i]);
        good = !failed(n) && list_append(rt, as_list(lend(histogram)), n);
    }
    good = good && dict_put(rt, lend(dict), "pauses", int_from_uint64(rt, pauses.count)) &&
           dict_put(rt, lend(dict), "duration", float_new(rt, (double)pauses.total / 1e9)) &&
           dict_put(rt, lend(dict), "longest", float_new(rt, (double)pauses.longest / 1e9)) &&
           dict_put(rt, lend(dict), "longest_slice", float_new(rt, (double)pauses.longest_slice / 1e9)) &&
           dict_put(rt, lend(dict), "histogram", give(histogram)) &&
           dict_put(rt, lend(dict), "generations", give(generations));
    release(rt, histogram);
    release(rt, generations);
    if (!good) {
        release(rt, dict);
        return own_nothing;
    }
    return dict;
}

static struct native_definition const functions[] = {
    {"collect", collect, 0, -1, NATIVE_KEYWORDS,
     "Run the garbage collector; returns the number of unreachable objects."},
    {"enable", enable, 0, 0, 0, "Enable automatic garbage collection."},
    {"disable", disable, 0, 0, 0, "Disable automatic garbage collection."},
    {"isenabled", is_enabled, 0, 0, 0, "Returns true if automatic garbage collection is enabled."},
    {"set_debug", set_debug, 1, 1, 0, "Set the garbage collection debugging flags."},
    {"get_debug", get_debug, 0, 0, 0, "Get the garbage collection debugging flags."},
    {"set_threshold", set_threshold, 1, 3, 0, "Set the collection thresholds."},
    {"get_threshold", get_threshold, 0, 0, 0, "Return the current collection thresholds."},
    {"get_count", get_count, 0, 0, 0, "Return the current collection counts."},
    {"get_stats", get_stats, 0, 0, 0, "Return a list of dictionaries containing per-generation statistics."},
    {"set_pause_budget", set_pause_budget, 1, 1, 0,
     "Set the seconds that one automatic step of the collector may take."},
    {"get_pause_budget", get_pause_budget, 0, 0, 0, "Return the seconds that one automatic step may take."},
    {"set_release_budget", set_release_budget, 1, 1, 0,
     "Set the seconds that one step of releasing a large structure may take; None: no limit."},
    {"get_release_budget", get_release_budget, 0, 0, 0,
     "Return the seconds that one step of releasing may take, or None."},
    {"step", step, 1, 1, 0, "Collect for about so many seconds; returns true when nothing is left to do."},
    {"get_pause_stats", get_pause_stats, 0, 0, 0,
     "Return the number, the durations and a histogram of the collector's pauses."},
    {"get_objects", get_objects, 0, -1, NATIVE_KEYWORDS, "Return a list of objects tracked by the collector."},
    {"get_referrers", get_referrers, 0, -1, 0, "Return the list of objects that directly refer to any of objs."},
    {"get_referents", get_referents, 0, -1, 0, "Return the list of objects directly referred to by any of objs."},
    {"is_tracked", is_tracked, 1, 1, 0, "Returns true if the object is tracked by the garbage collector."},
    {"is_finalized", is_finalized, 1, 1, 0, "Returns true if the object has been already finalized by the GC."},
    {"freeze", freeze, 0, 0, 0, "Freeze all current tracked objects and ignore them for future collections."},
    {"unfreeze", unfreeze, 0, 0, 0, "Unfreeze all objects in the permanent generation."},
    {"get_freeze_count", get_freeze_count, 0, 0, 0, "Return the number of objects in the permanent generation."},
    {0},
};

// The collector's hooks
// -----------------------------------------------------------------------------------------------------

static own_value event_info(struct ouro *rt, int generation, int64_t collected, int64_t uncollectable)
{
    own_value info = dict_new(rt);
    if (failed(info) || !dict_put(rt, lend(info), "generation", own_small_int(generation)) ||
        !dict_put(rt, lend(info), "collected", own_small_int(collected)) ||
        !dict_put(rt, lend(info), "uncollectable", own_small_int(uncollectable))) {
        release(rt, info);
        return own_nothing;
    }
    return info;
}

// Calls each of gc.callbacks with the phase and the numbers. The list may change while it is called.
static void collection_event(struct ouro *rt, bool stop, int generation, int64_t collected, int64_t uncollectable,
                             int64_t candidates, double seconds)
{
    (void)candidates, (void)seconds; // CPython 3.11 does not tell them
    ref_value held = rt->library == NULL ? ref_nothing : slot_get(rt->library->gc_callbacks);
    if (is_nothing(held) || as_list(held)->length == 0 || error_pending(rt)) {
        return; // nobody listens, or the runtime is being closed
    }
    struct list *callbacks = as_list(held);
    own_value info = event_info(rt, generation, collected, uncollectable);
    own_value phase = failed(info) ? own_nothing : str_from(rt, stop ? "stop" : "start");
    if (failed(phase)) {
        error_unraisable(rt, ref_none);
    }
    for (uint64_t i = 0; !failed(phase) && i < callbacks->length; i++) {
        own_value callback = retain(slot_get(callbacks->items[i]));
        ref_value args[] = {lend(phase), lend(info)};
        own_value result = operation_call(rt, lend(callback), args, 2, ref_nothing);
        if (failed(result)) {
            error_unraisable(rt, lend(callback));
        }
        release(rt, result);
        release(rt, callback);
    }
    release(rt, phase);
    release(rt, info);
}

static bool collect_garbage(struct ouro *rt, ref_value object)
{
    ref_value garbage = rt->library == NULL ? ref_nothing : slot_get(rt->library->gc_garbage);
    if (is_nothing(garbage)) {
        return true; // the runtime is being closed: there is no list any more
    }
    bool done = list_append(rt, as_list(garbage), retain(object));
    if (!done) {
        error_clear(rt);
    }
    return done;
}

static void debug_line(struct ouro *rt, char const *line)
{
    service_write_error(rt, line);
    service_write_error(rt, "\n");
}

void gc_module_install_hooks(struct ouro *rt)
{
    rt->hooks.collection_event = collection_event;
    rt->hooks.collect_garbage = collect_garbage;
    rt->hooks.debug_line = debug_line;
}

own_value gc_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "gc", NULL, functions);
    static struct {
        char const *name;
        int64_t value;
    } const constants[] = {
        {"DEBUG_STATS", GC_DEBUG_STATS},
        {"DEBUG_COLLECTABLE", GC_DEBUG_COLLECTABLE},
        {"DEBUG_UNCOLLECTABLE", GC_DEBUG_UNCOLLECTABLE},
        {"DEBUG_SAVEALL", GC_DEBUG_SAVEALL},
        {"DEBUG_LEAK", GC_DEBUG_LEAK},
    };
    bool done = !failed(module) &&
                module_set(rt, lend(module), "callbacks", retain(slot_get(rt->library->gc_callbacks))) &&
                module_set(rt, lend(module), "garbage", retain(slot_get(rt->library->gc_garbage)));
    for (size_t i = 0; done && i < sizeof constants / sizeof *constants; i++) {
        done = module_set(rt, lend(module), constants[i].name, own_small_int(constants[i].value));
    }
    if (!done) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}
