//! Records: the numbers found so far, ready to be drawn or exported, and what follows from them.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `trajectories` | a bath and its runs |
//! | `entropy_balance` | from what is measured to entropy production |
//! | `ensemble` | averages over the canonical mixture, and how long one eigenstate cannot be told from it |
//! | `distribution` | the distribution of entropy production at one time |
//! | `violation` | how far the fluctuation theorem is from holding |
//! | `levels` | every level of a bath as JSON |
//! | `histogram`, `fit` | counts, moments, lines and powers |
//! | `table` | runs as tables |
//! | `words` | runs in sentences |

pub mod distribution;
pub mod ensemble;
pub mod entropy_balance;
pub mod fit;
pub mod histogram;
pub mod levels;
pub mod table;
pub mod trajectories;
pub mod violation;
pub mod words;

pub use distribution::{Characteristic, Distribution, StatisticsSummary};
pub use ensemble::{Comparison, Divergence, Errors, Sampling, DIVERGENCE_TOLERANCE};
pub use table::{named, Moment, RunMoment, Table};
pub use trajectories::{marks, BathSummary, EigenstateSummary, Mark, MarkKind, Run, Trajectories};
pub use violation::ViolationOnset;

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
