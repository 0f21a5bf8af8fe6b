// SPDX-License-Identifier: MIT
// operator.itemgetter, attrgetter, methodcaller.
#include "lib/operator.h"

#include "object/instance.h"

// itemgetter and attrgetter: what they are to get. Of attrgetter: names (interned str), dotted ones as tuples of names.
struct getter {
    struct object header;
    slot_value items; // tuple
};
FIELDS_FUNCTIONS(getter, getter, items, 1)

static ref_value items_of(ref_value self)
{
    return slot_get(((struct getter *)as_object(self))->items);
}

static bool one_argument(struct ouro *rt, char const *name, uint32_t count, ref_value kwnames)
{
    return container_arguments(rt, name, count - 1, kwnames, 1, 1);
}

// One value, or a tuple of what `get` gives for each item.
static own_value get_all(struct ouro *rt, ref_value self, ref_value from,
                         own_value (*get)(struct ouro *rt, ref_value from, ref_value item))
{
    ref_value items = items_of(self);
    if (is_nothing(items)) {
        return own_none;
    }
    own_value held = retain(items);
    uint64_t length = as_tuple(items)->length;
    own_value result = length == 1 ? get(rt, from, tuple_item(items, 0)) : tuple_open(rt, length);
    for (uint64_t i = 0; length > 1 && i < length && !failed(result); i++) {
        own_value value = get(rt, from, tuple_item(items, i));
        if (failed(value)) {
            release(rt, give(result));
        } else {
            slot_init(&as_tuple(lend(result))->items[i], value);
        }
    }
    if (length > 1) {
        tuple_close(result);
    }
    release(rt, held);
    return result;
}

static own_value getter_repr(struct ouro *rt, ref_value self, own_value shown)
{
    int entered = failed(shown) ? -1 : repr_enter(rt, self);
    if (entered != 0) {
        release(rt, shown);
        return entered < 0 ? own_nothing : str_format(rt, "%s(...)", type_of(rt, self)->definition->name);
    }
    struct str_builder b;
    str_builder_open(rt, &b);
    str_builder_add_text(&b, type_of(rt, self)->definition->name);
    for (uint64_t i = 0; i < as_tuple(lend(shown))->length; i++) {
        str_builder_add_text(&b, i == 0 ? "(" : ", ");
        if (!str_builder_add_repr(&b, tuple_item(lend(shown), i))) {
            break;
        }
    }
    str_builder_add_text(&b, ")");
    release(rt, shown);
    repr_leave(rt, self);
    return str_builder_finish(&b);
}

static own_value getter_new(struct ouro *rt, ref_value type, own_value items)
{
    own_value made = failed(items) ? own_nothing : object_create(rt, (struct type *)as_object(type), 0);
    if (failed(made)) {
        release(rt, items);
        return made;
    }
    slot_init(&((struct getter *)as_object(lend(made)))->items, items);
    return made;
}

#define DEFINE(prefix, NUMBER, python_name, text, base_name)                               \
    static struct native_definition const prefix##_methods[] = {                           \
        {"__reduce__", prefix##_reduce, 0, 0, 0, "Return state information for pickling"}, \
        {0},                                                                               \
    };                                                                                     \
    static struct type_protocol const prefix##_protocol = {                                \
        .repr = prefix##_repr, .call = prefix##_call, .create = prefix##_create};          \
    struct type_definition const prefix##_type_definition = {                              \
        .name = "operator." python_name,                                                   \
        .doc = text,                                                                       \
        .number = NUMBER,                                                                  \
        .base = TYPE_OBJECT,                                                               \
        .size = sizeof(struct base_name),                                                  \
        .traverse = base_name##_traverse,                                                  \
        .drop_step = base_name##_drop_step,                                                \
        .clear = base_name##_clear,                                                        \
        .protocol = &prefix##_protocol,                                                    \
        .methods = prefix##_methods,                                                       \
    };

// itemgetter ---------------------------------------------------------------------------------------------------------

