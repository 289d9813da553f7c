//! Runs as tables, and their values at one time.

use serde::Serialize;

use super::distribution::{Distribution, StatisticsSummary};
use super::ensemble::Divergence;
use super::late::Late;
use super::run::Run;
use super::trajectories::Trajectories;
use crate::json::{self, Named};
use crate::scenario::BathState;

/// Rows and columns of numbers with headings.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Table {
    /// Headings.
    pub columns: Vec<String>,
    /// Rows; numbers that are none are null in JSON.
    #[cfg_attr(test, ts(type = "(number | null)[][]"))]
    pub rows: Vec<Vec<f64>>,
}

/// The scalar columns of a run by the names of the JSON, its times first.
fn columns(run: &Run) -> Vec<(&'static str, &[f64])> {
    let mut columns = vec![
        ("time", run.time.as_slice()),
        ("occupation", &run.occupation),
        ("system_entropy", &run.system_entropy),
        ("bath_energy", &run.bath_energy),
        ("bath_number", &run.bath_number),
        ("heat", &run.heat),
        ("entropy_production", &run.entropy_production),
    ];
    if !run.bath_entropy.is_empty() {
        columns.push(("bath_entropy", &run.bath_entropy));
        columns.push(("mutual_information", &run.mutual_information));
        columns.push(("divergence_change", &run.divergence_change));
    }
    if let Some(average) = &run.exponential_average {
        columns.push(("exponential_average", average));
    }
    columns
}

/// Runs as JSON shows them.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RunsExport<'a> {
    #[serde(flatten)]
    runs: &'a Trajectories,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Divergence>>"))]
    partings: Vec<Divergence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    late: Vec<Late>,
}

impl Trajectories {
    /// The runs as JSON; numbers that are none are null.
    pub fn json(&self) -> String {
        json::text(&RunsExport {
            runs: self,
            partings: self.divergences(),
            late: self.late(),
        })
    }

    /// All runs in one table, what tells them apart in the first columns.
    pub fn table(&self) -> Table {
        let names = columns(self.runs.first().unwrap_or(&Run::default()))
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>();
        let canonical = BathState::Canonical.id();
        let compared = self.scenario.state.id() != canonical
            && self.runs.iter().any(|run| run.state == canonical);
        let kicked = self.runs.iter().any(|run| run.kick.is_some());
        // A set-up without a mismatch has the columns that it had before there was one.
        let mismatched = self
            .runs
            .iter()
            .any(|run| run.mismatch.unwrap_or(0.0) != 0.0);
        let errors = self.errors_shown();
        let mut headings = vec!["coupling".to_string()];
        headings.extend(kicked.then(|| "kick".to_string()));
        headings.extend(mismatched.then(|| "mismatch".to_string()));
        headings.extend(compared.then(|| "canonical".to_string()));
        headings.extend(names.iter().map(ToString::to_string));
        headings.extend(errors.iter().map(ToString::to_string));
        let mut rows = Vec::new();
        for run in &self.runs {
            let columns = columns(run);
            let length = columns.iter().map(|(_, c)| c.len()).min().unwrap_or(0);
            // A run of another kind than the first may lack a column.
            let value = |name: &str, row: usize| {
                let column = columns.iter().find(|(own, _)| *own == name);
                column.map_or(f64::NAN, |(_, c)| c[row])
            };
            for i in 0..length {
                let mut row = vec![run.coupling];
                row.extend(kicked.then(|| run.kick.unwrap_or(0.0)));
                row.extend(mismatched.then(|| run.mismatch.unwrap_or(0.0)));
                row.extend(compared.then(|| f64::from(u8::from(run.state == canonical))));
                row.extend(names.iter().map(|name| value(name, i)));
                row.extend(errors.iter().map(|name| run.error(name, i)));
                rows.push(row);
            }
        }
        Table {
            columns: headings,
            rows,
        }
    }

