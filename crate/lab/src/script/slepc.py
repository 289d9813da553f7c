#!/usr/bin/env python3
"""@TITLE@

The second law from one state of the bath, on PETSc and SLEPc. Written by second-law @VERSION@ after
@REFERENCE@.

@BATH_STATES@ states of the bath, @STATES@ with S.
Expected evolution: @PRODUCTS@ products with @BYTES@ of matrix and vectors: @CORE_TIME@ on one core,
@NODES_TIME@ on @NODES@ node(s) of 200 GB. An eigenstate's search comes on top.

It needs petsc4py and slepc4py of a build with real numbers, and mpi4py:

    mpiexec -n 64 python3 script.py > record.json
    mpiexec -n 64 python3 script.py --checkpoint run --every 600 > record.json     may be killed and started again

On Debian: python3-slepc4py python3-slepc4py-real python3-petsc4py python3-petsc4py-real python3-mpi4py openmpi-bin libopenblas0-serial,
with PETSC_DIR and SLEPC_DIR set to the -real folders of /usr/lib/petscdir/ and /usr/lib/slepcdir/. Set OMP_NUM_THREADS=1.
Standard output is the record as JSON, which the page opens; everything else goes to standard error.

Limits: at most 60 sites. Builds with 32-bit indices hold 2^31 - 1 rows and entries a rank; --with-64-bit-indices lifts that.
An eigenstate is found by shift and invert, whose factor (MUMPS) grows as the square of the bath's states: to some 1e5 of them.
Beyond that take state=typical, which needs no factor. A level is accepted with a residual below 1e-9 and no other within 1e-9.
"""
import argparse, hashlib, json, math, os, sys, time
import numpy as np
import slepc4py; slepc4py.init(sys.argv[:1])
from petsc4py import PETSc
from slepc4py import SLEPc

SETUP = json.loads(r'''@SETUP@''')
parser = argparse.ArgumentParser(description="One set-up of the Second Law Lab on PETSc and SLEPc.")
parser.add_argument("--checkpoint", help="beginning of the names of files that a killed run goes on from")
parser.add_argument("--every", type=float, default=600.0, help="seconds between checkpoints (600)")
OPTIONS = parser.parse_args()
COMM = PETSc.COMM_WORLD; MPI = COMM.tompi4py()
def say(text): COMM.rank or print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)
def refuse(text): say(text); MPI.Barrier(); sys.exit(1)
if PETSc.ScalarType != np.float64: refuse("this script needs PETSc and SLEPc with real numbers (--with-scalar-type=real)")
SITES, N = len(SETUP["energies"]), SETUP["bosons"]

# --- basis: masks in increasing order, site i is bit i; rank and mask from each other, no table of states --------------
BINOM = np.array([[math.comb(p, k) if math.comb(p, k) < 2**62 else 0 for k in range(SITES + 2)] for p in range(SITES + 2)], dtype=np.int64)
CHUNK = 12
class Sector:
    def __init__(self, sites, bosons):
        self.sites, self.bosons, self.dim, self.tables = sites, bosons, math.comb(sites, bosons), []
        for low in range(0, sites, CHUNK):      # a mask's rank is the sum of one entry for each piece of 12 bits
            width = min(CHUNK, sites - low); bits = np.arange(1 << width); table = np.zeros((bosons + 1, len(bits)), dtype=np.int64)
            for below in range(bosons + 1):
                count = np.full(len(bits), below)
                for i in range(width):
                    on = (bits >> i & 1).astype(bool); count += on
                    table[below] += np.where(on & (count <= bosons), BINOM[low + i][np.minimum(count, bosons)], 0)
            self.tables.append(table)
        self.ones = np.array([bin(b).count("1") for b in range(1 << CHUNK)])
    def rank(self, masks):
        below, rank = np.zeros(len(masks), dtype=np.int64), np.zeros(len(masks), dtype=np.int64)
        for piece, table in enumerate(self.tables):
            bits = masks >> CHUNK * piece & (1 << CHUNK) - 1
            rank += table[below, bits]; below += self.ones[bits]
        return rank
    def masks(self, first, last):
        rest, masks = np.arange(first, last, dtype=np.int64), np.zeros(last - first, dtype=np.int64)
        for k in range(self.bosons, 0, -1):
            p = np.searchsorted(BINOM[:self.sites, k], rest, side="right") - 1
            masks |= np.int64(1) << p; rest -= BINOM[p, k]
        return masks
    def vector(self): return PETSc.Vec().createMPI(self.dim, comm=COMM)
    def own(self): v = self.vector(); r = v.getOwnershipRange(); v.destroy(); return r

