// SPDX-License-Identifier: MIT
// time.strptime, in the locale C. A format is compiled to a list of elements: literal characters, runs of white space
// and directives. CPython makes a regular expression of it; here each directive lists the lengths its pattern can
// match, in the order in which the expression would try them, and `match` goes back over them. Only directives and
// white space before %d leave a choice, and each directive occurs at most once, so the depth is bounded.
#include "core/poll.h"
#include "lib/time_calendar.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/unicode.h"
#include "object/utf8.h"
#include "os/calendar.h"

#include <string.h>

static char const *const day_names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static char const *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
// In the order in which their expressions try them: longest first.
static unsigned char const day_order[] = {2, 3, 5, 1, 0, 4, 6};
static unsigned char const month_order[] = {8, 1, 10, 11, 0, 9, 7, 2, 3, 5, 6, 4};

enum element_kind { ELEMENT_CHARACTER, ELEMENT_SPACE, ELEMENT_DIRECTIVE };

struct element {
    enum element_kind kind;
    uint32_t code; // of the character, or the directive's letter
};

#define DIRECTIVES "dfHIGjmMSUwuVyYzAaBbpZW"
#define DIRECTIVE_COUNT (sizeof DIRECTIVES - 1)
#define MOST_CHOICES 16 // of lengths that one directive can match at one place

struct parse {
    struct ouro *rt;
    ref_value data_value, format_value;
    char const *data, *data_end;
    struct element *elements;
    size_t element_count, element_room;
    char found_order[DIRECTIVE_COUNT]; // the directives in the order of the format
    unsigned found_count;
    char const *start[DIRECTIVE_COUNT], *end[DIRECTIVE_COUNT]; // what each matched, by its place in DIRECTIVES
    struct time_zone zone;
};

static unsigned directive_index(char letter)
{
    return (unsigned)(strchr(DIRECTIVES, letter) - DIRECTIVES);
}

// The format ----------------------------------------------------------------------------------------------------------

static bool add_element(struct parse *p, enum element_kind kind, uint32_t code)
{
    if (p->element_count == p->element_room) {
        size_t room = p->element_room == 0 ? 64 : p->element_room * 2;
        struct element *grown =
            heap_raw_resize(&p->rt->heap, p->elements, p->element_room * sizeof *grown, room * sizeof *grown);
        if (grown == NULL) {
            (void)error_no_memory(p->rt);
            return false;
        }
        p->elements = grown;
        p->element_room = room;
    }
    p->elements[p->element_count++] = (struct element){kind, code};
    return true;
}

static bool add_format(struct parse *p, char const *format, char const *end);

static bool add_directive(struct parse *p, uint32_t letter)
{
    char const *whole = letter == 'c'   ? "%a %b %d %H:%M:%S %Y"
                        : letter == 'x' ? "%m/%d/%y"
                        : letter == 'X' ? "%H:%M:%S"
                                        : NULL;
    if (whole != NULL) {
        return add_format(p, whole, whole + strlen(whole));
    }
    if (letter == '%') {
        return add_element(p, ELEMENT_CHARACTER, '%');
    }
    if (letter == 0 || letter > 127 || strchr(DIRECTIVES, (char)letter) == NULL) {
        // CPython has put a backslash before these by the time it looks.
        bool special = letter != 0 && letter < 128 && strchr("\\.^$*+?(){}[]|", (char)letter) != NULL;
        special = special || unicode_is(letter, UNICODE_SPACE);
        (void)error_raise(p->rt, TYPE_VALUE_ERROR, "'%c' is a bad directive in format '%S'", special ? '%' : letter,
                          p->format_value);
        return false;
    }
    return add_element(p, ELEMENT_DIRECTIVE, letter);
}

// Takes the text apart. May run Python only to tell of an error.
static bool add_format(struct parse *p, char const *format, char const *end)
{
    while (format < end) {
        uint32_t code;
        format += utf8_decode(format, &code);
        if (unicode_is(code, UNICODE_SPACE)) {
            bool again = p->element_count > 0 && p->elements[p->element_count - 1].kind == ELEMENT_SPACE;
            if (!again && !add_element(p, ELEMENT_SPACE, 0)) {
                return false;
            }
        } else if (code != '%') {
            if (!add_element(p, ELEMENT_CHARACTER, code)) {
                return false;
            }
        } else if (format == end) {
            (void)error_raise(p->rt, TYPE_VALUE_ERROR, "stray %% in format '%S'", p->format_value);
            return false;
        } else {
            format += utf8_decode(format, &code);
            if (!add_directive(p, code)) {
                return false;
            }
        }
    }
    return true;
}

