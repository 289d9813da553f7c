"""Reference numbers for baths on a ring, a torus and a triangular lattice.

    python3 -m venv venv && venv/bin/pip install -r tests/compare/requirements.txt
    venv/bin/python tests/compare/lattices.py tests/reference

Dense matrices and bond lists of its own: nothing here knows the program, and the program's tests
read only the JSON files that this writes. Units and formulas are those of docs/method.
"""

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

GAMMA = 1.0
TIMES = np.linspace(0, 10, 21).tolist()


def ring(length):
    return [(i, (i + 1) % length) for i in range(length)]


def torus(lx, ly):
    along = [(x + lx * y, (x + 1) % lx + lx * y) for y in range(ly) for x in range(lx)]
    across = [(x + lx * y, x + lx * ((y + 1) % ly)) for y in range(ly) for x in range(lx)]
    return along + across


def triangular(lx, ly):
    steps = [(1, 0), (0, 1), (1, 1)]
    return [
        (x + lx * y, x + dx + lx * (y + dy))
        for y in range(ly)
        for x in range(lx)
        for dx, dy in steps
        if x + dx < lx and y + dy < ly
    ]


def basis(sites, bosons):
    """Occupied sites of every state, and the state's place."""
    states = [frozenset(chosen) for chosen in combinations(range(sites), bosons)]
    return states, {state: place for place, state in enumerate(states)}


def hamiltonian(states, place, hops, pairs):
    matrix = np.zeros((len(states), len(states)))
    for column, state in enumerate(states):
        matrix[column, column] = sum(g for i, j, g in pairs if i in state and j in state)
        for i, j, amplitude in hops:
            if (i in state) != (j in state):
                matrix[place[state ^ {i, j}], column] -= amplitude
    return matrix


def weights(energies, beta):
    exponents = -beta * energies
    shift = exponents.max()
    boltzmann = np.exp(exponents - shift)
    return boltzmann, shift + np.log(boltzmann.sum())


def canonical_energy(energies, beta):
    boltzmann, _ = weights(energies, beta)
    return boltzmann @ energies / boltzmann.sum()


def inverse_temperature(energies, energy):
    low, high = -50.0, 50.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if canonical_energy(energies, middle) > energy else (low, middle)
    return (low + high) / 2


