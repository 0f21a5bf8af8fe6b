// SPDX-License-Identifier: MIT
// Stack bounds by pthread attributes.
#include "os/stack.h"

#include <pthread.h>

#define MOST_BYTES ((size_t)64 << 20)

bool os_stack_bounds(struct os_stack *stack)
{
    *stack = (struct os_stack){0, 0};
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return false;
    }
    void *low = NULL;
    size_t bytes = 0;
    size_t guard = 0;
    bool known = pthread_attr_getstack(&attributes, &low, &bytes) == 0;
    if (pthread_attr_getguardsize(&attributes, &guard) != 0) {
        guard = 0;
    }
    pthread_attr_destroy(&attributes);
    if (!known || bytes <= guard) {
        return false;
    }
    stack->high = (uintptr_t)low + bytes;
    size_t usable = bytes - guard < MOST_BYTES ? bytes - guard : MOST_BYTES;
    stack->low = stack->high - usable;
    return true;
}

uintptr_t os_thread_identity(void)
{
    return (uintptr_t)pthread_self();
}
