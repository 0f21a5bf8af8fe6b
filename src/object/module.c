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

// Makes an attribute of the table: own_stop when it is not in it.
static own_value make_lazy(struct ouro *rt, ref_value self, ref_value name)
{
    for (struct module_lazy const *l = ((struct module *)as_object(self))->lazy; l != NULL && l->name != NULL; l++) {
        if (!str_equals(as_str(name), l->name)) {
            continue;
        }
        own_value made = l->make(rt);
        if (!failed(made) && !dict_set(rt, module_dict(self), name, lend(made))) {
            release(rt, made);
            return own_nothing;
        }
        return made;
    }
    return own_stop;
}

static own_value missing_attribute(struct ouro *rt, ref_value self, ref_value name)
{
    ref_value dict = module_dict(self);
    if (((struct module *)as_object(self))->lazy != NULL && !is_nothing(dict)) {
        own_value error = error_take(rt);
        own_value made = make_lazy(rt, self, name);
        if (!is_stop(lend(made))) {
            release(rt, error);
            return made;
        }
        error_restore(rt, error);
    }
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
        bool submodule = !loading && rt->objects->submodule_is_loading != NULL &&
                         rt->objects->submodule_is_loading(rt, lend(own_name), name);
        if (submodule) {
            error_raise_attribute(rt, self, name,
                                  "cannot access submodule '%U' of module '%U' (most likely due to a circular import)",
                                  name, lend(own_name));
        } else {
            error_raise_attribute(rt, self, name,
                                  loading ? "partially initialized module '%U' has no attribute '%U' (most likely due "
                                            "to a circular import)"
                                          : "module '%U' has no attribute '%U'",
                                  lend(own_name), name);
        }
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

// An entry of the namespace that is not None: owned or nothing.
static own_value entry_of(struct ouro *rt, ref_value dict, enum name_number name)
{
    ref_value v = is_nothing(dict) ? ref_nothing : dict_get_str(rt, dict, name_of(rt, name));
    return is_nothing(v) || is_none(v) ? own_nothing : retain(v);
}

static own_value attribute_of(struct ouro *rt, ref_value v, char const *name)
{
    own_value key = str_from(rt, name);
    own_value found = failed(key) ? own_nothing : operation_get_attribute(rt, v, lend(key));
    release(rt, key);
    return found;
}

static own_value repr_from_spec(struct ouro *rt, ref_value spec)
{
    OWN
    name = attribute_of(rt, spec, "name");
    OWN
    origin = failed(name) ? own_nothing : attribute_of(rt, spec, "origin");
    own_value text = own_nothing;
    if (!failed(origin) && is_none(lend(origin))) {
        own_value loader = attribute_of(rt, spec, "loader");
        if (!failed(loader) && is_none(lend(loader))) {
            text = str_format(rt, "<module %R>", lend(name));
        } else if (!failed(loader)) {
            text = str_format(rt, "<module %R (%R)>", lend(name), lend(loader));
        }
        release(rt, loader);
    } else if (!failed(origin)) {
        own_value location = attribute_of(rt, spec, "has_location");
        int has = failed(location) ? -1 : operation_truth(rt, lend(location));
        if (has >= 0) {
            text = has ? str_format(rt, "<module %R from %R>", lend(name), lend(origin))
                       : str_format(rt, "<module %R (%S)>", lend(name), lend(origin));
        }
        release(rt, location);
    }
    release(rt, give(origin));
    release(rt, give(name));
    return text;
}

static own_value module_repr(struct ouro *rt, ref_value v)
{
    ref_value dict = module_dict(v);
    OWN
    spec = entry_of(rt, dict, NAME_spec);
    if (!failed(spec)) {
        own_value text = repr_from_spec(rt, lend(spec));
        release(rt, give(spec));
        return text;
    }
    own_value name = is_nothing(dict) ? own_nothing : retain(dict_get_str(rt, dict, name_of(rt, NAME_name)));
    own_value file = entry_of(rt, dict, NAME_file), loader = entry_of(rt, dict, NAME_loader), text;
    if (failed(name)) {
        text = str_from(rt, "<module '?'>");
    } else if (!failed(file)) {
        text = str_format(rt, "<module %R from %R>", lend(name), lend(file));
    } else if (as_object(v)->kind & MODULE_BUILT_IN) {
        text = str_format(rt, "<module %R (built-in)>", lend(name));
    } else {
        text = failed(loader) ? str_format(rt, "<module %R>", lend(name))
                              : str_format(rt, "<module %R (%R)>", lend(name), lend(loader));
    }
    release(rt, loader);
    release(rt, file);
    release(rt, name);
    return text;
}

static own_value module_dir(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    ref_value dict = module_dict(args[0]);
    if (is_nothing(dict)) {
        return list_new(rt, 0);
    }
    if (!dict_make_whole(rt, dict)) {
        return own_nothing;
    }
    OWN
    hook = retain(dict_get_str(rt, dict, name_of(rt, NAME_dir)));
    own_value result = failed(hook) ? operation_list(rt, dict) : operation_call(rt, lend(hook), NULL, 0, ref_nothing);
    struct module_lazy const *l = failed(hook) ? ((struct module *)as_object(args[0]))->lazy : NULL;
    for (; !failed(result) && l != NULL && l->name != NULL; l++) {
        own_value name = str_from(rt, l->name);
        bool done = !failed(name) && (!is_nothing(dict_get_str(rt, dict, lend(name))) ||
                                      list_append(rt, as_list(lend(result)), retain(lend(name))));
        release(rt, name);
        if (!done) {
            release(rt, give(result));
        }
    }
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