def matrix(sector, hops, pairs, energies, block=1 << 16):
    """-sum g (b_i^+ b_j + h.c.) + sum g n n + sum w n over this rank's rows: one pass counts, one fills."""
    first, last = sector.own()
    def blocks():
        for start in range(first, last, block):
            masks = sector.masks(start, min(start + block, last)); count = len(masks); diagonal = np.zeros(count)
            for i, j, g in pairs: diagonal += g * ((masks >> i & masks >> j) & 1)
            for i, w in enumerate(energies): diagonal += w * (masks >> i & 1)
            rows, cols, values = [np.arange(count)], [np.arange(start, start + count)], [diagonal]
            for i, j, g in hops:
                at = np.flatnonzero((masks >> i ^ masks >> j) & 1)
                rows.append(at); cols.append(sector.rank(masks[at] ^ (1 << i | 1 << j))); values.append(np.full(len(at), -g))
            yield start - first, count, *map(np.concatenate, (rows, cols, values))
    here, elsewhere = np.zeros(last - first, PETSc.IntType), np.zeros(last - first, PETSc.IntType)
    for at, count, r, c, _ in blocks():
        mine = (c >= first) & (c < last)
        here[at:at + count], elsewhere[at:at + count] = np.bincount(r[mine], minlength=count), np.bincount(r[~mine], minlength=count)
    A = PETSc.Mat().createAIJ(((last - first, sector.dim),) * 2, nnz=(here, elsewhere), comm=COMM)
    for at, count, r, c, v in blocks():
        order = np.lexsort((c, r)); ends = np.concatenate([[0], np.cumsum(np.bincount(r, minlength=count))]).astype(PETSc.IntType)
        A.setValuesIJV(ends, c[order].astype(PETSc.IntType), v[order], rowmap=np.arange(first + at, first + at + count, dtype=PETSc.IntType))
    A.assemble(); A.setOption(PETSc.Mat.Option.SYMMETRIC, True); return A
HOPS = [(i, j, SETUP["hopping"]) for i, j in SETUP["bonds"]]
PAIRS = [(i, j, SETUP["repulsion"]) for i, j in SETUP["bonds"]]

# --- Chebyshev: any function of a matrix on a state --------------------------------------------------------------------
class Scaled:
    """A matrix with an interval [centre - radius, centre + radius] around its spectrum; `twice` = 2 (A - centre) / radius."""
    def __init__(self, A):
        ends, size = [], A.size[0]
        for which in (SLEPc.EPS.Which.SMALLEST_REAL, SLEPc.EPS.Which.LARGEST_REAL):
            eps = SLEPc.EPS().create(COMM); eps.setOperators(A); eps.setProblemType(SLEPc.EPS.ProblemType.HEP)
            eps.setWhichEigenpairs(which); eps.setTolerances(1e-5, 1000); eps.setDimensions(1, min(24, size)); eps.solve()
            ends.append(eps.getEigenvalue(0).real); eps.destroy()
        self.centre = sum(ends) / 2; self.radius = 0.51 * (ends[1] - ends[0]) + 1e-3
        self.twice = A.copy(); self.twice.shift(-self.centre); self.twice.scale(2 / self.radius)
    def apply(self, state, coefficients):
        """sum_k c_k T_k on the pair (re, im), or on one real vector."""
        prev, cur, out = [v.copy() for v in state], [v.duplicate() for v in state], [v.duplicate() for v in state]
        for v in out: v.set(0)
        for k, c in enumerate(coefficients):
            if k == 1:
                for p, q in zip(prev, cur): self.twice.mult(p, q); q.scale(0.5)
            elif k > 1:
                for p, q in zip(prev, cur): p.scale(-1); self.twice.multAdd(q, p, p)
                prev, cur = cur, prev
            now = cur if k else prev
            if len(state) == 1: out[0].axpy(c.real, now[0])
            else:
                for o, factors in zip(out, ((c.real, -c.imag), (c.imag, c.real))):
                    for f, x in zip(factors, now):
                        if abs(f) > 1e-18: o.axpy(f, x)
        for v in prev + cur: v.destroy()
        return out
    def expand(self, f, z):
        c = np.polynomial.chebyshev.chebinterpolate(f, int(z + 10 * z**(1 / 3) + 30))
        return c[:np.flatnonzero(abs(c) > 1e-16 * abs(c).max())[-1] + 1]
    def thermal(self, start):
        """e^{-beta (H - s) / 2} on a vector, and s, the end of the interval where that is largest."""
        beta = SETUP["beta"]; end = math.copysign(1, beta)
        v, = self.apply([start], self.expand(lambda x: np.exp(-0.5 * beta * self.radius * (x + end)), abs(beta) * self.radius / 2))
        return v, self.centre - end * self.radius
    def evolve(self, state, dt):
        steps = max(1, math.ceil(self.radius * dt / 400))
        for _ in range(steps):
            old, state = state, self.apply(state, self.expand(lambda x: np.exp(-1j * self.radius * dt / steps * x), self.radius * dt / steps))
            for v in old: v.destroy()
        return state
    def destroy(self): self.twice.destroy()

