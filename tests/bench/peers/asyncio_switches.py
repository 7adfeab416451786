"""What loop_bench.cpp measures, in the asyncio that is installed. Prints a line "name operations-per-second" each.

The best of three runs, by CPU time, so that other programs on the machine count as little as they can. With uvloop installed, `asyncio_switches.py uvloop` measures that.
"""

import asyncio
import sys
import time

TASKS = 100
ROUNDS = 2000


async def yields(rounds):
    for _ in range(rounds):
        await asyncio.sleep(0)


async def task_switches():
    await asyncio.gather(*(yields(ROUNDS) for _ in range(TASKS)))
    return TASKS * ROUNDS


async def future_hand_offs():
    """Two tasks that wake each other: a future, a wait and a wake-up each."""
    loop = asyncio.get_running_loop()
    count = 50_000
    box = [loop.create_future(), None]

    async def player(mine, other):
        for _ in range(count):
            await box[mine]
            box[mine] = loop.create_future()
            box[other].set_result(None)

    box[1] = loop.create_future()
    players = asyncio.gather(player(0, 1), player(1, 0))
    box[0].set_result(None)
    await players
    return 2 * count


async def task_creations():
    count = 50_000

    async def nothing():
        pass

    for _ in range(count):
        await asyncio.create_task(nothing())
    return count


async def coroutine_awaits():
    count = 500_000

    async def nothing():
        pass

    for _ in range(count):
        await nothing()
    return count


async def callbacks():
    count = 200_000
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = count

    def callback():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)
        else:
            loop.call_soon(callback)

    loop.call_soon(callback)
    await done
    return count


async def timers():
    """Scheduled in one order, due in another; half of them cancelled."""
    count = 20_000
    loop = asyncio.get_running_loop()
    begin = loop.time()
    done = loop.create_future()
    for i in range(count):
        handle = loop.call_at(begin + i * 7919 % count * 1e-9, int)
        if i % 2:
            handle.cancel()
    loop.call_at(begin + 1e-3, done.set_result, None)
    await done
    return count


def measure(program):
    best = 0.0
    for _ in range(3):
        begin = time.process_time()
        count = asyncio.run(program())
        best = max(best, count / (time.process_time() - begin))
    return best


if __name__ == "__main__":
    if sys.argv[1:] == ["uvloop"]:
        import uvloop

        uvloop.install()
    for program in (task_switches, future_hand_offs, task_creations, coroutine_awaits, callbacks, timers):
        print(program.__name__, f"{measure(program):.0f}", flush=True)
