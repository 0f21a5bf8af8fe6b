// SPDX-License-Identifier: MIT
// Replays an allocation trace against Ouro's heap, the C library's malloc and mimalloc, and prints the ratios of time
// and of peak memory.
//
//     trace_replay                      the built-in synthetic traces
//     trace_replay FILE...              recorded traces
//     trace_replay --report FILE...     what Ouro's heap says of itself when most bytes are asked for, and nothing else
//
// bench/heap/record makes trace files of programs. A file is "OUROTRC2", then records: a byte, operation (0 allocate,
// 1 free, 2 resize) + 4 * kind (0 traced, 1 leaf, 2 raw), the slot, and unless it is a free the size, both as numbers
// of 7 bits a byte, the low ones first, 0x80 on all bytes but the last.
//
// Each replay runs in a process of its own. Time is the process's CPU time for all records, the system's part (faults,
// madvise) included, the end of the process not; runs alternate. The milliseconds are the best of several, the ratio of
// times the median of the ratios of runs that follow each other: what else the machine does weighs on both. Peak is the
// most that was ever resident in such a run as the kernel counts it; where that is below ROUGH_BYTES, for which its
// running counts are too rough, it is the largest of 200 exact samples in a run of its own, one of them where most
// bytes are asked for. It is what comes to what was there before the first record: the trace, the table of slots. So
// all that an allocator takes and touches counts, its own tables too, and what it only reserves does not. Samples leave
// out what comes from files: of the code of the program and the libraries the system brings in some hundred KiB more or
// less around each page that is run, as it finds them, which is as much as a small trace needs. `asked` is the sum of
// the sizes asked for where it is largest: no allocator can need less, as each page of a block is written.
#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heap/heap.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/memory.h"
#include "os/process.h"

struct record {
    uint32_t slot;
    uint32_t op : 2;
    uint32_t kind : 2;
    uint32_t size : 28;
};

enum { RUNS = 9, SHORT_RUNS = 45, SHORT_NANOSECONDS = 20000000, SAMPLES = 200, ROUGH_BYTES = 8000000 };

#define LARGEST_SIZE (((uint64_t)1 << 28) - 1)

struct trace {
    char const *name;
    struct record *records;
    size_t count;
    size_t room;
    uint32_t slots;
    uint64_t seed;
};

struct slot {
    char *block;
    size_t size;
};

struct result {
    int64_t nanoseconds;
    size_t peak;
    uint64_t sum; // of bytes read back: every allocator must come to the same
};

enum allocator { OURO, MALLOC, MIMALLOC, ALLOCATORS };
static char const *const allocator_names[ALLOCATORS] = {"ouro", "malloc", "mimalloc"};

// Traces
// --------------------------------------------------------------------------------------------------------------------

static void add(struct trace *trace, uint32_t slot, uint32_t op, uint32_t kind, uint64_t size)
{
    if (trace->count == trace->room) {
        trace->room = trace->room == 0 ? 1 << 16 : trace->room * 2;
        trace->records = realloc(trace->records, trace->room * sizeof *trace->records);
        if (trace->records == NULL) {
            exit(1);
        }
    }
    size = size < LARGEST_SIZE ? size : LARGEST_SIZE;
    trace->records[trace->count++] = (struct record){slot, op & 3, kind & 3, (uint32_t)size & LARGEST_SIZE};
    trace->slots = slot >= trace->slots ? slot + 1 : trace->slots;
}

static uint32_t next_random(struct trace *trace)
{
    trace->seed = trace->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(trace->seed >> 33);
}

// Sizes as a dynamic language asks for them: mostly 24 to 64 bytes, some text, few arrays.
static uint64_t object_size(struct trace *trace, uint8_t *kind)
{
    uint32_t r = next_random(trace) % 100;
    if (r < 70) {
        *kind = HEAP_TRACED;
        return 24 + 8 * (next_random(trace) % 6);
    }
    if (r < 90) {
        *kind = HEAP_LEAF;
        return 24 + next_random(trace) % 60;
    }
    *kind = HEAP_RAW;
    return r < 99 ? 32 + next_random(trace) % 400 : 512 + next_random(trace) % 8000;
}

