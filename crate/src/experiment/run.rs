//! Part `run`: one coupling's evolution, and what is measured on the way.
//!
//! The system starts filled with probability p and empty with 1 - p. Number conservation
//! keeps no coherence between the two, so each is evolved as a pure state in its own
//! sector and the results are averaged.
//!
//! In panel `reversal` the state is replaced by its complex conjugate at the turning time T,
//! which is time reversal since H is real, and evolved for another T; the imperfect way
//! back starts with a phase e^{i phi n_k} on one bath site.

use num_complex::Complex64;

use super::{Prepared, Rows, Work};
use crate::bath;
use crate::error::Error;
use crate::evolution::{Evolution, Interval, Snapshot, ThermalWeight};
use crate::fock::{Fock, MaskPermutation};
use crate::hamiltonian::{norm_sqr, Sparse};
use crate::lattice::Lattice;
use crate::scenario::{Panel, Scenario};
use crate::symmetry::{OrbitBasis, Representation};

/// What is measured at one time, averaged over the initial states of the system.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// <n_S>.
    pub occupation: f64,
    /// <H_B>.
    pub bath_energy: f64,
    /// Largest deviation of a norm from 1.
    pub norm_error: f64,
    /// Largest change of a total energy since t = 0.
    pub energy_drift: f64,
    /// <n_i>, bath sites first, then the system site.
    pub density: Vec<f64>,
    /// || e^{-(beta/2)(H_B - E_i)} P_s U |s_0>|E_i> ||^2 for (s_0, s) = 00, 01, 10, 11.
    pub weights: [f64; 4],
}

/// Evolves one coupling and measures.
pub struct RunWork {
    members: Vec<Member>,
    times: Vec<f64>,
    /// Measurements of each time so far: how many members have passed, and the average.
    observed: Vec<(usize, Observed)>,
    /// First time whose rows have not been handed out.
    next: usize,
    with_weights: bool,
}

/// What distinguishes one run of a scenario from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// gamma'.
    pub coupling: f64,
    /// In panel `reversal` the phase at the turning point; 0 for the perfect return.
    pub kick: Option<f64>,
}

/// The runs of a scenario: one for each coupling; in panel `reversal` a perfect return for
/// each and, with a kick, an imperfect one.
pub fn settings(scenario: &Scenario) -> Vec<Setting> {
    let kicks = match (scenario.panel, scenario.kick) {
        (Panel::Reversal, 0.0) => vec![Some(0.0)],
        (Panel::Reversal, kick) => vec![Some(0.0), Some(kick)],
        _ => vec![None],
    };
    let couplings = scenario.coupling.iter();
    couplings
        .flat_map(|&coupling| kicks.iter().map(move |&kick| Setting { coupling, kick }))
        .collect()
}

/// The output times of every run: the scenario's; in panel `reversal` as many (one more if
/// that is even) evenly spread over [0, 2T], T among them.
pub fn times(scenario: &Scenario) -> Vec<f64> {
    if scenario.panel != Panel::Reversal {
        return scenario.times.values();
    }
    let half = (scenario.times.count / 2).max(1);
    (0..=2 * half)
        .map(|i| scenario.turn * i as f64 / half as f64)
        .collect()
}

