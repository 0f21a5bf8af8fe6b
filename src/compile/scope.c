// SPDX-License-Identifier: MIT
// Symbol tables, and where each name lives (pass 2).
#include "compile/build.h"

#include <string.h>

static uint32_t slot_for(struct symbol_table const *table, struct syntax_name const *name)
{
    uint32_t mask = table->index_size - 1;
    uint32_t i = name->hash & mask;
    while (table->index[i] != 0 && table->order[table->index[i] - 1]->name != name)
        i = (i + 1) & mask;
    return i;
}

struct symbol *symbol_find(struct symbol_table const *table, struct syntax_name const *name)
{
    if (table->index_size == 0 || name == NULL)
        return NULL;
    uint32_t found = table->index[slot_for(table, name)];
    return found != 0 ? table->order[found - 1] : NULL;
}

// Old arrays stay behind in the arena; doubling bounds what that wastes.
static bool table_grow(struct compiler *c, struct symbol_table *table)
{
    uint32_t capacity = table->capacity != 0 ? table->capacity * 2 : 8;
    struct symbol **order = syntax_tree_allocate(c->tree, capacity * sizeof(struct symbol *));
    uint32_t *index = syntax_tree_allocate(c->tree, (size_t)capacity * 2 * sizeof *index);
    if (order == NULL || index == NULL) {
        compile_no_memory(c);
        return false;
    }
    if (table->count != 0)
        memcpy(order, table->order, table->count * sizeof(struct symbol *));
    table->order = order;
    table->index = index;
    table->capacity = capacity;
    table->index_size = capacity * 2;
    for (uint32_t i = 0; i < table->count; i++)
        index[slot_for(table, order[i]->name)] = i + 1;
    return true;
}

struct symbol *symbol_make(struct compiler *c, struct symbol_table *table, struct syntax_name *name)
{
    struct symbol *symbol = symbol_find(table, name);
    if (symbol != NULL)
        return symbol;
    if (name == NULL || (table->count == table->capacity && !table_grow(c, table)))
        return NULL;
    symbol = syntax_tree_allocate(c->tree, sizeof *symbol);
    if (symbol == NULL) {
        compile_no_memory(c);
        return NULL;
    }
    symbol->name = name;
    symbol->reg = SYMBOL_NO_REGISTER;
    table->index[slot_for(table, name)] = table->count + 1;
    table->order[table->count++] = symbol;
    return symbol;
}

struct syntax_name *scope_mangle(struct compiler *c, struct syntax_name *private_name, struct syntax_name *name)
{
    char const *text = name->text;
    uint32_t length = name->length;
    if (private_name == NULL || length < 2 || text[0] != '_' || text[1] != '_')
        return name;
    if ((text[length - 1] == '_' && text[length - 2] == '_') || memchr(text, '.', length) != NULL)
        return name;
    char const *owner = private_name->text;
    size_t owner_length = private_name->length;
    while (owner_length > 0 && *owner == '_') {
        owner++;
        owner_length--;
    }
    if (owner_length == 0)
        return name;
    size_t size = 1 + owner_length + length;
    char *mangled = heap_raw_allocate(&c->rt->heap, size);
    struct syntax_name *result = NULL;
    if (mangled != NULL) {
        mangled[0] = '_';
        memcpy(mangled + 1, owner, owner_length);
        memcpy(mangled + 1 + owner_length, text, length);
        result = syntax_tree_name(c->tree, mangled, size);
        heap_raw_free(&c->rt->heap, mangled, size);
    }
    if (result == NULL)
        compile_no_memory(c);
    return result;
}

struct scope *scope_of(struct compiler const *c, struct syntax_node const *node)
{
    struct node_entry *entry = compile_find_node(c, node);
    return entry != NULL ? entry->scope : NULL;
}

struct scope *scope_new(struct compiler *c, enum scope_kind kind, struct syntax_node *node)
{
    struct scope *scope = c->failed ? NULL : syntax_tree_allocate(c->tree, sizeof *scope);
    struct node_entry *entry = scope != NULL ? compile_node(c, node) : NULL;
    if (entry == NULL) {
        compile_no_memory(c);
        return NULL;
    }
    entry->scope = scope;
    scope->kind = kind;
    scope->node = node;
    scope->parent = c->scope;
    if (c->scope != NULL) {
        scope->private_name = c->scope->private_name;
        scope->in_iterable = c->scope->in_iterable;
        scope->is_nested = c->scope->is_nested || scope_is_function(c->scope);
    }
    if (c->last_scope != NULL)
        c->last_scope->next = scope;
    else
        c->module = scope;
    c->last_scope = scope;
    return scope;
}

// ---- Pass 2 ----

// Looks for the function around `scope` that binds the name; every scope on the way gets it as a free name.
static bool find_owner(struct compiler *c, struct scope *scope, struct syntax_name *name)
{
    struct scope *owner = NULL;
    for (struct scope *p = scope->parent; p != NULL && owner == NULL; p = p->parent) {
        if (p->kind == SCOPE_MODULE)
            return false;
        if (p->kind == SCOPE_CLASS) {
            if (name == c->name_class) {
                p->wants_class_cell = true;
                owner = p;
            }
            continue;
        }
        struct symbol *symbol = symbol_find(&p->symbols, name);
        if (symbol == NULL)
            continue;
        if (symbol->flags & SYMBOL_GLOBAL)
            return false;
        if ((symbol->flags & SYMBOL_BOUND) && !(symbol->flags & SYMBOL_NONLOCAL)) {
            owner = p;
            symbol->place = PLACE_CELL;
        }
    }
    if (owner == NULL)
        return false;
    for (struct scope *p = scope->parent; p != owner; p = p->parent) {
        struct symbol *symbol = symbol_make(c, &p->symbols, name);
        if (symbol == NULL)
            return true;
        if (p->kind == SCOPE_CLASS && (symbol->flags & (SYMBOL_BOUND | SYMBOL_GLOBAL)) &&
            !(symbol->flags & SYMBOL_NONLOCAL))
            symbol->flags |= SYMBOL_PASSED_ON;
        else
            symbol->place = PLACE_FREE;
    }
    return true;
}

static void resolve_symbol(struct compiler *c, struct scope *scope, struct symbol *symbol)
{
    uint32_t flags = symbol->flags;
    if (symbol->place != PLACE_NONE)
        return; // an inner function's use has decided
    if (flags & SYMBOL_GLOBAL) {
        if (flags & SYMBOL_NONLOCAL)
            compile_error(c, symbol->directive, "name '%s' is nonlocal and global", symbol->name->text);
        symbol->place = PLACE_GLOBAL;
    } else if (flags & SYMBOL_NONLOCAL) {
        if (scope->kind == SCOPE_MODULE)
            compile_error(c, symbol->directive, "nonlocal declaration not allowed at module level");
        else if (!find_owner(c, scope, symbol->name))
            compile_error(c, symbol->directive, "no binding for nonlocal '%s' found", symbol->name->text);
        symbol->place = PLACE_FREE;
    } else if (flags & SYMBOL_BOUND) {
        symbol->place = PLACE_LOCAL;
    } else {
        symbol->place = find_owner(c, scope, symbol->name) ? PLACE_FREE : PLACE_IMPLICIT;
    }
}

void scope_resolve(struct compiler *c)
{
    for (struct scope *scope = c->module; scope != NULL && !c->failed; scope = scope->next) {
        // Inner scopes only add names that are decided already.
        uint32_t count = scope->symbols.count;
        for (uint32_t i = 0; i < count && !c->failed; i++)
            resolve_symbol(c, scope, scope->symbols.order[i]);
    }
}
