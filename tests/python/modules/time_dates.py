# Dates in the module time: struct_time, gmtime, mktime, asctime, strftime, clocks by number.
import time


def show(expression):
    try:
        print(expression, repr(eval(expression)))
    except Exception as e:
        print(expression, type(e).__name__, e)


for expression in (
    "time.gmtime(0)", "time.gmtime(-1.5)", "time.gmtime(1e9)", "time.gmtime(1700000000.9)", "time.gmtime(True)",
    "time.gmtime('a')", "time.gmtime(float('nan'))", "time.gmtime(1e300)", "time.gmtime(10**30)",
    "time.gmtime(1e17)", "time.gmtime(2**60)", "time.gmtime(0).tm_zone", "time.gmtime(0).tm_gmtoff",
    "time.gmtime(0)[:3]", "time.gmtime(0) == time.gmtime(0.5)", "len(time.gmtime(0))", "time.gmtime(0).tm_yday",
    "time.asctime(time.gmtime(0))", "time.asctime((1999, 2, 3, 4, 5, 6, 7, 8, 9))", "time.asctime(1)",
    "time.asctime((1, 2))", "time.asctime((1,) * 8)", "time.asctime((1,) * 8 + ('a',))",
    "time.asctime((2**40, 1, 1, 0, 0, 0, 0, 0, 0))", "time.asctime((2020, 1, 1, 0, 0, 0, -3, 0, 0))",
    "time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(86399))", "time.strftime('%a %A %b %B %j %U %w %y %p %I', time.gmtime(1e9))",
    "time.strftime('%d/%m', (2020, 0, 0, 0, 0, 0, 0, 0, 0))", "time.strftime('é%Y', time.gmtime(0))",
    "time.strftime('')", "time.strftime('%%')", "time.strftime(1)", "time.strftime('a\\0b')", "time.strftime('%Y', 1)",
    "time.strftime('%Y', (2020, 13, 1, 0, 0, 0, 0, 0, 0))", "time.strftime('%Y', (2020, 1, 32, 0, 0, 0, 0, 0, 0))",
    "time.strftime('%Y', (2020, 1, 1, 24, 0, 0, 0, 0, 0))", "time.strftime('%Y', (2020, 1, 1, 0, 60, 0, 0, 0, 0))",
    "time.strftime('%Y', (2020, 1, 1, 0, 0, 62, 0, 0, 0))", "time.strftime('%Y', (2020, 1, 1, 0, 0, 0, -2, 0, 0))",
    "time.strftime('%Y', (2020, 1, 1, 0, 0, 0, 0, 367, 0))", "time.strftime('%Y', (99, 1, 1, 0, 0, 0, 0, 0, 0))",
    "time.strftime('%Y', (2**40, 1, 1, 0, 0, 0, 0, 0, 0))", "time.mktime(1)", "time.mktime(())",
    "time.mktime((2**31 + 1900,) + (1,) * 8)", "time.struct_time(range(9))", "time.struct_time(range(11)).tm_zone",
    "time.struct_time(range(8))", "time.struct_time.n_fields", "time.ctime('a')", "time.get_clock_info(1)",
    "time.get_clock_info('x')", "time.get_clock_info('monotonic')", "time.get_clock_info('time')",
    "time.clock_gettime(99)", "time.clock_gettime('a')", "time.clock_getres(time.CLOCK_MONOTONIC)",
    "time.clock_gettime_ns(time.CLOCK_REALTIME) // 10**9 - int(time.time()) in (-1, 0, 1)",
    "time.strftime('%z %Z', time.gmtime(0))", "len(time.strftime('%Y' * 5000))",
):
    show(expression)
t = time.localtime(1e9)
print(time.mktime(t), time.mktime(tuple(t)), time.localtime(time.mktime(t)) == t)
print(type(time.timezone), type(time.altzone), time.daylight in (0, 1), len(time.tzname))
print(time.ctime(1e9) == time.asctime(time.localtime(1e9)), len(time.ctime()), len(time.asctime()))
print(time.localtime(None)[:2] == time.localtime()[:2], time.tzset())
