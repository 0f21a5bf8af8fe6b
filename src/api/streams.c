// SPDX-License-Identifier: MIT
// ouro.h: standard streams that come from the host and go to it.
#include "api/state.h"
#include "core/poll.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/str.h"

#include <string.h>

// Output --------------------------------------------------------------------------------------------------------------

struct stream_data {
    int number;
};

static ouro_value stream_write(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)count, (void)named;
    struct api_state *api = rt->api;
    struct stream_data *stream = ouro_instance_data(rt, arguments[0], NULL);
    if (stream == NULL) {
        return NULL;
    }
    size_t size = 0;
    char const *text = ouro_get_str(rt, arguments[1], &size);
    ouro_value plain = NULL;
    if (text == NULL && stream->number == 2 && ouro_error_is(rt, "UnicodeEncodeError")) {
        ouro_error_clear(rt); // as CPython's stderr, which escapes what it cannot write
        if (api_enter(rt)) {
            plain = api_leave_with(rt, str_escape_wide(rt, retain(value_in(arguments[1]))));
        }
        text = plain != NULL ? ouro_get_str(rt, plain, &size) : NULL;
    }
    if (text == NULL) {
        return NULL;
    }
    if (api->output != NULL && size > 0) {
        api->callbacks++;
        api->output(api->output_user, stream->number, text, size);
        api->callbacks--;
    }
    ouro_release(rt, plain);
    return ouro_int(rt, (int64_t)as_str(value_in(arguments[1]))->length);
}

static ouro_value stream_none(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)arguments, (void)count, (void)named;
    return ouro_none(rt);
}

static ouro_value stream_no(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)arguments, (void)count, (void)named;
    return ouro_false(rt);
}

static ouro_value stream_yes(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)arguments, (void)count, (void)named;
    return ouro_true(rt);
}

static ouro_value stream_encoding(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)arguments, (void)count, (void)named;
    return ouro_text(rt, "utf-8");
}

static ouro_property const stream_properties[] = {
    {"encoding", stream_encoding, NULL, NULL},
    {"closed", stream_no, NULL, NULL},
    {0},
};

static ouro_value make_stream_type(struct ouro *rt)
{
    static ouro_definition const methods[] = {
        {"write", stream_write, 1, 1, false, "Give a text to the host."},
        {"flush", stream_none, 0, 0, false, NULL},
        {"isatty", stream_no, 0, 0, false, NULL},
        {"readable", stream_no, 0, 0, false, NULL},
        {"seekable", stream_no, 0, 0, false, NULL},
        {"writable", stream_yes, 0, 0, false, NULL},
        {0},
    };
    ouro_type const type = {
        .struct_size = sizeof type,
        .name = "ouro.OutputStream",
        .doc = "A standard stream that goes to the host.",
        .size = sizeof(struct stream_data),
        .methods = methods,
        .properties = stream_properties,
        .no_create = true,
        .no_subclasses = true,
    };
    return ouro_type_new(rt, &type);
}

