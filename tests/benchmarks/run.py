"""Measures the page and its alternatives and writes docs/bench: `make bench`, or python -m tests.benchmarks.run.

--rows shipped,1000,figures   which sizes (all eight without it)
--quick                       one short round
--only keys,drag              which measurements
--no-baselines                the page alone
--report                      write the table again from the numbers of the last runs
"""

import argparse
import asyncio
import shlex
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

from tests.benchmarks import measures, modules, plan, results
from tests.benchmarks.bare_page import BARE, measure_bare
from tests.benchmarks.baseline_page import BaselinePage
from tests.benchmarks.browser import chromium, open_tab
from tests.benchmarks.chart_page import measure_chart
from tests.benchmarks.correctness import check_counts
from tests.benchmarks.dateline_page import DatelinePage
from tests.benchmarks.readers import measure_readers
from tests.benchmarks.report import write_report
from tests.benchmarks.results import PAGE, Size
from tests.benchmarks.servers import Server, start_baseline, start_page

PARTS = ("keys", "drag", "filter", "zoom", "touch", "heap", "start", "wire", "memory", "counts", "readers", "chart")


def main() -> int:
    options = parse_options(sys.argv[1:])
    if not options.report:
        asyncio.run(measure(options))
    write_report(results.read(), shlex.join(["make", "bench", *_as_options(sys.argv[1:])]))
    return 0


def parse_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.benchmarks.run", description="Measure the page and its alternatives.")
    parser.add_argument("--rows", default=",".join(plan.ALL_ROWS), help="sizes, with commas between")
    parser.add_argument("--only", default=",".join(PARTS), help="measurements, with commas between")
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--no-baselines", action="store_true", help="the page alone")
    parser.add_argument("--report", action="store_true", help="only write the table again")
    options = parser.parse_args(arguments)
    options.rows, options.only = options.rows.split(","), options.only.split(",")
    if unknown := set(options.rows) - set(plan.ALL_ROWS) or set(options.only) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return options


async def measure(options: argparse.Namespace) -> None:
    """Measure one size after the other; what a size gave is kept as soon as it is there."""
    task = asyncio.current_task()
    if task is not None:  # who ends the run ends its servers too
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    how = plan.QUICK if options.quick else plan.Plan()
    has_plugin = not options.no_baselines and modules.install()
    for rows in rows_for(options.rows, options.only):
        names = [] if options.no_baselines else plan.baselines_for(rows)
        names = [name for name in names if name != "timeline" or has_plugin]
        size = Size.begin(rows, shlex.join(["make", "bench", *_as_options(sys.argv[1:])]))
        await measure_size(size, names, how, options.only)
        size.end()
        results.keep(size)


def rows_for(rows: list[str], only: list[str]) -> list[str]:
    """The sizes at which one of the parts is measured: the chart at that of figures, all others at the others."""
    has_others = any(part != "chart" for part in only)
    return [one for one in rows if ("chart" in only if one == plan.FIGURES else has_others)]


async def measure_size(size: Size, names: list[str], how: plan.Plan, only: list[str]) -> None:
    """All subjects at one size, in turns."""
    data = plan.data_file(size.rows)
    _say(f"{size.rows} rows: {', '.join(['dateline', *names])}")
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        servers = await _start_servers(stack, data, names if size.rows == plan.FIGURES else [BARE, *names])
        for number in range(how.rounds):
            is_last = number == how.rounds - 1
            for name, server in servers.items():
                await _try(size, name, _measure(browser, server, name, size, how, only, is_last=is_last))
        if "memory" in only:
            _measure_memory(size, servers)
        if "counts" in only and size.rows in {"100000", "1000000"}:
            await _try(size, PAGE, check_counts(browser, servers[PAGE], data, size, how.pairs))
        if "readers" in only and size.rows in {plan.SHIPPED, "1000000"}:
            await _try(size, PAGE, _add(size, PAGE, measure_readers(servers[PAGE].address)))
    if "start" in only and size.rows != plan.FIGURES:
        await _measure_starts(size, data, how)


async def _measure(
    browser: Any, server: Server, name: str, size: Size, how: plan.Plan, only: list[str], *, is_last: bool
) -> None:
    """One round of one subject."""
    if size.rows == plan.FIGURES:
        presses = how.presses if name == PAGE else how.baseline_presses
        await _add(size, name, measure_chart(browser, server, name, presses))
    elif name == PAGE:
        await _measure_page(browser, server, size, how, only, is_last=is_last)
    elif name != BARE:
        await _measure_baseline(browser, server, name, size, how, only)
    elif "drag" in only:
        await _add(size, name, measure_bare(browser, server, how.ticks))


