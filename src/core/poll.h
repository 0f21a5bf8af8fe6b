// SPDX-License-Identifier: MIT
// Limits of steps and time, stops and interrupts: what is asked for, what has been reached, and the look at it from
// long native work.
//
// A *step* is one safepoint passed (a back edge, a call, a return), POLL_NATIVE_UNITS units of native work, or a
// megabyte of blocks above HEAP_SMALL_BYTES that the program took; a unit is about one element or machine word worked
// on. Safepoints count down to the next look at the safepoint word in any case (heap.h, heap_countdown), so that a
// limit of steps costs nothing: it only makes the last countdown end where the limit is.
//
// When a limit is reached, POLL_LIMIT stays up and LimitError is raised, once; the program may clean up for
// LIMIT_GRACE_STEPS more steps (or until the timer says that its grace is over). From then on the runtime is
// *unwinding*: every safepoint raises again, and no handler (except, finally, with) is entered. So a program ends,
// whatever it catches.
#ifndef OURO_CORE_POLL_H
#define OURO_CORE_POLL_H

#include <stdatomic.h>

#include "core/runtime.h"

// Units of native work between two looks at the safepoint word: well under a millisecond.
#define POLL_NATIVE_UNITS OURO_TUNE(UINT64_C(1) << 16, UINT64_C(64))
#define LIMIT_GRACE_STEPS OURO_TUNE(UINT64_C(100000), UINT64_C(20000))

// Units that printing a LimitError takes at most (limits.last_words): some ten milliseconds. No Python runs in it.
#define LIMIT_LAST_WORDS (UINT64_C(1) << 22)
// Large blocks taken are native work, too: bytes for one step.
#define LIMIT_STEP_BYTES (UINT64_C(1) << 20)

// Safepoints between two looks at the safepoint word: some microseconds.
#define LIMIT_COUNTDOWN OURO_TUNE(512, 8)

// Safepoints passed since the last call of this or of limits_countdown.
uint64_t limits_passed(struct ouro *rt);
// Begins a countdown to the next look; takes those passed off the steps left.
void limits_countdown(struct ouro *rt);

// Asks for attention within LIMIT_COUNTDOWN safepoints; any thread may, at any time.
void limits_request(struct ouro *rt, enum limit_request request);
// Steps from now on, 0: no limit. Forgets what was reached: the runtime is usable again.
void limits_set_steps(struct ouro *rt, uint64_t steps);
// Forget the time limit, or a stop: requests, and that it was reached.
void limits_forget_time(struct ouro *rt);
void limits_forget_stop(struct ouro *rt);

OURO_COLD OURO_MUST_USE bool poll_native_slow(struct ouro *rt);

// To be called by every native loop whose length a program chooses, with the units of work that lie between two calls.
// It looks for interrupts and limits alone: no collection and no release happens here (a native is no safepoint).
// false: an exception is pending, and the work is to be given up.
OURO_INLINE OURO_MUST_USE bool poll_native(struct ouro *rt, uint64_t units)
{
    rt->limits.native_work += units;
    return OURO_LIKELY(rt->limits.native_work < POLL_NATIVE_UNITS) || poll_native_slow(rt);
}

#endif