bool ouro_set_output(ouro *rt, ouro_output *output, void *user)
{
    static char const *const names[][2] = {{"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    if (rt->api->output != NULL) { // the streams are there
        if (error_pending(rt)) {
            return false;
        }
        rt->api->output = output;
        rt->api->output_user = user;
        return true;
    }
    uint64_t scope = ouro_scope_begin(rt);
    ouro_value type = make_stream_type(rt);
    ouro_value sys = ouro_import(rt, "sys");
    bool done = sys != NULL;
    for (int i = 0; i < 2 && done; i++) {
        void *data = NULL;
        ouro_value stream = ouro_instance_new(rt, type, &data);
        if (stream != NULL) {
            ((struct stream_data *)data)->number = i + 1;
        }
        done = stream != NULL && ouro_set_attribute(rt, sys, names[i][0], stream) &&
               ouro_set_attribute(rt, sys, names[i][1], stream);
    }
    ouro_scope_end(rt, scope, NULL);
    if (done) {
        rt->api->output = output;
        rt->api->output_user = user;
    }
    return done;
}

// Input ---------------------------------------------------------------------------------------------------------------

// Bytes that the host gave and nobody has read yet lie at [from, to).
struct input_data {
    struct ouro *rt;
    char *bytes; // raw memory
    size_t from, to, room;
    bool returned; // a carriage return came last: a newline that follows belongs to it
    bool is_busy;  // the host is asked
};

#define INPUT_PIECE ((size_t)4096)

static void input_drop(void *data, void *user)
{
    (void)user;
    struct input_data *in = data;
    if (in->bytes != NULL) {
        heap_raw_free(&in->rt->heap, in->bytes, in->room);
    }
}

// Room for one more piece behind `to`.
static bool input_reserve(struct input_data *in)
{
    if (in->from > 0) {
        memmove(in->bytes, in->bytes + in->from, in->to - in->from);
        in->to -= in->from;
        in->from = 0;
    }
    if (in->room - in->to >= INPUT_PIECE) {
        return true;
    }
    size_t room = in->room + (in->room > INPUT_PIECE ? in->room / 2 : 0) + INPUT_PIECE;
    char *bytes = in->bytes == NULL ? heap_raw_allocate(&in->rt->heap, room)
                                    : heap_raw_resize(&in->rt->heap, in->bytes, in->room, room);
    if (bytes == NULL) {
        (void)error_no_memory(in->rt);
        return false;
    }
    in->bytes = bytes;
    in->room = room;
    return true;
}

// Any end of a line becomes a newline.
static void input_take(struct input_data *in, char const *piece, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool belongs = piece[i] == '\n' && in->returned;
        in->returned = piece[i] == '\r';
        if (!belongs) {
            in->bytes[in->to++] = in->returned ? '\n' : piece[i];
        }
    }
}

// Asks the host for more. 1: there is more, 0: the end, -1: an error is pending.
static int input_fill(struct ouro *rt, struct input_data *in)
{
    struct api_state *api = rt->api;
    if (in->is_busy) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "standard input is being read");
        return -1;
    }
    if (!input_reserve(in)) {
        return -1;
    }
    char piece[INPUT_PIECE];
    int64_t size = 0;
    if (api->input != NULL) {
        in->is_busy = true;
        uint32_t deferred = api_callback_begin(rt);
        size = api->input(rt, api->input_user, piece, sizeof piece);
        api_callback_end(rt, deferred);
        in->is_busy = false;
    }
    if (!error_pending(rt) && (size < 0 || size > (int64_t)sizeof piece)) {
        error_raise(rt, TYPE_SYSTEM_ERROR,
                    size < 0 ? "the input of the host failed without an exception"
                             : "the input of the host gave more than was asked for");
    }
    if (error_pending(rt) || !poll_native(rt, (uint64_t)size / 16)) {
        return -1;
    }
    input_take(in, piece, (size_t)size);
    return size > 0;
}

// What a reader looks for: the end of a line, so many code points, or both.
struct input_wish {
    bool line;
    uint64_t most;    // code points
    size_t looked_at; // bytes behind `from`
    uint64_t counted; // code points that begin in them
};

// Is it there? Then looked_at says where it ends.
static bool input_find(struct input_data const *in, struct input_wish *wish)
{
    while (in->from + wish->looked_at < in->to) {
        char c = in->bytes[in->from + wish->looked_at];
        bool begins = (c & 0xC0) != 0x80;
        if (begins && wish->counted == wish->most) {
            return true;
        }
        wish->counted += begins;
        wish->looked_at++;
        if ((wish->line && c == '\n') || (wish->counted == wish->most && (c & 0x80) == 0)) {
            return true;
        }
    }
    return false;
}

