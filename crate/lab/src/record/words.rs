//! What a record shows in words and numbers, for readers who do not see its chart.

use super::quantity::Quantity;
use super::run::Run;
use super::trajectories::{BathSummary, Trajectories};
use crate::scenario::{BathState, Lang};

impl Trajectories {
    /// The bath, where every curve goes, the distributions, and when curves part from the canonical ones.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        [
            self.bath_words(lang),
            self.course_words(lang),
            self.distribution_words(lang),
            self.divergence_words(lang),
        ]
        .concat()
    }

    /// The bath and its state.
    pub fn bath_words(&self, lang: Lang) -> Vec<String> {
        self.bath.iter().map(|bath| start(bath, lang)).collect()
    }

    /// Where every curve goes.
    pub fn course_words(&self, lang: Lang) -> Vec<String> {
        let said = |run: &Run| course(run, self.quantity, lang);
        self.runs.iter().filter_map(said).collect()
    }

    /// The distribution of every run that has one.
    pub fn distribution_words(&self, lang: Lang) -> Vec<String> {
        let said = |run: &Run| {
            let found = run.statistics.as_ref()?;
            let (coupling, time, mean) = (run.coupling, found.time, found.mean);
            let average = found.exponential_average;
            Some(match lang {
                Lang::En => format!("Coupling {coupling}, t = {time}: the distribution P(s) has the mean {mean:.4} and the average of exp(−s) {average:.4}."),
                Lang::Ja => format!("結合{coupling}、t = {time}：分布 P(s) の平均は{mean:.4}、exp(−s) の平均は{average:.4}です。"),
            })
        };
        self.runs.iter().filter_map(said).collect()
    }

    /// When every curve parts from the canonical one, where there is one.
    pub fn divergence_words(&self, lang: Lang) -> Vec<String> {
        let divergences = self.divergences();
        let said = divergences.iter().map(|divergence| {
            let coupling = divergence.coupling;
            match (divergence.time, lang) {
                (Some(time), Lang::En) => format!(
                    "Coupling {coupling}: the curve parts from the canonical one at t = {time:.3}."
                ),
                (Some(time), Lang::Ja) => {
                    format!("結合{coupling}：t = {time:.3} でカノニカル分布の曲線から離れます。")
                }
                (None, Lang::En) => {
                    format!("Coupling {coupling}: the curve does not part from the canonical one.")
                }
                (None, Lang::Ja) => format!("結合{coupling}：カノニカル分布の曲線から離れません。"),
            }
        });
        said.collect()
    }
}

fn start(bath: &BathSummary, lang: Lang) -> String {
    let (sites, dimension) = (bath.sites, bath.dimension);
    let state = &bath.eigenstate;
    let energy = state.energy;
    let one = state.index.is_some() || state.residual.is_some();
    let number = state.index.map(|n| n.to_string());
    match (one, lang) {
        (true, Lang::En) => format!(
            "Bath of {sites} sites in {} of {dimension}, energy {energy:.4}.",
            number.map_or("one energy eigenstate".to_string(), |n| format!("energy eigenstate {n}"))
        ),
        (true, Lang::Ja) => format!(
            "{sites}サイトの熱浴はエネルギー固有状態{}（全{dimension}状態）、エネルギー{energy:.4}にあります。",
            number.map_or(String::new(), |n| format!("{n}番"))
        ),
        (false, Lang::En) => format!(
            "Bath of {sites} sites in a thermal state over {dimension} states, mean energy {energy:.4}."
        ),
        (false, Lang::Ja) => format!(
            "{sites}サイトの熱浴は{dimension}状態にわたる熱的な状態、平均エネルギー{energy:.4}にあります。"
        ),
    }
}

/// Where a curve goes: its last and its smallest value.
fn course(run: &Run, quantity: Quantity, lang: Lang) -> Option<String> {
    let values = quantity.of(run);
    let finite = || values.iter().copied().filter(|v| v.is_finite());
    let (time, last) = (*run.time.last()?, finite().next_back()?);
    let smallest = finite().fold(f64::INFINITY, f64::min);
    let coupling = run.coupling;
    let (what, named) = match quantity {
        Quantity::ExponentialAverage => ("⟨exp(−s)⟩", "⟨exp(−s)⟩"),
        Quantity::EntropyProduction => ("entropy production", "エントロピー生成"),
    };
    let mut kind = String::new();
    if run.state == BathState::Canonical.id() {
        kind += match lang {
            Lang::En => ", canonical bath",
            Lang::Ja => "（カノニカル分布の熱浴）",
        };
    }
    if let Some(kick) = run.kick {
        kind += &match lang {
            Lang::En => format!(", kick {kick}"),
            Lang::Ja => format!("（キック{kick}）"),
        };
    }
    Some(match lang {
        Lang::En => format!("Coupling {coupling}{kind}: {what} reaches {last:.4} at t = {time}; smallest value {smallest:.4}."),
        Lang::Ja => format!("結合{coupling}{kind}：t = {time} で{named}は{last:.4}、最小値は{smallest:.4}です。"),
    })
}
