"""Reference numbers for the late window, for several eigenstates, and for the share of eigenstates below zero.

    python3 -m venv venv && venv/bin/pip install -r tests/compare/requirements.txt
    venv/bin/python tests/compare/late.py tests/reference

Dense matrices, all eigenvectors of system and bath together: nothing here knows the program, and the program's tests read
only the JSON files that this writes. Units and formulas are those of docs/method. The levels used are not degenerate, so that
no rule has to say which vector of a multiplet is meant.
"""

import json
import sys
from pathlib import Path

import numpy as np
from lattices import basis, canonical_energy, hamiltonian, weights

GAMMA = 1.0


def rectangle(lx, ly):
    along = [(x + lx * y, x + 1 + lx * y) for y in range(ly) for x in range(lx - 1)]
    across = [(x + lx * y, x + lx * (y + 1)) for y in range(ly - 1) for x in range(lx)]
    return along + across


def chain(length):
    return rectangle(length, 1)


def entropy(p):
    return -sum(x * np.log(x) for x in (p, 1 - p) if x > 0)


class Bath:
    def __init__(self, name, sites, bonds, bosons, g):
        self.name, self.sites, self.bonds, self.bosons, self.g = name, sites, bonds, bosons, g
        self.energies, self.vectors = np.linalg.eigh(self.alone(bosons))
        self.neighbours = [np.linalg.eigvalsh(self.alone(n)) for n in (bosons - 1, bosons + 1)]

    def alone_at_its_energy(self, indices):
        gaps = np.abs(self.energies[:, None] - self.energies[None, indices])
        gaps[indices, range(len(indices))] = np.inf
        return gaps.min() > 3e-9 * (self.energies[-1] - self.energies[0])

    def terms(self):
        return [(i, j, GAMMA) for i, j in self.bonds], [(i, j, self.g) for i, j in self.bonds]

    def alone(self, bosons):
        return hamiltonian(*basis(self.sites, bosons), *self.terms())

    def beta_mu(self, beta):
        below, above = (weights(energies, beta)[1] for energies in self.neighbours)
        return (below - above) / 2

    def inverse_temperature(self, energy):
        low, high = -1e4, 1e4
        for _ in range(200):
            middle = (low + high) / 2
            above = canonical_energy(self.energies, middle) > energy
            low, high = (middle, high) if above else (low, middle)
        return (low + high) / 2

    def coupled(self, coupling):
        return [Coupled(self, coupling, filled) for filled in (0, 1)]


class Coupled:
    """System and bath, S surely empty or surely filled at the start."""

    def __init__(self, bath, coupling, filled):
        system = bath.sites
        states, place = basis(bath.sites + 1, bath.bosons + filled)
        hops, pairs = bath.terms()
        self.filled = filled
        self.bath = hamiltonian(states, place, hops, pairs)
        whole = hamiltonian(states, place, hops + [(0, system, coupling)], pairs)
        self.occupied = np.array([float(system in state) for state in states])
        self.levels, self.modes = np.linalg.eigh(whole)
        self.embedding = np.zeros((len(states), len(basis(bath.sites, bath.bosons)[0])))
        for column, state in enumerate(basis(bath.sites, bath.bosons)[0]):
            self.embedding[place[state | {system} if filled else state], column] = 1

    def at(self, times, vector):
        """The state at each time, a column each."""
        components = self.modes.T @ (self.embedding @ vector)
        return self.modes @ (np.exp(-1j * np.outer(self.levels, times)) * components[:, None])

    def thermal(self, beta, energy):
        levels, modes = np.linalg.eigh(self.bath)
        return (modes * np.exp(-beta * (levels - energy))) @ modes.T


def late_level(bath, coupled, thermal, index, beta, beta_mu, p, times):
    energy, vector = bath.energies[index], bath.vectors[:, index]
    filled, heated = np.zeros(len(times)), np.zeros(len(times))
    weighted = np.zeros((2, 2, len(times)))
    for one, share, factor in zip(coupled, (1 - p, p), thermal):
        states = one.at(times, vector)
        filled += share * (one.occupied @ abs(states) ** 2)
        heated += share * np.einsum("st,st->t", states.conj(), one.bath @ states).real
        for s in (0, 1):
            part = states * (one.occupied == s)[:, None]
            norm = np.einsum("st,st->t", part.conj(), factor @ part).real * np.exp(beta * energy)
            weighted[one.filled, s] = norm * np.exp(beta_mu * (one.filled - s))
    # H_B gains what the heat takes from it, N_B what S loses.
    sigma = np.array([entropy(n) for n in filled]) - entropy(p) + beta * (heated - energy) - beta_mu * (p - filled)
    average = sum(weighted[start, 0] * (1 - filled) + weighted[start, 1] * filled for start in (0, 1))
    return {
        "index": int(index),
        "energy": energy,
        "entropy_production_mean": sigma.mean(),
        "entropy_production_rms": np.sqrt(((sigma - sigma.mean()) ** 2).mean()),
        "entropy_production_smallest": sigma.min(),
        "exponential_mean": average.mean(),
        "exponential_deviation": np.sqrt(((average - 1) ** 2).mean()),
    }


