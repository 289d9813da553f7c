//! The panels of all eigenstates as text: JSON, a table, sentences.

use serde::Serialize;

use super::all_eigenstates::AllEigenstates;
use super::eth::{Deviations, Eth, Size, WINDOW};
use super::export::{named, Table};
use super::histogram::PowerLaw;
use super::Record;
use crate::json::text;
use crate::scenario::{Lang, Observable, Panel};

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
    pub(super) fn levels_summary(&self, lang: Lang) -> Option<Vec<String>> {
        match self.scenario.panel {
            Panel::Eth => Some(eth_words(&self.eth(), self.scenario.observable, lang)),
            Panel::AllEigenstates => Some(sigma_words(&self.all_eigenstates(), lang)),
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

fn eth_words(eth: &Eth, observable: Observable, lang: Lang) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(s) = &eth.statistics {
        let (levels, outliers, share) = (s.levels, s.outliers, 100.0 * s.fraction);
        let (epsilon, deviation, largest) = (eth.epsilon, s.standard_deviation, s.largest);
        words.push(match lang {
            Lang::En => format!(
                "Of {levels} eigenstates with |β| ≤ {}, {outliers} ({share:.2} %) are farther than ε = {epsilon} from the canonical value; standard deviation {deviation:.4}, largest deviation {largest:.4}.",
                s.window
            ),
            Lang::Ja => format!(
                "|β| ≤ {} の固有状態{levels}個のうち、カノニカル平均から ε = {epsilon} より外れたものは{outliers}個（{share:.2} %）、標準偏差は{deviation:.4}、最大のずれは{largest:.4}です。",
                s.window
            ),
        });
    }
    words.extend(decay_words(eth, lang));
    if let (Observable::Gaps, Some(gaps)) = (observable, &eth.gaps) {
        let (mean, error) = (gaps.all.mean, gaps.all.error);
        words.push(match lang {
            Lang::En => format!(
                "Mean ratio of neighbouring gaps {mean:.4} ± {error:.4}; random matrices have {:.4}, uncorrelated levels {:.4}.",
                gaps.goe, gaps.poisson
            ),
            Lang::Ja => format!(
                "隣り合う準位間隔の比の平均は{mean:.4} ± {error:.4}。ランダム行列では{:.4}、無相関な準位では{:.4}です。",
                gaps.goe, gaps.poisson
            ),
        });
    }
    if let Some(entanglement) = &eth.entanglement {
        let largest = eth
            .levels
            .iter()
            .filter_map(|l| l.value)
            .fold(0.0, f64::max);
        let page = entanglement.page;
        words.push(match lang {
            Lang::En => format!(
                "Largest entanglement entropy of half the bath {largest:.4}; a random state has {page:.4} on average."
            ),
            Lang::Ja => format!(
                "熱浴の半分のエンタングルメントエントロピーの最大値は{largest:.4}。ランダムな状態の平均は{page:.4}です。"
            ),
        });
    }
    words
}

/// How the deviations shrink with the bath, as powers of the number of its states.
fn decay_words(eth: &Eth, lang: Lang) -> Option<String> {
    let power = |fit: &Option<PowerLaw>| fit.as_ref().map(PowerLaw::exponent);
    let spread = power(&eth.decay.standard_deviation)?;
    let largest = power(&eth.decay.largest)?;
    let sizes = eth.sizes.len();
    Some(match lang {
        Lang::En => format!(
            "Over {sizes} sizes of the bath, D states each, the standard deviation goes as D to the power {spread}, the largest deviation as D to the power {largest}."
        ),
        Lang::Ja => format!(
            "大きさの異なる{sizes}個の熱浴（状態数 D）で、標準偏差は D の{spread}乗、最大のずれは D の{largest}乗に従います。"
        ),
    })
}

/// Numbers of levels, of many only the first few.
fn listed(levels: &[usize], lang: Lang) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = levels.iter().take(MOST).map(usize::to_string).collect();
    let more = levels.len().saturating_sub(MOST);
    match (lang, more) {
        (Lang::En, 0) => shown.join(", "),
        (Lang::En, _) => format!("{} and {more} more", shown.join(", ")),
        (Lang::Ja, 0) => shown.join("、"),
        (Lang::Ja, _) => format!("{}、ほか{more}個", shown.join("、")),
    }
}

fn sigma_words(all: &AllEigenstates, lang: Lang) -> Vec<String> {
    let Some(s) = &all.statistics else {
        return Vec::new();
    };
    let (time, coupling, levels, below) = (all.time, all.coupling, s.levels, s.below_zero);
    let (share, least, at) = (100.0 * s.fraction, number(s.minimum), s.minimum_index);
    let mut words = vec![match lang {
        Lang::En => format!(
            "Coupling {coupling}, t = {time}: entropy production is below zero for {below} of {levels} eigenstates ({share:.2} %); the smallest value is {least}, for number {at}."
        ),
        Lang::Ja => format!(
            "結合{coupling}、t = {time}：{levels}個の固有状態のうちエントロピー生成が負なのは{below}個（{share:.2} %）、最小値は{least}（{at}番）です。"
        ),
    }];
    let quantile = |share: f64| {
        let found = s.quantiles.iter().find(|(of, _)| *of == share);
        found.map_or(String::new(), |(_, sigma)| number(*sigma))
    };
    let [one, five, half, most] = [0.01, 0.05, 0.5, 0.95].map(quantile);
    words.push(match lang {
        Lang::En => format!(
            "1 % of them stay below {one}, 5 % below {five}, half below {half}, 95 % below {most}."
        ),
        Lang::Ja => {
            format!("下位1 %は{one}、5 %は{five}、50 %は{half}、95 %は{most}を下回ります。")
        }
    });
    let missing = listed(&s.without_beta, lang);
    if !missing.is_empty() {
        words.push(match lang {
            Lang::En => format!(
                "Without a temperature, and so without a point: numbers {missing}, at the ends of the spectrum."
            ),
            Lang::Ja => format!(
                "スペクトルの端にある{missing}番の準位には温度がないため、点がありません。"
            ),
        });
    }
    words
}

/// Four decimals with a true minus sign.
fn number(x: f64) -> String {
    format!("{x:.4}").replace('-', "−")
}
