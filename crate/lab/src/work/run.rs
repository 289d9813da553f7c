//! Work `run`: one coupling's evolution, and what is measured on the way.
//!
//! The system starts filled with probability p and empty with 1 - p. Number conservation
//! keeps no coherence between the two, so each is evolved as a pure state in its own
//! sector and the results are averaged.
//!
//! The weights that give <e^{-s}> belong to the bath's state with its thermal factor taken
//! off, e^{(beta/2)(H_B - E)} |psi>. For an energy eigenstate that is the state itself; for
//! a thermal vector e^{-beta H_B/2} |r> it is |r>, which is evolved beside it.
//!
//! Where time is turned round the state is replaced by its complex conjugate at the turning time T,
//! which is time reversal since H is real, and evolved for another T; the imperfect way
//! back starts with a phase e^{i phi n_k} on one bath site, or goes through a bath whose sites
//! are off by random energies. What is measured is measured with the bath as it was.

use std::f64::consts::LN_2;
use std::sync::Arc;

use num_complex::Complex64;

use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::cost::{row_entries, NUMBER, SPARSE};
use super::evolving::{starts, CoupledSystem};
use super::recipe::{damaged, read, Recipe, Rows, Work};
use super::state::{InitialState, InitialVector};
use crate::bath::Bath;
use crate::error::Error;
use crate::scenario::TimeGrid;
use numerics::evolution::{log_sum, Evolution, Snapshot, ThermalWeight, WINDOW_BYTES};
use numerics::vector::{larger, norm_sqr};
use physics::entanglement::BathMixture;
use physics::fock::binomial;

/// What is measured at one time, averaged over the initial states of the system.
#[derive(Clone, Debug)]
pub struct Observed {
    /// <n_S>.
    pub occupation: f64,
    /// <H_B>.
    pub bath_energy: f64,
    /// Entropy of the bath's state, where it is asked for.
    pub bath_entropy: f64,
    /// Largest deviation of a norm from 1.
    pub norm_error: f64,
    /// Largest change of a total energy since t = 0.
    pub energy_drift: f64,
    /// <n_i>, bath sites first, then the system site.
    pub density: Vec<f64>,
    /// The current on every bond, where it is asked for.
    pub currents: Vec<f64>,
    /// ln || e^{-(beta/2)(H_B - E)} P_s U e^{(beta/2)(H_B - E)} |s_0>|psi> ||^2 for
    /// (s_0, s) = 00, 01, 10, 11: such weights reach beyond the range of doubles. Minus
    /// infinity for a weight of zero.
    pub log_weights: [f64; 4],
    /// ln of what rounding may have added to each of these weights.
    pub log_errors: [f64; 4],
}

impl Default for Observed {
    /// Nothing measured: every sum is zero.
    fn default() -> Self {
        Self {
            occupation: 0.0,
            bath_energy: 0.0,
            bath_entropy: 0.0,
            norm_error: 0.0,
            energy_drift: 0.0,
            density: Vec::new(),
            currents: Vec::new(),
            log_weights: [f64::NEG_INFINITY; 4],
            log_errors: [f64::NEG_INFINITY; 4],
        }
    }
}

impl Observed {
    /// Adds another vector's share.
    pub fn add(&mut self, other: &Observed) {
        self.occupation += other.occupation;
        self.bath_energy += other.bath_energy;
        self.norm_error = larger(self.norm_error, other.norm_error);
        self.energy_drift = larger(self.energy_drift, other.energy_drift);
        add_each(&mut self.density, &other.density, 1.0);
        add_each(&mut self.currents, &other.currents, 1.0);
        for (sums, logs) in [
            (&mut self.log_weights, other.log_weights),
            (&mut self.log_errors, other.log_errors),
        ] {
            for (sum, log) in sums.iter_mut().zip(logs) {
                *sum = log_sum([*sum, log]);
            }
        }
    }
}

/// Adds `share` times each value to the sums.
fn add_each(sums: &mut Vec<f64>, values: &[f64], share: f64) {
    sums.resize(values.len(), 0.0);
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += share * value;
    }
}

/// A squared norm that nothing measured depends on: vectors of a cold mixture that have next to
/// nothing in common with the end of the spectrum.
const NEGLIGIBLE: f64 = 1e-280;

