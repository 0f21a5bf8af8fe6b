// SPDX-License-Identifier: MIT
// usage: failure_test [-k KIND] [-e ERROR] [-s STRIDE] [-m RUNS] [-f FIRST] [-v] [FILE...]
//        failure_test [-l] [-k KIND] [-e ERROR] -o N FILE      that one failure (-l: all later ones too), in this
//        process, for a debugger
//
// Runs each program again and again, and lets allocation 1, 2, 3, ... of its life fail (opening the runtime, running,
// closing it), until it passes: once with that failure alone, once with every later allocation failing as well. Each
// run is a process of its own. It must end with the output it has without failures or with a MemoryError, leave a heap
// that the verifier finds in order and a runtime that still works, and nothing may be left when it is closed.
//
// KIND says what fails: a - allocations; m - the system's mapping of memory; f - calls about files, with ERROR 0 (EIO),
// 1 (no room, no descriptor), 2 (EINTR) or 3 (short reads and writes; the output must be right in spite of 2 and 3),
// all of them unless told. No descriptor may be left open then. Without FILEs: all kinds with the programs in this
// folder, f with those that use files.
//
// With STRIDE only every STRIDE-th call fails; RUNS is the number of runs a program gets at most, spread evenly
// (few by default, for CI; 0: no bound).
// Failing of allocations needs a build that plans it (OURO_FAULTS: all with assertions).
#include "api/state.h"
#include "core/runtime.h"
#include "faults.h"
#include "gc/verify.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
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

enum verdict { PASSED = 0, WRONG_OUTPUT = 40, NOT_USABLE = 41, NOT_OPENED = 42, DESCRIPTORS = 43 };

struct program {
    char const *file;
    char *text;
    size_t size;
    char *wanted; // its output without failures
    size_t wanted_size;
    size_t wanted_early; // what of it is there when the program has run, before the end
    int wanted_status;
};

