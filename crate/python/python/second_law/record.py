"""Records: what a run found, with arrays in place of lists of numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Iterator

import numpy as np

from . import _native
from .scenario import Scenario

if TYPE_CHECKING:
    import pandas


def _is_numeric(value: list[Any]) -> bool:
    """Whether a list is of numbers; null stands for one that is not finite, or not known."""
    return all(one is None or (isinstance(one, (int, float)) and not isinstance(one, bool)) for one in value)


def _shaped(value: Any) -> Any:
    if isinstance(value, dict):
        return Part(value)
    if not isinstance(value, list) or not value:
        return value
    if _is_numeric(value):
        whole = all(isinstance(one, int) for one in value)
        return np.array(value, dtype=np.int64 if whole else np.float64)
    if all(isinstance(row, list) and _is_numeric(row) for row in value) and len({len(row) for row in value}) == 1:
        return np.array(value, dtype=np.float64)
    return [_shaped(one) for one in value]


class Part:
    """A part of a record: its fields are attributes, as in the JSON of ``second-law run``.

    Lists of numbers are arrays of float64 (of int64 where all are whole), with nan where a number does not exist; lists of
    equally long lists are arrays of two dimensions, times first.
    """

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = {name: _shaped(value) for name, value in fields.items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "_fields":
            raise AttributeError(name)
        try:
            return self._fields[name]
        except KeyError:
            raise AttributeError(f"no {name} in this part of the record; there is {', '.join(self._fields)}") from None

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._fields]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._fields)})"


class Run(Part):
    """One evolution: n times, L bath sites.

    ``coupling`` gamma' (E); ``time`` (n,), 1/E; ``occupation`` <n_S>, ``bath_number`` <N_B> (n,); ``system_entropy`` S_S and
    ``entropy_production`` sigma = Delta S_S - beta Q (n,), nats; ``bath_energy`` <H_B> and ``heat`` Q (n,), E;
    ``exponential_average`` <e^{-s}> (n,) or None; ``site_density`` <n_i> (n, L + 1), S last; ``norm_error``, ``energy_drift``.
    """


class Record(Part):
    """All numbers of a set-up. ``runs`` is a list of :class:`Run` in panels that follow one bath in time.

    >>> import second_law
    >>> record = second_law.run(bath="square-2x3", bosons=2, coupling=1, times="lin:0:1:2")
    >>> record.bath.dimension
    15
    >>> record == second_law.Record.from_json(record.to_json())
    True
    """

    def __init__(self, text: str, native: _native.Native | None = None) -> None:
        fields = json.loads(text)
        super().__init__(fields)
        if "runs" in fields:
            self._fields["runs"] = [Run(run) for run in fields["runs"]]
        self._text, self._native = text, native

    @classmethod
    def from_json(cls, text: str) -> Record:
        """A record from what ``second-law run`` printed."""
        return cls(text)

    def to_json(self) -> str:
        """The bytes that ``second-law run`` prints, without the end of the line."""
        return self._text

    def to_pandas(self) -> pandas.DataFrame:
        """A table: a row for each coupling and time, or for each level in panels of all eigenstates.

        Columns are the record's one-dimensional fields under its own names; ``coupling`` and ``state`` say of which run.
        """
        import pandas

        if "levels" in self and len(self.levels) > 0:
            return pandas.DataFrame([dict(level._fields) for level in self.levels])
        if "runs" not in self or not self.runs:
            raise ValueError("this panel's record is no table of runs or of levels; its fields are attributes")
        tables = []
        for run in self.runs:
            columns = {name: run[name] for name in run if getattr(run[name], "shape", None) == run.time.shape}
            tables.append(pandas.DataFrame({"coupling": run.coupling, "state": run.state, **columns}))
        return pandas.concat(tables, ignore_index=True)

    def plot(self, name: str | None = None, *, dark: bool = False) -> Plot:
        """A plot of the panel, the main one without a name. Of a record that was read from JSON the set-up is run again."""
        names = _native.plots(self.scenario)
        if name is not None and name not in names:
            raise ValueError(f"plot {name!r}: this panel has {', '.join(names)}")
        if self._native is None:
            self._native = _native.run(self.scenario, None, None)
        svg = self._native.svg(name or names[0], dark)
        if svg is None:
            raise ValueError(f"plot {name!r} of this record has nothing to draw")
        return Plot(svg)

    def _repr_svg_(self) -> str:
        return self.plot().svg

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"Record({str(Scenario(self.scenario))!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self._text,)


class Plot:
    """A plot as SVG, which a notebook shows."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str) -> None:
        """Writes the picture to a file."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.svg)
