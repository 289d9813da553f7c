//! Time evolution: psi(t) = e^{-iHt} psi(0) by a Chebyshev expansion, at many times at once.
//!
//! With the spectrum of H inside `centre +- radius` and x = (H - centre) / radius,
//!
//! ```text
//! e^{-iHt} = e^{-i centre t} [ J_0(z) + 2 sum_k (-i)^k J_k(z) T_k(x) ],    z = radius t
//! ```
//!
//! (Tal-Ezer and Kosloff, J. Chem. Phys. 81, 3967 (1984)). The vectors T_k(x) psi do not
//! depend on t: one recursion serves every output time of a window, and each output is ready
//! as soon as its own Bessel functions have died out. The coefficients that are left out
//! bound the error, rigorously, since |T_k| <= 1 on the spectrum.
//!
//! H is real. Where psi is real too, so are the vectors T_k(x) psi: the even orders add up to
//! the real part of each output and the odd ones to the imaginary part, at half the cost of
//! complex vectors. An eigenstate is real, so the first window is; it is made as long as that
//! pays.

use std::sync::Arc;

use num_complex::Complex64;

use crate::bessel::{bessel_i_scaled, bessel_j, last_order};
use crate::cast::size;
use crate::dense::{self, Tridiagonal};
use crate::sorting::sorted;
use crate::sparse::{Multiplied, Sparse};
use crate::vector::{axpy, dot, norm_sqr, Scalar};

/// Largest z = radius * t of a window of complex vectors: long enough that most of the
/// products carry signal, short enough that a window's outputs are few.
const WINDOW_PHASE: f64 = 150.0;
/// Lengths that a window of real vectors may have, in the same unit.
const REAL_WINDOW_PHASES: [f64; 5] = [150.0, 300.0, 600.0, 1200.0, 2400.0];
/// Bytes that the outputs of one window may hold.
pub const WINDOW_BYTES: usize = 48 << 20;
/// Most recursion vectors kept before they are added to the outputs; fewer, but an even
/// number, where they would take more than [`WINDOW_BYTES`] or make a step longer than [`STEP`].
const BATCH: usize = 16;

/// Entries of the matrix times orders of the recursion that one step takes.
const STEP: usize = 20_000_000;

/// Error on the state, per window, that the propagation aims for unless told otherwise.
pub const TOLERANCE: f64 = 1e-14;

/// A spectral interval: every eigenvalue of H lies in `centre +- radius`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpectralInterval {
    /// Middle of the interval.
    pub centre: f64,
    /// Half its width; positive.
    pub radius: f64,
}

impl SpectralInterval {
    /// Encloses the spectrum: both ends, widened by a margin, but never wider than
    /// Gershgorin's discs, which hold for certain.
    pub fn enclosing(matrix: &Sparse) -> Self {
        Self::around(matrix, 0.01).0
    }

    /// The same with a margin in units of the spectrum's width, and how far at most the
    /// interval reaches beyond the spectrum.
    fn around(matrix: &Sparse, margin: f64) -> (Self, f64) {
        let (low, high) = matrix.bounds();
        let ends = spectrum_ends(matrix);
        let (low, high) = match &ends {
            Some(Ends { values, within }) => {
                let (a, b) = (values[0] - within[0], values[1] + within[1]);
                let margin = margin * (b - a);
                (low.max(a - margin), high.min(b + margin))
            }
            None => (low, high),
        };
        // Levels that are all but one have a radius too, of the matrix's own size whatever its unit is; the zero matrix has the least.
        let least = (1e-3 * low.abs().max(high.abs())).max(f64::MIN_POSITIVE);
        let interval = Self {
            centre: 0.5 * (low + high),
            radius: (0.5 * (high - low)).max(least),
        };
        let Self { centre, radius } = interval;
        let slack = match ends {
            Some(Ends { values: [a, b], .. }) => (a - centre + radius).max(centre + radius - b),
            None => radius,
        };
        (interval, slack)
    }

