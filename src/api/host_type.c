// SPDX-License-Identifier: MIT
// ouro.h: types of the host. One built-in type, host_object, carries the host's bytes; each type of the host is a class
// derived from it, so that programs may derive further ones. Slots lie in the host's bytes, or where its traverse says.
#include "api/state.h"
#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

#include <string.h>

// Of a field, for its getter and setter.
struct host_field {
    struct host_class *class;
    ouro_field_kind kind;
    size_t offset;
};

struct host_class {
    struct host_class *next;
    struct own_cell type; // the class, which lives as long as the runtime
    size_t size;
    void *user;
    size_t slot_offset;
    size_t slot_count;
    void (*traverse)(void *data, void *user, ouro_visitor *visitor);
    void (*clear)(void *data, void *user);
    void (*drop)(void *data, void *user);
    bool no_create;
    size_t field_count;
    struct host_field fields[];
};

struct host_object {
    struct object header;
    struct host_class *class; // NULL while it is being made
    char *data;               // raw memory
};

static struct host_object *as_host(ref_value v)
{
    return (struct host_object *)as_object(v);
}

// The memory manager's view -------------------------------------------------------------------------------------------

// What ouro_visit is to do with the runs of slots it is told of.
enum visit_purpose { VISIT_REPORT, VISIT_FIND, VISIT_CLEAR };
struct ouro_visitor {
    struct ouro *rt;
    enum visit_purpose purpose;
    struct object *holder;
    struct visitor *visitor; // REPORT
    uint64_t passed;         // slots of the runs before
    uint64_t from;           // REPORT, FIND: the first one that counts
    uint64_t end;            // REPORT: one behind the last
    slot_value *found;       // FIND
};

static slot_value *inner_slot(ouro_slot const *slot)
{
    _Static_assert(sizeof(ouro_slot) == sizeof(slot_value), "a slot is a slot");
    return (slot_value *)(uintptr_t)slot;
}

static void find_in_run(struct ouro_visitor *v, ouro_slot const *slots, uint64_t first, size_t count)
{
    for (uint64_t i = first; i < count && v->found == NULL; i++) {
        if (slot_is_full(*inner_slot(&slots[i]))) {
            v->found = inner_slot(&slots[i]);
            v->from = v->passed + i;
        }
    }
}

void ouro_visit(ouro_visitor *v, ouro_slot const *slots, size_t count)
{
    uint64_t first = v->from <= v->passed ? 0 : v->from - v->passed < count ? v->from - v->passed : count;
    switch (v->purpose) {
    case VISIT_REPORT:
        for (uint64_t i = first; i < count && v->passed + i < v->end; i++) {
            visit(v->visitor, slot_get(*inner_slot(&slots[i])));
        }
        break;
    case VISIT_FIND:
        find_in_run(v, slots, first, count);
        break;
    case VISIT_CLEAR:
        for (size_t i = 0; i < count; i++) {
            release(v->rt, slot_take(v->rt, v->holder, inner_slot(&slots[i])));
        }
        break;
    }
    v->passed += count;
}

static void visit_all(struct host_object *o, struct ouro_visitor *v)
{
    struct host_class *class = o->class;
    if (class == NULL) {
        return;
    }
    if (class->slot_count > 0) {
        ouro_visit(v, (ouro_slot const *)(void *)(o->data + class->slot_offset), class->slot_count);
    }
    if (class->traverse != NULL) {
        v->rt->api->quiet++;
        class->traverse(o->data, class->user, v);
        v->rt->api->quiet--;
    }
}

static uint64_t host_object_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget,
                                     struct visitor *visitor)
{
    uint64_t end = from + budget < from ? UINT64_MAX : from + budget;
    struct ouro_visitor v = {
        .rt = rt, .purpose = VISIT_REPORT, .holder = o, .visitor = visitor, .from = from, .end = end};
    visit_all((struct host_object *)o, &v);
    return v.passed > end ? end : 0;
}

static slot_value *host_object_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    struct ouro_visitor v = {.rt = rt, .purpose = VISIT_FIND, .holder = o, .from = *cursor};
    visit_all((struct host_object *)o, &v);
    *cursor = (uint32_t)(v.found != NULL ? v.from : v.passed);
    return v.found;
}

