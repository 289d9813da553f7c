//! Exact identities of the model, each to near rounding error.

use num_complex::Complex64;
use proptest::prelude::*;

use numerics::evolution::Evolution;
use numerics::vector::norm_sqr;
use physics::fock::Fock;
use physics::hamiltonian::Model;
use physics::lattice::Lattice;
use physics::spectrum::dense;
use physics::thermal::{binary_entropy, log_partition};
use second_law_lab::bath::{self, Bath};
use second_law_lab::panels::Record;
use second_law_lab::record::time_marks;
use second_law_lab::runner;
use second_law_lab::scenario::Scenario;

fn named(lattice: &str) -> Lattice {
    Lattice::named(lattice).unwrap()
}

fn run(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    runner::run(&scenario, |_, _, _| true).unwrap()
}

fn evolve(model: &Model, fock: &Fock, start: Vec<Complex64>, times: &[f64]) -> Vec<Vec<Complex64>> {
    let mut evolution = Evolution::new(model.matrix(fock), start, times.to_vec());
    let mut states = Vec::new();
    while !evolution.is_done() {
        states.extend(evolution.step().into_iter().map(|s| s.state));
    }
    states
}

fn real(vector: &[f64]) -> Vec<Complex64> {
    vector.iter().map(|&x| Complex64::new(x, 0.0)).collect()
}

/// A bath in the grand-canonical state of all its sectors, every eigenstate evolved.
struct GrandCanonical {
    beta: f64,
    beta_mu: f64,
    ln_xi: f64,
    sites: usize,
    bath: Model,
    coupling: f64,
    attach: usize,
}

/// What a grand-canonical bath's evolution gives at one time.
struct Outcome {
    sigma: f64,
    relative_entropy: f64,
    mutual_information: f64,
    bath_divergence: f64,
    exponential_average: f64,
}

impl GrandCanonical {
    fn new(lattice: Lattice, g: f64, beta: f64, beta_mu: f64, coupling: f64) -> Self {
        let sites = lattice.sites();
        let bath = Model::bath(&lattice, 1.0, g, vec![0.0; sites]);
        let mut ln_terms = Vec::new();
        for n in 0..=sites {
            let levels = dense::eigenvalues(bath.matrix(&Fock::new(sites, n)).to_dense()).unwrap();
            ln_terms.push(log_partition(&levels, beta) + beta_mu * n as f64);
        }
        let largest = ln_terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = ln_terms.iter().map(|t| (t - largest).exp()).sum();
        Self {
            beta,
            beta_mu,
            ln_xi: largest + sum.ln(),
            sites,
            bath,
            coupling,
            attach: 0,
        }
    }

