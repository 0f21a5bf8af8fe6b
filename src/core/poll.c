// SPDX-License-Identifier: MIT
// Requests from other threads, and the rare part of the look at them. What raises is floor 6 (vm/limits.c).
#include "core/poll.h"

void limits_request(struct ouro *rt, enum limit_request request)
{
    __atomic_fetch_or(&rt->limits.requests, (uint32_t)request, __ATOMIC_RELAXED);
    // Seen together with the request by a thread that acquires the word.
    __atomic_fetch_or(&rt->poll, POLL_LIMIT, __ATOMIC_RELEASE);
}

uint64_t limits_passed(struct ouro *rt)
{
    struct heap_countdown *countdown = &rt->heap.countdown;
    uint64_t passed =
        countdown->left < 0 ? (uint64_t)countdown->from + 1 : (uint64_t)(countdown->from - countdown->left);
    *countdown = (struct heap_countdown){0, 0};
    return passed;
}

void limits_countdown(struct ouro *rt)
{
    struct limits *limits = &rt->limits;
    uint64_t passed = limits_passed(rt);
    int32_t most = runtime_poll(rt) != 0 ? 0 : LIMIT_COUNTDOWN;
    if (limits->counting) {
        limits->steps_left -= passed < limits->steps_left ? passed : limits->steps_left;
        // The safepoint that takes the last step looks.
        if (limits->steps_left <= (uint64_t)most) {
            most = limits->steps_left == 0 ? 0 : (int32_t)limits->steps_left - 1;
        }
    }
    rt->heap.countdown = (struct heap_countdown){most, most};
}

static void forget(struct limits *limits)
{
    limits->reached = LIMIT_NONE;
    limits->unwinding = false;
    limits->raise_again = false;
}

void limits_set_steps(struct ouro *rt, uint64_t steps)
{
    struct limits *limits = &rt->limits;
    if (limits->reached == LIMIT_STEPS) {
        forget(limits);
    }
    limits->step_limit = steps;
    limits->steps_left = steps;
    limits->large_seen = rt->heap.large_taken;
    limits->counting = steps != 0;
    rt->heap.large_poll = limits->counting ? limits->large_seen + LIMIT_STEP_BYTES : UINT64_MAX;
    (void)limits_passed(rt); // they are no part of these steps
    limits_countdown(rt);
}

static void forget_requests(struct ouro *rt, uint32_t requests, enum limit_kind kind)
{
    __atomic_fetch_and(&rt->limits.requests, ~requests, __ATOMIC_RELAXED);
    if (rt->limits.reached == kind) {
        forget(&rt->limits);
    }
}

void limits_forget_time(struct ouro *rt)
{
    forget_requests(rt, REQUEST_TIME | REQUEST_GRACE_OVER, LIMIT_TIME);
}

void limits_forget_stop(struct ouro *rt)
{
    forget_requests(rt, REQUEST_STOP, LIMIT_STOP);
}

bool poll_native_slow(struct ouro *rt)
{
    uint64_t steps = rt->limits.native_work / POLL_NATIVE_UNITS;
    rt->limits.native_work %= POLL_NATIVE_UNITS;
    if (OURO_UNLIKELY(rt->limits.last_words > 0)) {
        uint64_t units = steps * POLL_NATIVE_UNITS;
        rt->limits.last_words -= units < rt->limits.last_words ? units : rt->limits.last_words;
        return true;
    }
    bool looks = rt->limits.counting || (runtime_poll(rt) & (POLL_INTERRUPT | POLL_LIMIT)) != 0;
    if (OURO_LIKELY(!looks) || rt->hooks.limits_check == NULL) {
        return true;
    }
    return rt->hooks.limits_check(rt, steps);
}
