// SPDX-License-Identifier: MIT
// A long random program of allocations, releases and resizes, checked against a plain model after every step or every
// few.
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
// clang-format off
#include <cmocka.h>
// clang-format on

#include "heap/heap.h"

#define SLOTS 600

struct slot {
    unsigned char *block;
    size_t size;
    enum heap_kind kind;
    unsigned char fill;
};

struct model {
    struct heap heap;
    struct slot slots[SLOTS];
    uint64_t seed;
    size_t blocks[HEAP_KINDS];
};

static void say(void *to, char const *message)
{
    (void)to;
    fprintf(stderr, "%s\n", message);
}

static uint64_t next_random(struct model *model)
{
    model->seed ^= model->seed << 13;
    model->seed ^= model->seed >> 7;
    model->seed ^= model->seed << 17;
    return model->seed;
}

static size_t random_size(struct model *model, bool big)
{
    uint64_t r = next_random(model);
    switch (r % 16) {
    case 0:
        return (r >> 8) % 9000;
    case 1:
        return big ? (r >> 8) % 200000 : (r >> 8) % 3000;
    case 2:
        return big && (r >> 8) % 16 == 0 ? (r >> 16) % 6000000 : (r >> 16) % 600;
    default:
        return (r >> 8) % 200;
    }
}

// Objects carry a header in the first 8 bytes; the rest, and the whole of raw blocks, is filled.
static void fill(struct slot *slot, size_t from)
{
    size_t start = slot->kind == HEAP_RAW ? 0 : 8;
    if (slot->size > (from > start ? from : start)) {
        size_t at = from > start ? from : start;
        memset(slot->block + at, slot->fill, slot->size - at);
    }
    if (slot->kind != HEAP_RAW) {
        *(heap_word *)(void *)slot->block = 0x0100000000000001u;
    }
}

static void expect_bytes(unsigned char const *at, size_t count, unsigned char value)
{
    for (size_t i = 0; i < count; i++) {
        if (at[i] != value) {
            fail_msg("byte %zu of %zu is %u, not %u", i, count, at[i], value);
        }
    }
}

static void expect_contents(struct slot const *slot, size_t size)
{
    size_t start = slot->kind == HEAP_RAW ? 0 : 8;
    if (size > start) {
        expect_bytes(slot->block + start, size - start, slot->fill);
    }
}

static void make(struct model *model, struct slot *slot, bool big)
{
    slot->kind = (enum heap_kind)(next_random(model) % HEAP_KINDS);
    slot->size = random_size(model, big);
    if (slot->kind != HEAP_RAW && slot->size < 8) {
        slot->size = 8;
    }
    slot->fill = (unsigned char)next_random(model);
    slot->block = slot->kind == HEAP_RAW ? heap_raw_allocate(&model->heap, slot->size)
                                         : heap_allocate(&model->heap, slot->kind, slot->size);
    assert_non_null(slot->block);
    if (slot->kind != HEAP_RAW) {
        expect_bytes(slot->block, slot->size, 0);
    }
    fill(slot, 0);
    model->blocks[slot->kind]++;
}

static void drop(struct model *model, struct slot *slot)
{
    expect_contents(slot, slot->size);
    if (slot->kind == HEAP_RAW) {
        heap_raw_free(&model->heap, slot->block, slot->size);
    } else {
        heap_free_object(&model->heap, slot->block);
    }
    model->blocks[slot->kind]--;
    slot->block = NULL;
}

static void change(struct model *model, struct slot *slot, bool big)
{
    size_t size = random_size(model, big);
    if (slot->kind != HEAP_RAW && size < 8) {
        size = 8;
    }
    size_t old = slot->size;
    unsigned char *block = slot->kind == HEAP_RAW
                               ? heap_raw_resize(&model->heap, slot->block, old, size)
                               : heap_resize_object(&model->heap, slot->kind, slot->block, old, size);
    assert_non_null(block);
    slot->block = block;
    slot->size = size;
    expect_contents(slot, old < size ? old : size);
    if (slot->kind != HEAP_RAW) {
        assert_true(*(heap_word *)(void *)block == 0x0100000000000001u);
        if (size > old) {
            expect_bytes(block + old, size - old, 0);
        }
    }
    fill(slot, old);
}

