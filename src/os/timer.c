// SPDX-License-Identifier: MIT
// Timers by a POSIX thread that waits on a condition.
#include "os/timer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#define SECOND INT64_C(1000000000)
// What the callback needs, which sets two words.
#define STACK_BYTES ((size_t)64 * 1024)

struct os_timer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool stopped;
    int64_t waits[2];
    void (*called)(void *to, int nth);
    void *to;
};

static void add(struct timespec *at, int64_t nanoseconds)
{
    int64_t most = SECOND * 60 * 60 * 24 * 365; // a year: far from where time_t could end
    int64_t sum = at->tv_nsec + (nanoseconds < most ? nanoseconds : most);
    at->tv_sec += (time_t)(sum / SECOND);
    at->tv_nsec = (long)(sum % SECOND);
}

static void *run(void *given)
{
    struct os_timer *timer = given;
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    pthread_mutex_lock(&timer->lock);
    for (int i = 0; i < 2 && !timer->stopped; i++) {
        add(&at, timer->waits[i]);
        int result = 0;
        while (!timer->stopped && result != ETIMEDOUT) {
            result = pthread_cond_timedwait(&timer->changed, &timer->lock, &at);
        }
        if (!timer->stopped) {
            timer->called(timer->to, i + 1);
        }
    }
    pthread_mutex_unlock(&timer->lock);
    return NULL;
}

// The thread takes no signals: they are for the threads of the host.
static bool start_thread(struct os_timer *timer)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    bool started =
        pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0 && pthread_sigmask(SIG_SETMASK, &all, &before) == 0;
    if (started) {
        started = pthread_create(&timer->thread, &attributes, run, timer) == 0;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    pthread_attr_destroy(&attributes);
    return started;
}

struct os_timer *os_timer_start(int64_t first, int64_t second, void (*called)(void *to, int nth), void *to)
{
    struct os_timer *timer = calloc(1, sizeof *timer);
    if (timer == NULL) {
        return NULL;
    }
    timer->waits[0] = first;
    timer->waits[1] = second;
    timer->called = called;
    timer->to = to;
    pthread_condattr_t attributes;
    bool made = pthread_condattr_init(&attributes) == 0;
    made = made && pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
           pthread_cond_init(&timer->changed, &attributes) == 0 && pthread_mutex_init(&timer->lock, NULL) == 0;
    pthread_condattr_destroy(&attributes);
    if (!made || !start_thread(timer)) {
        free(timer);
        return NULL;
    }
    return timer;
}

void os_timer_stop(struct os_timer *timer)
{
    if (timer == NULL) {
        return;
    }
    pthread_mutex_lock(&timer->lock);
    timer->stopped = true;
    pthread_cond_signal(&timer->changed);
    pthread_mutex_unlock(&timer->lock);
    pthread_join(timer->thread, NULL);
    pthread_cond_destroy(&timer->changed);
    pthread_mutex_destroy(&timer->lock);
    free(timer);
}
