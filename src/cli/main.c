// SPDX-License-Identifier: MIT
// The `ouro` program: options, where the source comes from, exit status. Everything else is the library's.
#include "api/state.h"
#include "lib/library.h"
#include "os/file.h"
#include "os/interrupt.h"
#include "ouro.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STATUS_USAGE 2
#define MOST_WARNINGS 64

struct options {
    bool statistics;
    char const *code;    // -c
    char const *module;  // -m
    size_t memory_limit; // bytes, 0: none
    uint64_t max_steps;  // 0: none
    double timeout;      // seconds, 0: none
    double pause_budget; // seconds, 0: as it is
    double release_budget;
    bool isolated;
    int first; // index of the first argument that is the program's
    bool done; // --help or --version was answered
    struct library_options library;
    char const *warnings[MOST_WARNINGS]; // those of library
};

static void print_help(FILE *stream)
{
    fputs("usage: ouro [OPTION]... [FILE | -c CODE | -m MODULE | -] [ARGUMENT]...\n"
          "Runs a Python 3.11 program from FILE, from CODE, or from standard input.\n"
          "\n"
          "  -c CODE              run CODE; the arguments after it are sys.argv[1:]\n"
          "  -m MODULE            run a module, found as imports find it\n"
          "  -                    read the program from standard input\n"
          "  -E                   read no PYTHON* variables of the environment\n"
          "  -P                   leave the program's folder out of sys.path\n"
          "  -I                   both\n"
          "  -W ACTION[:...]      a filter for warnings, as for the module warnings and in PYTHONWARNINGS\n"
          "  --memory-limit SIZE  bytes the program may hold, all counted: 64M, 1G, 500000\n"
          "  --max-steps NUMBER   loop rounds, calls and returns the program may take\n"
          "  --pause-budget TIME  what one step of the collector may take: 1ms, 500us\n"
          "  --release-budget TIME  what one step of releasing a large structure may take; else it goes at once\n"
          "  --timeout TIME       real time the program may take: 10, 1.5, 500ms, 2m, 1h\n"
          "  --isolated           the program may open no file, import nothing from disk, read no environment\n"
          "  --stats              at exit print what memory was used for, to standard error\n"
          "  -h, --help           print this text and exit\n"
          "  -V, --version        print the version and exit\n"
          "\n"
          "Exit status: the program's own (sys.exit), 0 at its end, 1 after an exception (a limit that was reached is\n"
          "one, too), 2 for a wrong option or a file that cannot be read.\n",
          stream);
}

static int usage_error(char const *what, char const *argument)
{
    fprintf(stderr, "ouro: %s%s\nTry 'ouro --help'.\n", what, argument);
    return STATUS_USAGE;
}

// "64M" to bytes; 0 when it is not a size.
static size_t parse_size(char const *text)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *text == '-') {
        return 0;
    }
    unsigned shift = 0;
    switch (*end) {
    case 'k':
    case 'K':
        shift = 10;
        break;
    case 'm':
    case 'M':
        shift = 20;
        break;
    case 'g':
    case 'G':
        shift = 30;
        break;
    case '\0':
        return (size_t)number;
    default:
        return 0;
    }
    if (end[1] != '\0' || number > (SIZE_MAX >> shift)) {
        return 0;
    }
    return (size_t)number << shift;
}

// Options of one letter, which may be joined: -EP. Those that change nothing here are taken all the same.
static bool take_letters(char const *letters, struct options *options)
{
    struct library_options *library = &options->library;
    for (; *letters != '\0'; letters++) {
        switch (*letters) {
        case 'I':
            library->isolated = library->ignore_environment = library->safe_path = true;
            break;
        case 'E':
            library->ignore_environment = true;
            break;
        case 'P':
            library->safe_path = true;
            break;
        case 'S':
            library->no_site = true;
            break;
        case 'B': // no bytecode files are written
        case 's': // nor is there a folder of the user's modules
        case 'u': // standard error is never buffered, standard output is flushed at exit
            break;
        default:
            return false;
        }
    }
    return true;
}

// "10", "1.5", "500ms", "2m" to seconds; 0 when it is not a time.
static double parse_time(char const *text)
{
    char *end;
    errno = 0;
    double number = strtod(text, &end);
    if (errno != 0 || end == text || (*text != '.' && (*text < '0' || *text > '9'))) {
        return 0;
    }
    static struct {
        char const *unit;
        double seconds;
    } const units[] = {{"", 1}, {"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"m", 60}, {"h", 3600}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].unit) == 0) {
            return number * units[i].seconds;
        }
    }
    return 0;
}

// A number of steps; 0 when it is none.
static uint64_t parse_steps(char const *text)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    return errno == 0 && *text >= '0' && *text <= '9' && *end == '\0' ? number : 0;
}

