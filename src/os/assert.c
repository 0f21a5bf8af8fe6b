// SPDX-License-Identifier: MIT
// The end of a process whose own invariants are broken.
#include "os/assert.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void os_fatal(char const *file, int line, char const *what)
{
    fprintf(stderr, "ouro: %s:%d: broken invariant: %s\n", file, line, what);
    fflush(stderr);
    abort();
}
