// SPDX-License-Identifier: MIT
// The checker of code objects: every jump leads to an instruction, registers are in range, consumed operands are the
// topmost temporaries, and the depth table says the same along every path.
//
// Registers emptied under others (RELEASE, END_LOOP, HANDLER_LEAVE) are followed over the next few instructions, which
// bring the stack together again.
#include "compile/build.h"
#include "compile/shape.h"
#include "object/tuple.h"

#include <string.h>

enum { HOLES_MOST = 8 };

struct check {
    struct code const *code;
    uint32_t first; // temporary
    uint32_t holes[HOLES_MOST];
    uint32_t hole_next;
    uint32_t depth_row; // of the instruction at hand
    uint64_t const *unit;
    uint32_t at, next; // units
    uint32_t depth;    // before it
    uint32_t after;    // when it goes on
    bool goes_on;
    char const *wrong;
};

static void fail(struct check *k, char const *wrong)
{
    if (k->wrong == NULL)
        k->wrong = wrong;
}

static uint32_t depth_at(struct code const *code, uint32_t unit)
{
    uint32_t low = 0, high = code->depth_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (code->depths[middle].start <= unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low != 0 ? code->depths[low - 1].depth : UINT32_MAX;
}

// Does an instruction begin at this unit?
static bool is_start(struct code const *code, uint32_t unit, uint8_t const *starts)
{
    return unit < code->unit_count && (starts[unit >> 3] >> (unit & 7) & 1);
}

static void add_hole(struct check *k, uint32_t reg)
{
    k->holes[k->hole_next++ % HOLES_MOST] = reg;
}

static bool is_hole(struct check const *k, uint32_t reg)
{
    for (int i = 0; i < HOLES_MOST; i++) {
        if (k->holes[i] == reg)
            return true;
    }
    return false;
}

static void check_target(struct check *k, uint32_t target, uint32_t depth, uint8_t const *starts, bool backward)
{
    if (!is_start(k->code, target, starts))
        fail(k, "jump to where no instruction begins");
    else if (backward ? target > k->at : target <= k->at)
        fail(k, "jump in the wrong direction");
    else if (depth_at(k->code, target) != depth)
        fail(k, "depth at the target of a jump");
}

static void consume_window(struct check *k, uint32_t base, uint32_t count)
{
    if (count != 0 && (base < k->first || base + count != k->after))
        fail(k, "a window that is not on top");
    k->after -= count <= k->after ? count : 0;
}

// Registers consumed by flags: together the topmost.
static void consume_flagged(struct check *k)
{
    uint64_t unit = *k->unit;
    uint32_t flags = unit_flags(unit);
    struct {
        uint32_t flag, reg;
    } const operands[] = {
        {FLAG_CONSUME_A, unit_a(unit)}, {FLAG_CONSUME_B, unit_b(unit)}, {FLAG_CONSUME_C, unit_c(unit)}};
    uint32_t count = 0;
    for (int i = 0; i < 3; i++)
        count += (flags & operands[i].flag) != 0;
    for (int i = 0; i < 3; i++) {
        if ((flags & operands[i].flag) &&
            (operands[i].reg < k->first || operands[i].reg + count < k->depth || operands[i].reg >= k->depth))
            fail(k, "a consumed operand that is not on top");
    }
    k->after -= count <= k->after ? count : 0;
}

static void read_register(struct check *k, uint32_t reg)
{
    if (reg >= k->code->register_count)
        fail(k, "register out of range");
    else if (reg >= k->first && reg >= k->depth)
        fail(k, "reads a dead temporary");
}

static void write_register(struct check *k, uint32_t reg)
{
    if (unit_flags(*k->unit) & FLAG_LOCAL) {
        if (reg >= k->first && reg >= k->after) // or a live temporary: a pattern's capture
            fail(k, "a local that is none");
    } else if (reg != k->after) {
        fail(k, "writes a temporary that is not the next one");
    } else {
        k->after++;
    }
    if (k->after > k->code->register_count)
        fail(k, "more registers than there are");
}

static void write_several(struct check *k, uint32_t reg, uint32_t count)
{
    if (reg != k->after)
        fail(k, "writes temporaries that are not the next ones");
    k->after += count;
    if (k->after > k->code->register_count)
        fail(k, "more registers than there are");
}

// A consumed MOVE to a lower register brings the stack together.
static void check_move(struct check *k)
{
    uint32_t to = unit_a(*k->unit);
    if (!(unit_flags(*k->unit) & FLAG_LOCAL) && (unit_flags(*k->unit) & FLAG_CONSUME_B) && to < k->after) {
        for (uint32_t reg = to; reg < k->after; reg++) {
            if (!is_hole(k, reg))
                fail(k, "a value is lost under a MOVE");
        }
        k->after = to + 1;
        return;
    }
    write_register(k, to);
}

// Empties `count` registers from `reg` on; up to `above` may stay above them.
static void check_release(struct check *k, uint32_t reg, uint32_t count, uint32_t above)
{
    if (reg < k->first || reg + count > k->depth)
        fail(k, "releases what is not live");
    else if (reg + count == k->depth)
        k->after = reg;
    else if (k->depth - reg - count <= above)
        for (uint32_t i = 0; i < count; i++)
            add_hole(k, reg + i);
    else
        fail(k, "too much above what is released");
}

static uint32_t window_size(uint64_t unit)
{
    switch (unit_op(unit)) {
    case OP_CALL:
    case OP_CALL_KEYWORDS:
        return unit_c(unit) + 2;
    case OP_CALL_EX:
        return 4;
    case OP_CALL_COMPREHENSION:
        return unit_c(unit) + 1;
    case OP_MAKE_FUNCTION:
        return (uint32_t)__builtin_popcount(unit_c(unit));
    case OP_BUILD_MAP:
        return unit_c(unit) * 2;
    case OP_IMPORT_NAME:
        return 2;
    default:
        return unit_c(unit);
    }
}

static void check_fields(struct check *k)
{
    uint64_t unit = *k->unit;
    struct opcode_shape const *shape = &opcode_shapes[unit_op(unit)];
    struct code const *code = k->code;
    if (shape->a == 'r')
        read_register(k, unit_a(unit));
    if (shape->b == 'r')
        read_register(k, unit_b(unit));
    if (shape->c == 'r' || (shape->c == 's' && (unit_flags(unit) & FLAG_SPEC)))
        read_register(k, unit_c(unit));
    uint32_t constants = (uint32_t)as_tuple(slot_get(code->constants))->length;
    uint32_t names = (uint32_t)as_tuple(slot_get(code->names))->length;
    if ((shape->b == 'k' && unit_index(unit) >= constants) ||
        (shape->extra == 'k' && (uint32_t)k->unit[1] >= constants))
        fail(k, "no such constant");
    if ((shape->b == 'n' && unit_index(unit) >= names) || (shape->extra == 'n' && (uint32_t)k->unit[1] >= names))
        fail(k, "no such name");
    if (shape->b == 'm')
        consume_window(k, unit_b(unit), window_size(unit));
    else
        consume_flagged(k);
}

// The instructions with an effect of their own on the depth. false: an ordinary one.
static bool check_special(struct check *k, uint8_t const *starts)
{
    uint64_t unit = *k->unit;
    uint32_t a = unit_a(unit);
    switch (unit_op(unit)) {
    case OP_MOVE:
        check_move(k);
        return true;
    case OP_RELEASE:
        check_release(k, a, 1, 3);
        return true;
    case OP_END_LOOP:
        check_release(k, a, 3, 1);
        return true;
    case OP_END_ASYNC_FOR:
        check_release(k, a, 2, 0);
        return true;
    case OP_HANDLER_LEAVE:
        check_release(k, a, 2, 1);
        return true;
    case OP_HANDLER_ENTER:
        write_several(k, a + 1, 1);
        return true;
    case OP_LOAD_METHOD:
        write_several(k, a, 2);
        return true;
    case OP_GET_LOOP:
    case OP_WITH_ENTER:
        write_several(k, a, 3);
        return true;
    case OP_UNPACK:
        write_several(k, a, unit_c(unit));
        return true;
    case OP_UNPACK_EX:
        write_several(k, a, (unit_c(unit) & 0xff) + (unit_c(unit) >> 8) + 1);
        return true;
    case OP_WITH_EXIT:
        if (a + 2 != unit_c(unit))
            fail(k, "the exception is not behind __exit__");
        write_several(k, unit_b(unit), 1);
        return true;
    case OP_FOR_NEXT:
        if (a + 3 != k->depth)
            fail(k, "a loop that is not on top");
        check_target(k, (uint32_t)k->unit[1], a, starts, false);
        write_register(k, unit_b(unit));
        return true;
    case OP_JUMP_IF_TRUE_KEEP:
    case OP_JUMP_IF_FALSE_KEEP:
        if (a + 1 != k->depth)
            fail(k, "keeps what is not on top");
        check_target(k, unit_index(unit), k->depth, starts, false);
        k->after = a;
        return true;
    case OP_JUMP:
    case OP_JUMP_BACK:
        check_target(k, unit_index(unit), k->after, starts, unit_op(unit) == OP_JUMP_BACK);
        k->goes_on = false;
        return true;
    case OP_RETURN:
    case OP_RETURN_NONE:
        if (k->after != k->first)
            fail(k, "returns with live temporaries");
        k->goes_on = false;
        return true;
    case OP_RAISE:
    case OP_RAISE_FROM:
    case OP_RAISE_AGAIN:
    case OP_RERAISE:
        k->goes_on = false;
        return true;
    default:
        return false;
    }
}

static void check_instruction(struct check *k, uint8_t const *starts)
{
    struct opcode_shape const *shape = &opcode_shapes[unit_op(*k->unit)];
    k->after = k->depth;
    k->goes_on = true;
    check_fields(k);
    if (!check_special(k, starts)) {
        if (shape->b == 't')
            check_target(k, unit_index(*k->unit), k->after, starts, false);
        if (shape->extra == 't')
            check_target(k, (uint32_t)k->unit[1], k->after, starts, false);
        if (shape->a == 'd')
            write_register(k, unit_a(*k->unit));
    }
    if (!k->goes_on || k->wrong != NULL)
        return;
    if (k->next >= k->code->unit_count) {
        fail(k, "runs out of the code");
        return;
    }
    uint32_t depth = depth_at(k->code, k->next);
    while (k->after > depth && is_hole(k, k->after - 1))
        k->after--;
    if (k->after != depth)
        fail(k, "the depth table and the instruction disagree");
}

static void check_handlers(struct check *k, uint8_t const *starts)
{
    for (uint32_t i = 0; i < k->code->handler_count; i++) {
        struct code_handler const *h = &k->code->handlers[i];
        k->at = h->start;
        if (h->start >= h->end || !is_start(k->code, h->start, starts) || !is_start(k->code, h->target, starts) ||
            (h->end != k->code->unit_count && !is_start(k->code, h->end, starts)))
            fail(k, "a handler's region or target");
        else if (i > 0 && h[-1].start > h->start)
            fail(k, "handlers out of order");
        else if (depth_at(k->code, h->target) != h->depth + 1 || h->depth < k->first)
            fail(k, "depth at a handler");
        for (uint32_t row = 0; row < k->code->depth_count && k->wrong == NULL; row++) {
            uint32_t start = k->code->depths[row].start;
            if (start >= h->start && start < h->end && k->code->depths[row].depth < h->depth)
                fail(k, "less than the handler's depth inside its region");
        }
        if (k->wrong == NULL && depth_at(k->code, h->start) < h->depth)
            fail(k, "less than the handler's depth at the region's start");
    }
}

static void find_starts(struct code const *code, uint8_t *starts)
{
    for (uint32_t unit = 0; unit < code->unit_count;) {
        starts[unit >> 3] |= (uint8_t)(1u << (unit & 7));
        unit += 1u + opcode_shapes[unit_op(code->units[unit]) % OPCODE_COUNT].extra_units;
    }
}

char const *check_code(struct ouro *rt, struct code const *code, uint32_t *at)
{
    struct check k = {.code = code, .first = code->local_count + code->cell_count + code->free_count};
    memset(k.holes, 0xff, sizeof k.holes);
    size_t size = code->unit_count / 8 + 1;
    uint8_t *starts = heap_raw_allocate_zeroed(&rt->heap, size);
    if (starts == NULL)
        return NULL; // the compilation goes on unchecked
    find_starts(code, starts);
    if (code->unit_count == 0 || depth_at(code, 0) != k.first)
        fail(&k, "the first instruction");
    for (uint32_t unit = 0; unit < code->unit_count && k.wrong == NULL; unit = k.next) {
        k.at = unit;
        k.unit = &code->units[unit];
        if (unit_op(*k.unit) >= OPCODE_COUNT) {
            fail(&k, "no such instruction");
            break;
        }
        k.next = unit + 1 + opcode_shapes[unit_op(*k.unit)].extra_units;
        k.depth = depth_at(code, unit);
        if (k.depth < k.first || k.depth > code->register_count)
            fail(&k, "depth out of range");
        else
            check_instruction(&k, starts);
    }
    if (k.wrong == NULL)
        check_handlers(&k, starts);
    heap_raw_free(&rt->heap, starts, size);
    *at = k.at;
    return k.wrong;
}
