// SPDX-License-Identifier: MIT
// SIGINT without a global variable: the handler runs on a signal stack of ours, and what it is to call lies at the
// beginning of that stack, whose address the system passes to it.
#include "os/interrupt.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#define STACK_BYTES ((size_t)64 * 1024)

struct os_interrupt {
    void (*called)(void *to);
    void *to;
    stack_t stack_before;
    struct sigaction action_before;
};

static void handle(int number, siginfo_t *info, void *context)
{
    (void)number, (void)info;
    struct os_interrupt *watch = ((ucontext_t *)context)->uc_stack.ss_sp;
    if (watch != NULL) {
        watch->called(watch->to);
    }
}

struct os_interrupt *os_interrupt_watch(void (*called)(void *to), void *to)
{
    struct os_interrupt *watch = malloc(STACK_BYTES); // the stack is left untouched: most programs never need it
    if (watch == NULL) {
        return NULL;
    }
    memset(watch, 0, sizeof *watch);
    watch->called = called;
    watch->to = to;
    stack_t stack = {.ss_sp = watch, .ss_size = STACK_BYTES};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handle;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGINT, NULL, &watch->action_before) != 0 || watch->action_before.sa_handler == SIG_IGN ||
        sigaltstack(&stack, &watch->stack_before) != 0) {
        free(watch);
        return NULL;
    }
    if (sigaction(SIGINT, &action, NULL) != 0) {
        sigaltstack(&watch->stack_before, NULL);
        free(watch);
        return NULL;
    }
    return watch;
}

void os_interrupt_unwatch(struct os_interrupt *watch)
{
    if (watch != NULL) {
        sigaction(SIGINT, &watch->action_before, NULL);
        sigaltstack(&watch->stack_before, NULL);
        free(watch);
    }
}

void os_interrupt_die(void)
{
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
}
