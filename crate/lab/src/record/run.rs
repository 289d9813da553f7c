//! One evolution: what was measured at each time, and what was derived from it.

use serde::Serialize;

use super::distribution::{Distribution, Outcomes};
use super::entropy_balance::EntropyBalance;
use super::information::{identity_error, Measured};
use super::samples::{Sampling, TraceSample};
use numerics::vector::larger;

/// One evolution: a coupling and what was measured at each time.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RunRecord"))]
pub struct Run {
    /// gamma'.
    pub coupling: f64,
    /// In panel `reversal`, the phase at the turning point; 0 for the perfect return.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub kick: Option<f64>,
    /// There too, delta of the way back's random site energies; 0 for the perfect return.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub mismatch: Option<f64>,
    /// The bath's state at the start: `eigenstate`, `canonical` or `typical`.
    pub state: &'static str,
    /// Times, in hbar over the unit of energy: in 1/gamma with hopping 1.
    pub time: Vec<f64>,
    /// <n_S>.
    pub occupation: Vec<f64>,
    /// S_S, in nats.
    pub system_entropy: Vec<f64>,
    /// <H_B>.
    pub bath_energy: Vec<f64>,
    /// <N_B>.
    pub bath_number: Vec<f64>,
    /// Q = -(D<H_B> - mu D<N_B>), taken up by the system; not a number (null in JSON) while
    /// beta mu is unknown and at beta = 0, where mu diverges.
    #[cfg_attr(test, ts(type = "(number | null)[]"))]
    pub heat: Vec<f64>,
    /// sigma = D S_S - beta Q, in nats; not a number while beta mu is unknown.
    #[cfg_attr(test, ts(type = "(number | null)[]"))]
    pub entropy_production: Vec<f64>,
    /// <e^{-s}>, where the scenario's panel asks for it and 0 < p < 1.
    #[cfg_attr(test, ts(type = "(number | null)[] | null"))]
    pub exponential_average: Option<Vec<f64>>,
    /// S_B, in nats, where the scenario's panel asks for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<f64>>"))]
    pub bath_entropy: Vec<f64>,
    /// I(S:B), what S and bath know of each other, there too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<f64>>"))]
    pub mutual_information: Vec<f64>,
    /// D(rho_B(t) || rho_gc) - D(rho_B(0) || rho_gc), there too; not a number while beta mu is unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<f64>>"))]
    pub divergence_change: Vec<f64>,
    /// P(s) at the scenario's chosen time, where it asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub statistics: Option<Distribution>,
    /// For a canonical bath, how its averages were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub sampling: Option<Sampling>,
    /// Largest | <psi|psi> - 1 |.
    pub norm_error: f64,
    /// Largest | <H>(t) - <H>(0) |.
    pub energy_drift: f64,
    /// <n_i> for every bath site, then the system site; one row for each time.
    pub site_density: Vec<Vec<f64>>,
    /// Bosons a unit of time that cross each bond from its first site to its second, one row for
    /// each time: the bath's bonds in the lattice's order, then the one from the attached site to
    /// the system site; empty unless the scenario asks for currents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Vec<f64>>>"))]
    pub bond_current: Vec<Vec<f64>>,
    /// ln || e^{-(beta/2)(H_B - E_i)} P_s U |s_0>|E_i> ||^2 for (s_0, s) = 00, 01, 10, 11, one
    /// row for each time.
    #[serde(skip)]
    pub(crate) log_weights: Vec<[f64; 4]>,
    /// ln of what rounding may have added to each of these weights.
    #[serde(skip)]
    pub(crate) log_errors: Vec<[f64; 4]>,
    #[serde(skip)]
    pub(crate) outcomes: Outcomes,
    /// Of the canonical mixture, by number; those not begun are empty.
    #[serde(skip)]
    pub(crate) shares: Vec<TraceSample>,
    /// <n_S> at the start.
    #[serde(skip)]
    pub(crate) start_occupation: f64,
    /// S_B at the start, where that is not zero.
    #[serde(skip)]
    pub(crate) start_bath_entropy: Option<f64>,
    /// <H_B> at the start, where it is an average of this run's own.
    #[serde(skip)]
    pub(crate) start_energy: Option<f64>,
}

impl Run {
    /// Whether there is an average of e^{-s} to draw, or words in its place.
    pub fn has_average(&self) -> bool {
        match &self.exponential_average {
            Some(average) => average.iter().any(|x| x.is_finite()),
            None => !self.time.is_empty(),
        }
    }

    /// Derives what S and bath know of each other, where the bath's entropy is measured.
    pub(super) fn derive_information(&mut self, balance: &EntropyBalance) {
        if self.bath_entropy.is_empty() {
            return;
        }
        let measured = Measured {
            bath_entropy: &self.bath_entropy,
            system_entropy: &self.system_entropy,
            occupation: &self.occupation,
            bath_energy: &self.bath_energy,
        };
        let before = self.start_bath_entropy.unwrap_or(0.0);
        [self.mutual_information, self.divergence_change] = measured.information(before, balance);
    }

    /// Largest |sigma - I - Delta D|; 0 where they are not measured.
    pub fn identity_error(&self) -> f64 {
        let (mutual, divergence) = (&self.mutual_information, &self.divergence_change);
        identity_error(&self.entropy_production, mutual, divergence)
    }

    /// Takes in a column of new rows, `widths` being those of densities and of currents; whether there is one of that name.
    pub(super) fn take(&mut self, name: &str, values: &[f64], widths: (usize, usize)) -> bool {
        let largest = |so_far: f64| values.iter().copied().fold(so_far, larger);
        let rows = |width: usize| values.chunks_exact(width).map(<[f64]>::to_vec);
        match name {
            "time" => self.time.extend(values),
            "occupation" => self.occupation.extend(values),
            "bath_energy" => self.bath_energy.extend(values),
            "norm_error" => self.norm_error = largest(self.norm_error),
            "energy_drift" => self.energy_drift = largest(self.energy_drift),
            "site_density" => self.site_density.extend(rows(widths.0)),
            "bath_entropy" => self.bath_entropy.extend(values),
            "bond_current" => self.bond_current.extend(rows(widths.1)),
            "log_weights" => self.log_weights.extend(fours(values)),
            "log_errors" => self.log_errors.extend(fours(values)),
            _ => return false,
        }
        true
    }
}

/// Rows of four numbers each.
pub(super) fn fours(values: &[f64]) -> Vec<[f64; 4]> {
    let rows = values.chunks_exact(4);
    rows.map(|w| [w[0], w[1], w[2], w[3]]).collect()
}
