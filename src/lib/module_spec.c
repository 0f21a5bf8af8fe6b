// SPDX-License-Identifier: MIT
// ModuleSpec and the types BuiltinImporter, FrozenImporter, SourceFileLoader.
#include "lib/module_spec.h"

#include "lib/import.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/fields.h"
#include "object/list.h"

// Calls CLASS.METHOD of importlib._bootstrap: the Python half of what is declared here.
static own_value forward(struct ouro *rt, char const *class_name, char const *method, ref_value const *args,
                         uint32_t count, ref_value kwnames)
{
    own_value class = import_bootstrap(rt, class_name);
    own_value name = failed(class) ? own_nothing : str_from(rt, method);
    own_value function = failed(name) ? own_nothing : operation_get_attribute(rt, lend(class), lend(name));
    own_value result = failed(function) ? own_nothing : operation_call(rt, lend(function), args, count, kwnames);
    release(rt, function);
    release(rt, name);
    release(rt, class);
    return result;
}

#define FORWARD(class, method)                                                                                   \
    static own_value class##_##method(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames) \
    {                                                                                                            \
        return forward(rt, "_" #class, #method, args, count, kwnames);                                           \
    }
#define METHOD_ROW(class, method, flags)                                  \
    {                                                                     \
#method, class##_##method, 0, -1, NATIVE_KEYWORDS | (flags), NULL \
    }

// == and != by the half's __eq__.
static own_value compare_by(struct ouro *rt, char const *class, ref_value self, ref_value other,
                            enum compare_operator op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE) {
        return own_not_implemented;
    }
    ref_value const pair[] = {self, other};
    own_value result = forward(rt, class, "__eq__", pair, 2, ref_nothing);
    if (failed(result) || op == COMPARE_EQ || is_not_implemented(lend(result))) {
        return result;
    }
    int truth = operation_truth(rt, lend(result));
    release(rt, result);
    return truth < 0 ? own_nothing : own_bool(!truth);
}

// ModuleSpec ----------------------------------------------------------------------------------------------------------

static struct module_spec *as_spec(ref_value v)
{
    return (struct module_spec *)as_object(v);
}

static own_value none_if_empty(ref_value v)
{
    return is_nothing(v) ? own_none : retain(v);
}

#define SPEC_ATTRIBUTE(attribute)                                                    \
    static own_value get_##attribute(struct ouro *rt, ref_value self)                \
    {                                                                                \
        (void)rt;                                                                    \
        return none_if_empty(slot_get(as_spec(self)->attribute));                    \
    }                                                                                \
    static bool set_##attribute(struct ouro *rt, ref_value self, ref_value value)    \
    {                                                                                \
        slot_set(rt, as_spec(self), &as_spec(self)->attribute,                       \
                 is_nothing(value) || is_none(value) ? own_nothing : retain(value)); \
        return true;                                                                 \
    }
SPEC_ATTRIBUTE(name)
SPEC_ATTRIBUTE(loader)
SPEC_ATTRIBUTE(origin)
SPEC_ATTRIBUTE(locations)
SPEC_ATTRIBUTE(loader_state)
SPEC_ATTRIBUTE(cached)

static bool get_switch(slot_value slot)
{
    return same(slot_get(slot), ref_true);
}
static own_value get_has_location(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(get_switch(as_spec(self)->has_location));
}
static own_value get_initializing(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(get_switch(as_spec(self)->initializing));
}
static bool set_switch(struct ouro *rt, ref_value self, slot_value *slot, ref_value value)
{
    int truth = is_nothing(value) ? 0 : operation_truth(rt, value);
    if (truth >= 0) {
        slot_set(rt, as_spec(self), slot, own_bool(truth));
    }
    return truth >= 0;
}
static bool set_has_location(struct ouro *rt, ref_value self, ref_value value)
{
    return set_switch(rt, self, &as_spec(self)->has_location, value);
}
static bool set_initializing(struct ouro *rt, ref_value self, ref_value value)
{
    return set_switch(rt, self, &as_spec(self)->initializing, value);
}