/// Evolves one coupling and measures.
pub struct RunWork {
    trajectories: Vec<Trajectory>,
    times: Vec<f64>,
    /// Measurements of each time so far: how many trajectories have passed, and the average.
    observed: Vec<(usize, Observed)>,
    /// What the trajectories that have passed leave of the bath at each time, until all have.
    mixtures: Option<Vec<BathMixture>>,
    /// First time whose rows have not been handed out.
    next: usize,
    with_weights: bool,
    with_currents: bool,
}

/// When a run is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Times {
    /// At the times of a grid.
    Grid(TimeGrid),
    /// At 2 `half` + 1 times evenly spread over [0, 2T], time being turned round at T.
    ThereAndBack {
        /// T.
        turn: f64,
        /// Steps to T.
        half: usize,
    },
}

impl Times {
    /// The times, ascending.
    pub fn values(self) -> Vec<f64> {
        match self {
            Times::Grid(grid) => grid.values(),
            Times::ThereAndBack { turn, half } => (0..=2 * half)
                .map(|i| turn * i as f64 / half as f64)
                .collect(),
        }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        match self {
            Times::Grid(grid) => grid.count,
            Times::ThereAndBack { half, .. } => 2 * half + 1,
        }
    }

    /// The last of them.
    pub fn last(self) -> f64 {
        match self {
            Times::Grid(grid) if grid.count > 1 => grid.to,
            Times::Grid(grid) => grid.from,
            Times::ThereAndBack { turn, .. } => 2.0 * turn,
        }
    }
}

/// What is imperfect about the way back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flaw {
    /// phi; 0 for the perfect return.
    pub phase: f64,
    /// The bath site that gets the phase; 0 where there is none.
    pub site: usize,
    /// delta: site energies on the way back are off by up to half of it either way.
    pub mismatch: f64,
    /// Seed of these energies; 0 where there are none.
    pub seed: u64,
}

/// One evolution, from the bath's pure state. Reads `state`.
///
/// Rows: `time`, `occupation` <n_S>, `bath_energy` <H_B>, `norm_error`, `energy_drift`, `site_density` (L + 1 a time), and as
/// asked `bath_entropy`, `bond_current` (a bond a time), `log_weights` and `log_errors` (4 a time each).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The bath.
    pub bath: Bath,
    /// The site that S is attached to.
    pub attach: usize,
    /// gamma'
    pub coupling: f64,
    /// omega_S
    pub potential: f64,
    /// p
    pub occupation: f64,
    /// The output times.
    pub times: Times,
    /// Where time is turned round, what is imperfect about the way back.
    pub back: Option<Flaw>,
    /// Whether the weights that give <e^{-s}> are measured.
    pub averages: bool,
    /// Whether the currents on the bonds are measured.
    pub currents: bool,
    /// Whether the entropy of the bath's state is measured; the bath starts in a pure one.
    pub bath_entropy: bool,
}

impl Run {
    /// The sites that a conserved mirror has to leave where they are.
    pub fn fixed_sites(&self) -> Vec<usize> {
        let kicked = self.back.filter(|flaw| flaw.phase != 0.0);
        [self.attach]
            .into_iter()
            .chain(kicked.map(|flaw| flaw.site))
            .collect()
    }

    /// Numbers that the record has of one time: what is measured, what follows from it, and the density of every site.
    fn columns(&self) -> usize {
        let lattice = self.bath.lattice();
        let currents = if self.currents {
            lattice.bonds().len() + 1
        } else {
            0
        };
        let averages = if self.averages { 6 } else { 0 };
        12 + lattice.sites() + 1 + currents + averages
    }

    /// Whether random site energies leave no mirror on the way back.
    pub fn is_mismatched(&self) -> bool {
        self.back.is_some_and(|flaw| flaw.mismatch != 0.0)
    }