    /// Columns of standard errors, where a run is estimated from random vectors.
    fn errors_shown(&self) -> Vec<&'static str> {
        let errors = |run: &Run| run.sampling.as_ref().and_then(|s| s.errors.clone());
        match self.runs.iter().find_map(errors) {
            None => Vec::new(),
            Some(errors) => {
                let mut names = vec!["occupation_error", "entropy_production_error"];
                let average = errors.exponential_average_error.is_some();
                names.extend(average.then_some("exponential_average_error"));
                names
            }
        }
    }

    /// P(s) of every run at the chosen time: a line for each outcome, s ascending.
    pub fn distribution_table(&self) -> Table {
        let mut rows = Vec::new();
        for run in &self.runs {
            if let Some(found) = &run.statistics {
                let lines = found.entropy.iter().zip(&found.probability);
                rows.extend(lines.map(|(&s, &p)| vec![run.coupling, found.time, s, p]));
            }
        }
        named(&["coupling", "time", "s", "probability"], rows)
    }

    /// The characteristic functions of every run at the chosen time.
    pub fn characteristic_table(&self) -> Table {
        let mut rows = Vec::new();
        for run in &self.runs {
            if let Some(found) = &run.statistics {
                let of = &found.characteristic;
                rows.extend((0..of.u.len()).map(|i| {
                    let values = [of.u[i], of.forward[i], of.reverse[i], of.difference[i]];
                    [&[run.coupling, found.time], &values[..]].concat()
                }));
            }
        }
        let names = ["coupling", "time", "u", "forward", "reverse", "difference"];
        named(&names, rows)
    }

    /// Everything the page shows at one time: for each run the row at or just before it.
    pub fn at(&self, time: f64) -> Moment {
        Moment::of(self.runs.iter(), time)
    }
}

/// A table with these headings.
pub fn named(columns: &[&str], rows: Vec<Vec<f64>>) -> Table {
    Table {
        columns: columns.iter().map(ToString::to_string).collect(),
        rows,
    }
}

/// The values of every run at one time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Moment {
    /// The time asked for.
    pub time: f64,
    /// One entry for each run that has a row.
    pub runs: Vec<RunMoment>,
}

/// One run's values at one time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RunMoment {
    /// Place of the run in the record.
    pub index: usize,
    /// gamma'.
    pub coupling: f64,
    /// The time of these values.
    pub time: f64,
    /// The other scalar columns by name.
    #[cfg_attr(test, ts(type = "Record<string, number | null>"))]
    pub values: Named<f64>,
    /// <n_i>, bath sites first, then the system site.
    pub density: Vec<f64>,
}

impl Moment {
    /// The values of these runs, each at the row at or just before a time.
    pub fn of<'a>(runs: impl Iterator<Item = &'a Run>, time: f64) -> Self {
        let moment = |(index, run): (usize, &Run)| {
            let row = run.time.partition_point(|&t| t <= time).checked_sub(1).or(
                // Before the first output the first one is shown.
                (!run.time.is_empty()).then_some(0),
            )?;
            let values = columns(run)
                .into_iter()
                .skip(1)
                .filter_map(|(name, c)| c.get(row).map(|&x| (name, x)))
                .collect();
            Some(RunMoment {
                index,
                coupling: run.coupling,
                time: run.time[row],
                values: Named(values),
                density: run.site_density.get(row).cloned().unwrap_or_default(),
            })
        };
        Moment {
            time,
            runs: runs.enumerate().filter_map(moment).collect(),
        }
    }
}

impl Trajectories {
    /// What the page asks of runs by name, as JSON: `statistics`, `onset`, `comparison`.
    pub fn detail(&self, name: &str) -> Option<String> {
        match name {
            "statistics" => Some(json::text(&self.statistics())),
            "onset" => Some(json::text(&self.onset())),
            "comparison" => Some(json::text(&self.comparison())),
            _ => None,
        }
    }
}

impl Trajectories {
    /// The distribution of each run at the chosen time in a few numbers; `None` for a run
    /// without one (yet).
    pub fn statistics(&self) -> Vec<Option<StatisticsSummary>> {
        let digest = |run: &Run| run.statistics.as_ref().map(Distribution::digest);
        self.runs.iter().map(digest).collect()
    }
}
