/* SPDX-License-Identifier: MIT
 * Ouro, a Python 3.11 runtime built around its memory manager. This is the one installed header.
 *
 * A runtime (`ouro *`) is one Python world. It shares nothing with others: any number may live in one process, each
 * used by one thread at a time. No function keeps a pointer to what it is given beyond the call unless it says so.
 */
#ifndef OURO_H
#define OURO_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define OURO_EXPORT __attribute__((visibility("default")))
#else
#define OURO_EXPORT
#endif

#define OURO_VERSION "0.1.0"

typedef struct ouro ouro;

/* What a runtime is made with. Zero it, set `size` to sizeof(ouro_config), then what matters. */
typedef struct ouro_config {
    size_t size;
    size_t memory_limit; /* bytes the runtime may hold, every one counted; 0: no limit */
    int argument_count;  /* sys.argv, the program's name first; may be 0 */
    char const *const *arguments;
    uint64_t step_limit;   /* see ouro_set_step_limit; 0: none */
    double time_limit;     /* see ouro_set_time_limit, from ouro_open on; 0: none */
    double pause_budget;   /* seconds that one step of the collector may take; 0: 1 ms */
    double release_budget; /* seconds that one step of releasing a large structure may take; 0: no limit, at once */
    /* What programs may touch; by default nothing. */
    int allow_files;       /* not 0: open files of the host */
    int allow_environment; /* not 0: read its environment variables */
    int allow_import;      /* not 0: import modules from disk */
} ouro_config;

/* Which limit ended a program. */
typedef enum ouro_limit { OURO_LIMIT_NONE, OURO_LIMIT_STEPS, OURO_LIMIT_TIME, OURO_LIMIT_STOP } ouro_limit;

/* Counts and bytes, exact at the moment of the call. */
typedef struct ouro_statistics {
    size_t size;         /* set by the caller to sizeof(ouro_statistics): what it may fill */
    uint64_t live_bytes; /* in blocks handed out */
    uint64_t peak_live_bytes;
    uint64_t reserved_bytes; /* taken from the system: what the limit is about */
    uint64_t peak_reserved_bytes;
    uint64_t objects_allocated; /* since the start */
    uint64_t objects_live;
    uint64_t freed_by_counting;
    uint64_t freed_by_collector;
    struct {
        uint64_t collections;
        uint64_t collected;
        uint64_t uncollectable;
        double total_seconds;
        double longest_seconds;
    } generation[3];
    /* What is reserved and in no block handed out: the largest part first in sys._debugmallocstats(). */
    uint64_t lost_bytes;       /* reserved_bytes - live_bytes, by reason: */
    uint64_t free_block_bytes; /* free blocks of pages in use */
    uint64_t page_tail_bytes;  /* behind the last block of a page or span */
    uint64_t arena_head_bytes; /* tables of the heap and the collector */
    uint64_t unmapping_bytes;  /* freed large blocks on their way back to the system */
    uint64_t empty_page_bytes; /* beside reserved_bytes: free pages that stay resident for a while */
    /* Steps of the collector between which the program ran. histogram[i]: shorter than 2^i microseconds (and not
     * counted before); the last one: all others. */
    uint64_t pauses;
    double pause_seconds;
    double longest_pause_seconds;
    uint64_t pause_histogram[16];
} ouro_statistics;

/* Collects for about so many seconds of the host's idle time; may run Python. Not 0: nothing is left to do. */
OURO_EXPORT int ouro_collect_step(ouro *runtime, double seconds);

/* Makes a runtime. config may be NULL. NULL: no memory (or the limit is too small to start in). */
OURO_EXPORT ouro *ouro_open(ouro_config const *config);

/* Ends the Python world: atexit functions run, modules are cleared, finalizers called, files flushed. Nothing can be
 * run afterwards, but statistics can still be asked for. */
OURO_EXPORT void ouro_finish(ouro *runtime);

/* Finishes, if that was not done, and gives all memory back. In check builds it ends the process with a report when
 * objects are left over. NULL is allowed. */
OURO_EXPORT void ouro_close(ouro *runtime);

/* Runs a program as module __main__.
 *   source, size: its text, UTF-8 or as its coding cookie says; filename: for tracebacks.
 * Result: the exit status that the `python3` program would have: 0, what SystemExit asked for, or 1 after an exception,
 * which has been printed to standard error; OURO_STATUS_INTERRUPTED after a KeyboardInterrupt that nobody caught. */
#define OURO_STATUS_INTERRUPTED 130
OURO_EXPORT int ouro_run(ouro *runtime, char const *source, size_t size, char const *filename);

/* Fills statistics (statistics->size set by the caller). */
OURO_EXPORT void ouro_get_statistics(ouro *runtime, ouro_statistics *statistics);

/* Prints the statistics and the ten largest types by bytes as text. */
OURO_EXPORT void ouro_print_statistics(ouro *runtime, FILE *stream);

/* Limits. When one of steps or time is reached, or after ouro_stop, the program gets an exception that derives from
 * BaseException alone. It may clean up for a while (100,000 steps; with a time limit, a tenth of it, at least 50 ms);
 * then everything it runs raises again, and no `except`, `finally` or `with` of it is entered any more. The runtime
 * stays in order: once the limit is set anew, it can run programs again. docs/limits.md tells what each limit
 * guarantees. */

/* Bytes the runtime may hold from now on, 0: no limit. Lower than what it holds already is allowed: what it has stays,
 * new memory is refused. */
OURO_EXPORT void ouro_set_memory_limit(ouro *runtime, size_t bytes);

/* Steps from now on, 0: no limit. A step is a back edge of a loop, a call or a return, or a fixed amount of work inside
 * a built-in function; the same program takes the same number in each run. */
OURO_EXPORT void ouro_set_step_limit(ouro *runtime, uint64_t steps);

/* Seconds of real time from now on, 0: no limit. Takes a thread of the process until the limit is set anew or the
 * runtime is closed. Result: 0 when there was no thread to be had (or the number is none), the limit is off then;
 * else 1. */
OURO_EXPORT int ouro_set_time_limit(ouro *runtime, double seconds);

/* The limit that was reached since it was set, whether the program has ended on it or not. */
OURO_EXPORT ouro_limit ouro_limit_reached(ouro *runtime);

/* From any thread, or from a signal handler: the running program gets KeyboardInterrupt, which it may catch. */
OURO_EXPORT void ouro_interrupt(ouro *runtime);

/* From any thread, or from a signal handler: the running program ends as by a limit. The request stays until
 * ouro_allow_again, which the thread of the runtime calls. */
OURO_EXPORT void ouro_stop(ouro *runtime);
OURO_EXPORT void ouro_allow_again(ouro *runtime);

/* The version as text: "0.1.0". */
OURO_EXPORT char const *ouro_version(void);

#ifdef __cplusplus
}
#endif

#endif
