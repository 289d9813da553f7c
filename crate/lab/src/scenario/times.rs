//! The times at which a run is recorded.

use super::{number, Spacing};
use std::fmt;

/// `count` times from `from` to `to`, both included; with a count of 1 only `from`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeGrid {
    /// Equal ratios or equal steps.
    pub spacing: Spacing,
    /// First time, in hbar over the unit of energy.
    pub from: f64,
    /// Last time.
    pub to: f64,
    /// Number of times, at least 1.
    pub count: usize,
}

impl TimeGrid {
    /// The times in increasing order; the ends are exactly `from` and `to`.
    pub fn values(&self) -> Vec<f64> {
        let last = self.count.saturating_sub(1);
        (0..self.count)
            .map(|k| {
                let fraction = k as f64 / last.max(1) as f64;
                match (k, self.spacing) {
                    (0, _) => self.from,
                    (k, _) if k == last => self.to,
                    (_, Spacing::Lin) => self.from + fraction * (self.to - self.from),
                    (_, Spacing::Log) => {
                        (self.from.ln() * (1.0 - fraction) + self.to.ln() * fraction).exp()
                    }
                }
            })
            .collect()
    }
}

impl fmt::Display for TimeGrid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TimeGrid {
            spacing,
            from,
            to,
            count,
        } = self;
        write!(
            f,
            "{spacing}:{}:{}:{count}",
            number::text(*from),
            number::text(*to)
        )
    }
}