    /// Evolves diag(1-p, p) x rho_B to `time` and measures.
    fn at(&self, p: f64, time: f64) -> Outcome {
        let (mut filled, mut bath_energy, mut bath_number) = (0.0, 0.0, 0.0);
        let (mut energy_before, mut number_before) = (0.0, 0.0);
        let mut weights = [0.0; 4];
        // rho(t) sector by sector, for the relative entropy.
        let mut rho: Vec<nalgebra::DMatrix<Complex64>> = (0..=self.sites + 1)
            .map(|n| {
                let d = Fock::new(self.sites + 1, n).dimension();
                nalgebra::DMatrix::zeros(d, d)
            })
            .collect();
        let whole = self.bath.with_system(self.attach, self.coupling, 0.3);
        let beside = self.bath.beside_system();
        for n in 0..=self.sites {
            let bath_fock = Fock::new(self.sites, n);
            let (levels, vectors) =
                dense::eigensystem(self.bath.matrix(&bath_fock).to_dense()).unwrap();
            for s in [0usize, 1] {
                let fock = Fock::new(self.sites + 1, n + s);
                let energy = beside.matrix(&fock);
                let first = if s == 1 {
                    fock.dimension() - bath_fock.dimension()
                } else {
                    0
                };
                let split = Fock::new(self.sites, n + s).dimension();
                for (k, &level) in levels.iter().enumerate() {
                    let mut start = vec![0.0; fock.dimension()];
                    start[first..first + bath_fock.dimension()]
                        .copy_from_slice(vectors.column(k).as_slice());
                    let state = evolve(&whole, &fock, real(&start), &[time]).remove(0);
                    let ln_weight = -self.beta * level + self.beta_mu * n as f64 - self.ln_xi;
                    let system = if s == 1 { p } else { 1.0 - p };
                    let weight = ln_weight.exp() * system;
                    let n_s = norm_sqr(&state[split..]);
                    filled += weight * n_s;
                    bath_energy += weight * energy.expectation(&state);
                    bath_number += weight * ((n + s) as f64 - n_s);
                    energy_before += weight * level;
                    number_before += weight * n as f64;
                    let column = nalgebra::DVector::from_vec(state.clone());
                    rho[n + s] += &column * column.adjoint() * Complex64::new(weight, 0.0);
                    // Sum over final bath eigenstates of |<E'|P_s' psi>|^2 e^{-beta(E'-E) + beta mu (N'-N)}.
                    for (s2, range) in [(0, 0..split), (1, split..fock.dimension())] {
                        if range.is_empty() {
                            continue;
                        }
                        let bosons = n + s - s2;
                        let final_fock = Fock::new(self.sites, bosons);
                        let (after, basis) =
                            dense::eigensystem(self.bath.matrix(&final_fock).to_dense()).unwrap();
                        let projected = basis.transpose().map(|x| Complex64::new(x, 0.0))
                            * nalgebra::DVector::from_column_slice(&state[range]);
                        for (amplitude, e) in projected.iter().zip(after) {
                            weights[2 * s + s2] += amplitude.norm_sqr()
                                * (ln_weight - self.beta * (e - level)
                                    + self.beta_mu * (bosons as f64 - n as f64))
                                    .exp();
                        }
                    }
                }
            }
        }
        let system = [1.0 - filled, filled];
        let sigma = binary_entropy(filled) - binary_entropy(p)
            + self.beta * (bath_energy - energy_before)
            - self.beta_mu * (bath_number - number_before);
        let exponential_average = (0..4).map(|k| system[k % 2] * weights[k]).sum();
        Outcome {
            sigma,
            relative_entropy: self.relative_entropy(&rho, system),
            mutual_information: self.mutual_information(&rho, filled),
            bath_divergence: self.bath_divergence(&rho),
            exponential_average,
        }
    }

    /// What is left of the bath, a block for each number of bosons: the system empty in one sector, filled in the next.
    fn reduced(&self, rho: &[nalgebra::DMatrix<Complex64>]) -> Vec<nalgebra::DMatrix<Complex64>> {
        let block = |n: usize| {
            let d = Fock::new(self.sites, n).dimension();
            let empty = rho[n].view((0, 0), (d, d));
            let above = &rho[n + 1];
            let from = above.nrows() - d;
            empty + above.view((from, from), (d, d))
        };
        (0..=self.sites).map(block).collect()
    }

    /// I(S:B) = S_S + S_B - S_SB.
    fn mutual_information(&self, rho: &[nalgebra::DMatrix<Complex64>], filled: f64) -> f64 {
        let entropy = |blocks: &[nalgebra::DMatrix<Complex64>]| -> f64 {
            let weights = blocks
                .iter()
                .flat_map(|block| block.clone().symmetric_eigenvalues().data.as_vec().clone());
            -weights
                .filter(|x| *x > 1e-300)
                .map(|x| x * x.ln())
                .sum::<f64>()
        };
        binary_entropy(filled) + entropy(&self.reduced(rho)) - entropy(rho)
    }

    /// D( rho_B(t) || rho_gc ), zero at the start.
    fn bath_divergence(&self, rho: &[nalgebra::DMatrix<Complex64>]) -> f64 {
        let mut distance = self.ln_xi;
        for (n, block) in self.reduced(rho).iter().enumerate() {
            for p in block.clone().symmetric_eigenvalues().iter() {
                if *p > 1e-300 {
                    distance += p * p.ln();
                }
            }
            let energy = self.bath.matrix(&Fock::new(self.sites, n)).to_dense();
            let energy = energy.map(|x| Complex64::new(x, 0.0));
            distance += self.beta * (block * energy).trace().re;
            distance -= self.beta_mu * n as f64 * block.trace().re;
        }
        distance
    }

