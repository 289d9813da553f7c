//! What the documentation repeats from the program, held to the program.

use second_law_lab::panels;
use second_law_lab::scenario::schema;
use second_law_lab::scenario::Lang;
use second_law_lab::script;
use second_law_lab::words::Words;

const PAGE: &str = include_str!("../../../docs/scenario.md");

/// docs/scenario.md is an introduction, then the schema's table to the end of the file.
#[test]
fn docs_table_is_current() {
    panels::install(&[]);
    let table = schema::markdown(Words::of(Lang::En));
    let start = PAGE
        .find("| key |")
        .expect("docs/scenario.md holds the table");
    // Not assert_eq, which would print the table on one line.
    assert!(
        PAGE[start..] == table,
        "the table of docs/scenario.md is out of date; it should be:\n{table}"
    );
}

const CLUSTER: &str = include_str!("../../../docs/cluster.md");

/// docs/cluster.md holds the table of what size needs how many nodes.
#[test]
fn the_table_of_sizes_is_current() {
    panels::install(&[]);
    let rows = script::rows();
    assert!(
        CLUSTER.contains(&format!("\n{rows}\n")),
        "the table of docs/cluster.md is out of date; its rows should be:\n{rows}"
    );
}
