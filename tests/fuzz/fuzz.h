// SPDX-License-Identifier: MIT
// What the fuzzers share: input read bit by bit, runtimes that nothing can escape from, and the look at a runtime after
// a program.
#ifndef OURO_TESTS_FUZZ_H
#define OURO_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ouro.h"

// The input; behind its end there are zeros.
struct input {
    uint8_t const *at;
    uint8_t const *end;
};

uint8_t input_byte(struct input *in);
uint32_t input_number(struct input *in, int bytes); // bytes: 1 to 4
// 0 to below - 1.
uint32_t input_below(struct input *in, uint32_t below);
bool input_is_over(struct input const *in);

// A runtime under limits: no grants, output thrown away, no standard input, no sleeping. NULL: the limit is too small.
// config: NULL or limits; its grants are not looked at.
ouro *fuzz_open(ouro_config const *config);
// The limits go; then a small program must run, and ouro_close must find nothing left (builds with OURO_CHECK).
void fuzz_close(ouro *runtime);
// Ends the process with a report when what must hold does not.
void fuzz_must(bool holds, char const *what);

int LLVMFuzzerTestOneInput(uint8_t const *data, size_t size);

#endif
