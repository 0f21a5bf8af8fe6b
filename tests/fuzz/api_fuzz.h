// SPDX-License-Identifier: MIT
// What the fuzzer of the embedding interface and the host it plays (api_host.c) share.
#ifndef OURO_TESTS_API_FUZZ_H
#define OURO_TESTS_API_FUZZ_H

#include "fuzz.h"

#define WORLDS 3
#define VALUES 12
#define SCOPES 6
#define MEMORY_MOST ((size_t)16 << 20)
#define STEPS_MOST 3000

struct world {
    ouro *rt; // NULL: not opened yet
    ouro_value type;
    uint32_t type_count;
    ouro_value values[VALUES]; // own handles, among them released ones
    uint64_t scopes[SCOPES];
    uint32_t scope_count;
};

// One input being played.
struct play {
    struct input in;
    struct world worlds[WORLDS];
    struct world *world; // the current one
    int depth;           // of calls of the host by Python
    uint32_t calls;
    uint32_t scopes_below;  // scopes that belong to calls further out
    ouro_value const *lent; // arguments of the innermost call
    size_t lent_count;
    size_t sum; // of what was read, so that it is read
    long instances;
};

// Plays so many calls.
void play_calls(struct play *p, uint32_t most);
void world_change(struct play *p, uint32_t number);

// The host (api_host.c)
ouro_function host_call;
ouro_loader host_load;
ouro_output host_output;
ouro_input host_input;
// A new class; its instances are counted in p->instances. flags: what it may and has; 255: an error in it.
ouro_value host_type(struct play *p, uint8_t flags);
// Sets, reads and moves slots of an instance.
void host_slots(struct play *p, ouro_value instance, ouro_value value);

#endif