impl RunWork {
    /// Prepares the `k`-th run from the bath's state.
    ///
    /// # Errors
    /// [`Error::Input`] when there is no such run or the state is not of this bath.
    pub fn new(scenario: &Scenario, k: usize, prepared: &Prepared) -> Result<Self, Error> {
        let times = times(scenario);
        let setting = *settings(scenario)
            .get(k)
            .ok_or_else(|| super::unknown_part(&super::Part::Run(k).to_string()))?;
        let p = scenario.occupation;
        let with_weights = scenario.panel == Panel::Fluctuation && p > 0.0 && p < 1.0;
        let beta = prepared.beta.filter(|_| with_weights);
        let mut members = Vec::new();
        for (filled, probability) in [(false, 1.0 - p), (true, p)] {
            if probability > 0.0 {
                let evolving = Evolving::new(scenario, setting, filled, prepared)?;
                let (there, back) = match setting.kick {
                    None => (times.clone(), None),
                    Some(kick) => {
                        let turn = times.len() / 2;
                        let back = Back {
                            phases: evolving.phases(scenario.kick_site, kick),
                            times: times[turn + 1..].iter().map(|t| t - times[turn]).collect(),
                        };
                        (times[..=turn].to_vec(), Some(back))
                    }
                };
                members.push(Member::new(evolving, probability, there, back, beta));
            }
        }
        Ok(Self {
            members,
            observed: vec![(0, Observed::default()); times.len()],
            times,
            next: 0,
            with_weights: beta.is_some(),
        })
    }
}

impl Work for RunWork {
    fn step(&mut self) -> Result<f64, Error> {
        // The member that is behind goes on, so that rows become ready evenly.
        let behind = self
            .members
            .iter_mut()
            .filter(|m| !m.is_done())
            .min_by(|a, b| a.progress().total_cmp(&b.progress()));
        if let Some(member) = behind {
            for snapshot in member.step() {
                let (passed, average) = &mut self.observed[snapshot.index];
                member.measure(&snapshot, average);
                *passed += 1;
            }
        }
        let done = self.members.iter().map(Member::progress).sum::<f64>();
        match self.members.iter().all(Member::is_done) {
            true => Ok(1.0),
            false => Ok((done / self.members.len() as f64).min(0.999)),
        }
    }

    fn rows(&mut self) -> Rows {
        let wanted = self.members.len();
        let ready = self.observed[self.next..]
            .iter()
            .take_while(|(passed, _)| *passed == wanted)
            .count();
        if ready == 0 {
            return Rows::new();
        }
        let range = self.next..self.next + ready;
        self.next += ready;
        let rows = &self.observed[range.clone()];
        let column = |value: fn(&Observed) -> f64| rows.iter().map(|(_, o)| value(o)).collect();
        let mut columns = vec![
            ("time", self.times[range].to_vec()),
            ("occupation", column(|o| o.occupation)),
            ("bath_energy", column(|o| o.bath_energy)),
            ("norm_error", column(|o| o.norm_error)),
            ("energy_drift", column(|o| o.energy_drift)),
            (
                "site_density",
                rows.iter().flat_map(|(_, o)| o.density.clone()).collect(),
            ),
        ];
        if self.with_weights {
            columns.push((
                "weights",
                rows.iter().flat_map(|(_, o)| o.weights).collect(),
            ));
        }
        columns
    }
}

/// A system and bath ready to evolve: one coupling, one initial state of the system.
pub struct Evolving {
    /// The basis: orbits of the mirrors under which the initial state has a sign.
    pub fock: Fock,
    /// Orbits of `fock`.
    pub orbits: OrbitBasis,
    /// H.
    pub hamiltonian: Sparse,
    /// H_B on the whole space.
    pub bath: Sparse,
    /// omega_S n_S + H_I: what H has besides H_B.
    pub rest: Sparse,
    /// |s>|E_i>.
    pub start: Vec<f64>,
    /// E_i.
    pub bath_energy: f64,
    /// Whether the system starts filled.
    pub filled: bool,
}