    /// What one evolution costs; an eigenstate keeps a mirror's sign.
    pub fn cost_of(&self, eigenstate: bool) -> Cost {
        let lattice = self.bath.lattice();
        let sites = lattice.sites();
        let filled = self.occupation > 0.0;
        let dimension = binomial(sites + 1, self.bath.bosons + usize::from(filled));
        let halved =
            eigenstate && self.bath.has_mirror_fixing(self.attach) && !self.is_mismatched();
        let kept = dimension as f64 / if halved { 2.0 } else { 1.0 };
        let entries = kept * row_entries(lattice.bonds().len(), sites + 1, self.bath.bosons + 1);
        let window = WINDOW_BYTES as f64;
        let (last, count) = (self.times.last(), self.times.count() as f64);
        // Outputs of one window are held together: where few fit, windows are short.
        let held = (window / (32.0 * kept)).clamp(1.0, count);
        let radius = self.bath.hopping * (lattice.bonds().len() as f64).sqrt() * 2.0;
        let products = radius * last + 40.0 * (count / held).max(radius * last / 150.0);
        let outputs = count * (2.0 * entries + 30.0 * kept);
        let mixed = self.occupation > 0.0 && self.occupation < 1.0;
        let seconds = (products * entries + outputs) * SPARSE * if mixed { 1.4 } else { 1.0 }
            + if self.averages {
                count * 12.0 * entries * SPARSE
            } else {
                0.0
            };
        // The matrix, the vectors of a window, the basis and its orbits; outputs of the window apart.
        let own = 4.0 * entries + 176.0 * kept + 32.0 * dimension as f64;
        let thermal = if self.averages {
            4.0 * entries + 16.0 * kept
        } else {
            0.0
        };
        let side_by_side = if mixed { 2.0 } else { 1.0 }
            * if self.averages && !eigenstate {
                2.0
            } else {
                1.0
            };
        Cost {
            seconds,
            bytes: side_by_side * (own + thermal + held * 32.0 * kept),
            kept_bytes: count * self.columns() as f64 * NUMBER,
            states: dimension,
            block: 0,
        }
    }
}

impl Recipe for Run {
    const NAME: &'static str = "run";

    fn start(self, outputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
        let prepared: InitialState = read(outputs, 0)?;
        let start = prepared.start.as_ref().ok_or_else(damaged)?;
        Ok(Box::new(RunWork::new(&self, start, prepared.beta)?))
    }

    fn cost(&self) -> Cost {
        self.cost_of(true)
    }
}

impl RunWork {
    /// Prepares a run from any vector of the bath; what is measured is not divided by its norm.
    ///
    /// # Errors
    /// [`Error::Input`] when the vector is not of this bath.
    pub fn new(run: &Run, start: &InitialVector, beta: Option<f64>) -> Result<Self, Error> {
        Self::weighed(run, start, beta, Weighing::new)
    }

    /// The same for a mean over many times, whose weights need not have every digit.
    ///
    /// # Errors
    /// As [`RunWork::new`].
    pub fn of_mean(run: &Run, start: &InitialVector, beta: Option<f64>) -> Result<Self, Error> {
        Self::weighed(run, start, beta, Weighing::by_moments)
    }

    fn weighed(
        run: &Run,
        start: &InitialVector,
        beta: Option<f64>,
        weighing: fn(&CoupledSystem, &Bath, f64, f64) -> Weighing,
    ) -> Result<Self, Error> {
        let times = run.times.values();
        let beta = beta.filter(|_| run.averages);
        // An eigenstate gives everything at once; otherwise the state without its thermal
        // factor is evolved for the weights alone.
        let vectors = match (&start.without_factor, beta) {
            (Some(plain), Some(_)) => vec![(&start.vector, true, None), (plain, false, beta)],
            _ => vec![(&start.vector, true, beta)],
        };
        let mut trajectories = Vec::new();
        for (vector, moments, beta) in vectors {
            for (filled, probability) in starts(run.occupation) {
                let evolving = CoupledSystem::new(run, filled, vector)?;
                let (there, back) = match run.back {
                    None => (times.clone(), None),
                    Some(flaw) => {
                        let turn = times.len() / 2;
                        let back = Back {
                            phases: evolving.phases(flaw.site, flaw.phase),
                            times: times[turn + 1..].iter().map(|t| t - times[turn]).collect(),
                        };
                        (times[..=turn].to_vec(), Some(back))
                    }
                };
                let thermal = beta.map(|beta| weighing(&evolving, &run.bath, beta, start.energy));
                let measured = Measured {
                    probability,
                    moments,
                    norm: start.norm,
                    thermal,
                };
                trajectories.push(Trajectory::new(evolving, measured, there, back));
            }
        }
        Ok(Self {
            trajectories,
            observed: vec![(0, Observed::default()); times.len()],
            mixtures: (run.bath_entropy).then(|| vec![BathMixture::default(); times.len()]),
            times,
            next: 0,
            with_weights: beta.is_some(),
            with_currents: run.currents,
        })
    }

    /// What was measured at every time, once the run is done.
    pub fn observed(&self) -> impl Iterator<Item = &Observed> {
        self.observed.iter().map(|(_, observed)| observed)
    }
}