// Random replacement in a live set of fixed size.
static void make_churn(struct trace *trace)
{
    trace->name = "churn";
    uint8_t kind;
    for (uint32_t i = 0; i < 200000; i++) {
        uint64_t size = object_size(trace, &kind);
        add(trace, i, 0, kind, size);
    }
    for (uint32_t i = 0; i < 2000000; i++) {
        uint32_t slot = next_random(trace) % 200000;
        add(trace, slot, 1, 0, 0);
        uint64_t size = object_size(trace, &kind);
        add(trace, slot, 0, kind, size);
    }
}

// Short-lived objects beside a live set: temporaries of an interpreter.
static void make_temporaries(struct trace *trace)
{
    trace->name = "temporaries";
    uint8_t kind;
    for (uint32_t i = 0; i < 50000; i++) {
        uint64_t size = object_size(trace, &kind);
        add(trace, 64 + i, 0, kind, size);
    }
    for (uint32_t i = 0; i < 500000; i++) {
        uint32_t depth = 1 + next_random(trace) % 8;
        for (uint32_t j = 0; j < depth; j++) {
            add(trace, j, 0, HEAP_TRACED, 24 + 8 * (next_random(trace) % 4));
        }
        for (uint32_t j = depth; j-- > 0;) {
            add(trace, j, 1, 0, 0);
        }
    }
}

// A tree built and dropped, five times over.
static void make_phases(struct trace *trace)
{
    trace->name = "phases";
    for (uint32_t round = 0; round < 5; round++) {
        for (uint32_t i = 0; i < 400000; i++) {
            add(trace, i, 0, HEAP_TRACED, 24 + 16 * (i % 3 == 0));
        }
        for (uint32_t i = 0; i < 400000; i++) {
            add(trace, (i * 7919u) % 400000u, 1, 0, 0);
        }
    }
}

// Arrays that grow by an eighth.
static void make_arrays(struct trace *trace)
{
    trace->name = "arrays";
    for (uint32_t i = 0; i < 300; i++) {
        uint64_t size = 64;
        uint64_t end = 64u << (next_random(trace) % 17);
        add(trace, i % 40, i < 40 ? 0 : 2, HEAP_RAW, size);
        while (size < end) {
            size += size / 8 + 48;
            add(trace, i % 40, 2, HEAP_RAW, size);
        }
    }
}

// Dictionaries and instances built up to a peak, part of them dropped at random, other sizes taken after.
static void make_shift(struct trace *trace)
{
    trace->name = "shift";
    for (uint32_t i = 0; i < 300000; i++) {
        add(trace, i, 0, i % 4 == 0 ? HEAP_RAW : HEAP_TRACED, i % 4 == 0 ? 64 + 40 * (i % 7) : 32);
    }
    for (uint32_t i = 0; i < 300000; i++) {
        if (next_random(trace) % 8 != 0) {
            add(trace, i, 1, 0, 0);
        }
    }
    for (uint32_t i = 0; i < 300000; i++) {
        add(trace, 300000 + i, 0, HEAP_TRACED, 40 + 8 * (i % 3));
    }
}

// Makes a trace well-formed: each slot allocated before it is freed, and everything freed at the end.
static void close_trace(struct trace *trace)
{
    uint8_t *live = calloc(trace->slots, 1);
    if (live == NULL) {
        exit(1);
    }
    size_t kept = 0;
    for (size_t i = 0; i < trace->count; i++) {
        struct record record = trace->records[i];
        bool is_live = live[record.slot] != 0;
        if (record.op == 0 ? is_live : !is_live) {
            continue;
        }
        live[record.slot] = record.op == 1 ? 0 : record.op == 0 ? (uint8_t)(record.kind + 1) : live[record.slot];
        trace->records[kept++] = record;
    }
    trace->count = kept;
    for (uint32_t slot = 0; slot < trace->slots; slot++) {
        if (live[slot]) {
            add(trace, slot, 1, 0, 0);
        }
    }
    free(live);
    // A free or a resize says the kind of its block, so that the replay need not look it up.
    uint8_t *kinds = calloc(trace->slots, 1);
    if (kinds == NULL) {
        exit(1);
    }
    for (size_t i = 0; i < trace->count; i++) {
        struct record *record = &trace->records[i];
        if (record->op == 0) {
            kinds[record->slot] = (uint8_t)record->kind;
        }
        uint32_t kind = kinds[record->slot];
        record->kind = kind & 3;
    }
    free(kinds);
}