    /// Factors for [`Sparse::apply_scaled`] that give `scale * x T - T_before`, x = (H - centre) /
    /// radius: with scale 2 the recursion of Chebyshev's polynomials, with 1 its first step.
    pub fn chebyshev(self, scale: f64) -> [f64; 3] {
        let factor = scale / self.radius;
        [factor, -self.centre * factor, -1.0]
    }
}

/// Steps that bring Lanczos' extreme values well within the margin.
const LANCZOS_STEPS: usize = 48;

/// Matrices below this size have their levels found.
const SMALL: usize = 4 * LANCZOS_STEPS;

/// Lowest and highest eigenvalue.
struct Ends {
    /// Upper bound of the lowest, lower bound of the highest.
    values: [f64; 2],
    /// How far outside of these they may lie.
    within: [f64; 2],
}

/// The ends of the spectrum: exactly for small matrices, otherwise the extreme Ritz values of
/// a Lanczos run with their residuals. `None` where that breaks down.
fn spectrum_ends(matrix: &Sparse) -> Option<Ends> {
    let n = matrix.dimension();
    if n < SMALL {
        let levels = dense::eigenvalues(matrix.to_dense())?;
        return Some(Ends {
            values: [*levels.first()?, *levels.last()?],
            within: [0.0; 2],
        });
    }
    // A fixed vector with weight on every basis state, and no symmetry.
    let mut v: Vec<f64> = (0..n).map(|i| 1.0 + 0.5 * (i as f64 * 0.7).sin()).collect();
    let scale = 1.0 / norm_sqr(&v).sqrt();
    v.iter_mut().for_each(|x| *x *= scale);
    let mut previous = vec![0.0; n];
    let (mut alpha, mut beta) = (Vec::new(), Vec::new());
    let mut coupling = 0.0;
    for _ in 0..LANCZOS_STEPS {
        let mut next = previous;
        matrix.apply_scaled([1.0, 0.0, -coupling], &v, &mut next);
        let a = dot(&v, &next);
        axpy(-a, &v, &mut next);
        coupling = norm_sqr(&next).sqrt();
        alpha.push(a);
        beta.push(coupling);
        if coupling < 1e-12 {
            return None;
        }
        next.iter_mut().for_each(|x| *x /= coupling);
        previous = std::mem::replace(&mut v, next);
    }
    let (last, size) = (alpha.len() - 1, beta.pop()?);
    let (values, vectors) = Tridiagonal::new(alpha, beta).eigensystem()?;
    let residual = |k: usize| (size * vectors[(last, k)]).abs();
    Some(Ends {
        values: [values[0], values[last]],
        within: [residual(0), residual(last)],
    })
}

/// The state of a system at one output time.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Position in the list of output times.
    pub index: usize,
    /// psi(t) in the basis of the matrix.
    pub state: Vec<Complex64>,
}

/// One evolution of one state, resumable at every few matrix products.
pub struct Evolution {
    matrix: Arc<Sparse>,
    interval: SpectralInterval,
    tolerance: f64,
    times: Vec<f64>,
    /// First output not yet handed out.
    next: usize,
    /// Where the present window starts.
    now: f64,
    state: Vec<Complex64>,
    window: Option<EvolutionWindow>,
    /// Sum of the truncation bounds of the windows behind.
    error_bound: f64,
}

/// A window on real or on complex vectors.
enum EvolutionWindow {
    Real(Window<f64>),
    Complex(Window<Complex64>),
}

/// A stretch of time covered by one expansion of vectors of `T`.
struct Window<T> {
    targets: Vec<OutputTime<T>>,
    /// Index of the first target not yet handed out.
    ready: usize,
    /// Order of `current`.
    order: usize,
    previous: Vec<T>,
    current: Vec<T>,
    /// Recursion vectors not yet added to the targets, the first of order `batch_order`.
    batch: Vec<Vec<T>>,
    batch_order: usize,
    end: f64,
}