impl Evolving {
    /// The system at its initial occupation beside the prepared bath.
    ///
    /// # Errors
    /// [`Error::Input`] when the state is not of this bath.
    pub fn new(
        scenario: &Scenario,
        setting: Setting,
        filled: bool,
        prepared: &Prepared,
    ) -> Result<Self, Error> {
        let lattice = bath::lattice(scenario);
        let sites = lattice.sites();
        let bosons = scenario.bosons;
        let bath_fock = Fock::new(sites, bosons);
        let vector = &prepared.eigenstate.vector;
        if vector.len() != bath_fock.dimension() {
            return Err(super::decode::<Prepared>(&[]).expect_err("no bytes decode to nothing"));
        }
        let fock = Fock::new(sites + 1, bosons + usize::from(filled));
        // With the system's bit the highest, its filled states are the basis's last.
        let first = if filled {
            fock.dimension() - bath_fock.dimension()
        } else {
            0
        };
        let mut start = vec![0.0; fock.dimension()];
        start[first..first + vector.len()].copy_from_slice(vector);
        let mut fixed = vec![scenario.attach];
        if setting.kick.is_some_and(|kick| kick != 0.0) {
            fixed.push(scenario.kick_site);
        }
        let symmetric = scenario.disorder == 0.0;
        let representation = match symmetric {
            true => signs(&lattice, &fixed, &bath_fock, vector),
            false => Representation::trivial(sites),
        };
        let orbits = OrbitBasis::new(&fock, &representation);
        let bath = bath::model(scenario);
        let whole = bath.with_system(scenario.attach, setting.coupling, scenario.potential);
        let mut rest = whole.clone();
        rest.hops.drain(..bath.hops.len());
        rest.pairs.clear();
        rest.potential[..sites].fill(0.0);
        Ok(Self {
            hamiltonian: whole.block(&fock, &orbits),
            bath: bath.beside_system().block(&fock, &orbits),
            rest: rest.block(&fock, &orbits),
            start: orbits.project(&start),
            bath_energy: prepared.eigenstate.energy,
            fock,
            orbits,
            filled,
        })
    }

    /// First orbit in which the system site is filled.
    pub fn first_filled(&self) -> usize {
        let system = 1u32 << (self.fock.sites() - 1);
        self.orbits
            .representatives()
            .partition_point(|&m| m < system)
    }

    /// e^{i phi n_k} on each basis state, for a bath site `site` that the basis's mirrors fix.
    fn phases(&self, site: usize, phi: f64) -> Vec<Complex64> {
        let phase = |&mask: &u32| match mask >> site & 1 {
            1 => Complex64::from_polar(1.0, phi),
            _ => Complex64::new(1.0, 0.0),
        };
        self.orbits.representatives().iter().map(phase).collect()
    }

    /// <n_i> of a state, bath sites first, then the system site.
    pub fn density(&self, state: &[Complex64]) -> Vec<f64> {
        let mut density = vec![0.0; self.fock.sites()];
        for (i, &mask) in self.fock.masks().iter().enumerate() {
            if let Some((orbit, amplitude)) = self.orbits.member(i) {
                let weight = state[orbit].norm_sqr() * amplitude * amplitude;
                let mut rest = mask;
                while rest != 0 {
                    density[rest.trailing_zeros() as usize] += weight;
                    rest &= rest - 1;
                }
            }
        }
        density
    }
}

/// The mirrors that fix the sites `fixed` and under which the bath's state has a sign.
fn signs(lattice: &Lattice, fixed: &[usize], fock: &Fock, vector: &[f64]) -> Representation {
    let mut generators = Vec::new();
    for mirror in lattice.mirrors() {
        let permutation = mirror.permutation(lattice);
        if fixed.iter().any(|&site| permutation[site] != site) {
            continue;
        }
        let moved = MaskPermutation::new(&permutation);
        let image = |i: usize| vector[fock.index(moved.apply(fock.masks()[i]))];
        for sign in [1i8, -1] {
            let off = (0..vector.len())
                .map(|i| (image(i) - f64::from(sign) * vector[i]).abs())
                .fold(0.0, f64::max);
            if off < 1e-12 {
                generators.push((permutation.clone(), sign));
            }
        }
    }
    let sites = lattice.sites();
    Representation::generated(sites, &generators).unwrap_or_else(|| Representation::trivial(sites))
}

