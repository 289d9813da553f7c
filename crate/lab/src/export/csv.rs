//! Comma-separated values.

use super::format::{Format, REFERENCE};
use crate::panels::Record;
use crate::record::Table;

/// `.csv`
pub static CSV: Format = Format {
    id: "csv",
    media_type: "text/csv",
    of_plot: true,
    write: |record, view, _| csv(record, &view.plot).map(String::into_bytes),
};

/// The numbers of one of the panel's plots under comments that name the scenario, the version and the reference; `None`
/// where there is no plot of that name with numbers of its own.
pub fn csv(record: &Record, plot: &str) -> Option<String> {
    let table = record.panel().table(plot)?;
    Some(text(&table, &record.scenario.to_text()))
}

fn text(table: &Table, scenario: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut csv =
        format!("# second-law {version}\n# scenario: {scenario}\n# reference: {REFERENCE}\n");
    csv.push_str(&table.columns.join(","));
    csv.push('\n');
    for row in &table.rows {
        let cell = |x: &f64| match x.is_finite() {
            true => format!("{x:?}"),
            false => String::new(),
        };
        let cells: Vec<String> = row.iter().map(cell).collect();
        csv.push_str(&cells.join(","));
        csv.push('\n');
    }
    csv
}
