// SPDX-License-Identifier: MIT
// usage: failure_test [-s STRIDE] [-m RUNS] [-f FIRST] [-v] [FILE...]
//        failure_test [-l] -o ALLOCATION FILE      that one failure (-l: all later ones too), in this process, for a
//        debugger
//
// Runs each program again and again, and lets allocation 1, 2, 3, ... of its life fail (opening the runtime, running,
// closing it), until it passes: once with that failure alone, once with every later allocation failing as well. Each
// run is a process of its own. It must end with the output it has without failures or with a MemoryError, leave a heap
// that the verifier finds in order and a runtime that still works, and nothing may be left when it is closed.
//
// With STRIDE only every STRIDE-th allocation fails; RUNS is the number of runs a program gets at most, spread evenly
// (few by default, for CI; 0: no bound). Without FILEs: the programs in this folder.
// Needs a build that plans failures (OURO_FAULTS: all with assertions); in others it has nothing to do.
#include "api/state.h"
#include "core/runtime.h"
#include "gc/verify.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_BYTES 4096
#define MOST_SECONDS 60
// Runs of a program and mode unless told otherwise.
#if defined(__SANITIZE_ADDRESS__) || defined(OURO_STRESS) || defined(OURO_SHRUNKEN) || defined(OURO_FIRST_ATTEMPT_FAILS)
#define RUNS 3
#else
#define RUNS 12
#endif

enum verdict { PASSED = 0, WRONG_OUTPUT = 40, NOT_USABLE = 41, NOT_OPENED = 42 };

struct program {
    char const *file;
    char *text;
    size_t size;
    char *wanted; // its output without failures
    size_t wanted_size;
    int wanted_status;
};

// What a child tells its parent, in shared memory.
struct news {
    uint64_t attempts;
    int status;
};

static bool verbose;

static char *read_descriptor(int descriptor, size_t *size)
{
    off_t end = lseek(descriptor, 0, SEEK_END);
    char *text = end < 0 ? NULL : malloc((size_t)end + 1);
    if (text == NULL || pread(descriptor, text, (size_t)end, 0) != (ssize_t)end) {
        perror("reading");
        exit(2);
    }
    text[end] = '\0';
    *size = (size_t)end;
    return text;
}

static char *read_file(char const *name, size_t *size)
{
    int descriptor = open(name, O_RDONLY);
    if (descriptor < 0) {
        perror(name);
        exit(2);
    }
    char *text = read_descriptor(descriptor, size);
    close(descriptor);
    return text;
}

static bool contains(int descriptor, char const *what)
{
    size_t size;
    char *text = read_descriptor(descriptor, &size);
    bool found = memmem(text, size, what, strlen(what)) != NULL;
    free(text);
    return found;
}

// Is the runtime still of use? Its output was put aside before.
static bool usable(ouro *rt)
{
    static char const text[] = "l = [str(i) for i in range(50)]\n"
                               "class A: pass\n"
                               "a = A(); a.a = a; a.l = l; del a\n"
                               "import gc; gc.collect()\n"
                               "assert sum(map(int, l)) == 1225\n";
    return ouro_run(rt, text, sizeof text - 1, "<usable>") == 0;
}

// The whole life of a runtime, in a child process. n: the allocation that fails, 0: none.
static int child(struct program const *program, uint64_t n, bool later_too, int output, int errors, struct news *news)
{
    if (output >= 0) {
        dup2(output, 1);
        dup2(errors, 2);
        alarm(MOST_SECONDS);
    }
    ouro_config config = {.size = sizeof config, .allow_files = 1, .allow_environment = 1, .allow_import = 1};
    char const *arguments[] = {program->file};
    config.arguments = arguments;
    config.argument_count = 1;
    ouro *rt = api_open(&config, n, later_too);
    if (rt == NULL) {
        return n == 0 ? NOT_OPENED : PASSED;
    }
    news->status = ouro_run(rt, program->text, program->size, program->file);
    bool fired = n != 0 && rt->heap.attempts >= n;
    int verdict = PASSED;
    if (fired && output >= 0) {
        heap_fail(&rt->heap, 0, false);
        heap_verify_must(rt, VERIFY_AT_LEAST);
        size_t size;
        char *text = read_descriptor(1, &size);
        bool same = size == program->wanted_size && memcmp(text, program->wanted, size) == 0 &&
                    news->status == program->wanted_status;
        free(text);
        if (!same && !contains(1, "MemoryError") && !contains(2, "MemoryError") && !contains(2, "no memory") &&
            !contains(1, "memory")) {
            verdict = WRONG_OUTPUT;
        } else if (!usable(rt)) {
            verdict = NOT_USABLE;
        }
        if (later_too) {
            heap_fail(&rt->heap, 1, true); // to the end
        }
    }
    ouro_finish(rt);
    if (n == 0) {
        news->attempts = rt->heap.attempts;
    }
    ouro_close(rt);
    return verdict;
}

static int temporary(void)
{
    char name[] = "failure-XXXXXX";
    int descriptor = mkstemp(name);
    if (descriptor < 0) {
        perror("mkstemp");
        exit(2);
    }
    unlink(name);
    return descriptor;
}

static void show(int descriptor, char const *what)
{
    size_t size;
    char *text = read_descriptor(descriptor, &size);
    fprintf(stderr, "  %s: %s%s", what, size > 1500 ? "..." : "", size > 1500 ? text + size - 1500 : text);
    fputs(size > 0 && text[size - 1] == '\n' ? "" : "\n", stderr);
    free(text);
}

