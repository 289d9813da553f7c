//! From what is measured to entropy production: the one place where the formulas stand.

use physics::thermal::binary_entropy;

/// What entropy production is counted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account {
    /// Not a number where the bath has no temperature.
    pub beta: f64,
    /// Not a number while it is unknown.
    pub beta_mu: f64,
    /// <H_B> at the start.
    pub energy: f64,
    /// <n_S> at the start.
    pub occupation: f64,
}

impl Account {
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

    /// <e^{-s}> from the weights of (s_0, s) = 00, 01, 10, 11 without their factors of mu.
    pub fn exponential_average(&self, weights: &[f64], occupation: f64) -> f64 {
        // N' - N = s_0 - s: a boson that left the system is in the bath.
        let empty = weights[0] + weights[2] * self.beta_mu.exp();
        let filled = weights[1] * (-self.beta_mu).exp() + weights[3];
        (1.0 - occupation) * empty + occupation * filled
    }
}
