// SPDX-License-Identifier: MIT
// Names of characters, packed by scripts/make_unicode_names.py. Names are words with spaces between.
//
// Words: one after the other, each as what it keeps of the word before (upper half of a byte), the length of the rest
// (lower half; 15: the length is in a byte of its own), the rest. The first WORDS_FREQUENT have codes of one byte, the
// others of two. Names, in the order of code points, then aliases: the number of new words (upper half) behind those
// kept of the name before (lower half), and the codes of the new ones. ENTRY_JUMP and three bytes come before an entry
// whose code point does not follow the one before.
#include "object/unicode_names.h"

#include <string.h>

enum { WORDS_FREQUENT = 192, ENTRY_JUMP = 0xff, WORDS_MOST = 16, WORD_MOST = 64 };

static uint8_t byte_at(uint64_t const *data, size_t i)
{
    return (uint8_t)(data[i >> 3] >> 8 * (i & 7));
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool word_equals(char const *word, size_t size, char const *text, size_t text_size)
{
    if (size != text_size)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (word[i] != upper(text[i]))
            return false;
    }
    return true;
}

// The codes of the words of a name. false: one of them is in no name.
static bool find_codes(char const *const *texts, size_t const *sizes, uint32_t count, uint32_t *codes)
{
    char word[256 + WORD_MOST];
    uint32_t number = 0, found = 0;
    for (uint32_t i = 0; i < count; i++)
        codes[i] = UINT32_MAX;
    for (size_t at = 0; at < unicode_name_words_size && found < count; number++) {
        uint8_t head = byte_at(unicode_name_words, at++);
        size_t length = head & 15;
        if (length == 15)
            length = byte_at(unicode_name_words, at++);
        for (size_t i = 0; i < length; i++)
            word[(head >> 4) + i] = (char)byte_at(unicode_name_words, at++);
        for (uint32_t i = 0; i < count; i++) {
            if (word_equals(word, (head >> 4) + length, texts[i], sizes[i])) {
                codes[i] = number;
                found++;
            }
        }
    }
    return found == count;
}

static uint32_t next_code(size_t *at)
{
    uint32_t code = byte_at(unicode_name_entries, (*at)++);
    if (code >= WORDS_FREQUENT)
        code = WORDS_FREQUENT + ((code - WORDS_FREQUENT) << 8 | byte_at(unicode_name_entries, (*at)++));
    return code;
}

static bool find_entry(uint32_t const *codes, uint32_t count, uint32_t *code_point)
{
    uint32_t words[2 * WORDS_MOST];
    uint32_t next = 0;
    for (size_t at = 0; at < unicode_name_entries_size; next++) {
        uint32_t head = byte_at(unicode_name_entries, at++);
        if (head == ENTRY_JUMP) {
            next = 0;
            for (int i = 0; i < 3; i++)
                next = next << 8 | byte_at(unicode_name_entries, at++);
            head = byte_at(unicode_name_entries, at++);
        }
        uint32_t total = (head & 15) + (head >> 4);
        for (uint32_t i = head & 15; i < total; i++)
            words[i] = next_code(&at);
        if (total == count && memcmp(words, codes, count * sizeof *words) == 0) {
            *code_point = next;
            return true;
        }
    }
    return false;
}

// Names made by rule -------------------------------------------------------------------------------------------------

// The syllable's parts in the order of their numbers; each is the longest that fits.
static int longest_part(char const *const *parts, int count, char const **name, char const *end)
{
    int best = -1;
    size_t best_size = 0;
    for (int i = 0; i < count; i++) {
        size_t size = strlen(parts[i]);
        if (size <= (size_t)(end - *name) && memcmp(parts[i], *name, size) == 0 && (best < 0 || size > best_size)) {
            best = i;
            best_size = size;
        }
    }
    *name += best_size;
    return best;
}

static bool find_hangul(char const *name, size_t size, uint32_t *code_point)
{
    static char const prefix[] = "HANGUL SYLLABLE ";
    static char const *const leading[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                          "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
    static char const *const vowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                         "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static char const *const trailing[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                           "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                           "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
    if (size < sizeof prefix - 1 || memcmp(name, prefix, sizeof prefix - 1) != 0)
        return false;
    char const *end = name + size;
    name += sizeof prefix - 1;
    int l = longest_part(leading, 19, &name, end);
    int v = longest_part(vowels, 21, &name, end);
    int t = longest_part(trailing, 28, &name, end);
    if (l < 0 || v < 0 || t < 0 || name != end)
        return false;
    *code_point = 0xac00 + (uint32_t)((l * 21 + v) * 28 + t);
    return true;
}

// Names that end in the number of the code point.
static struct numbered {
    char const *prefix;
    uint32_t first, last;
    bool exact_case; // the prefix must be in capitals
} const numbered[] = {
    {"CJK UNIFIED IDEOGRAPH-", 0x3400, 0x4dbf, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x4e00, 0x9fff, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x20000, 0x2a6df, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x2a700, 0x2b738, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x2b740, 0x2b81d, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x2b820, 0x2cea1, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x2ceb0, 0x2ebe0, true},
    {"CJK UNIFIED IDEOGRAPH-", 0x30000, 0x3134a, true},
    {"CJK COMPATIBILITY IDEOGRAPH-", 0xf900, 0xfa6d, false},
    {"CJK COMPATIBILITY IDEOGRAPH-", 0xfa70, 0xfad9, false},
    {"CJK COMPATIBILITY IDEOGRAPH-", 0x2f800, 0x2fa1d, false},
    {"KHITAN SMALL SCRIPT CHARACTER-", 0x18b00, 0x18cd5, false},
    {"NUSHU CHARACTER-", 0x1b170, 0x1b2fb, false},
};

static bool read_number(char const *digits, size_t size, bool exact_case, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < size; i++) {
        char c = exact_case ? digits[i] : upper(digits[i]);
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')))
            return false;
        *number = *number << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    return exact_case || size == (*number > 0xffff ? 5 : 4); // CPython lets the unified ones have a zero before
}

static bool find_numbered(char const *name, size_t size, uint32_t *code_point)
{
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
        size_t length = strlen(numbered[i].prefix);
        if (size < length + 4 || size > length + 5 ||
            (numbered[i].exact_case ? memcmp(name, numbered[i].prefix, length) != 0
                                    : !word_equals(numbered[i].prefix, length, name, length)))
            continue;
        if (read_number(name + length, size - length, numbered[i].exact_case, code_point) &&
            *code_point >= numbered[i].first && *code_point <= numbered[i].last)
            return true;
    }
    return false;
}

bool unicode_by_name(char const *name, size_t size, uint32_t *code_point)
{
    if (find_hangul(name, size, code_point) || find_numbered(name, size, code_point))
        return true;
    char const *texts[WORDS_MOST];
    size_t sizes[WORDS_MOST];
    uint32_t codes[WORDS_MOST], count = 0;
    for (char const *at = name, *end = name + size; at <= end;) {
        char const *space = memchr(at, ' ', (size_t)(end - at));
        char const *stop = space != NULL ? space : end;
        if (count == WORDS_MOST || stop == at || stop - at >= WORD_MOST)
            return false;
        texts[count] = at;
        sizes[count++] = (size_t)(stop - at);
        at = stop + 1;
    }
    return count > 0 && find_codes(texts, sizes, count, codes) && find_entry(codes, count, code_point);
}