static void host_object_clear(struct ouro *rt, struct object *o)
{
    struct host_object *h = (struct host_object *)o;
    if (h->class != NULL && h->class->clear != NULL) {
        rt->api->quiet++;
        h->class->clear(h->data, h->class->user);
        rt->api->quiet--;
    }
    struct ouro_visitor v = {.rt = rt, .purpose = VISIT_CLEAR, .holder = o};
    visit_all(h, &v);
}

static own_value host_object_finish(struct ouro *rt, struct object *o)
{
    struct host_object *h = (struct host_object *)o;
    if (h->class != NULL) {
        if (h->class->drop != NULL) {
            rt->api->quiet++;
            h->class->drop(h->data, h->class->user);
            rt->api->quiet--;
        }
        heap_raw_free(&rt->heap, h->data, h->class->size);
    }
    return own_nothing;
}

// Making --------------------------------------------------------------------------------------------------------------

// The type of the host that a class is or derives from; NULL: none.
static struct host_class *class_of(struct ouro *rt, struct type *type)
{
    ref_value mro = slot_get(type->mro);
    for (uint64_t i = 0; !is_nothing(mro) && i < as_tuple(mro)->length; i++) {
        for (struct host_class *class = rt->api->classes; class != NULL; class = class->next) {
            if (same(lend(class->type.value), tuple_item(mro, i))) {
                return class;
            }
        }
    }
    return NULL;
}

static own_value make(struct ouro *rt, struct type *type, struct host_class *class)
{
    char *data = heap_raw_allocate_zeroed(&rt->heap, class->size);
    if (data == NULL) {
        return error_no_memory(rt);
    }
    own_value v = object_create(rt, type, 0);
    if (failed(v)) {
        heap_raw_free(&rt->heap, data, class->size);
        return v;
    }
    as_host(lend(v))->data = data;
    as_host(lend(v))->class = class;
    return v;
}

// host_object.__new__: args[0] is the class.
static own_value host_object_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct type *type = (struct type *)as_object(args[0]);
    struct host_class *class = class_of(rt, type);
    if (class == NULL || class->no_create) {
        return error_raise(rt, TYPE_TYPE_ERROR, "cannot create '%N' instances", type);
    }
    bool given = count > 1 || (!is_nothing(kwnames) && as_tuple(kwnames)->length > 0);
    if (given && !type_overrides(type, NAME_init)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%N() takes no arguments", type);
    }
    return make(rt, type, class);
}

static struct type_definition const host_object_type_definition = {
    .name = "host_object",
    .doc = "An object of the embedding program.",
    .number = TYPE_HOST_OBJECT,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAKLY_HELD,
    .size = sizeof(struct host_object),
    .traverse = host_object_traverse,
    .drop_step = host_object_drop_step,
    .finish = host_object_finish,
    .clear = host_object_clear,
    .protocol = &(struct type_protocol const){.create = host_object_create},
};

// The bytes of an instance of this class (NULL: of any). NULL: TypeError.
static char *data_of(struct ouro *rt, ref_value v, struct host_class *class)
{
    bool is_host = is_object(v) && layout_of(rt, v) == TYPE_HOST_OBJECT && as_host(v)->class != NULL;
    if (is_host && (class == NULL || as_host(v)->class == class ||
                    type_is_subtype(type_of(rt, v), as_type(lend(class->type.value))))) {
        return as_host(v)->data;
    }
    if (class != NULL) {
        error_raise(rt, TYPE_TYPE_ERROR, "%N expected, not %T", as_type(lend(class->type.value)), v);
    } else {
        error_raise(rt, TYPE_TYPE_ERROR, "an object of the host expected, not %T", v);
    }
    return NULL;
}

bool host_check_self(struct ouro *rt, struct host_class *class, ref_value self, ref_value name)
{
    struct type *type = as_type(lend(class->type.value));
    bool is_host = is_object(self) && layout_of(rt, self) == TYPE_HOST_OBJECT && as_host(self)->class != NULL;
    if (is_host && type_is_subtype(type_of(rt, self), type)) {
        return true;
    }
    error_raise(rt, TYPE_TYPE_ERROR, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", name, type,
                self);
    return false;
}

// Fields --------------------------------------------------------------------------------------------------------------

static size_t field_size(ouro_field_kind kind)
{
    switch (kind) {
    case OURO_FIELD_INT32:
    case OURO_FIELD_UINT32:
        return 4;
    case OURO_FIELD_BOOL:
        return sizeof(bool);
    default:
        return 8;
    }
}

