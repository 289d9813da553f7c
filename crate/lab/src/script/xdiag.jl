#= @TITLE@

The second law from one state of the bath, on XDiag. Written by second-law @VERSION@ after
@REFERENCE@.

@BATH_STATES@ states of the bath, @STATES@ with S.
Expected on one core: @ALONE_TIME@, @ALONE_BYTES@ of memory. An estimate from QuSpin's times; not measured.

Written for XDiag.jl 0.3 and JSON.jl (in Julia: ] add XDiag JSON): julia script.jl > record.json
Written after XDiag's documentation; unlike the scripts for QuSpin and SLEPc it is not run by this program's tests.
A hard-core boson is a spin 1/2: up is filled, b_i^+ b_j + h.c. = S_i^+ S_j^- + h.c., n = S^z + 1/2.

Limits: one machine. An eigenstate is found by diagonalising the bath's whole sector: to some 20,000 of its states.
Times, occupations, energies and densities are printed; the set-up carries beta mu where the program knows it.
=#
using XDiag, JSON, LinearAlgebra

const SETUP = JSON.parse(raw"""@SETUP@""")
const SITES, N, BETA = length(SETUP["energies"]), SETUP["bosons"], Float64(SETUP["beta"])
SETUP["state"] == "canonical" && SETUP["exact"] && error("a canonical bath of so few states: take the script for QuSpin")

# --- Hamiltonians: Exchange is (S^+ S^- + S^- S^+) / 2, and n n = S^z S^z + (S^z + S^z) / 2 + 1/4 ----------------------
function bath_terms()
    H, shift = OpSum(), 0.0
    for (i, j) in SETUP["bonds"]
        g = Float64(SETUP["repulsion"])
        H += (-2.0 * SETUP["hopping"]) * Op("Exchange", [i + 1, j + 1])
        H += g * Op("SzSz", [i + 1, j + 1])
        H += (g / 2) * Op("Sz", [i + 1]); H += (g / 2) * Op("Sz", [j + 1])
        shift += g / 4
    end
    for (i, w) in enumerate(SETUP["energies"])
        H += Float64(w) * Op("Sz", [i]); shift += w / 2
    end
    H, shift
end
const H_B, SHIFT = bath_terms()
bath = Spinhalf(SITES, N)

"""Masks of a block's states in its own order; site i (from 0) is bit i. A block can be gone through, but has no length."""
function masks(block)
    found = UInt64[]
    for p in block
        push!(found, sum(s == "Up" ? UInt64(1) << (i - 1) : UInt64(0) for (i, s) in enumerate(p)))
    end
    found
end

# --- the bath's state --------------------------------------------------------------------------------------------------
function split64(state::UInt64, count)
    map(1:count) do k
        z = state + UInt64(k) * 0x9e3779b97f4a7c15
        z = (z ⊻ (z >> 30)) * 0xbf58476d1ce4e5b9; z = (z ⊻ (z >> 27)) * 0x94d049bb133111eb
        z ⊻ (z >> 31)
    end
end
function signs(sample)
    stream = split64(UInt64(SETUP["seed"]) ⊻ 0x7479706963616c00, sample + 1)[end]
    [s >> 63 == 0 ? 1.0 : -1.0 for s in split64(stream, size(bath))]
end
const MASKS = masks(bath)
const ORDER = sortperm(MASKS)
scattered(v) = (out = similar(v); out[ORDER] = v; out)
function project(v)
    for (permutation, sign) in SETUP["mirrors"]
        image = [sum((m >> (i - 1) & 1) << j for (i, j) in enumerate(permutation)) for m in MASKS]
        place = Dict(m => k for (k, m) in enumerate(MASKS))
        v = 0.5 * (v + sign * v[[place[m] for m in image]])
    end
    v
end
function starts()
    H = matrix(H_B, bath)
    energies, vectors = eigen(Symmetric(H)); energies = energies .+ SHIFT
    if SETUP["state"] == "eigenstate"
        weights = exp.(-BETA .* (energies .- minimum(energies)))
        target = something(SETUP["energy"], sum(weights .* energies) / sum(weights))
        for k in sortperm(abs.(energies .- target))
            multiplet = findall(e -> abs(e - energies[k]) < 1e-8, energies)
            parts = svd(reduce(hcat, [project(vectors[:, n]) for n in multiplet]))
            parts.S[1] < 0.5 && continue
            length(parts.S) > 1 && parts.S[2] > 1e-6 && error("two levels of one energy have the same signs")
            return [parts.U[:, 1]]
        end
    end
    heat = vectors * Diagonal(exp.(-0.5 * BETA .* (energies .- minimum(energies)))) * vectors'
    count = SETUP["state"] == "canonical" ? SETUP["samples"] : 1
    [heat * scattered(signs(s)) for s in 0:count-1]
end
vectors = starts()

# --- bath and system together: rows of <n_i>, <H_B> at every time, summed over the vectors, S filled and empty ---------
runs = map(SETUP["couplings"]) do coupling
    rows = [zeros(SITES + 2) for _ in SETUP["times"]]; total = 0.0
    for (filled, weight) in ((1, SETUP["occupation"]), (0, 1 - SETUP["occupation"]))
        weight == 0 && continue
        whole = Spinhalf(SITES + 1, N + filled); place = Dict(m => k for (k, m) in enumerate(masks(whole)))
        H = H_B + (-2.0 * coupling) * Op("Exchange", [SETUP["attach"] + 1, SITES + 1]) + Float64(SETUP["potential"]) * Op("Sz", [SITES + 1])
        for v in vectors
            start = zeros(ComplexF64, size(whole))
            for (m, x) in zip(MASKS, v); start[place[m | UInt64(filled) << SITES]] = x; end
            square = norm(v)^2; psi, now = State(whole, start / norm(v)), 0.0; total += weight * square
            for (k, t) in enumerate(SETUP["times"])
                t > now && (psi = time_evolve(H, psi, Float64(t - now)); now = t)
                n = [real(inner(Op("Sz", [i]), psi)) + 0.5 for i in 1:SITES+1]
                rows[k] .+= weight * square .* [n; real(inner(H_B, psi)) + SHIFT]
            end
        end
    end
    rows = [row ./ total for row in rows]
    Dict("coupling" => coupling, "state" => SETUP["state"], "time" => SETUP["times"], "occupation" => [r[SITES+1] for r in rows],
         "bath_energy" => [r[end] for r in rows], "site_density" => [r[1:SITES+1] for r in rows])
end
println(JSON.json(Dict("scenario" => SETUP["scenario"], "version" => SETUP["version"], "beta_mu" => SETUP["beta_mu"], "runs" => runs)))
