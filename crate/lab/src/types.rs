//! The page's types of what crosses the border as JSON: `www/engine/types.ts` is written from the structs and held to them.

use std::collections::BTreeMap;

use ts_rs::{Config, TypeVisitor, TS};

use crate::draw::{Frame, Points, View};
use crate::error::Problem;
use crate::estimate::Estimate;
use crate::export::Format;
use crate::page::{Planned, Reading, RunInfo};
use crate::panels::{
    AllEigenstates, Eth, EthPoint, InformationExport, LightConesExport, MapExport, ReversalExport,
    SigmaPoint, Signal, SizesExport, SmallestMap, Speeds,
};
use crate::record::levels::LevelsExport;
use crate::record::table::RunsExport;
use crate::record::{Comparison, Mark, Moment, StatisticsSummary, Table, ViolationOnset};
use crate::scenario::bath::Drawn;
use crate::scenario::campaign;
use crate::scenario::panel::PanelSpec;
use crate::scenario::schema::{Group, Listed, Schema, KEYS};

/// Declarations by name, with those that they mention.
struct Declarations {
    config: Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() && !self.found.contains_key(&T::ident(&self.config)) {
            let declared = format!("export {}", T::decl(&self.config));
            let text = tidied(&T::docs().unwrap_or_default(), "") + &tidied(&declared, "  ");
            self.found.insert(T::ident(&self.config), text);
        }
        T::visit_dependencies(&mut Inner(self));
        T::visit_generics(&mut Inner(self));
    }
}

impl Declarations {
    /// A type under a name of its own, written out with all that it is put together from.
    fn record<T: TS + 'static>(&mut self, name: &str) {
        let declared = format!("export type {name} = {};", T::inline(&self.config));
        let text = tidied(&T::docs().unwrap_or_default(), "") + &tidied(&declared, "  ");
        self.found.insert(name.to_string(), text);
        T::visit_dependencies(&mut Inner(self));
    }

    /// A type for whichever of these there is.
    fn one_of(&mut self, name: &str, types: &[&str]) {
        let text = format!("export type {name} = {};\n", types.join(" | "));
        self.found.insert(name.to_string(), text);
    }
}

/// Goes on into types that were not met before.
struct Inner<'a>(&'a mut Declarations);

impl TypeVisitor for Inner<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.0.found.contains_key(&T::ident(&self.0.config)) {
            self.0.visit::<T>();
        }
    }
}

/// Comments of one line on one line, fields and their comments set in by `indent`.
fn tidied(text: &str, indent: &str) -> String {
    let text = text.replace(", };", ",\n};").replace(", } | ", ",\n} | ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut tidy = String::new();
    let mut rest = lines.as_slice();
    while let [first, others @ ..] = rest {
        let indent = if first.starts_with("export") || first.starts_with('}') {
            ""
        } else {
            indent
        };
        rest = match (*first, others) {
            ("/**", [only, " */", after @ ..]) => {
                tidy += &format!("{indent}/** {} */\n", only.trim_start_matches(" * "));
                after
            }
            (line, after) => {
                tidy += &format!("{indent}{line}\n");
                after
            }
        };
    }
    tidy
}

/// The whole file.
fn declarations() -> String {
    let mut all = Declarations {
        // Whole numbers travel as JSON, which the page reads as doubles.
        config: Config::new().with_large_int("number"),
        found: BTreeMap::new(),
    };
    all.visit::<Schema>();
    all.visit::<PanelSpec>();
    all.visit::<Listed>();
    all.visit::<Format>();
    all.visit::<Drawn>();
    all.visit::<Problem<'static>>();
    all.visit::<Reading<'static>>();
    all.visit::<Estimate>();
    all.visit::<Planned<'static>>();
    all.visit::<RunInfo>();
    all.visit::<View>();
    all.visit::<Frame>();
    all.visit::<Points>();
    all.visit::<Moment>();
    all.visit::<Signal>();
    all.visit::<SmallestMap>();
    all.visit::<StatisticsSummary>();
    all.visit::<ViolationOnset>();
    all.visit::<Comparison>();
    all.visit::<Speeds>();
    all.visit::<Mark>();
    all.visit::<Table>();
    // What a panel hands out whole, or level by level, depends on the panel.
    all.record::<RunsExport<'static>>("RunsJson");
    all.record::<LightConesExport<'static>>("LightConesJson");
    all.record::<SizesExport<'static>>("SizesJson");
    all.record::<ReversalExport<'static>>("ReversalJson");
    all.record::<InformationExport<'static>>("InformationJson");
    all.record::<MapExport<'static>>("MapJson");
    all.record::<LevelsExport<Eth>>("EthJson");
    all.record::<LevelsExport<AllEigenstates>>("AllEigenstatesJson");
    let records = [
        "RunsJson",
        "ReversalJson",
        "InformationJson",
        "MapJson",
        "LightConesJson",
        "SizesJson",
        "EthJson",
        "AllEigenstatesJson",
    ];
    all.one_of("RecordJson", &records);
    all.visit::<EthPoint>();
    all.visit::<SigmaPoint>();
    all.one_of("Level", &["EthPoint", "SigmaPoint"]);
    let types: Vec<_> = all.found.into_values().collect();
    let head = "// What crosses from WebAssembly as JSON. Written from the Rust structs: WRITE_TYPES=1 cargo test -p second-law-lab types\n";
    format!("{head}\n{}", types.join("\n"))
}

/// The names of the parameters and those of campaigns, for the page before it has the module: `www/keys.ts`.
fn keys() -> String {
    let list = |name: &str, words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let lines: Vec<String> = words
            .chunks(10)
            .map(|line| format!("  {},\n", line.join(", ")))
            .collect();
        let lines = lines.concat();
        format!("\n// biome-ignore format: a list of words\nexport const {name} = [\n{lines}];\n")
    };
    let names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    let looks = KEYS.iter().filter(|key| key.group == Group::Page);
    let looks: Vec<&str> = looks.map(|key| key.name).collect();
    let lists = [
        list("KEYS", &names),
        "\n// Those that say how the page looks, and not what it shows.".to_string(),
        list("LOOKS", &looks),
        "\n// Keys that campaigns and other programs add to any link, and what such keys begin with.".to_string(),
        list("CAMPAIGN_KEYS", &campaign::KEYS),
        list("CAMPAIGN_FAMILIES", &campaign::FAMILIES),
    ];
    format!("// The names of a set-up's parameters, and those of campaigns. Written from the schema: WRITE_TYPES=1 cargo test -p second-law-lab types\n{}", lists.concat())
}

/// Holds a file of the page to a text that is written from the code.
fn held(file: &str, text: &str) {
    let path = format!("{}/../../www/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("WRITE_TYPES").is_some() {
        std::fs::write(&path, text).expect("the file can be written");
    }
    assert!(
        std::fs::read_to_string(&path).expect("the file is there") == text,
        "www/{file} is not what the code says: WRITE_TYPES=1 cargo test -p second-law-lab types"
    );
}

#[test]
fn the_types_of_the_page_are_those_of_the_structs() {
    held("engine/types.ts", &declarations());
}

#[test]
fn the_page_knows_the_parameters_before_it_has_the_module() {
    held("keys.ts", &keys());
}
