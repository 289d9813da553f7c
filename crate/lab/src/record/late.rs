//! Means over a late window of one run or of several eigenstates, and how they spread: what is left of the second law and
//! the fluctuation theorem at long times (E. Iyoda, K. Kaneko, T. Sagawa, PRE 105, 044106 (2022), arXiv:2102.12083;
//! K. Kaneko, E. Iyoda, T. Sagawa, PRE 96, 062148 (2017), arXiv:1706.10112).

use serde::Serialize;

use super::entropy_balance::EntropyBalance;
use super::run::fours;
use crate::error::Error;
use crate::message::Message;
use crate::scenario::TimeGrid;
use numerics::cast::size;
use numerics::vector::larger;

/// The late window of one coupling.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Late {
    /// gamma'.
    pub coupling: f64,
    /// First time of the window.
    pub from: f64,
    /// Its last time.
    pub to: f64,
    /// Number of times, at equal steps.
    pub count: usize,
    /// The eigenstates followed, the nearest to U(beta) first; complete ones alone.
    pub levels: Vec<LateLevel>,
    /// How these differ; `None` before the first.
    pub spread: Option<LateSpread>,
}

/// One eigenstate over the window, with the set-up's beta and beta mu. Numbers that do not exist are none: those of e^{-s}
/// where its average is not measured, all of them where there is no temperature.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LateLevel {
    /// Place by energy, from 0; `None` where the bath's levels are not all known, and for a typical state.
    pub index: Option<usize>,
    /// <H_B> at the start.
    pub energy: f64,
    /// Mean of sigma over the window.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub entropy_production_mean: f64,
    /// Its root mean square about that mean.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub entropy_production_rms: f64,
    /// Its smallest value.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub entropy_production_smallest: f64,
    /// Mean of <e^{-s}>.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub exponential_mean: f64,
    /// Root mean square of <e^{-s}> - 1.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub exponential_deviation: f64,
}

/// How the eigenstates of one window differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LateSpread {
    /// How many there are.
    pub levels: usize,
    /// Of their means of sigma.
    pub entropy_production_mean: Spread,
    /// Of the root mean squares of sigma about its mean.
    pub entropy_production_rms: Spread,
    /// Of their smallest sigma.
    pub entropy_production_smallest: Spread,
    /// Of their means of <e^{-s}>.
    pub exponential_mean: Spread,
    /// Of the root mean squares of <e^{-s}> - 1.
    pub exponential_deviation: Spread,
}

/// One number of several eigenstates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spread {
    /// Mean.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub mean: f64,
    /// Standard deviation of the sample, with count - 1; none of one eigenstate.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub deviation: f64,
    /// Smallest.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub smallest: f64,
    /// Largest.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub largest: f64,
}

/// The window of one run while it grows.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub coupling: f64,
    pub grid: TimeGrid,
    pub levels: Vec<Sums>,
}

/// What is known of one eigenstate: sums over the times so far, and what has not been added yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    index: Option<usize>,
    energy: Option<f64>,
    count: usize,
    entropy: Moments,
    exponential: Moments,
    smallest: Option<f64>,
    occupation: Vec<f64>,
    bath_energy: Vec<f64>,
    log_weights: Vec<[f64; 4]>,
    log_errors: Vec<[f64; 4]>,
    pub norm_error: f64,
    pub energy_drift: f64,
}

/// Mean and squares about it, value after value (Welford).
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.count += 1.0;
        let before = value - self.mean;
        self.mean += before / self.count;
        self.squares += before * (value - self.mean);
    }

    /// None without values.
    fn mean(self) -> f64 {
        match self.count > 0.0 {
            true => self.mean,
            false => f64::NAN,
        }
    }

    /// Root mean square about `centre`.
    fn about(self, centre: f64) -> f64 {
        (self.squares / self.count + (self.mean - centre).powi(2)).sqrt()
    }
}

impl Sums {
    /// Takes in a column of new rows; whether there is one of that name.
    pub fn take(&mut self, name: &str, values: &[f64]) -> bool {
        let largest = |so_far: f64| values.iter().copied().fold(so_far, larger);
        match name {
            "index" => self.index = values.first().copied().map(size),
            "energy" => self.energy = values.first().copied(),
            "occupation" => self.occupation.extend(values),
            "bath_energy" => self.bath_energy.extend(values),
            "log_weights" => self.log_weights.extend(fours(values)),
            "log_errors" => self.log_errors.extend(fours(values)),
            "norm_error" => self.norm_error = largest(self.norm_error),
            "energy_drift" => self.energy_drift = largest(self.energy_drift),
            _ => return false,
        }
        true
    }

