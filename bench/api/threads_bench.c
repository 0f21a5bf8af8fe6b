// SPDX-License-Identifier: MIT
// Two threads with a runtime each beside one: how much more work two do in the same time. Each round measures one, two
// and one again, so that what else the machine does meets all alike; the best round of each counts. Thread CPU time per
// piece of work tells what the runtimes cost each other (locks, shared cache lines, one memory bus), wall time what a
// host sees when it has two cores to itself.
#include "ouro.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ROUNDS 7

static char const program[] = "class Point:\n"
                              "    def __init__(self, x, y): self.x, self.y = x, y\n"
                              "    def sum(self): return self.x + self.y\n"
                              "def work(n):\n"
                              "    d, total = {}, 0\n"
                              "    for i in range(n):\n"
                              "        p = Point(i, 2.5)\n"
                              "        d[i & 1023] = [p, (i,)]\n"
                              "        total += p.sum()\n"
                              "    return total\n"
                              "work(400000)\n";

struct run {
    pthread_barrier_t *start;
    double cpu;
    bool failed;
};

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *work(void *to)
{
    struct run *run = to;
    pthread_barrier_wait(run->start);
    double began = seconds(CLOCK_THREAD_CPUTIME_ID);
    ouro *rt = ouro_open(NULL);
    run->failed = rt == NULL || !ouro_execute(rt, program, strlen(program), "work.py");
    ouro_close(rt);
    run->cpu = seconds(CLOCK_THREAD_CPUTIME_ID) - began;
    return NULL;
}

// Wall time of so many threads; *cpu: the most that one of them took of its processor. Negative: failed.
static double measure(int count, double *cpu)
{
    pthread_t threads[2];
    struct run runs[2];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, (unsigned)count + 1);
    for (int i = 0; i < count; i++) {
        runs[i] = (struct run){.start = &start};
        if (pthread_create(&threads[i], NULL, work, &runs[i]) != 0) {
            return -1;
        }
    }
    pthread_barrier_wait(&start);
    double began = seconds(CLOCK_MONOTONIC);
    bool failed = false;
    *cpu = 0;
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        failed |= runs[i].failed;
        *cpu = runs[i].cpu > *cpu ? runs[i].cpu : *cpu;
    }
    double wall = seconds(CLOCK_MONOTONIC) - began;
    pthread_barrier_destroy(&start);
    return failed ? -1 : wall;
}

int main(void)
{
    double best_wall[2] = {1e9, 1e9}, best_cpu[2] = {1e9, 1e9};
    for (int round = 0; round < ROUNDS; round++) {
        for (int count = 1; count <= 3; count++) {
            int which = count == 2;
            double cpu, wall = measure(which + 1, &cpu);
            if (wall < 0) {
                fputs("failed\n", stderr);
                return 1;
            }
            best_wall[which] = wall < best_wall[which] ? wall : best_wall[which];
            best_cpu[which] = cpu < best_cpu[which] ? cpu : best_cpu[which];
        }
    }
    printf("one thread %.3f s, two beside each other %.3f s: %.2f times the work of one\n", best_wall[0], best_wall[1],
           2 * best_wall[0] / best_wall[1]);
    printf("processor time of one thread %.3f s, beside another %.3f s: %.2f times\n", best_cpu[0], best_cpu[1],
           2 * best_cpu[0] / best_cpu[1]);
    return 0;
}