// The order of the directives, none twice (a group of an expression has one name).
static bool order_directives(struct parse *p)
{
    for (size_t i = 0; i < p->element_count; i++) {
        if (p->elements[i].kind == ELEMENT_DIRECTIVE) {
            char letter = (char)p->elements[i].code;
            if (memchr(p->found_order, letter, p->found_count) != NULL) {
                (void)error_raise(p->rt, TYPE_VALUE_ERROR, "directive '%c' occurs twice in format '%S'",
                                  (uint32_t)letter, p->format_value);
                return false;
            }
            p->found_order[p->found_count++] = letter;
        }
    }
    return true;
}

// Matching ------------------------------------------------------------------------------------------------------------

// As a regular expression compares when it ignores case: by lower case, or by upper case of those.
static bool same_letter(uint32_t a, uint32_t b)
{
    if (a == b) {
        return true;
    }
    if (a < 128 && b < 128) {
        return unicode_simple_lower(a) == unicode_simple_lower(b);
    }
    a = unicode_simple_lower(a);
    b = unicode_simple_lower(b);
    uint32_t upper_a[3], upper_b[3];
    unsigned count = unicode_upper(a, upper_a);
    return a == b || (count == unicode_upper(b, upper_b) && memcmp(upper_a, upper_b, count * sizeof *upper_a) == 0);
}

// The digit at *at, of any script or of ASCII alone, in a range. Steps over it.
static bool digit(struct parse *p, char const **at, bool any_script, int least, int most)
{
    if (*at == p->data_end) {
        return false;
    }
    uint32_t code;
    unsigned width = utf8_decode(*at, &code);
    int value = code < 128 || any_script ? unicode_decimal_value(code) : -1;
    if (value < least || value > most) {
        return false;
    }
    *at += width;
    return true;
}

// A pattern is a text of alternatives, divided by "|", of sets of one digit each: D any digit of any script, a digit
// itself (ASCII), "a-b" written [ab]; a blank is itself.
static struct {
    char letter;
    char const *pattern;
} const numbers[] = {
    {'d', "3[01]|[12]D|0[19]|[19]| [19]"},
    {'H', "2[03]|[01]D|D"},
    {'I', "1[02]|0[19]|[19]"},
    {'G', "DDDD"},
    {'j', "36[06]|3[05]D|[12]DD|0[19]D|00[19]|[19]D|0[19]|[19]"},
    {'m', "1[02]|0[19]|[19]"},
    {'M', "[05]D|D"},
    {'S', "6[01]|[05]D|D"},
    {'U', "5[03]|[04]D|D"},
    {'W', "5[03]|[04]D|D"},
    {'w', "[06]"},
    {'u', "[17]"},
    {'V', "5[03]|0[19]|[14]D|D"},
    {'y', "DD"},
    {'Y', "DDDD"},
};

static char const *match_number(struct parse *p, char const *at, char const **pattern)
{
    bool good = true;
    for (; **pattern != '\0' && **pattern != '|'; (*pattern)++) {
        char c = **pattern;
        if (!good) {
            continue;
        }
        if (c == 'D') {
            good = digit(p, &at, true, 0, 9);
        } else if (c == '[') {
            good = digit(p, &at, false, (*pattern)[1] - '0', (*pattern)[2] - '0');
            *pattern += 3;
        } else if (c == ' ') {
            good = at < p->data_end && *at == ' ';
            at += good;
        } else if (c >= '0' && c <= '9') {
            good = digit(p, &at, false, c - '0', c - '0');
        }
    }
    *pattern += **pattern == '|';
    return good ? at : NULL;
}

