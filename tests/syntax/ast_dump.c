// SPDX-License-Identifier: MIT
// The dump: fields in CPython's order come from syntax_kind_fields.
#include "ast_dump.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "object/unicode.h"
#include "object/utf8.h"

static void dump_text(FILE *out, char const *text, size_t length, bool bytes)
{
    bool single = memchr(text, '\'', length) != NULL, twice = memchr(text, '"', length) != NULL;
    char quote = single && !twice ? '"' : '\'';
    fputc(quote, out);
    for (size_t i = 0; i < length;) {
        uint32_t c = (unsigned char)text[i];
        unsigned width = 1;
        if (!bytes)
            width = utf8_decode(text + i, &c);
        if (c == (uint32_t)quote || c == '\\')
            fprintf(out, "\\%c", (int)c);
        else if (c == '\n' || c == '\r' || c == '\t')
            fprintf(out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        else if (c < 32 || c == 127 || (bytes && c > 127))
            fprintf(out, "\\x%02x", (unsigned)c);
        else if (c < 127 || unicode_is(c, UNICODE_PRINTABLE))
            fwrite(text + i, 1, width, out);
        else
            fprintf(out, c < 256 ? "\\x%02x" : c < 65536 ? "\\u%04x" : "\\U%08x", (unsigned)c);
        i += width;
    }
    fputc(quote, out);
}

// Digits of any base as decimal, by long division in place.
static void dump_integer(FILE *out, struct syntax_constant const *constant)
{
    if (constant->fits) {
        fprintf(out, "%lld", (long long)constant->value);
        return;
    }
    size_t length = constant->length * 2 + 2, count = 0;
    unsigned char *digits = calloc(length, 1);
    for (uint32_t i = 0; i < constant->length; i++) {
        int c = tolower((unsigned char)constant->text[i]);
        unsigned carry = (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
        for (size_t j = 0; j < count || carry != 0; j++) {
            carry += digits[j] * (unsigned)constant->base;
            digits[j] = (unsigned char)(carry % 10);
            carry /= 10;
            if (j >= count)
                count = j + 1;
        }
    }
    while (count-- > 0)
        fputc('0' + digits[count], out);
    free(digits);
}

static void dump_float(FILE *out, char const *text, bool imaginary)
{
    double value = strtod(text, NULL);
    char buffer[64], mantissa[40];
    int digits = 1;
    do
        snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
    while (strtod(buffer, NULL) != value && ++digits <= 17);
    if (value > 1.7976931348623157e308) {
        fputs(imaginary ? "infj" : "inf", out);
        return;
    }
    int exponent = atoi(strchr(buffer, 'e') + 1), count = 0;
    for (char const *p = buffer; *p != 'e'; p++) {
        if (*p != '.')
            mantissa[count++] = *p;
    }
    mantissa[count] = '\0';
    if (exponent < -4 || exponent >= 16) {
        fprintf(out, "%c%s%se%c%02d", mantissa[0], count > 1 ? "." : "", mantissa + 1, exponent < 0 ? '-' : '+',
                abs(exponent));
    } else if (exponent < 0) {
        fprintf(out, "0.%.*s%s", -exponent - 1, "0000", mantissa);
    } else {
        for (int i = 0; i < count || i <= exponent; i++)
            fprintf(out, "%s%c", i == exponent + 1 ? "." : "", i < count ? mantissa[i] : '0');
        if (count <= exponent + 1 && !imaginary)
            fputs(".0", out);
    }
    if (imaginary)
        fputc('j', out);
}

static void dump_constant(FILE *out, struct syntax_constant const *constant)
{
    static char const *const words[] = {"None", "False", "True", "Ellipsis"};
    switch (constant->kind) {
    case CONSTANT_INTEGER:
        dump_integer(out, constant);
        break;
    case CONSTANT_FLOAT:
        dump_float(out, constant->text, false);
        break;
    case CONSTANT_IMAGINARY:
        dump_float(out, constant->text, true);
        break;
    case CONSTANT_STRING:
        dump_text(out, constant->text, constant->length, false);
        break;
    case CONSTANT_BYTES:
        fputc('b', out);
        dump_text(out, constant->text, constant->length, true);
        break;
    default:
        fputs(words[constant->kind], out);
    }
}

static char const *operator_name(enum syntax_operator operator)
{
    static char const *const names[] = {"Add",    "Sub",   "Mult",   "MatMult", "Div",      "Mod", "Pow", "LShift",
                                        "RShift", "BitOr", "BitXor", "BitAnd",  "FloorDiv", "And", "Or",  "Invert",
                                        "Not",    "UAdd",  "USub",   "Eq",      "NotEq",    "Lt",  "LtE", "Gt",
                                        "GtE",    "Is",    "IsNot",  "In",      "NotIn"};
    return names[operator];
}

static void dump_sequence(FILE *out, struct syntax_sequence const *sequence, bool attributes)
{
    fputc('[', out);
    for (uint32_t i = 0; i < sequence->count; i++) {
        fputs(i > 0 ? ", " : "", out);
        if (sequence->items[i] == NULL)
            fputs("None", out);
        else
            ast_dump(out, sequence->items[i], attributes);
    }
    fputc(']', out);
}

static void dump_names(FILE *out, struct syntax_name_sequence const *names)
{
    fputc('[', out);
    for (uint32_t i = 0; i < names->count; i++) {
        fputs(i > 0 ? ", " : "", out);
        dump_text(out, names->items[i]->text, names->items[i]->length, false);
    }
    fputc(']', out);
}

static void dump_operators(FILE *out, struct syntax_node const *node)
{
    fputc('[', out);
    for (uint32_t i = 0; i < node->compare.comparators.count; i++)
        fprintf(out, "%s%s()", i > 0 ? ", " : "", operator_name((enum syntax_operator)node->compare.operators[i]));
    fputc(']', out);
}

static bool is_absent(struct syntax_field const *field, void const *value)
{
    return (field->type == FIELD_NODE || field->type == FIELD_NAME) && *(void *const *)value == NULL;
}

static void dump_field(FILE *out, struct syntax_node const *node, struct syntax_field const *field, bool attributes)
{
    static char const *const contexts[] = {"Load", "Store", "Del"};
    static char const *const words[] = {"None", "False", "True"};
    void const *value = (char const *)node + field->offset;
    fprintf(out, "%s=", field->name);
    switch (field->type) {
    case FIELD_NODE:
        ast_dump(out, *(struct syntax_node *const *)value, attributes);
        break;
    case FIELD_SEQUENCE:
        dump_sequence(out, value, attributes);
        break;
    case FIELD_NAME: {
        struct syntax_name const *name = *(struct syntax_name *const *)value;
        dump_text(out, name->text, name->length, false);
        break;
    }
    case FIELD_NAMES:
        dump_names(out, value);
        break;
    case FIELD_OPERATOR:
        fprintf(out, "%s()", operator_name((enum syntax_operator) * (uint8_t const *)value));
        break;
    case FIELD_CONTEXT:
        fprintf(out, "%s()", contexts[*(uint8_t const *)value]);
        break;
    case FIELD_OPERATORS:
        dump_operators(out, node);
        break;
    case FIELD_CONSTANT:
        dump_constant(out, value);
        break;
    case FIELD_CONSTANT_KIND:
        fputs(words[*(uint8_t const *)value], out);
        break;
    case FIELD_CONVERSION:
        fprintf(out, "%d", *(int32_t const *)value);
        break;
    case FIELD_LEVEL:
        fprintf(out, "%u", *(uint32_t const *)value);
        break;
    case FIELD_BOOL:
        fprintf(out, "%d", *(bool const *)value);
        break;
    }
}

static bool has_place(enum syntax_kind kind)
{
    return kind > NODE_INTERACTIVE && kind != NODE_COMPREHENSION && kind != NODE_ARGUMENTS && kind != NODE_WITH_ITEM &&
           kind != NODE_MATCH_CASE;
}

void ast_dump(FILE *out, struct syntax_node const *node, bool attributes)
{
    enum syntax_kind kind = (enum syntax_kind)node->kind;
    size_t count;
    struct syntax_field const *fields = syntax_kind_fields(kind, &count);
    char const *separator = "";
    fprintf(out, "%s(", syntax_kind_name(kind));
    for (size_t i = 0; i < count; i++) {
        if (is_absent(&fields[i], (char const *)node + fields[i].offset))
            continue;
        fputs(separator, out);
        dump_field(out, node, &fields[i], attributes);
        separator = ", ";
    }
    if (kind == NODE_MODULE)
        fputs(", type_ignores=[]", out);
    if (kind == NODE_CONSTANT && node->constant.has_prefix && node->constant.kind == CONSTANT_STRING)
        fputs(", kind='u'", out);
    if (attributes && has_place(kind))
        fprintf(out, "%slineno=%u, col_offset=%u, end_lineno=%u, end_col_offset=%u", separator, node->line,
                node->column, node->end_line, node->end_column);
    fputc(')', out);
}
