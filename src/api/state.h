// SPDX-License-Identifier: MIT
// What floor 8 keeps per runtime.
#ifndef OURO_API_STATE_H
#define OURO_API_STATE_H

#include <stdbool.h>

#include "os/timer.h"

struct api_state {
    bool finished;
    struct os_timer *timer; // of the time limit, or NULL
};

#endif
