// SPDX-License-Identifier: MIT
// What floor 8 keeps per runtime, and what its files share: handles, entering and leaving.
#ifndef OURO_API_STATE_H
#define OURO_API_STATE_H

#include <stdbool.h>

#include "core/handle.h"
#include "os/timer.h"
#include "ouro.h"

enum handle_state { HANDLE_FREE, HANDLE_OWN, HANDLE_LENT };

// An own handle's cell is in the runtime's list of handles; a lent one's only has the bits of a value that somebody
// else holds.
struct ouro_handle {
    struct own_cell cell;
    struct ouro_handle *older; // among the own ones; free: the next free one
    struct ouro_handle *newer;
    uint64_t serial; // grows with each that is made
    enum handle_state state;
    struct ouro *runtime; // NULL: of no runtime
};

#define HANDLE_CHUNK 32
struct handle_chunk {
    struct handle_chunk *next;
    struct ouro_handle handles[HANDLE_CHUNK];
};

enum api_text { TEXT_TYPE, TEXT_TEXT, TEXT_FILE, TEXT_TRACEBACK, TEXT_COUNT };

struct host_class; // host_type.c

struct api_state {
    bool finished;
    uint32_t callbacks;     // functions of the host that the runtime is in: it cannot be closed from there
    uint32_t quiet;         // those among them that must not call it: what they call fails without an exception
    struct os_timer *timer; // of the time limit, or NULL
    uintptr_t thread;       // the one that the stack limit is of
    struct ouro_handle *newest;
    struct ouro_handle *free;
    struct handle_chunk *chunks; // raw memory
    uint64_t serial;
    size_t handle_count;
    struct ouro_handle none, yes, no;
    struct own_cell texts[TEXT_COUNT]; // of ouro_error_text and the like
    struct host_class *classes;
    ouro_loader *loader;
    void *loader_user;
    ouro_output *output;
    void *output_user;
    ouro_input *input;
    void *input_user;
    ouro_allocator *allocator;
    void *allocator_user;
};

// ouro_open with a planned failure of allocation fail_at (heap_fail; 0: none), for tests.
ouro *api_open(ouro_config const *config, uint64_t fail_at, bool fail_later_too);
// ouro_finish, and what library_finish says of may_drop.
bool api_finish(struct ouro *rt, bool may_drop);
// Sets the stack limit when the runtime has come to another thread.
void api_use_thread(struct ouro *rt);

void handles_open(struct ouro *rt);
// Releases all own handles and texts; handles can still be made.
void handles_drop(struct ouro *rt);
void handles_close(struct ouro *rt);
// Takes v. NULL: an error is pending (v failed, or MemoryError).
ouro_value handle_new(struct ouro *rt, own_value v);
// The reference of an own handle, which is gone afterwards; one more reference to a lent one's value.
own_value handle_take(struct ouro *rt, ouro_value handle);
OURO_INLINE void handle_lend(struct ouro *rt, struct ouro_handle *handle, ref_value v)
{
    handle->cell.value = own_from_bits(ref_bits(v));
    handle->state = HANDLE_LENT;
    handle->runtime = rt;
}
// A handle of this runtime to a value. What was released, or belongs to another runtime, is found as long as its memory
// is there.
OURO_INLINE bool handle_is_good(struct ouro *rt, struct ouro_handle const *handle)
{
    return handle != NULL && handle->state != HANDLE_FREE && handle->runtime == rt;
}
// Around a call of a function of the host that may call the runtime. As in Python code, what is released goes at once.
OURO_MUST_USE OURO_INLINE uint32_t api_callback_begin(struct ouro *rt)
{
    rt->api->callbacks++;
    return release_base_enter(rt);
}
OURO_INLINE void api_callback_end(struct ouro *rt, uint32_t deferred)
{
    if (runtime_poll(rt) != 0) {
        heap_countdown_end(&rt->heap.countdown); // a stop that the host asked for meanwhile comes at the next safepoint
    }
    release_base_leave(rt, deferred);
    rt->api->callbacks--;
}
OURO_INLINE ref_value value_in(ouro_value handle)
{
    return lend(handle->cell.value);
}

// Every function that may fail begins with one of these: false when an error is pending (nothing is to be done then).
// What is released from then on goes at the latest in api_leave. The values that follow must be good handles.
OURO_MUST_USE bool api_enter(struct ouro *rt);
OURO_MUST_USE bool api_enter_with(struct ouro *rt, ouro_value a);
// The same for functions that run Python: interrupts and limits are looked at.
OURO_MUST_USE bool api_enter_running(struct ouro *rt);
OURO_MUST_USE bool api_enter_running_with(struct ouro *rt, ouro_value a);
OURO_MUST_USE bool api_enter_with_2(struct ouro *rt, ouro_value a, ouro_value b);
OURO_MUST_USE bool api_enter_with_3(struct ouro *rt, ouro_value a, ouro_value b, ouro_value c);
OURO_INLINE void api_leave(struct ouro *rt)
{
    release_defer_end(rt);
}
// Leaves with a handle to v, which is taken.
ouro_value api_leave_with(struct ouro *rt, own_value v);
// Are they all good? false: an error is pending.
OURO_MUST_USE bool api_values(struct ouro *rt, ouro_value const *values, size_t count);
// Their values, in raw memory of `count` words (or *few, when 8 will do). NULL: MemoryError.
ref_value *api_arguments(struct ouro *rt, ouro_value const *values, size_t count, ref_value few[8]);
void api_arguments_free(struct ouro *rt, ref_value *arguments, size_t count, ref_value const few[8]);

// UTF-8 of the host as a str. ValueError (UnicodeDecodeError) when it is none.
own_value api_text(struct ouro *rt, char const *utf8);
own_value api_name(struct ouro *rt, char const *utf8); // interned

// A function of the host. class: of a method, whose arguments[0] is an instance of it and not counted; else NULL.
own_value host_function_new(struct ouro *rt, ouro_definition const *definition, void *user, ref_value module,
                            struct host_class *class);
// false: TypeError pending, in words of the method's name.
OURO_MUST_USE bool host_check_self(struct ouro *rt, struct host_class *class, ref_value self, ref_value name);
// Lets the classes go, then what is known of them, when no instance can be left.
void host_classes_drop(struct ouro *rt);
void host_classes_close(struct ouro *rt);

#endif