impl Work for RunWork {
    fn step(&mut self) -> Result<f64, Error> {
        let wanted = self.trajectories.len();
        // The member that is behind goes on, so that rows become ready evenly.
        let behind = self
            .trajectories
            .iter_mut()
            .filter(|m| !m.is_done())
            .min_by(|a, b| a.progress().total_cmp(&b.progress()));
        if let Some(member) = behind {
            for snapshot in member.step() {
                let (passed, average) = &mut self.observed[snapshot.index];
                member.measure(&snapshot, average);
                *passed += 1;
                if let Some(mixtures) = &mut self.mixtures {
                    let mixture = &mut mixtures[snapshot.index];
                    member.leave(&snapshot, mixture);
                    if *passed == wanted {
                        average.bath_entropy = std::mem::take(mixture).entropy()?;
                    }
                }
            }
        }
        let done = self
            .trajectories
            .iter()
            .map(Trajectory::progress)
            .sum::<f64>();
        match self.trajectories.iter().all(Trajectory::is_done) {
            true => Ok(1.0),
            false => Ok((done / self.trajectories.len() as f64).min(0.999)),
        }
    }

    fn rows(&mut self) -> Rows {
        let wanted = self.trajectories.len();
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
        if self.mixtures.is_some() {
            columns.push(("bath_entropy", column(|o| o.bath_entropy)));
        }
        if self.with_currents {
            columns.push((
                "bond_current",
                rows.iter().flat_map(|(_, o)| o.currents.clone()).collect(),
            ));
        }
        if self.with_weights {
            columns.push((
                "log_weights",
                rows.iter().flat_map(|(_, o)| o.log_weights).collect(),
            ));
            columns.push((
                "log_errors",
                rows.iter().flat_map(|(_, o)| o.log_errors).collect(),
            ));
        }
        columns
    }
}

/// One initial state of the system on its way.
struct Trajectory {
    measured: Measured,
    evolving: CoupledSystem,
    first_filled: usize,
    /// Norm of the vector.
    size: f64,
    /// <H>, conserved: on the way there, and since the turning point.
    energy: [f64; 2],
    evolution: Evolution,
    /// Outputs handed out before the present evolution began.
    before: usize,
    back: Option<Back>,
}

/// What a member adds to the averages.
struct Measured {
    /// Of this initial state of the system.
    probability: f64,
    /// Occupation, energy and densities.
    moments: bool,
    /// What <psi|psi> should be.
    norm: f64,
    /// e^{-(beta/2)(H_B - E)}, where the weights are wanted.
    thermal: Option<Weighing>,
}

/// e^{-(beta/2)(H_B - E)} with the system empty and with the system filled: the bath's numbers of
/// bosons differ, and with them the ends of its spectrum, from which each expansion is counted.
pub struct Weighing {
    factors: [ThermalWeight; 2],
    /// ln of what each makes of an error of norm 1, squared.
    noise: [f64; 2],
    first_filled: usize,
    by_moments: bool,
}

impl Weighing {
    /// Prepares the factors for the states of `evolving`, counted from the energy `energy`.
    pub fn new(evolving: &CoupledSystem, bath: &Bath, beta: f64, energy: f64) -> Self {
        let factors = Self::factors(evolving, bath, beta, energy);
        Self {
            noise: [0, 1].map(|s| factors[s].log_norm_sqr_of_noise()),
            factors,
            first_filled: evolving.first_filled(),
            by_moments: false,
        }
    }

    /// The same from moments, where weights differ little: half the products, and nine digits.
    pub fn by_moments(evolving: &CoupledSystem, bath: &Bath, beta: f64, energy: f64) -> Self {
        let factors = Self::factors(evolving, bath, beta, energy);
        match factors.iter().all(ThermalWeight::has_moments) {
            true => Self {
                // No error can grow by more.
                noise: [0, 1].map(|s| factors[s].log_largest_sqr()),
                factors,
                first_filled: evolving.first_filled(),
                by_moments: true,
            },
            false => Self::new(evolving, bath, beta, energy),
        }
    }

    fn factors(
        evolving: &CoupledSystem,
        bath: &Bath,
        beta: f64,
        energy: f64,
    ) -> [ThermalWeight; 2] {
        let bath = evolving.bath(bath);
        let first_filled = evolving.first_filled();
        let ranges = [0..first_filled, first_filled..bath.dimension()];
        ranges.map(|range| ThermalWeight::new(bath.diagonal_block(range), 0.5 * beta, energy))
    }