static void expect_counts(struct model *model)
{
    assert_true(heap_check(&model->heap, say, NULL));
    size_t bytes[HEAP_KINDS] = {0};
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (model->slots[i].block != NULL) {
            bytes[model->slots[i].kind] += heap_page_of(model->slots[i].block)->block_size;
        }
    }
    for (uint32_t kind = 0; kind < HEAP_KINDS; kind++) {
        assert_int_equal(heap_live_blocks(&model->heap, (enum heap_kind)kind), model->blocks[kind]);
        assert_int_equal(heap_live_bytes(&model->heap, (enum heap_kind)kind), bytes[kind]);
    }
}

static void random_bits(struct model *model, struct slot *slot)
{
    if (slot->block == NULL || slot->kind != HEAP_TRACED) {
        return;
    }
    struct heap_page *page = heap_page_of(slot->block);
    uint32_t index = heap_block_index(page, slot->block);
    switch (next_random(model) % 4) {
    case 0:
        heap_set_old(page, index);
        break;
    case 1:
        heap_set_frozen(page, index);
        break;
    default:
        if (model->heap.free_color != 0) {
            heap_page_touch(&model->heap, page);
            if (!heap_bit_get(heap_marked_bits(page), index)) {
                heap_mark_grey(&model->heap, page, index);
            } else if (!heap_bit_get(heap_scanned_bits(page), index)) {
                heap_mark_scanned(&model->heap, page, index);
            }
        }
    }
}

static void turn(struct model *model)
{
    uint64_t r = next_random(model);
    if (r % 257 == 0) {
        heap_trim(&model->heap);
    } else if (r % 263 == 0) {
        heap_cycle_begin(&model->heap);
    } else if (r % 269 == 0 && model->heap.free_color != 0) {
        heap_cycle_end(&model->heap);
    }
}

static void run(uint64_t seed, uint32_t steps, uint32_t every, bool big)
{
    struct model *model = calloc(1, sizeof *model);
    assert_non_null(model);
    assert_true(heap_init(&model->heap));
    model->seed = seed;
    for (uint32_t step = 0; step < steps; step++) {
        struct slot *slot = &model->slots[next_random(model) % SLOTS];
        uint64_t what = next_random(model) % 4;
        if (slot->block == NULL) {
            make(model, slot, big);
        } else if (what == 0) {
            change(model, slot, big);
        } else if (what < 3) {
            drop(model, slot);
        } else {
            random_bits(model, slot);
        }
        turn(model);
        if (step % every == 0) {
            expect_counts(model);
        }
    }
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (model->slots[i].block != NULL) {
            drop(model, &model->slots[i]);
        }
    }
    expect_counts(model);
    heap_trim(&model->heap);
    expect_counts(model);
    assert_int_equal(model->heap.reserved_bytes, 0);
    assert_int_equal(heap_dirty_bytes(&model->heap), 0);
    heap_destroy(&model->heap);
    free(model);
}

static void check_every_step(void **state)
{
    (void)state;
    run(0x9e3779b97f4a7c15u, 6000, 1, false);
}

static void with_spans_and_large_blocks(void **state)
{
    (void)state;
    run(0xdeadbeefcafef00du, 8000, 7, true);
    run(0x123456789abcdefu, 8000, 7, true);
}

static void many_steps(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        run(seed * 0x2545f4914f6cdd1du, 30000, 501, seed % 2 == 0);
    }
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(check_every_step),
        cmocka_unit_test(with_spans_and_large_blocks),
        cmocka_unit_test(many_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
