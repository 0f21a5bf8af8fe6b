// SPDX-License-Identifier: MIT
// The input is a program's text: parsed, compiled, and run under small limits.
#include "fuzz.h"

#include <string.h>

#define STEPS 10000
#define MEMORY ((size_t)32 << 20)

int LLVMFuzzerTestOneInput(uint8_t const *data, size_t size)
{
    ouro_config const config = {.size = sizeof config, .memory_limit = MEMORY, .step_limit = STEPS};
    ouro *runtime = fuzz_open(&config);
    fuzz_must(runtime != NULL, "a runtime can be opened in 32 MB");
    (void)ouro_run(runtime, (char const *)data, size, "fuzz.py");
    fuzz_close(runtime);
    return 0;
}