static own_value field_read(struct ouro *rt, struct host_field const *field, char const *at)
{
    int32_t i32;
    uint32_t u32;
    int64_t i64;
    double number;
    bool truth;
    switch (field->kind) {
    case OURO_FIELD_INT32:
        memcpy(&i32, at, sizeof i32);
        return int_from_int64(rt, i32);
    case OURO_FIELD_UINT32:
        memcpy(&u32, at, sizeof u32);
        return int_from_int64(rt, u32);
    case OURO_FIELD_INT64:
        memcpy(&i64, at, sizeof i64);
        return int_from_int64(rt, i64);
    case OURO_FIELD_DOUBLE:
        memcpy(&number, at, sizeof number);
        return float_new(rt, number);
    case OURO_FIELD_BOOL:
        memcpy(&truth, at, sizeof truth);
        return own_bool(truth);
    default: {
        ref_value v = slot_get(*inner_slot((ouro_slot const *)(void const *)at));
        return is_nothing(v) ? own_none : retain(v);
    }
    }
}

static ouro_value field_get(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)count, (void)named;
    struct host_field const *field = user;
    if (!api_enter(rt)) {
        return NULL;
    }
    char const *data = data_of(rt, value_in(arguments[0]), field->class);
    return api_leave_with(rt, data == NULL ? own_nothing : field_read(rt, field, data + field->offset));
}

static bool store_int(struct ouro *rt, char *at, ouro_value value, int64_t least, int64_t most, size_t size)
{
    int64_t number;
    if (!ouro_get_int(rt, value, &number)) {
        return false;
    }
    if (number < least || number > most) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "int out of the range of the field");
        return false;
    }
    memcpy(at, &number, size); // the low bytes come first
    return true;
}

static bool field_write(struct ouro *rt, struct host_field const *field, ouro_value self, char *at, ouro_value value)
{
    _Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "store_int copies the low bytes");
    double number;
    int truth;
    switch (field->kind) {
    case OURO_FIELD_INT32:
        return store_int(rt, at, value, INT32_MIN, INT32_MAX, 4);
    case OURO_FIELD_UINT32:
        return store_int(rt, at, value, 0, UINT32_MAX, 4);
    case OURO_FIELD_INT64:
        return store_int(rt, at, value, INT64_MIN, INT64_MAX, 8);
    case OURO_FIELD_DOUBLE:
        if (!ouro_get_float(rt, value, &number)) {
            return false;
        }
        memcpy(at, &number, sizeof number);
        return true;
    case OURO_FIELD_BOOL:
        truth = ouro_truth(rt, value);
        if (truth >= 0) {
            *at = (char)truth;
        }
        return truth >= 0;
    default:
        return ouro_slot_set(rt, self, (ouro_slot *)(void *)at, value);
    }
}

static ouro_value field_set(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)count, (void)named;
    struct host_field const *field = user;
    char *data = data_of(rt, value_in(arguments[0]), field->class);
    return data != NULL && field_write(rt, field, arguments[0], data + field->offset, arguments[1]) ? ouro_none(rt)
                                                                                                    : NULL;
}

// Making a class ------------------------------------------------------------------------------------------------------

// dict[name] = v, which is taken.
static bool put(struct ouro *rt, ref_value dict, char const *name, own_value v)
{
    own_value key = failed(v) ? own_nothing : api_name(rt, name);
    bool done = !failed(key) && dict_set(rt, dict, lend(key), lend(v));
    release(rt, key);
    release(rt, v);
    return done;
}

// A property with functions of the host; set may be NULL.
static bool put_property(struct ouro *rt, ref_value dict, struct host_class *class, char const *name,
                         ouro_function *get, ouro_function *set, char const *text, void *user)
{
    ouro_definition const getter = {name, get, 0, 0, false, NULL}, setter = {name, set, 1, 1, false, NULL};
    own_value get_value = host_function_new(rt, &getter, user, ref_nothing, class);
    own_value set_value = failed(get_value) ? own_nothing
                          : set == NULL     ? own_none
                                            : host_function_new(rt, &setter, user, ref_nothing, class);
    own_value doc = failed(set_value) ? own_nothing : text == NULL ? own_none : api_text(rt, text);
    own_value property = own_nothing;
    if (!failed(doc)) {
        ref_value const args[] = {lend(get_value), lend(set_value), ref_none, lend(doc)};
        property = operation_call(rt, ref_object(type_by_number(rt, TYPE_PROPERTY)), args, 4, ref_nothing);
    }
    release(rt, doc);
    release(rt, set_value);
    release(rt, get_value);
    return put(rt, dict, name, property);
}