struct OutputTime<T> {
    /// Position in the list of output times; `None` for a window's end between outputs.
    output: Option<usize>,
    /// e^{-i centre (t - now)}
    phase: Complex64,
    /// J_0, 2 J_1, -2 J_2, -2 J_3, 2 J_4, ...: the signs of (-i)^k, the factor -i of the odd
    /// orders apart.
    coefficients: Vec<f64>,
    /// Sums of the even and of the odd orders; the state is phase * (even - i odd).
    sums: [Vec<T>; 2],
}

impl Evolution {
    /// Evolves `state` at time 0 under `matrix` to each of `times` (ascending, >= 0).
    pub fn new(matrix: impl Into<Arc<Sparse>>, state: Vec<Complex64>, times: Vec<f64>) -> Self {
        Self::with_tolerance(matrix, state, times, TOLERANCE)
    }

    /// The same with a bound of `tolerance` on the truncation error of each window.
    pub fn with_tolerance(
        matrix: impl Into<Arc<Sparse>>,
        state: Vec<Complex64>,
        times: Vec<f64>,
        tolerance: f64,
    ) -> Self {
        let matrix = matrix.into();
        assert_eq!(
            matrix.dimension(),
            state.len(),
            "a state of the matrix's size"
        );
        assert!(times.windows(2).all(|w| w[0] <= w[1]) && times.first().is_none_or(|&t| t >= 0.0));
        let interval = SpectralInterval::enclosing(&matrix);
        Self {
            matrix,
            interval,
            tolerance,
            times,
            next: 0,
            now: 0.0,
            state,
            window: None,
            error_bound: 0.0,
        }
    }

    /// The Hamiltonian.
    pub fn matrix(&self) -> &Sparse {
        &self.matrix
    }

    /// Bound on the norm of the difference between the states handed out and exact ones,
    /// rounding apart.
    pub fn error_bound(&self) -> f64 {
        self.error_bound
    }

    /// Norm of the error to be expected on the `index`-th output of a state of norm 1:
    /// truncation and rounding of windows that know nothing of each other.
    pub fn noise(&self, index: usize) -> f64 {
        let windows = self.interval.radius * self.times[index] / WINDOW_PHASE;
        self.tolerance * (1.0 + windows).sqrt()
    }

