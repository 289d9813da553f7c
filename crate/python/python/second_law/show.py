"""The live page in a notebook."""

from __future__ import annotations

import html
from importlib.resources import files
from typing import Any

from .scenario import Scenario


class Page:
    """The page with a set-up, in a frame that has no access to the notebook and fetches nothing."""

    def __init__(self, scenario: Scenario, height: int) -> None:
        self.scenario, self.height = scenario, height

    def _repr_html_(self) -> str:
        page = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
        setup = html.escape(str(self.scenario) or "preset=second-law", quote=True)
        page = page.replace('<html lang="en"', f'<html lang="en" data-setup="{setup}"', 1)
        return (
            f'<iframe sandbox="allow-scripts" width="100%" height="{self.height}" style="border:0" '
            f'title="Second Law Lab" srcdoc="{html.escape(page, quote=True)}"></iframe>'
        )


def show(text: str | Scenario = "", *, height: int = 640, **parameters: Any) -> Page:
    """The live page of a set-up, for the last line of a notebook's cell. It computes in the browser.

    Raises :class:`ScenarioError` where the set-up is none, ``FileNotFoundError`` in a wheel that was built without the page
    (``npm run build:single`` makes it).
    """
    if not files(__package__).joinpath("page.html").is_file():
        raise FileNotFoundError("this build of second_law has no page; build it with `npm run wheel`")
    return Page(Scenario(text, **parameters), height)
