"""Small asyncio programs whose output order the engine's event loop must reproduce.

Prints every program's output under a line "## name". tests/golden/asyncio_programs.txt is this output; the programs of the same names in
order_test.cpp, cancel_test.cpp, gather_test.cpp and loop_test.cpp
are compared with it. Time is virtual: an idle loop moves its clock to the next timer.
"""

import asyncio
import selectors

programs = []


def program(function):
    programs.append(function)
    return function


class VirtualSelector(selectors.DefaultSelector):
    """Lets a timeout pass at once."""

    now = 0.0

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("nothing will ever happen")
        self.now += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.virtual = VirtualSelector()
        super().__init__(self.virtual)
        self._clock_resolution = 1e-9

    def time(self):
        return round(self.virtual.now, 6)


def log(*words):
    print(*words)


def now():
    return f"t={asyncio.get_running_loop().time():g}"


async def say(name, times):
    for i in range(times):
        log(name, i)
        await asyncio.sleep(0)
    log(name, "ends")
    return name


async def sleeper(name, length):
    log(name, "starts")
    await asyncio.sleep(length)
    log(name, "ends", now())
    return name


async def failing(name, length):
    await asyncio.sleep(length)
    log(name, "raises")
    raise ValueError(name)


async def stubborn(name, length):
    try:
        await asyncio.sleep(length)
    except asyncio.CancelledError as e:
        log(name, "cancelled", *e.args)
        await asyncio.sleep(0)
        log(name, "cleaned up")
        raise
    log(name, "ends")


# ---- order


@program
async def call_soon_is_fifo_and_passes_are_closed():
    loop = asyncio.get_running_loop()

    def first():
        log("first")
        loop.call_soon(log, "from first")

    loop.call_soon(first)
    loop.call_soon(log, "second")
    loop.call_soon(log, "cancelled one").cancel()
    loop.call_soon_threadsafe(log, "third")
    await asyncio.sleep(0)
    log("main, second pass")
    await asyncio.sleep(0)
    log("main, third pass")


@program
async def first_step_runs_by_call_soon():
    tasks = [asyncio.create_task(say(name, 1)) for name in "ab"]
    log("created")
    await asyncio.sleep(0)
    log("main")
    for task in tasks:
        log("got", await task)


@program
async def bare_yields_take_turns():
    tasks = [asyncio.create_task(say(name, 3)) for name in "abc"]
    for task in tasks:
        await task
    log("main ends")


@program
async def awaiting_a_coroutine_does_not_yield():
    async def inner():
        log("inner")
        return 1

    asyncio.get_running_loop().call_soon(log, "callback")
    log("result", await inner())
    await asyncio.sleep(0)
    log("main ends")


@program
async def awaiting_what_is_done_does_not_yield():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_result(7)
    loop.call_soon(log, "callback")
    log("result", await future)
    await asyncio.sleep(0)
    log("main ends")


@program
async def set_result_schedules():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def waiter(name):
        log(name, "got", await future)

    tasks = [asyncio.create_task(waiter("w0"))]
    future.add_done_callback(lambda f: log("callback before", f.result()))
    await asyncio.sleep(0)
    tasks.append(asyncio.create_task(waiter("w1")))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: log("callback after", f.result()))
    future.set_result(5)
    log("set")
    future.add_done_callback(lambda f: log("callback of a done one", f.result()))
    loop.call_soon(log, "call_soon")
    for task in tasks:
        await task
    log("main ends")


@program
async def removed_callbacks_do_not_run():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def unwanted(_):
        log("unwanted")

    future.add_done_callback(unwanted)
    future.add_done_callback(lambda _: log("wanted"))
    future.remove_done_callback(unwanted)
    future.set_result(None)
    await asyncio.sleep(0)
    log("main ends")


@program
async def timers_by_time():
    loop = asyncio.get_running_loop()
    for length in (3, 1, 2):
        loop.call_later(length, lambda n=length: log("timer", n, now()))
    loop.call_later(1.5, log, "cancelled one").cancel()
    loop.call_at(loop.time() + 2.5, lambda: log("timer 2.5", now()))
    await asyncio.sleep(4)
    log("main", now())


