// SPDX-License-Identifier: MIT
// compile, eval and exec.
#include "compile/compile.h"
#include "lib/builtins.h"
#include "lib/library.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <string.h>

// The source text that compile, eval and exec take: str, bytes-like. false: TypeError pending.
static bool source_text(struct ouro *rt, ref_value v, char const *function, char const *what, char const **text,
                        size_t *size)
{
    if (is_str(rt, v)) {
        *text = str_bytes(as_str(v));
        *size = str_size(as_str(v));
        return true;
    }
    if (is_bytes_like(rt, v)) {
        uint8_t const *data;
        if (!bytes_view(rt, v, &data, size)) {
            return false;
        }
        *text = (char const *)data;
        return true;
    }
    error_raise(rt, TYPE_TYPE_ERROR, "%s() arg 1 must be a %s", function, what);
    return false;
}

static bool int_given(struct ouro *rt, ref_value v, int64_t otherwise, int64_t *out)
{
    *out = otherwise;
    if (is_nothing(v)) {
        return true;
    }
    own_value index = operation_index(rt, v);
    if (failed(index)) {
        return false;
    }
    bool fits = int_to_int64(rt, lend(index), out) && *out >= INT32_MIN && *out <= INT32_MAX;
    release(rt, index);
    if (!fits) {
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
    }
    return fits;
}

// flags and optimize of compile(): those that CPython knows. A syntax tree is not to be had here.
static bool check_flags(struct ouro *rt, ref_value flags, ref_value optimize)
{
    int64_t f, o;
    if (!int_given(rt, flags, 0, &f) || !int_given(rt, optimize, -1, &o)) {
        return false;
    }
    int64_t const futures = 0x1FE0000, nested = 0x10, tree = 0x400, incomplete = 0x4000, indent = 0x200,
                  type_comments = 0x1000, top_level_await = 0x2000;
    if (f & ~(futures | nested | tree | incomplete | indent | type_comments | top_level_await)) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "compile(): unrecognised flags");
        return false;
    }
    if (o < -1 || o > 2) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "compile(): invalid optimize value");
        return false;
    }
    if (f & tree) {
        (void)error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "compile() to a syntax tree");
        return false;
    }
    return true;
}

own_value builtin_compile(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize"};
    static struct signature const signature = {"compile", names, 6, 3, 0, 6};
    ref_value given[6];
    char const *text;
    size_t size;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !source_text(rt, given[0], "compile", "string, bytes or AST object", &text, &size)) {
        return own_nothing;
    }
    if (!is_str(rt, given[1]) || !is_str(rt, given[2])) {
        return is_str(rt, given[1])
                   ? error_raise(rt, TYPE_TYPE_ERROR, "compile() argument 'mode' must be str, not %T", given[2])
                   : error_raise(rt, TYPE_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %T", given[1]);
    }
    if (!check_flags(rt, given[3], given[5])) {
        return own_nothing;
    }
    struct str *mode = as_str(given[2]);
    if (str_equals(mode, "exec")) {
        return compile_source(rt, text, size, given[1], SYNTAX_FILE);
    }
    if (str_equals(mode, "eval")) {
        return compile_source(rt, text, size, given[1], SYNTAX_EXPRESSION);
    }
    if (str_equals(mode, "single")) {
        return compile_source(rt, text, size, given[1], SYNTAX_SINGLE);
    }
    return error_raise(rt, TYPE_VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'");
}

// The dictionaries that code runs in, from what was given: owned, since the caller's may be replaced while it runs.
struct scope {
    own_value globals;
    own_value locals;
};

static bool is_mapping(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    return t->protocol->get_item != NULL || type_overrides(t, NAME_getitem);
}

// Complains about what cannot be globals or locals.
static bool check_scope(struct ouro *rt, char const *function, ref_value globals, ref_value locals)
{
    bool is_eval = strcmp(function, "eval") == 0;
    if (!is_nothing(locals) && !is_none(locals) && !is_mapping(rt, locals)) {
        error_raise(rt, TYPE_TYPE_ERROR,
                    is_eval ? "locals must be a mapping" : "locals must be a mapping or None, not %T", locals);
        return false;
    }
    if (is_nothing(globals) || is_none(globals) || is_dict(rt, globals)) {
        return true;
    }
    error_raise(rt, TYPE_TYPE_ERROR,
                !is_eval                  ? "exec() globals must be a dict, not %T"
                : is_mapping(rt, globals) ? "globals must be a real dict; try eval(code, {}, mapping)"
                                          : "globals must be a dict",
                globals);
    return false;
}

static bool choose_scope(struct ouro *rt, char const *function, ref_value globals, ref_value locals,
                         struct scope *scope)
{
    *scope = (struct scope){own_nothing, own_nothing};
    bool own_locals = !is_nothing(locals) && !is_none(locals);
    if (!check_scope(rt, function, globals, locals)) {
        return false;
    }
    if (is_nothing(globals) || is_none(globals)) {
        scope->globals = retain(vm_globals(rt));
        if (failed(scope->globals)) {
            error_raise(rt, TYPE_RUNTIME_ERROR, "%s(): no frame to take globals from", function);
            return false;
        }
        scope->locals = own_locals ? retain(locals) : vm_locals(rt);
    } else {
        scope->globals = retain(globals);
        scope->locals = retain(own_locals ? locals : globals);
    }
    if (failed(scope->locals)) {
        release(rt, scope->globals);
        return false;
    }
    return true;
}

static own_value run(struct ouro *rt, ref_value source, char const *function, char const *what, enum syntax_mode mode,
                     ref_value globals, ref_value locals)
{
    own_value code;
    if (is_kind(rt, source, TYPE_CODE)) {
        code = retain(source);
        if (as_code(source)->free_count > 0) {
            release(rt, code);
            return error_raise(rt, TYPE_TYPE_ERROR, "code object passed to %s() may not contain free variables",
                               function);
        }
    } else {
        char const *text;
        size_t size;
        if (!source_text(rt, source, function, what, &text, &size)) {
            return own_nothing;
        }
        // eval ignores blanks in front.
        while (mode == SYNTAX_EXPRESSION && size > 0 && (*text == ' ' || *text == '\t')) {
            text++;
            size--;
        }
        own_value filename = str_from(rt, "<string>");
        code = failed(filename) ? own_nothing : compile_source(rt, text, size, lend(filename), mode);
        release(rt, filename);
    }
    struct scope scope;
    if (failed(code) || !choose_scope(rt, function, globals, locals, &scope)) {
        release(rt, code);
        return own_nothing;
    }
    own_value result = vm_run(rt, lend(code), lend(scope.globals), lend(scope.locals));
    release(rt, scope.locals);
    release(rt, scope.globals);
    release(rt, code);
    return result;
}

own_value builtin_eval(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return run(rt, args[0], "eval", "string, bytes or code object", SYNTAX_EXPRESSION,
               count > 1 ? args[1] : ref_nothing, count > 2 ? args[2] : ref_nothing);
}

own_value builtin_exec(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"source", "globals", "locals", "closure"};
    static struct signature const signature = {"exec", names, 4, 1, 3, 3};
    ref_value given[4];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    own_value result = run(rt, given[0], "exec", "string, bytes or code object", SYNTAX_FILE, given[1], given[2]);
    if (failed(result)) {
        return own_nothing;
    }
    release(rt, result);
    return own_none;
}
