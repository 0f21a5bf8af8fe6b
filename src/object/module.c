// SPDX-License-Identifier: MIT
// Module objects.
#include "object/module.h"

#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"

static bool fill_dict(struct ouro *rt, ref_value dict, ref_value name, ref_value doc)
{
    return dict_set(rt, dict, name_of(rt, NAME_name), name) && dict_set(rt, dict, name_of(rt, NAME_doc), doc) &&
           dict_set(rt, dict, name_of(rt, NAME_package), ref_none) &&
           dict_set(rt, dict, name_of(rt, NAME_loader), ref_none) &&
           dict_set(rt, dict, name_of(rt, NAME_spec), ref_none);
}

own_value module_new(struct ouro *rt, ref_value name)
{
    own_value dict = dict_new(rt);
    if (failed(dict) || !fill_dict(rt, lend(dict), name, ref_none)) {
        release(rt, dict);
        return own_nothing;
    }
    struct module *m = object_allocate(rt, HEAP_TRACED, sizeof *m, TYPE_MODULE);
    if (m == NULL) {
        release(rt, dict);
        return error_no_memory(rt);
    }
    slot_init(&m->dict, dict);
    return own_object(m);
}

bool module_set(struct ouro *rt, ref_value module, char const *name, own_value value)
{
    if (failed(value)) {
        return false;
    }
    own_value key = str_intern(rt, name, strlen(name));
    bool done = !failed(key) && dict_set(rt, module_dict(module), lend(key), lend(value));
    release(rt, key);
    release(rt, value);
    return done;
}

own_value module_make(struct ouro *rt, char const *name, struct native_definition const *functions)
{
    own_value text = str_from(rt, name);
    own_value module = failed(text) ? own_nothing : module_new(rt, lend(text));
    release(rt, text);
    if (!failed(module) && functions != NULL && !module_add_functions(rt, lend(module), functions)) {
        release(rt, module);
        return own_nothing;
    }
    return module;
}

bool module_add_functions(struct ouro *rt, ref_value module, struct native_definition const *functions)
{
    OWN
    name = retain(dict_get_str(rt, module_dict(module), name_of(rt, NAME_name)));
    bool done = true;
    for (struct native_definition const *f = functions; done && f->name != NULL; f++) {
        done = module_set(rt, module, f->name, native_new(rt, f, module, lend(name)));
    }
    release(rt, give(name));
    return done;
}

static own_value module_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return object_create(rt, as_type(args[0]), 0);
}

static own_value module_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"name", "doc"};
    static struct signature const signature = {"module", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (!is_str(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "module.__init__() argument 'name' must be str, not %T", given[0]);
    }
    own_value dict = instance_dict(rt, args[0]);
    bool done = !failed(dict) && fill_dict(rt, lend(dict), given[0], is_nothing(given[1]) ? ref_none : given[1]);
    release(rt, dict);
    return done ? own_none : own_nothing;
}

static own_value missing_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    ref_value dict = module_dict(self);
    OWN
    hook = is_nothing(dict) ? own_nothing : retain(dict_get_str(rt, dict, name_of(rt, NAME_getattr)));
    if (!failed(hook)) {
        error_clear(rt);
        own_value result = operation_call_1(rt, lend(hook), name);
        release(rt, give(hook));
        return result;
    }
    OWN
    own_name = is_nothing(dict) ? own_nothing : retain(dict_get_str(rt, dict, name_of(rt, NAME_name)));
    error_clear(rt);
    if (!failed(own_name) && is_str(rt, lend(own_name))) {
        bool loading = as_object(self)->kind & MODULE_LOADING;
        error_raise_attribute(rt, self, name,
                              loading ? "partially initialized module '%U' has no attribute '%U' (most likely due to a "
                                        "circular import)"
                                      : "module '%U' has no attribute '%U'",
                              lend(own_name), name);
    } else {
        error_raise_attribute(rt, self, name, "module has no attribute '%U'", name);
    }
    release(rt, give(own_name));
    return own_nothing;
}

static own_value module_get_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    own_value found = instance_get_attribute(rt, self, name);
    if (!failed(found) || !error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        return found;
    }
    return missing_attribute(rt, self, name);
}

static own_value module_repr(struct ouro *rt, ref_value v)
{
    ref_value dict = module_dict(v);
    OWN
    name = is_nothing(dict) ? own_nothing : retain(dict_get_str(rt, dict, name_of(rt, NAME_name)));
    OWN
    file = is_nothing(dict) ? own_nothing : retain(dict_get_str(rt, dict, name_of(rt, NAME_file)));
    own_value text;
    if (failed(name)) {
        text = str_from(rt, "<module '?'>");
    } else if (!failed(file)) {
        text = str_format(rt, "<module %R from %R>", lend(name), lend(file));
    } else {
        bool built_in = as_object(v)->kind & MODULE_BUILT_IN;
        text = str_format(rt, built_in ? "<module %R (built-in)>" : "<module %R>", lend(name));
    }
    release(rt, give(file));
    release(rt, give(name));
    return text;
}

static own_value module_dir(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    ref_value dict = module_dict(args[0]);
    if (is_nothing(dict)) {
        return list_new(rt, 0);
    }
    OWN
    hook = retain(dict_get_str(rt, dict, name_of(rt, NAME_dir)));
    own_value result = failed(hook) ? operation_list(rt, dict) : operation_call(rt, lend(hook), NULL, 0, ref_nothing);
    release(rt, give(hook));
    return result;
}

static own_value get_annotations(struct ouro *rt, ref_value v)
{
    OWN
    dict = instance_dict(rt, v);
    if (failed(dict)) {
        return own_nothing;
    }
    own_value found = retain(dict_get_str(rt, lend(dict), name_of(rt, NAME_annotations)));
    if (failed(found)) {
        found = dict_new(rt);
        if (!failed(found) && !dict_set(rt, lend(dict), name_of(rt, NAME_annotations), lend(found))) {
            release(rt, give(found));
        }
    }
    release(rt, give(dict));
    return found;
}
static bool set_annotations(struct ouro *rt, ref_value v, ref_value value)
{
    OWN
    dict = instance_dict(rt, v);
    bool done = !failed(dict);
    if (done && is_nothing(value)) {
        done = dict_delete(rt, lend(dict), name_of(rt, NAME_annotations)) >= 0;
    } else if (done) {
        done = dict_set(rt, lend(dict), name_of(rt, NAME_annotations), value);
    }
    release(rt, give(dict));
    return done;
}

FIELDS_FUNCTIONS(module, module, dict, 1)

struct type_definition const module_type_definition = {
    .name = "module",
    .doc = "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    .number = TYPE_MODULE,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT | TYPE_WEAKLY_HELD,
    .size = sizeof(struct module),
    .dict_offset = offsetof(struct module, dict),
    .traverse = module_traverse,
    .drop_step = module_drop_step,
    .clear = module_clear,
    .protocol = &(struct type_protocol const){.repr = module_repr,
                                              .get_attribute = module_get_attribute,
                                              .create = module_create,
                                              .initialize = module_initialize},
    .methods =
        (struct native_definition const[]){
            {"__dir__", module_dir, 0, 0, 0, NULL},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"__dict__", instance_dict, NULL, NULL},
            {"__annotations__", get_annotations, set_annotations, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
