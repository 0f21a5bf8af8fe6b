// SPDX-License-Identifier: MIT
// Planned failures of the system: of calls that map memory, or of calls about files.
//
// The linker leads the library's calls here (--wrap, see CMakeLists.txt), so the library itself has nothing in it for
// this. While a plan is made, each call of its kind counts, and the one planned fails, or it and all later ones.
#ifndef TESTS_FAILURE_FAULTS_H
#define TESTS_FAILURE_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

enum fault_kind { FAULT_ALLOCATION, FAULT_MAPPING, FAULT_FILE, FAULT_KINDS };

// What a call about a file ends with.
enum fault_error {
    FAULT_IO,          // EIO
    FAULT_FULL,        // EMFILE, ENOSPC or what fits the call
    FAULT_INTERRUPTED, // EINTR, where the system may say so
    FAULT_SHORT,       // one byte read or written
    FAULT_ERRORS
};

struct fault {
    enum fault_kind kind;
    enum fault_error error;
    uint64_t at; // 0: only count
    bool later_too;
    uint64_t attempts; // counted by the wrapped calls (not those of FAULT_ALLOCATION)
};

// NULL: nothing is counted and nothing fails.
void fault_plan(struct fault *fault);

#endif
