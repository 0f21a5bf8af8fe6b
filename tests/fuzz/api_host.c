// SPDX-License-Identifier: MIT
// The host that the fuzzer of the embedding interface plays: functions that call back, a type with fields, properties,
// methods and slots of both kinds, a loader and streams.
#include "api_fuzz.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 4

// Calls that Python makes: plays on, and gives one of the things that a function may give.
ouro_value host_call(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    struct play *p = user;
    struct world *outer = p->world;
    for (int i = 0; i < WORLDS; i++) { // a finalizer of another world than the current one may call
        p->world = p->worlds[i].rt == rt ? &p->worlds[i] : p->world;
    }
    if (p->world->rt != rt) { // at the end, when the world is closed
        p->world = outer;
        return ouro_none(rt);
    }
    fuzz_must(!ouro_error_pending(rt), "a function is called without a pending error");
    ouro_value const *outer_lent = p->lent;
    size_t outer_count = p->lent_count;
    uint32_t outer_scopes = p->scopes_below;
    p->lent = arguments;
    p->lent_count = count;
    p->scopes_below = p->world->scope_count;
    ouro_value result = NULL;
    if (p->depth < DEPTH_MOST) {
        p->depth++;
        play_calls(p, input_below(&p->in, 6));
        p->depth--;
    }
    p->world->scope_count = p->scopes_below; // a scope left open: its handles stay
    switch (input_byte(&p->in) % 6) {
    case 0:
        result = count > 0 ? arguments[count - 1] : ouro_none(rt);
        break;
    case 1:
        result = named != NULL ? ouro_retain(rt, named) : ouro_int(rt, 7);
        break;
    case 2:
        result = ouro_raise(rt, "ValueError", "from the host: %d", p->depth);
        break;
    case 3:
        result = NULL; // SystemError when no error is pending
        break;
    case 4:
        result = ouro_text(rt, "result");
        break;
    default:
        result = ouro_none(rt);
        break;
    }
    p->lent = outer_lent;
    p->lent_count = outer_count;
    p->scopes_below = outer_scopes;
    p->world = outer;
    return result;
}

int host_load(ouro *rt, void *user, char const *name, ouro_source *source)
{
    struct play *p = user;
    static char const text[] = "import gc\nx = [1]\nclass Error(Exception): pass\nclass Node:\n    pass\n";
    static char const broken[] = "x = (\n";
    if (strcmp(name, "package") == 0) {
        *source = (ouro_source){.text = "", .size = 0, .is_package = true};
        return 1;
    }
    switch (input_byte(&p->in) % 6) {
    case 0:
        return 0;
    case 1:
        (void)ouro_raise(rt, "OSError", "%s", name);
        return -1;
    case 2:
        return -1; // SystemError
    case 3:
        *source = (ouro_source){.text = broken, .size = sizeof broken - 1, .filename = "broken.py"};
        return 1;
    default:
        *source = (ouro_source){.text = text, .size = sizeof text - 1};
        return 1;
    }
}

void host_output(void *user, int stream, char const *utf8, size_t size)
{
    struct play *p = user;
    for (size_t i = 0; i < size; i++) {
        p->sum += (size_t)utf8[i];
    }
    p->sum += (size_t)stream;
}

int64_t host_input(ouro *rt, void *user, char *buffer, size_t size)
{
    struct play *p = user;
    (void)rt;
    size_t count = input_below(&p->in, 20);
    for (size_t i = 0; i < count && i < size; i++) {
        buffer[i] = (char)input_byte(&p->in);
    }
    return (int64_t)count - (count == 19 ? 20 : 0); // -1 without an error, too
}

// The type ------------------------------------------------------------------------------------------------------------

struct node {
    ouro_slot next;
    ouro_slot value;
    int64_t int64;
    double number;
    int32_t int32;
    uint32_t uint32;
    bool truth;
    ouro_slot *more;
    size_t more_count;
    bool counted;
};

static void node_traverse(void *data, void *user, ouro_visitor *visitor)
{
    (void)user;
    struct node *node = data;
    ouro_visit(visitor, &node->value, 1);
    ouro_visit(visitor, node->more, node->more_count);
}

static void node_clear(void *data, void *user)
{
    struct play *p = user;
    p->sum += ((struct node *)data)->more_count;
}

static void node_drop(void *data, void *user)
{
    struct play *p = user;
    struct node *node = data;
    p->instances -= node->counted;
    free(node->more);
    // Nothing of the runtime may be called from here; what is called fails.
    fuzz_must(p->world == NULL || p->world->rt == NULL || !ouro_close(p->world->rt), "close from drop is refused");
}

static struct node *node_of(ouro *rt, struct play *p, ouro_value v)
{
    struct node *node = ouro_instance_data(rt, v, NULL);
    if (node != NULL && !node->counted) {
        node->counted = true;
        p->instances++;
    }
    return node;
}

