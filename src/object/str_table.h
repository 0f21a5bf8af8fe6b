// SPDX-License-Identifier: MIT
// The table of interned strings: open addressing with linear probing, keyed by the strings' hashes. It does not count
// its entries; a str with STR_INTERNED takes itself out when it is freed. An entry that is dying (its release is
// queued) is passed over: an equal text is entered anew beside it.
#ifndef OURO_OBJECT_STR_TABLE_H
#define OURO_OBJECT_STR_TABLE_H

#include "object/str.h"

struct str_table {
    uint32_t mask;      // cells - 1
    uint32_t used;      // entries; below three quarters of the cells
    struct str **cells; // raw memory; NULL: free
};

// Makes a name of names.h, ASCII, at the start. Names are interned without an entry in the table, and found by another
// hash: keyed ones of all names would take a third of the start. false: MemoryError pending.
OURO_MUST_USE bool str_name_enter(struct ouro *rt, enum name_number name, char const *text, size_t size);
// The hash that a str of these bytes has.
uint32_t str_hash_bytes(struct ouro *rt, char const *utf8, size_t size);
void str_table_remove(struct ouro *rt, struct str *s);
// Gives the table's memory back; what is interned is no longer.
void str_table_close(struct ouro *rt);
// The finish function of rows with the layout of str.
own_value str_finish(struct ouro *rt, struct object *o);

#endif