// The namespace of the class.
static own_value make_namespace(struct ouro *rt, struct host_class *class, ouro_type const *t)
{
    own_value dict = dict_new(rt);
    if (failed(dict)) {
        return dict;
    }
    ref_value d = lend(dict);
    char const *dot = strrchr(t->name, '.');
    bool done = (t->takes_any || put(rt, d, "__slots__", tuple_new(rt, 0))) &&
                put(rt, d, "__doc__", t->doc == NULL ? own_none : api_text(rt, t->doc)) &&
                put(rt, d, "__module__",
                    dot == NULL ? str_from(rt, "builtins") : str_new(rt, t->name, (size_t)(dot - t->name)));
    for (ouro_definition const *m = t->methods; done && m != NULL && m->name != NULL; m++) {
        done = put(rt, d, m->name, host_function_new(rt, m, t->user, ref_nothing, class));
    }
    for (ouro_property const *p = t->properties; done && p != NULL && p->name != NULL; p++) {
        done = put_property(rt, d, class, p->name, p->get, p->set, p->doc, t->user);
    }
    for (size_t i = 0; done && i < class->field_count; i++) {
        done = put_property(rt, d, class, t->fields[i].name, field_get, t->fields[i].read_only ? NULL : field_set, NULL,
                            &class->fields[i]);
    }
    if (!done) {
        release(rt, give(dict));
    }
    return dict;
}

static bool within(size_t offset, size_t bytes, size_t size)
{
    return bytes <= size && offset <= size - bytes;
}

// false: ValueError pending.
static bool check_places(struct ouro *rt, ouro_type const *t, size_t *field_count)
{
    *field_count = 0;
    bool good = t->slot_count <= SIZE_MAX / sizeof(ouro_slot) &&
                within(t->slot_offset, t->slot_count * sizeof(ouro_slot), t->size) &&
                t->slot_offset % sizeof(ouro_slot) == 0 && t->slot_count < UINT32_MAX / 2;
    for (ouro_field const *f = t->fields; good && f != NULL && f->name != NULL; f++) {
        good = (unsigned)f->kind <= OURO_FIELD_SLOT && within(f->offset, field_size(f->kind), t->size) &&
               (f->kind != OURO_FIELD_SLOT || f->offset % sizeof(ouro_slot) == 0);
        ++*field_count;
    }
    if (!good) {
        error_raise(rt, TYPE_VALUE_ERROR, "a field or slot of %s does not lie within its %zu bytes", t->name, t->size);
    }
    return good;
}

static size_t class_bytes(size_t field_count)
{
    return sizeof(struct host_class) + field_count * sizeof(struct host_field);
}

static struct host_class *class_new(struct ouro *rt, ouro_type const *t, size_t field_count)
{
    struct host_class *class = heap_raw_allocate_zeroed(&rt->heap, class_bytes(field_count));
    if (class == NULL) {
        (void)error_no_memory(rt);
        return NULL;
    }
    class->size = t->size > 0 ? t->size : 1;
    class->user = t->user;
    class->slot_offset = t->slot_offset;
    class->slot_count = t->slot_count;
    class->traverse = t->traverse;
    class->clear = t->clear;
    class->drop = t->drop;
    class->no_create = t->no_create;
    class->field_count = field_count;
    for (size_t i = 0; i < field_count; i++) {
        class->fields[i] = (struct host_field){class, t->fields[i].kind, t->fields[i].offset};
    }
    return class;
}

static own_value make_type(struct ouro *rt, struct host_class *class, ouro_type const *t)
{
    char const *dot = strrchr(t->name, '.');
    own_value name = api_name(rt, dot == NULL ? t->name : dot + 1);
    own_value dict = failed(name) ? own_nothing : make_namespace(rt, class, t);
    ref_value base = ref_object(type_by_number(rt, TYPE_HOST_OBJECT));
    own_value bases = failed(dict) ? own_nothing : tuple_from(rt, &base, 1);
    own_value made = own_nothing;
    if (!failed(bases)) {
        made = type_make(rt, type_by_number(rt, TYPE_TYPE), lend(name), lend(bases), lend(dict), NULL, ref_nothing);
    }
    release(rt, bases);
    release(rt, dict);
    release(rt, name);
    return made;
}

