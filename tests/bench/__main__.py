"""`python -m tests.bench [--quick] [case …]`: all cases when none is named.

The figures of a busy machine are low; the ratios to the limit program, measured in the same minute, are what counts.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from tests.bench import assignment, duplicates, lists, memory, pages, rechecks, rush, servers, submit
from tests.bench.ground import QUICK, Bench, Result, Scale

RESULTS = Path(__file__).parent / "results"
CASES: Mapping[str, Callable[[Bench], list[Result]]] = {
    "submit": submit.measure,
    "growth": submit.growth,
    "lists": pages.lists,
    "search": pages.search,
    "public": pages.public,
    "deadline": rush.deadline,
    "sign-in": rush.sign_in,
    "statements": lists.statements,
    "memory": memory.memory,
    "duplicates": duplicates.duplicates,
    "rechecks": rechecks.rechecks,
    "assignment": assignment.assignment,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="case", help=f"of {', '.join(CASES)}; all when none is named")
    parser.add_argument("--quick", action="store_true", help="a first impression in two minutes")
    options = parser.parse_args()
    unknown = [name for name in options.cases if name not in CASES]
    if unknown:
        parser.error(f"모르는 측정입니다: {', '.join(unknown)}. 있는 것: {', '.join(CASES)}")
    load = os.getloadavg()[0]
    print(
        f"처리기 {os.cpu_count()}개, 시작할 때 부하 {load:.1f}. 다른 일이 도는 동안에는 비율만 보아 주세요.", flush=True
    )
    results = _run(options.cases or list(CASES), QUICK if options.quick else Scale())
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    kept = {"cores": os.cpu_count(), "load_at_start": load, "results": [asdict(result) for result in results]}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    print(f"\n{path}")


def _run(names: list[str], scale: Scale) -> list[Result]:
    results: list[Result] = []
    with ExitStack() as at_the_end:
        folder = at_the_end.enter_context(servers.place())
        server = at_the_end.enter_context(servers.durable_postgres())
        benches = [Bench(database, scale, folder, server, at_the_end) for database in ("sqlite", "postgresql")]
        for name in names:
            started = time.monotonic()
            for bench in benches:
                for result in CASES[name](bench):
                    print(result, flush=True)
                    results.append(result)
            print(f"   ({name}: {time.monotonic() - started:.0f} s)", flush=True)
    return results


if __name__ == "__main__":
    main()
