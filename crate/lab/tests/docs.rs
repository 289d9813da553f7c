//! What the documentation repeats from the program, held to the program.

use second_law_lab::scenario::schema;
use second_law_lab::scenario::Lang;

const PAGE: &str = include_str!("../../../docs/scenario.md");

/// docs/scenario.md is an introduction, then the schema's table to the end of the file.
#[test]
fn docs_table_is_current() {
    let table = schema::markdown(Lang::En);
    let start = PAGE
        .find("| key |")
        .expect("docs/scenario.md holds the table");
    // Not assert_eq, which would print the table on one line.
    assert!(
        PAGE[start..] == table,
        "the table of docs/scenario.md is out of date; it should be:\n{table}"
    );
}
