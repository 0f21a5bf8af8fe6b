// SPDX-License-Identifier: MIT
// The module _warnings: what becomes of a warning. While the Python half `warnings` is not imported, the filters are
// the runtime's own and a warning is written here; once it is, its filters and its _showwarnmsg count.
#include "lib/module_types.h"
#include "lib/print_exception.h"
#include "lib/services.h"
#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <string.h>

// A warning on its way. registry: a dict, or nothing. module: any value that names the module for filters.
struct warning {
    ref_value category; // class
    ref_value message;  // what the category gave for the text: an instance of it, as a rule
    ref_value text;     // str
    ref_value filename;
    int64_t line;
    ref_value module;
    ref_value registry;
    ref_value source_line; // str, or nothing: to be read from the file
    ref_value source;      // None: none
};

// State ---------------------------------------------------------------------------------------------------------------

// The filters that CPython's release builds begin with.
static own_value first_filters(struct ouro *rt)
{
    static struct {
        char const *action;
        enum type_number category;
        bool main;
    } const rows[] = {{"default", TYPE_DEPRECATION_WARNING, true},
                      {"ignore", TYPE_DEPRECATION_WARNING, false},
                      {"ignore", TYPE_PENDING_DEPRECATION_WARNING, false},
                      {"ignore", TYPE_IMPORT_WARNING, false},
                      {"ignore", TYPE_RESOURCE_WARNING, false}};
    own_value list = list_new(rt, sizeof rows / sizeof *rows);
    for (size_t i = 0; !failed(list) && i < sizeof rows / sizeof *rows; i++) {
        own_value action = type_by_number(rt, rows[i].category) == NULL
                               ? own_nothing
                               : str_intern(rt, rows[i].action, strlen(rows[i].action));
        ref_value items[] = {lend(action), ref_none, ref_object(type_by_number(rt, rows[i].category)),
                             rows[i].main ? name_of(rt, NAME_main) : ref_none, lend(own_small_int(0))};
        own_value row = failed(action) ? own_nothing : tuple_from(rt, items, 5);
        release(rt, action);
        if (failed(row) || !list_append(rt, as_list(lend(list)), row)) {
            release(rt, list);
            return own_nothing;
        }
    }
    return list;
}

// Makes the runtime's own filters if that has not happened.
static bool state_ready(struct ouro *rt)
{
    struct library *library = rt->library;
    if (is_nothing(slot_get(library->warning_filters))) {
        own_value filters = first_filters(rt);
        own_value once = failed(filters) ? own_nothing : dict_new(rt);
        if (failed(once)) {
            release(rt, filters);
            return false;
        }
        slot_init(&library->warning_filters, filters);
        slot_init(&library->warning_once, once);
    }
    return true;
}

// An attribute of the module `warnings`: owned; own_stop when it is not imported or has none.
static own_value python_half(struct ouro *rt, char const *name, bool import)
{
    ref_value modules = slot_get(rt->library->modules);
    own_value module_name = str_from(rt, "warnings");
    if (failed(module_name) || is_nothing(modules)) {
        release(rt, module_name);
        return failed(module_name) ? own_nothing : own_stop;
    }
    own_value module;
    if (import && !rt->library->finalizing) {
        module = library_import(rt, lend(module_name), ref_nothing, ref_none, 0);
        if (failed(module) && error_matches(rt, TYPE_EXCEPTION)) {
            error_clear(rt);
            module = own_stop;
        }
    } else {
        ref_value found = dict_get(rt, modules, lend(module_name));
        module = is_nothing(found) || is_none(found) ? own_stop : retain(found);
    }
    release(rt, module_name);
    if (failed(module) || is_stop(lend(module))) {
        return module;
    }
    own_value key = str_from(rt, name);
    own_value found = failed(key) ? own_nothing : operation_find_attribute(rt, lend(module), lend(key));
    release(rt, key);
    release(rt, module);
    return found;
}

// Registries ----------------------------------------------------------------------------------------------------------