// The package that a module's relative imports start from.
static own_value get_parent(struct ouro *rt, ref_value self)
{
    ref_value name = slot_get(as_spec(self)->name);
    if (is_nothing(name) || !is_str(rt, name)) {
        return error_raise(rt, TYPE_ATTRIBUTE_ERROR, "'%T' object has no attribute 'rpartition'",
                           is_nothing(name) ? ref_none : name);
    }
    return is_nothing(slot_get(as_spec(self)->locations)) ? import_parent_name(rt, name) : retain(name);
}

static own_value spec_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return object_create(rt, (struct type *)as_object(args[0]), 0);
}

static own_value spec_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"name", "loader", "origin", "loader_state", "is_package"};
    static struct signature const signature = {"ModuleSpec.__init__", names, 5, 2, 0, 2};
    ref_value given[5];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    int package = is_nothing(given[4]) ? 0 : operation_truth(rt, given[4]);
    own_value locations = package > 0 ? list_new(rt, 0) : own_nothing;
    if (package < 0 || (package > 0 && failed(locations))) {
        return own_nothing;
    }
    struct module_spec *s = as_spec(args[0]);
    slot_set(rt, s, &s->locations, locations);
    bool done = set_name(rt, args[0], given[0]) && set_loader(rt, args[0], given[1]) &&
                set_origin(rt, args[0], given[2]) && set_loader_state(rt, args[0], given[3]);
    return done ? own_none : own_nothing;
}

static own_value spec_repr(struct ouro *rt, ref_value self)
{
    struct module_spec *s = as_spec(self);
    own_value parts[] = {none_if_empty(slot_get(s->name)), none_if_empty(slot_get(s->loader)),
                         none_if_empty(slot_get(s->origin)), none_if_empty(slot_get(s->locations))};
    own_value text = str_format(rt, "ModuleSpec(name=%R, loader=%R", lend(parts[0]), lend(parts[1]));
    if (!failed(text) && !is_none(lend(parts[2]))) {
        own_value more = str_format(rt, "%U, origin=%R", lend(text), lend(parts[2]));
        release(rt, text);
        text = more;
    }
    if (!failed(text) && !is_none(lend(parts[3]))) {
        own_value more = str_format(rt, "%U, submodule_search_locations=%R", lend(text), lend(parts[3]));
        release(rt, text);
        text = more;
    }
    own_value whole = failed(text) ? own_nothing : str_format(rt, "%U)", lend(text));
    release(rt, text);
    for (size_t i = 0; i < 4; i++) {
        release(rt, parts[i]);
    }
    return whole;
}

static own_value spec_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    return compare_by(rt, "_ModuleSpec", self, other, op);
}
FIELDS_FUNCTIONS(spec, module_spec, dict, 9)

static struct type_definition const spec_definition = {
    .name = "_frozen_importlib.ModuleSpec",
    .doc = "What is known of a module before it is loaded: its name, what loads it, and where it was found.",
    .number = TYPE_MODULE_SPEC,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT | TYPE_WEAKLY_HELD,
    .size = sizeof(struct module_spec),
    .dict_offset = offsetof(struct module_spec, dict),
    .traverse = spec_traverse,
    .drop_step = spec_drop_step,
    .clear = spec_clear,
    .protocol = &(struct type_protocol const){.repr = spec_repr,
                                              .hash = hash_unhashable,
                                              .compare = spec_compare,
                                              .create = spec_create,
                                              .initialize = spec_initialize},
    .attributes =
        (struct attribute_definition const[]){
            {"name", get_name, set_name, NULL},
            {"loader", get_loader, set_loader, NULL},
            {"origin", get_origin, set_origin, NULL},
            {"submodule_search_locations", get_locations, set_locations, NULL},
            {"loader_state", get_loader_state, set_loader_state, NULL},
            {"cached", get_cached, set_cached, NULL},
            {"parent", get_parent, NULL, NULL},
            {"has_location", get_has_location, NULL, NULL},
            {"_set_fileattr", get_has_location, set_has_location, NULL},
            {"_initializing", get_initializing, set_initializing, NULL},
            {"__dict__", instance_dict, NULL, NULL},
            {0},
        },
};

// Loaders -------------------------------------------------------------------------------------------------------------

struct source_loader {
    struct object header;
    slot_value dict;
    slot_value name;
    slot_value path;
};

static own_value loader_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"fullname", "path"};
    static struct signature const signature = {"FileLoader.__init__", names, 2, 2, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    struct source_loader *l = (struct source_loader *)as_object(args[0]);
    slot_set(rt, l, &l->name, retain(given[0]));
    slot_set(rt, l, &l->path, retain(given[1]));
    return own_none;
}

