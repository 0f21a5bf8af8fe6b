// SPDX-License-Identifier: MIT
// ouro.h: runtimes made and ended, programs run.
#include "api/state.h"
#include "gc/gc.h"
#include "gc/verify.h"
#include "lib/library.h"
#include "object/error.h"
#include "object/state.h"
#include "os/memory.h"
#include "os/stack.h"
#include "ouro.h"
#include "vm/vm.h"

#include <stdlib.h>

// C stack that is kept back below the limit: what a native needs at most before the next check.
#define STACK_RESERVE ((size_t)192 * 1024)

char const *ouro_version(void)
{
    return OURO_VERSION;
}

static void set_stack_limit(struct ouro *rt)
{
    struct os_stack stack;
    if (os_stack_bounds(&stack)) {
        size_t size = stack.high - stack.low;
        rt->stack_limit = stack.low + (size > 2 * STACK_RESERVE ? STACK_RESERVE : size / 2);
    }
}

void api_use_thread(struct ouro *rt)
{
    uintptr_t thread = os_thread_identity();
    if (OURO_UNLIKELY(thread != rt->api->thread)) {
        rt->api->thread = thread;
        set_stack_limit(rt);
    }
}

static bool open_floors(struct ouro *rt)
{
    if (!gc_open(rt)) {
        return false;
    }
    if (objects_open(rt)) {
        if (vm_open(rt)) {
            if (library_open(rt)) {
                return true;
            }
            vm_close(rt);
        }
        objects_close(rt);
    }
    gc_close(rt);
    return false;
}

// The heap's way to the host's allocator.
static void *ask_allocator(void *to, void *memory, size_t old_bytes, size_t bytes, size_t alignment)
{
    struct api_state *api = to;
    api->quiet++;
    void *result = api->allocator(api->allocator_user, memory, old_bytes, bytes, alignment);
    api->quiet--;
    return result;
}

// What is there before the heap: it comes from the host as well, if that has an allocator. Whole cache lines, so that
// runtimes of two threads share none.
#define CACHE_LINE 64
struct whole {
    _Alignas(CACHE_LINE) struct ouro runtime;
    struct api_state api;
};

static struct ouro *new_runtime(ouro_config const *config)
{
    ouro_allocator *allocator = config->allocator;
    void *user = config->allocator_user;
    size_t bytes = os_page_round(sizeof(struct whole));
    struct whole *whole =
        allocator == NULL ? aligned_alloc(CACHE_LINE, sizeof *whole) : allocator(user, NULL, 0, bytes, OS_PAGE_BYTES);
    if (whole == NULL) {
        return NULL;
    }
    memset(whole, 0, sizeof *whole);
    whole->api.allocator = allocator;
    whole->api.allocator_user = user;
    if (!runtime_open(&whole->runtime, config->memory_limit)) {
        if (allocator != NULL) {
            (void)allocator(user, whole, bytes, 0, OS_PAGE_BYTES);
        } else {
            free(whole);
        }
        return NULL;
    }
    whole->runtime.api = &whole->api;
    if (allocator != NULL) {
        heap_set_source(&whole->runtime.heap, ask_allocator, &whole->api);
    }
    return &whole->runtime;
}

// The end of what new_runtime made.
static void free_runtime(struct ouro *rt)
{
    struct whole *whole = (struct whole *)rt;
    ouro_allocator *allocator = whole->api.allocator;
    runtime_close(rt);
    if (allocator != NULL) {
        (void)allocator(whole->api.allocator_user, whole, os_page_round(sizeof *whole), 0, OS_PAGE_BYTES);
    } else {
        free(whole);
    }
}

ouro *ouro_open(ouro_config const *given)
{
    return api_open(given, 0, false);
}