// A name in lower case, of ASCII.
static char const *match_text(struct parse *p, char const *at, char const *name, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint32_t code;
        if (at == p->data_end) {
            return NULL;
        }
        at += utf8_decode(at, &code);
        if (!same_letter(code, (unsigned char)name[i])) {
            return NULL;
        }
    }
    return at;
}

// ":?[0-5]\d"
static bool zone_part(struct parse *p, char const **at)
{
    char const *here = *at;
    here += here < p->data_end && *here == ':';
    if (!digit(p, &here, false, 0, 5) || !digit(p, &here, true, 0, 9)) {
        return false;
    }
    *at = here;
    return true;
}

// "[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|Z"
static unsigned match_offset(struct parse *p, char const *at, char const **ends)
{
    if (at < p->data_end && *at == 'Z') {
        ends[0] = at + 1;
        return 1;
    }
    if (at == p->data_end || (*at != '+' && *at != '-')) {
        return 0;
    }
    at++;
    unsigned digits = 0;
    while (digits < 2 && digit(p, &at, true, 0, 9)) {
        digits++;
    }
    if (digits < 2 || !zone_part(p, &at)) {
        return 0;
    }
    char const *longest_first[8];
    unsigned count = 0;
    longest_first[count++] = at;
    if (zone_part(p, &at)) {
        longest_first[count++] = at;
        if (at < p->data_end && *at == '.') {
            at++;
            for (unsigned i = 0; i < 6 && digit(p, &at, true, 0, 9); i++) {
                longest_first[count++] = at;
            }
        }
    }
    for (unsigned i = 0; i < count; i++) {
        ends[i] = longest_first[count - 1 - i];
    }
    return count;
}

static unsigned match_names(struct parse *p, char const *at, char const *const *names, unsigned char const *order,
                            unsigned names_count, size_t cut, char const **ends)
{
    unsigned count = 0;
    for (unsigned i = 0; i < names_count; i++) {
        char const *name = names[order == NULL ? i : order[i]];
        size_t size = strlen(name);
        char const *end = match_text(p, at, name, size < cut ? size : cut);
        if (end != NULL) {
            ends[count++] = end;
        }
    }
    return count;
}

// The zone's names in lower case, and those that CPython always knows; longest first.
static unsigned match_zone(struct parse *p, char const *at, char const **ends)
{
    char lower[2][OS_CALENDAR_ZONE];
    char const *names[4] = {"utc", "gmt", lower[0], lower[1]};
    unsigned count = p->zone.winter.offset != p->zone.summer.offset ? 4 : 3;
    for (unsigned i = 0; i < 2; i++) {
        char const *zone = i == 0 ? p->zone.winter.zone : p->zone.summer.zone;
        size_t size = strlen(zone);
        for (size_t j = 0; j <= size; j++) {
            lower[i][j] = (char)(zone[j] >= 'A' && zone[j] <= 'Z' ? zone[j] + ('a' - 'A') : zone[j]);
        }
    }
    unsigned found = 0;
    for (size_t size = OS_CALENDAR_ZONE; size-- > 0;) {
        for (unsigned i = 0; i < count; i++) {
            char const *end = strlen(names[i]) == size ? match_text(p, at, names[i], size) : NULL;
            if (end != NULL) {
                ends[found++] = end;
            }
        }
    }
    return found;
}

// Where a match of the directive that begins at `at` can end, in the order of preference. Returns their number.
static unsigned match_directive(struct parse *p, char letter, char const *at, char const *ends[MOST_CHOICES])
{
    static char const *const halves[] = {"am", "pm"};
    switch (letter) {
    case 'A':
        return match_names(p, at, day_names, day_order, 7, SIZE_MAX, ends);
    case 'a':
        return match_names(p, at, day_names, NULL, 7, 3, ends);
    case 'B':
        return match_names(p, at, month_names, month_order, 12, SIZE_MAX, ends);
    case 'b':
        return match_names(p, at, month_names, NULL, 12, 3, ends);
    case 'p':
        return match_names(p, at, halves, NULL, 2, SIZE_MAX, ends);
    case 'Z':
        return match_zone(p, at, ends);
    case 'z':
        return match_offset(p, at, ends);
    case 'f': {
        unsigned count = 0;
        while (count < 6 && digit(p, &at, false, 0, 9)) {
            count++;
        }
        for (unsigned i = 0; i < count; i++) {
            ends[i] = at - i;
        }
        return count;
    }
    default:
        break;
    }
    unsigned count = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char const *pattern = numbers[i].letter == letter ? numbers[i].pattern : "";
        while (*pattern != '\0') {
            char const *end = match_number(p, at, &pattern);
            if (end != NULL) {
                ends[count++] = end;
            }
        }
    }
    return count;
}