#define LOADER_ATTRIBUTE(attribute)                                                           \
    static own_value get_loader_##attribute(struct ouro *rt, ref_value self)                  \
    {                                                                                         \
        (void)rt;                                                                             \
        return none_if_empty(slot_get(((struct source_loader *)as_object(self))->attribute)); \
    }                                                                                         \
    static bool set_loader_##attribute(struct ouro *rt, ref_value self, ref_value value)      \
    {                                                                                         \
        struct source_loader *l = (struct source_loader *)as_object(self);                    \
        slot_set(rt, l, &l->attribute, retain(value));                                        \
        return true;                                                                          \
    }
LOADER_ATTRIBUTE(name)
LOADER_ATTRIBUTE(path)

static own_value loader_compare(struct ouro *rt, ref_value self, ref_value other, enum compare_operator op)
{
    return compare_by(rt, "_SourceFileLoader", self, other, op);
}

static bool loader_hash(struct ouro *rt, ref_value self, int64_t *hash)
{
    struct source_loader *l = (struct source_loader *)as_object(self);
    int64_t name, path;
    own_value parts[] = {none_if_empty(slot_get(l->name)), none_if_empty(slot_get(l->path))};
    bool done = operation_hash(rt, lend(parts[0]), &name) && operation_hash(rt, lend(parts[1]), &path);
    release(rt, parts[0]);
    release(rt, parts[1]);
    *hash = done ? name ^ path : 0;
    return done;
}

FORWARD(SourceFileLoader, create_module)
FORWARD(SourceFileLoader, exec_module)
FORWARD(SourceFileLoader, load_module)
FORWARD(SourceFileLoader, get_code)
FORWARD(SourceFileLoader, get_source)
FORWARD(SourceFileLoader, get_data)
FORWARD(SourceFileLoader, set_data)
FORWARD(SourceFileLoader, get_filename)
FORWARD(SourceFileLoader, is_package)
FORWARD(SourceFileLoader, path_stats)
FORWARD(SourceFileLoader, path_mtime)
FORWARD(SourceFileLoader, source_to_code)
FIELDS_FUNCTIONS(loader, source_loader, dict, 3)

static struct type_definition const loader_definition = {
    .name = "_frozen_importlib_external.SourceFileLoader",
    .doc = "Loads a module from a file of source text.",
    .number = TYPE_SOURCE_FILE_LOADER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT | TYPE_WEAKLY_HELD,
    .size = sizeof(struct source_loader),
    .dict_offset = offsetof(struct source_loader, dict),
    .traverse = loader_traverse,
    .drop_step = loader_drop_step,
    .clear = loader_clear,
    .protocol =
        &(struct type_protocol const){
            .hash = loader_hash, .compare = loader_compare, .create = spec_create, .initialize = loader_initialize},
    .methods =
        (struct native_definition const[]){
            METHOD_ROW(SourceFileLoader, create_module, 0),
            METHOD_ROW(SourceFileLoader, exec_module, 0),
            METHOD_ROW(SourceFileLoader, load_module, 0),
            METHOD_ROW(SourceFileLoader, get_code, 0),
            METHOD_ROW(SourceFileLoader, get_source, 0),
            METHOD_ROW(SourceFileLoader, get_data, 0),
            METHOD_ROW(SourceFileLoader, set_data, 0),
            METHOD_ROW(SourceFileLoader, get_filename, 0),
            METHOD_ROW(SourceFileLoader, is_package, 0),
            METHOD_ROW(SourceFileLoader, path_stats, 0),
            METHOD_ROW(SourceFileLoader, path_mtime, 0),
            METHOD_ROW(SourceFileLoader, source_to_code, NATIVE_STATIC),
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"name", get_loader_name, set_loader_name, NULL},
            {"path", get_loader_path, set_loader_path, NULL},
            {"__dict__", instance_dict, NULL, NULL},
            {0},
        },
};

FORWARD(BuiltinImporter, find_spec)
FORWARD(BuiltinImporter, create_module)
FORWARD(BuiltinImporter, exec_module)
FORWARD(BuiltinImporter, load_module)
FORWARD(BuiltinImporter, get_code)
FORWARD(BuiltinImporter, get_source)
FORWARD(BuiltinImporter, is_package)

