"""Reference numbers for entropy production as information, for the map of its smallest values, and for the way back through
another bath.

    python3 -m venv venv && venv/bin/pip install -r tests/compare/requirements.txt
    venv/bin/python tests/compare/dispute.py tests/reference

Dense matrices and bond lists of its own: nothing here knows the program, and the program's tests read only the JSON files that
this writes. Information is computed without vectors of S and bath: density matrices over the whole Fock space, every number of
bosons at once, partial traces and logarithms of matrices.
"""

import json
import sys
from pathlib import Path

import numpy as np
from lattices import basis, hamiltonian, inverse_temperature, weights

MASK = (1 << 64) - 1


def square(lx, ly):
    along = [(x + lx * y, x + 1 + lx * y) for y in range(ly) for x in range(lx - 1)]
    across = [(x + lx * y, x + lx * (y + 1)) for y in range(ly - 1) for x in range(lx)]
    return along + across


def site_energies(width, seed, sites):
    """SplitMix64's outputs, the upper 53 bits of each over 2^53, about zero."""
    energies = []
    for _ in range(sites):
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        energies.append(width * (((z ^ (z >> 31)) >> 11) / 2**53 - 0.5))
    return energies


def entropy(p):
    return -sum(x * np.log(x) for x in (p, 1 - p) if x > 0)


class Bath:
    """A sector of N bosons, one level alone at its energy near U(beta), and the temperature that is that level's own."""

    def __init__(self, sites, bonds, bosons, g, wanted_beta):
        self.sites, self.bonds, self.bosons, self.g = sites, bonds, bosons, g
        spectra = {n: np.linalg.eigvalsh(self.matrix(sites, n)) for n in (bosons - 1, bosons + 1)}
        self.levels, vectors = np.linalg.eigh(self.matrix(sites, bosons))
        boltzmann, _ = weights(self.levels, wanted_beta)
        target = boltzmann @ self.levels / boltzmann.sum()
        alone = lambda k: (abs(self.levels - self.levels[k]) < 1e-8).sum() == 1
        self.index = next(int(k) for k in np.argsort(abs(self.levels - target)) if alone(k))
        self.energy, self.vector = self.levels[self.index], vectors[:, self.index]
        self.beta = inverse_temperature(self.levels, self.energy)
        log_z = {n: weights(levels, self.beta)[1] for n, levels in spectra.items()}
        self.beta_mu = (log_z[bosons - 1] - log_z[bosons + 1]) / 2

    def matrix(self, sites, bosons, coupling=0.0, energies=()):
        """H of the sector; with more sites than the bath's the last is S, joined to site 0."""
        states, place = basis(sites, bosons)
        hops = [(i, j, 1.0) for i, j in self.bonds] + [(0, self.sites, coupling)] * (sites > self.sites)
        matrix = hamiltonian(states, place, hops, [(i, j, self.g) for i, j in self.bonds])
        off = [sum(energies[i] for i in state if i < len(energies)) for state in states]
        return matrix + np.diag(off)

    def start(self, filled):
        states, place = basis(self.sites + 1, self.bosons + filled)
        start = np.zeros(len(states), complex)
        for amplitude, state in zip(self.vector, basis(self.sites, self.bosons)[0]):
            start[place[state | {self.sites} if filled else state]] = amplitude
        return start

    def measure(self, filled, state):
        """<n_S> and <H_B>."""
        states, _ = basis(self.sites + 1, self.bosons + filled)
        occupied = np.array([float(self.sites in s) for s in states])
        bath = self.matrix(self.sites + 1, self.bosons + filled)
        return np.array([occupied @ abs(state) ** 2, (state.conj() @ bath @ state).real])

    def production(self, p, measured):
        n, energy = measured
        return entropy(n) - entropy(p) + self.beta * (energy - self.energy) - self.beta_mu * (p - n)

    def header(self, name, **keys):
        scenario = {"bath": name, "bosons": self.bosons, "repulsion": self.g, "index": self.index, **keys}
        return {"scenario": scenario, "energy": self.energy, "beta": self.beta, "beta_mu": self.beta_mu}


def propagated(matrix, state, time):
    levels, modes = np.linalg.eigh(matrix)
    return modes @ (np.exp(-1j * levels * time) * (modes.T @ state))


def dense_hamiltonian(sites, hops, pairs):
    """H over the whole Fock space, a state being the number whose bits are the occupations."""
    matrix = np.zeros((1 << sites, 1 << sites))
    for state in range(1 << sites):
        has = lambda i: state >> i & 1
        matrix[state, state] = sum(g for i, j, g in pairs if has(i) and has(j))
        for i, j, amplitude in hops:
            if has(i) != has(j):
                matrix[state ^ (1 << i | 1 << j), state] -= amplitude
    return matrix


def spectrum_entropy(rho):
    return -sum(x * np.log(x) for x in np.linalg.eigvalsh(rho) if x > 1e-300)