# --- the bath's state --------------------------------------------------------------------------------------------------
def split64(state, count, skip=0):
    """Outputs skip + 1 to skip + count of SplitMix64: a rank makes just its own."""
    with np.errstate(over="ignore"):
        z = np.uint64(state) + np.arange(skip + 1, skip + count + 1, dtype=np.uint64) * np.uint64(0x9e3779b97f4a7c15)
        z = (z ^ z >> np.uint64(30)) * np.uint64(0xbf58476d1ce4e5b9); z = (z ^ z >> np.uint64(27)) * np.uint64(0x94d049bb133111eb)
        return z ^ z >> np.uint64(31)
def signs(sector, sample):
    v = sector.vector(); first, last = v.getOwnershipRange(); stream = int(split64(SETUP["seed"] ^ 0x7479706963616c00, sample + 1)[-1])
    v.setArray(np.where(split64(stream, last - first, first) >> np.uint64(63), -1.0, 1.0)); return v
def fock(sector, place):
    v = sector.vector(); first, last = v.getOwnershipRange(); v.set(0)
    if first <= place < last: v.setValue(place, 1.0)
    v.assemble(); return v
def averages(bosons):
    """ln Z and U of a sector, estimated from the set-up's random vectors."""
    if bosons in (0, SITES): one = Sector(SITES, bosons); e = matrix(one, HOPS, PAIRS, SETUP["energies"]).getDiagonal().sum(); return -SETUP["beta"] * e, e
    sector = Sector(SITES, bosons); A = matrix(sector, HOPS, PAIRS, SETUP["energies"]); scaled = Scaled(A); logs, energies = [], []
    for sample in range(SETUP["samples"]):
        v, shift = scaled.thermal(signs(sector, sample)); w = v.duplicate(); A.mult(v, w); square = v.dot(v)
        logs.append(math.log(square) - SETUP["beta"] * shift); energies.append(w.dot(v) / square)
    A.destroy(); scaled.destroy(); weights = np.exp(np.array(logs) - max(logs))
    return max(logs) + math.log(weights.mean()), float(weights @ energies / weights.sum())
