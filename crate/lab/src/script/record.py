# --- from what is measured to the record -------------------------------------------------------------------------------
# A row holds sums over vectors that need not be normalised: <psi|psi>, <n_i> of the bath's sites and of S, <H>, <H_B>.
def columns(shares):
    """Rows at every time and at the start, averaged over shares, each (rows, start)."""
    weight = sum(start[0] for _, start in shares)
    return sum(rows for rows, _ in shares) / weight, sum(start for _, start in shares) / weight

def entropy(p): return -sum(x * math.log(x) for x in (p, 1 - p) if x > 0)

def entropy_production(rows, start, beta_mu):
    """sigma = D S_S - beta Q with beta Q = -(beta D<H_B> - beta mu D<N_B>), in nats."""
    p, beta = SETUP["occupation"], SETUP["beta"]
    heat = -(beta * (rows[:, -1] - start[-1]) - beta_mu * (p - rows[:, SITES + 1]))
    return np.array([entropy(n) - entropy(p) for n in rows[:, SITES + 1]]) - heat, heat

def jackknife(shares, value):
    """Standard errors from leaving out one share after the other."""
    left = np.array([value(*columns(shares[:k] + shares[k + 1:])) for k in range(len(shares))])
    return np.sqrt((len(shares) - 1) / len(shares) * ((left - left.mean(axis=0))**2).sum(axis=0)).tolist()

def run_record(coupling, shares, beta_mu):
    rows, start = columns(shares)
    n = rows[:, SITES + 1]; sigma, heat = entropy_production(rows, start, beta_mu)
    run = {"coupling": coupling, "state": SETUP["state"], "time": SETUP["times"], "occupation": n.tolist(),
           "system_entropy": [entropy(x) for x in n], "bath_energy": rows[:, -1].tolist(),
           "bath_number": (SETUP["bosons"] + SETUP["occupation"] - n).tolist(),
           "heat": (heat / SETUP["beta"]).tolist() if SETUP["beta"] else [None] * len(n),
           "entropy_production": sigma.tolist(), "exponential_average": None}
    if SETUP["state"] == "canonical":
        run["sampling"] = {"exact": SETUP["exact"], "shares": -(-len(shares) // 32) if SETUP["exact"] else len(shares)}
        if len(shares) > 1 and not SETUP["exact"]:
            run["sampling"]["occupation_error"] = jackknife(shares, lambda r, s: r[:, SITES + 1])
            run["sampling"]["entropy_production_error"] = jackknife(shares, lambda r, s: entropy_production(r, s, beta_mu)[0])
    return run | {"norm_error": float(abs(rows[:, 0] - 1).max()), "energy_drift": float(abs(rows[:, -2] - start[-2]).max()),
                  "site_density": rows[:, 1:SITES + 2].tolist()}

def record(found, shares, beta_mu):
    """What `second-law run` prints; `found` holds the energy of the start and the residual, where an eigenstate was sought."""
    start = columns(shares[0])[1]
    energy = SETUP["energy"] if SETUP["state"] == "canonical" else None     # U(beta) of all levels, where they are known
    level = {"index": None, "sector": "", "multiplicity": 1, "own_beta": None, "canonical_energy": None} | SETUP["level"] | {
        "energy": float(start[-1]) if energy is None else energy, "beta": SETUP["beta"], "beta_mu": beta_mu} | found
    bath = {"sites": SITES, "dimension": math.comb(SITES, SETUP["bosons"]), "ground_energy": SETUP["ends"][0], "top_energy": SETUP["ends"][1],
            "eigenstate": level, "site_density": start[1:SITES + 1].tolist()}
    runs = [run_record(g, s, beta_mu) for g, s in zip(SETUP["couplings"], shares)]
    return {"scenario": SETUP["scenario"], "version": SETUP["version"], "bath": bath, "runs": runs}