static void *grow_room(void *to, void *buffer, size_t old_bytes, size_t bytes)
{
    (void)to, (void)old_bytes;
    return realloc(buffer, bytes);
}

static uint64_t take_number(unsigned char const **at, unsigned char const *end)
{
    uint64_t number = 0;
    for (uint32_t shift = 0; *at < end && shift < 64; shift += 7) {
        unsigned char byte = *(*at)++;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            break;
        }
    }
    return number;
}

static bool load_trace(struct trace *trace, char const *path)
{
    int descriptor;
    void *buffer = NULL;
    size_t room = 0;
    size_t length = 0;
    if (os_file_open(path, OS_FILE_READ, &descriptor) != 0) {
        return false;
    }
    int code = os_file_read_all(descriptor, grow_room, NULL, &buffer, &room, &length);
    if (os_file_close(descriptor) != 0 || code != 0 || length < 8 || memcmp(buffer, "OUROTRC2", 8) != 0) {
        free(buffer);
        return false;
    }
    trace->name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    unsigned char const *at = (unsigned char const *)buffer + 8;
    unsigned char const *end = (unsigned char const *)buffer + length;
    while (at < end) {
        uint32_t op = *at & 3;
        uint32_t kind = *at++ >> 2;
        uint64_t slot = take_number(&at, end);
        uint64_t size = op != 1 ? take_number(&at, end) : 0;
        if (op > 2 || kind >= HEAP_KINDS || slot >= UINT32_MAX) {
            free(buffer);
            return false;
        }
        add(trace, (uint32_t)slot, op, kind, size);
    }
    free(buffer);
    return true;
}

// Replays
// -------------------------------------------------------------------------------------------------------------------

// The program's own use of a block: both ends are written (an object's header is), and of each page of the system a
// byte.
OURO_INLINE void use_block(void *block, uint64_t size, uint32_t slot)
{
    for (uint64_t at = OS_PAGE_BYTES; at < size; at += OS_PAGE_BYTES) {
        ((char volatile *)block)[at] = 1;
    }
    if (size >= 8) {
        ((uint64_t *)block)[0] = slot | 1;
        ((uint64_t *)block)[size / 8 - 1] = slot | 1;
    }
}

// An array is filled as far as it reaches.
OURO_INLINE void fill_tail(void *block, uint64_t from, uint64_t size)
{
    if (size > from) {
        memset((char *)block + from, 1, size - from);
    }
}

__attribute__((noinline)) static uint64_t replay_ouro(struct heap *heap, struct trace const *trace, struct slot *slots,
                                                      size_t from, size_t to)
{
    uint64_t sum = 0;
    for (size_t i = from; i < to; i++) {
        struct record const *record = &trace->records[i];
        struct slot *slot = &slots[record->slot];
        if (record->op == 0) {
            slot->size = record->size;
            slot->block = record->kind == HEAP_TRACED ? heap_allocate(heap, HEAP_TRACED, record->size)
                          : record->kind == HEAP_LEAF ? heap_allocate(heap, HEAP_LEAF, record->size)
                                                      : heap_raw_allocate(heap, record->size);
            use_block(slot->block, record->size, record->slot);
        } else if (record->op == 1) {
            sum += slot->size >= 8 ? *(uint64_t *)slot->block : 0;
            // In this order: the other way round gcc moves the releasing of objects out of the loop, to its cold code.
            if (record->kind != HEAP_RAW) {
                heap_free_object(heap, slot->block);
            } else {
                heap_raw_free(heap, slot->block, slot->size);
            }
        } else {
            if (record->kind == HEAP_RAW) {
                slot->block = heap_raw_resize(heap, slot->block, slot->size, record->size);
                fill_tail(slot->block, slot->size, record->size);
            } else {
                slot->block = heap_resize_object(heap, record->kind, slot->block, slot->size, record->size);
            }
            slot->size = record->size;
            use_block(slot->block, record->size, record->slot);
        }
    }
    return sum;
}

