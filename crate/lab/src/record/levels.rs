//! Records of every level of a bath as JSON shows them: what runs are elsewhere, levels are here.

use serde::Serialize;

use crate::scenario::Scenario;

/// The bath of a panel that starts from no state in particular.
#[derive(Serialize)]
struct BathLevels {
    sites: usize,
    dimension: usize,
    ground_energy: f64,
    top_energy: f64,
}

/// The head that such a record shares with those of runs, and what was found.
#[derive(Serialize)]
pub struct LevelsExport<T: Serialize> {
    scenario: String,
    version: &'static str,
    bath: Option<BathLevels>,
    runs: [(); 0],
    #[serde(flatten)]
    found: T,
}

impl<T: Serialize> LevelsExport<T> {
    /// With the number of levels and the lowest and highest energy, once they are known.
    pub fn new(scenario: &Scenario, ends: Option<(usize, f64, f64)>, found: T) -> Self {
        Self {
            scenario: scenario.to_text(),
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