@program
async def sleepers_overlap():
    tasks = [asyncio.create_task(sleeper(str(n), n)) for n in (3, 1, 2)]
    for task in tasks:
        log("joined", await task)


@program
async def a_timer_joins_the_pass_after_what_was_ready():
    loop = asyncio.get_running_loop()

    def advance():
        loop.virtual.now += 2
        loop.call_soon(log, "ready")

    loop.call_later(1, log, "timer")
    loop.call_soon(advance)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log("main", now())


@program
async def a_wake_up_takes_two_passes():
    # The timer's callback sets the sleeper's future, whose callback steps the task.
    loop = asyncio.get_running_loop()
    loop.call_later(1, lambda: loop.call_soon(lambda: loop.call_soon(log, "second pass after")))
    await asyncio.sleep(1)
    log("main")
    await asyncio.sleep(0)


@program
async def chain_of_tasks():
    async def link(n):
        if n == 0:
            await asyncio.sleep(1)
            log("end of the chain")
            return 0
        result = await asyncio.create_task(link(n - 1)) + 1
        log("link", n)
        return result

    log(await link(3))


@program
async def exception_goes_to_every_waiter():
    async def waiter(name, task):
        try:
            await task
        except ValueError as e:
            log(name, "got", e)

    task = asyncio.create_task(failing("boom", 1))
    waiters = [asyncio.create_task(waiter(n, task)) for n in ("w0", "w1")]
    for w in waiters:
        await w
    log(task.done(), task.cancelled(), repr(task.exception().args[0]))


@program
async def invalid_states():
    future = asyncio.get_running_loop().create_future()

    def attempt(what, function, *args):
        try:
            function(*args)
        except BaseException as e:
            log(what, type(e).__name__)
        else:
            log(what, "fine")

    attempt("result", future.result)
    attempt("exception", future.exception)
    attempt("set_result", future.set_result, 1)
    attempt("set_result again", future.set_result, 2)
    attempt("set_exception", future.set_exception, ValueError())
    log("cancel", future.cancel(), future.result())
    other = asyncio.get_running_loop().create_future()
    log("cancel", other.cancel("why"), other.cancel())
    attempt("result", other.result)
    attempt("exception", other.exception)
    attempt("set_result", other.set_result, 1)
    task = asyncio.create_task(say("task", 0))
    attempt("task.set_result", task.set_result, 1)
    attempt("task.result", task.result)
    await task
    attempt("task.result", task.result)


@program
async def wrong_awaits():
    async def await_itself():
        await asyncio.current_task()

    task = asyncio.create_task(await_itself())
    asyncio.get_running_loop().call_soon(log, "callback")
    try:
        await task
    except RuntimeError:
        log("RuntimeError for itself")
    other_loop = VirtualLoop()
    foreign = other_loop.create_future()
    try:
        await foreign
    except RuntimeError:
        log("RuntimeError for another loop's")
    other_loop.close()
    coroutine = say("once", 0)
    await coroutine
    try:
        await coroutine
    except RuntimeError:
        log("RuntimeError for a used coroutine")


