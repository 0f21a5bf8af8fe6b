// SPDX-License-Identifier: MIT
// ouro.h: runtimes made and ended, programs run.
#include "api/state.h"
#include "gc/gc.h"
#include "gc/verify.h"
#include "lib/library.h"
#include "object/error.h"
#include "object/state.h"
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
    struct ouro *rt = calloc(1, sizeof *rt);
    struct api_state *api = calloc(1, sizeof *api);
    if (rt == NULL || api == NULL || !runtime_open(rt, config.memory_limit)) {
        free(rt);
        free(api);
        return NULL;
    }
    heap_fail(&rt->heap, fail_at, fail_later_too);
    rt->api = api;
    rt->allowed = ((config.allow_files ? ALLOW_FILES : 0u) | (config.allow_environment ? ALLOW_ENVIRONMENT : 0u) |
                   (config.allow_import ? ALLOW_IMPORT : 0u));
    api_use_thread(rt);
    handles_open(rt);
    if (!open_floors(rt)) {
        runtime_close(rt);
        free(api);
        free(rt);
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

int ouro_run(ouro *rt, char const *source, size_t size, char const *filename)
{
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

void api_finish(struct ouro *rt, bool may_drop)
{
    if (!rt->api->finished) {
        api_use_thread(rt);
        error_clear(rt);
        library_finish(rt, may_drop && rt->api->classes == NULL);
        rt->api->finished = true;
    }
}

void ouro_finish(ouro *rt)
{
    api_finish(rt, false);
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

void ouro_close(ouro *rt)
{
    if (rt == NULL) {
        return;
    }
    api_finish(rt, true);
    struct api_state *api = rt->api;
    os_timer_stop(api->timer);
    api->timer = NULL;
    if (rt->library->dropped) {
        runtime_close(rt);
        free(api);
        free(rt);
        return;
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
    runtime_close(rt);
    free(api);
    free(rt);
}
