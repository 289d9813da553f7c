"""Many set-ups on the workers of dask.distributed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, NamedTuple

from . import _native
from .record import Record
from .scenario import Scenario, ScenarioError

if TYPE_CHECKING:
    from distributed import Client


class Result(NamedTuple):
    """One set-up of a sweep: its place, its text, and its record or what went wrong."""

    place: int
    scenario: str
    record: Record | None
    error: str | None


def _task(place: int, text: str) -> tuple[int, str, str | None, str | None]:
    """Carried out by a worker, on one core: workers are many."""
    try:
        return place, text, _native.run(text, 1, None).json(), None
    except RuntimeError as error:
        return place, text, None, str(error)


def sweep(
    client: Client, setups: Iterable[str | Scenario | dict[str, Any]], *, retries: int = 3, skip: bool = False
) -> Iterator[Result]:
    """Runs many set-ups on a cluster and yields their results as they come; ``place`` says which each is.

    ``client`` is a ``distributed.Client``; its workers need this package. A set-up is text, a :class:`Scenario`, or a dict of
    keyword arguments. All are read before anything runs: a wrong one raises :class:`ScenarioError`, or with ``skip=True``
    yields a result with ``error``. A worker that dies loses nothing: what it was at work on is run again, at most ``retries``
    times, and results that have come are not.
    """
    from distributed import as_completed

    texts: list[tuple[int, str]] = []
    for place, setup in enumerate(setups):
        try:
            scenario = Scenario(**setup) if isinstance(setup, dict) else Scenario(setup)
            texts.append((place, str(scenario)))
        except ScenarioError as error:
            if not skip:
                error.problems[0]["message"] = f"set-up {place}: {error.problems[0]['message']}"
                raise
            yield Result(place, str(setup), None, str(error))
    by_key = {}
    for place, text in texts:
        future = client.submit(_task, place, text, pure=False, retries=retries)
        by_key[future.key] = (place, text, future)
    waiting = as_completed([future for _, _, future in by_key.values()], with_results=True, raise_errors=False)
    for future, found in waiting:
        place, text, _ = by_key.pop(future.key)
        if future.status == "finished":
            _, _, record, error = found
            yield Result(place, text, Record(record) if record is not None else None, error)
        else:
            yield Result(place, text, None, repr(future.exception()))
        # A result that was handed over is not kept on a worker, nor computed again when that worker dies.
        future.release()
