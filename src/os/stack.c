// SPDX-License-Identifier: MIT
// Stack bounds: of the main thread from what the system put at its top and the limit, of others by pthread attributes.
#include "os/stack.h"

#include <pthread.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)64 << 20)

// The system maps nothing within 128 MiB of the main thread's stack, so a limit well below that is where it ends.
// Asking pthread would read all of /proc/self/maps, which takes longer than the rest of a runtime's start.
static bool main_thread_bounds(struct os_stack *stack)
{
    char const *name = (char const *)getauxval(AT_EXECFN); // the last thing that the system put there
    struct rlimit limit;
    if (name == NULL || gettid() != getpid() || getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur > MOST_BYTES) {
        return false;
    }
    uintptr_t high = (uintptr_t)name + strlen(name);
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (here >= high || high - here >= limit.rlim_cur) {
        return false; // on a stack of the program's own making
    }
    stack->high = high;
    stack->low = high - limit.rlim_cur;
    return true;
}

bool os_stack_bounds(struct os_stack *stack)
{
    *stack = (struct os_stack){0, 0};
    if (main_thread_bounds(stack)) {
        return true;
    }
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