class Setup:
    def __init__(self, name, sites, bonds, bosons, g, coupling, occupation, wanted_beta, mirror=None):
        self.name, self.sites, self.bonds, self.bosons = name, sites, bonds, bosons
        self.g, self.coupling, self.p = g, coupling, occupation
        self.wanted_beta, self.mirror = wanted_beta, mirror

    def bath(self, bosons):
        hops = [(i, j, GAMMA) for i, j in self.bonds]
        pairs = [(i, j, self.g) for i, j in self.bonds]
        return hamiltonian(*basis(self.sites, bosons), hops, pairs)

    def level(self, energies, vectors):
        """A level near U(beta): alone at its energy, or of two the one even under the mirror."""
        target = canonical_energy(energies, self.wanted_beta)
        for index in np.argsort(abs(energies - target)):
            close = np.flatnonzero(abs(energies - energies[index]) < 1e-8)
            if self.mirror is None and len(close) == 1:
                return int(index), vectors[:, index]
            if self.mirror is not None and len(close) == 2:
                states, place = basis(self.sites, self.bosons)
                moved = np.zeros((len(states), len(states)))
                for column, state in enumerate(states):
                    moved[place[frozenset(self.mirror[i] for i in state)], column] = 1
                span = vectors[:, close]
                signs, mixing = np.linalg.eigh(span.T @ moved @ span)
                assert np.allclose(signs, [-1, 1])
                return int(close[0]), span @ mixing[:, 1]
        raise ValueError("no such level")

    def reference(self):
        spectra = {n: np.linalg.eigvalsh(self.bath(n)) for n in (self.bosons - 1, self.bosons + 1)}
        energies, vectors = np.linalg.eigh(self.bath(self.bosons))
        index, vector = self.level(energies, vectors)
        energy = energies[index]
        beta = inverse_temperature(energies, energy)
        log_z = {n: weights(levels, beta)[1] for n, levels in spectra.items()}
        beta_mu = (log_z[self.bosons - 1] - log_z[self.bosons + 1]) / 2
        starts = [(0, 1 - self.p), (1, self.p)]
        found = [self.evolve(filled, vector, energy, beta, beta_mu) for filled, _ in starts]
        rows = {"n_s": [], "bath_energy": [], "entropy_production": [], "exponential_average": []}
        entropy = lambda p: -sum(x * np.log(x) for x in (p, 1 - p) if x > 0)
        for step in range(len(TIMES)):
            at = [run[step] for run in found]
            mean = lambda key: sum(share * row[key] for (_, share), row in zip(starts, at))
            n_s, bath_energy, bath_bosons = mean("n_s"), mean("energy"), mean("bosons")
            heat = -(beta * (bath_energy - energy) - beta_mu * (bath_bosons - self.bosons))
            after = [1 - n_s, n_s]
            average = sum(after[s] * row["weighted"][s] for row in at for s in (0, 1))
            rows["n_s"].append(n_s)
            rows["bath_energy"].append(bath_energy)
            rows["entropy_production"].append(entropy(n_s) - entropy(self.p) - heat)
            rows["exponential_average"].append(average)
        return {
            "scenario": {
                "bath": self.name,
                "bosons": self.bosons,
                "repulsion": self.g,
                "coupling": self.coupling,
                "occupation": self.p,
                "index": index,
                "times": "lin:0:10:21",
            },
            "spectrum": energies.tolist(),
            "energy": energy,
            "beta": beta,
            "beta_mu": beta_mu,
            "times": TIMES,
            **rows,
        }

    def evolve(self, filled, vector, energy, beta, beta_mu):
        system = self.sites
        states, place = basis(self.sites + 1, self.bosons + filled)
        hops = [(i, j, GAMMA) for i, j in self.bonds]
        pairs = [(i, j, self.g) for i, j in self.bonds]
        bath = hamiltonian(states, place, hops, pairs)
        whole = hamiltonian(states, place, hops + [(0, system, self.coupling)], pairs)
        occupied = np.array([float(system in state) for state in states])
        start = np.zeros(len(states))
        for amplitude, state in zip(vector, basis(self.sites, self.bosons)[0]):
            start[place[state | {system} if filled else state]] = amplitude
        # e^{-beta (H_B - E) + beta mu (N_B - N)}, N_B being what S does not hold.
        bath_levels, bath_vectors = np.linalg.eigh(bath)
        thermal = bath_vectors @ np.diag(np.exp(-beta * (bath_levels - energy))) @ bath_vectors.T
        levels, modes = np.linalg.eigh(whole)
        components = modes.T @ start
        rows = []
        for time in TIMES:
            state = modes @ (np.exp(-1j * levels * time) * components)
            n_s = float(occupied @ abs(state) ** 2)
            weighted = []
            for s in (0, 1):
                part = np.where(occupied == s, state, 0)
                change = filled - s
                weighted.append(float((part.conj() @ thermal @ part).real * np.exp(beta_mu * change)))
            rows.append(
                {
                    "n_s": n_s,
                    "energy": float((state.conj() @ bath @ state).real),
                    "bosons": self.bosons + filled - n_s,
                    "weighted": weighted,
                }
            )
        return rows


SETUPS = {
    "ring_8_N3": Setup("ring-8", 8, ring(8), 3, 0.3, 0.8, 0.4, 0.2, [-i % 8 for i in range(8)]),
    "torus_3x3_N3": Setup("torus-3x3", 9, torus(3, 3), 3, 0.5, 1.2, 0.5, 0.1),
    "triangular_3x4_N3": Setup("triangular-3x4", 12, triangular(3, 4), 3, 0.2, 1.0, 0.6, 0.15),
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, setup in SETUPS.items():
        (folder / f"{name}.json").write_text(json.dumps(setup.reference(), indent=1) + "\n")
