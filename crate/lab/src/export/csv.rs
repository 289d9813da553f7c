//! Comma-separated values.

use super::format::{set_up, Format, LINK, PROGRAM};
use crate::panels::Record;
use crate::record::Table;

/// `.csv`
pub static CSV: Format = Format {
    id: "csv",
    media_type: "text/csv",
    of_plot: true,
    write: |record, view, _| csv(record, &view.plot).map(String::into_bytes),
};

/// The numbers of one of the panel's plots under one line of headings, and in three columns more the program, the scenario and
/// the reference; `None` where there is no plot of that name with numbers of its own.
pub fn csv(record: &Record, plot: &str) -> Option<String> {
    let table = record.panel().table(plot)?;
    Some(text(&table, set_up(record)))
}

fn text(table: &Table, scenario: &str) -> String {
    // Nothing in here needs quotes, which not every reader knows: a link's commas may be written like this.
    let scenario = scenario.split(',').collect::<Vec<_>>().join("%2C");
    let about = [PROGRAM, &scenario, LINK].join(",");
    // There, and in the first row alone, no reader of tables takes it for anything else.
    let mut csv = table.columns.join(",") + ",program,scenario,reference\n";
    for (place, row) in table.rows.iter().enumerate() {
        let cell = |x: &f64| match x.is_finite() {
            true => format!("{x:?}"),
            false => String::new(),
        };
        let cells: Vec<String> = row.iter().map(cell).collect();
        csv.push_str(&cells.join(","));
        csv.push(',');
        csv.push_str(if place == 0 { &about } else { ",," });
        csv.push('\n');
    }
    csv
}