// Is the key in the registry? One from before a change of the filters is emptied. 1, 0, -1; should_set: 0 puts it in.
static int registry_has(struct ouro *rt, ref_value registry, ref_value key, bool should_set)
{
    own_value word = str_from(rt, "version");
    if (failed(word)) {
        return -1;
    }
    int has = 0;
    ref_value version = dict_get(rt, registry, lend(word));
    int64_t current = (int64_t)rt->library->warning_filters_version;
    if (is_nothing(version) && error_pending(rt)) {
        has = -1;
    } else if (!is_small_int(version) || small_int(version) != current) {
        dict_clear(rt, registry);
        has = dict_set(rt, registry, lend(word), lend(own_small_int(current))) ? 0 : -1;
    } else {
        ref_value found = dict_get(rt, registry, key);
        own_value held = is_nothing(found) ? own_nothing : retain(found);
        has = failed(held) ? (error_pending(rt) ? -1 : 0) : operation_truth(rt, lend(held));
        release(rt, held);
    }
    release(rt, word);
    if (has == 0 && should_set && !dict_set(rt, registry, key, ref_true)) {
        return -1;
    }
    return has;
}

// The same with the key (text, category), for the actions "once" and "module".
static int registry_update(struct ouro *rt, ref_value registry, struct warning const *w)
{
    ref_value both[] = {w->text, w->category};
    own_value key = tuple_from(rt, both, 2);
    int has = failed(key) ? -1 : registry_has(rt, registry, lend(key), true);
    release(rt, key);
    return has;
}

// Filters -------------------------------------------------------------------------------------------------------------

// Does a filter's pattern (None, a str, or an object with a method match) fit the text?
static int pattern_fits(struct ouro *rt, ref_value pattern, ref_value text)
{
    if (is_none(pattern)) {
        return 1;
    }
    if (is_exact(pattern, TYPE_STR)) {
        return is_str(rt, text) ? str_equal(as_str(pattern), as_str(text)) : 0;
    }
    own_value name = str_from(rt, "match");
    ref_value args[] = {pattern, text};
    own_value match = failed(name) ? own_nothing : operation_call_method(rt, lend(name), args, 2, ref_nothing);
    release(rt, name);
    int fits = failed(match) ? -1 : operation_truth(rt, lend(match));
    release(rt, match);
    return fits;
}

// 1, 0, -1: does the filter (a tuple of five, held by the caller) apply?
static int filter_applies(struct ouro *rt, ref_value filter, struct warning const *w)
{
    int fits = operation_is_subclass(rt, w->category, tuple_item(filter, 2));
    if (fits > 0) {
        fits = pattern_fits(rt, tuple_item(filter, 1), w->text);
    }
    if (fits > 0) {
        fits = pattern_fits(rt, tuple_item(filter, 3), w->module);
    }
    if (fits > 0) {
        int64_t line;
        if (!operation_index_int64(rt, tuple_item(filter, 4), &line, TYPE_OVERFLOW_ERROR)) {
            return -1;
        }
        return line == 0 || line == w->line;
    }
    return fits;
}

static own_value default_action(struct ouro *rt)
{
    own_value action = python_half(rt, "defaultaction", false);
    if (is_stop(lend(action))) {
        return str_from(rt, "default");
    }
    if (!failed(action) && !is_str(rt, lend(action))) {
        error_raise(rt, TYPE_TYPE_ERROR, "_warnings.defaultaction must be a string, not '%T'", lend(action));
        release(rt, action);
        return own_nothing;
    }
    return action;
}

static own_value current_filters(struct ouro *rt)
{
    own_value filters = python_half(rt, "filters", false);
    if (is_stop(lend(filters))) {
        filters = state_ready(rt) ? retain(slot_get(rt->library->warning_filters)) : own_nothing;
    }
    if (!failed(filters) && !is_list(rt, lend(filters))) {
        release(rt, filters);
        return error_raise(rt, TYPE_VALUE_ERROR, "_warnings.filters must be a list");
    }
    return filters;
}