// The end of the white space at `at`; *previous: where its last character begins.
static char const *skip_space(struct parse *p, char const *at, char const **previous)
{
    for (*previous = at; at < p->data_end;) {
        uint32_t code;
        unsigned width = utf8_decode(at, &code);
        if (!unicode_is(code, UNICODE_SPACE)) {
            break;
        }
        *previous = at;
        at += width;
    }
    return at;
}

// Matches from the element on. The end of the match, or NULL. Calls itself for directives alone.
static char const *match(struct parse *p, size_t element, char const *at)
{
    for (; element < p->element_count; element++) {
        struct element const *e = &p->elements[element];
        uint32_t code;
        if (e->kind == ELEMENT_CHARACTER) {
            if (at == p->data_end) {
                return NULL;
            }
            at += utf8_decode(at, &code);
            if (!same_letter(code, e->code)) {
                return NULL;
            }
        } else if (e->kind == ELEMENT_SPACE) {
            char const *previous, *end = skip_space(p, at, &previous);
            if (end == at) {
                return NULL;
            }
            // A shorter run can help only " [1-9]" of %d.
            bool choice = element + 1 < p->element_count && e[1].kind == ELEMENT_DIRECTIVE && e[1].code == 'd';
            if (choice && previous > at) {
                char const *all = match(p, element + 1, end);
                return all != NULL ? all : match(p, element + 1, previous);
            }
            at = end;
        } else {
            char const *ends[MOST_CHOICES];
            char letter = (char)e->code;
            unsigned count = match_directive(p, letter, at, ends), index = directive_index(letter);
            for (unsigned i = 0; i < count; i++) {
                char const *end = match(p, element + 1, ends[i]);
                if (end != NULL) {
                    p->start[index] = at;
                    p->end[index] = ends[i];
                    return end;
                }
            }
            return NULL;
        }
    }
    return at;
}

// Dates ---------------------------------------------------------------------------------------------------------------

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int64_t year, int month)
{
    static signed char const days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool year_in_range(struct ouro *rt, int64_t year)
{
    if (year < 1 || year > 9999) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "year %lld is out of range", (long long)year);
        return false;
    }
    return true;
}

// 1 is the first of January of the year 1.
static int64_t day_number(int64_t year, int month, int day)
{
    int64_t before = year - 1, days = before * 365 + before / 4 - before / 100 + before / 400;
    for (int m = 1; m < month; m++) {
        days += days_in_month(year, m);
    }
    return days + day;
}

static int weekday_of(int64_t day_number_of_it) // 0: Monday
{
    return (int)((day_number_of_it + 6) % 7);
}

struct date { // what the directives said; -1: nothing
    int64_t year, iso_year;
    int month, day, hour, minute, second;
    int iso_week, week, weekday, yearday;
    bool week_from_monday;
    int summer;
    int64_t offset;
    bool has_offset;
};

// Values of directives ------------------------------------------------------------------------------------------------

// A number of digits of any script, after a blank. Digits alone: the patterns saw to it.
static int number_between(char const *at, char const *end)
{
    int value = 0;
    while (at < end) {
        uint32_t code;
        at += utf8_decode(at, &code);
        int n = unicode_decimal_value(code);
        value = n < 0 ? value : value * 10 + n;
    }
    return value;
}

