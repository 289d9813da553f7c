//! The panels of all eigenstates as text: JSON, a table, sentences.

use serde::Serialize;
use serde_json::{json, Value};

use crate::json::text;

use super::all_eigenstates::AllEigenstates;
use super::eth::Eth;
use super::export::Table;
use super::Record;
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

    /// The levels of a panel of all eigenstates as a list of objects, each as in the JSON;
    /// empty in the other panels.
    pub fn levels(&self) -> Value {
        match self.scenario.panel {
            Panel::Eth => json!(self.eth().levels),
            Panel::AllEigenstates => json!(self.all_eigenstates().levels),
            _ => json!([]),
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
        Some(Table {
            columns: columns.iter().map(ToString::to_string).collect(),
            rows,
        })
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
    if let Some(fit) = &eth.decay.standard_deviation {
        let error = fit.error.map(|e| format!(" ± {e:.2}")).unwrap_or_default();
        let power = fit.power;
        words.push(match lang {
            Lang::En => format!(
                "Over {} sizes of the bath the standard deviation goes as the number of states to the power {power:.2}{error}.",
                eth.sizes.len()
            ),
            Lang::Ja => format!(
                "大きさの異なる{}個の熱浴で、標準偏差は状態数の{power:.2}{error}乗に従います。",
                eth.sizes.len()
            ),
        });
    }
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

fn sigma_words(all: &AllEigenstates, lang: Lang) -> Vec<String> {
    let Some(s) = &all.statistics else {
        return Vec::new();
    };
    let (time, coupling, levels, below) = (all.time, all.coupling, s.levels, s.below_zero);
    let (least, at, missing) = (s.minimum, s.minimum_index, s.without_beta.len());
    vec![match lang {
        Lang::En => format!(
            "Coupling {coupling}, t = {time}: entropy production is below zero for {below} of {levels} eigenstates; the smallest value is {least:.4}, for number {at}. {missing} levels at the ends of the spectrum have no temperature."
        ),
        Lang::Ja => format!(
            "結合{coupling}、t = {time}：{levels}個の固有状態のうちエントロピー生成が負なのは{below}個、最小値は{least:.4}（{at}番）です。スペクトルの端の{missing}個の準位には温度がありません。"
        ),
    }]
}