    /// Fraction of the matrix products done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let last = self.times.last().copied().unwrap_or(0.0);
        if self.is_done() || last == 0.0 {
            return 1.0;
        }
        let inside = match &self.window {
            None => 0.0,
            Some(EvolutionWindow::Real(window)) => (window.end - self.now) * window.progress(),
            Some(EvolutionWindow::Complex(window)) => (window.end - self.now) * window.progress(),
        };
        ((self.now + inside) / last).min(1.0)
    }

    /// Whether every output has been handed out.
    pub fn is_done(&self) -> bool {
        self.next == self.times.len()
    }

    /// Advances by a few matrix products and returns the outputs that became ready, in
    /// the order of the times.
    pub fn step(&mut self) -> Vec<Snapshot> {
        if self.is_done() {
            return Vec::new();
        }
        let mut window = match self.window.take() {
            Some(window) => window,
            None => self.open_window(),
        };
        let (done, end, is_over) = match &mut window {
            EvolutionWindow::Real(window) => window.step(&self.matrix, self.interval),
            EvolutionWindow::Complex(window) => window.step(&self.matrix, self.interval),
        };
        let mut ready = Vec::new();
        let last = done.len();
        for (k, (output, state)) in done.into_iter().enumerate() {
            if is_over && k + 1 == last {
                self.state = state.clone();
            }
            if let Some(index) = output {
                self.next = index + 1;
                ready.push(Snapshot { index, state });
            }
        }
        if is_over {
            self.now = end;
        } else {
            self.window = Some(window);
        }
        ready
    }

    fn open_window(&mut self) -> EvolutionWindow {
        if self.state.iter().all(|x| x.im == 0.0) {
            let phase = self.best_real_phase();
            let start = self.state.iter().map(|x| x.re).collect();
            EvolutionWindow::Real(self.window_of(start, phase))
        } else {
            EvolutionWindow::Complex(self.window_of(self.state.clone(), WINDOW_PHASE))
        }
    }

    /// The length of a window of real vectors with which the whole evolution takes fewest
    /// operations: longer ones save products, but every output in them takes more orders.
    fn best_real_phase(&self) -> f64 {
        let radius = self.interval.radius;
        let (entries, dimension) = (self.matrix.entries() as f64, self.state.len() as f64);
        let later = &self.times[self.next..];
        let end = radius * (later.last().copied().unwrap_or(self.now) - self.now);
        let cost = |phase: f64| {
            let own = end.min(phase);
            let rest = (end - own).max(0.0);
            let windows = (rest / WINDOW_PHASE).ceil();
            let products = 0.5 * own + rest + 40.0 * windows;
            let orders: f64 = later
                .iter()
                .map(|t| match radius * (t - self.now) {
                    z if z <= phase => 0.5 * z,
                    _ => 0.6 * WINDOW_PHASE,
                })
                .sum();
            // An order added to an output reads and writes a vector, like two entries a row.
            products * entries + 2.0 * orders * dimension
        };
        let phases = REAL_WINDOW_PHASES.into_iter();
        let best = phases.min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
        best.unwrap_or(WINDOW_PHASE)
    }

    fn window_of<T: Scalar>(&mut self, start: Vec<T>, phase: f64) -> Window<T> {
        let SpectralInterval { centre, radius } = self.interval;
        let dimension = start.len();
        let bytes = 2 * std::mem::size_of::<T>() * dimension.max(1);
        let capacity = (WINDOW_BYTES / bytes).max(1);
        let horizon = self.now + phase / radius;
        let outputs: Vec<usize> = (self.next..self.times.len())
            .take_while(|&j| self.times[j] <= horizon)
            .take(capacity)
            .collect();
        let mut ends: Vec<(Option<usize>, f64)> =
            outputs.iter().map(|&j| (Some(j), self.times[j])).collect();
        if ends.is_empty() {
            ends.push((None, horizon));
        }
        let end = ends.last().map_or(horizon, |e| e.1);
        let mut worst = 0.0f64;
        let targets = ends
            .into_iter()
            .map(|(output, time)| {
                let elapsed = time - self.now;
                let (mut coefficients, bound) = coefficients(radius * elapsed, self.tolerance);
                for (k, c) in coefficients.iter_mut().enumerate() {
                    *c *= if k % 4 < 2 { 1.0 } else { -1.0 };
                }
                worst = worst.max(bound);
                OutputTime {
                    output,
                    phase: Complex64::from_polar(1.0, -centre * elapsed),
                    coefficients,
                    sums: [vec![T::default(); dimension], vec![T::default(); dimension]],
                }
            })
            .collect();
        self.error_bound += worst;
        Window {
            targets,
            ready: 0,
            order: 0,
            previous: vec![T::default(); dimension],
            current: start,
            batch: Vec::with_capacity(BATCH),
            batch_order: 0,
            end,
        }
    }
}

/// J_0, 2 J_1, 2 J_2, ... (z) cut where what is left out adds up to less than `tolerance`,
/// and that remainder.
pub(crate) fn coefficients(z: f64, tolerance: f64) -> (Vec<f64>, f64) {
    let mut values = bessel_j(z, last_order(z));
    values.iter_mut().skip(1).for_each(|c| *c *= 2.0);
    let mut dropped = 0.0;
    while let Some(&last) = values.last() {
        if values.len() == 1 || dropped + last.abs() > tolerance {
            break;
        }
        dropped += last.abs();
        values.pop();
    }
    (values, dropped)
}

/// A state that became ready, with its position among the output times.
type Done = (Option<usize>, Vec<Complex64>);

impl<T: Scalar + Multiplied> Window<T> {
    /// Fraction of the products done.
    fn progress(&self) -> f64 {
        let orders = self.targets.iter().map(|t| t.coefficients.len()).max();
        self.order as f64 / orders.unwrap_or(1).max(1) as f64
    }

