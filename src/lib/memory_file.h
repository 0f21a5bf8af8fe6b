// SPDX-License-Identifier: MIT
// Files in memory: io.BytesIO and io.StringIO.
#ifndef OURO_LIB_MEMORY_FILE_H
#define OURO_LIB_MEMORY_FILE_H

#include "object/type.h"

extern struct type_definition const bytes_io_type_definition;
extern struct type_definition const string_io_type_definition;

// What both and the files over descriptors share: a size that may be None. false: TypeError pending.
OURO_MUST_USE bool file_take_size(struct ouro *rt, ref_value const *args, uint32_t count, int64_t *size);
// The items of a state behind the contents: a position, and a dict that goes into the instance's, or None. words: which
// items they are, "second" and "third". false: an exception is pending.
OURO_MUST_USE bool file_take_state(struct ouro *rt, ref_value self, ref_value state, uint32_t first,
                                   char const *const words[2], int64_t *position);
// The instance's attributes for a state: a copy of its dict, or None.
own_value file_attributes(struct ouro *rt, ref_value dict);
// The lines of anything that read_line gives, in a list.
own_value file_lines(struct ouro *rt, ref_value self, int64_t hint,
                     own_value (*read_line)(struct ouro *rt, ref_value self, int64_t limit));

#endif
