"""@TITLE@

The second law from one state of the bath, on QuSpin. Written by second-law @VERSION@ after
@REFERENCE@.

@BATH_STATES@ states of the bath, @STATES@ with S.
Expected on one core: @ALONE_TIME@, @ALONE_BYTES@ of memory.

Written for QuSpin 1.0 (pip install quspin): python3 script.py > record.json
Standard output is the record as JSON, as `second-law run` prints it and the page opens it; it agrees to 1e-8.

Limits: one machine. An eigenstate is found by diagonalising the bath's whole sector: to some 20,000 of its states.
"""
import json, math, sys
import numpy as np
from quspin.basis import boson_basis_general
from quspin.operators import hamiltonian
from quspin.tools.evolution import ExpmMultiplyParallel

SETUP = json.loads(r'''@SETUP@''')
SITES, N, BETA = len(SETUP["energies"]), SETUP["bosons"], SETUP["beta"]
OPTIONS = dict(check_symm=False, check_herm=False, check_pcon=False, dtype=np.float64)
TERMS = [["+-", [[-SETUP["hopping"], i, j] for i, j in SETUP["bonds"]]], ["-+", [[-SETUP["hopping"], i, j] for i, j in SETUP["bonds"]]],
         ["nn", [[SETUP["repulsion"], i, j] for i, j in SETUP["bonds"]]], ["n", [[w, i] for i, w in enumerate(SETUP["energies"])]]]

class Sector:
    """A basis of hard-core bosons and the places of its states when their masks increase, site i being bit i."""
    def __init__(self, sites, bosons):
        self.basis = boson_basis_general(sites, Nb=bosons, sps=2); states = np.array([int(s) for s in self.basis.states], dtype=np.int64)
        self.filled = [(states >> (sites - 1 - i) & 1).astype(bool) for i in range(sites)]
        masks = sum(on.astype(np.int64) << i for i, on in enumerate(self.filled)); self.order = np.argsort(masks); self.masks = masks[self.order]
    def matrix(self, terms): return hamiltonian(terms, [], basis=self.basis, **OPTIONS)
    def scattered(self, v):
        """A vector over increasing masks in the order of the basis."""
        out = np.zeros_like(v); out[self.order] = v; return out
bath = Sector(SITES, N)

# --- the bath's state --------------------------------------------------------------------------------------------------
def split64(state, count):
    """The first outputs of SplitMix64."""
    with np.errstate(over="ignore"):
        z = np.uint64(state) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9e3779b97f4a7c15)
        z = (z ^ z >> np.uint64(30)) * np.uint64(0xbf58476d1ce4e5b9); z = (z ^ z >> np.uint64(27)) * np.uint64(0x94d049bb133111eb)
        return z ^ z >> np.uint64(31)
def signs(sample):
    stream = int(split64(SETUP["seed"] ^ 0x7479706963616c00, sample + 1)[-1])
    return np.where(split64(stream, len(bath.masks)) >> np.uint64(63), -1.0, 1.0)
def levels(bosons): return Sector(SITES, bosons).matrix(TERMS).eigvalsh()
def log_partition(energies): x = -BETA * energies; return x.max() + math.log(np.exp(x - x.max()).sum())
def project(v):
    """The part of a vector (over the basis) that has the set-up's signs under its mirrors."""
    for permutation, sign in SETUP["mirrors"]:
        image = sum((bath.masks >> i & 1) << j for i, j in enumerate(permutation))
        w = v[bath.order]; v = bath.scattered(0.5 * (w + sign * w[np.searchsorted(bath.masks, image)]))
    return v
def starts():
    """The vectors of the bath's state, over the basis."""
    H = bath.matrix(TERMS)
    if SETUP["state"] == "eigenstate":
        energies, vectors = H.eigh(); weights = np.exp(-BETA * (energies - energies.min()))
        target = SETUP["energy"] if SETUP["energy"] is not None else weights @ energies / weights.sum()
        for k in np.argsort(abs(energies - target)):
            multiplet = vectors[:, abs(energies - energies[k]) < 1e-8]
            parts = np.array([project(v) for v in multiplet.T]); size, kinds = np.linalg.svd(parts)[1:]
            if size[0] < 0.5: continue          # no level of this energy has these signs
            if len(size) > 1 and size[1] > 1e-6: sys.exit("two levels of one energy have the same signs: this script cannot tell them apart")
            return [kinds[0]]
    heat = ExpmMultiplyParallel(H.tocsr(), a=-0.5 * BETA)
    exact = SETUP["exact"] and SETUP["state"] == "canonical"
    count = len(bath.masks) if exact else SETUP["samples"] if SETUP["state"] == "canonical" else 1
    found = [heat.dot(bath.scattered(np.eye(1, len(bath.masks), k)[0] if exact else signs(k))) for k in range(count)]
    return [v / np.linalg.norm(v) for v in found] if SETUP["state"] == "typical" else found
vectors = starts()
beta_mu = SETUP["beta_mu"] if SETUP["beta_mu"] is not None else 0.5 * (log_partition(levels(N - 1)) - log_partition(levels(N + 1)))

@RECORD@
# --- bath and system together ------------------------------------------------------------------------------------------
shares = []
for coupling in SETUP["couplings"]:
    shares.append([[np.zeros((len(SETUP["times"]), SITES + 4)), np.zeros(SITES + 4)] for _ in vectors])
    for filled, weight in ((1, SETUP["occupation"]), (0, 1 - SETUP["occupation"])):
        if weight == 0: continue
        whole = Sector(SITES + 1, N + filled); link = [[-coupling, SETUP["attach"], SITES]]
        H_B = whole.matrix(TERMS).tocsr(); H = H_B + whole.matrix([["+-", link], ["-+", link], ["n", [[SETUP["potential"], SITES]]]]).tocsr()
        step = ExpmMultiplyParallel(H, a=0.0)
        def measure(psi):
            p = abs(psi)**2; mean = lambda A: np.vdot(psi, A @ psi).real
            return np.array([p.sum(), *(p[on].sum() for on in whole.filled), mean(H), mean(H_B)])
        for (rows, start), vector in zip(shares[-1], vectors):
            psi = np.zeros(len(whole.masks)); psi[np.searchsorted(whole.masks, bath.masks | filled << SITES)] = vector[bath.order]
            psi, now = whole.scattered(psi).astype(complex), 0.0; start += weight * measure(psi)
            for k, t in enumerate(SETUP["times"]):
                if t > now: step.set_a(-1j * (t - now)); psi = step.dot(psi); now = t
                rows[k] += weight * measure(psi)
found = {"energy": float(columns(shares[0])[1][-1])} if SETUP["state"] == "eigenstate" else {}
print(json.dumps(record(found, shares, beta_mu), allow_nan=False))
