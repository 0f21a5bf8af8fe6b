// SPDX-License-Identifier: MIT
// Facts about the process from getrusage and /proc.
#include "os/process.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "os/file.h"

int64_t os_process_id(void)
{
    return (int64_t)getpid();
}

size_t os_process_peak_bytes(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss * 1024 : 0;
}

size_t os_process_resident_bytes(void)
{
    int descriptor;
    char text[128];
    size_t got = 0;
    if (os_file_open("/proc/self/statm", OS_FILE_READ, &descriptor) != 0) {
        return 0;
    }
    if (os_file_read(descriptor, text, sizeof text - 1, &got) != 0) {
        got = 0;
    }
    if (os_file_close(descriptor) != 0) {
        return 0;
    }
    text[got] = '\0';
    char *end = text;
    (void)strtoul(text, &end, 10);
    return (size_t)strtoul(end, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

int64_t os_process_parent_id(void)
{
    return (int64_t)getppid();
}

int64_t os_process_user(bool effective)
{
    return (int64_t)(effective ? geteuid() : getuid());
}

int64_t os_process_group(bool effective)
{
    return (int64_t)(effective ? getegid() : getgid());
}

int os_process_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 && count < 1 << 20 ? (int)count : 0;
}

unsigned os_process_set_mask(unsigned mask)
{
    return (unsigned)umask((mode_t)mask);
}

void os_process_exit(int status)
{
    _exit(status);
}

int os_process_times(double out[5])
{
    struct tms t;
    clock_t elapsed = times(&t);
    if (elapsed == (clock_t)-1) {
        return errno;
    }
    double tick = 1.0 / (double)sysconf(_SC_CLK_TCK);
    clock_t const ticks[] = {t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime, elapsed};
    for (size_t i = 0; i < 5; i++) {
        out[i] = (double)ticks[i] * tick;
    }
    return 0;
}

int os_process_load(double load[3])
{
    return getloadavg(load, 3) == 3 ? 0 : EIO;
}

int os_process_names(struct os_names *names)
{
    struct utsname raw;
    if (uname(&raw) != 0) {
        return errno;
    }
    snprintf(names->system, sizeof names->system, "%s", raw.sysname);
    snprintf(names->node, sizeof names->node, "%s", raw.nodename);
    snprintf(names->release, sizeof names->release, "%s", raw.release);
    snprintf(names->version, sizeof names->version, "%s", raw.version);
    snprintf(names->machine, sizeof names->machine, "%s", raw.machine);
    return 0;
}

int os_terminal_size(int descriptor, int *columns, int *lines)
{
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) {
        return errno;
    }
    *columns = size.ws_col;
    *lines = size.ws_row;
    return 0;
}
