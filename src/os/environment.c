// SPDX-License-Identifier: MIT
// Environment variables.
#include "os/environment.h"

#include <stdlib.h>
#include <unistd.h>

char const *os_environment_get(char const *name)
{
    return getenv(name);
}

char const *os_environment_at(size_t index)
{
    return environ == NULL ? NULL : environ[index];
}
