//! The fluctuation theorem for baths of growing size: until when it holds, and how that time
//! grows.

use serde::Serialize;

use crate::json;
use crate::message::{decimals, Message};
use crate::plan::trajectories::{late_levels, late_window};
use crate::record::histogram::PowerLaw;
use crate::record::words::late_sentence;
use crate::record::{
    named, BathSummary, Late, LateSpread, MarkKind, Run, Spread, Table, Trajectories,
};
use crate::scenario::bath::called;
use crate::scenario::{Scenario, Shape};
use numerics::vector::largest;

/// One bath of the panel, with its runs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SizeRecord"))]
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
    pub holds: Vec<ValidityTime>,
    /// One for each coupling.
    pub runs: Vec<Run>,
    /// Means over the late window, one for each coupling; none without a window.
    pub late: Vec<Late>,
}

/// For how long |<e^{-s}> - 1| stays below the scenario's epsilon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ValidityTime {
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
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SizeScaling {
    /// gamma'.
    pub coupling: f64,
    /// Power law through the baths in which the bound was passed after the first output;
    /// `None` with fewer than two.
    pub fit: Option<PowerLaw>,
}

/// How what is left at late times shrinks with the number of the bath's states.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LateScaling {
    /// gamma'.
    pub coupling: f64,
    /// Power law through the mean over each bath's eigenstates of the root mean square of <e^{-s}> - 1; `None` with fewer
    /// than two baths.
    pub exponential_deviation: Option<PowerLaw>,
    /// The same of the root mean square of sigma about its mean.
    pub entropy_production_rms: Option<PowerLaw>,
}

/// One number of the late window against the number of the bath's states: a point for each bath whose eigenstates are done.
pub struct LatePoint {
    /// D.
    pub dimension: f64,
    /// Over the eigenstates.
    pub spread: Spread,
}

/// The record as JSON shows it: what one bath and its runs are elsewhere stands in each size.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SizesExport<'a> {
    scenario: &'a str,
    version: &'a str,
    #[cfg_attr(test, ts(type = "null"))]
    bath: Option<()>,
    #[cfg_attr(test, ts(type = "[]"))]
    runs: [(); 0],
    epsilon: f64,
    norm_error: f64,
    energy_drift: f64,
    sizes: Vec<Size>,
    growth: Vec<SizeScaling>,
    late_growth: Vec<LateScaling>,
}

impl ValidityTime {
    /// For how long the violation of a run stays below `epsilon`.
    fn of(run: &Run, epsilon: f64) -> Self {
        let violation = run.violation();
        let above = violation.iter().position(|v| *v > epsilon);
        let until = above.map(|k| match k.checked_sub(1) {
            None => run.time[0],
            Some(before) => {
                // In logarithms, in which a power of t is a line.
                let (t0, t1) = (run.time[before].ln(), run.time[k].ln());
                let (v0, v1) = (violation[before].ln(), violation[k].ln());
                let share = (epsilon.ln() - v0) / (v1 - v0);
                match share.is_finite() && t0.is_finite() {
                    true => (t0 + share * (t1 - t0)).exp(),
                    false => run.time[k],
                }
            }
        });
        ValidityTime {
            coupling: run.coupling,
            until,
            followed: run.time.last().copied().unwrap_or(0.0),
        }
    }
}

/// The runs of every bath.
pub struct SizesState {
    pub(super) scenario: Scenario,
    pub(super) baths: Vec<Trajectories>,
}

impl SizesState {
    /// The baths, by size.
    pub fn bath_sizes(&self) -> Vec<Size> {
        let epsilon = self.scenario.epsilon;
        let size = |own: &Trajectories| {
            let sites = own.scenario.bath.sites() as f64;
            let time = |kind| {
                let mark = own.time_marks().into_iter().find(|mark| mark.kind == kind);
                mark.map_or(f64::NAN, |mark| mark.time)
            };
            Size {
                bath: own.scenario.bath.to_string(),
                bosons: own.scenario.bosons,
                side: own.scenario.bath.side(),
                filling: own.scenario.bosons as f64 / sites,
                arrival: time(MarkKind::Arrival),
                lieb_robinson: time(MarkKind::LiebRobinson),
                state: own.bath.clone(),
                holds: own
                    .runs
                    .iter()
                    .map(|run| ValidityTime::of(run, epsilon))
                    .collect(),
                runs: own.runs.clone(),
                late: own.late(),
            }
        };
        self.baths.iter().map(size).collect()
    }