METHOD(item_getter_create)
{
    if (!container_arguments(rt, "itemgetter", count - 1, kwnames, 1, count > 2 ? UINT32_MAX : 1)) {
        return own_nothing;
    }
    return getter_new(rt, args[0], tuple_from(rt, args + 1, count - 1));
}

METHOD(item_getter_call)
{
    if (OURO_UNLIKELY(count != 2 || !is_nothing(kwnames)) && !one_argument(rt, "itemgetter", count, kwnames)) {
        return own_nothing;
    }
    ref_value items = items_of(args[0]);
    if (is_exact(args[1], TYPE_TUPLE) && !is_nothing(items) && as_tuple(items)->length == 1) {
        ref_value item = tuple_item(items, 0);
        if (is_small_int(item) && (uint64_t)small_int(item) < as_tuple(args[1])->length) {
            return retain(tuple_item(args[1], (uint64_t)small_int(item)));
        }
    }
    return get_all(rt, args[0], args[1], operation_get_item);
}

static own_value item_getter_repr(struct ouro *rt, ref_value self)
{
    return getter_repr(rt, self, retain(items_of(self)));
}

METHOD(item_getter_reduce)
{
    return reduced(rt, args[0], retain(items_of(args[0])));
}
DEFINE(
    item_getter, TYPE_ITEM_GETTER, "itemgetter",
    "itemgetter(item, ...) --> itemgetter object\n\nReturn a callable object that fetches the given item(s) from its "
    "operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) "
    "returns (r[2], r[5], r[3])",
    getter)

// attrgetter ---------------------------------------------------------------------------------------------------------

// The name, or the tuple of its parts when it has dots.
static own_value split_name(struct ouro *rt, ref_value name)
{
    own_value exact = str_exact(rt, name);
    if (failed(exact)) {
        return exact;
    }
    char const *text = str_bytes(as_str(lend(exact)));
    size_t size = str_size(as_str(lend(exact)));
    uint64_t dots = 0;
    for (size_t i = 0; i < size; i++) {
        dots += text[i] == '.';
    }
    if (dots == 0) {
        return str_intern_value(rt, exact);
    }
    own_value parts = tuple_new(rt, dots + 1);
    size_t from = 0;
    for (uint64_t i = 0; i <= dots && !failed(parts); i++) {
        char const *dot = i < dots ? memchr(text + from, '.', size - from) : text + size;
        size_t end = (size_t)(dot - text);
        own_value part = str_intern(rt, text + from, end - from);
        from = end + 1;
        if (failed(part)) {
            release(rt, give(parts));
        } else {
            slot_init(&as_tuple(lend(parts))->items[i], part);
        }
    }
    release(rt, exact);
    return parts;
}

METHOD(attribute_getter_create)
{
    if (!container_arguments(rt, "attrgetter", count - 1, kwnames, 1, count > 2 ? UINT32_MAX : 1)) {
        return own_nothing;
    }
    own_value items = tuple_new(rt, count - 1);
    for (uint32_t i = 1; i < count && !failed(items); i++) {
        if (!is_str(rt, args[i])) {
            release(rt, items);
            return error_raise(rt, TYPE_TYPE_ERROR, "attribute name must be a string");
        }
        own_value name = split_name(rt, args[i]);
        if (failed(name)) {
            release(rt, give(items));
        } else {
            slot_init(&as_tuple(lend(items))->items[i - 1], name);
        }
    }
    return getter_new(rt, args[0], items);
}

static own_value get_path(struct ouro *rt, ref_value from, ref_value name)
{
    if (!is_exact(name, TYPE_TUPLE)) {
        return operation_get_attribute(rt, from, name);
    }
    own_value value = retain(from);
    for (uint64_t i = 0; i < as_tuple(name)->length && !failed(value); i++) {
        own_value next = operation_get_attribute(rt, lend(value), tuple_item(name, i));
        release(rt, value);
        value = next;
    }
    return value;
}