// The place of a matched name. A letter that only the expression takes for the same (a long s) is in no list.
static int name_index(struct parse *p, char letter, char const *const *names, int count, size_t cut)
{
    unsigned index = directive_index(letter);
    char const *at = p->start[index];
    size_t size = (size_t)(p->end[index] - at);
    for (int i = 0; i < count; i++) {
        size_t wanted = strlen(names[i]);
        wanted = wanted < cut ? wanted : cut;
        if (wanted == size && utf8_is_ascii(at, size) && match_text(p, at, names[i], size) != NULL) {
            return i;
        }
    }
    own_value text = str_new(p->rt, at, size);
    own_value lower = failed(text) ? own_nothing : str_from(p->rt, "lower");
    ref_value const of[] = {lend(text)};
    own_value lowered = failed(lower) ? own_nothing : operation_call_method(p->rt, lend(lower), of, 1, ref_nothing);
    if (!failed(lowered)) {
        (void)error_raise(p->rt, TYPE_VALUE_ERROR, "%R is not in list", lend(lowered));
    }
    release(p->rt, lowered);
    release(p->rt, lower);
    release(p->rt, text);
    return -1;
}

// am is 0, pm 1; -1: not given.
static int half_of_day(struct parse *p)
{
    unsigned index = directive_index('p');
    return p->start[index] == NULL ? -1 : *p->start[index] == 'p' || *p->start[index] == 'P';
}

// "+hh:mm:ss.ffffff", of which the colons may be missing, but all or none.
static bool read_offset(struct parse *p, struct date *date)
{
    unsigned index = directive_index('z');
    char const *at = p->start[index], *end = p->end[index];
    date->has_offset = true;
    if (*at == 'Z') {
        date->offset = 0;
        return true;
    }
    bool negative = *at++ == '-';
    char const *parts[4] = {at};
    for (unsigned i = 1; i < 4; i++) { // the two digits of each, then what follows
        uint32_t code;
        char const *next = parts[i - 1];
        next += *next == ':';
        for (unsigned j = 0; j < 2 && next < end; j++) {
            next += utf8_decode(next, &code);
        }
        parts[i] = next;
    }
    bool colon = *parts[1] == ':' && parts[1] < end, second = parts[2] < end;
    bool second_colon = second && *parts[2] == ':';
    if (colon && second && !second_colon) {
        own_value text = str_new(p->rt, p->start[index], (size_t)(end - p->start[index]));
        if (!failed(text)) {
            (void)error_raise(p->rt, TYPE_VALUE_ERROR, "Inconsistent use of : in %U", lend(text));
        }
        release(p->rt, text);
        return false;
    }
    if (!colon && second_colon) {
        uint32_t code;
        size_t size = 1 + utf8_decode(parts[2] + 1, &code);
        own_value text = str_new(p->rt, parts[2], size);
        if (!failed(text)) {
            (void)error_raise(p->rt, TYPE_VALUE_ERROR, "invalid literal for int() with base 10: %R", lend(text));
        }
        release(p->rt, text);
        return false;
    }
    int64_t seconds = number_between(parts[0], parts[1]) * 3600 + number_between(parts[1], parts[2]) * 60 +
                      number_between(parts[2], parts[3]);
    date->offset = negative ? -seconds : seconds;
    return true;
}

static void read_zone(struct parse *p, struct date *date)
{
    unsigned index = directive_index('Z');
    size_t size = (size_t)(p->end[index] - p->start[index]);
    char const *names[] = {"utc", "gmt", p->zone.winter.zone, p->zone.summer.zone};
    bool daylight = p->zone.winter.offset != p->zone.summer.offset;
    if (!utf8_is_ascii(p->start[index], size)) {
        return; // matched by an expression's idea of the same letter, in no list of names
    }
    for (int i = 0; i < (daylight ? 4 : 3); i++) {
        bool same = strlen(names[i]) == size;
        for (size_t j = 0; same && j < size; j++) {
            same = same_letter((unsigned char)names[i][j], (unsigned char)p->start[index][j]);
        }
        if (same) {
            bool ambiguous = i >= 2 && daylight && strcmp(names[2], names[3]) == 0;
            date->summer = ambiguous ? date->summer : i == 3;
            return;
        }
    }
}