ouro_value ouro_type_new(ouro *rt, ouro_type const *given)
{
    ouro_type t = {0};
    memcpy(&t, given, given->struct_size < sizeof t ? given->struct_size : sizeof t);
    size_t field_count;
    if (!api_enter(rt)) {
        return NULL;
    }
    struct host_class *class = NULL;
    if (type_define(rt, &host_object_type_definition) && check_places(rt, &t, &field_count)) {
        class = class_new(rt, &t, field_count);
    }
    own_value made = class == NULL ? own_nothing : make_type(rt, class, &t);
    if (failed(made)) {
        if (class != NULL) {
            heap_raw_free(&rt->heap, class, class_bytes(field_count));
        }
        api_leave(rt);
        return NULL;
    }
    struct type *type = as_type(lend(made));
    type->flags |= TYPE_IMMUTABLE;
    type->flags &= t.no_subclasses ? ~(uint32_t)TYPE_SUBCLASSABLE : UINT32_MAX;
    handle_enter(rt, &class->type, retain(lend(made)));
    class->next = rt->api->classes;
    rt->api->classes = class;
    return api_leave_with(rt, made);
}

void host_classes_drop(struct ouro *rt)
{
    for (struct host_class *class = rt->api->classes; class != NULL; class = class->next) {
        release(rt, handle_leave(rt, &class->type));
        class->type.value = own_nothing;
    }
}

void host_classes_close(struct ouro *rt)
{
    while (rt->api->classes != NULL) {
        struct host_class *class = rt->api->classes;
        rt->api->classes = class->next;
        heap_raw_free(&rt->heap, class, class_bytes(class->field_count));
    }
}

// Instances -----------------------------------------------------------------------------------------------------------

ouro_value ouro_instance_new(ouro *rt, ouro_value type, void **data)
{
    if (!api_enter_with(rt, type)) {
        return NULL;
    }
    struct host_class *class = is_type(rt, value_in(type)) ? class_of(rt, as_type(value_in(type))) : NULL;
    own_value v = class != NULL
                      ? make(rt, as_type(value_in(type)), class)
                      : error_raise(rt, TYPE_TYPE_ERROR, "a type of the host expected, not %R", value_in(type));
    if (!failed(v) && data != NULL) {
        *data = as_host(lend(v))->data;
    }
    return api_leave_with(rt, v);
}

void *ouro_instance_data(ouro *rt, ouro_value instance, ouro_value type)
{
    if (!api_enter_with(rt, instance)) {
        return NULL;
    }
    struct host_class *class = NULL;
    char *data = NULL;
    if (type == NULL || (api_values(rt, &type, 1) && is_type(rt, value_in(type)) &&
                         (class = class_of(rt, as_type(value_in(type)))) != NULL)) {
        data = data_of(rt, value_in(instance), class);
    } else if (!error_pending(rt)) {
        error_raise(rt, TYPE_TYPE_ERROR, "a type of the host expected");
    }
    api_leave(rt);
    return data;
}

ouro_value ouro_slot_get(ouro *rt, ouro_slot const *slot)
{
    if (slot->opaque == 0 || !api_enter(rt)) {
        return NULL;
    }
    return api_leave_with(rt, retain(slot_get(*inner_slot(slot))));
}

bool ouro_slot_set(ouro *rt, ouro_value instance, ouro_slot *slot, ouro_value value)
{
    if (!api_enter_with(rt, instance)) {
        return false;
    }
    bool done = data_of(rt, value_in(instance), NULL) != NULL && (value == NULL || api_values(rt, &value, 1));
    if (done) {
        own_value v = value == NULL ? own_nothing : retain(value_in(value));
        slot_set(rt, as_object(value_in(instance)), inner_slot(slot), v);
    }
    api_leave(rt);
    return done;
}

void ouro_slots_moved(ouro *rt, ouro_value instance)
{
    if (handle_is_good(rt, instance) && is_object(value_in(instance))) {
        slots_rearranged(rt, as_object(value_in(instance)));
    }
}
