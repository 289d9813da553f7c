//! From what is measured to entropy production: the one place where the formulas stand.

use crate::error::Error;
use crate::message::Message;
use numerics::sorting::sorted;
use physics::thermal::binary_entropy;

/// What entropy production is counted from.
#[derive(Clone, Copy, Debug)]
pub struct EntropyBalance {
    /// Not a number where the bath has no temperature.
    pub beta: f64,
    /// Not a number while it is unknown.
    pub beta_mu: f64,
    /// <H_B> at the start.
    pub energy: f64,
    /// <n_S> at the start.
    pub occupation: f64,
}

impl EntropyBalance {
    /// beta Q = -(beta D<H_B> - beta mu D<N_B>).
    pub fn beta_heat(&self, occupation: f64, bath_energy: f64) -> f64 {
        let gained = self.occupation - occupation;
        let heated = bath_energy - self.energy;
        -(self.beta * heated - self.beta_mu * gained)
    }

    /// Q, in the unit of energy; not a number at beta = 0, where mu diverges.
    pub fn heat(&self, occupation: f64, bath_energy: f64) -> f64 {
        match self.beta == 0.0 {
            true => f64::NAN,
            false => self.beta_heat(occupation, bath_energy) / self.beta,
        }
    }

    /// sigma = D S_S - beta Q, in nats.
    pub fn entropy_production(&self, occupation: f64, bath_energy: f64) -> f64 {
        binary_entropy(occupation)
            - binary_entropy(self.occupation)
            - self.beta_heat(occupation, bath_energy)
    }

    /// <e^{-s}> from the logarithms of the weights of (s_0, s) = 00, 01, 10, 11 without their
    /// factors of mu. Neither these nor the factors are for doubles, but together they are.
    pub fn exponential_average(&self, log_weights: &[f64], occupation: f64) -> f64 {
        sum(self.terms(log_weights, [1.0 - occupation, occupation]))
    }

    /// What rounding may have added to it, from what it may have added to the weights and to
    /// the occupation.
    pub fn exponential_error(
        &self,
        log_weights: &[f64],
        log_errors: &[f64],
        occupation: f64,
    ) -> f64 {
        let of_weights = self.terms(log_errors, [1.0 - occupation, occupation]);
        let of_occupation = self.terms(log_weights, [OCCUPATION_ERROR; 2]);
        sum(of_weights) + sum(of_occupation)
    }

    /// sigma of the record; not a number while temperature or chemical potential are unknown.
    ///
    /// # Errors
    /// [`Error::NotFinite`] where it or the heat is beyond all numbers.
    pub fn checked_production(
        &self,
        occupation: f64,
        bath_energy: f64,
        what: impl FnOnce() -> Message,
    ) -> Result<f64, Error> {
        let (sigma, heat) = (
            self.entropy_production(occupation, bath_energy),
            self.heat(occupation, bath_energy),
        );
        // At beta = 0 there is no heat.
        let finite = sigma.is_finite() && (heat.is_finite() || self.beta == 0.0);
        match self.is_known() && !finite {
            true => Err(Error::NotFinite { what: what() }),
            false => Ok(sigma),
        }
    }

    /// <e^{-s}> of the record; not a number while temperature or chemical potential are unknown.
    ///
    /// # Errors
    /// [`Error::NotFinite`] where it is beyond all numbers, [`Error::Inaccurate`] where rounding has changed it by more
    /// than [`TOLERANCE`].
    pub fn checked_average(
        &self,
        log_weights: &[f64],
        log_errors: &[f64],
        occupation: f64,
        what: impl FnOnce() -> Message,
    ) -> Result<f64, Error> {
        let average = self.exponential_average(log_weights, occupation);
        let error = self.exponential_error(log_weights, log_errors, occupation) / average.max(1.0);
        if self.is_known() && !average.is_finite() {
            return Err(Error::NotFinite { what: what() });
        }
        if self.is_known() && (error > TOLERANCE || error.is_nan()) {
            return Err(Error::Inaccurate {
                what: what(),
                error,
                tolerance: TOLERANCE,
            });
        }
        Ok(average)
    }

    /// Each weight with its factor of mu and the probability of its end, empty or filled.
    fn terms(&self, logs: &[f64], probabilities: [f64; 2]) -> [f64; 4] {
        // N' - N = s_0 - s: a boson that left the system is in the bath.
        let gained = [0.0, -1.0, 1.0, 0.0];
        std::array::from_fn(|k| {
            let probability = probabilities[k % 2];
            match probability <= 0.0 {
                true => 0.0,
                false => (probability.ln() + logs[k] + self.beta_mu * gained[k]).exp(),
            }
        })
    }

    /// Whether temperature and chemical potential are known.
    pub fn is_known(&self) -> bool {
        !self.beta.is_nan() && !self.beta_mu.is_nan()
    }
}

/// The error of <e^{-s}> that is allowed, of the average itself where that is above 1.
pub const TOLERANCE: f64 = 1e-8;

/// Rounding's share in an occupation.
const OCCUPATION_ERROR: f64 = 1e-14;

/// Numbers of one sign added up, from the smallest to the largest.
pub fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let terms: Vec<f64> = terms.into_iter().collect();
    sorted(&terms, f64::total_cmp).iter().sum()
}