    /// A few products; the states that became ready, the window's end, and whether that is
    /// reached.
    fn step(&mut self, matrix: &Sparse, interval: SpectralInterval) -> (Vec<Done>, f64, bool) {
        let bytes = std::mem::size_of::<T>() * self.current.len().max(1);
        let orders = (WINDOW_BYTES / bytes).min(STEP / matrix.entries().max(1));
        for _ in 0..(orders / 2 * 2).clamp(2, BATCH) {
            self.advance(matrix, interval);
        }
        self.flush();
        let mut done = Vec::new();
        while let Some(target) = self.targets.get_mut(self.ready) {
            if target.coefficients.len() > self.order {
                break;
            }
            done.push((target.output, target.state()));
            target.sums = [Vec::new(), Vec::new()];
            self.ready += 1;
        }
        (done, self.end, self.ready == self.targets.len())
    }

    /// Takes note of the present vector and moves the recursion one order on:
    /// T_{k+1} = 2 x T_k - T_{k-1}, T_1 = x.
    fn advance(&mut self, matrix: &Sparse, interval: SpectralInterval) {
        let mut next = std::mem::take(&mut self.previous);
        let scale = if self.order == 0 { 1.0 } else { 2.0 };
        matrix.apply_scaled(interval.chebyshev(scale), &self.current, &mut next);
        self.batch.push(self.current.clone());
        self.previous = std::mem::replace(&mut self.current, next);
        self.order += 1;
    }

    /// Adds the noted vectors to every target that still wants them, a stretch of the
    /// vectors at a time so that it stays in the cache.
    fn flush(&mut self) {
        const STRETCH: usize = 256;
        let first = self.batch_order;
        let dimension = self.current.len();
        for start in (0..dimension).step_by(STRETCH) {
            let range = start..(start + STRETCH).min(dimension);
            for target in &mut self.targets[self.ready..] {
                let wanted = target.coefficients.get(first..).unwrap_or(&[]);
                let wanted = &wanted[..wanted.len().min(self.batch.len())];
                for (parity, sum) in target.sums.iter_mut().enumerate() {
                    // A batch starts at an even order.
                    let terms = (parity..wanted.len())
                        .step_by(2)
                        .map(|k| (wanted[k], &self.batch[k][range.clone()]));
                    add_terms(&mut sum[range.clone()], terms);
                }
            }
        }
        self.batch_order += self.batch.len();
        self.batch.clear();
    }
}

impl<T: Scalar> OutputTime<T> {
    /// phase * (even - i odd)
    fn state(&self) -> Vec<Complex64> {
        let [even, odd] = &self.sums;
        let phase = self.phase;
        let turned = Complex64::new(phase.im, -phase.re);
        let pairs = even.iter().zip(odd);
        pairs
            .map(|(&e, &o)| e.into() * phase + o.into() * turned)
            .collect()
    }
}