    /// How long the theorem holds against side length, for each coupling.
    pub fn growth(&self) -> Vec<SizeScaling> {
        let sizes = self.bath_sizes();
        let of = |(k, &coupling): (usize, &f64)| {
            let point = |size: &Size| {
                let first = *size.runs.get(k)?.time.first()?;
                // Passed before anything was recorded: when, nobody knows.
                let until = size.holds.get(k)?.until.filter(|&until| until > first)?;
                Some((size.side, until))
            };
            let points: Vec<(f64, f64)> = sizes.iter().filter_map(point).collect();
            SizeScaling {
                coupling,
                fit: PowerLaw::fit(&points),
            }
        };
        self.scenario.coupling.iter().enumerate().map(of).collect()
    }

    /// A number of the late window of one coupling, for each bath.
    pub fn late_points(&self, k: usize, of: fn(&LateSpread) -> Spread) -> Vec<LatePoint> {
        let point = |own: &Trajectories| {
            let late = own.late();
            Some(LatePoint {
                dimension: own.bath.as_ref()?.dimension as f64,
                spread: of(late.get(k)?.spread.as_ref()?),
            })
        };
        self.baths.iter().filter_map(point).collect()
    }

    /// What is left at late times against the number of states, for each coupling; none without a window.
    pub fn late_growth(&self) -> Vec<LateScaling> {
        let fit = |k, of| {
            let points = self.late_points(k, of);
            let points = points.iter().map(|p| (p.dimension, p.spread.mean));
            PowerLaw::fit(&points.collect::<Vec<_>>())
        };
        let couplings = self.scenario.coupling.iter().enumerate();
        let window = late_window(&self.scenario);
        couplings
            .filter(|_| window.is_some())
            .map(|(k, &coupling)| LateScaling {
                coupling,
                exponential_deviation: fit(k, |spread| spread.exponential_deviation),
                entropy_production_rms: fit(k, |spread| spread.entropy_production_rms),
            })
            .collect()
    }

    /// Every run with the bath that it belongs to.
    pub fn drawn_runs(&self) -> impl Iterator<Item = (&Trajectories, &Run)> {
        let baths = self.baths.iter();
        baths.flat_map(|own| own.runs.iter().map(move |run| (own, run)))
    }

    /// The record as JSON.
    pub fn sizes_json(&self) -> String {
        let worst = self.baths.iter().map(Trajectories::worst);
        let (norms, drifts): (Vec<f64>, Vec<f64>) = worst.unzip();
        let export = SizesExport {
            scenario: &self.scenario.physics(),
            version: env!("CARGO_PKG_VERSION"),
            bath: None,
            runs: [],
            epsilon: self.scenario.epsilon,
            norm_error: largest(norms),
            energy_drift: largest(drifts),
            sizes: self.bath_sizes(),
            growth: self.growth(),
            late_growth: self.late_growth(),
        };
        json::text(&export)
    }

    /// Every bath's runs in one table, sites and bosons in the first columns.
    pub fn sizes_table(&self) -> Table {
        let mut all = Table {
            columns: Vec::new(),
            rows: Vec::new(),
        };
        for own in &self.baths {
            let table = own.table();
            let first = ["sites", "bosons"].map(String::from);
            all.columns = first.into_iter().chain(table.columns).collect();
            let (sites, bosons) = (own.scenario.bath.sites(), own.scenario.bosons);
            all.rows.extend(table.rows.into_iter().map(|row| {
                let first = [sites as f64, bosons as f64];
                first.into_iter().chain(row).collect()
            }));
        }
        all
    }