// What a child tells its parent, in shared memory.
struct news {
    uint64_t attempts;
    size_t early;
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

static uint64_t attempts_of(ouro *rt, struct fault const *fault)
{
    return fault->kind == FAULT_ALLOCATION ? rt->heap.attempts : fault->attempts;
}

static bool has_fired(ouro *rt, struct fault const *fault)
{
    return fault->at != 0 && attempts_of(rt, fault) >= fault->at;
}

// From now on call `at` fails, 0: none.
static void plan_again(ouro *rt, struct fault *fault, uint64_t at)
{
    fault->attempts = 0;
    fault->at = at;
    if (fault->kind == FAULT_ALLOCATION) {
        heap_fail(&rt->heap, at, fault->later_too);
    }
}

// Is the output (its first bytes) as it should be, or does it say what went wrong?
static bool is_explained(struct program const *program, struct fault const *fault, size_t size, int status)
{
    size_t written;
    char *text = read_descriptor(1, &written);
    bool same = written == size && memcmp(text, program->wanted, size) == 0 && status == program->wanted_status;
    free(text);
    if (same) {
        return true;
    }
    if (fault->kind == FAULT_FILE) {
        return fault->error < FAULT_INTERRUPTED &&
               (status != program->wanted_status || contains(1, "Error") || contains(2, "Error"));
    }
    return contains(1, "MemoryError") || contains(2, "MemoryError") || contains(2, "no memory") ||
           contains(1, "memory");
}

static unsigned open_descriptors(void)
{
    unsigned count = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (folder != NULL && readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count;
}

// The program itself, and what the runtime is like afterwards.
static int run_and_look(ouro *rt, struct program const *program, struct fault *fault, bool alone, struct news *news)
{
    news->status = ouro_run(rt, program->text, program->size, program->file);
    if (alone) {
        return PASSED;
    }
    news->early = (size_t)lseek(1, 0, SEEK_CUR);
    if (!has_fired(rt, fault)) {
        return PASSED;
    }
    plan_again(rt, fault, 0);
    heap_verify_must(rt, VERIFY_AT_LEAST);
    if (!is_explained(program, fault, program->wanted_early, news->status)) {
        return WRONG_OUTPUT;
    }
    if (!usable(rt)) {
        return NOT_USABLE;
    }
    if (fault->later_too) {
        plan_again(rt, fault, 1); // to the end
    }
    return PASSED;
}

// The whole life of a runtime, in a child process. alone: with the output and errors of this process.
static int child(struct program const *program, struct fault fault, bool alone, struct news *news)
{
    unsigned before = open_descriptors();
    ouro_config config = {.size = sizeof config, .allow_files = 1, .allow_environment = 1, .allow_import = 1};
    char const *arguments[] = {program->file};
    config.arguments = arguments;
    config.argument_count = 1;
    bool allocation = fault.kind == FAULT_ALLOCATION;
    bool planned = fault.at != 0;
    fault_plan(&fault);
    ouro *rt = api_open(&config, allocation ? fault.at : 0, fault.later_too);
    if (rt == NULL) {
        return planned ? PASSED : NOT_OPENED;
    }
    int verdict = run_and_look(rt, program, &fault, alone, news);
    bool unfired = planned && !alone && fault.at != 0 && !has_fired(rt, &fault);
    ouro_finish(rt);
    if (unfired && has_fired(rt, &fault)) {
        uint64_t again = fault.later_too ? 1 : 0;
        plan_again(rt, &fault, 0);
        heap_verify_must(rt, VERIFY_AT_LEAST);
        bool silent = fault.kind == FAULT_FILE && fault.error < FAULT_INTERRUPTED; // both streams may have failed
        if (verdict == PASSED && !silent && !is_explained(program, &fault, program->wanted_size, news->status)) {
            verdict = WRONG_OUTPUT;
        }
        plan_again(rt, &fault, again);
    }
    news->attempts = attempts_of(rt, &fault);
    if (!allocation && planned) {
        fault_plan(NULL); // the check for what is left needs memory
    }
    ouro_close(rt);
    fault_plan(NULL);
    if (verdict == PASSED && !alone && open_descriptors() != before) {
        verdict = DESCRIPTORS;
    }
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
    fprintf(stderr, "  %s: %s%s", what, size > 6000 ? "..." : "", size > 6000 ? text + size - 6000 : text);
    fputs(size > 0 && text[size - 1] == '\n' ? "" : "\n", stderr);
    free(text);
}

static int remove_entry(char const *path, struct stat const *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

// Where output and errors of a child go, and what it tells.
struct place {
    int output;
    int errors;
    struct news *news;
};

static void complain(struct program const *program, struct fault const *fault, int status)
{
    static char const *const kinds[] = {"allocation", "mapping", "file operation"};
    static char const *const errors[] = {"EIO", "full", "EINTR", "short"};
    fprintf(stderr, "%s: %s %llu%s%s%s: ", program->file, kinds[fault->kind], (unsigned long long)fault->at,
            fault->later_too ? " and all later" : "", fault->kind == FAULT_FILE ? ", " : "",
            fault->kind == FAULT_FILE ? errors[fault->error] : "");
    if (WIFSIGNALED(status)) {
        fprintf(stderr, "signal %d\n", WTERMSIG(status));
        return;
    }
    int code = WEXITSTATUS(status);
    fprintf(stderr, "status %d%s\n", code,
            code == WRONG_OUTPUT  ? " (wrong output)"
            : code == NOT_USABLE  ? " (not usable afterwards)"
            : code == DESCRIPTORS ? " (descriptors left open)"
            : code == 70          ? " (left over)"
                                  : "");
}

// In the child: an empty folder to work in, and the streams.
static void settle(char const *folder, struct place const *place)
{
    if (chdir(folder) != 0 || dup2(place->output, 1) < 0 || dup2(place->errors, 2) < 0) {
        perror(folder);
        exit(2);
    }
    alarm(MOST_SECONDS);
}

// One run. Result: did all go well?
static bool run(struct program const *program, struct fault const *fault, struct place const *place)
{
    char folder[] = "failure-XXXXXX";
    if (ftruncate(place->output, 0) != 0 || ftruncate(place->errors, 0) != 0 || mkdtemp(folder) == NULL) {
        perror("preparing a run");
        exit(2);
    }
    lseek(place->output, 0, SEEK_SET);
    lseek(place->errors, 0, SEEK_SET);
    place->news->attempts = UINT64_MAX;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        settle(folder, place);
        exit(child(program, *fault, false, place->news));
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid) {
        perror("fork");
        exit(2);
    }
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    if (WIFEXITED(status) && WEXITSTATUS(status) == PASSED) {
        return true;
    }
    complain(program, fault, status);
    show(place->output, "output");
    show(place->errors, "errors");
    return false;
}

struct plan {
    enum fault_kind kind;
    unsigned errors; // bits of enum fault_error
    uint64_t first;
    uint64_t stride;
    uint64_t runs;
};

// All failing calls with one error. Result: number of runs that went wrong.
static unsigned sweep_error(struct program *program, struct plan const *plan, struct fault fault,
                            struct place const *place, uint64_t *runs)
{
    if (!run(program, &fault, place)) {
        return 1;
    }
    uint64_t total = place->news->attempts;
    program->wanted = read_descriptor(place->output, &program->wanted_size);
    program->wanted_early = place->news->early;
    program->wanted_status = place->news->status;
    uint64_t stride = plan->stride;
    uint64_t tried = total > plan->first ? total - plan->first : 0;
    if (plan->runs != 0 && tried / stride > plan->runs) {
        stride = tried / plan->runs | 1;
    }
    unsigned wrong = 0;
    bool alone_only = fault.error == FAULT_INTERRUPTED; // calls that are always interrupted are repeated for ever
    for (int later_too = 0; later_too < (alone_only ? 1 : 2); later_too++) {
        fault.later_too = later_too != 0;
        for (fault.at = plan->first; fault.at <= total + stride && wrong < 10; fault.at += stride, ++*runs) {
            wrong += !run(program, &fault, place);
        }
    }
    if (verbose || wrong > 0) {
        printf("%s: %llu calls, %llu runs, %u wrong\n", program->file, (unsigned long long)total,
               (unsigned long long)*runs, wrong);
        fflush(stdout);
    }
    free(program->wanted);
    return wrong;
}

static unsigned sweep(char const *file, struct plan const *plan, struct place const *place)
{
    struct program program = {.file = file};
    program.text = read_file(file, &program.size);
    unsigned wrong = 0;
    uint64_t runs = 0;
    for (unsigned error = 0; error < (plan->kind == FAULT_FILE ? FAULT_ERRORS : 1); error++) {
        struct fault fault = {.kind = plan->kind, .error = (enum fault_error)error};
        if (plan->kind != FAULT_FILE || plan->errors & 1u << error) {
            wrong += sweep_error(&program, plan, fault, place, &runs);
        }
    }
    free(program.text);
    return wrong;
}

// Where the programs' own allocations begin, about: all have those of an empty program, whose failures are tried with
// that one alone.
static uint64_t startup(struct place const *place)
{
    static char const empty[] = OURO_TEST_FOLDER "/programs/empty.py";
    struct program program = {.file = empty};
    program.text = read_file(empty, &program.size);
    bool opened = run(&program, &(struct fault){.kind = FAULT_ALLOCATION}, place);
    free(program.text);
    return opened ? place->news->attempts * 3 / 4 : 1;
}

static unsigned sweep_all(char const *pattern, struct plan const *plan, struct place const *place)
{
    glob_t found;
    unsigned wrong = 0;
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            wrong += sweep(found.gl_pathv[i], plan, place);
        }
        globfree(&found);
    }
    return wrong;
}

