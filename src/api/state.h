// SPDX-License-Identifier: MIT
// What floor 8 keeps per runtime.
#ifndef OURO_API_STATE_H
#define OURO_API_STATE_H

#include <stdbool.h>

#include "os/timer.h"
#include "ouro.h"

struct api_state {
    bool finished;
    struct os_timer *timer; // of the time limit, or NULL
};

// ouro_open with a planned failure of allocation fail_at (heap_fail; 0: none), for tests.
ouro *api_open(ouro_config const *config, uint64_t fail_at, bool fail_later_too);

#endif
