// SPDX-License-Identifier: MIT
// The assertion levels and compiler attributes, for the floors that see values.
#ifndef OURO_CORE_ASSERT_H
#define OURO_CORE_ASSERT_H

#include "os/assert.h"

#endif
