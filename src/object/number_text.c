// SPDX-License-Identifier: MIT
#include "object/number_text.h"

#include "object/bytes.h"
#include "object/error.h"
#include "object/str.h"
#include "object/unicode.h"
#include "object/utf8.h"

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}

void number_text_strip(char const **text, size_t *size)
{
    while (*size > 0 && is_blank((*text)[0])) {
        ++*text;
        --*size;
    }
    while (*size > 0 && is_blank((*text)[*size - 1])) {
        --*size;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool number_text_without_underscores(char const *text, size_t size, char *copy, size_t *used)
{
    *used = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] != '_') {
            copy[(*used)++] = text[i];
        } else if (i == 0 || i + 1 == size || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
            return false;
        }
    }
    return true;
}

// The ASCII character that a code point stands for in a number.
static char fold(uint32_t point)
{
    if (point < 128) {
        return (char)point;
    }
    if (unicode_is(point, UNICODE_SPACE)) {
        return ' ';
    }
    int digit = unicode_decimal_value(point);
    return digit >= 0 ? (char)('0' + digit) : '?';
}

bool number_text_open(struct ouro *rt, ref_value v, struct number_text *text)
{
    *text = (struct number_text){0};
    if (!is_str(rt, v)) {
        uint8_t const *data;
        if (!bytes_view(rt, v, &data, &text->size)) {
            return false;
        }
        text->text = (char const *)data;
        number_text_strip(&text->text, &text->size);
        return true;
    }
    struct str *s = as_str(v);
    text->text = str_bytes(s);
    text->size = str_size(s);
    if (!str_is_ascii(s)) {
        char const *from = text->text, *end = from + text->size;
        text->copy_size = s->length;
        text->copy = heap_raw_allocate(&rt->heap, text->copy_size);
        if (text->copy == NULL) {
            error_no_memory(rt);
            return false;
        }
        size_t size = 0;
        while (from < end) {
            uint32_t point;
            from += utf8_decode(from, &point);
            text->copy[size++] = fold(point);
        }
        text->text = text->copy;
        text->size = size;
    }
    number_text_strip(&text->text, &text->size);
    return true;
}

void number_text_close(struct ouro *rt, struct number_text *text)
{
    heap_raw_free(&rt->heap, text->copy, text->copy_size);
    text->copy = NULL;
}
