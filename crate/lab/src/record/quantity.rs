//! What a panel draws of each run.

use super::run::Run;

/// What a panel draws of each run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// sigma.
    EntropyProduction,
    /// <e^{-s}>.
    ExponentialAverage,
}

impl Quantity {
    /// Its values, one for each time; none where it was not measured.
    pub fn of(self, run: &Run) -> &[f64] {
        match self {
            Quantity::EntropyProduction => &run.entropy_production,
            Quantity::ExponentialAverage => run.exponential_average.as_deref().unwrap_or_default(),
        }
    }

    /// Their standard errors; `None` where there are none.
    pub fn errors(self, run: &Run) -> Option<&[f64]> {
        let errors = run.sampling.as_ref()?.errors.as_ref()?;
        match self {
            Quantity::EntropyProduction => Some(&errors.entropy_production_error),
            Quantity::ExponentialAverage => errors.exponential_average_error.as_deref(),
        }
    }
}
