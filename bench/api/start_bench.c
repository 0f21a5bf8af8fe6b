// SPDX-License-Identifier: MIT
// What a runtime costs to start, run `1 + 1` and close; and how two threads with a runtime each compare with one.
#include "ouro.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ROUNDS 500

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
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

int main(void)
{
    double open_time = 0, run_time = 0, close_time = 0;
    ouro_statistics statistics = {.size = sizeof statistics};
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        ouro *rt = ouro_open(NULL);
        double opened = now();
        if (rt == NULL || ouro_evaluate(rt, "1 + 1") == NULL) {
            return 1;
        }
        double ran = now();
        ouro_get_statistics(rt, &statistics);
        double counted = now();
        ouro_close(rt);
        open_time += opened - start;
        run_time += ran - opened;
        close_time += now() - counted;
    }
    printf("start %.1f, run %.1f, close %.1f: %.1f microseconds; %llu bytes at most\n", open_time / ROUNDS * 1e6,
           run_time / ROUNDS * 1e6, close_time / ROUNDS * 1e6, (open_time + run_time + close_time) / ROUNDS * 1e6,
           (unsigned long long)statistics.peak_reserved_bytes);
    double start = now();
    work(NULL);
    double one = now() - start;
    pthread_t threads[2];
    start = now();
    for (int i = 0; i < 2; i++) {
        if (pthread_create(&threads[i], NULL, work, NULL) != 0) {
            return 1;
        }
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
    }
    double two = now() - start;
    printf("one thread %.3f s, two %.3f s: %.2f times the work of one\n", one, two, 2 * one / two);
    return 0;
}