METHOD(attribute_getter_call)
{
    return one_argument(rt, "attrgetter", count, kwnames) ? get_all(rt, args[0], args[1], get_path) : own_nothing;
}

// The names as they were given.
static own_value dotted_names(struct ouro *rt, ref_value self)
{
    ref_value items = items_of(self);
    own_value names = tuple_new(rt, as_tuple(items)->length);
    own_value dot = failed(names) ? own_nothing : str_from(rt, ".");
    for (uint64_t i = 0; i < as_tuple(items)->length && !failed(names); i++) {
        ref_value item = tuple_item(items, i);
        own_value name = failed(dot)                   ? own_nothing
                         : !is_exact(item, TYPE_TUPLE) ? retain(item)
                                                       : str_join(rt, lend(dot), item);
        if (failed(name)) {
            release(rt, give(names));
        } else {
            slot_init(&as_tuple(lend(names))->items[i], name);
        }
    }
    release(rt, dot);
    return names;
}

static own_value attribute_getter_repr(struct ouro *rt, ref_value self)
{
    return getter_repr(rt, self, dotted_names(rt, self));
}

METHOD(attribute_getter_reduce)
{
    return reduced(rt, args[0], dotted_names(rt, args[0]));
}
DEFINE(
    attribute_getter, TYPE_ATTRIBUTE_GETTER, "attrgetter",
    "attrgetter(attr, ...) --> attrgetter object\n\nReturn a callable object that fetches the given attribute(s) from "
    "its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), "
    "the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n"
    "(r.name.first, r.name.last).",
    getter)

// methodcaller -------------------------------------------------------------------------------------------------------

struct method_caller {
    struct object header;
    slot_value name;
    slot_value arguments; // tuple: one place for the object, the positional ones, the values of those by name
    slot_value kwnames;   // tuple, or nothing
};
FIELDS_FUNCTIONS(method_caller, method_caller, name, 3)

static struct method_caller *as_caller(ref_value self)
{
    return (struct method_caller *)as_object(self);
}

METHOD(method_caller_create)
{
    if (count < 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "methodcaller needs at least one argument, the method name");
    }
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "method name must be a string");
    }
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    own_value exact = str_exact(rt, args[1]);
    own_value name = failed(exact) ? own_nothing : str_intern_value(rt, exact);
    own_value arguments = failed(name) ? own_nothing : tuple_from(rt, args + 2, count - 2 + named);
    own_value made = failed(arguments) ? own_nothing : object_create(rt, (struct type *)as_object(args[0]), 0);
    if (failed(made)) {
        release(rt, name);
        release(rt, arguments);
        return made;
    }
    struct method_caller *m = as_caller(lend(made));
    slot_init(&m->name, name);
    slot_init(&m->arguments, arguments);
    slot_init(&m->kwnames, named > 0 ? retain(kwnames) : own_nothing);
    return made;
}

METHOD(method_caller_call)
{
    struct method_caller *m = as_caller(args[0]);
    if (!one_argument(rt, "methodcaller", count, kwnames) || is_nothing(slot_get(m->arguments))) {
        return error_pending(rt) ? own_nothing : own_none;
    }
    own_value held = retain(slot_get(m->arguments));
    struct tuple *t = as_tuple(lend(held));
    uint64_t named = is_nothing(slot_get(m->kwnames)) ? 0 : as_tuple(slot_get(m->kwnames))->length;
    ref_value few[8];
    size_t bytes = (t->length + 1) * sizeof *few;
    ref_value *all = t->length < 8 ? few : heap_raw_allocate(&rt->heap, bytes);
    own_value result;
    if (all == NULL) {
        result = error_no_memory(rt);
    } else {
        all[0] = args[1];
        memcpy(all + 1, slot_lend_array(t->items), t->length * sizeof *all);
        result =
            operation_call_method(rt, slot_get(m->name), all, (uint32_t)(t->length + 1 - named), slot_get(m->kwnames));
    }
    if (all != few) {
        heap_raw_free(&rt->heap, all, all == NULL ? 0 : bytes);
    }
    release(rt, held);
    return result;
}