// The value of option `name` when it is at argv[*at], as "--name VALUE" or "--name=VALUE"; "" when there is none. NULL:
// another option.
static char const *option_value(char const *name, int argc, char **argv, int *at)
{
    size_t length = strlen(name);
    char const *argument = argv[*at];
    if (strncmp(argument, name, length) != 0 || (argument[length] != '\0' && argument[length] != '=')) {
        return NULL;
    }
    if (argument[length] == '=') {
        return argument + length + 1;
    }
    return *at + 1 < argc ? argv[++*at] : "";
}

// One of the options that have a value and set a limit. Result: 1 taken, 0 another option, -1 a wrong value.
static int parse_limit(int argc, char **argv, int *at, struct options *options)
{
    char const *value = option_value("--memory-limit", argc, argv, at);
    bool done;
    char const *wanted;
    if (value != NULL) {
        wanted = "--memory-limit wants a size such as 64M, not ";
        options->memory_limit = parse_size(value);
        done = options->memory_limit != 0;
    } else if ((value = option_value("--max-steps", argc, argv, at)) != NULL) {
        wanted = "--max-steps wants a number such as 1000000, not ";
        options->max_steps = parse_steps(value);
        done = options->max_steps != 0;
    } else if ((value = option_value("--timeout", argc, argv, at)) != NULL) {
        wanted = "--timeout wants a time such as 10 or 500ms, not ";
        options->timeout = parse_time(value);
        done = options->timeout > 0;
    } else if ((value = option_value("--pause-budget", argc, argv, at)) != NULL) {
        wanted = "--pause-budget wants a time such as 1ms or 500us, not ";
        options->pause_budget = parse_time(value);
        done = options->pause_budget > 0;
    } else if ((value = option_value("--release-budget", argc, argv, at)) != NULL) {
        wanted = "--release-budget wants a time such as 1ms or 500us, not ";
        options->release_budget = parse_time(value);
        done = options->release_budget > 0;
    } else {
        return 0;
    }
    if (!done) {
        usage_error(wanted, *value ? value : "nothing");
    }
    return done ? 1 : -1;
}

// -W: keeps its value for the library. Result as parse_limit's.
static int parse_warning(int argc, char **argv, int *at, struct options *options)
{
    if (strncmp(argv[*at], "-W", 2) != 0) {
        return 0;
    }
    char const *value = argv[*at][2] != '\0' ? argv[*at] + 2 : *at + 1 < argc ? argv[++*at] : NULL;
    if (value == NULL) {
        usage_error("-W wants a filter for warnings", "");
        return -1;
    }
    if (options->library.warning_count == MOST_WARNINGS) {
        usage_error("too many options -W", "");
        return -1;
    }
    options->warnings[options->library.warning_count++] = value;
    options->library.warnings = options->warnings;
    return 1;
}

// Reads the options. Result: 0, or the status to exit with.
static int parse_options(int argc, char **argv, struct options *options)
{
    int at = 1;
    for (; at < argc; at++) {
        char const *argument = argv[at];
        if (argument[0] != '-' || strcmp(argument, "-") == 0) {
            break;
        }
        if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
            print_help(stdout);
            options->done = true;
            return 0;
        }
        if (strcmp(argument, "--version") == 0 || strcmp(argument, "-V") == 0) {
            printf("Ouro %s (Python 3.11)\n", ouro_version());
            options->done = true;
            return 0;
        }
        int limit = parse_limit(argc, argv, &at, options);
        limit = limit != 0 ? limit : parse_warning(argc, argv, &at, options);
        if (limit < 0) {
            return STATUS_USAGE;
        }
        if (limit > 0) {
            continue;
        }
        if (strcmp(argument, "--stats") == 0) {
            options->statistics = true;
        } else if (strcmp(argument, "--isolated") == 0) {
            options->isolated = true;
        } else if (strncmp(argument, "-c", 2) == 0) {
            options->code = argument[2] ? argument + 2 : at + 1 < argc ? argv[++at] : NULL;
            if (options->code == NULL) {
                return usage_error("-c wants the code to run", "");
            }
            break;
        } else if (strncmp(argument, "-m", 2) == 0) {
            options->module = argument[2] ? argument + 2 : at + 1 < argc ? argv[++at] : NULL;
            if (options->module == NULL) {
                return usage_error("-m wants the module to run", "");
            }
            break;
        } else if (!take_letters(argument + 1, options)) {
            return usage_error("unknown option ", argument);
        }
    }
    options->first = at;
    return 0;
}

struct source {
    char *text;
    size_t size;
    char const *name; // for tracebacks
    char place[4096]; // the file seen from the root
};

static void *grow_text(void *to, void *buffer, size_t old_bytes, size_t bytes)
{
    (void)to;
    (void)old_bytes;
    return realloc(buffer, bytes);
}