def eigenstate(A, sector, target):
    """The eigenvector nearest `target` among those with the set-up's signs under its mirrors: of a start with these signs."""
    first, last = sector.own(); masks = sector.masks(first, last)
    def project(v):
        for permutation, sign in SETUP["mirrors"]:
            image = np.zeros_like(masks)
            for i, j in enumerate(permutation): image |= (masks >> i & 1) << j
            P = PETSc.Mat().createAIJ(((last - first, sector.dim),) * 2, csr=(np.arange(last - first + 1, dtype=PETSc.IntType),
                sector.rank(image).astype(PETSc.IntType), np.ones(last - first)), comm=COMM)
            w = v.duplicate(); P.mult(v, w); v.axpby(0.5 * sign, 0.5, w); P.destroy(); w.destroy()
        return v
    start = sector.vector(); place = np.arange(first, last)
    start.setArray(1 + 0.9 * np.sin(place * 0.618034 + np.sin(place * 1.3e-3))); project(start).normalize()
    eps = SLEPc.EPS().create(COMM); eps.setOperators(A); eps.setProblemType(SLEPc.EPS.ProblemType.HEP)
    eps.setTarget(target + 1e-7 * max(1, abs(target))); eps.setWhichEigenpairs(SLEPc.EPS.Which.TARGET_MAGNITUDE)
    transform = eps.getST(); transform.setType(SLEPc.ST.Type.SINVERT); solver = transform.getKSP(); solver.setType("preonly")
    factor = solver.getPC(); factor.setType("cholesky"); factor.setFactorSolverType("mumps")
    eps.setInitialSpace([start]); eps.setDimensions(2, min(24, sector.dim)); eps.setTolerances(1e-13, 100); eps.solve()
    found = []
    for k in range(eps.getConverged()):
        v, w = A.createVecs(); eps.getEigenvector(k, v); project(v)
        if v.norm() < 0.5: continue             # a level of other signs, which rounding let in
        v.normalize(); A.mult(v, w); energy = w.dot(v); w.axpy(-energy, v); found.append((abs(energy - target), energy, w.norm(), v))
    if not found: refuse("no eigenvector converged")
    found.sort(key=lambda one: one[0])
    if len(found) > 1 and abs(found[0][1] - found[1][1]) < 1e-9: refuse("two levels of one energy have the same signs: this script cannot tell them apart")
    _, energy, residual, v = found[0]
    if residual > 1e-9: refuse(f"the level's residual is {residual:.1e}; allowed: 1e-9")
    return v, energy, residual

# --- checkpoints: a file of numbers, written after the states that it names --------------------------------------------
KEY = hashlib.sha256(json.dumps(SETUP, sort_keys=True).encode()).hexdigest()
def save(name, numbers, states, turn=0):
    if not OPTIONS.checkpoint: return
    path = f"{OPTIONS.checkpoint}.{name}"; states_path = f"{path}.{turn}"
    viewer = PETSc.Viewer().createBinary(states_path, "w", comm=COMM)
    for v in states: v.view(viewer)
    viewer.destroy(); MPI.Barrier()
    if COMM.rank == 0:
        with open(path + ".new", "w") as file:
            json.dump({"key": KEY, "states": states_path, **numbers}, file); file.flush(); os.fsync(file.fileno())
        os.replace(path + ".new", path)
    MPI.Barrier()
def load(name):
    """The numbers of a checkpoint and a function that reads a state, or None."""
    path = f"{OPTIONS.checkpoint}.{name}"; numbers = None
    if COMM.rank == 0 and OPTIONS.checkpoint and os.path.exists(path): numbers = json.load(open(path))
    numbers = MPI.bcast(numbers)
    if numbers is None: return None
    if numbers["key"] != KEY: refuse(f"{path} is a checkpoint of another set-up")
    def states(vectors):
        viewer = PETSc.Viewer().createBinary(numbers["states"], "r", comm=COMM)
        for v in vectors: v.load(viewer)
        viewer.destroy(); return vectors
    return numbers, states

small = Sector(SITES, N); say(f"{small.dim:,} states of the bath, {COMM.size} ranks")
found, level, beta_mu, saved = {}, None, SETUP["beta_mu"], load("start")
if saved:
    found, beta_mu = saved[0]["found"], saved[0]["beta_mu"]
    if SETUP["state"] == "eigenstate": level, = saved[1]([small.vector()])
else:
    if SETUP["state"] == "eigenstate":
        target = SETUP["energy"] if SETUP["energy"] is not None else averages(N)[1]
        A = matrix(small, HOPS, PAIRS, SETUP["energies"]); level, energy, residual = eigenstate(A, small, target); A.destroy()
        found = {"energy": energy, "residual": residual}; say(f"level at {energy!r}, residual {residual:.1e}")
    if beta_mu is None: beta_mu = 0.5 * (averages(N - 1)[0] - averages(N + 1)[0])
    save("start", {"found": found, "beta_mu": beta_mu}, [level] if level else [])

COUNT = {"eigenstate": 1, "typical": 1, "canonical": small.dim if SETUP["exact"] else SETUP["samples"]}[SETUP["state"]]
scaled_bath = None
def start_vector(share):
    global scaled_bath
    if level: return level.copy()
    if scaled_bath is None: A = matrix(small, HOPS, PAIRS, SETUP["energies"]); scaled_bath = Scaled(A); A.destroy()
    v, _ = scaled_bath.thermal((fock if SETUP["exact"] and SETUP["state"] == "canonical" else signs)(small, share))
    if SETUP["state"] == "typical": v.normalize()
    return v