static own_value method_caller_repr(struct ouro *rt, ref_value self)
{
    int entered = repr_enter(rt, self);
    if (entered != 0) {
        return entered < 0 ? own_nothing : str_from(rt, "operator.methodcaller(...)");
    }
    struct method_caller *m = as_caller(self);
    own_value arguments = retain(slot_get(m->arguments));
    own_value names = is_nothing(slot_get(m->kwnames)) ? tuple_new(rt, 0) : retain(slot_get(m->kwnames));
    struct str_builder b;
    str_builder_open(rt, &b);
    str_builder_add_text(&b, "operator.methodcaller(");
    str_builder_add_repr(&b, slot_get(m->name));
    uint64_t length = as_tuple(lend(arguments))->length;
    uint64_t plain = failed(names) ? length : length - as_tuple(lend(names))->length;
    for (uint64_t i = 0; i < length && !b.failed; i++) {
        str_builder_add_text(&b, ", ");
        if (i >= plain) {
            str_builder_add_str(&b, tuple_item(lend(names), i - plain));
            str_builder_add_text(&b, "=");
        }
        str_builder_add_repr(&b, tuple_item(lend(arguments), i));
    }
    str_builder_add_text(&b, ")");
    release(rt, names);
    release(rt, arguments);
    repr_leave(rt, self);
    return str_builder_finish(&b);
}

METHOD(method_caller_reduce)
{
    struct method_caller *m = as_caller(args[0]);
    struct tuple *t = as_tuple(slot_get(m->arguments));
    ref_value names = slot_get(m->kwnames);
    uint64_t named = is_nothing(names) ? 0 : as_tuple(names)->length;
    if (named == 0) {
        own_value all = tuple_new(rt, t->length + 1);
        if (!failed(all)) {
            slot_init(&as_tuple(lend(all))->items[0], retain(slot_get(m->name)));
            for (uint64_t i = 0; i < t->length; i++) {
                slot_init(&as_tuple(lend(all))->items[i + 1], retain(slot_get(t->items[i])));
            }
        }
        return reduced(rt, args[0], all);
    }
    // (functools.partial(methodcaller, name, **named), arguments)
    own_value import = reduced_builtin(rt, "__import__");
    own_value module_name = failed(import) ? own_nothing : str_from(rt, "functools");
    own_value module = failed(module_name) ? own_nothing : operation_call_1(rt, lend(import), lend(module_name));
    own_value key = failed(module) ? own_nothing : str_from(rt, "partial");
    own_value partial = failed(key) ? own_nothing : operation_get_attribute(rt, lend(module), lend(key));
    release(rt, import);
    release(rt, module_name);
    release(rt, module);
    release(rt, key);
    own_value window = failed(partial) ? own_nothing : tuple_new(rt, 2 + named);
    if (!failed(window)) {
        struct tuple *w = as_tuple(lend(window));
        slot_init(&w->items[0], retain(ref_object(type_of(rt, args[0]))));
        slot_init(&w->items[1], retain(slot_get(m->name)));
        for (uint64_t i = 0; i < named; i++) {
            slot_init(&w->items[2 + i], retain(slot_get(t->items[t->length - named + i])));
        }
    }
    own_value bound = failed(window)
                          ? own_nothing
                          : operation_call(rt, lend(partial), slot_lend_array(as_tuple(lend(window))->items), 2, names);
    release(rt, window);
    release(rt, partial);
    return reduced_call(rt, bound, failed(bound) ? own_nothing : tuple_slice(rt, ref_object(t), 0, t->length - named),
                        own_nothing);
}
DEFINE(method_caller, TYPE_METHOD_CALLER, "methodcaller",
       "methodcaller(name, ...) --> methodcaller object\n\nReturn a callable object that calls the given method on its "
       "operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', "
       "'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
       method_caller)
