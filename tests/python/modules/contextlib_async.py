# contextlib: asynccontextmanager, AsyncExitStack, aclosing, nullcontext.
import contextlib
from contextlib import asynccontextmanager, AsyncExitStack, aclosing, nullcontext, AbstractAsyncContextManager
def run(coro):
    try:
        while True: coro.send(None)
    except StopIteration as e: return e.value
@asynccontextmanager
async def tag(name):
    print('begin', name)
    try:
        yield name.upper()
    except KeyError as e:
        print('caught', repr(e))
    finally:
        print('end', name)
async def main():
    async with tag('a') as v:
        print(v)
    async with tag('b'):
        raise KeyError('k')
    async with nullcontext(7) as n:
        print(n)
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(tag('s')))
        stack.callback(print, 'sync')
        async def cb(x): print('async', x)
        stack.push_async_callback(cb, 5)
        async def ex(*d):
            print('exit', d[0]); return True
        stack.push_async_exit(ex)
        raise ValueError('swallowed')
    async def gen():
        try:
            yield 1
            yield 2
        finally:
            print('closed')
    async with aclosing(gen()) as g:
        async for x in g:
            print(x); break
    @tag('decorated')
    async def f(x): return x * 2
    print(await f(4))
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(5)
    except TypeError as e: print(e)
    print(isinstance(nullcontext(), AbstractAsyncContextManager), issubclass(int, AbstractAsyncContextManager))
    try:
        async with tag('c'):
            raise ValueError('v')
    except ValueError as e: print(repr(e), repr(e.__context__))
run(main())