/// Adds terms `coefficient * vector` to a sum, four at a time: the sum is read and written
/// once for all four.
fn add_terms<'a, T: Scalar + 'a>(sum: &mut [T], mut terms: impl Iterator<Item = (f64, &'a [T])>) {
    while let Some((a, x)) = terms.next() {
        match (terms.next(), terms.next(), terms.next()) {
            (Some((b, y)), Some((c, z)), Some((d, w))) => {
                for ((((s, &x), &y), &z), &w) in sum.iter_mut().zip(x).zip(y).zip(z).zip(w) {
                    *s += x * a + y * b + (z * c + w * d);
                }
            }
            (Some((b, y)), Some((c, z)), None) => {
                for (((s, &x), &y), &z) in sum.iter_mut().zip(x).zip(y).zip(z) {
                    *s += x * a + y * b + z * c;
                }
            }
            (Some((b, y)), _, _) => {
                for ((s, &x), &y) in sum.iter_mut().zip(x).zip(y) {
                    *s += x * a + y * b;
                }
            }
            _ => sum.iter_mut().zip(x).for_each(|(s, &x)| *s += x * a),
        }
    }
}

/// e^{-exponent (H - shift)} applied to vectors, by the same expansion with modified Bessel
/// functions.
///
/// What is left out of the expansion, and rounding, is relative to the largest weight in the
/// interval, that at one of its ends. Where the spectrum ends before the interval does, all
/// weights are smaller than that: the exponent is taken in steps, so short that little is lost
/// in each, and the vector is brought back to norm 1 after each. Its size is carried as a
/// logarithm, since weights reach beyond the range of doubles.
pub struct ThermalWeight {
    matrix: Sparse,
    interval: SpectralInterval,
    /// Of one step, relative to the largest weight in the interval.
    coefficients: Vec<f64>,
    steps: usize,
    /// Logarithm of the largest weight in the interval, of all steps together.
    log_largest: f64,
    sign: f64,
    /// Of e^{-2 exponent (H - shift)}, relative to the largest weight squared; empty where weights differ too much.
    squared: Vec<f64>,
}

/// Largest loss of one step, as a logarithm.
const LOSS: f64 = 2.0;

/// Largest ratio of two squared weights, as a logarithm, for moments to be right to nine digits.
const SIMILAR: f64 = 9.0;

/// What is left out of an expansion in moments, and rounding in it, relative to the largest squared weight.
const MOMENT_ERROR: f64 = 1e-13;

/// Random vectors that stand for rounding errors.
const RANDOM_VECTORS: u64 = 3;

impl ThermalWeight {
    /// Prepares e^{-exponent (H - shift)}.
    pub fn new(matrix: Sparse, exponent: f64, shift: f64) -> Self {
        // Where the ends are known exactly there is nothing to allow for but rounding.
        let margin = if matrix.dimension() < SMALL {
            1e-9
        } else {
            0.01
        };
        let (interval, slack) = SpectralInterval::around(&matrix, margin);
        let z = (exponent * interval.radius).abs();
        let steps = (exponent.abs() * slack / LOSS).ceil().max(1.0);
        let step = z / steps;
        let squared = match 4.0 * z < SIMILAR {
            true => exponential(2.0 * z, MOMENT_ERROR / 3.0),
            false => Vec::new(),
        };
        Self {
            matrix,
            interval,
            squared,
            coefficients: exponential(step, 1e-17),
            steps: size(steps),
            log_largest: z - exponent * (interval.centre - shift),
            sign: if exponent > 0.0 { -1.0 } else { 1.0 },
        }
    }

    /// The weighted vector, as a vector and the logarithm of its factor.
    pub fn apply<T: Scalar + Multiplied>(&self, vector: &[T]) -> (Vec<T>, f64) {
        let mut weighted = vector.to_vec();
        let mut log = self.log_largest;
        for step in 0..self.steps {
            if step > 0 {
                let norm = norm_sqr(&weighted).sqrt();
                if norm == 0.0 {
                    break;
                }
                weighted.iter_mut().for_each(|x| *x = *x * (1.0 / norm));
                log += norm.ln();
            }
            weighted = self.step(weighted);
        }
        (weighted, log)
    }

    /// One step, relative to the largest weight in the interval.
    fn step<T: Scalar + Multiplied>(&self, vector: Vec<T>) -> Vec<T> {
        let mut previous = vec![T::default(); vector.len()];
        let mut sum: Vec<T> = vector.iter().map(|&x| x * self.coefficients[0]).collect();
        let mut current = vector;
        for (k, &c) in self.coefficients.iter().enumerate().skip(1) {
            let scale = self.sign * if k == 1 { 1.0 } else { 2.0 };
            self.matrix
                .apply_scaled(self.interval.chebyshev(scale), &current, &mut previous);
            std::mem::swap(&mut previous, &mut current);
            axpy(c, &current, &mut sum);
        }
        sum
    }

    /// ln || e^{-exponent (H - shift)} v ||^2; minus infinity for the zero vector.
    pub fn log_norm_sqr<T: Scalar + Multiplied>(&self, vector: &[T]) -> f64 {
        let (weighted, log) = self.apply(vector);
        norm_sqr(&weighted).ln() + 2.0 * log
    }

    /// The same and the logarithm of its error by half as many products, <v|T_2k|v> = 2 <T_k v|T_k v> - <v|v> and likewise for
    /// odd orders; right where [`ThermalWeight::has_moments`].
    pub fn log_norm_sqr_by_moments<T: Scalar + Multiplied>(&self, vector: &[T]) -> (f64, f64) {
        let own = norm_sqr(vector);
        let last = self.squared.len().saturating_sub(1);
        let (mut previous, mut current) = (vec![T::default(); vector.len()], vector.to_vec());
        let mut first = 0.0;
        let mut sum = self.squared.first().map_or(0.0, |c| c * own);
        for k in 1..=last.div_ceil(2) {
            let scale = self.sign * if k == 1 { 1.0 } else { 2.0 };
            self.matrix
                .apply_scaled(self.interval.chebyshev(scale), &current, &mut previous);
            std::mem::swap(&mut previous, &mut current);
            let overlap = dot(&previous, &current);
            if k == 1 {
                first = overlap;
            }
            let odd = if k == 1 {
                overlap
            } else {
                2.0 * overlap - first
            };
            let even = 2.0 * norm_sqr(&current) - own;
            for (order, moment) in [(2 * k - 1, odd), (2 * k, even)] {
                sum += self.squared.get(order).map_or(0.0, |c| c * moment);
            }
        }
        let log = 2.0 * self.log_largest;
        (sum.ln() + log, (MOMENT_ERROR * own).ln() + log)
    }

    /// Whether weights differ little enough for moments.
    pub fn has_moments(&self) -> bool {
        !self.squared.is_empty()
    }

    /// Logarithm of the largest squared weight in the interval.
    pub fn log_largest_sqr(&self) -> f64 {
        2.0 * self.log_largest
    }

    /// The same as `log_norm_sqr` for a vector of norm 1 in no particular direction, as an error of rounding is:
    /// the mean over a few vectors of random signs.
    pub fn log_norm_sqr_of_noise(&self) -> f64 {
        let n = self.matrix.dimension();
        let random = |sample: u64| -> Vec<f64> {
            let sign = |i: usize| {
                let mixed = (i as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (sample << 32);
                let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                if mixed >> 63 == 0 {
                    1.0
                } else {
                    -1.0
                }
            };
            (0..n).map(sign).collect()
        };
        let logs = (0..RANDOM_VECTORS).map(|sample| self.log_norm_sqr(&random(sample)));
        log_sum(logs) - ((RANDOM_VECTORS * n as u64) as f64).ln()
    }
}

/// Coefficients of e^{z (x - 1)} in Chebyshev's polynomials, I_0, 2 I_1, 2 I_2, ... (z) e^{-z}, cut where they are smaller
/// than `tolerance`.
fn exponential(z: f64, tolerance: f64) -> Vec<f64> {
    let mut coefficients = bessel_i_scaled(z, last_order(z));
    coefficients.iter_mut().skip(1).for_each(|c| *c *= 2.0);
    while coefficients.len() > 1 && coefficients.last().is_some_and(|c| *c < tolerance) {
        coefficients.pop();
    }
    coefficients
}

/// ln of a sum of numbers given by their logarithms, added from the smallest to the largest.
pub fn log_sum(logs: impl IntoIterator<Item = f64>) -> f64 {
    let logs: Vec<f64> = logs.into_iter().collect();
    let logs = sorted(&logs, f64::total_cmp);
    match logs.last() {
        // Nothing but zeros, or a number that is beyond all or none.
        Some(largest) if largest.is_finite() => {
            largest
                + logs
                    .iter()
                    .map(|log| (log - largest).exp())
                    .sum::<f64>()
                    .ln()
        }
        Some(largest) => *largest,
        None => f64::NEG_INFINITY,
    }
}