// The action (owned str) for a warning; *which: the filter that said so, owned, or None for the default action.
static own_value find_action(struct ouro *rt, struct warning const *w, own_value *which)
{
    *which = own_none;
    own_value filters = current_filters(rt);
    if (failed(filters)) {
        return own_nothing;
    }
    for (uint64_t i = 0; i < as_list(lend(filters))->length; i++) { // patterns may change the list
        own_value filter = retain(list_item(lend(filters), i));
        int applies = -1;
        if (!is_tuple(rt, lend(filter)) || as_tuple(lend(filter))->length != 5) {
            error_raise(rt, TYPE_VALUE_ERROR, "_warnings.filters item %llu isn't a 5-tuple", (unsigned long long)i);
        } else if (!is_str(rt, tuple_item(lend(filter), 0))) {
            error_raise(rt, TYPE_TYPE_ERROR, "action must be a string, not '%T'", tuple_item(lend(filter), 0));
        } else {
            applies = filter_applies(rt, lend(filter), w);
        }
        if (applies != 0) {
            own_value action = applies > 0 ? retain(tuple_item(lend(filter), 0)) : own_nothing;
            release(rt, filters);
            if (applies > 0) {
                *which = filter;
            } else {
                release(rt, filter);
            }
            return action;
        }
        release(rt, filter);
    }
    release(rt, filters);
    return default_action(rt);
}

// Showing -------------------------------------------------------------------------------------------------------------

// "file:line: Category: text" and the source line, as warnings.showwarning writes them.
static bool write_warning(struct ouro *rt, struct warning const *w)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    own_value category = operation_get_attribute(rt, w->category, name_of(rt, NAME_name));
    if (failed(category)) {
        str_builder_abandon(&b);
        return false;
    }
    str_builder_add_value(&b, w->filename);
    str_builder_add_text(&b, ":");
    str_builder_add_int(&b, w->line);
    str_builder_add_text(&b, ": ");
    str_builder_add_value(&b, lend(category));
    str_builder_add_text(&b, ": ");
    str_builder_add_value(&b, w->text);
    str_builder_add_text(&b, "\n");
    release(rt, category);
    own_value line = !is_nothing(w->source_line) ? retain(w->source_line)
                     : is_str(rt, w->filename)   ? print_source_line(rt, w->filename, w->line)
                                                 : own_stop;
    if (!is_stop(lend(line))) {
        str_builder_add_text(&b, "  ");
        str_builder_add_str(&b, lend(line));
        str_builder_add_text(&b, "\n");
    }
    release(rt, line);
    own_value text = str_builder_finish(&b);
    if (!failed(text)) {
        service_write_error(rt, str_bytes(as_str(lend(text))));
    }
    bool done = !failed(text);
    release(rt, text);
    return done;
}

static bool show(struct ouro *rt, struct warning const *w)
{
    own_value function = python_half(rt, "_showwarnmsg", !is_none(w->source));
    if (failed(function)) {
        return false;
    }
    if (is_stop(lend(function))) {
        return write_warning(rt, w);
    }
    struct type *t = type_of(rt, lend(function));
    if (t->protocol->call == NULL && !type_overrides(t, NAME_call)) {
        error_raise(rt, TYPE_TYPE_ERROR, "warnings._showwarnmsg() must be set to a callable");
        release(rt, function);
        return false;
    }
    own_value class = python_half(rt, "WarningMessage", false);
    if (is_stop(lend(class))) {
        class = error_raise(rt, TYPE_RUNTIME_ERROR, "unable to get warnings.WarningMessage");
    }
    own_value line = failed(class) ? own_nothing : int_from_int64(rt, w->line);
    ref_value args[] = {w->message, w->category, w->filename, lend(line), ref_none, ref_none, w->source};
    own_value message = failed(line) ? own_nothing : operation_call(rt, lend(class), args, 7, ref_nothing);
    own_value result = failed(message) ? own_nothing : operation_call_1(rt, lend(function), lend(message));
    bool done = !failed(result);
    release(rt, result);
    release(rt, message);
    release(rt, line);
    release(rt, class);
    release(rt, function);
    return done;
}