static void say(void *to, char const *line)
{
    fprintf(to, "%s\n", line);
}

// The number of records after which most bytes are asked for, and how many that are.
static size_t find_peak(struct trace const *trace, size_t *bytes)
{
    size_t *sizes = calloc(trace->slots, sizeof *sizes);
    if (sizes == NULL) {
        exit(1);
    }
    size_t live = 0;
    size_t end = 0;
    *bytes = 0;
    for (size_t i = 0; i < trace->count; i++) {
        struct record const *record = &trace->records[i];
        live += record->size - sizes[record->slot];
        sizes[record->slot] = record->size; // 0 in a free
        if (live > *bytes) {
            *bytes = live;
            end = i + 1;
        }
    }
    free(sizes);
    return end;
}

static void report(struct trace const *trace)
{
    struct slot *slots = calloc(trace->slots, sizeof *slots);
    struct heap *heap = calloc(1, sizeof *heap);
    if (slots == NULL || heap == NULL || !heap_init(heap)) {
        exit(1);
    }
    size_t most = 0;
    (void)replay_ouro(heap, trace, slots, 0, find_peak(trace, &most));
    printf("%s: %zu bytes asked for\n", trace->name, most);
    heap_report(heap, say, stdout);
    heap_destroy(heap);
    free(heap);
    free(slots);
}

struct allocator_functions {
    void *(*allocate)(size_t size);
    void *(*allocate_zeroed)(size_t count, size_t size);
    void *(*resize)(void *block, size_t size);
    void (*release)(void *block);
};

// Objects are zeroed here too: a runtime needs them so. Small ones by memset, which is the cheaper way for both
// libraries.
__attribute__((noinline)) static uint64_t replay_library(struct allocator_functions f, struct trace const *trace,
                                                         struct slot *slots, size_t from, size_t to)
{
    uint64_t sum = 0;
    for (size_t i = from; i < to; i++) {
        struct record const *record = &trace->records[i];
        struct slot *slot = &slots[record->slot];
        if (record->op == 0) {
            slot->size = record->size;
            if (record->kind == HEAP_RAW || record->size <= 1024) {
                slot->block = f.allocate(record->size);
                if (record->kind != HEAP_RAW) {
                    memset(slot->block, 0, record->size);
                }
            } else {
                slot->block = f.allocate_zeroed(1, record->size);
            }
            use_block(slot->block, record->size, record->slot);
        } else if (record->op == 1) {
            sum += slot->size >= 8 ? *(uint64_t *)slot->block : 0;
            f.release(slot->block);
        } else {
            slot->block = f.resize(slot->block, record->size);
            if (record->kind == HEAP_RAW) {
                fill_tail(slot->block, slot->size, record->size);
            } else if (record->size > slot->size) {
                memset((char *)slot->block + slot->size, 0, record->size - slot->size);
            }
            slot->size = record->size;
            use_block(slot->block, record->size, record->slot);
        }
    }
    return sum;
}

static bool find_mimalloc(struct allocator_functions *f)
{
    void *library = dlopen("libmimalloc.so.2", RTLD_NOW | RTLD_LOCAL);
    library = library != NULL ? library : dlopen("libmimalloc.so", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return false;
    }
    *(void **)&f->allocate = dlsym(library, "mi_malloc");
    *(void **)&f->allocate_zeroed = dlsym(library, "mi_calloc");
    *(void **)&f->resize = dlsym(library, "mi_realloc");
    *(void **)&f->release = dlsym(library, "mi_free");
    return f->allocate != NULL && f->allocate_zeroed != NULL && f->resize != NULL && f->release != NULL;
}

