// SPDX-License-Identifier: MIT
// Format specifications beside python3.11: what is refused with which message, and the layout of what is not.
#include "case_file.h"
#include "object/float_text.h"
#include "object/format_spec.h"
#include "object/utf8.h"

enum kind { INT, FLOAT, STRING };

struct formatter {
    enum kind kind;
    char const *value;
    char const *text;
    struct format_spec spec;
    char result[1024];
};

static enum format_error check(struct formatter *f)
{
    static char const types[] = {[INT] = 'd', [FLOAT] = '\0', [STRING] = 's'};
    enum format_error error =
        format_spec_parse(f->text, strlen(f->text), types[f->kind], f->kind == STRING ? '<' : '>', &f->spec);
    if (error != FORMAT_OK)
        return error;
    if (f->kind == STRING)
        return format_spec_check_string(&f->spec);
    if (f->kind == INT && format_spec_is_float_type(f->spec.type))
        f->kind = FLOAT;
    return f->kind == FLOAT ? format_spec_check_float(&f->spec) : format_spec_check_int(&f->spec);
}

static void write_number(struct formatter *f, struct format_number const *number)
{
    struct format_layout layout;
    assert_true(format_number_layout(&f->spec, number, &layout));
    assert_in_range(layout.bytes, 0, sizeof f->result - 1);
    format_number_write(&f->spec, number, &layout, f->result);
    f->result[layout.bytes] = '\0';
    assert_int_equal(utf8_count(f->result, layout.bytes), layout.code_points);
}

static void format_float(struct formatter *f)
{
    double value;
    char const *end;
    assert_true(float_parse(f->value, strlen(f->value), &end, &value));
    char type = f->spec.type == 0 ? 'r' : f->spec.type == 'n' ? 'g' : (char)f->spec.type;
    unsigned flags =
        (f->spec.alternate ? FLOAT_ALTERNATE : 0) | (f->spec.no_negative_zero ? FLOAT_NO_NEGATIVE_ZERO : 0);
    int precision = f->spec.precision < 0 ? 6 : (int)f->spec.precision;
    if (type == 'r') {
        flags |= FLOAT_ADD_DOT_0;
        type = f->spec.precision < 0 ? 'r' : 'g';
    }
    char text[1024];
    assert_in_range(float_format_bound(value, type, precision, flags), 1, sizeof text);
    float_format(value, type, precision, flags, text);
    struct format_number number = {.negative = text[0] == '-', .prefix = ""};
    number.digits = text + number.negative;
    number.digits_length = strspn(number.digits, "0123456789");
    number.rest = number.digits + number.digits_length;
    number.rest_length = strlen(number.rest);
    write_number(f, &number);
}

// Digits of a small integer in the base of its type; longer ones are decimal in the cases.
static void format_int(struct formatter *f)
{
    struct format_number number = {.negative = f->value[0] == '-', .prefix = "", .rest = ""};
    char const *magnitude = f->value + number.negative;
    char digits[160];
    size_t at = sizeof digits;
    if (f->spec.type == 'c') {
        unsigned width = utf8_encode((uint32_t)strtoul(magnitude, NULL, 10), digits);
        number = (struct format_number){.prefix = "", .digits = "", .rest = digits, .rest_length = width};
        write_number(f, &number);
        return;
    }
    unsigned base = f->spec.type == 'b' ? 2 : f->spec.type == 'o' ? 8 : (f->spec.type | 0x20) == 'x' ? 16 : 10;
    char const *letters = f->spec.type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    __extension__ unsigned __int128 n = 0;
    for (char const *p = magnitude; *p != '\0'; p++)
        n = n * 10 + (unsigned)(*p - '0');
    do
        digits[--at] = letters[n % base];
    while ((n /= base) != 0);
    number.digits = digits + at;
    number.digits_length = sizeof digits - at;
    char const prefix[] = {'0', (char)f->spec.type};
    if (f->spec.alternate && base != 10) {
        number.prefix = prefix;
        number.prefix_length = 2;
    }
    write_number(f, &number);
}