@program
async def errors_that_nobody_sees():
    loop = asyncio.get_running_loop()
    def handler(_, context):
        message = "Exception in callback" if "in callback" in context["message"] else context["message"]
        log("handler:", message, repr(context["exception"].args[0]))

    loop.set_exception_handler(handler)

    def bad():
        raise ValueError("in a callback")

    loop.call_soon(bad)
    loop.call_soon(log, "next callback")
    await asyncio.sleep(0)
    task = asyncio.create_task(failing("in a task", 0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log("dropping", task.done())
    del task
    future = loop.create_future()
    future.set_exception(ValueError("in a future"))
    del future
    seen = loop.create_future()
    seen.set_exception(ValueError("seen"))
    seen.exception()
    del seen
    log("main ends")


# ---- cancellation


@program
async def cancel_before_the_first_step():
    task = asyncio.create_task(say("never", 1))
    log(task.cancel("early"), task.cancelled(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        log("cancelled", *e.args)
    log(task.cancelled(), task.done(), task.cancel())


@program
async def cancel_a_sleeper():
    task = asyncio.create_task(stubborn("s", 10))
    await asyncio.sleep(1)
    log(task.cancel("now"))
    asyncio.get_running_loop().call_soon(log, "callback")
    await asyncio.sleep(0)
    log("main")
    try:
        await task
    except asyncio.CancelledError:
        log("main sees it", now())
    log(task.cancelled())


@program
async def cancel_that_is_swallowed():
    async def swallow():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log("swallowed")
        await asyncio.sleep(1)
        return "alive"

    task = asyncio.create_task(swallow())
    await asyncio.sleep(0)
    task.cancel()
    log(await task, task.cancelled(), task.cancelling(), now())


@program
async def cancel_reaches_the_innermost_task():
    async def outer(inner):
        try:
            await inner
        except asyncio.CancelledError:
            log("outer cancelled, inner cancelled:", inner.cancelled())
            raise

    inner = asyncio.create_task(stubborn("inner", 10))
    middle = asyncio.create_task(outer(inner))
    top = asyncio.create_task(outer(middle))
    await asyncio.sleep(1)
    top.cancel("all of it")
    log(inner.cancelling(), middle.cancelling(), top.cancelling())
    try:
        await top
    except asyncio.CancelledError:
        log("main sees it")
    log(inner.cancelled(), middle.cancelled(), top.cancelled())


@program
async def cancel_a_future_under_a_task():
    future = asyncio.get_running_loop().create_future()

    async def waiter():
        try:
            await future
        except asyncio.CancelledError as e:
            log("waiter", *e.args)
            raise

    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    future.cancel("gone")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log(task.cancelled(), task.cancelling())


@program
async def cancel_between_wake_and_step():
    future = asyncio.get_running_loop().create_future()

    async def waiter():
        try:
            log("got", await future)
        except asyncio.CancelledError as e:
            log("cancelled", *e.args)
            await asyncio.sleep(0)
            log("result was there:", future.result())

    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    future.set_result(1)
    log(task.cancel("late"))
    await task
    log(task.cancelled())


@program
async def cancel_oneself():
    async def suicidal():
        asyncio.current_task().cancel("myself")
        log("still here")
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            log("cancelled", *e.args, now())
            raise

    try:
        await asyncio.create_task(suicidal())
    except asyncio.CancelledError:
        log("main sees it")


@program
async def cancel_after_the_last_await():
    async def ends():
        asyncio.current_task().cancel()
        return 1

    task = asyncio.create_task(ends())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log(task.done(), task.cancelled())


@program
async def cancel_twice_while_cleaning_up():
    async def cleaning():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log("first")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                log("second")
                raise

    task = asyncio.create_task(cleaning())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(1)
    task.cancel()
    log(task.cancelling())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log(task.cancelled(), now())


@program
async def raising_cancelled_error_cancels():
    async def gives_up():
        raise asyncio.CancelledError("by hand")

    task = asyncio.create_task(gives_up())
    try:
        await task
    except asyncio.CancelledError as e:
        log(*e.args, task.cancelled())


@program
async def uncancel_counts():
    async def patient():
        for _ in range(2):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                log("cancelling", asyncio.current_task().cancelling())
                log("left", asyncio.current_task().uncancel())
        return "done"

    task = asyncio.create_task(patient())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(1)
    task.cancel()
    log(await task, task.cancelling(), task.uncancel())


@program
async def timeout_expires():
    try:
        async with asyncio.timeout(2):
            await sleeper("slow", 5)
    except TimeoutError:
        log("timed out", now(), asyncio.current_task().cancelling())
    async with asyncio.timeout(2):
        await sleeper("quick", 1)
    log("in time", now())
    await asyncio.sleep(5)
    log("nothing more", now())


@program
async def timeout_and_cancel_from_outside():
    async def limited():
        try:
            async with asyncio.timeout(2):
                await asyncio.sleep(5)
        except TimeoutError:
            log("timed out")
        except asyncio.CancelledError:
            log("cancelled")
            raise

    task = asyncio.create_task(limited())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(3)
    log(task.cancelled())


# ---- gather


@program
async def gather_keeps_the_order_of_arguments():
    log(*await asyncio.gather(sleeper("a", 3), sleeper("b", 1), sleeper("c", 2)), now())


@program
async def gather_of_nothing():
    future = asyncio.gather()
    log(future.done(), await future)


@program
async def gather_first_error_wins_and_siblings_go_on():
    tasks = [asyncio.create_task(c) for c in (sleeper("a", 3), failing("b", 1), failing("c", 2))]
    try:
        await asyncio.gather(*tasks)
    except ValueError as e:
        log("got", e, now())
    log([t.done() for t in tasks])
    log(await tasks[0], now())


@program
async def gather_returns_exceptions():
    results = await asyncio.gather(sleeper("a", 3), failing("b", 1), sleeper("c", 2), return_exceptions=True)
    log([r if isinstance(r, str) else type(r).__name__ for r in results], now())


@program
async def gather_a_cancelled_child():
    child = asyncio.create_task(stubborn("child", 10))
    other = asyncio.create_task(sleeper("other", 2))
    asyncio.get_running_loop().call_later(1, lambda: child.cancel("bye"))
    try:
        await asyncio.gather(other, child)
    except asyncio.CancelledError:
        log("cancelled", now(), asyncio.current_task().cancelling())
    log(await other)


@program
async def gather_cancelled():
    async def gathering(children):
        try:
            await asyncio.gather(*children)
        except asyncio.CancelledError:
            log("gathering cancelled", [c.cancelled() for c in children])
            raise

    children = [asyncio.create_task(stubborn(n, 10)) for n in ("a", "b")]
    task = asyncio.create_task(gathering(children))
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        log("main", [c.cancelled() for c in children], now())


@program
async def gather_cancelled_with_return_exceptions():
    async def gathering(children):
        log(await asyncio.gather(*children, return_exceptions=True))

    children = [asyncio.create_task(stubborn(n, 10)) for n in ("a", "b")]
    task = asyncio.create_task(gathering(children))
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        log("main", [c.cancelled() for c in children])


@program
async def gather_the_same_twice():
    task = asyncio.create_task(sleeper("a", 1))
    log(*await asyncio.gather(task, sleeper("b", 2), task))


@program
async def gather_in_passes():
    async def quick(name):
        log(name)
        return name

    future = asyncio.gather(quick("a"), quick("b"))
    for i in range(4):
        log("pass", i, future.done())
        await asyncio.sleep(0)
    log(*future.result())


# ---- the loop's own life


def stopping(loop):
    async def background(name):
        try:
            for i in range(3):
                log(name, i)
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            log(name, "cancelled")
            raise
        log(name, "ends")

    async def main():
        loop.call_soon(log, "callback of main")
        return "main's result"

    task = loop.create_task(background("b"))
    log(loop.run_until_complete(main()))
    log("between", task.done())

    def stop():
        loop.stop()
        loop.call_soon(log, "in the next run")

    loop.call_soon(stop)
    loop.call_soon(log, "after stop, same pass")
    loop.run_forever()
    log("stopped")
    pending = loop.create_future()
    loop.call_soon(loop.stop)
    try:
        loop.run_until_complete(pending)
    except RuntimeError as e:
        log("RuntimeError", e)
    log(task.done())
    failed = loop.create_task(failing("late", 1))
    try:
        loop.run_until_complete(failed)
    except ValueError as e:
        log("ValueError", e)


def ending():
    async def background(name):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log(name, "cancelled")
            await asyncio.sleep(0)
            raise ValueError(name)

    async def main():
        asyncio.get_running_loop().set_exception_handler(lambda _, c: log("handler:", repr(c["exception"].args[0])))
        tasks.append(asyncio.create_task(background("b")))
        await asyncio.sleep(1)
        log("main ends")
        return 1

    tasks = []
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        result = runner.run(main())
    log(result)
    log([t.done() for t in tasks])


if __name__ == "__main__":
    for p in programs:
        print("##", p.__name__)
        loop = VirtualLoop()
        loop.run_until_complete(p())
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
    print("## stopping")
    loop = VirtualLoop()
    stopping(loop)
    loop.close()
    print("## ending")
    ending()
