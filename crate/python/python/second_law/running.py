"""One set-up on this machine."""

from __future__ import annotations

import json
from typing import Any, Callable, Union

from . import _native
from .record import Record
from .scenario import Scenario

Progress = Union[Callable[[str, float], Any], bool, None]


def run(
    text: str | Scenario = "", *, progress: Progress = None, threads: int | None = None, **parameters: Any
) -> Record:
    """Runs a set-up, given as text, as keyword arguments (``kick_site`` for kick-site), or both, and returns its record.

    ``progress(part, fraction)`` hears of it at most twenty times a second, and an exception that it raises stops the run;
    ``progress=True`` shows a bar of tqdm. Ctrl-C stops the run too. Other threads of Python go on meanwhile. ``threads`` is
    how many cores are used, all without it; the numbers do not depend on it.

    Raises :class:`ScenarioError` where the set-up is none, ``RuntimeError`` where its computation does not succeed.

    >>> from second_law import run
    >>> record = run("bath=chain-4&bosons=2", coupling=1, times="lin:0:2:3")
    >>> record.runs[0].occupation.round(6)[0]
    np.float64(1.0)
    """
    scenario = Scenario(text, **parameters)
    if threads is not None and threads < 1:
        raise ValueError(f"threads={threads}: at least 1")
    if progress is True:
        from tqdm.auto import tqdm

        with tqdm(total=1.0, bar_format="{desc}: {percentage:3.0f} %|{bar}|") as bar:

            def show(part: str, fraction: float) -> None:
                bar.set_description(part, refresh=False)
                bar.n = fraction
                bar.refresh()

            native = _native.run(str(scenario), threads, show)
    else:
        native = _native.run(str(scenario), threads, progress or None)
    return Record(native.json(), native)


def presets() -> list[dict[str, str]]:
    """The ready-made set-ups: ``id``, ``title``, ``scenario`` (its text) and ``panel`` of each.

    >>> [preset["id"] for preset in presets()][:2]
    ['second-law', 'long-times']
    """
    return [{**preset, "scenario": f"preset={preset['id']}"} for preset in json.loads(_native.presets_json())]