ouro *api_open(ouro_config const *given, uint64_t fail_at, bool fail_later_too)
{
    ouro_config config = {0};
    if (given != NULL) {
        memcpy(&config, given, given->size < sizeof config ? given->size : sizeof config);
    }
    struct ouro *rt = new_runtime(&config);
    if (rt == NULL) {
        return NULL;
    }
    heap_fail(&rt->heap, fail_at, fail_later_too);
    rt->allowed = ((config.allow_files ? ALLOW_FILES : 0u) | (config.allow_environment ? ALLOW_ENVIRONMENT : 0u) |
                   (config.allow_import ? ALLOW_IMPORT : 0u));
    api_use_thread(rt);
    handles_open(rt);
    if (!open_floors(rt)) {
        free_runtime(rt);
        return NULL;
    }
    if (config.pause_budget > 0) {
        gc_set_pause_budget(rt, config.pause_budget < 1e6 ? (int64_t)(config.pause_budget * 1e9) : INT64_MAX / 8);
    }
    if (config.release_budget > 0) {
        gc_set_release_budget(rt, config.release_budget < 1e6 ? (int64_t)(config.release_budget * 1e9) : 0);
    }
    bool ready = library_set_arguments(rt, config.argument_count, config.arguments);
    ouro_set_step_limit(rt, ready ? config.step_limit : 0);
    if (!ready || !ouro_set_time_limit(rt, config.time_limit)) {
        error_clear(rt);
        ouro_close(rt);
        return NULL;
    }
    return rt;
}

// Nothing may end while functions of the host are to return into it. Where an exception may be raised, one is.
static bool may_end(struct ouro *rt)
{
    if (rt->api->callbacks == 0 && rt->api->quiet == 0) {
        return true;
    }
    if (rt->api->quiet == 0 && !error_pending(rt)) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "the runtime cannot be closed from a function that it has called");
    }
    return false;
}

int ouro_run(ouro *rt, char const *source, size_t size, char const *filename)
{
    if (rt->api->quiet > 0) {
        return 1;
    }
    api_use_thread(rt);
    error_clear(rt);
    if (rt->api->finished) {
        return 1;
    }
    if (library_run_main(rt, source, size, filename)) {
        return library_flush(rt);
    }
    return library_handle_exit(rt);
}

bool api_finish(struct ouro *rt, bool may_drop)
{
    if (!may_end(rt)) {
        return false;
    }
    if (!rt->api->finished) {
        api_use_thread(rt);
        error_clear(rt);
        library_finish(rt, may_drop && rt->api->classes == NULL);
        rt->api->finished = true;
    }
    return true;
}

bool ouro_finish(ouro *rt)
{
    return api_finish(rt, false);
}

#if OURO_CHECK
// Status of a process whose runtime did not end with zero objects.
#define STATUS_LEFT_OVER 70
#define LEFT_OVER_SHOWN 20

struct left_over {
    struct ouro *rt;
    unsigned shown;
};

static bool report_left_over(void *to, struct object *o, uint64_t outside, struct object *holder)
{
    struct left_over *report = to;
    fprintf(stderr, "ouro: left over at the end: %s object at %p, count %u", row_of(report->rt, o)->name, (void *)o,
            o->count);
    if (outside > 0) {
        fprintf(stderr, ", %llu of them held from outside the heap\n", (unsigned long long)outside);
    } else if (holder != NULL) {
        fprintf(stderr, ", held by a %s at %p\n", row_of(report->rt, holder)->name, (void *)holder);
    } else {
        fputc('\n', stderr);
    }
    return ++report->shown < LEFT_OVER_SHOWN;
}

// Check builds end with nothing but immortals, and with a heap that the verifier finds in order.
static void check_end(struct ouro *rt)
{
    struct left_over report = {.rt = rt};
    size_t count = gc_zero_check(rt, report_left_over, &report);
    if (count == SIZE_MAX) {
        fputs("ouro: no memory to look for what is left over\n", stderr);
    } else if (count > 0) {
        fprintf(stderr, "ouro: %zu objects left over at the end\n", count);
        exit(STATUS_LEFT_OVER);
    }
    heap_verify_must(rt, VERIFY_EXACT);
}
#endif

bool ouro_close(ouro *rt)
{
    if (rt == NULL) {
        return true;
    }
    if (!api_finish(rt, true)) {
        return false;
    }
    struct api_state *api = rt->api;
    os_timer_stop(api->timer);
    api->timer = NULL;
    if (rt->library->dropped) {
        free_runtime(rt);
        return true;
    }
    api_use_thread(rt);
    error_clear(rt);
    handles_drop(rt);
    host_classes_drop(rt);
    library_close(rt);
    host_classes_close(rt);
    handles_close(rt);
    vm_close(rt);
    objects_close(rt);
#if OURO_CHECK
    check_end(rt);
#endif
    gc_close(rt);
    free_runtime(rt);
    return true;
}
