// SPDX-License-Identifier: MIT
// ouro.h: handles, and what every function of the interface does first and last.
#include "api/state.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/str.h"
#include "vm/vm.h"

#include <string.h>

// Handles -------------------------------------------------------------------------------------------------------------

void handles_open(struct ouro *rt)
{
    handle_lend(rt, &rt->api->none, ref_none);
    handle_lend(rt, &rt->api->yes, ref_true);
    handle_lend(rt, &rt->api->no, ref_false);
}

static struct ouro_handle *free_handle(struct ouro *rt)
{
    struct api_state *api = rt->api;
    if (api->free == NULL) {
        struct handle_chunk *chunk = heap_raw_allocate_zeroed(&rt->heap, sizeof *chunk);
        if (chunk == NULL) {
            return NULL;
        }
        chunk->next = api->chunks;
        api->chunks = chunk;
        for (int i = HANDLE_CHUNK; i-- > 0;) {
            chunk->handles[i].runtime = rt;
            chunk->handles[i].older = api->free;
            api->free = &chunk->handles[i];
        }
    }
    struct ouro_handle *handle = api->free;
    api->free = handle->older;
    return handle;
}

ouro_value handle_new(struct ouro *rt, own_value v)
{
    if (failed(v)) {
        return NULL;
    }
    struct ouro_handle *handle = free_handle(rt);
    if (handle == NULL) {
        release(rt, v);
        (void)error_no_memory(rt);
        return NULL;
    }
    struct api_state *api = rt->api;
    handle_enter(rt, &handle->cell, v);
    handle->older = api->newest;
    handle->newer = NULL;
    if (api->newest != NULL) {
        api->newest->newer = handle;
    }
    api->newest = handle;
    handle->serial = ++api->serial;
    handle->state = HANDLE_OWN;
    api->handle_count++;
    return handle;
}

own_value handle_take(struct ouro *rt, ouro_value handle)
{
    struct api_state *api = rt->api;
    if (handle->state != HANDLE_OWN) {
        return retain(value_in(handle));
    }
    own_value v = handle_leave(rt, &handle->cell);
    *(handle->newer != NULL ? &handle->newer->older : &api->newest) = handle->older;
    if (handle->older != NULL) {
        handle->older->newer = handle->newer;
    }
    handle->cell.value = own_nothing;
    handle->state = HANDLE_FREE;
    handle->older = api->free;
    api->free = handle;
    api->handle_count--;
    return v;
}

void handles_drop(struct ouro *rt)
{
    struct api_state *api = rt->api;
    while (api->newest != NULL) {
        release(rt, handle_take(rt, api->newest));
    }
    for (int i = 0; i < TEXT_COUNT; i++) {
        if (api->texts[i].value.bits != 0) {
            release(rt, handle_leave(rt, &api->texts[i]));
            api->texts[i].value = own_nothing;
        }
    }
}

void handles_close(struct ouro *rt)
{
    struct api_state *api = rt->api;
    while (api->chunks != NULL) {
        struct handle_chunk *chunk = api->chunks;
        api->chunks = chunk->next;
        heap_raw_free(&rt->heap, chunk, sizeof *chunk);
    }
    api->free = NULL;
}

void ouro_release(ouro *rt, ouro_value value)
{
    if (handle_is_good(rt, value) && value->state == HANDLE_OWN && rt->api->quiet == 0) {
        api_use_thread(rt); // a finalizer may run
        release(rt, handle_take(rt, value));
    }
}

ouro_value ouro_retain(ouro *rt, ouro_value value)
{
    return api_enter_with(rt, value) ? api_leave_with(rt, retain(value_in(value))) : NULL;
}

uint64_t ouro_scope_begin(ouro *rt)
{
    return rt->api->serial;
}

ouro_value ouro_scope_end(ouro *rt, uint64_t scope, ouro_value keep)
{
    struct api_state *api = rt->api;
    if (api->quiet > 0) {
        return keep;
    }
    api_use_thread(rt);
    // A finalizer that runs meanwhile may make handles of its own: look at the newest again each time.
    uint64_t last = api->serial;
    struct ouro_handle *handle = api->newest;
    while (handle != NULL && handle->serial > scope) {
        if (handle == keep || handle->serial > last) {
            handle = handle->older;
            continue;
        }
        release(rt, handle_take(rt, handle));
        handle = api->newest;
    }
    return keep;
}

