// SPDX-License-Identifier: MIT
// Random bytes by getrandom.
#include "os/entropy.h"

#include <errno.h>
#include <sys/random.h>

bool os_entropy(void *buffer, size_t bytes)
{
    size_t done = 0;
    while (done < bytes) {
        ssize_t got = getrandom((char *)buffer + done, bytes - done, 0);
        if (got > 0) {
            done += (size_t)got;
        } else if (got == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}
