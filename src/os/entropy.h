// SPDX-License-Identifier: MIT
// Random bytes from the system, fit for secrets.
#ifndef OURO_OS_ENTROPY_H
#define OURO_OS_ENTROPY_H

#include <stdbool.h>
#include <stddef.h>

#include "os/assert.h"

// Fills all of the buffer; false: the system has none to give, contents undefined.
OURO_MUST_USE bool os_entropy(void *buffer, size_t bytes);

#endif
