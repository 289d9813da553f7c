//! Weak ETH as tables.

use super::record::{Deviations, EthState, Size, WINDOW};
use crate::record::{named, Table};
use crate::scenario::Observable;

impl EthState {
    /// The numbers of a plot: every level, or what the plot's name says.
    pub fn numbers(&self, plot: &str) -> Option<Table> {
        let (columns, rows): (&[&str], Vec<Vec<f64>>) = match plot {
            "main" if self.scenario.observable == Observable::Gaps => return self.numbers("gaps"),
            "main" => return Some(self.levels_table()),
            "histogram" => (
                &["sites", "bosons", "dimension", "deviation"],
                self.deviations_of_sizes(),
            ),
            "sizes" => (
                &[
                    "sites",
                    "bosons",
                    "dimension",
                    "levels",
                    "outliers",
                    "fraction",
                    "mean",
                    "standard_deviation",
                    "largest",
                    "mean_ratio",
                    "ratio_error",
                ],
                self.eth().sizes.iter().map(size_row).collect(),
            ),
            "gaps" => {
                let gaps = self.eth().gaps;
                let ratios = gaps.map(|gaps| gaps.ratios).unwrap_or_default();
                (&["ratio"], ratios.into_iter().map(|r| vec![r]).collect())
            }
            _ => return None,
        };
        Some(named(columns, rows))
    }

    /// A line for each level.
    fn levels_table(&self) -> Table {
        let or_nan = |x: Option<f64>| x.unwrap_or(f64::NAN);
        // An entropy has no canonical value to be compared with.
        let compared = self.scenario.observable != Observable::Entanglement;
        let mut columns = vec!["index", "energy", "beta", "value"];
        columns.extend(
            compared
                .then_some(["canonical", "deviation"])
                .into_iter()
                .flatten(),
        );
        columns.extend(["n_a", "n_c", "pair", "hopping"]);
        let rows = self.eth().levels.into_iter().map(|level| {
            let index = or_nan(level.index.map(|i| i as f64));
            let mut row = vec![index, level.energy];
            row.extend([level.beta, level.value].map(or_nan));
            let derived = [level.canonical, level.deviation].map(or_nan);
            row.extend(compared.then_some(derived).into_iter().flatten());
            row.extend(level.local);
            row
        });
        named(&columns, rows.collect())
    }

    /// Sites, bosons, states and deviation of every level that the histogram counts.
    fn deviations_of_sizes(&self) -> Vec<Vec<f64>> {
        let eth = self.eth();
        if eth.sizes.is_empty() {
            let (sites, bosons) = (self.scenario.bath.sites(), self.scenario.bosons);
            let dimension = eth.levels.len();
            let counted = eth.levels.iter();
            let counted = counted.filter(|l| l.beta.is_some_and(|beta| beta.abs() <= WINDOW));
            let deviations = counted.filter_map(|level| level.deviation);
            return deviations
                .map(|d| vec![sites as f64, bosons as f64, dimension as f64, d])
                .collect();
        }
        let rows = |size: &Size| -> Vec<Vec<f64>> {
            let (sites, bosons) = (size.sites as f64, size.bosons as f64);
            let row = |d: &f64| vec![sites, bosons, size.dimension as f64, *d];
            size.deviations.iter().map(row).collect()
        };
        eth.sizes.iter().flat_map(rows).collect()
    }
}

fn size_row(size: &Size) -> Vec<f64> {
    let or_nan = |x: Option<f64>| x.unwrap_or(f64::NAN);
    let of =
        |value: fn(&Deviations) -> Option<f64>| or_nan(size.statistics.as_ref().and_then(value));
    vec![
        size.sites as f64,
        size.bosons as f64,
        size.dimension as f64,
        of(|d| Some(d.levels as f64)),
        of(|d| Some(d.outliers as f64)),
        of(|d| d.fraction),
        of(|d| d.mean),
        of(|d| d.standard_deviation),
        of(|d| d.largest),
        or_nan(size.mean_ratio),
        or_nan(size.ratio_error),
    ]
}
