// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint8_t input_byte(struct input *in)
{
    return in->at < in->end ? *in->at++ : 0;
}

uint32_t input_number(struct input *in, int bytes)
{
    uint32_t number = 0;
    for (int i = 0; i < bytes; i++) {
        number = number << 8 | input_byte(in);
    }
    return number;
}

uint32_t input_below(struct input *in, uint32_t below)
{
    return below <= 1 ? 0 : input_number(in, below <= 256 ? 1 : 2) % below;
}

bool input_is_over(struct input const *in)
{
    return in->at >= in->end;
}

void fuzz_must(bool holds, char const *what)
{
    if (!holds) {
        fprintf(stderr, "fuzz: this does not hold: %s\n", what);
        abort();
    }
}

static void throw_away(void *user, int stream, char const *text, size_t size)
{
    (void)user, (void)stream;
    volatile char sum = 0; // every byte is looked at, so that the sanitizer sees what is given
    for (size_t i = 0; i < size; i++) {
        sum = (char)(sum + text[i]);
    }
}

static int64_t no_input(ouro *runtime, void *user, char *buffer, size_t size)
{
    (void)runtime, (void)user, (void)buffer, (void)size;
    return 0;
}

// What takes real time and no steps would look like a hang.
static bool forbid_sleeping(ouro *runtime)
{
    uint64_t scope = ouro_scope_begin(runtime);
    bool done = ouro_delete_attribute(runtime, ouro_import(runtime, "time"), "sleep");
    ouro_scope_end(runtime, scope, NULL);
    return done;
}

ouro *fuzz_open(ouro_config const *given)
{
    ouro_config config = {.size = sizeof config};
    if (given != NULL) {
        config.memory_limit = given->memory_limit;
    }
    ouro *runtime = ouro_open(&config);
    if (runtime == NULL) {
        return NULL;
    }
    if (!ouro_set_output(runtime, throw_away, NULL) || !ouro_set_input(runtime, no_input, NULL) ||
        !forbid_sleeping(runtime)) {
        ouro_error_clear(runtime);
        ouro_close(runtime);
        return NULL;
    }
    ouro_set_step_limit(runtime, given != NULL ? given->step_limit : 0);
    return runtime;
}

void fuzz_close(ouro *runtime)
{
    ouro_error_clear(runtime);
    ouro_set_memory_limit(runtime, 0);
    ouro_allow_again(runtime);
    ouro_set_step_limit(runtime, 100000);
    static char const works[] = "class C:\n    pass\nc = C()\nc.c = c\ndel c\nresult = sum(i for i in [1, 2, 3])\n";
    // A program may have replaced or deleted what this one uses: then an exception is what comes, and nothing worse.
    if (!ouro_execute(runtime, works, sizeof works - 1, "after.py")) {
        fuzz_must(ouro_error_pending(runtime), "a failed call leaves an error pending");
        ouro_error_clear(runtime);
    }
    ouro_set_step_limit(runtime, 20000); // of atexit functions and finalizers
    ouro_close(runtime);
}