// What a process holds, exactly: the kernel's running counts may be off by some hundred KiB. `kind`: "Rss:" for all of
// it, "Anonymous:" for what is not from files.
static size_t resident_bytes(char const *kind)
{
    int descriptor;
    char text[2048];
    size_t got = 0;
    if (os_file_open("/proc/self/smaps_rollup", OS_FILE_READ, &descriptor) != 0 ||
        os_file_read(descriptor, text, sizeof text - 1, &got) != 0 || os_file_close(descriptor) != 0) {
        return 0;
    }
    text[got] = '\0';
    char const *line = strstr(text, kind);
    return line != NULL ? strtoull(line + strlen(kind), NULL, 10) * 1024 : 0;
}

// A replay in a process of its own.
struct replay {
    struct trace const *trace;
    enum allocator allocator;
    struct slot *slots;
    struct allocator_functions functions;
    struct heap *heap;
};

static void begin(struct replay *replay)
{
    size_t table = replay->trace->slots * sizeof(struct slot);
    replay->slots = os_memory_map(table, OS_PAGE_BYTES);
    replay->functions = (struct allocator_functions){malloc, calloc, realloc, free};
    if (replay->slots == NULL || (replay->allocator == MIMALLOC && !find_mimalloc(&replay->functions))) {
        exit(1);
    }
    memset(replay->slots, 1, table);
    // The records become resident now, not while the clock runs.
    uint64_t volatile touched = 0;
    for (size_t i = 0; i < replay->trace->count; i += 64) {
        touched += replay->trace->records[i].slot;
    }
}

static uint64_t run(struct replay *replay, size_t from, size_t to)
{
    if (replay->allocator != OURO) {
        return replay_library(replay->functions, replay->trace, replay->slots, from, to);
    }
    if (replay->heap == NULL) {
        replay->heap = os_memory_map(sizeof *replay->heap, OS_PAGE_BYTES);
        if (replay->heap == NULL || !heap_init(replay->heap)) {
            exit(1);
        }
    }
    return replay_ouro(replay->heap, replay->trace, replay->slots, from, to);
}

static void run_timed(struct replay *replay, struct result *result)
{
    size_t before = resident_bytes("Rss:");
    int64_t start = os_clock_process();
    result->sum = run(replay, 0, replay->trace->count);
    result->nanoseconds = os_clock_process() - start;
    result->peak = os_process_peak_bytes() - before;
}

// In SAMPLES parts, and up to where most is asked for.
static void run_sampled(struct replay *replay, struct result *result)
{
    size_t most;
    size_t peak_at = find_peak(replay->trace, &most);
    malloc_trim(0);
    size_t before = resident_bytes("Anonymous:");
    size_t count = replay->trace->count;
    size_t done = 0;
    result->sum = 0;
    while (done < count) {
        size_t end = done + count / SAMPLES + 1;
        end = done < peak_at && end > peak_at ? peak_at : end;
        end = end > count ? count : end;
        result->sum += run(replay, done, end);
        size_t held = resident_bytes("Anonymous:") - before;
        result->peak = held > result->peak ? held : result->peak;
        done = end;
    }
}

static void replay_trace(struct trace const *trace, enum allocator allocator, bool timed, struct result *result)
{
    struct replay replay = {.trace = trace, .allocator = allocator};
    begin(&replay);
    if (timed) {
        run_timed(&replay, result);
    } else {
        run_sampled(&replay, result);
    }
}

static bool run_child(struct trace const *trace, enum allocator allocator, bool timed, struct result *result)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return false;
    }
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        replay_trace(trace, allocator, timed, result);
        size_t written = (size_t)write(ends[1], result, sizeof *result);
        _exit(written == sizeof *result ? 0 : 1);
    }
    close(ends[1]);
    bool whole = child > 0 && read(ends[0], result, sizeof *result) == (ssize_t)sizeof *result;
    close(ends[0]);
    int status = 0;
    return waitpid(child, &status, 0) == child && status == 0 && whole;
}

// Sorts the values.
static double median(double *values, int count)
{
    for (int i = 1; i < count; i++) {
        double value = values[i];
        int at = i;
        for (; at > 0 && values[at - 1] > value; at--) {
            values[at] = values[at - 1];
        }
        values[at] = value;
    }
    return values[count / 2];
}

