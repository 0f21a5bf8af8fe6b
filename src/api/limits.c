// SPDX-License-Identifier: MIT
// ouro.h: limits, interrupts and stops.
#include "api/state.h"
#include "core/poll.h"
#include "ouro.h"

_Static_assert((int)OURO_LIMIT_STEPS == (int)LIMIT_STEPS && (int)OURO_LIMIT_TIME == (int)LIMIT_TIME &&
                   (int)OURO_LIMIT_STOP == (int)LIMIT_STOP,
               "the public numbers are the inner ones");

// Nanoseconds.
#define GRACE_LEAST INT64_C(50000000)
#define LONGEST 1e17 // three years

void ouro_set_memory_limit(ouro *rt, size_t bytes)
{
    runtime_set_memory_limit(rt, bytes);
}

void ouro_set_step_limit(ouro *rt, uint64_t steps)
{
    limits_set_steps(rt, steps);
}

// On the timer's thread.
static void time_over(void *to, int nth)
{
    limits_request(to, nth == 1 ? REQUEST_TIME : REQUEST_GRACE_OVER);
}

int ouro_set_time_limit(ouro *rt, double seconds)
{
    struct api_state *api = rt->api;
    os_timer_stop(api->timer);
    api->timer = NULL;
    limits_forget_time(rt);
    if (seconds == 0) {
        return 1;
    }
    if (!(seconds > 0)) {
        return 0;
    }
    double wait = seconds * 1e9;
    int64_t nanoseconds = wait < LONGEST ? (int64_t)wait : (int64_t)LONGEST;
    int64_t grace = nanoseconds / 10 > GRACE_LEAST ? nanoseconds / 10 : GRACE_LEAST;
    rt->limits.time_limit = seconds;
    api->timer = os_timer_start(nanoseconds, grace, time_over, rt);
    return api->timer != NULL;
}

ouro_limit ouro_limit_reached(ouro *rt)
{
    return (ouro_limit)rt->limits.reached;
}

void ouro_interrupt(ouro *rt)
{
    runtime_request(rt, POLL_INTERRUPT);
}

void ouro_stop(ouro *rt)
{
    limits_request(rt, REQUEST_STOP);
}

void ouro_allow_again(ouro *rt)
{
    limits_forget_stop(rt);
}
