"""One set-up in QuSpin and in SciPy: how long it takes, and whether the numbers are ours.

    python compare.py PROGRAM RECORD    PROGRAM is one of quspin, quspin-reflection, scipy

RECORD is what `second-law run ''` printed: the set-up's numbers, to 1e-9. Prints one line of JSON with the seconds of the
three stages and the largest differences. Every program does the same work: all levels of the bath with 4 bosons, the
eigenstate, ln Z of 3 and 5 bosons for beta mu, and <n_S> and <H_B> at all times for every coupling.

BLAS and OpenMP read their numbers of threads from the environment before NumPy is imported: set them outside.
"""

import json
import sys
import time

import numpy as np

SIDE, BOSONS, G, BETA, ATTACH = 4, 4, 0.1, 0.1, 0
SITES = SIDE * SIDE
BONDS = [(i, i + 1) for i in range(SITES) if i % SIDE < SIDE - 1] + [(i, i + SIDE) for i in range(SITES - SIDE)]
# The mirror through corner 0 that exchanges x and y, and the other diagonal.
DIAGONAL = np.array([i // SIDE + SIDE * (i % SIDE) for i in range(SITES)])
ANTIDIAGONAL = np.array([(SIDE - 1 - i // SIDE) + SIDE * (SIDE - 1 - i % SIDE) for i in range(SITES)])


def log_partition(levels):
    """ln of the sum of e^{-beta E}."""
    exponents = -BETA * levels
    return exponents.max() + np.log(np.exp(exponents - exponents.max()).sum())


def nearest_level(levels):
    """The first of the levels of the energy nearest U(beta)."""
    weights = np.exp(-BETA * (levels - levels.min()))
    energy = (weights @ levels) / weights.sum()
    nearest = np.argmin(abs(levels - energy))
    return int(np.argmax(abs(levels - levels[nearest]) < 1e-9 * (levels.max() - levels.min())))


def entropy(p):
    p = np.clip(p, 1e-300, 1)
    q = np.clip(1 - p, 1e-300, 1)
    return -p * np.log(p) - q * np.log(q)


class Clock:
    """Seconds of each stage."""

    def __init__(self):
        self.stages = {}
        self.start = time.perf_counter()

    def lap(self, stage):
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0) + now - self.start
        self.start = now


def with_quspin(record, clock, reflection):
    from quspin.basis import boson_basis_general
    from quspin.operators import hamiltonian
    from quspin.tools.evolution import ExpmMultiplyParallel

    options = dict(check_symm=False, check_herm=False, check_pcon=False, dtype=np.float64)
    hops = [[-1.0, i, j] for i, j in BONDS]
    bath_terms = [["+-", hops], ["-+", hops], ["nn", [[G, i, j] for i, j in BONDS]]]
    with_system = np.append(DIAGONAL, SITES)

    def blocks(bosons):
        """Bases that together hold every level of the bath; the fourth has those of the third once more."""
        if not reflection:
            return [(boson_basis_general(SITES, Nb=bosons, sps=2), 1)]
        signs = [((0, 0), 1), ((0, 1), 2), ((1, 1), 1)]
        make = lambda a, b: boson_basis_general(SITES, Nb=bosons, sps=2, d=(DIAGONAL, a), e=(ANTIDIAGONAL, b))
        return [(make(a, b), copies) for (a, b), copies in signs]

    def levels_of(bosons):
        found = [np.repeat(hamiltonian(bath_terms, [], basis=b, **options).eigvalsh(), copies) for b, copies in blocks(bosons)]
        return np.sort(np.concatenate(found))

    full = boson_basis_general(SITES, Nb=BOSONS, sps=2)
    if reflection:
        solved = [(basis, *hamiltonian(bath_terms, [], basis=basis, **options).eigh(), copies) for basis, copies in blocks(BOSONS)]
        levels = np.sort(np.concatenate([np.repeat(values, copies) for _, values, _, copies in solved]))
        energy = levels[nearest_level(levels)]
        basis, values, vectors, _ = min(solved, key=lambda found: abs(found[1] - energy).min())
        state = basis.project_from(vectors[:, np.argmin(abs(values - energy))], sparse=False, pcon=True)
    else:
        levels, vectors = hamiltonian(bath_terms, [], basis=full, **options).eigh()
        energy = levels[nearest_level(levels)]
        span = vectors[:, abs(levels - energy) < 1e-8]
        # Of a doublet, the state that is even under the mirror through the corner.
        image = np.array([full.index("".join(np.array(list(full.int_to_state(s, bracket_notation=False)))[DIAGONAL])) for s in full.states])
        parities, mixed = np.linalg.eigh(span.T @ span[image])
        state = span @ mixed[:, -1]
    clock.lap("spectrum")

    beta_mu = 0.5 * (log_partition(levels_of(BOSONS - 1)) - log_partition(levels_of(BOSONS + 1)))
    clock.lap("beta mu")

    whole = boson_basis_general(SITES + 1, Nb=BOSONS + 1, sps=2, **({"d": (with_system, 0)} if reflection else {}))
    everything = boson_basis_general(SITES + 1, Nb=BOSONS + 1, sps=2) if reflection else whole
    start = np.zeros(everything.Ns)
    for amplitude, mask in zip(state, full.states):
        start[everything.index(full.int_to_state(mask, bracket_notation=False) + "1")] = amplitude
    if reflection:
        start = whole.project_to(start, sparse=False, pcon=True)
    bath = hamiltonian(bath_terms, [], basis=whole, **options)
    number = hamiltonian([["n", [[1.0, SITES]]]], [], basis=whole, **options)
    found = []
    for run in record["runs"]:
        link = [[-run["coupling"], ATTACH, SITES]]
        total = hamiltonian(bath_terms + [["+-", link], ["-+", link]], [], basis=whole, **options).tocsr()
        psi, now, rows = start.astype(complex), 0.0, []
        step = ExpmMultiplyParallel(total, a=0.0)
        for t in run["time"]:
            step.set_a(-1j * (t - now))
            psi, now = step.dot(psi), t
            rows.append((number.expt_value(psi).real, bath.expt_value(psi).real))
        found.append(np.array(rows))
    clock.lap("propagation")
    return energy, beta_mu, found


def with_scipy(record, clock):
    """Everything by hand: bit masks, CSR matrices, a Chebyshev propagation whose vectors serve many times at once."""
    import itertools

    from scipy.linalg import eigh, eigvalsh
    from scipy.sparse import csr_matrix, diags
    from scipy.special import jv

    def sector(sites, bosons):
        masks = sorted(sum(1 << i for i in chosen) for chosen in itertools.combinations(range(sites), bosons))
        return np.array(masks)

    def matrix(masks, hops):
        rows, columns, values = [], [], []
        for i, j, amplitude in hops:
            movable = np.nonzero((masks >> i ^ masks >> j) & 1)[0]
            rows.append(movable)
            columns.append(np.searchsorted(masks, masks[movable] ^ (1 << i | 1 << j)))
            values.append(np.full(len(movable), -amplitude))
        repulsion = G * sum((masks >> i & masks >> j & 1).astype(float) for i, j in BONDS)
        hopping = csr_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), (len(masks),) * 2)
        return (hopping + diags(repulsion)).tocsr()

    inside = [(i, j, 1.0) for i, j in BONDS]
    masks = sector(SITES, BOSONS)
    levels, vectors = eigh(matrix(masks, inside).toarray(), driver="evd")
    energy = levels[nearest_level(levels)]
    span = vectors[:, abs(levels - energy) < 1e-8]
    mirrored = sum((masks >> i & 1) << int(DIAGONAL[i]) for i in range(SITES))
    parities, mixed = np.linalg.eigh(span.T @ span[np.searchsorted(masks, mirrored)])
    state = span @ mixed[:, -1]
    clock.lap("spectrum")

    log_z = [log_partition(eigvalsh(matrix(sector(SITES, n), inside).toarray())) for n in (BOSONS - 1, BOSONS + 1)]
    beta_mu = 0.5 * (log_z[0] - log_z[1])
    clock.lap("beta mu")

    whole = sector(SITES + 1, BOSONS + 1)
    filled = whole >> SITES & 1 == 1
    start = np.zeros(len(whole), dtype=complex)
    start[filled] = state
    bath = matrix(whole, inside)
    found = []
    for run in record["runs"]:
        total = matrix(whole, inside + [(ATTACH, SITES, run["coupling"])])
        # Gershgorin's discs hold the spectrum for certain, and are a third too wide; a few Lanczos steps do better.
        low, high = ends(total)
        centre, radius = 0.5 * (low + high), 0.51 * (high - low)
        scaled = ((total - centre * diags(np.ones(len(whole)))) / radius).tocsr()
        times, psi, now, rows = np.array(run["time"]), start, 0.0, []
        while len(rows) < len(times):
            # All times of a window share one recursion.
            later = times[len(rows):]
            window = later[radius * (later - now) <= 150.0]
            aims = (window if len(window) else np.array([now + 150.0 / radius])) - now
            orders = int(radius * aims[-1] + 12 * (radius * aims[-1]) ** (1 / 3) + 20)
            weights = jv(np.arange(orders)[:, None], radius * aims[None, :]) * np.where(np.arange(orders) == 0, 1, 2)[:, None]
            weights = weights * ((-1j) ** np.arange(orders))[:, None]
            before, current = None, psi
            sums = np.outer(current, weights[0])
            for k in range(1, orders):
                product = scaled @ current
                before, current = current, product if before is None else 2 * product - before
                wanted = np.abs(weights[k]) > 1e-17
                sums[:, wanted] += np.outer(current, weights[k, wanted])
            sums *= np.exp(-1j * centre * aims)[None, :]
            if len(window):
                for column in sums.T:
                    rows.append(((abs(column[filled]) ** 2).sum(), np.vdot(column, bath @ column).real))
            psi, now = sums[:, -1].copy(), now + aims[-1]
        found.append(np.array(rows))
    clock.lap("propagation")
    return energy, beta_mu, found


def ends(matrix, steps=60):
    """Extreme Ritz values of a Lanczos run, moved outwards by their residuals."""
    v = np.cos(np.arange(matrix.shape[0]))
    v /= np.linalg.norm(v)
    before, alpha, beta = 0 * v, [], [0.0]
    for _ in range(steps):
        w = matrix @ v - beta[-1] * before
        alpha.append(v @ w)
        w -= alpha[-1] * v
        beta.append(np.linalg.norm(w))
        before, v = v, w / beta[-1]
    values, vectors = np.linalg.eigh(np.diag(alpha) + np.diag(beta[1:-1], 1) + np.diag(beta[1:-1], -1))
    residual = beta[-1] * abs(vectors[-1])
    return values[0] - residual[0], values[-1] + residual[-1]


def main():
    program, file = sys.argv[1:]
    with open(file, encoding="utf-8") as text:
        record = json.load(text)
    programs = {
        "quspin": lambda clock: with_quspin(record, clock, False),
        "quspin-reflection": lambda clock: with_quspin(record, clock, True),
        "scipy": lambda clock: with_scipy(record, clock),
    }
    # What imports cost is not counted.
    if program.startswith("quspin"):
        import quspin.operators, quspin.tools.evolution  # noqa: F401
    else:
        import scipy.linalg, scipy.sparse, scipy.special  # noqa: F401
    clock = Clock()
    energy, beta_mu, found = programs[program](clock)
    ours = record["bath"]["eigenstate"]
    differences = {"energy": abs(energy - ours["energy"]), "beta mu": abs(beta_mu - ours["beta_mu"])}
    for name, column in (("occupation", 0), ("bath energy", 1)):
        differences[name] = max(abs(rows[:, column] - run[name.replace(" ", "_")]).max() for rows, run in zip(found, record["runs"]))
    sigma = [entropy(rows[:, 0]) + BETA * (rows[:, 1] - energy) - beta_mu * (1 - rows[:, 0]) for rows in found]
    differences["entropy production"] = max(abs(s - run["entropy_production"]).max() for s, run in zip(sigma, record["runs"]))
    print(json.dumps({"program": program, "stages": clock.stages, "differences": {k: float(v) for k, v in differences.items()}}))


main()