def information(bath, name, coupling, p, mixed):
    times = np.linspace(0, 8, 9)
    sites = bath.sites
    hops = [(i, j, 1.0) for i, j in bath.bonds]
    pairs = [(i, j, bath.g) for i, j in bath.bonds]
    of_bath = dense_hamiltonian(sites, hops, pairs)
    whole = dense_hamiltonian(sites + 1, hops + [(0, sites, coupling)], pairs)
    number = np.diag([float(bin(state).count("1")) for state in range(1 << sites)])
    rho_b = np.zeros((1 << sites, 1 << sites))
    states, _ = basis(sites, bath.bosons)
    masks = [sum(1 << i for i in state) for state in states]
    levels, vectors = np.linalg.eigh(bath.matrix(sites, bath.bosons))
    boltzmann, _ = weights(levels, bath.beta)
    shares = boltzmann / boltzmann.sum() if mixed else np.eye(len(levels))[bath.index]
    rho_b[np.ix_(masks, masks)] = vectors @ np.diag(shares) @ vectors.T
    # ln rho_gc, and D(rho || rho_gc) = Tr rho ln rho - Tr rho ln rho_gc.
    exponent = -bath.beta * of_bath + bath.beta_mu * number
    ln_xi = np.log(np.exp(np.linalg.eigvalsh(exponent)).sum())
    ln_gc = exponent - ln_xi * np.eye(1 << sites)
    divergence = lambda rho: -spectrum_entropy(rho) - np.trace(rho @ ln_gc).real
    # S is the highest bit.
    rho = np.kron(np.diag([1 - p, p]), rho_b)
    energies, modes = np.linalg.eigh(whole)
    rows = {key: [] for key in ("system_entropy", "bath_entropy", "mutual_information", "divergence_change", "entropy_production")}
    for time in times:
        turn = modes @ np.diag(np.exp(-1j * energies * time)) @ modes.T
        now = (turn @ rho @ turn.conj().T).reshape(2, 1 << sites, 2, 1 << sites)
        rho_s, own = np.trace(now, axis1=1, axis2=3), np.trace(now, axis1=0, axis2=2)
        s_system, s_bath = spectrum_entropy(rho_s), spectrum_entropy(own)
        s_whole = spectrum_entropy(now.reshape(2 << sites, 2 << sites))
        gained = np.trace((own - rho_b) @ exponent).real
        rows["system_entropy"].append(s_system)
        rows["bath_entropy"].append(s_bath)
        rows["mutual_information"].append(s_system + s_bath - s_whole)
        rows["divergence_change"].append(divergence(own) - divergence(rho_b))
        rows["entropy_production"].append(s_system - entropy(p) - gained)
    keys = {"coupling": coupling, "occupation": p, "times": "lin:0:8:9", "state": "canonical" if mixed else "eigenstate"}
    return {**bath.header(name, **keys), "times": times.tolist(), **rows}


def smallest(bath, name, couplings):
    times = np.linspace(0, 20, 81)
    occupation = np.linspace(0, 1, 41)
    minimum, at = [], []
    for coupling in couplings:
        found = []
        for filled in (0, 1):
            levels, modes = np.linalg.eigh(bath.matrix(bath.sites + 1, bath.bosons + filled, coupling))
            start = modes.T @ bath.start(filled)
            found.append([bath.measure(filled, modes @ (np.exp(-1j * levels * t) * start)) for t in times])
        empty, filled = np.array(found)
        rows = [[bath.production(p, m) for m in (1 - p) * empty + p * filled] for p in occupation]
        minimum.append([float(min(row)) for row in rows])
        at.append([float(times[np.argmin(row)]) for row in rows])
    keys = {"coupling": ",".join(map(str, couplings)), "times": "lin:0:20:81"}
    return {**bath.header(name, **keys), "occupation": occupation.tolist(), "minimum": minimum, "at": at}


def mismatched(bath, name, coupling, p, turn, steps, kick, site, delta, seed):
    def there_and_back(delta, kick, there, back):
        """<n_S> and <H_B> after time `there`, and `back` after the turn."""
        energies = site_energies(delta, seed + 1, bath.sites)
        sums = np.zeros(2)
        for filled, share in ((0, 1 - p), (1, p)):
            sites, bosons = bath.sites + 1, bath.bosons + filled
            state = propagated(bath.matrix(sites, bosons, coupling), bath.start(filled), there)
            if back > 0:
                phases = [np.exp(1j * kick) if site in s else 1 for s in basis(sites, bosons)[0]]
                away = bath.matrix(sites, bosons, coupling, energies)
                state = propagated(away, state.conj() * phases, back)
            sums += share * bath.measure(filled, state)
        return float(bath.production(p, sums))

    times = [turn * k / steps for k in range(2 * steps + 1)]
    run = lambda delta, kick: [there_and_back(delta, kick, min(t, turn), max(t - turn, 0)) for t in times]
    turns = [turn * k / 24 for k in range(1, 25)]
    echo = {m: [there_and_back(m, 0, t, t) for t in turns] for m in (delta / 4, delta / 2, delta, 2 * delta)}
    keys = {"coupling": coupling, "occupation": p, "turn": turn, "kick": kick, "kick-site": site, "mismatch": delta, "seed": seed}
    keys["times"] = f"lin:0:{2 * turn}:{2 * steps + 1}"
    return {
        **bath.header(name, **keys),
        "times": times,
        "perfect": run(0, 0),
        "imperfect": run(delta, kick),
        "echo": [{"mismatch": m, "turn": turns, "entropy_production": values} for m, values in echo.items()],
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    small, larger = Bath(6, square(3, 2), 2, 0.3, 0.2), Bath(9, square(3, 3), 3, 0.4, 0.1)
    found = {
        "information_2x3_N2": information(small, "square-3x2", 0.8, 0.3, False),
        "information_2x3_N2_canonical": information(small, "square-3x2", 0.8, 0.3, True),
        "map_3x3_N3": smallest(larger, "square-3x3", [0.3, 1.0]),
        "mismatch_3x3_N3": mismatched(larger, "square-3x3", 0.9, 0.6, 4, 8, 1.1, 4, 0.5, 7),
    }
    for name, reference in found.items():
        (folder / f"{name}.json").write_text(json.dumps(reference, indent=1) + "\n")
