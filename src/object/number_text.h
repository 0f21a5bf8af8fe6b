// SPDX-License-Identifier: MIT
// Text that int(), float() and complex() read: blanks stripped, digits of any script turned into ASCII.
#ifndef OURO_OBJECT_NUMBER_TEXT_H
#define OURO_OBJECT_NUMBER_TEXT_H

#include "object/type.h"

struct number_text {
    char const *text; // not terminated
    size_t size;
    char *copy; // raw memory of the heap when the text could not be lent
    size_t copy_size;
};

// v: str, or bytes-like. The text is lent from v, which must not change meanwhile. A code point that is no ASCII and no
// digit becomes '?', which no number has. false: MemoryError pending.
OURO_MUST_USE bool number_text_open(struct ouro *rt, ref_value v, struct number_text *text);
// Blanks at both ends.
void number_text_strip(char const **text, size_t *size);
// Copies text without the underscores between its digits. false: there is one elsewhere. copy: room for size bytes.
bool number_text_without_underscores(char const *text, size_t size, char *copy, size_t *used);
void number_text_close(struct ouro *rt, struct number_text *text);

#endif