static void compare(struct trace *trace, double *time_product, double *peak_product, int *count)
{
    struct result best[ALLOCATORS] = {{0}};
    malloc_trim(0); // what loading the trace left there is not the replay's
    bool known[ALLOCATORS] = {false};
    size_t rough[ALLOCATORS];
    for (int a = 0; a < ALLOCATORS; a++) {
        known[a] = run_child(trace, (enum allocator)a, false, &best[a]);
        best[a].nanoseconds = INT64_MAX;
        rough[a] = SIZE_MAX;
    }
    double ratios[SHORT_RUNS];
    int runs = RUNS;
    for (int i = 0; i < runs; i++) {
        int64_t times[ALLOCATORS] = {0};
        for (int a = 0; a < ALLOCATORS; a++) {
            struct result *own = &best[a];
            struct result result = {0};
            if (known[a] && run_child(trace, (enum allocator)a, true, &result)) {
                times[a] = result.nanoseconds;
                own->nanoseconds = result.nanoseconds < own->nanoseconds ? result.nanoseconds : own->nanoseconds;
                known[a] = result.sum == own->sum;
                rough[a] = result.peak < rough[a] ? result.peak : rough[a];
            }
        }
        if (times[OURO] < SHORT_NANOSECONDS) {
            runs = SHORT_RUNS;
        }
        ratios[i] = times[MIMALLOC] != 0 ? (double)times[OURO] / (double)times[MIMALLOC] : 0;
    }
    for (int a = 0; a < ALLOCATORS; a++) {
        best[a].peak = known[a] && rough[a] > ROUGH_BYTES ? rough[a] : best[a].peak;
    }
    size_t asked;
    (void)find_peak(trace, &asked);
    printf("%-18s %8zu records %5.1f MB asked", trace->name, trace->count, (double)asked / 1e6);
    for (int a = 0; a < ALLOCATORS; a++) {
        if (!known[a]) {
            printf("  %s: not there", allocator_names[a]);
            continue;
        }
        if (best[a].sum != best[OURO].sum) {
            printf("  %s: WRONG", allocator_names[a]);
            continue;
        }
        printf("  %s %.1f ms %.1f MB", allocator_names[a], (double)best[a].nanoseconds / 1e6,
               (double)best[a].peak / 1e6);
    }
    if (known[MIMALLOC]) {
        double time_ratio = median(ratios, runs);
        double peak_ratio = (double)best[OURO].peak / (double)best[MIMALLOC].peak;
        printf("  ouro/mimalloc: time %.2f peak %.2f", time_ratio, peak_ratio);
        *time_product *= time_ratio;
        *peak_product *= peak_ratio;
        (*count)++;
    }
    printf("\n");
}

static double root(double value, int degree)
{
    double low = 0;
    double high = value > 1 ? value : 1;
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        double power = 1;
        for (int j = 0; j < degree; j++) {
            power *= middle;
        }
        *(power < value ? &low : &high) = middle;
    }
    return low;
}

int main(int count, char **arguments)
{
    static void (*const makers[])(struct trace *) = {make_churn, make_temporaries, make_phases, make_arrays,
                                                     make_shift};
    bool reports = count > 1 && strcmp(arguments[1], "--report") == 0;
    if (reports) {
        count--;
        arguments++;
    }
    int traces = count > 1 ? count - 1 : (int)(sizeof makers / sizeof makers[0]);
    double time_product = 1;
    double peak_product = 1;
    int compared = 0;
    for (int i = 0; i < traces; i++) {
        struct trace trace = {.seed = 12345};
        if (count > 1) {
            if (!load_trace(&trace, arguments[i + 1])) {
                fprintf(stderr, "trace_replay: cannot read %s\n", arguments[i + 1]);
                return 1;
            }
        } else {
            makers[i](&trace);
        }
        close_trace(&trace);
        if (reports) {
            report(&trace);
        } else {
            compare(&trace, &time_product, &peak_product, &compared);
        }
        free(trace.records);
    }
    if (compared != 0) {
        printf("geometric mean ouro/mimalloc: time %.2f peak %.2f\n", root(time_product, compared),
               root(peak_product, compared));
    }
    return 0;
}