// Reads the program: from -c, a file, or standard input. Result: 0, or the status to exit with, a message printed.
// source->text is malloc'ed.
static int read_source(struct options const *options, int argc, char **argv, struct source *source)
{
    if (options->code != NULL) {
        source->name = "<string>";
        source->size = strlen(options->code);
        source->text = malloc(source->size + 1);
        if (source->text == NULL) {
            return usage_error("no memory for the program", "");
        }
        memcpy(source->text, options->code, source->size + 1);
        return 0;
    }
    bool from_file = options->first < argc && strcmp(argv[options->first], "-") != 0;
    source->name = from_file ? argv[options->first] : "<stdin>";
    if (from_file && os_file_absolute(source->name, false, source->place, sizeof source->place) == 0) {
        source->name = source->place;
    }
    int descriptor = 0;
    int error = from_file ? os_file_open(source->name, OS_FILE_READ, &descriptor) : 0;
    if (error == 0) {
        void *text = NULL;
        size_t room = 0;
        error = os_file_read_all(descriptor, grow_text, NULL, &text, &room, &source->size);
        source->text = text;
        if (from_file && os_file_close(descriptor) != 0) {
            error = error != 0 ? error : EIO;
        }
    }
    if (error != 0) {
        free(source->text);
        char message[128];
        os_error_text(error, message, sizeof message);
        fprintf(stderr, "ouro: can't open file '%s': [Errno %d] %s\n", source->name, error, message);
        return STATUS_USAGE;
    }
    return 0;
}

// The arguments as they were given, before -c's and -m's are made into sys.argv. NULL: no memory.
static char const **copy_arguments(int argc, char **argv)
{
    char const **copy = malloc((size_t)argc * sizeof *copy + 1);
    for (int i = 0; copy != NULL && i < argc; i++) {
        copy[i] = argv[i];
    }
    return copy;
}

// Ctrl-C.
static void interrupt(void *runtime)
{
    ouro_interrupt(runtime);
}

// sys.argv[0] is the file, "-c", "-", or "" when the program is piped in without a word.
static ouro *open_runtime(int argc, char **argv, struct options const *options)
{
    char const *no_arguments[] = {""};
    if (options->code != NULL) {
        argv[options->first] = "-c"; // the place of the code itself (or of "-cCODE")
    } else if (options->module != NULL) {
        argv[options->first] = "-m"; // until the module is found
    }
    bool named = options->first < argc;
    ouro_config config = {
        .size = sizeof config,
        .memory_limit = options->memory_limit,
        .argument_count = named ? argc - options->first : 1,
        .arguments = named ? (char const *const *)argv + options->first : no_arguments,
        .step_limit = options->max_steps,
        .time_limit = options->timeout,
        .pause_budget = options->pause_budget,
        .release_budget = options->release_budget,
        .allow_files = !options->isolated,
        .allow_environment = !options->isolated,
        .allow_import = !options->isolated,
    };
    return ouro_open(&config);
}

// folder: one whose module __main__ is the program, or NULL. Result: the exit status.
static int run_program(ouro *runtime, struct options const *options, struct source const *source, char const *folder)
{
    if (!library_set_options(runtime, &options->library)) {
        return library_handle_exit(runtime);
    }
    if (folder != NULL || options->module != NULL) {
        bool ran = library_run_module(runtime, folder != NULL ? "__main__" : options->module, folder);
        return ran ? library_flush(runtime) : library_handle_exit(runtime);
    }
    return ouro_run(runtime, source->text, source->size, source->name);
}

int main(int argc, char **argv)
{
    struct options options = {0};
    int status = parse_options(argc, argv, &options);
    if (status != 0 || options.done) {
        return status;
    }
    if (options.code == NULL && options.module == NULL && options.first == argc && os_file_is_terminal(0)) {
        print_help(stderr);
        return STATUS_USAGE;
    }
    struct source source = {0};
    struct os_file_status kind;
    bool folder = options.code == NULL && options.module == NULL && options.first < argc &&
                  os_file_status_path(argv[options.first], &kind) == 0 && kind.kind == OS_FILE_DIRECTORY;
    status = folder || options.module != NULL ? 0 : read_source(&options, argc, argv, &source);
    if (status != 0) {
        return status;
    }
    char executable[4096];
    char const **original = copy_arguments(argc, argv);
    options.library.original_count = original == NULL ? 0 : argc;
    options.library.original_arguments = original;
    if (os_file_absolute("/proc/self/exe", true, executable, sizeof executable) == 0) {
        options.library.executable = executable;
    }
    ouro *runtime = open_runtime(argc, argv, &options);
    if (runtime == NULL) {
        free(source.text);
        free(original);
        fputs("ouro: not enough memory to start\n", stderr);
        return 1;
    }
    struct os_interrupt *watch = os_interrupt_watch(interrupt, runtime);
    status = run_program(runtime, &options, &source, folder ? argv[options.first] : NULL);
    free(source.text);
    if (options.statistics) {
        ouro_finish(runtime);
        ouro_print_statistics(runtime, stderr);
    }
    api_finish(runtime, true);
    os_interrupt_unwatch(watch);
    ouro_close(runtime);
    free(original);
    if (status == OURO_STATUS_INTERRUPTED) {
        os_interrupt_die();
    }
    return status;
}
