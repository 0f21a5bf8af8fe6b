// SPDX-License-Identifier: MIT
// The environment variables of the process, read only: changing them is not safe beside other threads.
#ifndef OURO_OS_ENVIRONMENT_H
#define OURO_OS_ENVIRONMENT_H

#include <stdbool.h>
#include <stddef.h>

// The value, or NULL; it belongs to the system and stays until somebody changes the environment.
char const *os_environment_get(char const *name);
// The index-th entry as "NAME=value"; NULL when there are no more.
char const *os_environment_at(size_t index);

#endif