def spread(levels):
    def of(key):
        values = np.array([level[key] for level in levels])
        return {
            "mean": values.mean(),
            "deviation": values.std(ddof=1),
            "smallest": values.min(),
            "largest": values.max(),
        }

    return {key: of(key) for key in levels[0] if key not in ("index", "energy")}


def late(bath, couplings, p, beta, window, count):
    start, end, steps = window
    times = np.linspace(start, end, steps)
    distance = abs(bath.energies - canonical_energy(bath.energies, beta))
    nearest = np.argsort(distance)[:count]
    assert bath.alone_at_its_energy(nearest), "a degenerate level"
    beta_mu = bath.beta_mu(beta)
    found = []
    for coupling in couplings:
        coupled = bath.coupled(coupling)
        thermal = [one.thermal(beta, 0.0) for one in coupled]
        levels = [late_level(bath, coupled, thermal, n, beta, beta_mu, p, times) for n in nearest]
        found.append({"coupling": coupling, "levels": levels, "spread": spread(levels)})
    return {
        "scenario": {
            "panel": "sizes",
            "family": "none",
            "bath": bath.name,
            "bosons": bath.bosons,
            "repulsion": bath.g,
            "coupling": ",".join(map(str, couplings)),
            "occupation": p,
            "beta": beta,
            "times": "lin:0:1:2",
            "late": f"{start}:{end}:{steps}",
            "levels": count,
        },
        "beta_mu": beta_mu,
        "late": found,
    }


def sigmas(bath, coupling, p, time):
    """sigma(t*) of every eigenstate with its own temperature; none at the two ends of the spectrum."""
    filled, heated = 0, 0
    for one, share in zip(bath.coupled(coupling), (1 - p, p)):
        start = one.modes.T @ (one.embedding @ bath.vectors)
        states = one.modes @ (np.exp(-1j * one.levels * time)[:, None] * start)
        filled = filled + share * (one.occupied @ abs(states) ** 2)
        heated = heated + share * np.einsum("st,st->t", states.conj(), one.bath @ states).real
    found = []
    for index, energy in enumerate(bath.energies):
        if index in (0, len(bath.energies) - 1):
            found.append(None)
            continue
        beta = bath.inverse_temperature(energy)
        n, heat = filled[index], beta * (heated[index] - energy) - bath.beta_mu(beta) * (p - filled[index])
        found.append(entropy(n) - entropy(p) + heat)
    return found


def share(baths, coupling, p, time, epsilon):
    own, sizes = baths[0], []
    for bath in baths:
        assert bath.alone_at_its_energy(np.arange(len(bath.energies))), "a degenerate level"
        values = [sigma for sigma in sigmas(bath, coupling, p, time) if sigma is not None]
        assert min(abs(sigma + epsilon) for sigma in values) > 1e-8, "an eigenstate at the bound"
        below = sum(1 for sigma in values if sigma < -epsilon)
        size = {"bath": bath.name, "bosons": bath.bosons, "dimension": len(bath.energies)}
        sizes.append({**size, "levels": len(values), "below": below, "share": below / len(values)})
    return {
        "scenario": {
            "panel": "all-eigenstates",
            "family": "quarter",
            "bath": own.name,
            "bosons": own.bosons,
            "repulsion": own.g,
            "coupling": coupling,
            "occupation": p,
            "at": time,
            "epsilon": epsilon,
        },
        "entropy_production": sigmas(own, coupling, p, time),
        "finite_size": sorted(sizes, key=lambda size: size["dimension"]),
    }


def quarter(length, g):
    return Bath(f"chain-{length}", length, chain(length), length // 4, g)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    rectangular = Bath("square-3x4", 12, rectangle(3, 4), 3, 0.1)
    linear = Bath("chain-9", 9, chain(9), 3, 0.7)
    files = {
        "late_3x4_N3": late(rectangular, [0.5, 1], 0.5, 0.1, (20, 100, 81), 8),
        "late_chain9_N3": late(linear, [0.8], 0.3, -0.4, (10, 40, 31), 5),
        "share_chains": share([quarter(length, 0.7) for length in (12, 8, 16)], 0.5, 0.3, 2, 0.001),
    }
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")