/// One initial state of the system on its way.
struct Member {
    probability: f64,
    evolving: Evolving,
    first_filled: usize,
    /// <H>, conserved: on the way there, and since the turning point.
    energy: [f64; 2],
    evolution: Evolution,
    /// Outputs handed out before the present evolution began.
    before: usize,
    back: Option<Back>,
    thermal: Option<ThermalWeight>,
}

/// The way back after time is turned round.
struct Back {
    /// e^{i phi n_k} on each basis state.
    phases: Vec<Complex64>,
    /// Output times, counted from the turning point.
    times: Vec<f64>,
}

impl Member {
    fn new(
        evolving: Evolving,
        probability: f64,
        times: Vec<f64>,
        back: Option<Back>,
        beta: Option<f64>,
    ) -> Self {
        let start = evolving
            .start
            .iter()
            .map(|&x| Complex64::new(x, 0.0))
            .collect();
        let thermal = beta.map(|beta| {
            let interval = Interval::enclosing(&evolving.bath);
            ThermalWeight::new(interval, 0.5 * beta, evolving.bath_energy)
        });
        Self {
            probability,
            first_filled: evolving.first_filled(),
            energy: [evolving.hamiltonian.expectation(&evolving.start); 2],
            evolution: Evolution::new(evolving.hamiltonian.clone(), start, times),
            before: 0,
            back,
            evolving,
            thermal,
        }
    }

    fn is_done(&self) -> bool {
        self.back.is_none() && self.evolution.is_done()
    }

    fn progress(&self) -> f64 {
        let here = self.evolution.progress();
        match (&self.back, self.before) {
            (None, 0) => here,
            (Some(_), _) => 0.5 * here,
            (None, _) => 0.5 + 0.5 * here,
        }
    }

    /// Evolves a little, and turns round where that is due.
    fn step(&mut self) -> Vec<Snapshot> {
        let mut snapshots = self.evolution.step();
        for snapshot in &mut snapshots {
            snapshot.index += self.before;
        }
        if self.evolution.is_done() {
            if let (Some(back), Some(last)) = (self.back.take(), snapshots.last()) {
                let reversed = last.state.iter().zip(&back.phases);
                let start: Vec<Complex64> = reversed.map(|(x, phase)| x.conj() * phase).collect();
                let hamiltonian = self.evolving.hamiltonian.clone();
                // A kick changes the energy.
                self.energy[1] = hamiltonian.expectation(&start);
                self.before = last.index + 1;
                self.evolution = Evolution::new(hamiltonian, start, back.times);
            }
        }
        snapshots
    }

    /// Adds this member's share of the averages.
    fn measure(&self, snapshot: &Snapshot, average: &mut Observed) {
        let state = &snapshot.state;
        let evolving = &self.evolving;
        let occupation = norm_sqr(&state[self.first_filled..]);
        let norm = occupation + norm_sqr(&state[..self.first_filled]);
        let bath_energy = evolving.bath.expectation(state);
        let energy = bath_energy + evolving.rest.expectation(state);
        average.occupation += self.probability * occupation;
        average.bath_energy += self.probability * bath_energy;
        average.norm_error = average.norm_error.max((norm - 1.0).abs());
        let turned = self.before > 0 && snapshot.index >= self.before;
        let drift = (energy - self.energy[usize::from(turned)]).abs();
        average.energy_drift = average.energy_drift.max(drift);
        let density = evolving.density(state);
        average.density.resize(density.len(), 0.0);
        for (sum, n) in average.density.iter_mut().zip(density) {
            *sum += self.probability * n;
        }
        if let Some(thermal) = &self.thermal {
            let weighted = thermal.apply(&evolving.bath, state);
            let row = 2 * usize::from(evolving.filled);
            average.weights[row] = norm_sqr(&weighted[..self.first_filled]);
            average.weights[row + 1] = norm_sqr(&weighted[self.first_filled..]);
        }
    }
}
