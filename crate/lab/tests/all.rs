//! The tests of the whole laboratory as one program, which is compiled and linked once; each file is a module of it. What needs a
//! process to itself is a program of its own: `new_panel.rs`, which adds a panel.

mod accuracy;
mod claims;
mod dispute;
mod docs;
mod eigenstates;
mod identities;
mod kit;
mod late;
mod lattices;
mod links;
mod mending;
mod plan;
mod reference;
mod scenario;
mod statistics;

/// A file that no program names would be compiled by none.
#[test]
fn every_file_is_named_here() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    for name in names.filter(|name| name.ends_with(".rs")) {
        let module = format!("\nmod {};\n", name.trim_end_matches(".rs"));
        assert!(
            include_str!("all.rs").contains(&module)
                || ["all.rs", "new_panel.rs"].contains(&&*name),
            "tests/all.rs does not name {name}"
        );
    }
}
