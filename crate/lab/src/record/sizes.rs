//! The fluctuation theorem for baths of growing size: until when it holds, and how that time
//! grows.

use serde::Serialize;

use super::export::Table;
use super::histogram::PowerLaw;
use super::{BathSummary, MarkKind, Record, Run};
use crate::json;
use crate::scenario::{BathShape, Lang, Panel};
use numerics::vector::largest;

/// One bath of the panel, with its runs.
#[derive(Clone, Debug, Serialize)]
pub struct Size {
    /// Its lattice, as the text form names it.
    pub bath: String,
    /// N_B.
    pub bosons: usize,
    /// Side length: the root of a rectangle's number of sites, the number of a chain's.
    pub side: f64,
    /// N_B over the number of sites.
    pub filling: f64,
    /// tau_v of this bath.
    pub arrival: f64,
    /// tau_LR of this bath.
    pub lieb_robinson: f64,
    /// The bath's state, once it is known.
    pub state: Option<BathSummary>,
    /// Until when the theorem holds, one for each coupling.
    pub holds: Vec<Holds>,
    /// One for each coupling.
    pub runs: Vec<Run>,
}

/// For how long |<e^{-s}> - 1| stays below the scenario's epsilon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Holds {
    /// gamma'.
    pub coupling: f64,
    /// The first time at which it is above, between two outputs by interpolation; the first
    /// output, an upper bound, where it is above there already; `None` where that has not
    /// happened (yet).
    pub until: Option<f64>,
    /// The last time that was looked at.
    pub followed: f64,
}

/// How the time until which the theorem holds grows with the side length.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Growth {
    /// gamma'.
    pub coupling: f64,
    /// Power law through the baths in which the bound was passed after the first output;
    /// `None` with fewer than two.
    pub fit: Option<PowerLaw>,
}

/// The record as JSON shows it: what one bath and its runs are elsewhere stands in each size.
#[derive(Serialize)]
struct Export<'a> {
    scenario: &'a str,
    version: &'a str,
    bath: Option<()>,
    runs: [(); 0],
    epsilon: f64,
    norm_error: f64,
    energy_drift: f64,
    sizes: Vec<Size>,
    growth: Vec<Growth>,
}

impl Run {
    /// For how long the violation stays below `epsilon`.
    fn holds(&self, epsilon: f64) -> Holds {
        let violation = self.violation();
        let above = violation.iter().position(|v| *v > epsilon);
        let until = above.map(|k| match k.checked_sub(1) {
            None => self.time[0],
            Some(before) => {
                // In logarithms, in which a power of t is a line.
                let (t0, t1) = (self.time[before].ln(), self.time[k].ln());
                let (v0, v1) = (violation[before].ln(), violation[k].ln());
                let share = (epsilon.ln() - v0) / (v1 - v0);
                match share.is_finite() && t0.is_finite() {
                    true => (t0 + share * (t1 - t0)).exp(),
                    false => self.time[k],
                }
            }
        });
        Holds {
            coupling: self.coupling,
            until,
            followed: self.time.last().copied().unwrap_or(0.0),
        }
    }
}

impl Record {
    /// The baths of panel `sizes`, by size; none in other panels.
    pub fn bath_sizes(&self) -> Vec<Size> {
        let epsilon = self.scenario.epsilon;
        let size = |own: &Record| {
            let sites = own.scenario.bath.sites() as f64;
            let time = |kind| {
                let mark = own.marks().into_iter().find(|mark| mark.kind == kind);
                mark.map_or(f64::NAN, |mark| mark.time)
            };
            Size {
                bath: own.scenario.bath.to_string(),
                bosons: own.scenario.bosons,
                side: match own.scenario.bath {
                    BathShape::Square { .. } => sites.sqrt(),
                    BathShape::Chain { .. } => sites,
                },
                filling: own.scenario.bosons as f64 / sites,
                arrival: time(MarkKind::Arrival),
                lieb_robinson: time(MarkKind::LiebRobinson),
                state: own.bath.clone(),
                holds: own.runs.iter().map(|run| run.holds(epsilon)).collect(),
                runs: own.runs.clone(),
            }
        };
        self.members.iter().map(size).collect()
    }

    /// How long the theorem holds against side length, for each coupling.
    pub fn growth(&self) -> Vec<Growth> {
        let sizes = self.bath_sizes();
        let of = |(k, &coupling): (usize, &f64)| {
            let point = |size: &Size| {
                let first = *size.runs.get(k)?.time.first()?;
                // Passed before anything was recorded: when, nobody knows.
                let until = size.holds.get(k)?.until.filter(|&until| until > first)?;
                Some((size.side, until))
            };
            let points: Vec<(f64, f64)> = sizes.iter().filter_map(point).collect();
            Growth {
                coupling,
                fit: PowerLaw::fit(&points),
            }
        };
        self.scenario.coupling.iter().enumerate().map(of).collect()
    }

