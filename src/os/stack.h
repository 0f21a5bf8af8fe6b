// SPDX-License-Identifier: MIT
// Where the C stack of the calling thread ends, so that recursion can stop before it. The stack grows downwards.
#ifndef OURO_OS_STACK_H
#define OURO_OS_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/assert.h"

struct os_stack {
    uintptr_t low;  // first byte that may be used (above guard pages)
    uintptr_t high; // one past the last byte
};

// Bounds of the calling thread's stack; false: unknown (low and high are 0). The main thread's low end is where the
// system's limit (ulimit -s) puts it, at most 64 MiB down when there is none.
OURO_MUST_USE bool os_stack_bounds(struct os_stack *stack);

// A number of the calling thread's own.
uintptr_t os_thread_identity(void);

// Bytes between here and the low end; to be asked on the thread that the bounds are of.
OURO_INLINE size_t os_stack_left(struct os_stack const *stack)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    return here > stack->low ? here - stack->low : 0;
}

#endif
