// SPDX-License-Identifier: MIT
// Safepoints when an interrupt or a limit asks for attention: what it means is told in core/poll.h.
#include "core/poll.h"
#include "vm/internal.h"

#include <stdio.h>

static char const *seconds_text(double seconds, char out[32])
{
    if (seconds < 1) {
        snprintf(out, 32, "%.3g ms", seconds * 1e3);
    } else {
        snprintf(out, 32, "%.6g s", seconds);
    }
    return out;
}

static void raise_limit(struct ouro *rt)
{
    char number[32];
    switch ((enum limit_kind)rt->limits.reached) {
    case LIMIT_STEPS:
        error_raise(rt, TYPE_LIMIT_ERROR, "limit of %llu steps reached", (unsigned long long)rt->limits.step_limit);
        break;
    case LIMIT_TIME:
        error_raise(rt, TYPE_LIMIT_ERROR, "time limit of %s reached", seconds_text(rt->limits.time_limit, number));
        break;
    case LIMIT_STOP:
    case LIMIT_NONE:
        error_raise(rt, TYPE_LIMIT_ERROR, "stopped by the host");
        break;
    }
}

// Which limit is reached after `steps` more steps. Lowers POLL_LIMIT.
static enum limit_kind reached(struct ouro *rt, uint64_t steps)
{
    struct limits *limits = &rt->limits;
    // First the bit, then the look: a request that comes in between raises the bit again.
    __atomic_fetch_and(&rt->poll, ~(uint32_t)POLL_LIMIT, __ATOMIC_ACQ_REL);
    uint32_t requests = __atomic_load_n(&limits->requests, __ATOMIC_RELAXED);
    if (requests & REQUEST_STOP) {
        return LIMIT_STOP;
    }
    if (requests & REQUEST_TIME) {
        return LIMIT_TIME;
    }
    if (limits->counting && limits->steps_left <= steps) {
        return LIMIT_STEPS;
    }
    limits->steps_left -= limits->counting ? steps : 0;
    return LIMIT_NONE;
}

// Steps for the large blocks taken since the last look.
static uint64_t large_steps(struct ouro *rt)
{
    uint64_t steps = (rt->heap.large_taken - rt->limits.large_seen) / LIMIT_STEP_BYTES;
    rt->limits.large_seen += steps * LIMIT_STEP_BYTES;
    rt->heap.large_poll = rt->limits.counting ? rt->limits.large_seen + LIMIT_STEP_BYTES : UINT64_MAX;
    return steps;
}

static bool check(struct ouro *rt, uint64_t steps)
{
    struct limits *limits = &rt->limits;
    if (runtime_poll(rt) & POLL_INTERRUPT && !limits->unwinding) {
        runtime_lower(rt, POLL_INTERRUPT);
        error_raise_value(rt, TYPE_KEYBOARD_INTERRUPT, ref_nothing);
        return false;
    }
    if (!limits->counting && !(runtime_poll(rt) & POLL_LIMIT)) {
        return true;
    }
    if (limits->reached == LIMIT_NONE) {
        enum limit_kind kind = reached(rt, steps);
        if (kind == LIMIT_NONE) {
            return true;
        }
        limits->reached = (uint8_t)kind;
        limits->grace_left = LIMIT_GRACE_STEPS;
        limits->raise_again = true;
        runtime_raise(rt, POLL_LIMIT); // to stay
    } else if (!limits->unwinding) {
        uint32_t requests = __atomic_load_n(&limits->requests, __ATOMIC_RELAXED);
        limits->unwinding = limits->grace_left <= steps || requests & REQUEST_GRACE_OVER;
        limits->grace_left -= limits->unwinding ? 0 : steps;
        if (!limits->unwinding && !limits->raise_again) {
            return true;
        }
    }
    limits->raise_again = false;
    raise_limit(rt);
    return false;
}

bool limits_check(struct ouro *rt, uint64_t steps)
{
    uint64_t passed = limits_passed(rt);
    bool goes_on = check(rt, passed + steps + large_steps(rt));
    limits_countdown(rt);
    return goes_on;
}
