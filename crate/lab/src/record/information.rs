//! What system and bath know of each other: entropy production in the terms of information.
//!
//! For any product state at the start, and any time (Esposito, Lindenberg and Van den Broeck, New J. Phys. 12, 013013 (2010)),
//!
//! ```text
//! sigma = I(S:B) + D(rho_B(t) || rho_gc) - D(rho_B(0) || rho_gc),   rho_gc = e^{-beta H_B + beta mu N_B} / Xi,
//! I(S:B) = S_S + S_B - S_SB,   D(rho_B || rho_gc) = -S_B + beta <H_B> - beta mu <N_B> + ln Xi.
//! ```
//!
//! The evolution is unitary: S_SB stays what it was at the start, and S and bath were independent then.

use super::entropy_balance::EntropyBalance;
use numerics::vector::largest;
use physics::thermal::binary_entropy;

/// Columns of a run, one value for each time; entropies in nats.
pub(super) struct Measured<'a> {
    pub bath_entropy: &'a [f64],
    pub system_entropy: &'a [f64],
    pub occupation: &'a [f64],
    pub bath_energy: &'a [f64],
}

impl Measured<'_> {
    /// I(S:B) and D(rho_B(t) || rho_gc) - D(rho_B(0) || rho_gc), as far as all columns reach; the bath had the entropy
    /// `before` at the start.
    pub(super) fn information(&self, before: f64, balance: &EntropyBalance) -> [Vec<f64>; 2] {
        let whole = binary_entropy(balance.occupation) + before;
        let rows = self.bath_entropy.len().min(self.system_entropy.len());
        let of = |value: &dyn Fn(usize) -> f64| (0..rows).map(value).collect();
        [
            of(&|row| self.system_entropy[row] + self.bath_entropy[row] - whole),
            of(&|row| {
                let beta_heat = balance.beta_heat(self.occupation[row], self.bath_energy[row]);
                before - self.bath_entropy[row] - beta_heat
            }),
        ]
    }
}

/// Largest |sigma - I - Delta D|: rounding alone; not a number where something is none.
pub fn identity_error(sigma: &[f64], mutual: &[f64], divergence: &[f64]) -> f64 {
    let terms = mutual.iter().zip(divergence).zip(sigma);
    largest(terms.map(|((i, d), sigma)| sigma - i - d))
}