// What one directive says. false: an error is pending.
static bool read_directive(struct parse *p, char letter, struct date *date)
{
    unsigned index = directive_index(letter);
    int n = letter == 'z' ? 0 : number_between(p->start[index], p->end[index]);
    switch (letter) {
    case 'y':
        date->year = n <= 68 ? n + 2000 : n + 1900;
        break;
    case 'Y':
        date->year = n;
        break;
    case 'G':
        date->iso_year = n;
        break;
    case 'm':
        date->month = n;
        break;
    case 'B':
    case 'b':
        n = name_index(p, letter, month_names, 12, letter == 'b' ? 3 : SIZE_MAX);
        date->month = n + 1;
        return n >= 0;
    case 'd':
        date->day = n;
        break;
    case 'H':
        date->hour = n;
        break;
    case 'I': {
        int half = half_of_day(p);
        date->hour = half == 1 ? n % 12 + 12 : n % 12;
        break;
    }
    case 'M':
        date->minute = n;
        break;
    case 'S':
        date->second = n;
        break;
    case 'A':
    case 'a':
        date->weekday = name_index(p, letter, day_names, 7, letter == 'a' ? 3 : SIZE_MAX);
        return date->weekday >= 0;
    case 'w':
        date->weekday = (n + 6) % 7;
        break;
    case 'u':
        date->weekday = n - 1;
        break;
    case 'j':
        date->yearday = n;
        break;
    case 'U':
    case 'W':
        date->week = n;
        date->week_from_monday = letter == 'W';
        break;
    case 'V':
        date->iso_week = n;
        break;
    case 'z':
        return read_offset(p, date);
    case 'Z':
        read_zone(p, date);
        break;
    default: // %f and %p say nothing by themselves
        break;
    }
    return true;
}

// Which directives may stand together with those of ISO weeks.
static char const *wrong_together(struct date const *date)
{
    if (date->year < 0 && date->iso_year >= 0) {
        if (date->iso_week < 0 || date->weekday < 0) {
            return "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                   "('%A', '%a', '%w', or '%u').";
        }
        return date->yearday < 0 ? NULL
                                 : "Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                                   "Use '%Y' instead.";
    }
    if (date->week < 0 && date->iso_week >= 0) {
        return date->weekday < 0 ? "ISO week directive '%V' must be used with the ISO year directive '%G' and a "
                                   "weekday directive ('%A', '%a', '%w', or '%u')."
                                 : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO "
                                   "year '%G' instead.";
    }
    return NULL;
}

// The day of the year from a week and a weekday. It may lie before the year; *known: there is one.
static bool yearday_from_week(struct ouro *rt, struct date *date, int64_t *yearday, bool *known)
{
    *known = false;
    if (date->yearday >= 0 || date->weekday < 0) {
        *known = date->yearday >= 0;
        *yearday = date->yearday;
        return true;
    }
    if (date->week >= 0) {
        if (!year_in_range(rt, date->year)) {
            return false;
        }
        int shift = date->week_from_monday ? 0 : 1;
        int first = (weekday_of(day_number(date->year, 1, 1)) + shift) % 7, day = (date->weekday + shift) % 7;
        *yearday = date->week == 0 ? 1 + day - first : 1 + (7 - first) % 7 + 7 * (date->week - 1) + day;
        *known = true;
    } else if (date->iso_year >= 0 && date->iso_week >= 0) {
        if (!year_in_range(rt, date->iso_year)) {
            return false;
        }
        int64_t year = date->iso_year;
        *yearday = date->iso_week * 7 + date->weekday + 1 - (weekday_of(day_number(year, 1, 4)) + 4);
        if (*yearday < 1) {
            if (!year_in_range(rt, year - 1)) {
                return false;
            }
            *yearday += day_number(year, 1, 1) - day_number(year - 1, 1, 1);
            year--;
        }
        date->year = year;
        *known = true;
    }
    if (*known && *yearday <= 0) {
        date->year--;
        *yearday += is_leap(date->year) ? 366 : 365;
    }
    return true;
}

