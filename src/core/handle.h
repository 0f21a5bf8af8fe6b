// SPDX-License-Identifier: MIT
// Handles: owned references that C code keeps outside heap objects and registers, visible to the collector as roots.
#ifndef OURO_CORE_HANDLE_H
#define OURO_CORE_HANDLE_H

#include "core/slot.h"

// A cell of the handle list. C code embeds or declares one, links it while it holds a value, unlinks it after.
// The list is doubly linked, so that a cell may leave in any order.
struct own_cell {
    own_value value;
    struct own_cell *next;
    struct own_cell *previous;
};

void handle_enter(struct ouro *rt, struct own_cell *cell, own_value v);
// Unlinks the cell; the reference is the caller's.
OURO_MUST_USE own_value handle_leave(struct ouro *rt, struct own_cell *cell);

#endif