    /// Every run that the panel draws, with the bath that it belongs to in panel `sizes`.
    pub fn drawn_runs(&self) -> Vec<(Option<&Record>, &Run)> {
        match self.scenario.panel {
            Panel::Sizes => self
                .members
                .iter()
                .flat_map(|own| own.runs.iter().map(move |run| (Some(own), run)))
                .collect(),
            _ => self.runs.iter().map(|run| (None, run)).collect(),
        }
    }

    pub(super) fn sizes_json(&self) -> Option<String> {
        if self.scenario.panel != Panel::Sizes {
            return None;
        }
        let runs = || self.members.iter().flat_map(|own| &own.runs);
        let worst = |of: fn(&Run) -> f64| largest(runs().map(of));
        let export = Export {
            scenario: &self.text,
            version: self.version,
            bath: None,
            runs: [],
            epsilon: self.scenario.epsilon,
            norm_error: worst(|run| run.norm_error),
            energy_drift: worst(|run| run.energy_drift),
            sizes: self.bath_sizes(),
            growth: self.growth(),
        };
        Some(json::text(&export))
    }

    /// Every bath's runs in one table, sites and bosons in the first columns.
    pub(super) fn sizes_table(&self) -> Option<Table> {
        if self.scenario.panel != Panel::Sizes {
            return None;
        }
        let mut all = Table {
            columns: Vec::new(),
            rows: Vec::new(),
        };
        for own in &self.members {
            let table = own.table();
            let first = ["sites", "bosons"].map(String::from);
            all.columns = first.into_iter().chain(table.columns).collect();
            let (sites, bosons) = (own.scenario.bath.sites(), own.scenario.bosons);
            all.rows.extend(table.rows.into_iter().map(|row| {
                let first = [sites as f64, bosons as f64];
                first.into_iter().chain(row).collect()
            }));
        }
        Some(all)
    }

    /// Until when the theorem holds in each bath, in words.
    pub(super) fn sizes_summary(&self, lang: Lang) -> Vec<String> {
        let epsilon = self.scenario.epsilon;
        let several = self.scenario.coupling.len() > 1;
        let mut sentences = Vec::new();
        for size in self.bath_sizes() {
            let bosons = size.bosons;
            let bath = size.bath.replace("square-", "").replace('x', "×");
            for holds in size.holds.iter().filter(|holds| holds.followed > 0.0) {
                let Holds {
                    coupling, followed, ..
                } = holds;
                let with = match (several, lang) {
                    (false, _) => String::new(),
                    (true, Lang::En) => format!(", coupling {coupling}"),
                    (true, Lang::Ja) => format!("、結合{coupling}"),
                };
                sentences.push(match (holds.until, lang) {
                    (Some(t), Lang::En) => format!("{bath}, N = {bosons}{with}: |⟨exp(−s)⟩ − 1| stays below {epsilon} until t = {t:.3}."),
                    (None, Lang::En) => format!("{bath}, N = {bosons}{with}: |⟨exp(−s)⟩ − 1| stays below {epsilon} up to t = {followed}, the last time computed."),
                    (Some(t), Lang::Ja) => format!("{bath}、N = {bosons}{with}：|⟨exp(−s)⟩ − 1| は t = {t:.3} まで{epsilon}を超えません。"),
                    (None, Lang::Ja) => format!("{bath}、N = {bosons}{with}：|⟨exp(−s)⟩ − 1| は計算した最後の時刻 t = {followed} まで{epsilon}を超えません。"),
                });
            }
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_power_is_found_between_outputs() {
        let time: Vec<f64> = (1..=20).map(|k| 0.1 * f64::from(k)).collect();
        let run = Run {
            coupling: 1.0,
            exponential_average: Some(time.iter().map(|t| 1.0 + 0.01 * t * t).collect()),
            time,
            ..Run::default()
        };
        let until = run.holds(0.0123).until.unwrap();
        assert!((until - 1.23f64.sqrt()).abs() < 1e-9);
        assert_eq!(run.holds(0.1).until, None);
        assert_eq!(run.holds(0.1).followed, 2.0);
        assert_eq!(
            run.holds(1e-9).until,
            Some(0.1),
            "above from the first time on"
        );
    }
}