// Deciding ------------------------------------------------------------------------------------------------------------

static bool action_is(ref_value action, char const *word)
{
    return str_equals(as_str(action), word);
}

static int once_has(struct ouro *rt, struct warning const *w)
{
    if (!is_nothing(w->registry)) {
        return registry_update(rt, w->registry, w);
    }
    own_value registry = python_half(rt, "onceregistry", false);
    if (is_stop(lend(registry))) {
        registry = state_ready(rt) ? retain(slot_get(rt->library->warning_once)) : own_nothing;
    }
    if (!failed(registry) && !is_dict(rt, lend(registry))) {
        error_raise(rt, TYPE_TYPE_ERROR, "_warnings.onceregistry must be a dict, not '%T'", lend(registry));
        release(rt, registry);
        return -1;
    }
    int has = failed(registry) ? -1 : registry_update(rt, lend(registry), w);
    release(rt, registry);
    return has;
}

// What an action other than "error" and "ignore" asks for. key: of the registry, owned by the caller.
static bool act(struct ouro *rt, struct warning const *w, ref_value action, ref_value key, ref_value filter)
{
    int shown_before = 0;
    if (!action_is(action, "always")) {
        if (!is_nothing(w->registry) && !dict_set(rt, w->registry, key, ref_true)) {
            return false;
        }
        if (action_is(action, "once")) {
            shown_before = once_has(rt, w);
        } else if (action_is(action, "module")) {
            shown_before = is_nothing(w->registry) ? 0 : registry_update(rt, w->registry, w);
        } else if (!action_is(action, "default")) {
            error_raise(rt, TYPE_RUNTIME_ERROR, "Unrecognized action (%R) in warnings.filters:\n %R", action, filter);
            return false;
        }
    }
    return shown_before < 0 ? false : shown_before > 0 || show(rt, w);
}

static bool decide(struct ouro *rt, struct warning const *w)
{
    own_value line = int_from_int64(rt, w->line);
    ref_value three[] = {w->text, w->category, lend(line)};
    own_value key = failed(line) ? own_nothing : tuple_from(rt, three, 3);
    release(rt, line);
    if (failed(key)) {
        return false;
    }
    int known = is_nothing(w->registry) ? 0 : registry_has(rt, w->registry, lend(key), false);
    if (known != 0) {
        release(rt, key);
        return known > 0;
    }
    own_value filter;
    own_value action = find_action(rt, w, &filter);
    bool done = !failed(action);
    if (done && action_is(lend(action), "error")) {
        if (is_exception(rt, w->message)) {
            error_raise_object(rt, retain(w->message));
        } else {
            error_raise(rt, TYPE_TYPE_ERROR, "calling %R should have returned an instance of BaseException, not %T",
                        w->category, w->message);
        }
        done = false;
    } else if (done && !action_is(lend(action), "ignore")) {
        done = act(rt, w, lend(action), lend(key), lend(filter));
    }
    release(rt, filter);
    release(rt, action);
    release(rt, key);
    return done;
}

// The module's name when only a file name is known: the name without ".py".
static own_value module_of_file(struct ouro *rt, ref_value filename)
{
    struct str *s = as_str(filename);
    char const *text = str_bytes(s);
    size_t size = str_size(s);
    if (size == 0) {
        return str_from(rt, "<unknown>");
    }
    return size >= 3 && memcmp(text + size - 3, ".py", 3) == 0 ? str_new(rt, text, size - 3) : retain(filename);
}

// A registry may be a dict, or None for none.
static bool check_registry(struct ouro *rt, struct warning *w)
{
    if (!is_nothing(w->registry) && !is_none(w->registry) && !is_dict(rt, w->registry)) {
        error_raise(rt, TYPE_TYPE_ERROR, "'registry' must be a dict or None");
        return false;
    }
    if (is_none(w->registry)) {
        w->registry = ref_nothing;
    }
    return true;
}