    /// D( rho || rho_S x rho_B ) = Tr rho ln rho - Tr rho ln(rho_S x rho_B).
    fn relative_entropy(&self, rho: &[nalgebra::DMatrix<Complex64>], system: [f64; 2]) -> f64 {
        let beside = self.bath.beside_system();
        let mut distance = 0.0;
        for (n, block) in rho.iter().enumerate() {
            for p in block.clone().symmetric_eigenvalues().iter() {
                if *p > 1e-300 {
                    distance += p * p.ln();
                }
            }
            let fock = Fock::new(self.sites + 1, n);
            let energy = beside
                .matrix(&fock)
                .to_dense()
                .map(|x| Complex64::new(x, 0.0));
            distance += self.beta * (block * energy).trace().re;
            for (i, &mask) in fock.masks().iter().enumerate() {
                let s = (mask >> self.sites & 1) as usize;
                let probability = block[(i, i)].re;
                let bosons = (n - s) as f64;
                distance -= probability * (system[s].ln() + self.beta_mu * bosons - self.ln_xi);
            }
        }
        distance
    }
}

#[test]
fn a_grand_canonical_bath_obeys_the_second_law_and_the_fluctuation_theorem() {
    let bath = GrandCanonical::new(named("square-2x2"), 0.4, 0.7, -0.3, 0.8);
    for p in [0.2, 0.5, 0.9] {
        for time in [0.0, 0.3, 2.0, 17.0] {
            let outcome = bath.at(p, time);
            assert!(outcome.sigma > -1e-12, "sigma = {}", outcome.sigma);
            assert!(
                (outcome.sigma - outcome.relative_entropy).abs() < 1e-10,
                "{} {}",
                outcome.sigma,
                outcome.relative_entropy
            );
            assert!((outcome.exponential_average - 1.0).abs() < 1e-10);
            let (shared, moved) = (outcome.mutual_information, outcome.bath_divergence);
            assert!(shared > -1e-12 && moved > -1e-12, "{shared} {moved}");
            assert!((outcome.sigma - shared - moved).abs() < 1e-10);
        }
    }
}

#[test]
fn a_detached_system_produces_no_entropy() {
    let record = run("bath=square-3x3&bosons=3&coupling=0&times=lin:0:50:20");
    let run = &record.runs()[0];
    for row in 0..run.time.len() {
        assert!((run.occupation[row] - 1.0).abs() < 1e-12);
        assert!(run.entropy_production[row].abs() < 1e-11);
        for (now, before) in run.site_density[row].iter().zip(&run.site_density[0]) {
            assert!((now - before).abs() < 1e-12);
        }
    }
}