size_t ouro_handle_count(ouro *rt)
{
    return rt->api->handle_count;
}

ouro_value ouro_none(ouro *rt)
{
    return &rt->api->none;
}

ouro_value ouro_true(ouro *rt)
{
    return &rt->api->yes;
}

ouro_value ouro_false(ouro *rt)
{
    return &rt->api->no;
}

ouro_value ouro_bool(ouro *rt, bool value)
{
    return value ? &rt->api->yes : &rt->api->no;
}

void ouro_set_user(ouro *rt, void *user)
{
    rt->user = user;
}

void *ouro_user(ouro *rt)
{
    return rt->user;
}

// Entering and leaving ------------------------------------------------------------------------------------------------

static bool good(struct ouro *rt, ouro_value value)
{
    if (handle_is_good(rt, value)) {
        return true;
    }
    error_raise(rt, TYPE_SYSTEM_ERROR,
                value == NULL                 ? "a NULL value was given"
                : value->state == HANDLE_FREE ? "a released value was given"
                                              : "a value of another runtime was given");
    return false;
}

bool api_enter(struct ouro *rt)
{
    api_use_thread(rt);
    if (error_pending(rt) || OURO_UNLIKELY(rt->api->quiet > 0)) {
        return false;
    }
    if (OURO_UNLIKELY(rt->api->finished)) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "the runtime was finished");
        return false;
    }
    if (OURO_UNLIKELY(stack_is_low(rt))) {
        error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
        return false;
    }
    release_defer_begin(rt);
    return true;
}

// What was entered is left again when a value is not good.
static bool enter_if(struct ouro *rt, bool is_good)
{
    if (!is_good) {
        release_defer_end(rt);
    }
    return is_good;
}

bool api_enter_with(struct ouro *rt, ouro_value a)
{
    return api_enter(rt) && enter_if(rt, good(rt, a));
}

bool api_enter_running(struct ouro *rt)
{
    // Before releases are put off: this is a safepoint, at which all values of the host are in handles.
    bool looks = rt->limits.counting || runtime_poll(rt) != 0;
    if (OURO_UNLIKELY(looks) && !error_pending(rt) && !rt->api->finished && rt->api->quiet == 0) {
        api_use_thread(rt);
        if (!vm_poll(rt)) {
            return false;
        }
    }
    return api_enter(rt);
}

bool api_enter_running_with(struct ouro *rt, ouro_value a)
{
    return api_enter_running(rt) && enter_if(rt, good(rt, a));
}

bool api_enter_with_2(struct ouro *rt, ouro_value a, ouro_value b)
{
    return api_enter_running(rt) && enter_if(rt, good(rt, a) && good(rt, b));
}

bool api_enter_with_3(struct ouro *rt, ouro_value a, ouro_value b, ouro_value c)
{
    return api_enter_running(rt) && enter_if(rt, good(rt, a) && good(rt, b) && good(rt, c));
}

ouro_value api_leave_with(struct ouro *rt, own_value v)
{
    ouro_value handle = handle_new(rt, v);
    release_defer_end(rt);
    return handle;
}

bool api_values(struct ouro *rt, ouro_value const *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!good(rt, values[i])) {
            return false;
        }
    }
    return true;
}

ref_value *api_arguments(struct ouro *rt, ouro_value const *values, size_t count, ref_value few[8])
{
    ref_value *arguments = few;
    if (count > 8 &&
        (count > UINT32_MAX / 2 || (arguments = heap_raw_allocate(&rt->heap, count * sizeof *arguments)) == NULL)) {
        (void)error_no_memory(rt);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        arguments[i] = value_in(values[i]);
    }
    return arguments;
}

void api_arguments_free(struct ouro *rt, ref_value *arguments, size_t count, ref_value const few[8])
{
    if (arguments != few) {
        heap_raw_free(&rt->heap, arguments, count * sizeof *arguments);
    }
}

own_value api_text(struct ouro *rt, char const *utf8)
{
    return codec_decode_utf8(rt, utf8, strlen(utf8));
}

own_value api_name(struct ouro *rt, char const *utf8)
{
    own_value text = api_text(rt, utf8);
    return failed(text) ? text : str_intern_value(rt, text);
}
