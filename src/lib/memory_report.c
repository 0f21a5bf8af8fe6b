// SPDX-License-Identifier: MIT
// sys._debugmallocstats: where the heap's memory is.
#include "lib/library.h"
#include "lib/services.h"
#include "object/native.h"

static void say(void *to, char const *line)
{
    struct ouro *rt = to;
    service_write_error(rt, line);
    service_write_error(rt, "\n");
}

// Writing runs Python when sys.stderr is Python's, and changes the heap; each line is right when it is written.
own_value sys_debugmallocstats(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    heap_report(&rt->heap, say, rt);
    return own_none;
}
