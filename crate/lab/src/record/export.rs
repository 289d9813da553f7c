//! A record as text: JSON, comma-separated values, a table.

use serde::Serialize;

use super::{LightCone, Parting, Record, Run};
use crate::json::{self, Named};
use crate::scenario::{BathState, Panel};

/// Rows and columns of numbers with headings.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Headings.
    pub columns: Vec<String>,
    /// Rows; numbers that are none are null in JSON.
    pub rows: Vec<Vec<f64>>,
}

/// The record as JSON shows it, with what its panel adds.
#[derive(Serialize)]
struct Export<'a> {
    #[serde(flatten)]
    record: &'a Record,
    #[serde(skip_serializing_if = "Option::is_none")]
    light_cones: Option<Vec<LightCone>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    partings: Vec<Parting>,
}

/// Where and how every exported file can be traced to its source.
const REFERENCE: &str =
    "E. Iyoda, K. Kaneko, T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017), arXiv:1603.07857";

/// The scalar columns of a run by the names of the JSON.
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
    if let Some(average) = &run.exponential_average {
        columns.push(("exponential_average", average));
    }
    columns
}

impl Record {
    /// The record as JSON; numbers that are none are null.
    pub fn json(&self) -> String {
        if let Some(json) = self.levels_json().or_else(|| self.sizes_json()) {
            return json;
        }
        let export = Export {
            record: self,
            light_cones: (self.scenario.panel == Panel::LightCone).then(|| self.light_cones()),
            partings: self.partings(),
        };
        json::text(&export)
    }

    /// Every run's columns, one line for each coupling and time, under comments that name
    /// the scenario, the version and the reference.
    pub fn csv(&self) -> String {
        self.csv_of(&self.table())
    }

    /// The numbers of one of the panel's plots in the same form; `None` where there is no
    /// plot of that name with numbers of its own.
    pub fn plot_csv(&self, plot: &str) -> Option<String> {
        let table = match plot {
            "main" | "deviation" => self.table(),
            "distribution" => self.distribution_table(),
            "characteristic" => self.characteristic_table(),
            _ => self.levels_plot_table(plot)?,
        };
        Some(self.csv_of(&table))
    }

    fn csv_of(&self, table: &Table) -> String {
        let mut csv = format!(
            "# second-law {}\n# scenario: {}\n# reference: {REFERENCE}\n",
            self.version, self.text
        );
        csv.push_str(&table.columns.join(","));
        csv.push('\n');
        for row in &table.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|x| {
                    if x.is_finite() {
                        format!("{x:?}")
                    } else {
                        String::new()
                    }
                })
                .collect();
            csv.push_str(&cells.join(","));
            csv.push('\n');
        }
        csv
    }

    /// All runs in one table, what tells them apart in the first columns; in panels of all
    /// eigenstates a line for each level.
    pub fn table(&self) -> Table {
        if let Some(table) = self.levels_table().or_else(|| self.sizes_table()) {
            return table;
        }
        let names = columns(self.runs.first().unwrap_or(&Run::default()))
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>();
        let canonical = BathState::Canonical.id();
        let compared = self.scenario.state.id() != canonical
            && self.runs.iter().any(|run| run.state == canonical);
        let kicked = self.runs.iter().any(|run| run.kick.is_some());
        let errors = self.errors_shown();
        let cones = match self.scenario.panel {
            Panel::LightCone => self.light_cones(),
            _ => Vec::new(),
        };
        let distances = cones.first().map_or(0, |cone| cone.distance.len());
        let mut headings = vec!["coupling".to_string()];
        headings.extend(kicked.then(|| "kick".to_string()));
        headings.extend(compared.then(|| "canonical".to_string()));
        headings.extend(names.iter().map(ToString::to_string));
        headings.extend(errors.iter().map(ToString::to_string));
        headings.extend((0..distances).map(|d| format!("signal_at_distance_{d}")));
        let mut rows = Vec::new();
        for (k, run) in self.runs.iter().enumerate() {
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
                row.extend(compared.then(|| f64::from(u8::from(run.state == canonical))));
                row.extend(names.iter().map(|name| value(name, i)));
                row.extend(errors.iter().map(|name| run.error(name, i)));
                let signal = cones.get(k).and_then(|cone| cone.signal.get(i));
                row.extend((0..distances).map(|d| signal.map_or(f64::NAN, |s| s[d])));
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
    fn distribution_table(&self) -> Table {
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
    fn characteristic_table(&self) -> Table {
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
        let runs = self
            .drawn_runs()
            .into_iter()
            .enumerate()
            .filter_map(|(index, (_, run))| {
                let row = run.time.partition_point(|&t| t <= time).checked_sub(1).or(
                    // Before the first output the first one is shown.
                    (!run.time.is_empty()).then_some(0),
                )?;
                let values = columns(run)
                    .into_iter()
                    .filter_map(|(name, c)| c.get(row).map(|&x| (name, x)))
                    .collect();
                Some(RunMoment {
                    index,
                    coupling: run.coupling,
                    values: Named(values),
                    density: run.site_density.get(row).cloned().unwrap_or_default(),
                })
            })
            .collect();
        Moment { time, runs }
    }
}

/// A table with these headings.
pub(super) fn named(columns: &[&str], rows: Vec<Vec<f64>>) -> Table {
    Table {
        columns: columns.iter().map(ToString::to_string).collect(),
        rows,
    }
}

/// The values of every run at one time.
#[derive(Clone, Debug, Serialize)]
pub struct Moment {
    /// The time asked for.
    pub time: f64,
    /// One entry for each run that has a row.
    pub runs: Vec<RunMoment>,
}

/// One run's values at one time.
#[derive(Clone, Debug, Serialize)]
pub struct RunMoment {
    /// Place of the run in the record.
    pub index: usize,
    /// gamma'.
    pub coupling: f64,
    /// The scalar columns by name.
    #[serde(flatten)]
    pub values: Named<f64>,
    /// <n_i>, bath sites first, then the system site.
    pub density: Vec<f64>,
}