#[test]
fn short_times_follow_the_hopping_squared() {
    let record = run("bath=square-3x4&bosons=4&coupling=0.5,1.3&times=lin:0:0.002:3");
    for run in record.runs() {
        let free = 1.0 - run.site_density[0][0];
        for row in 1..run.time.len() {
            let t = run.time[row];
            let law = (run.coupling * t).powi(2) * free;
            let left = 1.0 - run.occupation[row];
            assert!((left / law - 1.0).abs() < 1e-4, "{left} {law}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn number_norm_and_energy_are_conserved(
        coupling in 0.0..3.0f64,
        repulsion in -2.0..2.0f64,
        disorder in 0.0..3.0f64,
        potential in -1.0..1.0f64,
        occupation in 0.0..=1.0f64,
        attach in 0usize..6,
        bosons in 1usize..6,
    ) {
        let record = run(&format!(
            "bath=square-2x3&bosons={bosons}&coupling={coupling}&repulsion={repulsion}\
             &disorder={disorder}&potential={potential}&occupation={occupation}&attach={attach}\
             &times=log:0.01:30:9"
        ));
        let run = &record.runs()[0];
        prop_assert!(run.norm_error < 1e-12);
        prop_assert!(run.energy_drift < 1e-11);
        let total = bosons as f64 + occupation;
        for row in 0..run.time.len() {
            let sum: f64 = run.site_density[row].iter().sum();
            prop_assert!((sum - total).abs() < 1e-11);
            prop_assert!((run.occupation[row] + run.bath_number[row] - total).abs() < 1e-12);
            prop_assert!((run.site_density[row][6] - run.occupation[row]).abs() < 1e-12);
            let parts = run.system_entropy[row] - binary_entropy(occupation)
                - record.bath().eigenstate.beta.unwrap() * run.heat[row];
            prop_assert!((parts - run.entropy_production[row]).abs() < 1e-10);
        }
    }
}

/// The bonds of a record's currents: the bath's in the lattice's order, then the one to S.
fn measured_bonds(scenario: &Scenario) -> Vec<(usize, usize)> {
    let lattice = bath::lattice(scenario);
    let mut bonds = lattice.bonds().to_vec();
    bonds.push((scenario.attach, lattice.sites()));
    bonds
}

/// d<n_j>/dt is what comes in on the bonds of j, less what goes out: held to a derivative of
/// fourth order, whose own error is below 1e-10 at this step.
#[test]
fn the_currents_on_the_bonds_are_what_changes_the_densities() {
    for text in [
        // Both mirrors fix the attached site, one of them, none (disorder), and both members of
        // a mixed start; a chain; a canonical bath summed over its basis.
        "bath=square-3x3&bosons=3&attach=4&coupling=1.3",
        "bath=square-4x4&bosons=2&attach=0&coupling=1",
        "bath=square-3x3&bosons=3&disorder=1.5&coupling=0.7&hopping=1.2&occupation=0.8",
        "bath=chain-7&bosons=3&attach=6&coupling=2&potential=0.4",
        "bath=square-2x3&bosons=2&state=canonical&beta=0.4&coupling=1",
    ] {
        let step = 0.002;
        let record = run(&format!("{text}&currents=on&times=lin:0:0.4:201"));
        let run = &record.runs()[0];
        let bonds = measured_bonds(&record.scenario);
        assert_eq!(run.bond_current.len(), run.time.len(), "{text}");
        let mut largest = 0.0f64;
        for row in 2..run.time.len() - 2 {
            let n = |k: usize, j: usize| run.site_density[k][j];
            let mut inflow = vec![0.0; record.scenario.bath.sites() + 1];
            for (&(i, j), current) in bonds.iter().zip(&run.bond_current[row]) {
                inflow[j] += current;
                inflow[i] -= current;
                largest = largest.max(current.abs());
            }
            for (j, inflow) in inflow.iter().enumerate() {
                let (near, far) = (n(row + 1, j) - n(row - 1, j), n(row + 2, j) - n(row - 2, j));
                let derivative = (8.0 * near - far) / (12.0 * step);
                assert!(
                    (derivative - inflow).abs() < 1e-9,
                    "{text}: site {j}, row {row}: {derivative} {inflow}"
                );
            }
        }
        assert!(largest > 0.01, "{text}: something flows");
    }
}

#[test]
fn currents_turn_round_with_time_and_are_not_recorded_unasked() {
    let text =
        "panel=reversal&bath=square-3x3&bosons=3&coupling=1&turn=3&times=lin:0:6:41&currents=on";
    let record = run(text);
    let run = &record.runs()[0];
    // The turn itself, the middle row, is measured before it.
    let turn = run.time.len() / 2;
    let back = run.bond_current.iter().rev();
    for (there, back) in run.bond_current.iter().zip(back).take(turn) {
        for (a, b) in there.iter().zip(back) {
            assert!((a + b).abs() < 1e-11, "{a} {b}");
        }
    }
    assert!(self::run("bath=square-2x2&bosons=1").runs()[0]
        .bond_current
        .is_empty());
}

#[test]
fn one_boson_on_a_chain_in_closed_form() {
    let length = 24;
    let lattice = named(&format!("chain-{length}"));
    let model = Model::bath(&lattice, 1.0, 0.7, vec![0.0; length]);
    let fock = Fock::new(length, 1);
    let mut start = vec![0.0; length];
    start[3] = 1.0;
    let times = [0.0, 0.01, 1.0, 12.5, 300.0];
    let wave = |k: usize, j: usize| {
        let q = std::f64::consts::PI * (k + 1) as f64 / (length + 1) as f64;
        (2.0 / (length + 1) as f64).sqrt() * (q * (j + 1) as f64).sin()
    };
    for tolerance in [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12] {
        let mut evolution =
            Evolution::with_tolerance(model.matrix(&fock), real(&start), times.to_vec(), tolerance);
        while !evolution.is_done() {
            for snapshot in evolution.step() {
                let t = times[snapshot.index];
                let mut error = 0.0;
                for (j, &found) in snapshot.state.iter().enumerate() {
                    let exact: Complex64 = (0..length)
                        .map(|k| {
                            let q = std::f64::consts::PI * (k + 1) as f64 / (length + 1) as f64;
                            let energy = -2.0 * q.cos();
                            Complex64::from_polar(wave(k, j) * wave(k, 3), -energy * t)
                        })
                        .sum();
                    error += (found - exact).norm_sqr();
                }
                let bound = evolution.error_bound() + 1e-12;
                assert!(error.sqrt() <= bound, "{} > {bound} at {t}", error.sqrt());
                assert!(error.sqrt() <= 4.0 * tolerance * (1.0 + t / 30.0));
            }
        }
    }
}

#[test]
fn the_free_chain_is_a_chain_of_free_fermions() {
    // Without repulsion the chain with the system at its end is, by Jordan and Wigner, free
    // fermions: densities follow from the single-particle correlation matrix alone.
    let (length, coupling) = (9, 0.8);
    let fock = Fock::new(length + 1, 4);
    let bath = Model::bath(
        &named(&format!("chain-{length}")),
        1.0,
        0.0,
        vec![0.0; length],
    );
    let whole = bath.with_system(0, coupling, 0.4);
    let filled = [0usize, 3, 4, 9];
    let mask = filled.iter().fold(0u32, |m, i| m | 1 << i);
    let mut start = vec![0.0; fock.dimension()];
    start[fock.index(mask)] = 1.0;
    let single = whole.matrix(&Fock::new(length + 1, 1)).to_dense();
    let (levels, modes) = dense::eigensystem(single.clone()).unwrap();
    let times = [0.5, 3.0, 40.0];
    for (state, t) in evolve(&whole, &fock, real(&start), &times)
        .iter()
        .zip(times)
    {
        for site in 0..=length {
            let exact: f64 = filled
                .iter()
                .map(|&from| {
                    (0..=length)
                        .map(|k| {
                            Complex64::from_polar(
                                modes[(site, k)] * modes[(from, k)],
                                -levels[k] * t,
                            )
                        })
                        .sum::<Complex64>()
                        .norm_sqr()
                })
                .sum();
            let found: f64 = fock
                .masks()
                .iter()
                .zip(state)
                .filter(|(m, _)| *m >> site & 1 == 1)
                .map(|(_, x)| x.norm_sqr())
                .sum();
            assert!((found - exact).abs() < 1e-12, "{found} {exact}");
        }
    }
}

#[test]
fn bosons_with_repulsion_are_an_xxz_magnet() {
    // n = S^z + 1/2: hopping is -2 gamma (S^x S^x + S^y S^y), repulsion g S^z S^z and a field.
    let lattice = named("square-2x3");
    let (g, n) = (0.7, 3);
    let bosons = Model::bath(&lattice, 1.0, g, vec![0.0; 6]).matrix(&Fock::new(6, n));
    let fock = Fock::new(6, n);
    let spins = nalgebra::DMatrix::from_fn(fock.dimension(), fock.dimension(), |r, c| {
        let (a, b) = (fock.masks()[r], fock.masks()[c]);
        let z = |m: u32, i: usize| f64::from(m >> i & 1) - 0.5;
        lattice
            .bonds()
            .iter()
            .map(|&(i, j)| {
                let flipped = b ^ (1 << i | 1 << j);
                let exchange = if z(b, i) != z(b, j) && flipped == a {
                    -1.0
                } else {
                    0.0
                };
                let ising = if a == b {
                    g * (z(a, i) * z(a, j) + 0.5 * (z(a, i) + z(a, j)) + 0.25)
                } else {
                    0.0
                };
                exchange + ising
            })
            .sum::<f64>()
    });
    assert!((spins - bosons.to_dense()).amax() < 1e-14);
}

#[test]
fn using_a_reflection_changes_nothing() {
    // The corner keeps the diagonal mirror; a tiny random potential removes it.
    let symmetric = run("bath=square-3x3&bosons=3&coupling=1&times=log:0.1:20:8&index=40");
    let scenario = Scenario::parse("bath=square-3x3&bosons=3").unwrap();
    let lattice = bath::lattice(&scenario);
    let state = {
        let sector = Bath::from(&scenario).with_bosons(3).sector();
        let levels = physics::spectrum::levels(&sector).unwrap();
        physics::spectrum::eigenstate(&sector, &levels, 40, 0).unwrap()
    };
    let whole = Bath::from(&scenario).model().with_system(0, 1.0, 0.0);
    let fock = Fock::new(lattice.sites() + 1, 4);
    let mut start = vec![0.0; fock.dimension()];
    let first = fock.dimension() - state.vector.len();
    start[first..].copy_from_slice(&state.vector);
    let times = scenario_times();
    for (row, state) in evolve(&whole, &fock, real(&start), &times)
        .iter()
        .enumerate()
    {
        let filled = norm_sqr(&state[first..]);
        assert!((filled - symmetric.runs()[0].occupation[row]).abs() < 1e-12);
    }
}

fn scenario_times() -> Vec<f64> {
    Scenario::parse("times=log:0.1:20:8")
        .unwrap()
        .times
        .values()
}

#[test]
fn the_ends_of_the_spectrum_have_no_temperature() {
    let record = run("bath=square-2x2&bosons=2&index=0&times=log:0.1:1:3&coupling=1");
    let state = &record.bath().eigenstate;
    assert_eq!((state.beta, state.beta_mu), (None, None));
    assert!(record.runs()[0]
        .entropy_production
        .iter()
        .all(|s| s.is_nan()));
    assert!(record
        .json()
        .contains("\"entropy_production\":[null,null,null]"));
}

/// ln Z and the canonical <n_a> of one sector.
fn canonical_density(scenario: &Scenario, bosons: usize, beta: f64) -> (f64, f64) {
    let sector = Bath::from(scenario).with_bosons(bosons).sector();
    let (energies, vectors) =
        dense::eigensystem(sector.model.matrix(&sector.fock).to_dense()).unwrap();
    let log_z = log_partition(&energies, beta);
    let filled = |k: usize| f64::from(sector.fock.masks()[k] >> scenario.attach & 1);
    let density = energies.iter().enumerate().map(|(n, energy)| {
        let column = vectors.column(n);
        let inside: f64 = (0..column.len())
            .map(|k| filled(k) * column[k] * column[k])
            .sum();
        (-beta * energy - log_z).exp() * inside
    });
    (log_z, density.sum())
}

#[test]
fn a_canonical_bath_leaves_one_as_its_fixed_number_of_bosons_says() {
    let (beta, p, coupling, t) = (0.6, 0.3, 0.8, 0.01);
    let text = format!(
        "panel=fluctuation&state=canonical&bath=square-2x4&bosons=3&attach=2&repulsion=0.5&disorder=1&beta={beta}&occupation={p}&coupling={coupling}&times=lin:0:{t}:2"
    );
    let scenario = Scenario::parse(&text).unwrap();
    let [below, own, above] = [2, 3, 4].map(|n| canonical_density(&scenario, n, beta));
    let q = (0.5 * (below.0 + above.0) - own.0).exp();
    let (n, fewer, more) = (own.1, below.1, above.1);
    let slope = (1.0 - p) * (q * more - n) + p * (q * (1.0 - fewer) - (1.0 - n));
    let expected = coupling * coupling * slope;
    let average = run(&text).runs()[0].exponential_average.clone().unwrap();
    let found = (average[1] - 1.0) / (t * t);
    assert!(expected.abs() > 1e-3);
    assert!((found / expected - 1.0).abs() < 1e-3, "{found} {expected}");
}

#[test]
fn where_there_is_no_temperature_nothing_is_compared_with_it() {
    for index in [0, 5] {
        let text = format!("bath=square-2x2&bosons=2&index={index}&compare=canonical");
        let scenario = Scenario::parse(&text).unwrap();
        let error = runner::run(&scenario, |_, _, _| true).unwrap_err();
        assert_eq!(error.parameter(), Some("index"), "{error}");
    }
    let text = "bath=square-2x2&bosons=2&index=1&compare=canonical&coupling=1&times=lin:0:1:2";
    assert_eq!(run(text).runs().len(), 2);
}

#[test]
fn at_beta_zero_entropy_is_produced_and_heat_is_not_a_number() {
    // Level 2 of 5 lies in the middle of a spectrum symmetric about it.
    for chosen in ["index=2", "beta=0"] {
        let text = format!("bath=chain-5&bosons=1&{chosen}&coupling=1&times=lin:0:2:3");
        let record = run(&text);
        let state = &record.bath().eigenstate;
        assert_eq!(state.beta, Some(0.0), "{chosen}");
        assert!(record.runs()[0].heat.iter().all(|q| q.is_nan()));
        assert!(record.runs()[0]
            .entropy_production
            .iter()
            .all(|s| s.is_finite()));
    }
}

#[test]
fn a_mixed_start_is_the_average_of_two_pure_ones() {
    let text = "bath=square-2x3&bosons=2&coupling=0.9&times=log:0.1:30:12&occupation=";
    let (empty, half, full) = (
        run(&format!("{text}0")),
        run(&format!("{text}0.3")),
        run(&format!("{text}1")),
    );
    for row in 0..12 {
        let mean = |column: fn(&second_law_lab::record::Run) -> &Vec<f64>| {
            0.7 * column(&empty.runs()[0])[row] + 0.3 * column(&full.runs()[0])[row]
        };
        assert!((half.runs()[0].occupation[row] - mean(|r| &r.occupation)).abs() < 1e-12);
        assert!((half.runs()[0].bath_energy[row] - mean(|r| &r.bath_energy)).abs() < 1e-12);
    }
}

#[test]
fn the_arrival_time_is_the_reach_at_one_bosons_largest_speed() {
    // Sites along the axis, S counted; the largest slope of the band along an axis, in units of gamma.
    let lattices = [
        ("chain-5", 5.0, 2.0),
        ("square-3x3", 3.0, 2.0),
        ("ring-8", 5.0, 2.0),
        ("torus-3x4", 3.0, 2.0),
        ("triangular-3x3", 3.0, 4.0),
    ];
    for (name, reach, velocity) in lattices {
        for hopping in [1.0, 0.7] {
            let text = format!("bath={name}&bosons=2&hopping={hopping}&coupling=1");
            let [arrival, _] = time_marks(&Scenario::parse(&text).unwrap());
            let expected = reach / (velocity * hopping);
            assert!(
                (arrival.time - expected).abs() < 1e-14,
                "{text}: {arrival:?}"
            );
        }
    }
}

#[test]
fn the_unit_of_energy_changes_nothing_but_units() {
    let baths = [
        "bath=chain-8&bosons=4&index=33&occupation=0.5&panel=fluctuation",
        "bath=square-3x3&bosons=3&index=20&occupation=0.5&panel=fluctuation",
        "bath=ring-6&bosons=3&index=5",
    ];
    let set_up = |bath: &str, unit: f64, last: f64| {
        let repulsion = 0.1 * unit;
        format!("{bath}&hopping={unit:e}&repulsion={repulsion:e}&coupling={unit:e}&times=lin:0:{last:e}:3")
    };
    for bath in baths {
        for unit in [1e-6_f64, 1e-9, 1e-12, 1e-100, 1e-300] {
            // The longest time that a link may ask for ends sooner than the smallest energies turn anything.
            let last = (2.0 / unit).min(1e6);
            let (here, there) = (set_up(bath, unit, last), set_up(bath, 1.0, last * unit));
            let records = [run(&here), run(&there)];
            let [here_runs, there_runs] = records.each_ref().map(|r| &r.trajectories().runs);
            for (a, b) in here_runs.iter().zip(there_runs) {
                let densities = a.site_density.iter().zip(&b.site_density);
                let densities = densities.flat_map(|(a, b)| a.iter().zip(b));
                let productions = a.entropy_production.iter().zip(&b.entropy_production);
                for (a, b) in densities.chain(productions) {
                    assert!((a - b).abs() < 1e-10, "{here}, {there}: {a} {b}");
                }
            }
        }
    }
}
