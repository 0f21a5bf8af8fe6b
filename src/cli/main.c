// SPDX-License-Identifier: MIT
// The `ouro` program: options, where the source comes from, exit status. Everything else is the library's.
#include "lib/library.h"
#include "os/file.h"
#include "ouro.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STATUS_USAGE 2

struct options {
    bool statistics;
    char const *code;    // -c
    char const *module;  // -m
    size_t memory_limit; // bytes, 0: none
    int first;           // index of the first argument that is the program's
    bool done;           // --help or --version was answered
    struct library_options library;
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
          "  --memory-limit SIZE  bytes the program may hold, all counted: 64M, 1G, 500000\n"
          "  --stats              at exit print what memory was used for, to standard error\n"
          "  -h, --help           print this text and exit\n"
          "  -V, --version        print the version and exit\n"
          "\n"
          "Exit status: the program's own (sys.exit), 0 at its end, 1 after an exception, 2 for a wrong option or a "
          "file\n"
          "that cannot be read.\n",
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
        if (strcmp(argument, "--stats") == 0) {
            options->statistics = true;
        } else if (strcmp(argument, "--memory-limit") == 0 || strncmp(argument, "--memory-limit=", 15) == 0) {
            char const *size = argument[14] == '=' ? argument + 15 : at + 1 < argc ? argv[++at] : "";
            options->memory_limit = parse_size(size);
            if (options->memory_limit == 0) {
                return usage_error("--memory-limit wants a size such as 64M, not ", *size ? size : "nothing");
            }
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
    // sys.argv[0]: the file, "-c", "-", or "" when the program is piped in without a word.
    char const *no_arguments[] = {""};
    if (options.code != NULL) {
        argv[options.first] = "-c"; // the place of the code itself (or of "-cCODE")
    } else if (options.module != NULL) {
        argv[options.first] = "-m"; // until the module is found
    }
    bool named = options.first < argc;
    ouro_config config = {
        .size = sizeof config,
        .memory_limit = options.memory_limit,
        .argument_count = named ? argc - options.first : 1,
        .arguments = named ? (char const *const *)argv + options.first : no_arguments,
    };
    ouro *runtime = ouro_open(&config);
    if (runtime == NULL) {
        free(source.text);
        fputs("ouro: not enough memory to start\n", stderr);
        return 1;
    }
    if (!library_set_options(runtime, &options.library)) {
        status = library_handle_exit(runtime);
    } else if (folder || options.module != NULL) {
        bool ran = library_run_module(runtime, folder ? "__main__" : options.module, folder ? argv[options.first] : NULL);
        status = ran ? library_flush(runtime) : library_handle_exit(runtime);
    } else {
        status = ouro_run(runtime, source.text, source.size, source.name);
    }
    free(source.text);
    if (options.statistics) {
        ouro_finish(runtime);
        ouro_print_statistics(runtime, stderr);
    }
    ouro_close(runtime);
    free(original);
    return status;
}