static void format_string(struct formatter *f)
{
    size_t bytes = strlen(f->value);
    size_t points = utf8_count(f->value, bytes);
    if (f->spec.precision >= 0 && (size_t)f->spec.precision < points) {
        points = (size_t)f->spec.precision;
        bytes = utf8_offset(f->value, bytes, points);
    }
    struct format_layout layout;
    assert_true(format_text_layout(&f->spec, bytes, points, &layout));
    assert_in_range(layout.bytes, 0, sizeof f->result - 1);
    format_text_write(&f->spec, f->value, bytes, &layout, f->result);
    f->result[layout.bytes] = '\0';
    assert_int_equal(utf8_count(f->result, layout.bytes), layout.code_points);
}

static void recorded(void **state)
{
    (void)state;
    struct case_file file;
    case_file_open(&file, "format_spec.txt");
    while (case_file_next(&file)) {
        char const *type_name = file.fields[0];
        struct formatter f = {.kind = type_name[0] == 'i'   ? INT
                                      : type_name[0] == 'f' ? FLOAT
                                                            : STRING,
                              .value = file.fields[1],
                              .text = file.fields[2]};
        enum format_error error = check(&f);
        if (error != FORMAT_OK) {
            f.result[0] = '!';
            format_error_message(error, &f.spec, f.text, strlen(f.text), type_name, f.result + 1, sizeof f.result - 1);
        } else if (f.kind == FLOAT) {
            format_float(&f);
        } else if (f.kind == INT) {
            format_int(&f);
        } else {
            format_string(&f);
        }
        case_assert_text(&file, f.result, file.fields[3]);
    }
}

static void parse(char const *text, struct format_spec *spec)
{
    assert_int_equal(format_spec_parse(text, strlen(text), 'd', '>', spec), FORMAT_OK);
}

static void huge_width(void **state)
{
    (void)state;
    struct format_spec spec;
    struct format_layout layout;
    struct format_number number = {.prefix = "", .digits = "1", .digits_length = 1, .rest = ""};
    parse("\xC3\xA9>9223372036854775807", &spec);
    assert_false(format_number_layout(&spec, &number, &layout));
    assert_false(format_text_layout(&spec, 1, 1, &layout));
    parse("9223372036854775807", &spec);
    number.negative = true;
    assert_true(format_number_layout(&spec, &number, &layout));
    assert_int_equal(layout.bytes, INT64_MAX);
    parse("08,", &spec); // a rest of 0 places: one digit more
    number.negative = false;
    assert_true(format_number_layout(&spec, &number, &layout));
    assert_int_equal(layout.bytes, 9);
}

static void complex_refusals(void **state)
{
    (void)state;
    struct format_spec spec;
    char message[100];
    assert_int_equal(format_spec_parse("010", 3, '\0', '>', &spec), FORMAT_OK);
    assert_int_equal(format_spec_check_complex(&spec), FORMAT_COMPLEX_ZERO_PADDING);
    assert_int_equal(format_spec_parse("=10", 3, '\0', '>', &spec), FORMAT_OK);
    enum format_error error = format_spec_check_complex(&spec);
    format_error_message(error, &spec, "=10", 3, "complex", message, sizeof message);
    assert_string_equal(message, "'=' alignment flag is not allowed in complex format specifier");
    assert_int_equal(format_spec_parse("%", 1, '\0', '>', &spec), FORMAT_OK);
    assert_int_equal(format_spec_check_complex(&spec), FORMAT_UNKNOWN_TYPE);
}

// A message that does not fit is cut between characters.
static void long_messages(void **state)
{
    (void)state;
    struct format_spec spec;
    char const *text = "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9";
    assert_int_equal(format_spec_parse(text, 8, 'd', '>', &spec), FORMAT_INVALID);
    size_t const whole = strlen("Invalid format specifier '"
                                "' for object of type 'int'") +
                         8;
    for (size_t size = 1; size < 80; size++) {
        char *message = malloc(size);
        assert_non_null(message);
        size_t length = format_error_message(FORMAT_INVALID, &spec, text, 8, "int", message, size);
        assert_in_range(length, 0, size - 1);
        assert_int_equal(length, strlen(message));
        assert_int_equal(utf8_validate(message, length).error, UTF8_VALID);
        assert_true(length + 2 >= size || length == whole);
        free(message);
    }
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(recorded),
        cmocka_unit_test(huge_width),
        cmocka_unit_test(complex_refusals),
        cmocka_unit_test(long_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