// One run. Result: did all go well?
static bool run(struct program const *program, uint64_t n, bool later_too, int output, int errors, struct news *news)
{
    if (ftruncate(output, 0) != 0 || ftruncate(errors, 0) != 0) {
        perror("ftruncate");
        exit(2);
    }
    lseek(output, 0, SEEK_SET);
    lseek(errors, 0, SEEK_SET);
    news->attempts = UINT64_MAX;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        exit(child(program, n, later_too, output, errors, news));
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid) {
        perror("fork");
        exit(2);
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == PASSED) {
        return true;
    }
    fprintf(stderr, "%s: allocation %llu%s: ", program->file, (unsigned long long)n, later_too ? " and all later" : "");
    if (WIFSIGNALED(status)) {
        fprintf(stderr, "signal %d\n", WTERMSIG(status));
    } else {
        int code = WEXITSTATUS(status);
        fprintf(stderr, "status %d%s\n", code,
                code == WRONG_OUTPUT ? " (wrong output)"
                : code == NOT_USABLE ? " (not usable afterwards)"
                : code == 70         ? " (left over)"
                                     : "");
    }
    show(output, "output");
    show(errors, "errors");
    return false;
}

struct plan {
    uint64_t first;
    uint64_t stride;
    uint64_t runs;
};

// Result: number of runs that went wrong.
static unsigned sweep(char const *file, struct plan const *plan, int output, int errors, struct news *news)
{
    struct program program = {.file = file};
    program.text = read_file(file, &program.size);
    if (!run(&program, 0, false, output, errors, news)) {
        return 1;
    }
    uint64_t total = news->attempts;
    program.wanted = read_descriptor(output, &program.wanted_size);
    program.wanted_status = news->status;
    uint64_t stride = plan->stride;
    uint64_t tried = total > plan->first ? total - plan->first : 0;
    if (plan->runs != 0 && tried / stride > plan->runs) {
        stride = tried / plan->runs | 1;
    }
    unsigned wrong = 0;
    uint64_t runs = 0;
    for (int later_too = 0; later_too < 2; later_too++) {
        for (uint64_t n = plan->first; n <= total + stride && wrong < 10; n += stride, runs++) {
            wrong += !run(&program, n, later_too != 0, output, errors, news);
        }
    }
    if (verbose || wrong > 0) {
        printf("%s: %llu allocations, %llu runs, %u wrong\n", file, (unsigned long long)total, (unsigned long long)runs,
               wrong);
        fflush(stdout);
    }
    free(program.text);
    free(program.wanted);
    return wrong;
}

// Where the programs' own allocations begin, about: all have those of an empty program, whose failures are tried with
// that one alone.
static uint64_t startup(int output, int errors, struct news *news)
{
    static char const empty[] = OURO_TEST_FOLDER "/programs/empty.py";
    struct program program = {.file = empty};
    program.text = read_file(empty, &program.size);
    bool opened = run(&program, 0, false, output, errors, news);
    free(program.text);
    return opened ? news->attempts * 3 / 4 : 1;
}

int main(int argc, char **argv)
{
#ifndef OURO_FAULTS
    puts("this build plans no failures: nothing to do");
    (void)argc, (void)argv, (void)sweep, (void)startup, (void)verbose, (void)temporary;
    return 0;
#else
    struct plan plan = {1, 1, RUNS};
    uint64_t only = 0;
    bool later_too = false;
    for (int option; (option = getopt(argc, argv, "s:m:f:vlo:")) != -1;) {
        switch (option) {
        case 's':
            plan.stride = strtoull(optarg, NULL, 10) | 1;
            break;
        case 'm':
            plan.runs = strtoull(optarg, NULL, 10);
            break;
        case 'f':
            plan.first = strtoull(optarg, NULL, 10);
            break;
        case 'o':
            only = strtoull(optarg, NULL, 10);
            break;
        case 'l':
            later_too = true;
            break;
        case 'v':
            verbose = true;
            break;
        default:
            fputs("usage: failure_test [-s STRIDE] [-m RUNS] [-f FIRST] [-v] [FILE...]\n", stderr);
            return 2;
        }
    }
    if (only != 0 && optind < argc) {
        struct news ignored;
        struct program program = {.file = argv[optind]};
        program.text = read_file(program.file, &program.size);
        return child(&program, only, later_too, -1, -1, &ignored);
    }
    struct news *news = mmap(NULL, sizeof *news, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (news == MAP_FAILED) {
        return 2;
    }
    int output = temporary(), errors = temporary();
    unsigned wrong = 0;
    for (int i = optind; i < argc; i++) {
        wrong += sweep(argv[i], &plan, output, errors, news);
    }
    if (optind == argc) {
        glob_t found;
        plan.first = startup(output, errors, news);
        if (glob(OURO_TEST_FOLDER "/programs/*.py", 0, NULL, &found) == 0) {
            struct plan first = {1, plan.stride, plan.runs * 8};
            wrong += sweep(OURO_TEST_FOLDER "/programs/empty.py", &first, output, errors, news);
            for (size_t i = 0; i < found.gl_pathc; i++) {
                wrong += sweep(found.gl_pathv[i], &plan, output, errors, news);
            }
            globfree(&found);
        }
    }
    printf("%u runs went wrong\n", wrong);
    return wrong > 0;
#endif
}
