//! The panels of all eigenstates as text: JSON, a table, sentences.

use serde::Serialize;

use super::all_eigenstates::AllEigenstates;
use super::eth::{Deviations, Eth, Size, WINDOW};
use super::export::{named, Table};
use super::histogram::PowerLaw;
use super::Record;
use crate::json::text;
use crate::message::Message;
use crate::scenario::{Observable, Panel};

/// The bath of a panel that starts from no state in particular.
#[derive(Serialize)]
struct BathLevels {
    sites: usize,
    dimension: usize,
    ground_energy: f64,
    top_energy: f64,
}

/// A record of these panels as JSON shows it: what runs are elsewhere, levels are here.
#[derive(Serialize)]
struct Export<'a, T: Serialize> {
    scenario: &'a str,
    version: &'a str,
    bath: Option<BathLevels>,
    runs: [(); 0],
    #[serde(flatten)]
    found: T,
}

impl Record {
    /// The record as JSON where its panel is one of all eigenstates.
    pub(super) fn levels_json(&self) -> Option<String> {
        match self.scenario.panel {
            Panel::Eth => Some(text(&self.export(self.eth()))),
            Panel::AllEigenstates => Some(text(&self.export(self.all_eigenstates()))),
            _ => None,
        }
    }

    fn export<T: Serialize>(&self, found: T) -> Export<'_, T> {
        let ends = match self.scenario.panel {
            Panel::Eth => self.eth_ends(),
            _ => self.all.ends(),
        };
        Export {
            scenario: &self.text,
            version: self.version,
            bath: ends.map(|(dimension, ground_energy, top_energy)| BathLevels {
                sites: self.scenario.bath.sites(),
                dimension,
                ground_energy,
                top_energy,
            }),
            runs: [],
            found,
        }
    }

    /// The levels of a panel of all eigenstates as a JSON list of objects, each as in the record's
    /// own JSON; empty in the other panels.
    pub fn levels(&self) -> String {
        match self.scenario.panel {
            Panel::Eth => text(&self.eth().levels),
            Panel::AllEigenstates => text(&self.all_eigenstates().levels),
            _ => "[]".to_string(),
        }
    }

    /// The same as a table.
    pub(super) fn levels_table(&self) -> Option<Table> {
        let or_nan = |x: Option<f64>| x.unwrap_or(f64::NAN);
        let (columns, rows): (&[&str], Vec<Vec<f64>>) = match self.scenario.panel {
            Panel::Eth => (
                &[
                    "index",
                    "energy",
                    "beta",
                    "value",
                    "canonical",
                    "deviation",
                    "n_a",
                    "n_c",
                    "pair",
                    "hopping",
                ],
                self.eth()
                    .levels
                    .iter()
                    .map(|level| {
                        let derived = [level.beta, level.value, level.canonical, level.deviation];
                        let index = or_nan(level.index.map(|i| i as f64));
                        let mut row = vec![index, level.energy];
                        row.extend(derived.map(or_nan));
                        row.extend(level.local);
                        row
                    })
                    .collect(),
            ),
            Panel::AllEigenstates => (
                &[
                    "index",
                    "energy",
                    "beta",
                    "beta_mu",
                    "occupation",
                    "bath_energy",
                    "entropy_production",
                ],
                self.all_eigenstates()
                    .levels
                    .iter()
                    .map(|level| {
                        vec![
                            level.index as f64,
                            level.energy,
                            or_nan(level.beta),
                            or_nan(level.beta_mu),
                            level.occupation,
                            level.bath_energy,
                            or_nan(level.entropy_production),
                        ]
                    })
                    .collect(),
            ),
            _ => return None,
        };
        Some(named(columns, rows))
    }

    /// The numbers of the other plots of these panels.
    pub(super) fn levels_plot_table(&self, plot: &str) -> Option<Table> {
        let (columns, rows): (&[&str], Vec<Vec<f64>>) = match (self.scenario.panel, plot) {
            (Panel::AllEigenstates, "histogram") => return self.levels_table(),
            (Panel::Eth, "histogram") => (
                &["sites", "bosons", "dimension", "deviation"],
                self.deviations_of_sizes(),
            ),
            (Panel::Eth, "sizes") => (
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
            (Panel::Eth, "gaps") => {
                let gaps = self.eth().gaps;
                let ratios = gaps.map(|gaps| gaps.ratios).unwrap_or_default();
                (&["ratio"], ratios.into_iter().map(|r| vec![r]).collect())
            }
            _ => return None,
        };
        Some(named(columns, rows))
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

    /// What the points show, in sentences; `None` in the other panels.
    pub(super) fn levels_summary(&self) -> Option<Vec<Message>> {
        match self.scenario.panel {
            Panel::Eth => Some(eth_words(&self.eth(), self.scenario.observable)),
            Panel::AllEigenstates => Some(sigma_words(&self.all_eigenstates())),
            _ => None,
        }
    }
}

fn size_row(size: &Size) -> Vec<f64> {
    let of = |value: fn(&Deviations) -> f64| size.statistics.as_ref().map_or(f64::NAN, value);
    vec![
        size.sites as f64,
        size.bosons as f64,
        size.dimension as f64,
        of(|d| d.levels as f64),
        of(|d| d.outliers as f64),
        of(|d| d.fraction),
        of(|d| d.mean),
        of(|d| d.standard_deviation),
        of(|d| d.largest),
        size.mean_ratio,
        size.ratio_error,
    ]
}

fn eth_words(eth: &Eth, observable: Observable) -> Vec<Message> {
    let mut words = Vec::new();
    if let Some(s) = &eth.statistics {
        let share = 100.0 * s.fraction;
        words.push(
            Message::new("summary.outliers")
                .with("levels", s.levels)
                .with("window", s.window)
                .with("outliers", s.outliers)
                .with("share", format!("{share:.2}"))
                .with("epsilon", eth.epsilon)
                .with("deviation", format!("{:.4}", s.standard_deviation))
                .with("largest", format!("{:.4}", s.largest)),
        );
    }
    words.extend(decay_words(eth));
    if let (Observable::Gaps, Some(gaps)) = (observable, &eth.gaps) {
        words.push(
            Message::new("summary.gaps")
                .with("mean", format!("{:.4}", gaps.all.mean))
                .with("error", format!("{:.4}", gaps.all.error))
                .with("goe", format!("{:.4}", gaps.goe))
                .with("poisson", format!("{:.4}", gaps.poisson)),
        );
    }
    if let Some(entanglement) = &eth.entanglement {
        let largest = eth
            .levels
            .iter()
            .filter_map(|l| l.value)
            .fold(0.0, f64::max);
        words.push(
            Message::new("summary.entanglement")
                .with("largest", format!("{largest:.4}"))
                .with("page", format!("{:.4}", entanglement.page)),
        );
    }
    words
}

/// How the deviations shrink with the bath, as powers of the number of its states.
fn decay_words(eth: &Eth) -> Option<Message> {
    let power = |fit: &Option<PowerLaw>| fit.as_ref().map(PowerLaw::exponent);
    let spread = power(&eth.decay.standard_deviation)?;
    let largest = power(&eth.decay.largest)?;
    let message = Message::new("summary.decay").with("sizes", eth.sizes.len());
    Some(message.with("spread", spread).with("largest", largest))
}

/// Numbers of levels, of many only the first few.
fn listed(levels: &[usize]) -> Message {
    const MOST: usize = 8;
    let shown = levels.iter().take(MOST).map(Message::plain);
    let shown = Message::joined("list", shown);
    match levels.len().saturating_sub(MOST) {
        0 => shown,
        more => Message::new("list.more")
            .saying("list", shown)
            .with("count", more),
    }
}

fn sigma_words(all: &AllEigenstates) -> Vec<Message> {
    let Some(s) = &all.statistics else {
        return Vec::new();
    };
    let share = 100.0 * s.fraction;
    let mut words = vec![Message::new("summary.below-zero")
        .with("coupling", all.coupling)
        .with("time", all.time)
        .with("below", s.below_zero)
        .with("levels", s.levels)
        .with("share", format!("{share:.2}"))
        .with("least", number(s.minimum))
        .with("at", s.minimum_index)];
    let quantile = |share: f64| {
        let found = s.quantiles.iter().find(|(of, _)| *of == share);
        found.map_or(String::new(), |(_, sigma)| number(*sigma))
    };
    let [one, five, half, most] = [0.01, 0.05, 0.5, 0.95].map(quantile);
    words.push(
        Message::new("summary.quantiles")
            .with("one", one)
            .with("five", five)
            .with("half", half)
            .with("most", most),
    );
    if !s.without_beta.is_empty() {
        let missing = listed(&s.without_beta);
        words.push(Message::new("summary.without-beta").saying("numbers", missing));
    }
    words
}

/// Four decimals with a true minus sign.
fn number(x: f64) -> String {
    format!("{x:.4}").replace('-', "−")
}
