//! Records of every level of a bath as JSON shows them: what runs are elsewhere, levels are here.

use serde::Serialize;

use crate::scenario::Scenario;

/// The bath of a panel that starts from no state in particular.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct BathLevels {
    sites: usize,
    dimension: usize,
    ground_energy: f64,
    top_energy: f64,
}

/// The head that such a record shares with those of runs, and what was found.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LevelsExport<T> {
    scenario: String,
    version: &'static str,
    bath: Option<BathLevels>,
    #[cfg_attr(test, ts(type = "[]"))]
    runs: [(); 0],
    #[serde(flatten)]
    found: T,
}

impl<T> LevelsExport<T> {
    /// With the number of levels and the lowest and highest energy, once they are known.
    pub fn new(scenario: &Scenario, ends: Option<(usize, f64, f64)>, found: T) -> Self {
        Self {
            scenario: scenario.physics(),
            version: env!("CARGO_PKG_VERSION"),
            bath: ends.map(|(dimension, ground_energy, top_energy)| BathLevels {
                sites: scenario.bath.sites(),
                dimension,
                ground_energy,
                top_energy,
            }),
            runs: [],
            found,
        }
    }
}