    /// What every eigenstate says over the late window, a row each.
    pub fn late_table(&self) -> Table {
        let columns = [
            "sites",
            "bosons",
            "dimension",
            "coupling",
            "index",
            "energy",
            "entropy_production_mean",
            "entropy_production_rms",
            "entropy_production_smallest",
            "exponential_mean",
            "exponential_deviation",
        ];
        let mut rows = Vec::new();
        for own in &self.baths {
            let dimension = own.bath.as_ref().map_or(f64::NAN, |b| b.dimension as f64);
            let (sites, bosons) = (own.scenario.bath.sites(), own.scenario.bosons);
            for late in own.late() {
                rows.extend(late.levels.iter().map(|level| {
                    vec![
                        sites as f64,
                        bosons as f64,
                        dimension,
                        late.coupling,
                        level.index.map_or(f64::NAN, |index| index as f64),
                        level.energy,
                        level.entropy_production_mean,
                        level.entropy_production_rms,
                        level.entropy_production_smallest,
                        level.exponential_mean,
                        level.exponential_deviation,
                    ]
                }));
            }
        }
        named(&columns, rows)
    }

    /// Until when the theorem holds in each bath, and what is left of its violation at late times, in words.
    pub fn sizes_summary(&self) -> Vec<Message> {
        let epsilon = self.scenario.epsilon;
        let several = self.scenario.coupling.len() > 1;
        let mut sentences = Vec::new();
        for size in self.bath_sizes() {
            let bosons = size.bosons;
            let bath = Shape::from_name(&size.bath).map_or(Message::plain(""), called);
            for holds in size.holds.iter().filter(|holds| holds.followed > 0.0) {
                let ValidityTime {
                    coupling, followed, ..
                } = holds;
                let mut which = Message::new("summary.size").saying("bath", bath.clone());
                which = which.with("bosons", bosons);
                if several {
                    which = Message::new("summary.size.coupling").saying("size", which);
                    which = which.with("coupling", coupling);
                }
                let message = match holds.until {
                    Some(t) => Message::new("summary.holds").with("time", decimals(t, 3)),
                    None => Message::new("summary.holds.on").with("time", followed),
                };
                sentences.push(message.saying("size", which).with("epsilon", epsilon));
            }
        }
        sentences.extend(self.late_words());
        sentences
    }

    /// What is left at late times.
    fn late_words(&self) -> Vec<Message> {
        if self.scenario.late.is_some() && late_window(&self.scenario).is_none() {
            return vec![Message::new("summary.late.mixture")];
        }
        let several = self.scenario.coupling.len() > 1;
        let mut sentences = Vec::new();
        for own in &self.baths {
            for late in own.late() {
                let Some(spread) = late.spread else {
                    continue;
                };
                let mut which =
                    Message::new("summary.size").saying("bath", called(own.scenario.bath));
                which = which.with("bosons", own.scenario.bosons);
                if several {
                    which = Message::new("summary.size.coupling").saying("size", which);
                    which = which.with("coupling", late.coupling);
                }
                sentences.push(late_sentence(which, &late, &spread));
            }
        }
        sentences.extend(self.fewer_levels());
        let power = |fit: Option<PowerLaw>| fit.map(|fit| fit.exponent());
        for growth in self.late_growth() {
            let deviation = power(growth.exponential_deviation);
            let rms = power(growth.entropy_production_rms);
            if let Some((deviation, rms)) = deviation.zip(rms) {
                let message = Message::new("summary.late.growth").with("coupling", growth.coupling);
                sentences.push(message.with("deviation", deviation).with("rms", rms));
            }
        }
        sentences
    }

    /// A bath that does not have as many eigenstates as were asked for.
    fn fewer_levels(&self) -> Vec<Message> {
        let asked = self.scenario.levels;
        let baths = self
            .baths
            .iter()
            .map(|own| (own, late_levels(&own.scenario)));
        let short = baths.filter(|(own, levels)| *levels < asked && !own.late().is_empty());
        let said = |(own, levels): (&Trajectories, usize)| {
            let bath = Message::new("summary.size").saying("bath", called(own.scenario.bath));
            let message = Message::new("summary.late.fewer");
            let message = message.saying("size", bath.with("bosons", own.scenario.bosons));
            message.with("levels", levels).with("asked", asked)
        };
        short.map(said).collect()
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
        let until = ValidityTime::of(&run, 0.0123).until.unwrap();
        assert!((until - 1.23f64.sqrt()).abs() < 1e-9);
        assert_eq!(ValidityTime::of(&run, 0.1).until, None);
        assert_eq!(ValidityTime::of(&run, 0.1).followed, 2.0);
        assert_eq!(
            ValidityTime::of(&run, 1e-9).until,
            Some(0.1),
            "above from the first time on"
        );
    }
}
