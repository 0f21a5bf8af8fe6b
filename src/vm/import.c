// SPDX-License-Identifier: MIT
// Import statements, through builtins.__import__; and what the prompt prints.
#include "object/exception.h"
#include "object/list.h"
#include "object/module.h"
#include "object/str.h"
#include "vm/internal.h"

static own_value call_import(struct ouro *rt, struct frame *frame, ref_value name, ref_value from, ref_value level)
{
    ref_value found = dict_get_str(rt, ref_object(frame->builtins), name_of(rt, NAME_import));
    if (is_nothing(found)) {
        return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_IMPORT_ERROR, "__import__ not found");
    }
    own_value import = retain(found);
    ref_value namespace = frame->namespace.bits != 0 ? lend(frame->namespace) : ref_none;
    ref_value args[] = {name, ref_object(frame->globals), namespace, from, level};
    own_value module = operation_call(rt, lend(import), args, 5, ref_nothing);
    release(rt, import);
    return module;
}

own_value import_name(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint32_t base = unit_b(*ip);
    ref_value name = tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]);
    return call_import(rt, frame, name, lend(frame->registers[base]), lend(frame->registers[base + 1]));
}

// sys.NAME, owned; nothing: error pending.
static own_value sys_attribute(struct ouro *rt, enum name_number name)
{
    own_value text = str_intern(rt, "sys", 3);
    if (failed(text)) {
        return text;
    }
    own_value zero = own_small_int(0);
    own_value sys = call_import(rt, rt->context->frame, lend(text), ref_none, lend(zero));
    release(rt, text);
    if (failed(sys)) {
        return sys;
    }
    own_value v = operation_get_attribute(rt, lend(sys), name_of(rt, name));
    release(rt, sys);
    return v;
}

static own_value cannot_import(struct ouro *rt, ref_value module, ref_value name, ref_value module_name)
{
    own_value file = operation_find_attribute(rt, module, name_of(rt, NAME_file));
    if (failed(file)) {
        return file;
    }
    ref_value place = is_str(rt, lend(file)) ? lend(file) : ref_nothing;
    if (is_nothing(place)) {
        error_raise(rt, TYPE_IMPORT_ERROR, "cannot import name %R from %R (unknown location)", name, module_name);
    } else {
        bool loading = is_kind(rt, module, TYPE_MODULE) && as_object(module)->kind & MODULE_LOADING;
        error_raise(rt, TYPE_IMPORT_ERROR,
                    loading
                        ? "cannot import name %R from partially initialized module %R (most likely due to a circular "
                          "import) (%S)"
                        : "cannot import name %R from %R (%S)",
                    name, module_name, place);
    }
    if (error_matches(rt, TYPE_IMPORT_ERROR)) {
        struct exception *e = as_exception(lend(rt->error));
        slot_set(rt, e, &e->fields[1], retain(module_name));
        if (!is_nothing(place)) {
            slot_set(rt, e, &e->fields[2], retain(place));
        }
    }
    release(rt, file);
    return own_nothing;
}

own_value import_from(struct ouro *rt, ref_value module, ref_value name)
{
    own_value v = operation_find_attribute(rt, module, name);
    if (!is_stop(lend(v))) {
        return v;
    }
    own_value module_name = operation_find_attribute(rt, module, name_of(rt, NAME_name));
    if (failed(module_name)) {
        return module_name;
    }
    if (is_stop(lend(module_name)) || !is_str(rt, lend(module_name))) {
        release(rt, module_name);
        return error_raise(rt, TYPE_IMPORT_ERROR,
                           "cannot import name %R from '<unknown module name>' (unknown location)", name);
    }
    own_value full = str_format(rt, "%U.%U", lend(module_name), name);
    own_value modules = failed(full) ? own_nothing : sys_attribute(rt, NAME_modules);
    v = own_nothing;
    if (!failed(modules)) {
        v = is_dict(rt, lend(modules)) ? retain(dict_get(rt, lend(modules), lend(full))) : own_nothing;
        if (failed(v) && !error_pending(rt)) {
            (void)cannot_import(rt, module, name, lend(module_name));
        }
    }
    release(rt, modules);
    release(rt, full);
    release(rt, module_name);
    return v;
}

// The names to import: __all__, or the keys of __dict__ (*all tells). Owned list.
static own_value star_names(struct ouro *rt, ref_value module, bool *all)
{
    own_value names = operation_find_attribute(rt, module, name_of(rt, NAME_all));
    *all = !failed(names) && !is_stop(lend(names));
    if (is_stop(lend(names))) {
        names = operation_find_attribute(rt, module, name_of(rt, NAME_dict));
        if (is_stop(lend(names))) {
            return error_raise(rt, TYPE_IMPORT_ERROR, "from-import-* object has no __dict__ and no __all__");
        }
    }
    if (failed(names)) {
        return names;
    }
    own_value list = operation_list(rt, lend(names));
    release(rt, names);
    return list;
}

static void refuse_star_name(struct ouro *rt, ref_value module, bool all, ref_value name)
{
    own_value module_name = operation_get_attribute(rt, module, name_of(rt, NAME_name));
    if (!failed(module_name) && !is_str(rt, lend(module_name))) {
        error_raise(rt, TYPE_TYPE_ERROR, "module __name__ must be a string, not %T", lend(module_name));
    } else if (!failed(module_name)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s in %U.%s must be str, not %T", all ? "Item" : "Key", lend(module_name),
                    all ? "__all__" : "__dict__", name);
    }
    release(rt, module_name);
}

bool import_star(struct ouro *rt, struct frame *frame, ref_value module)
{
    bool all;
    own_value names = star_names(rt, module, &all);
    if (failed(names)) {
        return false;
    }
    bool done = true;
    for (uint64_t i = 0; done && i < as_list(lend(names))->length; i++) {
        own_value name = retain(list_item(lend(names), i));
        if (!is_str(rt, lend(name))) {
            refuse_star_name(rt, module, all, lend(name));
            done = false;
        } else if (all || str_bytes(as_str(lend(name)))[0] != '_') {
            own_value v = operation_get_attribute(rt, module, lend(name));
            done = !failed(v) && operation_set_item(rt, lend(frame->namespace), lend(name), lend(v));
            release(rt, v);
        }
        release(rt, name);
    }
    release(rt, names);
    return done;
}

bool print_expression(struct ouro *rt, ref_value v)
{
    own_value hook = sys_attribute(rt, NAME_displayhook);
    if (failed(hook)) {
        if (error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
            error_clear(rt);
            error_raise(rt, TYPE_RUNTIME_ERROR, "lost sys.displayhook");
        }
        return false;
    }
    own_value result = operation_call_1(rt, lend(hook), v);
    release(rt, hook);
    bool done = !failed(result);
    release(rt, result);
    return done;
}
