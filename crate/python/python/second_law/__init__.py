"""The second law of thermodynamics from one energy eigenstate, by exact diagonalisation of hard-core bosons.

E. Iyoda, K. Kaneko, T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017). A set-up is the text after ``#`` in a link of the
Second Law Lab, or the same as keyword arguments; the numbers are those of the terminal program, bit for bit. hbar = k_B = 1:
energies in one unit E (with ``hopping=1``, the bath's hopping), times in 1/E, entropies in nats.

>>> import second_law
>>> record = second_law.run("bath=square-2x3&bosons=2", coupling=[0.5, 1], times="lin:0:4:5")
>>> record.runs[1].time
array([0., 1., 2., 3., 4.])
>>> record.runs[1].site_density.shape
(5, 7)
>>> bool(abs(record.runs[0].entropy_production[0]) < 1e-12)
True
"""

from ._native import __version__
from .record import Record, Run
from .running import presets, run
from .scenario import Scenario, ScenarioError
from .show import show
from .sweeping import sweep

__all__ = ["Record", "Run", "Scenario", "ScenarioError", "__version__", "presets", "run", "show", "sweep"]
