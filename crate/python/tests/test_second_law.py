"""The wheel as a reader installs it: pytest tests, with SECOND_LAW naming the terminal program."""

import doctest
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import second_law
from second_law import Record, Scenario, ScenarioError, presets, record, run, running, scenario, show, sweep

SMALL = "bath=square-2x3&bosons=2"
LONG = "bath=square-4x5&bosons=5&times=lin:0:9000:400"


def terminal(text):
    return subprocess.run([os.environ["SECOND_LAW"], "run", text], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        f"{SMALL}&disorder=1&seed=3&state=canonical&occupation=0.4",
        f"panel=fluctuation&{SMALL}&statistics=full&occupation=0.5",
        f"panel=eth&{SMALL}",
        f"panel=all-eigenstates&{SMALL}",
        f"panel=sizes&family=none&{SMALL}",
        f"preset=reversal&{SMALL}&attach=0&kick-site=0",
        f"panel=light-cone&{SMALL}",
    ],
)
def test_numbers_are_those_of_the_terminal_bit_for_bit(text):
    assert run(text).to_json() + "\n" == terminal(text)


def test_a_set_up_is_text_keyword_arguments_or_both():
    by_text = run(f"{SMALL}&coupling=0.5,1&times=lin:0:2:3")
    assert run(SMALL, coupling=np.array([0.5, 1.0]), times="lin:0:2:3", threads=1) == by_text
    assert run(Scenario(bath="square-2x3", bosons=2, coupling=(0.5, 1), times="lin:0:2:3")) == by_text
    assert str(Scenario("kick-site=2&preset=reversal", kick_site=3)) == "preset=reversal&kick-site=3"
    assert "kick_site" in dir(Scenario())


def test_a_record_holds_arrays_with_their_shapes():
    found = run(SMALL, coupling=[0.5, 1], times="lin:0:2:3", beta=0)
    one = found.runs[1]
    assert one.coupling == 1.0 and one.state == "eigenstate" and one.exponential_average is None
    assert one.site_density.shape == (3, 7) and one.site_density.dtype == np.float64
    assert np.isnan(one.heat).all() and np.isfinite(one.entropy_production).all()
    assert found.bath.eigenstate.beta == 0
    with pytest.raises(AttributeError, match="occupation"):
        one.occupations
    again = pickle.loads(pickle.dumps(found))
    assert again == found and isinstance(again, Record)


def test_a_table_for_pandas():
    table = run(SMALL, coupling=[0.5, 1], times="lin:0:2:3").to_pandas()
    assert len(table) == 6 and list(table.coupling) == [0.5] * 3 + [1.0] * 3
    assert {"time", "occupation", "entropy_production"} <= set(table)
    levels = run(f"panel=eth&{SMALL}").to_pandas()
    assert len(levels) == 15 and list(levels["index"]) == list(range(15))
    with pytest.raises(ValueError, match="attributes"):
        run(f"panel=sizes&family=none&{SMALL}").to_pandas()


def test_plots_are_pictures_and_others_are_refused_by_name(tmp_path):
    found = run(SMALL)
    assert found.plot()._repr_svg_().startswith("<svg") and found._repr_svg_().startswith("<svg")
    assert Record.from_json(found.to_json()).plot().svg == found.plot().svg
    assert found.plot(dark=True).svg != found.plot().svg
    found.plot().save(str(tmp_path / "plot.svg"))
    with pytest.raises(ValueError, match="nonsense.*main"):
        found.plot("nonsense")


@pytest.mark.parametrize(
    "text, parameter, value",
    [("bosons=99", "bosons", "99"), ("bosns=4", "bosns", "4"), ("disorder=nan", "disorder", "nan"), ("bath=square-9x9", "bath", "square-9x9")],
)
def test_errors_carry_parameter_value_and_what_is_allowed(text, parameter, value):
    with pytest.raises(ScenarioError) as caught:
        run(text)
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.parameter, error.value) == (parameter, value)
    assert parameter in str(error)
    assert error.allowed or error.code == "unknown-key"


def test_progress_is_told_other_threads_go_on_and_an_exception_stops():
    heard, ticks, over = [], [], threading.Event()
    thread = threading.Thread(target=lambda: [ticks.append(1) or time.sleep(0.01) for _ in iter(over.is_set, True)])
    thread.start()

    def stop(part, fraction):
        heard.append((part, fraction))
        if len(heard) == 3:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        run(LONG, progress=stop)
    over.set()
    thread.join()
    assert len(ticks) > 3 and all(0 <= fraction <= 1 for _, fraction in heard)


def test_a_keyboard_interrupt_cancels():
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run(LONG)
    assert time.monotonic() - start < 20


def test_the_page_stands_in_a_frame_without_access_to_the_notebook(tmp_path, monkeypatch):
    text = show(SMALL, coupling=2)._repr_html_()
    assert 'sandbox="allow-scripts"' in text and "bath=square-2x3&amp;amp;bosons=2&amp;amp;coupling=2" in text
    monkeypatch.setattr(sys.modules["second_law.show"], "files", lambda _: tmp_path)
    with pytest.raises(FileNotFoundError):
        show(SMALL)


def test_doctests_hold():
    for module in (second_law, scenario, record, running):
        assert doctest.testmod(module).failed == 0
    assert presets()[0]["id"] == "second-law"


def test_the_notebook_runs():
    cells = json.loads((Path(__file__).parents[3] / "examples" / "second-law.ipynb").read_text())["cells"]
    names = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert names["table"].entropy_production.max() > 0.5


def crash_once(place, text, marker):
    """As the sweep's own task, but the first worker that meets this set-up dies."""
    if place == 5 and not os.path.exists(marker):
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return _TASK(place, text)


_TASK = second_law.sweeping._task


def test_a_sweep_on_dask_loses_nothing_when_a_worker_dies(tmp_path, monkeypatch):
    from distributed import Client, LocalCluster

    marker = str(tmp_path / "died")
    setups = [f"{SMALL}&disorder=1&times=lin:0:2:3&coupling=1&seed={seed}" for seed in range(1, 21)]
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, Client(cluster) as client:
        submit = client.submit
        monkeypatch.setattr(client, "submit", lambda task, place, text, **how: submit(crash_once, place, text, marker, **how))
        found = sorted(sweep(client, setups))
        assert os.path.exists(marker)
        assert [one.place for one in found] == list(range(20))
        assert all(one.record == run(text) for one, text in zip(found, setups))
        with pytest.raises(ScenarioError, match="set-up 1.*bosons"):
            list(sweep(client, [SMALL, "bosons=99"]))
        skipped = sorted(sweep(client, ["bosons=99", {"bath": "square-2x3", "bosons": 2, "times": "lin:0:1:2"}], skip=True))
        assert "bosons" in skipped[0].error and skipped[1].record is not None