    /// ln of the weights with the system empty and filled, and of what an error of norm `noise`
    /// on the state may have added to each of them.
    pub fn weigh(&self, state: &[Complex64], noise: f64) -> [(f64, f64); 2] {
        let (empty, filled) = state.split_at(self.first_filled);
        let parts = [empty, filled];
        [0, 1].map(|s| {
            // A boson that cannot get there brings no error either.
            if parts[s].iter().all(|x| *x == Complex64::default()) {
                return (f64::NEG_INFINITY, f64::NEG_INFINITY);
            }
            let (log, own) = match self.by_moments {
                true => self.factors[s].log_norm_sqr_by_moments(parts[s]),
                false => (self.factors[s].log_norm_sqr(parts[s]), f64::NEG_INFINITY),
            };
            let noise = self.noise[s] + 2.0 * noise.ln();
            // ||v + e||^2 - ||v||^2 <= 2 ||v|| ||e|| + ||e||^2
            (log, log_sum([LN_2 + 0.5 * (log + noise), noise, own]))
        })
    }
}

/// The way back after time is turned round.
struct Back {
    /// e^{i phi n_k} on each basis state.
    phases: Vec<Complex64>,
    /// Output times, counted from the turning point.
    times: Vec<f64>,
}

impl Trajectory {
    fn new(
        evolving: CoupledSystem,
        measured: Measured,
        times: Vec<f64>,
        back: Option<Back>,
    ) -> Self {
        let start = evolving
            .start
            .iter()
            .map(|&x| Complex64::new(x, 0.0))
            .collect();
        Self {
            measured,
            first_filled: evolving.first_filled(),
            size: norm_sqr(&evolving.start).sqrt(),
            energy: [evolving.hamiltonian.expectation(&evolving.start); 2],
            evolution: Evolution::new(evolving.hamiltonian.clone(), start, times),
            before: 0,
            back,
            evolving,
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
                let hamiltonian = self.evolving.way_back.clone();
                // A kick changes the energy, and so does another Hamiltonian.
                self.energy[1] = hamiltonian.expectation(&start);
                self.before = last.index + 1;
                self.evolution = Evolution::new(hamiltonian, start, back.times);
            }
        }
        snapshots
    }

    /// Adds this member's share of the averages.
    fn measure(&self, snapshot: &Snapshot, average: &mut Observed) {
        if self.measured.moments {
            self.measure_moments(snapshot, average);
        }
        if let Some(thermal) = &self.measured.thermal {
            let noise = self.evolution.noise(snapshot.index - self.before) * self.size;
            let row = 2 * usize::from(self.evolving.filled);
            for (s, (log, error)) in thermal
                .weigh(&snapshot.state, noise)
                .into_iter()
                .enumerate()
            {
                average.log_weights[row + s] = log;
                average.log_errors[row + s] = error;
            }
        }
    }

    /// Adds what this member leaves of the bath.
    fn leave(&self, snapshot: &Snapshot, mixture: &mut BathMixture) {
        if self.measured.moments {
            let (empty, filled) = snapshot.state.split_at(self.first_filled);
            let parts = [empty, filled];
            mixture.add(self.evolving.filled, parts, self.measured.probability);
        }
    }

    fn measure_moments(&self, snapshot: &Snapshot, average: &mut Observed) {
        let state = &snapshot.state;
        let evolving = &self.evolving;
        let Measured {
            probability, norm, ..
        } = self.measured;
        let occupation = norm_sqr(&state[self.first_filled..]);
        let norm_now = occupation + norm_sqr(&state[..self.first_filled]);
        let energy = evolving.hamiltonian.expectation(state);
        let bath_energy = energy - evolving.system_terms.expectation(state);
        average.occupation += probability * occupation;
        average.bath_energy += probability * bath_energy;
        let turned = self.before > 0 && snapshot.index >= self.before;
        // Each way keeps the energy of its own Hamiltonian.
        let kept = match turned && !Arc::ptr_eq(&evolving.way_back, &evolving.hamiltonian) {
            true => evolving.way_back.expectation(state),
            false => energy,
        };
        let drift = (kept - self.energy[usize::from(turned)]).abs();
        // A vector of the mixture without weight has no relative error.
        if norm_now > NEGLIGIBLE || norm > NEGLIGIBLE || norm.is_nan() || norm_now.is_nan() {
            average.norm_error = larger(average.norm_error, (norm_now / norm - 1.0).abs());
            average.energy_drift = larger(average.energy_drift, drift / norm);
        }
        add_each(&mut average.density, &evolving.density(state), probability);
        add_each(
            &mut average.currents,
            &evolving.currents(state),
            probability,
        );
    }
}