// Completes a warning whose message is any value (a Warning, or what a category is called with) and decides.
static bool warn_explicit(struct ouro *rt, struct warning *w, ref_value message)
{
    if (is_none(w->module)) {
        return true; // the module is being cleared
    }
    if (!check_registry(rt, w)) {
        return false;
    }
    own_value module = is_nothing(w->module) ? module_of_file(rt, w->filename) : retain(w->module);
    own_value text = own_nothing, made = own_nothing;
    w->module = lend(module);
    bool is_warning = is_kind(rt, message, TYPE_WARNING);
    if (!failed(module)) {
        text = is_warning ? operation_str(rt, message) : retain(message);
        if (is_warning) {
            w->category = ref_object(type_of(rt, message));
        }
        made = failed(text) ? own_nothing : is_warning ? retain(message) : operation_call_1(rt, w->category, message);
    }
    own_value category = retain(w->category);
    w->text = lend(text);
    w->message = lend(made);
    bool done = !failed(made) && decide(rt, w);
    release(rt, category);
    release(rt, made);
    release(rt, text);
    release(rt, module);
    return done;
}

// warn() --------------------------------------------------------------------------------------------------------------

// Frames of the import machinery are passed over by stack levels.
static bool is_internal(struct code const *code)
{
    char const *name = str_bytes(as_str(slot_get(code->filename)));
    return strstr(name, "importlib") != NULL && strstr(name, "_bootstrap") != NULL;
}

// The depth of the frame that a stack level names.
static uint32_t depth_of_level(struct ouro *rt, int64_t level)
{
    struct code *code;
    uint32_t unit, depth = 0;
    bool all = level <= 0 || (vm_position(rt, 0, &code, &unit) && is_internal(code));
    while (--level > 0 && vm_position(rt, depth, &code, &unit)) {
        depth++;
        while (!all && vm_position(rt, depth, &code, &unit) && is_internal(code)) {
            depth++;
        }
    }
    return depth;
}

// __warningregistry__ of a namespace, made if there is none. Owned.
static own_value registry_of(struct ouro *rt, ref_value globals)
{
    own_value name = str_from(rt, "__warningregistry__");
    if (failed(name)) {
        return own_nothing;
    }
    ref_value found = dict_get_str(rt, globals, lend(name));
    own_value registry = is_nothing(found) ? dict_new(rt) : retain(found);
    if (!failed(registry) && is_nothing(found) && !dict_set(rt, globals, lend(name), lend(registry))) {
        release(rt, give(registry));
    }
    release(rt, name);
    return registry;
}

static bool warn_here(struct ouro *rt, ref_value category, ref_value message, int64_t level, ref_value source)
{
    uint32_t depth = depth_of_level(rt, level);
    struct code *code;
    uint32_t unit;
    int32_t line = 1;
    ref_value globals = vm_globals_at(rt, depth, &line);
    own_value filename = own_nothing;
    if (is_nothing(globals)) {
        globals = module_dict(slot_get(rt->library->sys));
        filename = str_from(rt, "sys");
    } else if (vm_position(rt, depth, &code, &unit)) {
        filename = retain(slot_get(code->filename));
    }
    own_value held = retain(globals);
    own_value registry = failed(filename) ? own_nothing : registry_of(rt, globals);
    ref_value name = dict_get_str(rt, globals, name_of(rt, NAME_name));
    bool named = !is_nothing(name) && (is_none(name) || is_str(rt, name));
    own_value module = named ? retain(name) : str_from(rt, "<string>");
    struct warning w = {.category = category,
                        .filename = lend(filename),
                        .line = line,
                        .module = lend(module),
                        .registry = lend(registry),
                        .source_line = ref_nothing,
                        .source = source};
    bool done = !failed(registry) && !failed(module) && warn_explicit(rt, &w, message);
    release(rt, module);
    release(rt, registry);
    release(rt, held);
    release(rt, filename);
    return done;
}