// Completes the date: day of the year and of the week, or month and day from the former.
static bool complete(struct ouro *rt, struct date *date, int64_t *yearday)
{
    char const *wrong = wrong_together(date);
    if (wrong != NULL) {
        (void)error_raise(rt, TYPE_VALUE_ERROR, "%s", wrong);
        return false;
    }
    // Without a year the 29th of February is of a leap year for now, so that it is before the first of March.
    bool leap_day = date->year < 0 && date->month == 2 && date->day == 29;
    date->year = leap_day ? 1904 : date->year < 0 ? 1900 : date->year;
    bool known;
    if (!yearday_from_week(rt, date, yearday, &known) || !year_in_range(rt, date->year)) {
        return false;
    }
    if (!known) {
        if (date->day > days_in_month(date->year, date->month)) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "day is out of range for month");
            return false;
        }
        *yearday = day_number(date->year, date->month, date->day) - day_number(date->year, 1, 1) + 1;
    } else {
        int64_t left = *yearday;
        for (int days; left > (days = is_leap(date->year) ? 366 : 365); date->year++) {
            left -= days;
        }
        if (!year_in_range(rt, date->year)) {
            return false;
        }
        for (date->month = 1; left > days_in_month(date->year, date->month); date->month++) {
            left -= days_in_month(date->year, date->month);
        }
        date->day = (int)left;
    }
    if (date->weekday < 0) {
        date->weekday = weekday_of(day_number(date->year, date->month, date->day));
    }
    date->year = leap_day ? 1900 : date->year;
    return true;
}

// The function --------------------------------------------------------------------------------------------------------

static own_value result_of(struct parse *p)
{
    struct ouro *rt = p->rt;
    struct date date = {.year = -1,
                        .iso_year = -1,
                        .month = 1,
                        .day = 1,
                        .iso_week = -1,
                        .week = -1,
                        .weekday = -1,
                        .yearday = -1,
                        .summer = -1};
    for (unsigned i = 0; i < p->found_count; i++) {
        if (!read_directive(p, p->found_order[i], &date)) {
            return own_nothing;
        }
    }
    int64_t yearday;
    if (!complete(rt, &date, &yearday)) {
        return own_nothing;
    }
    unsigned zone = directive_index('Z');
    own_value name = own_none;
    if (p->start[zone] != NULL) {
        name = str_new(rt, p->start[zone], (size_t)(p->end[zone] - p->start[zone]));
    }
    own_value values[TIME_FIELDS] = {int_from_int64(rt, date.year),
                                     own_small_int(date.month),
                                     own_small_int(date.day),
                                     own_small_int(date.hour),
                                     own_small_int(date.minute),
                                     own_small_int(date.second),
                                     own_small_int(date.weekday),
                                     int_from_int64(rt, yearday),
                                     own_small_int(date.summer),
                                     give(name),
                                     date.has_offset ? int_from_int64(rt, date.offset) : own_none};
    return time_struct(rt, values);
}

static own_value parse(struct parse *p)
{
    struct ouro *rt = p->rt;
    char const *format = str_bytes(as_str(p->format_value));
    if (!add_format(p, format, format + str_size(as_str(p->format_value))) || !order_directives(p)) {
        return own_nothing;
    }
    char const *end = match(p, 0, p->data);
    if (end == NULL) {
        return error_raise(rt, TYPE_VALUE_ERROR, "time data %R does not match format %R", p->data_value,
                           p->format_value);
    }
    if (end < p->data_end) {
        own_value rest = str_new(rt, end, (size_t)(p->data_end - end));
        if (!failed(rest)) {
            (void)error_raise(rt, TYPE_VALUE_ERROR, "unconverted data remains: %U", lend(rest));
        }
        release(rt, rest);
        return own_nothing;
    }
    return result_of(p);
}

own_value time_strptime(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR,
                           "_strptime_time() missing 1 required positional argument: "
                           "'data_string'");
    }
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR,
                           "_strptime_time() takes from 1 to 2 positional arguments but %u were "
                           "given",
                           count);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!is_str(rt, args[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "strptime() argument %u must be str, not %R", i,
                               ref_object(type_of(rt, args[i])));
        }
    }
    own_value usual = count > 1 ? own_none : str_from(rt, "%a %b %d %H:%M:%S %Y");
    if (failed(usual)) {
        return usual;
    }
    struct parse p = {.rt = rt, .data_value = args[0], .format_value = count > 1 ? args[1] : lend(usual)};
    p.data = str_bytes(as_str(args[0]));
    p.data_end = p.data + str_size(as_str(args[0]));
    own_value result = time_zone_read(rt, &p.zone) ? parse(&p) : own_nothing;
    heap_raw_free(&rt->heap, p.elements, p.element_room * sizeof *p.elements);
    release(rt, usual);
    return result;
}
