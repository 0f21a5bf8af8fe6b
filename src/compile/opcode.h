// SPDX-License-Identifier: MIT
// The bytecode: what floor 5 writes and floor 6 runs. A register machine in units of 64 bits.
//
//   unit:  op 8 | flags 8 | a 16 | b 16 | c 16      (op in the lowest byte)
//   then the instruction's extra units: immediate arguments and inline caches, zero at first but for the immediates.
//
// Registers of a frame, by number:  locals (parameters first) | cells (own, then free) | temporaries.
// Locals and cells always hold an owned value or nothing. Temporaries follow stack discipline: code->depths gives, for
// each instruction, the number of the first register that is not live before it; registers at and above it are dead
// memory that nobody reads or releases. An instruction's consumed operands are always the topmost live temporaries.
//
// Inside an instruction: compute; release the consumed operands left to right (b before c; a window from its base up);
// write the destination; release the destination's old value (FLAG_LOCAL only: a temporary holds none). An operand that
// is not consumed is borrowed from its register. A failing instruction releases its consumed operands all the same
// (storing nothing into their registers) and writes no destination; then the unwinder releases the live temporaries
// from the top down to the handler's depth, puts the exception, owned, into R[depth] and goes on at the target.
//
// RELEASE, END_LOOP and HANDLER_LEAVE may release temporaries with others above them (a return value, an exception, the
// middle operand of a chained comparison): they write nothing into the registers they empty, before they release. A
// consumed MOVE, or the release of all above, then brings the stack together again; in between, the depth table counts
// the empty registers. WITH_ENTER's R[b] may be R[a]; RELEASE of an empty register does nothing.
//
// A call's window gets its empty R[b+1] by LOAD_WORD of 0 (VALUE_NOTHING).
//
// target32 and index32: b | c << 16. Targets are unit numbers from the start of the code.
// An operand local may be unbound (nothing) only where the compiler has not put CHECK_BOUND before; it always does
// unless it has proved the local bound.
#ifndef OURO_COMPILE_OPCODE_H
#define OURO_COMPILE_OPCODE_H

#include <stdint.h>

enum unit_flag {
    FLAG_LOCAL = 1, // the destination is a local (or cell) register: release its old value after the write
    FLAG_CONSUME_B = 2,
    FLAG_CONSUME_C = 4,
    FLAG_CONSUME_A = 8,
    FLAG_IN_PLACE = 16,  // binary operators: the augmented assignment's
    FLAG_JUMP_TRUE = 16, // compare-and-jump: jump when true (else: when false)
    FLAG_SPEC = 16,      // FORMAT_VALUE: c holds the format specification
    FLAG_CONVERT_STR = 32,
    FLAG_CONVERT_REPR = 64,
    FLAG_CONVERT_ASCII = 96,
};