static bool warn_at(struct ouro *rt, ref_value category, ref_value text, ref_value filename, int64_t line)
{
    struct warning w = {.category = category,
                        .filename = filename,
                        .line = line,
                        .module = ref_nothing,
                        .registry = ref_nothing,
                        .source_line = ref_nothing,
                        .source = ref_none};
    return warn_explicit(rt, &w, text);
}

void warnings_install_hooks(struct ouro *rt)
{
    rt->objects->warn = warn_here;
    rt->objects->warn_at = warn_at;
}

// Options -------------------------------------------------------------------------------------------------------------

// Appends the items of a text that are not empty. separator 0: the text is one item.
static bool add_options(struct ouro *rt, ref_value list, char const *host_text, char separator)
{
    own_value whole = str_decode_host(rt, host_text);
    char const *text = failed(whole) ? "" : str_bytes(as_str(lend(whole)));
    bool done = !failed(whole);
    while (done && *text != '\0') {
        char const *end = separator != '\0' ? strchr(text, separator) : NULL;
        size_t size = end == NULL ? strlen(text) : (size_t)(end - text);
        if (size > 0) {
            own_value option = str_new(rt, text, size);
            done = !failed(option) && list_append(rt, as_list(list), option);
        }
        text += size + (end != NULL);
    }
    release(rt, whole);
    return done;
}

bool warnings_set_options(struct ouro *rt, char const *variable, char const *const *options, size_t count)
{
    own_value list = list_new(rt, count);
    bool done = !failed(list) && (variable == NULL || add_options(rt, lend(list), variable, ','));
    for (size_t i = 0; done && i < count; i++) {
        done = add_options(rt, lend(list), options[i], '\0');
    }
    uint64_t length = done ? as_list(lend(list))->length : 0;
    if (!done || !module_set(rt, slot_get(rt->library->sys), "warnoptions", retain(lend(list)))) {
        release(rt, list);
        return false;
    }
    release(rt, list);
    if (length == 0) {
        return true;
    }
    own_value found = python_half(rt, "filters", true);
    done = !failed(found);
    release(rt, found);
    return done;
}

// Functions -----------------------------------------------------------------------------------------------------------

// The class of a warning: the message's own, the one given, or UserWarning. Lent, nothing: TypeError.
static ref_value category_of(struct ouro *rt, ref_value message, ref_value category)
{
    if (is_kind(rt, message, TYPE_WARNING)) {
        return ref_object(type_of(rt, message));
    }
    if (is_nothing(category) || is_none(category)) {
        return ref_object(type_by_number(rt, TYPE_USER_WARNING));
    }
    if (!is_type(rt, category) || !type_is_subtype(as_type(category), type_by_number(rt, TYPE_WARNING))) {
        error_raise(rt, TYPE_TYPE_ERROR, "category must be a Warning subclass, not '%T'", category);
        return ref_nothing;
    }
    return category;
}

static own_value warnings_warn(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"message", "category", "stacklevel", "source"};
    static struct signature const signature = {"warn", names, 4, 1, 0, 4};
    ref_value given[4];
    int64_t level = 1;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        (!is_nothing(given[2]) && !operation_index_int64(rt, given[2], &level, TYPE_OVERFLOW_ERROR))) {
        return own_nothing;
    }
    ref_value category = category_of(rt, given[0], given[1]);
    if (is_nothing(category)) {
        return own_nothing;
    }
    ref_value source = is_nothing(given[3]) ? ref_none : given[3];
    return warn_here(rt, category, given[0], level, source) ? own_none : own_nothing;
}

