// SPDX-License-Identifier: MIT
// The module _operator: Python's operators as functions.
#include "lib/operator.h"
#include "object/bytes.h"
#include "object/class.h"
#include "vm/vm.h"

#define BINARY(name, OP)                                              \
    METHOD(name)                                                      \
    {                                                                 \
        return operation_binary(rt, BINARY_##OP, args[0], args[1]);   \
    }                                                                 \
    METHOD(i##name)                                                   \
    {                                                                 \
        return operation_in_place(rt, BINARY_##OP, args[0], args[1]); \
    }
BINARY(add, ADD)
BINARY(sub, SUB)
BINARY(mul, MUL)
BINARY(matmul, MATMUL)
BINARY(truediv, TRUEDIV)
BINARY(floordiv, FLOORDIV)
BINARY(mod, MOD)
BINARY(power, POW)
BINARY(lshift, LSHIFT)
BINARY(rshift, RSHIFT)
BINARY(and, AND)
BINARY(or, OR)
BINARY(xor, XOR)

#define COMPARE(name, OP)                                             \
    METHOD(name)                                                      \
    {                                                                 \
        return operation_compare(rt, COMPARE_##OP, args[0], args[1]); \
    }
COMPARE(lt, LT)
COMPARE(le, LE)
COMPARE(eq, EQ)
COMPARE(ne, NE)
COMPARE(gt, GT)
COMPARE(ge, GE)

#define UNARY(name, OP)                                  \
    METHOD(name)                                         \
    {                                                    \
        return operation_unary(rt, UNARY_##OP, args[0]); \
    }
UNARY(neg, NEG)
UNARY(pos, POS)
UNARY(invert, INVERT)
UNARY(absolute, ABS)

METHOD(truth)
{
    int truth_value = operation_truth(rt, args[0]);
    return truth_value < 0 ? own_nothing : own_bool(truth_value);
}
METHOD(negation)
{
    int truth_value = operation_truth(rt, args[0]);
    return truth_value < 0 ? own_nothing : own_bool(!truth_value);
}
METHOD(identity)
{
    (void)rt;
    return own_bool(same(args[0], args[1]));
}
METHOD(difference)
{
    (void)rt;
    return own_bool(!same(args[0], args[1]));
}
METHOD(index_of)
{
    own_value n = operation_index(rt, args[0]);
    if (!failed(n) && !is_small_int(lend(n)) && !is_exact(lend(n), TYPE_INT)) { // True, or of a derived class
        own_value exact = int_binary(rt, BINARY_ADD, lend(n), lend(own_small_int(0)));
        release(rt, n);
        return exact;
    }
    return n;
}
METHOD(contains)
{
    int found = operation_contains(rt, args[0], args[1]);
    return found < 0 ? own_nothing : own_bool(found);
}
METHOD(get_item)
{
    return operation_get_item(rt, args[0], args[1]);
}
METHOD(set_item)
{
    return operation_set_item(rt, args[0], args[1], args[2]) ? own_none : own_nothing;
}
METHOD(delete_item)
{
    return operation_set_item(rt, args[0], args[1], ref_nothing) ? own_none : own_nothing;
}

// Is it something that + may join: a sequence?
static bool is_sequence(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    return t->protocol->concat != NULL || type_overrides(t, NAME_getitem) ||
           (t->protocol->get_item != NULL && layout_of(rt, v) != TYPE_DICT);
}

static bool type_has(struct ouro *rt, ref_value v, enum name_number special)
{
    own_value found = type_find_special(rt, type_of(rt, v), special);
    bool has = !failed(found);
    release(rt, found);
    return has;
}

static own_value concatenate(struct ouro *rt, ref_value const *args, bool in_place)
{
    bool joins = type_of(rt, args[0])->protocol->concat != NULL;
    bool adds = is_sequence(rt, args[0]) && is_sequence(rt, args[1]) &&
                (type_has(rt, args[0], NAME_add) || type_has(rt, args[1], NAME_radd) ||
                 (in_place && type_has(rt, args[0], NAME_iadd)));
    if (error_pending(rt)) {
        return own_nothing;
    }
    if (!joins && !adds) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object can't be concatenated", args[0]);
    }
    return in_place ? operation_in_place(rt, BINARY_ADD, args[0], args[1])
                    : operation_binary(rt, BINARY_ADD, args[0], args[1]);
}
METHOD(concat)
{
    return concatenate(rt, args, false);
}
METHOD(iconcat)
{
    return concatenate(rt, args, true);
}

// Walks an iterable for items equal to a value: how many (countOf), or the number of the first (indexOf). -1: error,
// -2: none.
static int64_t search(struct ouro *rt, ref_value iterable, ref_value wanted, bool first)
{
    struct type *t = type_of(rt, iterable);
    if (t->protocol->iterate == NULL && !type_overrides(t, NAME_iter) && !type_overrides(t, NAME_getitem)) {
        error_raise(rt, TYPE_TYPE_ERROR, "argument of type '%T' is not iterable", iterable);
        return -1;
    }
    own_value iterator = operation_iterate(rt, iterable);
    int64_t result = failed(iterator) ? -1 : first ? -2 : 0;
    for (int64_t i = 0; !failed(iterator); i++) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            result = failed(item) ? -1 : result;
            break;
        }
        int equal = element_equal(rt, lend(item), wanted);
        release(rt, item);
        if (equal < 0 || !vm_poll(rt)) {
            result = -1;
            break;
        }
        if (equal && first) {
            result = i;
            break;
        }
        result += equal;
    }
    release(rt, iterator);
    return result;
}
METHOD(count_of)
{
    int64_t n = search(rt, args[0], args[1], false);
    return n < 0 ? own_nothing : own_small_int(n);
}
METHOD(position_of)
{
    int64_t n = search(rt, args[0], args[1], true);
    if (n == -2) {
        return error_raise(rt, TYPE_VALUE_ERROR, "sequence.index(x): x not in sequence");
    }
    return n < 0 ? own_nothing : own_small_int(n);
}

METHOD(length_hint)
{
    int64_t otherwise = 0;
    if (count > 1 && !operation_index_int64(rt, args[1], &otherwise, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    int64_t hint = operation_length_hint(rt, args[0], otherwise);
    return error_pending(rt) ? own_nothing : int_from_int64(rt, hint);
}

METHOD(call)
{
    return operation_call(rt, args[0], args + 1, count - 1, kwnames);
}

// Compares without giving away by its time where the two differ.
static bool equal_bytes(char const *a, size_t a_size, char const *b, size_t b_size)
{
    unsigned char differ = a_size != b_size;
    char const *other = a_size == b_size ? a : b;
    for (size_t i = 0; i < b_size; i++) {
        differ |= (unsigned char)(other[i] ^ b[i]);
    }
    return differ == 0;
}
METHOD(compare_digest)
{
    if (is_str(rt, args[0]) && is_str(rt, args[1])) {
        struct str *a = as_str(args[0]);
        struct str *b = as_str(args[1]);
        if (!str_is_ascii(a) || !str_is_ascii(b)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "comparing strings with non-ASCII characters is not supported");
        }
        return own_bool(equal_bytes(str_bytes(a), str_size(a), str_bytes(b), str_size(b)));
    }
    uint8_t const *bytes[2];
    size_t sizes[2];
    if (!is_bytes_like(rt, args[0]) && !is_bytes_like(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "unsupported operand types(s) or combination of types: '%T' and '%T'",
                           args[0], args[1]);
    }
    for (int i = 0; i < 2; i++) {
        if (!bytes_view(rt, args[i], &bytes[i], &sizes[i])) {
            return own_nothing;
        }
    }
    return own_bool(equal_bytes((char const *)bytes[0], sizes[0], (char const *)bytes[1], sizes[1]));
}

#define TWO(name, function, text)                                                   \
    {                                                                               \
        name, function, 2, 2, 0, name "($module, a, b, /)\n--\n\nSame as " text "." \
    }
#define ONE(name, function, text)                                    \
    {                                                                \
        name, function, 1, 1, 0, name "($module, a, /)\n--\n\n" text \
    }
static struct native_definition const functions[] = {
    TWO("add", add, "a + b"),
    TWO("sub", sub, "a - b"),
    TWO("mul", mul, "a * b"),
    TWO("matmul", matmul, "a @ b"),
    TWO("truediv", truediv, "a / b"),
    TWO("floordiv", floordiv, "a // b"),
    TWO("mod", mod, "a % b"),
    TWO("pow", power, "a ** b"),
    TWO("lshift", lshift, "a << b"),
    TWO("rshift", rshift, "a >> b"),
    TWO("and_", and, "a & b"),
    TWO("or_", or, "a | b"),
    TWO("xor", xor, "a ^ b"),
    TWO("iadd", iadd, "a += b"),
    TWO("isub", isub, "a -= b"),
    TWO("imul", imul, "a *= b"),
    TWO("imatmul", imatmul, "a @= b"),
    TWO("itruediv", itruediv, "a /= b"),
    TWO("ifloordiv", ifloordiv, "a //= b"),
    TWO("imod", imod, "a %= b"),
    TWO("ipow", ipower, "a **= b"),
    TWO("ilshift", ilshift, "a <<= b"),
    TWO("irshift", irshift, "a >>= b"),
    TWO("iand", iand, "a &= b"),
    TWO("ior", ior, "a |= b"),
    TWO("ixor", ixor, "a ^= b"),
    TWO("lt", lt, "a < b"),
    TWO("le", le, "a <= b"),
    TWO("eq", eq, "a == b"),
    TWO("ne", ne, "a != b"),
    TWO("ge", ge, "a >= b"),
    TWO("gt", gt, "a > b"),
    TWO("is_", identity, "a is b"),
    TWO("is_not", difference, "a is not b"),
    TWO("contains", contains, "b in a (note reversed operands)"),
    TWO("getitem", get_item, "a[b]"),
    TWO("delitem", delete_item, "del a[b]"),
    TWO("concat", concat, "a + b, for a and b sequences"),
    TWO("iconcat", iconcat, "a += b, for a and b sequences"),
    {"setitem", set_item, 3, 3, 0, "setitem($module, a, b, c, /)\n--\n\nSame as a[b] = c."},
    {"countOf", count_of, 2, 2, 0,
     "countOf($module, a, b, /)\n--\n\nReturn the number of items in a which are, or which equal, b."},
    {"indexOf", position_of, 2, 2, 0, "indexOf($module, a, b, /)\n--\n\nReturn the first index of b in a."},
    ONE("neg", neg, "Same as -a."),
    ONE("pos", pos, "Same as +a."),
    ONE("inv", invert, "Same as ~a."),
    ONE("invert", invert, "Same as ~a."),
    ONE("abs", absolute, "Same as abs(a)."),
    ONE("truth", truth, "Return True if a is true, False otherwise."),
    ONE("not_", negation, "Same as not a."),
    ONE("index", index_of, "Same as a.__index__()"),
    {"length_hint", length_hint, 1, 2, 0,
     "length_hint($module, obj, default=0, /)\n--\n\nReturn an estimate of the number of items in obj.\n\nThis is "
     "useful "
     "for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be "
     "exact.\n"
     "Otherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer "
     ">= 0."},
    {"call", call, 1, -1, NATIVE_KEYWORDS,
     "call($module, obj, /, *args, **kwargs)\n--\n\nSame as obj(*args, **kwargs)."},
    {"_compare_digest", compare_digest, 2, 2, 0,
     "_compare_digest($module, a, b, /)\n--\n\nReturn 'a == b'.\n\nThe time it takes does not tell where they differ."},
    {0},
};

own_value operator_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {"itemgetter", &item_getter_type_definition},
        {"attrgetter", &attribute_getter_type_definition},
        {"methodcaller", &method_caller_type_definition},
    };
    own_value module = module_make(rt, "_operator", "Operator interface.", functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