# --- bath and system together ------------------------------------------------------------------------------------------
class Whole:
    """Bath and S with this coupling, S filled or empty at the start; where S is filled the bath's rows are the last of the whole's."""
    def __init__(self, coupling, filled):
        self.sector = Sector(SITES + 1, N + filled); self.offset = (self.sector.dim - small.dim) * filled; link = [(SETUP["attach"], SITES, coupling)]
        H = matrix(self.sector, HOPS + link, PAIRS, SETUP["energies"] + [SETUP["potential"]]); self.scaled = Scaled(H); H.destroy()
        self.link = matrix(self.sector, link, [], []); self.work = self.sector.vector(); self.masks = self.sector.masks(*self.sector.own())
    def states(self): return [self.sector.vector(), self.sector.vector()]
    def beside(self, v):
        state = self.states(); first, count = v.getOwnershipRange()[0], v.getLocalSize()
        for x in state: x.set(0)
        move = PETSc.Scatter().create(v, PETSc.IS().createStride(count, first, 1, comm=COMM), state[0], PETSc.IS().createStride(count, first + self.offset, 1, comm=COMM))
        move.scatter(v, state[0], addv=False, mode=PETSc.ScatterMode.FORWARD); return state
    def measure(self, state):
        weight = sum(x.array**2 for x in state)
        n = MPI.allreduce(np.array([weight.sum()] + [weight[(self.masks >> i & 1).astype(bool)].sum() for i in range(SITES + 1)]))
        def mean(M):
            total = 0.0
            for x in state: M.mult(x, self.work); total += self.work.dot(x)
            return total
        energy = 0.5 * self.scaled.radius * mean(self.scaled.twice) + self.scaled.centre * n[0]
        return np.hstack([n, energy, energy - mean(self.link) - SETUP["potential"] * n[SITES + 1]])
    def destroy(self): self.scaled.destroy(); self.link.destroy(); self.work.destroy()

@RECORD@
# --- evolution: couplings, then S filled and empty, then the vectors of the bath's state, then times -------------------
TIMES = SETUP["times"]; BRANCHES = [(f, w) for f, w in ((1, SETUP["occupation"]), (0, 1 - SETUP["occupation"])) if w > 0]
shares = [[[np.zeros((len(TIMES), SITES + 4)), np.zeros(SITES + 4)] for _ in range(COUNT)] for _ in SETUP["couplings"]]
saved, place, turn, written = load("run"), (0, 0, 0, 0), 0, time.time()
if saved:
    place, turn = tuple(saved[0]["place"]), saved[0]["turn"]
    shares = [[[np.array(rows), np.array(start)] for rows, start in one] for one in saved[0]["shares"]]; say(f"going on at {place}")
for c, coupling in enumerate(SETUP["couplings"]):
    for b, (filled, weight) in enumerate(BRANCHES):
        whole = None
        for share in range(COUNT):
            if (c, b, share, len(TIMES)) <= place: continue
            whole = whole or Whole(coupling, filled); rows, start = shares[c][share]
            if saved and (c, b, share) == place[:3] and place[3] > 0: state, begin = saved[1](whole.states()), place[3]
            else: state, begin = whole.beside(start_vector(share)), 0; start += weight * whole.measure(state)
            for k in range(begin, len(TIMES)):
                before = TIMES[k - 1] if k else 0.0
                if TIMES[k] > before: state = whole.scaled.evolve(state, TIMES[k] - before)
                rows[k] += weight * whole.measure(state)
                if OPTIONS.checkpoint and MPI.bcast(time.time() - written >= OPTIONS.every):
                    turn = 1 - turn
                    kept = [[[r.tolist(), s.tolist()] for r, s in one] for one in shares]
                    save("run", {"place": (c, b, share, k + 1), "turn": turn, "shares": kept}, state, turn); written = time.time()
                    say(f"checkpoint at t = {TIMES[k]:g}")
            for v in state: v.destroy()
        if whole: say(f"coupling {coupling:g}: {whole.sector.dim:,} states done"); whole.destroy()
if COMM.rank == 0: print(json.dumps(record(found, shares, beta_mu), allow_nan=False))