// clang-format off
// X(NAME, extra units, "what it does")
// D: destination a (FLAG_LOCAL as above). R[x]: register. K: code->constants. N: code->names.
#define OPCODES(X)                                                                                                     \
    X(NOP, 0, "")                                                                                                      \
    X(MOVE, 0, "D = R[b]; moved when consumed, else counted. Cells (closures) are passed this way too")                \
    X(LOAD_WORD, 0, "D = the value word index32 sign-extended to 64 bits: None, True, False, ..., small integers")     \
    X(LOAD_CONST, 0, "D = K[index32]")                                                                                 \
    X(CHECK_BOUND, 0, "R[a] nothing: UnboundLocalError")                                                               \
    X(DELETE_LOCAL, 0, "R[a] = nothing; UnboundLocalError when it was")                                                \
    X(RELEASE, 0, "releases temporary R[a]")                                                                           \
    X(LOAD_CELL, 0, "D = value of the cell in R[b]; NameError/UnboundLocalError when empty")                           \
    X(STORE_CELL, 0, "cell in R[a] = R[b]")                                                                            \
    X(DELETE_CELL, 0, "cell in R[a] is emptied; error when it was")                                                    \
    X(LOAD_CLASS_CELL, 1, "class body: D = namespace[name] if there, else cell R[b]. Unit 1: name index in N")         \
    X(LOAD_GLOBAL, 2, "D = globals or builtins [N[index32]]. Units: globals version|entry, builtins version|entry")    \
    X(LOAD_NAME, 2, "D = namespace, globals or builtins [N[index32]]. Units as LOAD_GLOBAL")                           \
    X(STORE_NAME, 1, "namespace[N[index32]] = R[a]. Unit: version|entry")                                              \
    X(STORE_GLOBAL, 1, "globals[N[index32]] = R[a]. Unit: version|entry")                                              \
    X(DELETE_NAME, 0, "del namespace[N[index32]]; NameError")                                                          \
    X(DELETE_GLOBAL, 0, "del globals[N[index32]]; NameError")                                                          \
    /* Binary operators: D = R[b] op R[c]; same order as enum binary_operator. FLAG_IN_PLACE. */                       \
    X(ADD, 0, "+") X(SUB, 0, "-") X(MUL, 0, "*") X(MATMUL, 0, "@") X(TRUEDIV, 0, "/") X(FLOORDIV, 0, "//")             \
    X(MOD, 0, "%") X(POW, 0, "**") X(LSHIFT, 0, "<<") X(RSHIFT, 0, ">>") X(AND, 0, "&") X(OR, 0, "|") X(XOR, 0, "^")   \
    /* With a small integer on the right: c is a signed 16-bit number. */                                              \
    X(ADD_INT, 0, "+") X(SUB_INT, 0, "-") X(MUL_INT, 0, "*") X(FLOORDIV_INT, 0, "//") X(MOD_INT, 0, "%")               \
    X(LSHIFT_INT, 0, "<<") X(RSHIFT_INT, 0, ">>") X(AND_INT, 0, "&")                                                   \
    X(NEG, 0, "D = -R[b]") X(POS, 0, "D = +R[b]") X(INVERT, 0, "D = ~R[b]") X(NOT, 0, "D = not R[b]")                  \
    /* Comparisons: D = R[b] op R[c]; order of enum compare_operator. */                                               \
    X(LT, 0, "<") X(LE, 0, "<=") X(EQ, 0, "==") X(NE, 0, "!=") X(GT, 0, ">") X(GE, 0, ">=")                            \
    X(IS, 0, "D = R[b] is R[c]") X(IS_NOT, 0, "D = R[b] is not R[c]")                                                  \
    X(IN, 0, "D = R[b] in R[c]") X(NOT_IN, 0, "D = R[b] not in R[c]")                                                  \
    X(JUMP, 0, "to target32, forward")                                                                                 \
    X(JUMP_BACK, 0, "to target32, backward: a safepoint")                                                              \
    X(JUMP_IF_TRUE, 0, "R[a] true: to target32. FLAG_CONSUME_A")                                                       \
    X(JUMP_IF_FALSE, 0, "R[a] false: to target32. FLAG_CONSUME_A")                                                     \
    X(JUMP_IF_TRUE_KEEP, 0, "temporary R[a] true: to target32 with R[a] kept; else R[a] is released")                  \
    X(JUMP_IF_FALSE_KEEP, 0, "temporary R[a] false: to target32 with R[a] kept; else R[a] is released")                \
    X(JUMP_IF_NONE, 0, "R[a] is None: to target32. FLAG_CONSUME_A")                                                    \
    X(JUMP_IF_NOT_NONE, 0, "R[a] is not None: to target32. FLAG_CONSUME_A")                                            \
    /* Compare R[b] with R[c] and jump on false (FLAG_JUMP_TRUE: on true) to the target in the low half of unit 1. */  \
    X(JUMP_LT, 1, "<") X(JUMP_LE, 1, "<=") X(JUMP_EQ, 1, "==") X(JUMP_NE, 1, "!=") X(JUMP_GT, 1, ">")                  \
    X(JUMP_GE, 1, ">=")                                                                                                \
    /* The same with c a signed 16-bit number. */                                                                      \
    X(JUMP_LT_INT, 1, "<") X(JUMP_LE_INT, 1, "<=") X(JUMP_EQ_INT, 1, "==") X(JUMP_NE_INT, 1, "!=")                     \
    X(JUMP_GT_INT, 1, ">") X(JUMP_GE_INT, 1, ">=")                                                                     \
    /* Displays: consume the temporaries R[b] ... R[b+c-1]; a may be b. */                                             \
    X(BUILD_TUPLE, 0, "D = tuple of c items")                                                                          \
    X(BUILD_LIST, 0, "D = list of c items")                                                                            \
    X(BUILD_SET, 0, "D = set of c items")                                                                              \
    X(BUILD_MAP, 0, "D = dict of c pairs: consumes 2c temporaries key, value, ...")                                    \
    X(BUILD_CONST_MAP, 1, "D = dict of c values. Unit 1: index in K of the tuple of keys; upper half: VM's cache")     \
    X(BUILD_STRING, 0, "D = the c str joined")                                                                         \
    X(BUILD_SLICE, 0, "D = slice(R[b], R[b+1][, R[b+2]]), c is 2 or 3; consumes them")                                 \
    X(LIST_APPEND, 0, "R[a].append(R[b]); R[a] stays")                                                                 \
    X(LIST_EXTEND, 0, "R[a].extend(R[b]); R[a] stays; else TypeError 'Value after * must be an iterable, not x'")      \
    X(LIST_TO_TUPLE, 0, "D = tuple(list R[b])")                                                                        \
    X(SET_ADD, 0, "R[a].add(R[b]); R[a] stays")                                                                        \
    X(SET_UPDATE, 0, "R[a].update(R[b]); R[a] stays")                                                                  \
    X(MAP_ADD, 0, "R[a][R[b]] = R[c]; R[a] stays")                                                                     \
    X(DICT_UPDATE, 0, "R[a].update(R[b]) as in {**x}; R[a] stays")                                                     \
    X(DICT_MERGE, 0, "R[a].update(R[b]) as in f(**x): duplicate keys are a TypeError naming callee R[c] (borrowed)")   \
    X(FORMAT_VALUE, 0, "D = format(R[b], R[c] if FLAG_SPEC else ''), after the conversion in the flags")               \
    /* Attributes. Unit 1: name index in N (low half), VM's state (high); units 2 and 3: guard and what was found. */  \
    X(LOAD_ATTR, 3, "D = R[b].name")                                                                                   \
    X(STORE_ATTR, 3, "R[a].name = R[b]; consumes b first, then a")                                                     \
    X(DELETE_ATTR, 1, "del R[a].name")                                                                                 \
    X(LOAD_METHOD, 3, "for a call: temporaries R[a] = callee, R[a+1] = self, or nothing when R[a] is the whole. b may "\
                      "be a")                                                                                          \
    X(LOAD_SUBSCR, 0, "D = R[b][R[c]]")                                                                                \
    X(LOAD_SUBSCR_INT, 0, "D = R[b][c], c signed 16-bit")                                                              \
    X(STORE_SUBSCR, 0, "R[a][R[b]] = R[c]; releases consumed ones in the order c, a, b")                               \
    X(DELETE_SUBSCR, 0, "del R[a][R[b]]")                                                                              \
    /* Calls. Window at b: R[b] callee, R[b+1] self or nothing, R[b+2] ... arguments; all consumed (moved). */         \
    X(CALL, 2, "D = callee([self,] c arguments)")                                                                      \
    X(CALL_KEYWORDS, 2, "the last of the c arguments are named by the tuple K[low half of unit 1]; else as CALL")      \
    X(CALL_EX, 0, "D = callee(*R[b+2], **dict R[b+3] or nothing); window of 4")                                        \
    X(CALL_COMPREHENSION, 1, "D = result of code K[unit 1] run on iterator R[b], with c free cells in R[b+1] ...")     \
    X(RETURN, 0, "returns R[a]; FLAG_CONSUME_A for a temporary; no other temporary is live")                           \
    X(RETURN_NONE, 0, "returns None")                                                                                  \
    X(MAKE_FUNCTION, 1, "D = function of code K[unit 1]; c: bits 1 defaults tuple, 2 kwdefaults dict, 4 annotations "  \
                        "tuple name, value, ..., 8 closure tuple: consumed from R[b] on in this order")                \
    X(LOAD_BUILD_CLASS, 0, "D = builtins.__build_class__")                                                             \
    X(LOAD_ASSERTION_ERROR, 0, "D = AssertionError")                                                                   \
    X(LOAD_LOCALS, 0, "D = the namespace of the frame")                                                                \
    X(SETUP_ANNOTATIONS, 0, "namespace['__annotations__'] = {} unless there")                                          \
    /* Iteration. A loop owns three temporaries R[a], R[a+1], R[a+2]: an iterator and two words, or for a range three */ \
    /* small integers next, step, left (the iterator register then holds a small integer). */                          \
    X(GET_ITER, 0, "D = iter(R[b])")                                                                                   \
    X(GET_LOOP, 0, "R[a] ... R[a+2] = loop over R[b]; all three are live afterwards. b may be a. FLAG_SPEC: "    \
                   "R[b] is an iterator already (a comprehension's), iter() is not called")                      \
    X(FOR_NEXT, 1, "R[b] = next of the loop R[a] (FLAG_LOCAL: b is a local); at the end releases the loop's three and "\
                   "goes to the target in the low half of unit 1")                                                     \
    X(END_LOOP, 0, "releases the loop's three temporaries R[a] ... (break, return)")                                   \
    X(UNPACK, 0, "R[a] ... R[a+c-1] = the c items of R[b]; destinations are temporaries, first item in R[a+c-1]: "     \
                 "stores then pop them in order. b may be a")                                                          \
    X(UNPACK_EX, 0, "as UNPACK with a starred target: c = before | after << 8; the list is item `before`")             \
    X(YIELD, 0, "yields R[b]; when resumed D = the value sent")                                                        \
    X(GET_YIELD_FROM, 0, "D = iterator for `yield from R[b]`")                                                         \
    X(YIELD_FROM, 0, "delegates to temporary R[b] until it ends; then consumes it, D = its return value")              \
    /* Coroutines. */                                                                                                  \
    X(GET_AWAITABLE, 0, "D = iterator for `await R[b]`; c: where R[b] comes from, enum await_kind")                    \
    X(ASYNC_WRAP, 0, "D = R[b] wrapped, so that what an async generator yields is known from what it awaits")          \
    X(GET_AITER, 0, "D = aiter(R[b])")                                                                                 \
    X(GET_ANEXT, 0, "D = iterator to await for the next item of R[b], which stays")                                    \
    X(END_ASYNC_FOR, 0, "exception R[a+1]: StopAsyncIteration is released, and the iterator R[a]; any other goes on")  \
    /* Exceptions. */                                                                                                  \
    X(RAISE, 0, "raise R[a]; consumed with FLAG_CONSUME_A")                                                            \
    X(RAISE_FROM, 0, "raise R[a] from R[b]")                                                                           \
    X(RAISE_AGAIN, 0, "bare raise: the handled exception; RuntimeError when none")                                     \
    X(RERAISE, 0, "raises the exception R[a] (consumed) again, context and traceback as they are")                     \
    X(HANDLER_ENTER, 0, "temporary R[a] holds the caught exception: it becomes the handled one; R[a+1] = the handled " \
                        "one before (owned, may be nothing)")                                                          \
    X(HANDLER_LEAVE, 0, "the handled exception is R[a+1] again (moved back); releases R[a]. With a second exception "  \
                        "above them (cleanup handlers) leaves that one where it is")                                   \
    X(EXCEPTION_MATCH, 0, "D = whether exception R[b] (borrowed) matches R[c]")                                        \
    X(GROUP_MATCH, 0, "except*: D = the group of what R[c] catches of R[b] (an exception or None), or None; R[b] = what is " \
                      "left. A group caught becomes the handled exception")                                            \
    X(GROUP_LEFTOVER, 0, "D = what to raise behind the except* clauses, or None: R[b] was caught, list R[c] is what they " \
                         "raised and left")                                                                            \
    X(WITH_ENTER, 0, "manager R[b]: R[a] = callee, R[a+1] = self or nothing of its __exit__; R[a+2] = __enter__(). " \
                      "FLAG_SPEC: of __aexit__ and __aenter__")    \
    X(WITH_EXIT, 0, "R[b] = callee(self, type, value, traceback) of the __exit__ in R[a], R[a+1] (both stay) for the " \
                    "exception R[c] (borrowed); R[b] is a temporary above all")                                        \
    /* Patterns. */                                                                                                    \
    X(MATCH_SEQUENCE, 0, "R[a] no sequence for a pattern: to target32")                                                \
    X(MATCH_MAPPING, 0, "R[a] no mapping for a pattern: to target32")                                                  \
    X(MATCH_KEYS, 0, "D = tuple of what mapping R[b] has for the keys in tuple R[c]; None: one is not there")          \
    X(MATCH_REST, 0, "D = dict of mapping R[b] without the keys in tuple R[c]")                                        \
    X(MATCH_CLASS, 1, "D = tuple of the attributes that pattern R[c](...) looks at in R[b], None: no instance or one " \
                      "is not there. Unit 1: index in K of the tuple of the number of positional patterns and the "    \
                      "names of the others")                                                                           \
    X(GET_LENGTH, 0, "D = len(R[b])")                                                                                  \
    /* Imports. */                                                                                                     \
    X(IMPORT_NAME, 1, "D = __import__(N[unit 1], level R[b+1], fromlist R[b]); consumes both")                         \
    X(IMPORT_FROM, 1, "D = R[b].name for from-import (falls back on sys.modules); R[b] stays. Unit 1: name in N")      \
    X(IMPORT_STAR, 0, "all public names of module R[b] into the namespace; consumes it")                               \
    X(PRINT_EXPR, 0, "sys.displayhook(R[a]); consumes it")
// clang-format on

enum opcode {
#define X(NAME, extra, text) OP_##NAME,
    OPCODES(X)
#undef X
        OPCODE_COUNT,
};

static inline uint64_t unit_make(enum opcode op, uint32_t flags, uint32_t a, uint32_t b, uint32_t c)
{
    return (uint64_t)op | (uint64_t)(flags & 0xff) << 8 | (uint64_t)(a & 0xffff) << 16 | (uint64_t)(b & 0xffff) << 32 |
           (uint64_t)(c & 0xffff) << 48;
}
static inline uint32_t unit_op(uint64_t unit)
{
    return unit & 0xff;
}
static inline uint32_t unit_flags(uint64_t unit)
{
    return unit >> 8 & 0xff;
}
static inline uint32_t unit_a(uint64_t unit)
{
    return unit >> 16 & 0xffff;
}
static inline uint32_t unit_b(uint64_t unit)
{
    return unit >> 32 & 0xffff;
}
static inline uint32_t unit_c(uint64_t unit)
{
    return (uint32_t)(unit >> 48);
}
static inline uint32_t unit_index(uint64_t unit) // b | c << 16
{
    return (uint32_t)(unit >> 32);
}

#endif
