//! The distribution of stochastic entropy production at one time.
//!
//! An outcome (s_0 -> s, E') of the two-point measurement has
//!
//! ```text
//! s = -ln p_s(t) + ln p_{s_0}(0) + beta (E' - E_i) - beta mu (N' - N)
//! ```
//!
//! The reverse run starts from rho_S(t) x |E_i><E_i| and evolves with U^dagger. H is real, so
//! |<E'|<s_0| U^dagger |s>|E_i>| = |<E'|<s_0| U |s>|E_i>|: its outcomes have the weights of the
//! forward run from s to s_0, and no other evolution is needed.

use num_complex::Complex64;
use serde::Serialize;

use super::entropy_balance::{sum, EntropyBalance, TOLERANCE};
use crate::error::Error;
use crate::message::Message;
use numerics::sorting::sorted;

/// Outcomes of the measurement as they come: one entry for each level and each pair of
/// occupations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcomes {
    pub from: Vec<f64>,
    pub to: Vec<f64>,
    pub energy: Vec<f64>,
    pub weight: Vec<f64>,
    /// <n_S>, <H_B> and the weights of <e^{-s}> at that time, measured as along the curves.
    pub occupation: Option<f64>,
    pub bath_energy: Option<f64>,
    pub log_weights: Vec<f64>,
    pub log_errors: Vec<f64>,
}

impl Outcomes {
    /// Takes in a column; whether there is one of that name.
    pub fn take(&mut self, name: &str, values: &[f64]) -> bool {
        match name {
            "line_from" => self.from.extend(values),
            "line_to" => self.to.extend(values),
            "line_energy" => self.energy.extend(values),
            "line_weight" => self.weight.extend(values),
            "occupation" => self.occupation = values.first().copied(),
            "bath_energy" => self.bath_energy = values.first().copied(),
            "log_weights" => self.log_weights = values.to_vec(),
            "log_errors" => self.log_errors = values.to_vec(),
            _ => return false,
        }
        true
    }

    pub fn is_complete(&self) -> bool {
        let count = self.weight.len();
        let curve = self.occupation.is_some() && self.bath_energy.is_some();
        let columns = [&self.from, &self.to, &self.energy];
        let levels = count > 0 && columns.iter().all(|c| c.len() == count);
        levels && curve && self.log_weights.len() == 4 && self.log_errors.len() == 4
    }
}

/// P(s) of one run at one time, and what follows from it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Distribution {
    /// The time.
    pub time: f64,
    /// Sum of all probabilities: 1 to rounding.
    pub total: f64,
    /// <s>, which is sigma(t).
    pub mean: f64,
    /// <e^{-s}>.
    pub exponential_average: f64,
    /// sigma(t) as the curve has it, from <n_S> and <H_B>.
    pub curve_entropy_production: f64,
    /// <e^{-s}> as the curve has it, from e^{-beta H_B / 2} acting on the state.
    pub curve_exponential_average: f64,
    /// s of each outcome, in nats, ascending; outcomes of equal s are one.
    pub entropy: Vec<f64>,
    /// Its probability.
    pub probability: Vec<f64>,
    /// Characteristic functions of the forward and the reverse run.
    pub characteristic: Characteristic,
}

/// G_F(u) = <e^{ius}> of the forward run and G_R(i - u) of the reverse run; the theorem says
/// that they are equal.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Characteristic {
    /// u, in 1/nat.
    pub u: Vec<f64>,
    /// |G_F(u)|
    pub forward: Vec<f64>,
    /// |G_R(i - u)|
    pub reverse: Vec<f64>,
    /// |G_F(u) - G_R(i - u)|
    pub difference: Vec<f64>,
}

/// A distribution in a few numbers, and the same numbers as the curves have them.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatisticsSummary {
    /// As in [`Distribution`].
    pub time: f64,
    /// <s>
    pub mean: f64,
    /// <e^{-s}>
    pub exponential_average: f64,
    /// sigma(t)
    pub curve_entropy_production: f64,
    /// <e^{-s}> without the bath's levels.
    pub curve_exponential_average: f64,
    /// Probability that s is negative.
    pub negative: f64,
    /// Largest |G_F(u) - G_R(i - u)| among the u shown, and its u.
    pub difference: f64,
    /// Where that is.
    pub difference_at: f64,
}

/// Largest u shown, and the number of steps up to it.
const LARGEST_U: f64 = 20.0;
const STEPS: usize = 200;

impl Distribution {
    pub(super) fn digest(&self) -> StatisticsSummary {
        let lines = self.entropy.iter().zip(&self.probability);
        let negative = lines.filter(|(s, _)| **s < 0.0).map(|(_, p)| p).sum();
        let Characteristic { u, difference, .. } = &self.characteristic;
        let pairs = difference.iter().zip(u);
        let largest = pairs.max_by(|a, b| a.0.total_cmp(b.0));
        let (&difference, &difference_at) = largest.unwrap_or((&f64::NAN, &f64::NAN));
        StatisticsSummary {
            time: self.time,
            mean: self.mean,
            exponential_average: self.exponential_average,
            curve_entropy_production: self.curve_entropy_production,
            curve_exponential_average: self.curve_exponential_average,
            negative,
            difference,
            difference_at,
        }
    }

