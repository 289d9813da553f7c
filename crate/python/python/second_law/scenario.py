"""Set-ups: text, keyword arguments, and what is wrong with them."""

from __future__ import annotations

import json
from typing import Any, Iterator, Mapping
from urllib.parse import quote, unquote

from . import _native


class ScenarioError(ValueError):
    """A set-up that is none. ``parameter``, ``value`` and ``allowed`` are those of the first mistake; ``problems`` has all.

    >>> import second_law
    >>> try:
    ...     second_law.Scenario(bosons=99)
    ... except second_law.ScenarioError as error:
    ...     print(error.parameter, error.value, "|", error.allowed)
    bosons 99 | a whole number from 1 to 15 (for bath=square-4x4)
    """

    def __init__(self, problems: list[dict[str, Any]]) -> None:
        super().__init__(problems)
        self.problems = problems
        first = problems[0]
        self.code: str = first["code"]
        self.parameter: str | None = first["parameter"]
        self.value: str | None = first["value"]
        self.allowed: str | None = first["allowed"]

    def __str__(self) -> str:
        return "\n".join(problem["message"] for problem in self.problems)


def checked(text: str) -> str:
    """The canonical text of a set-up."""
    try:
        return _native.canonical(text)
    except ValueError as error:
        raise ScenarioError(json.loads(str(error))) from None


def _written(value: Any) -> str:
    if isinstance(value, str):
        return quote(value, safe=":,.-")
    if isinstance(value, (list, tuple)) or (hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1):
        return ",".join(_written(one) for one in value)
    if hasattr(value, "item"):
        value = value.item()
    return repr(value)


def _name(key: str) -> str:
    """A key as an argument is called: ``kick_site`` for kick-site."""
    return key.replace("_", "-")


class Scenario(Mapping[str, str]):
    """A set-up. Read-only; ``scenario.replace(coupling=2)`` is another one.

    >>> scenario = Scenario("preset=disorder", seed=7)
    >>> str(scenario)
    'preset=disorder&seed=7'
    >>> scenario.seed
    '7'
    >>> str(scenario.replace(seed=8, kick_site=None))
    'preset=disorder&seed=8'
    """

    def __init__(self, text: str | Scenario = "", **parameters: Any) -> None:
        given = {_name(key): _written(value) for key, value in parameters.items() if value is not None}
        # An argument replaces the same key of the text.
        kept = [part for part in str(text).split("&") if part and part.split("=", 1)[0].strip() not in given]
        self._text = checked("&".join([*kept, *(f"{key}={value}" for key, value in given.items())]))
        pairs = (part.split("=", 1) for part in self._text.split("&") if part)
        self._values = {key: unquote(value) for key, value in pairs}

    def replace(self, **parameters: Any) -> Scenario:
        """The same set-up with other values."""
        return Scenario(self._text, **parameters)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Scenario({self._text!r})"

    def __getitem__(self, key: str) -> str:
        return self._values[_name(key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(self._text)

    def __getattr__(self, name: str) -> str | None:
        """What the text says of a key; None where it says nothing and the preset's value holds."""
        if name.startswith("__") or _name(name) not in _native.keys():
            raise AttributeError(name)
        return self._values.get(_name(name))

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(key.replace("-", "_") for key in _native.keys())]

    def __reduce__(self) -> tuple[Any, ...]:
        return Scenario, (self._text,)
