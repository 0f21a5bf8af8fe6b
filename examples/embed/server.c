// SPDX-License-Identifier: MIT
// usage: server [SECONDS]
// Runs snippets nobody trusts: one on each line of standard input ("\n" stands for a line's end), each in a runtime of
// its own with limits (of time: SECONDS, 5 unless told), and reports each result on one line.
#include <ouro.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void discard(void *user, int stream, char const *utf8, size_t size)
{
    (void)stream, (void)utf8;
    *(size_t *)user += size;
}

// Turns "\n" into newlines, in place.
static size_t unfold(char *text)
{
    char *to = text;
    for (char const *from = text; *from != '\0' && *from != '\n'; from++) {
        bool newline = from[0] == '\\' && from[1] == 'n';
        *to++ = newline ? '\n' : *from;
        from += newline;
    }
    *to = '\0';
    return (size_t)(to - text);
}

static void serve(int number, char const *source, size_t size, double seconds)
{
    ouro_config config = {.size = sizeof config, .memory_limit = 16 << 20, .step_limit = 200000, .time_limit = seconds};
    ouro *runtime = ouro_open(&config);
    size_t written = 0;
    if (runtime == NULL || !ouro_set_output(runtime, discard, &written)) {
        printf("%d: no memory to start\n", number);
    } else if (ouro_execute(runtime, source, size, "snippet")) {
        printf("%d: good, wrote %zu bytes\n", number, written);
    } else {
        printf("%d: %s in line %d: %.60s\n", number, ouro_error_type(runtime), ouro_error_line(runtime),
               ouro_error_text(runtime));
    }
    ouro_close(runtime);
}

int main(int argc, char **argv)
{
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 5.0;
    char line[4096];
    for (int number = 1; fgets(line, sizeof line, stdin) != NULL; number++) {
        size_t size = unfold(line);
        serve(number, line, size, seconds);
    }
    return 0;
}