static ouro_value node_init(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    struct node *node = node_of(rt, user, arguments[0]);
    (void)named;
    if (node == NULL || (count > 1 && !ouro_slot_set(rt, arguments[0], &node->value, arguments[1]))) {
        return NULL;
    }
    return ouro_none(rt);
}

static bool node_grow(ouro *rt, struct play *p, ouro_value self, ouro_value value)
{
    struct node *node = node_of(rt, p, self);
    ouro_slot *grown = node == NULL ? NULL : realloc(node->more, (node->more_count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    node->more = grown;
    node->more[node->more_count++] = (ouro_slot){0};
    ouro_slots_moved(rt, self);
    return ouro_slot_set(rt, self, &node->more[node->more_count - 1], value);
}

static ouro_value method_grow(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)count, (void)named;
    return node_grow(rt, user, arguments[0], arguments[1]) ? ouro_none(rt) : NULL;
}

static ouro_value method_shrink(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)count, (void)named;
    struct node *node = node_of(rt, user, arguments[0]);
    if (node == NULL) {
        return NULL;
    }
    if (node->more_count == 0) {
        return ouro_raise(rt, "IndexError", "nothing is there");
    }
    // The finalizer of the old value may shrink or grow it, too.
    ouro_value last = ouro_slot_get(rt, &node->more[node->more_count - 1]);
    if (!ouro_slot_set(rt, arguments[0], &node->more[node->more_count - 1], NULL)) {
        ouro_release(rt, last);
        return NULL;
    }
    if (node->more_count > 0 && node->more[node->more_count - 1].opaque == 0) {
        node->more_count--;
    }
    return last != NULL ? last : ouro_error_pending(rt) ? NULL : ouro_none(rt);
}

static ouro_value method_length(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)count, (void)named;
    struct node *node = node_of(rt, user, arguments[0]);
    return node == NULL ? NULL : ouro_int(rt, (int64_t)node->more_count);
}

ouro_value host_type(struct play *p, uint8_t flags)
{
    static ouro_definition const methods[] = {
        {"__init__", node_init, 0, 1, false, NULL},    {"grow", method_grow, 1, 1, false, NULL},
        {"shrink", method_shrink, 0, 0, false, NULL},  {"__len__", method_length, 0, 0, false, NULL},
        {"__getitem__", host_call, 1, 1, false, NULL}, {"__call__", host_call, 0, OURO_ANY_COUNT, true, NULL},
        {"__add__", host_call, 1, 1, false, NULL},     {0},
    };
    static ouro_field const fields[] = {
        {"next", OURO_FIELD_SLOT, offsetof(struct node, next), false},
        {"value", OURO_FIELD_SLOT, offsetof(struct node, value), false},
        {"int64", OURO_FIELD_INT64, offsetof(struct node, int64), false},
        {"number", OURO_FIELD_DOUBLE, offsetof(struct node, number), false},
        {"int32", OURO_FIELD_INT32, offsetof(struct node, int32), false},
        {"uint32", OURO_FIELD_UINT32, offsetof(struct node, uint32), true},
        {"truth", OURO_FIELD_BOOL, offsetof(struct node, truth), false},
        {0},
    };
    static ouro_property const properties[] = {{"computed", method_length, host_call, "How many."}, {0}};
    ouro_type const type = {
        .struct_size = sizeof type,
        .name = "host.Node",
        .doc = flags & 1 ? "A node." : NULL,
        .size = sizeof(struct node) - (flags == 255 ? sizeof(struct node) - 3 : 0), // too small: ValueError
        .user = p,
        .methods = methods,
        .fields = fields,
        .properties = properties,
        .no_create = flags % 16 == 2,
        .takes_any = (flags & 4) != 0,
        .no_subclasses = flags % 16 == 8,
        .slot_offset = offsetof(struct node, next),
        .slot_count = 1,
        .traverse = node_traverse,
        .clear = flags & 32 ? node_clear : NULL,
        .drop = node_drop,
    };
    return ouro_type_new(p->world->rt, &type);
}

void host_slots(struct play *p, ouro_value instance, ouro_value value)
{
    ouro *rt = p->world->rt;
    struct node *node = node_of(rt, p, instance);
    if (node == NULL) {
        return;
    }
    switch (input_byte(&p->in) % 4) {
    case 0:
        ouro_slot_set(rt, instance, &node->next, value);
        break;
    case 1:
        ouro_release(rt, ouro_slot_get(rt, &node->value));
        break;
    case 2:
        if (node->more_count > 1) { // turned around
            ouro_slot first = node->more[0];
            node->more[0] = node->more[node->more_count - 1];
            node->more[node->more_count - 1] = first;
            ouro_slots_moved(rt, instance);
        }
        break;
    default:
        node_grow(rt, p, instance, value);
        break;
    }
}
