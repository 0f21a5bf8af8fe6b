// SPDX-License-Identifier: MIT
// A hundred runtimes in one process, each a world of its own.
#include <ouro.h>

#include <stdio.h>

#define COUNT 100

int main(void)
{
    ouro *runtimes[COUNT] = {0};
    int64_t sum = 0;
    uint64_t bytes = 0;
    bool good = true;
    for (int i = 0; i < COUNT && good; i++) {
        runtimes[i] = ouro_open(NULL);
        good = runtimes[i] != NULL && ouro_set_global(runtimes[i], "n", ouro_int(runtimes[i], i));
    }
    for (int i = 0; i < COUNT && good; i++) {
        int64_t square = 0;
        ouro_statistics statistics = {.size = sizeof statistics};
        good = ouro_get_int(runtimes[i], ouro_evaluate(runtimes[i], "n * n"), &square);
        ouro_get_statistics(runtimes[i], &statistics);
        sum += square;
        bytes += statistics.reserved_bytes;
    }
    for (int i = 0; i < COUNT; i++) {
        ouro_close(runtimes[i]); // lets its handles go, too
    }
    printf("sum of squares: %lld\n", (long long)sum);
    fprintf(stderr, "%llu bytes for each\n", (unsigned long long)(bytes / COUNT));
    return good ? 0 : 1;
}
