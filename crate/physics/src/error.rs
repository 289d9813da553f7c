//! What can go wrong in the physics: numbers only, no words.

use std::fmt;

/// Why a computation gave no result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Error {
    /// An eigenvalue iteration stopped before it reached its tolerance.
    NotConverged {
        /// The residual it was left with, in units of energy; infinite where there is none.
        error: f64,
        /// The residual it was to reach.
        tolerance: f64,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotConverged { error, tolerance } => {
                write!(
                    f,
                    "not converged: error {error:.1e}, wanted {tolerance:.1e}"
                )
            }
        }
    }
}

impl std::error::Error for Error {}