async def _start_servers(stack: AsyncExitStack, data: Any, names: list[str]) -> dict[str, Server]:
    servers = {}
    for name in [PAGE, *names]:
        script = "empty" if name == BARE else name
        server = start_page(data) if name == PAGE else start_baseline(script, data)
        stack.callback(server.stop)
        servers[name] = await server.wait()
    return servers


async def _measure_page(
    browser: Any, server: Server, size: Size, how: plan.Plan, only: list[str], *, is_last: bool
) -> None:
    async with open_tab(browser) as tab:
        page = await DatelinePage.open(tab, server.address)
        opened = await tab.wire.total()
        window = measures.middle_window(*await page.period())
        page = await DatelinePage.open(tab, server.address, **window)
        size.note(PAGE, await page.stats())
        steps: dict[str, Callable[[], Awaitable[measures.Samples]]] = {
            "keys": lambda: measures.measure_keys(page, how.presses),
            "drag": lambda: measures.measure_drag(page, how.ticks),
            "filter": lambda: measures.measure_filter(page, how.toggles),
            "zoom": lambda: measures.measure_zoom(page, how.turns),
        }
        for name, step in steps.items():
            if name in only:
                before = tab.wire.socket
                size.add(PAGE, await step())
                if name == "keys" and "wire" in only:
                    size.add(PAGE, {"open bytes": [opened], "step bytes": [(tab.wire.socket - before) / how.presses]})
        if "heap" in only and is_last:
            size.add(PAGE, await measures.measure_heap(page, how.scrubs))
        frames = [address for address in tab.frames_loaded if "streamlit_folium" in address]
        size.add(PAGE, {"remounts": [len(frames) - 2]})  # two, because the page was opened twice
    if "touch" in only:
        async with open_tab(browser, **measures.PHONE) as tab:
            page = await DatelinePage.open(tab, server.address, **window)
            size.add(PAGE, await measures.measure_touch(page, how.ticks))


async def _measure_baseline(
    browser: Any, server: Server, name: str, size: Size, how: plan.Plan, only: list[str]
) -> None:
    async with open_tab(browser) as tab:
        page = await BaselinePage.open(tab, name, server.address, plan.patience(size.rows))
        opened = await tab.wire.total()
        if "keys" in only:
            before = tab.wire.socket
            size.add(name, await page.measure_keys(how.baseline_presses))
            step = (tab.wire.socket - before) / how.baseline_presses
            size.add(name, {"open bytes": [opened], "step bytes": [step]} if "wire" in only else {})
        if "filter" in only:
            size.add(name, await page.measure_filter(how.baseline_toggles))
        if "drag" in only:
            size.add(name, await page.measure_drag(how.ticks // 2))
        if "heap" in only:
            size.add(name, await page.measure_heap(how.baseline_presses))


def _measure_memory(size: Size, servers: dict[str, Server]) -> None:
    """What each server holds, and the most that it held, after one reader."""
    for name, server in servers.items():
        memory = server.memory()
        size.add(name, {"memory": [memory["now"]], "memory peak": [memory["highest"]]} if memory else {})


async def _measure_starts(size: Size, data: Any, how: plan.Plan) -> None:
    for _ in range(how.starts if size.rows == plan.SHIPPED else 1):
        async with chromium() as browser:
            await _try(size, PAGE, _add(size, PAGE, measures.measure_start(browser, data)))
            if size.rows == plan.SHIPPED:
                await _try(size, "empty", _add(size, "empty", measures.measure_empty_start(browser)))


async def _add(size: Size, name: str, samples: Awaitable[measures.Samples]) -> None:
    size.add(name, await samples)


async def _try(size: Size, name: str, step: Awaitable[Any]) -> None:
    """Do a step; one that fails is told in the results, and the others go on."""
    try:
        await step
    except Exception as error:
        message = f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}"
        size.fail(name, message)
        _say(f"  {name}: {message}")
    else:
        _say(f"  {name}: {size.in_words(name)}")


def _as_options(arguments: list[str]) -> list[str]:
    return ["BENCH_OPTIONS=" + " ".join(arguments)] if arguments else []


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command prints


if __name__ == "__main__":
    raise SystemExit(main())
