//! Comma-separated values.

use super::format::{set_up, Format, DOI, PROGRAM};
use crate::panels::Record;
use crate::record::Table;

/// `.csv`
pub static CSV: Format = Format {
    id: "csv",
    media_type: "text/csv",
    of_plot: true,
    write: |record, view, _| csv(record, &view.plot).map(String::into_bytes),
};

/// Columns behind those of the numbers, filled in the first row alone: there no reader of tables takes them for anything else.
pub const ABOUT: [&str; 3] = ["program", "scenario", "reference"];

/// The numbers of one of the panel's plots under one line of headings, and in three columns more the program, the scenario and
/// the reference; `None` where there is no plot of that name with numbers of its own.
pub fn csv(record: &Record, plot: &str) -> Option<String> {
    let table = record.panel().table(plot)?;
    Some(text(&table, set_up(record)))
}

fn text(table: &Table, scenario: &str) -> String {
    let headings = table.columns.iter().map(String::as_str).chain(ABOUT);
    let mut csv = headings.collect::<Vec<_>>().join(",");
    csv.push('\n');
    // Nothing in here needs quotes, which not every reader knows: a link's commas may be written like this.
    let scenario = scenario.replace(',', "%2C");
    for (place, row) in table.rows.iter().enumerate() {
        let cell = |x: &f64| match x.is_finite() {
            true => format!("{x:?}"),
            false => String::new(),
        };
        let cells: Vec<String> = row.iter().map(cell).collect();
        csv.push_str(&cells.join(","));
        match place {
            0 => csv.push_str(&format!(",{PROGRAM},{scenario},doi:{DOI}\n")),
            _ => csv.push_str(",,,\n"),
        }
    }
    csv
}