// The programs of this folder, for CI.
static unsigned sweep_folder(struct plan plan, struct place const *place)
{
    unsigned wrong = 0;
#ifdef OURO_FAULTS
    struct plan first = {.kind = FAULT_ALLOCATION, .first = 1, .stride = plan.stride, .runs = plan.runs * 8};
    wrong += sweep(OURO_TEST_FOLDER "/programs/empty.py", &first, place);
    plan.first = startup(place);
    wrong += sweep_all(OURO_TEST_FOLDER "/programs/*.py", &plan, place);
    wrong += sweep_all(OURO_TEST_FOLDER "/files/*.py", &plan, place);
    wrong += sweep_all(OURO_TEST_FOLDER "/mappings/*.py", &plan, place);
#else
    (void)startup;
#endif
    plan.first = 1;
    plan.kind = FAULT_FILE;
    wrong += sweep_all(OURO_TEST_FOLDER "/files/*.py", &plan, place);
    plan.kind = FAULT_MAPPING;
    plan.runs *= 4;
    wrong += sweep_all(OURO_TEST_FOLDER "/mappings/*.py", &plan, place);
    return wrong;
}

static int temporary_news(struct place *place)
{
    place->output = temporary();
    place->errors = temporary();
    void *news = mmap(NULL, sizeof *place->news, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    place->news = news == MAP_FAILED ? NULL : news;
    return place->news == NULL ? 2 : 0;
}

static int usage(void)
{
    fputs("usage: failure_test [-k a|m|f] [-e ERROR] [-s STRIDE] [-m RUNS] [-f FIRST] [-v] [-l] [-o N] [FILE...]\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct plan plan = {.kind = FAULT_ALLOCATION, .errors = ~0u, .first = 1, .stride = 1, .runs = RUNS};
    struct fault only = {0};
    for (int option; (option = getopt(argc, argv, "k:e:s:m:f:vlo:")) != -1;) {
        switch (option) {
        case 'k':
            plan.kind = *optarg == 'f' ? FAULT_FILE : *optarg == 'm' ? FAULT_MAPPING : FAULT_ALLOCATION;
            break;
        case 'e':
            only.error = (enum fault_error)(atoi(optarg) & 3);
            plan.errors = 1u << only.error;
            break;
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
            only.at = strtoull(optarg, NULL, 10);
            break;
        case 'l':
            only.later_too = true;
            break;
        case 'v':
            verbose = true;
            break;
        default:
            return usage();
        }
    }
    if (only.at != 0 && optind < argc) {
        struct news ignored;
        struct program program = {.file = argv[optind]};
        program.text = read_file(program.file, &program.size);
        only.kind = plan.kind;
        return child(&program, only, true, &ignored);
    }
    struct place place;
    if (temporary_news(&place) != 0) {
        return 2;
    }
    unsigned wrong = optind == argc ? sweep_folder(plan, &place) : 0;
    for (int i = optind; i < argc; i++) {
        wrong += sweep(argv[i], &plan, &place);
    }
    printf("%u runs went wrong\n", wrong);
    return wrong > 0;
}
