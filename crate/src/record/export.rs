//! A record as text: JSON, comma-separated values, a table.

use serde::Serialize;

use super::{LightCone, Parting, Record, Run};
use crate::json;
use crate::scenario::Panel;

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
        if let Some(json) = self.levels_json() {
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
        let table = self.table();
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

    /// All runs in one table, the coupling in the first column; in panels of all eigenstates
    /// a line for each level.
    pub fn table(&self) -> Table {
        if let Some(table) = self.levels_table() {
            return table;
        }
        let mut names = vec!["coupling".to_string()];
        if let Some(run) = self.runs.first() {
            names.extend(columns(run).iter().map(|(name, _)| name.to_string()));
        }
        let mut rows = Vec::new();
        for run in &self.runs {
            let columns = columns(run);
            let length = columns.iter().map(|(_, c)| c.len()).min().unwrap_or(0);
            for i in 0..length {
                let mut row = vec![run.coupling];
                row.extend(columns.iter().map(|(_, c)| c[i]));
                rows.push(row);
            }
        }
        Table {
            columns: names,
            rows,
        }
    }

    /// Everything the page shows at one time: for each run the row at or just before it.
    pub fn at(&self, time: f64) -> Moment {
        let runs = self
            .runs
            .iter()
            .enumerate()
            .filter_map(|(index, run)| {
                let row = run.time.partition_point(|&t| t <= time).checked_sub(1).or(
                    // Before the first output the first one is shown.
                    (!run.time.is_empty()).then_some(0),
                )?;
                let values = columns(run)
                    .into_iter()
                    .filter_map(|(name, c)| c.get(row).map(|&x| (name.to_string(), x)))
                    .collect();
                Some(RunMoment {
                    index,
                    coupling: run.coupling,
                    values,
                    density: run.site_density.get(row).cloned().unwrap_or_default(),
                })
            })
            .collect();
        Moment { time, runs }
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
    pub values: std::collections::BTreeMap<String, f64>,
    /// <n_i>, bath sites first, then the system site.
    pub density: Vec<f64>,
}