static struct type_definition const built_in_definition = {
    .name = "_frozen_importlib.BuiltinImporter",
    .doc = "Finds and loads the modules that are written in C. All its methods are the class's own.",
    .number = TYPE_BUILTIN_IMPORTER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct object),
    .methods =
        (struct native_definition const[]){
            METHOD_ROW(BuiltinImporter, find_spec, NATIVE_CLASS),
            METHOD_ROW(BuiltinImporter, create_module, NATIVE_STATIC),
            METHOD_ROW(BuiltinImporter, exec_module, NATIVE_STATIC),
            METHOD_ROW(BuiltinImporter, load_module, NATIVE_CLASS),
            METHOD_ROW(BuiltinImporter, get_code, NATIVE_CLASS),
            METHOD_ROW(BuiltinImporter, get_source, NATIVE_CLASS),
            METHOD_ROW(BuiltinImporter, is_package, NATIVE_CLASS),
            {0},
        },
};

FORWARD(FrozenImporter, find_spec)
FORWARD(FrozenImporter, create_module)
FORWARD(FrozenImporter, exec_module)
FORWARD(FrozenImporter, load_module)
FORWARD(FrozenImporter, get_code)
FORWARD(FrozenImporter, get_source)
FORWARD(FrozenImporter, is_package)

static struct type_definition const frozen_definition = {
    .name = "_frozen_importlib.FrozenImporter",
    .doc = "Finds and loads the modules whose source is part of the runtime. All its methods are the class's own.",
    .number = TYPE_FROZEN_IMPORTER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct object),
    .methods =
        (struct native_definition const[]){
            METHOD_ROW(FrozenImporter, find_spec, NATIVE_CLASS),
            METHOD_ROW(FrozenImporter, create_module, NATIVE_STATIC),
            METHOD_ROW(FrozenImporter, exec_module, NATIVE_STATIC),
            METHOD_ROW(FrozenImporter, load_module, NATIVE_CLASS),
            METHOD_ROW(FrozenImporter, get_code, NATIVE_CLASS),
            METHOD_ROW(FrozenImporter, get_source, NATIVE_CLASS),
            METHOD_ROW(FrozenImporter, is_package, NATIVE_CLASS),
            {0},
        },
};

// Making --------------------------------------------------------------------------------------------------------------

bool module_spec_types(struct ouro *rt)
{
    if (rt->objects->types[TYPE_MODULE_SPEC] != NULL) {
        return true;
    }
    bool done = type_define(rt, &loader_definition) && type_define(rt, &built_in_definition) &&
                type_define(rt, &frozen_definition) && type_define(rt, &spec_definition);
    if (!done && !error_pending(rt)) {
        error_no_memory(rt);
    }
    return done;
}

static own_value loader_new(struct ouro *rt, enum module_loader kind, ref_value name, ref_value origin)
{
    if (kind != LOADER_FILE) {
        return retain(
            ref_object(type_by_number(rt, kind == LOADER_BUILT_IN ? TYPE_BUILTIN_IMPORTER : TYPE_FROZEN_IMPORTER)));
    }
    struct source_loader *l = object_allocate(rt, HEAP_TRACED, sizeof *l, TYPE_SOURCE_FILE_LOADER);
    if (l == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&l->name, retain(name));
    slot_init(&l->path, retain(origin));
    return own_object(l);
}

own_value module_spec_new(struct ouro *rt, ref_value name, enum module_loader loader, ref_value origin,
                          ref_value locations)
{
    own_value l = module_spec_types(rt) ? loader_new(rt, loader, name, origin) : own_nothing;
    struct module_spec *s = failed(l) ? NULL : object_allocate(rt, HEAP_TRACED, sizeof *s, TYPE_MODULE_SPEC);
    if (s == NULL) {
        release(rt, l);
        return error_pending(rt) ? own_nothing : error_no_memory(rt);
    }
    slot_init(&s->name, retain(name));
    slot_init(&s->loader, l);
    slot_init(&s->origin, retain(origin));
    slot_init(&s->locations, retain(locations));
    slot_init(&s->has_location, own_bool(loader == LOADER_FILE));
    return own_object(s);
}
