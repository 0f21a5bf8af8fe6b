// SPDX-License-Identifier: MIT
// What a runtime costs to start, run `1 + 1` and close, in processor time and in memory; and how two threads with a
// runtime each compare with one.
#include "ouro.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 500

static double clock_seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Of this thread: what others do on the machine matters less.
static double now(void)
{
    return clock_seconds(CLOCK_THREAD_CPUTIME_ID);
}

// Bytes of the process that are resident.
static size_t resident(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%*u %lu", &pages) != 1) {
        pages = 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void *work(void *unused)
{
    (void)unused;
    static char const source[] = "d = {}\nfor i in range(1000000):\n    d[i & 1023] = [i, (i,)]\n";
    ouro *rt = ouro_open(NULL);
    if (rt == NULL || !ouro_execute(rt, source, strlen(source), "work")) {
        fputs("failed\n", stderr);
    }
    ouro_close(rt);
    return NULL;
}

// One runtime after the other. false: it does not run.
static bool measure_life(void)
{
    double open_time = 0, run_time = 0, close_time = 0, least = 1;
    size_t growth = 0;
    ouro_statistics statistics = {.size = sizeof statistics};
    for (int i = 0; i < ROUNDS; i++) {
        size_t before = i % 50 == 49 ? resident() : 0;
        double start = now();
        ouro *rt = ouro_open(NULL);
        double opened = now();
        if (rt == NULL || ouro_evaluate(rt, "1 + 1") == NULL) {
            return false;
        }
        double ran = now();
        ouro_get_statistics(rt, &statistics);
        if (before != 0) {
            growth = resident() - before;
        }
        double counted = now();
        ouro_close(rt);
        double closed = now();
        open_time += opened - start;
        run_time += ran - opened;
        close_time += closed - counted;
        double all = closed - counted + ran - start;
        least = all < least ? all : least;
    }
    printf("start %.1f, run %.1f, close %.1f: %.1f microseconds of processor time (the least %.1f)\n",
           open_time / ROUNDS * 1e6, run_time / ROUNDS * 1e6, close_time / ROUNDS * 1e6,
           (open_time + run_time + close_time) / ROUNDS * 1e6, least * 1e6);
    printf("%.0f kB counted by the heap at most, of them %.0f kB in blocks; the process grows by %.0f kB\n",
           (double)statistics.peak_reserved_bytes / 1e3, (double)statistics.peak_live_bytes / 1e3,
           (double)growth / 1e3);
    return true;
}

static double wall(void)
{
    return clock_seconds(CLOCK_MONOTONIC);
}

int main(void)
{
    if (!measure_life()) {
        fputs("1 + 1 does not run\n", stderr);
        return 1;
    }
    double start = wall();
    work(NULL);
    double one = wall() - start;
    pthread_t threads[2];
    start = wall();
    for (int i = 0; i < 2; i++) {
        if (pthread_create(&threads[i], NULL, work, NULL) != 0) {
            return 1;
        }
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
    }
    double two = wall() - start;
    printf("one thread %.3f s, two %.3f s: %.2f times the work of one\n", one, two, 2 * one / two);
    return 0;
}