    /// The statistics of complete `lines` at `time`; `None` without temperature and chemical
    /// potential.
    ///
    /// # Errors
    /// [`Error::NotFinite`] and [`Error::Inaccurate`] as along the curves;
    /// [`Error::Disagreement`] where curve and distribution have different <e^{-s}>.
    pub(super) fn new(
        lines: &Outcomes,
        coupling: f64,
        time: f64,
        balance: &EntropyBalance,
    ) -> Result<Option<Self>, Error> {
        let measured = lines.occupation.zip(lines.bath_energy);
        let Some((occupation, bath_energy)) = measured.filter(|_| {
            lines.is_complete() && balance.beta.is_finite() && balance.beta_mu.is_finite()
        }) else {
            return Ok(None);
        };
        let before = [1.0 - balance.occupation, balance.occupation];
        let place = |x: f64| usize::from(x != 0.0);
        let rows = || {
            (0..lines.weight.len()).map(|i| {
                let (from, to) = (place(lines.from[i]), place(lines.to[i]));
                (from, to, lines.energy[i], lines.weight[i])
            })
        };
        let mut after = [0.0; 2];
        for (from, to, _, weight) in rows() {
            after[to] += before[from] * weight;
        }
        let outcome = |from: usize, to: usize, energy: f64, start: [f64; 2], end: [f64; 2]| {
            let bosons = from as f64 - to as f64;
            start[from].ln() - end[to].ln() + balance.beta * (energy - balance.energy)
                - balance.beta_mu * bosons
        };
        let forward: Vec<(f64, f64)> = rows()
            .map(|(from, to, energy, weight)| {
                (
                    outcome(from, to, energy, before, after),
                    before[from] * weight,
                )
            })
            .collect();
        let reverse: Vec<(f64, f64)> = rows()
            .map(|(from, to, energy, weight)| {
                (
                    outcome(from, to, energy, after, before),
                    after[from] * weight,
                )
            })
            .collect();
        let forward = sorted(&forward, |a, b| a.0.total_cmp(&b.0));
        let merged = merge(&forward);
        let total = |f: fn(f64, f64) -> f64| forward.iter().map(|&(s, p)| f(s, p)).sum::<f64>();
        let weights = &lines.log_weights;
        let (average, curve) = (
            sum(forward.iter().map(weighted)),
            balance.exponential_average(weights, occupation),
        );
        let error = balance.exponential_error(weights, &lines.log_errors, occupation);
        agree([average, curve], error, coupling, time)?;
        Ok(Some(Self {
            time,
            total: total(|_, p| p),
            mean: total(|s, p| p * s),
            exponential_average: average,
            curve_entropy_production: balance.entropy_production(occupation, bath_energy),
            curve_exponential_average: curve,
            characteristic: characteristic(&forward, &reverse),
            entropy: merged.iter().map(|line| line.0).collect(),
            probability: merged.iter().map(|line| line.1).collect(),
        }))
    }
}

/// p e^{-s}, where e^{-s} alone may be beyond the range of doubles.
fn weighted(&(s, p): &(f64, f64)) -> f64 {
    (p.ln() - s).exp()
}

/// That <e^{-s}> of the distribution and of the curve, both at one time, are one number.
fn agree(averages: [f64; 2], error: f64, coupling: f64, time: f64) -> Result<(), Error> {
    let what = Message::new("number.at")
        .with("number", "⟨exp(−s)⟩")
        .with("coupling", coupling)
        .with("time", time);
    let [average, curve] = averages;
    let scale = curve.max(1.0);
    if !(average.is_finite() && curve.is_finite()) {
        return Err(Error::NotFinite { what });
    }
    let (error, tolerance) = (error / scale, TOLERANCE);
    if error > tolerance || error.is_nan() {
        return Err(Error::Inaccurate {
            what,
            error,
            tolerance,
        });
    }
    if (average - curve).abs() / scale > tolerance {
        return Err(Error::Disagreement {
            what,
            values: averages,
            tolerance,
        });
    }
    Ok(())
}

/// Outcomes nearer than this in s, in nats, are one: levels of equal energy differ by
/// rounding, and how the probability is shared among them is a matter of the solver.
const SAME: f64 = 1e-9;

/// Ascending lines with those of equal s added up, each at its mean.
fn merge(lines: &[(f64, f64)]) -> Vec<(f64, f64)> {
    lines
        .chunk_by(|a, b| b.0 - a.0 < SAME)
        .map(|group| {
            let probability: f64 = group.iter().map(|line| line.1).sum();
            let moment: f64 = group.iter().map(|line| line.0 * line.1).sum();
            match probability > 0.0 {
                true => (moment / probability, probability),
                false => group[0],
            }
        })
        .collect()
}

fn characteristic(forward: &[(f64, f64)], reverse: &[(f64, f64)]) -> Characteristic {
    let step = LARGEST_U / STEPS as f64;
    let u: Vec<f64> = (0..=STEPS).map(|k| step * k as f64).collect();
    let forward = transform(forward.iter().map(|&(s, p)| (s, p)), step);
    // G_R(i - u) = <e^{-s} e^{-ius}> of the reverse run.
    let reverse = transform(reverse.iter().map(|line| (-line.0, weighted(line))), step);
    let pairs = forward.iter().zip(&reverse);
    Characteristic {
        u,
        difference: pairs.map(|(f, r)| (f - r).norm()).collect(),
        forward: forward.iter().map(|g| g.norm()).collect(),
        reverse: reverse.iter().map(|g| g.norm()).collect(),
    }
}

/// sum w e^{iks step} for k = 0, 1, ..., by turning every line a little further each time.
fn transform(lines: impl Iterator<Item = (f64, f64)>, step: f64) -> Vec<Complex64> {
    let mut sums = vec![Complex64::default(); STEPS + 1];
    for (s, weight) in lines {
        let turn = Complex64::from_polar(1.0, s * step);
        let mut value = Complex64::new(weight, 0.0);
        for sum in &mut sums {
            *sum += value;
            value *= turn;
        }
    }
    sums
}