    /// Adds what every column has by now to the sums. `at` names a number of a row, for errors.
    ///
    /// # Errors
    /// Those of [`EntropyBalance::checked_production`] and [`EntropyBalance::checked_average`].
    pub fn settle(
        &mut self,
        balance: &EntropyBalance,
        weighs: bool,
        at: impl Fn(usize, Message) -> Message,
    ) -> Result<(), Error> {
        let Some(energy) = self.energy else {
            return Ok(());
        };
        let balance = EntropyBalance { energy, ..*balance };
        let mut rows = self.occupation.len().min(self.bath_energy.len());
        if weighs {
            rows = rows.min(self.log_weights.len()).min(self.log_errors.len());
        }
        for row in 0..rows {
            let n = self.occupation[row];
            let row_of_window = self.count + row;
            let what = || at(row_of_window, Message::new("number.heat"));
            let sigma = balance.checked_production(n, self.bath_energy[row], what)?;
            if balance.is_known() {
                self.entropy.add(sigma);
                self.smallest = Some(self.smallest.map_or(sigma, |least| least.min(sigma)));
            }
            if weighs {
                let logs = (&self.log_weights[row], &self.log_errors[row]);
                let what = || at(row_of_window, Message::plain("⟨exp(−s)⟩"));
                let average = balance.checked_average(logs.0, logs.1, n, what)?;
                if balance.is_known() {
                    self.exponential.add(average);
                }
            }
        }
        self.count += rows;
        self.occupation.drain(..rows);
        self.bath_energy.drain(..rows);
        if weighs {
            self.log_weights.drain(..rows);
            self.log_errors.drain(..rows);
        }
        Ok(())
    }

    /// What they say, once all times are there.
    fn level(&self, times: usize) -> Option<LateLevel> {
        let energy = self.energy.filter(|_| self.count == times)?;
        Some(LateLevel {
            index: self.index,
            energy,
            entropy_production_mean: self.entropy.mean(),
            entropy_production_rms: self.entropy.about(self.entropy.mean),
            entropy_production_smallest: self.smallest.unwrap_or(f64::NAN),
            exponential_mean: self.exponential.mean(),
            exponential_deviation: self.exponential.about(1.0),
        })
    }
}

impl Window {
    /// What it says by now.
    pub fn late(&self) -> Late {
        let TimeGrid {
            from, to, count, ..
        } = self.grid;
        let levels = self.levels.iter().filter_map(|sums| sums.level(count));
        let levels: Vec<LateLevel> = levels.collect();
        Late {
            coupling: self.coupling,
            from,
            to,
            count,
            spread: LateSpread::of(&levels),
            levels,
        }
    }
}

impl LateSpread {
    fn of(levels: &[LateLevel]) -> Option<Self> {
        let of = |number: fn(&LateLevel) -> f64| Spread::of(levels.iter().map(number));
        (!levels.is_empty()).then(|| Self {
            levels: levels.len(),
            entropy_production_mean: of(|l| l.entropy_production_mean),
            entropy_production_rms: of(|l| l.entropy_production_rms),
            entropy_production_smallest: of(|l| l.entropy_production_smallest),
            exponential_mean: of(|l| l.exponential_mean),
            exponential_deviation: of(|l| l.exponential_deviation),
        })
    }
}

impl Spread {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let mut moments = Moments::default();
        values.clone().for_each(|value| moments.add(value));
        // What is no number stays none.
        let smaller = |a: f64, b: f64| -larger(-a, -b);
        Self {
            mean: moments.mean(),
            deviation: (moments.squares / (moments.count - 1.0)).sqrt(),
            smallest: values.clone().fold(f64::INFINITY, smaller),
            largest: values.fold(f64::NEG_INFINITY, larger),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_values_and_spreads_have_a_deviation_from_two_on() {
        let values = [0.3, -0.1, 0.7, 0.2];
        let mut moments = Moments::default();
        values.iter().for_each(|&value| moments.add(value));
        let mean = values.iter().sum::<f64>() / 4.0;
        let about = |centre: f64| {
            let squares = values.iter().map(|v| (v - centre).powi(2));
            (squares.sum::<f64>() / 4.0).sqrt()
        };
        assert!((moments.mean() - mean).abs() < 1e-15);
        for centre in [mean, 1.0, -3.0] {
            assert!((moments.about(centre) - about(centre)).abs() < 1e-14);
        }
        let spread = Spread::of(values.into_iter());
        assert_eq!((spread.smallest, spread.largest), (-0.1, 0.7));
        let sample = about(mean) * (4.0f64 / 3.0).sqrt();
        assert!((spread.deviation - sample).abs() < 1e-15);
        let one = Spread::of([0.5].into_iter());
        assert!(one.mean == 0.5 && one.deviation.is_nan());
        assert!(Spread::of([0.5, f64::NAN, 0.1].into_iter())
            .largest
            .is_nan());
        assert!(Spread::of([0.5, f64::NAN, 0.1].into_iter())
            .smallest
            .is_nan());
    }
}