static ouro_value input_get(struct ouro *rt, ouro_value const *arguments, size_t count, bool line)
{
    struct input_data *in = ouro_instance_data(rt, arguments[0], NULL);
    struct input_wish wish = {.line = line, .most = UINT64_MAX};
    if (in == NULL) {
        return NULL;
    }
    if (count > 1 && !ouro_is_none(rt, arguments[1])) {
        int64_t most;
        if (!ouro_get_int(rt, arguments[1], &most)) {
            return NULL;
        }
        wish.most = most >= 0 ? (uint64_t)most : UINT64_MAX;
    }
    int more = 1;
    while (wish.most > 0 && !input_find(in, &wish) && more > 0) {
        more = input_fill(rt, in);
    }
    if (more < 0) {
        return NULL;
    }
    // What cannot be decoded is gone, too, so that a program that goes on comes to the end.
    size_t from = in->from;
    in->from += wish.looked_at;
    return ouro_str(rt, wish.looked_at > 0 ? in->bytes + from : "", wish.looked_at);
}

static ouro_value input_read(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)named;
    return input_get(rt, arguments, count, false);
}

static ouro_value input_line(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)named;
    return input_get(rt, arguments, count, true);
}

static ouro_value input_next(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)named;
    ouro_value line = input_get(rt, arguments, count, true);
    if (line != NULL && ouro_length(rt, line) == 0) {
        ouro_release(rt, line);
        return ouro_raise(rt, "StopIteration", "%s", "");
    }
    return line;
}

static ouro_value input_lines(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)count, (void)named;
    ouro_value lines = ouro_list(rt, NULL, 0), line = NULL;
    while ((line = input_get(rt, arguments, 1, true)) != NULL && ouro_length(rt, line) > 0 &&
           ouro_append(rt, lines, line)) {
        ouro_release(rt, line);
    }
    ouro_release(rt, line);
    if (ouro_error_pending(rt)) {
        ouro_release(rt, lines);
        return NULL;
    }
    return lines;
}

static ouro_value input_self(ouro *rt, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)count, (void)named;
    return ouro_retain(rt, arguments[0]);
}

static ouro_value make_input_type(struct ouro *rt)
{
    static ouro_definition const methods[] = {
        {"read", input_read, 0, 1, false, "So many characters, or all until the end."},
        {"readline", input_line, 0, 1, false, "A line with its newline; '' at the end."},
        {"readlines", input_lines, 0, 1, false, "All lines until the end."},
        {"__iter__", input_self, 0, 0, false, NULL},
        {"__next__", input_next, 0, 0, false, NULL},
        {"flush", stream_none, 0, 0, false, NULL},
        {"isatty", stream_no, 0, 0, false, NULL},
        {"readable", stream_yes, 0, 0, false, NULL},
        {"seekable", stream_no, 0, 0, false, NULL},
        {"writable", stream_no, 0, 0, false, NULL},
        {0},
    };
    ouro_type const type = {
        .struct_size = sizeof type,
        .name = "ouro.InputStream",
        .doc = "Standard input that comes from the host.",
        .size = sizeof(struct input_data),
        .methods = methods,
        .properties = stream_properties,
        .no_create = true,
        .no_subclasses = true,
        .drop = input_drop,
    };
    return ouro_type_new(rt, &type);
}

bool ouro_set_input(ouro *rt, ouro_input *input, void *user)
{
    if (error_pending(rt)) {
        return false;
    }
    if (rt->api->input == NULL) { // the stream is not there yet
        uint64_t scope = ouro_scope_begin(rt);
        void *data = NULL;
        ouro_value stream = ouro_instance_new(rt, make_input_type(rt), &data);
        if (stream != NULL) {
            ((struct input_data *)data)->rt = rt;
        }
        ouro_value sys = ouro_import(rt, "sys");
        bool done = stream != NULL && ouro_set_attribute(rt, sys, "stdin", stream) &&
                    ouro_set_attribute(rt, sys, "__stdin__", stream);
        ouro_scope_end(rt, scope, NULL);
        if (!done) {
            return false;
        }
    }
    rt->api->input = input;
    rt->api->input_user = user;
    return true;
}