// The source line that the loader of a module's globals gives: owned, stripped; own_stop: it gives none.
static own_value line_from_loader(struct ouro *rt, ref_value globals, int64_t line)
{
    ref_value loader = dict_get_str(rt, globals, name_of(rt, NAME_loader));
    ref_value name = dict_get_str(rt, globals, name_of(rt, NAME_name));
    if (is_nothing(loader) || is_none(loader) || is_nothing(name)) {
        return own_stop;
    }
    own_value held_name = retain(name), held = retain(loader);
    own_value key = str_from(rt, "get_source");
    own_value function = failed(key) ? own_nothing : operation_find_attribute(rt, lend(held), lend(key));
    release(rt, key);
    own_value source =
        failed(function) || is_stop(lend(function)) ? function : operation_call_1(rt, lend(function), lend(held_name));
    if (!is_stop(lend(function))) {
        release(rt, function);
    }
    release(rt, held);
    release(rt, held_name);
    if (failed(source) || !is_str(rt, lend(source))) {
        if (!failed(source) && !is_stop(lend(source))) {
            release(rt, source);
            return own_stop;
        }
        return source;
    }
    char const *text = str_bytes(as_str(lend(source)));
    char const *end = text + str_size(as_str(lend(source)));
    for (int64_t i = 1; i < line && text < end; i++) {
        char const *newline = memchr(text, '\n', (size_t)(end - text));
        text = newline == NULL ? end : newline + 1;
    }
    char const *stop = text < end ? memchr(text, '\n', (size_t)(end - text)) : end;
    stop = stop == NULL ? end : stop;
    while (text < stop && (*text == ' ' || *text == '\t' || *text == '\f')) {
        text++;
    }
    own_value result = line < 1 || text >= stop ? own_stop : str_new(rt, text, (size_t)(stop - text));
    release(rt, source);
    return result;
}

static own_value warnings_warn_explicit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"message", "category", "filename",       "lineno",
                                        "module",  "registry", "module_globals", "source"};
    static struct signature const signature = {"warn_explicit", names, 8, 4, 0, 8};
    ref_value given[8];
    int64_t line;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    if (!is_str(rt, given[2])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "warn_explicit() argument 3 must be str, not %T", given[2]);
    }
    if (!operation_index_int64(rt, given[3], &line, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    own_value source_line = own_stop;
    if (!is_nothing(given[6]) && !is_none(given[6])) {
        if (!is_dict(rt, given[6])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "module_globals must be a dict, not '%T'", given[6]);
        }
        source_line = line_from_loader(rt, given[6], line);
    }
    struct warning w = {.category = given[1],
                        .filename = given[2],
                        .line = line,
                        .module = given[4],
                        .registry = given[5],
                        .source_line = is_stop(lend(source_line)) ? ref_nothing : lend(source_line),
                        .source = is_nothing(given[7]) ? ref_none : given[7]};
    bool done = !failed(source_line) && warn_explicit(rt, &w, given[0]);
    release(rt, source_line);
    return done ? own_none : own_nothing;
}

static own_value warnings_mutated(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    rt->library->warning_filters_version++;
    return own_none;
}

static struct native_definition const functions[] = {
    {"warn", warnings_warn, 0, -1, NATIVE_KEYWORDS,
     "warn($module, /, message, category=None, stacklevel=1, source=None)\n--\n\nIssue a warning, or maybe ignore it "
     "or raise an exception."},
    {"warn_explicit", warnings_warn_explicit, 0, -1, NATIVE_KEYWORDS, "Issue a warning about a place that is given."},
    {"_filters_mutated", warnings_mutated, 0, 0, 0, NULL},
    {0},
};

own_value warnings_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "_warnings", NULL, functions);
    struct library *library = rt->library;
    bool done = !failed(module) && state_ready(rt) &&
                module_set(rt, lend(module), "filters", retain(slot_get(library->warning_filters))) &&
                module_set(rt, lend(module), "_onceregistry", retain(slot_get(library->warning_once)));
    own_value action = done ? str_from(rt, "default") : own_nothing;
    if (failed(action) || !module_set(rt, lend(module), "_defaultaction", action)) {
        release(rt, give(module));
    }
    return module;
}
