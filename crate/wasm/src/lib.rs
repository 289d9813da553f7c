//! The page's bindings: thin wrappers, no logic. Only this folder knows a browser.
//!
//! What goes out as JSON is what the crate serialises; errors become JavaScript errors
//! with `code`, `parameter`, `given` and `messages` in both languages.

mod canvas;

use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array};
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use lab::chart::{self, View};
use lab::error::Error;
use lab::estimate::{self, part_bytes};
use lab::experiment::{self, Part, Work};
use lab::json::{text as json, Named};
use lab::record;
use lab::scenario::{presets, schema, Lang, Scenario, Text};

/// A crate error as JavaScript throws it.
fn thrown(error: Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    let messages = Object::new();
    let set = |target: &JsValue, key: &str, value: &JsValue| {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(target, &key.into(), value);
    };
    set(&messages, "en", &error.message(Lang::En).into());
    set(&messages, "ja", &error.message(Lang::Ja).into());
    set(&js, "code", &error.code().into());
    set(&js, "parameter", &error.parameter().into());
    set(&js, "given", &error.given().into());
    set(&js, "messages", &messages);
    js.into()
}

fn input_error(error: impl std::fmt::Display) -> JsValue {
    thrown(Error::Input(Text::from((
        format!("cannot be read: {error}"),
        format!("読み取れません：{error}"),
    ))))
}

/// The double nearest to a decimal, as JavaScript's `Number` reads it; NaN where it is none.
fn number(text: &str) -> f64 {
    JsValue::from_str(text).unchecked_into_f64()
}

/// Runs once, when the module starts.
#[wasm_bindgen(start)]
pub fn start() {
    lab::scenario::number::use_parser(number);
}

fn scenario_of(text: &str) -> Scenario {
    Scenario::read(text).0
}

fn lang_of(id: &str) -> Lang {
    Lang::from_id(id).unwrap_or(Lang::En)
}

/// Version of the program.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// The parameters of a scenario, as JSON: keys, ranges, labels in both languages.
#[wasm_bindgen]
pub fn schema() -> String {
    json(&schema::form())
}

/// The presets, as JSON: id, title, blurb, text.
#[wasm_bindgen]
pub fn presets() -> String {
    json(&presets::list())
}

/// What a scenario's text came to.
#[derive(serde::Serialize)]
struct Reading<'a> {
    text: String,
    values: Named<String>,
    ranges: Named<(f64, f64)>,
    errors: &'a [Error],
}

fn reading(scenario: &Scenario, errors: &[Error]) -> String {
    json(&Reading {
        text: scenario.to_text(),
        values: Named(scenario.values()),
        ranges: Named(scenario.ranges()),
        errors,
    })
}

/// Reads a scenario's text: `{text, values, ranges, errors}`; what is wrong is named in
/// `errors` and stands at its default.
#[wasm_bindgen]
pub fn read(text: &str) -> String {
    let (scenario, errors) = Scenario::read(text);
    reading(&scenario, &errors)
}

/// The scenario `text` with one key set, in the form of `read`; unchanged when the value
/// is refused.
#[wasm_bindgen]
pub fn set(text: &str, key: &str, value: &str) -> String {
    let scenario = scenario_of(text);
    match scenario.with(key, value) {
        Ok(changed) => reading(&changed, &[]),
        Err(errors) => reading(&scenario, &errors),
    }
}

/// What a scenario will cost with so many workers, as JSON.
#[wasm_bindgen]
pub fn estimate(text: &str, workers: usize) -> String {
    let scenario = scenario_of(text);
    json(&estimate::estimate(&scenario).on(&scenario, workers))
}

/// Bytes that parts side by side may hold together.
#[wasm_bindgen]
pub fn room() -> f64 {
    estimate::ROOM
}

/// A part to compute.
#[derive(serde::Serialize)]
struct Planned {
    part: String,
    phase: &'static str,
    key: String,
    bytes: f64,
    inputs: Vec<String>,
}

/// What tells one run from the others.
#[derive(serde::Serialize)]
struct Drawn {
    coupling: f64,
    kick: Option<f64>,
}

/// A record that grows on the main thread while workers compute.
#[wasm_bindgen]
pub struct Record(record::Record);

#[wasm_bindgen]
impl Record {
    /// An empty record of a scenario.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Self {
        Self(record::Record::new(&scenario_of(text)))
    }

    /// The parts to compute, as JSON `[{part, phase, key, bytes, inputs}]`, each after those it reads. A
    /// part can start as soon as its inputs are there; outputs of equal keys are equal.
    pub fn plan(&self) -> String {
        let planned = |task: experiment::Task| Planned {
            part: task.part.to_string(),
            phase: task.part.phase(),
            key: task.key,
            bytes: part_bytes(&self.0.scenario, task.part),
            inputs: task.inputs.iter().map(Part::to_string).collect(),
        };
        let tasks = experiment::plan(&self.0.scenario).into_iter();
        json(&tasks.map(planned).collect::<Vec<_>>())
    }

    /// Takes in a finished part's output.
    pub fn accept(&mut self, part: &str, output: &[u8]) -> Result<(), JsValue> {
        let part = part.parse().map_err(thrown)?;
        self.0.accept(part, output).map_err(thrown)
    }

    /// Takes in new rows of a part: one column.
    pub fn rows(&mut self, part: &str, name: &str, data: &[f64]) -> Result<(), JsValue> {
        let part = part.parse().map_err(thrown)?;
        self.0.rows(part, name, data).map_err(thrown)
    }

    /// Whether there is anything to draw beside empty axes.
    pub fn begun(&self) -> bool {
        self.0.begun()
    }

    /// Whether every part is done.
    pub fn complete(&self) -> bool {
        self.0.complete()
    }

    /// The record as JSON.
    pub fn json(&self) -> String {
        self.0.json()
    }

    /// The record as comma-separated values.
    pub fn csv(&self) -> String {
        self.0.csv()
    }

    /// The record as a table, `{columns, rows}` in JSON.
    pub fn table(&self) -> String {
        json(&self.0.table())
    }

    /// The record in words.
    pub fn summary(&self, lang: &str) -> String {
        self.0.summary(lang_of(lang))
    }

    /// All values at one time, as JSON.
    pub fn at(&self, time: f64) -> String {
        json(&self.0.at(time))
    }

    /// The change of the density of one run at one time, as JSON; null while there is none.
    pub fn signal(&self, run: usize, time: f64) -> String {
        json(&self.0.signal_at(run, time))
    }

    /// What tells the runs apart, in the record's order, as JSON `[{coupling, kick}]`.
    pub fn runs(&self) -> String {
        let drawn = |(_, run): (_, &record::Run)| Drawn {
            coupling: run.coupling,
            kick: run.kick,
        };
        let runs = self.0.drawn_runs().into_iter();
        json(&runs.map(drawn).collect::<Vec<_>>())
    }

    /// Every level of a panel of all eigenstates, as JSON: the objects of the record's own
    /// `levels`. An empty list in the other panels.
    pub fn levels(&self) -> String {
        self.0.levels()
    }

    /// The points of a view's scatter plot in the values of its axes, `{index, x, y}` in JSON.
    pub fn points(&self, view: &str) -> Result<String, JsValue> {
        let view: View = serde_json::from_str(view).map_err(input_error)?;
        Ok(json(&chart::points(&self.0, &view)))
    }

    /// The distribution of each run at the chosen time in a few numbers, as JSON; null for a
    /// run without one (yet).
    pub fn statistics(&self) -> String {
        json(&self.0.statistics())
    }

    /// The powers of t with which the fluctuation theorem begins to fail, as JSON.
    pub fn onset(&self) -> String {
        json(&self.0.onset())
    }

    /// The comparison with a canonical bath, as JSON; null where the scenario has none.
    pub fn comparison(&self) -> String {
        json(&self.0.comparison())
    }

    /// Speeds of the light cones' fronts and what they are compared with, as JSON.
    pub fn speeds(&self) -> String {
        json(&self.0.speeds())
    }

    /// The numbers of one of the panel's plots as comma-separated values; undefined where it
    /// has none of its own.
    pub fn plot_csv(&self, plot: &str) -> Option<String> {
        self.0.plot_csv(plot)
    }

    /// The two Lieb-Robinson marks, as JSON.
    pub fn marks(&self) -> String {
        json(&self.0.marks())
    }

    /// The chart as an SVG document.
    pub fn svg(&self, view: &str) -> Result<String, JsValue> {
        let view: View = serde_json::from_str(view).map_err(input_error)?;
        Ok(chart::svg(&self.0, &view))
    }

    /// Draws the chart; returns where things are on it, as JSON.
    pub fn draw(&self, canvas: HtmlCanvasElement, dpr: f64, view: &str) -> Result<String, JsValue> {
        let view: View = serde_json::from_str(view).map_err(input_error)?;
        let backend =
            canvas::on_canvas(canvas, dpr, view.width, view.height).map_err(input_error)?;
        let area = backend.into_drawing_area();
        chart::draw(&area, &self.0, &view)
            .map(|frame| json(&frame))
            .map_err(|error| input_error(format!("{error:?}")))
    }
}

/// One part under way in a worker.
#[wasm_bindgen]
pub struct Job(Box<dyn Work>);

#[wasm_bindgen]
impl Job {
    /// Starts a part of a scenario on the outputs (`Uint8Array`s) of the parts it reads.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, part: &str, inputs: Array) -> Result<Job, JsValue> {
        let part = part.parse().map_err(thrown)?;
        let inputs: Vec<Vec<u8>> = inputs
            .iter()
            .map(|input| Uint8Array::new(&input).to_vec())
            .collect();
        experiment::start(&scenario_of(text), part, &inputs)
            .map(Job)
            .map_err(thrown)
    }

    /// Works for a little while; the fraction done, 1 at the end.
    pub fn step(&mut self) -> Result<f64, JsValue> {
        self.0.step().map_err(thrown)
    }

    /// New rows since the last call, `{column: Float64Array}`; undefined when there are none.
    pub fn rows(&mut self) -> JsValue {
        let rows = self.0.rows();
        if rows.is_empty() {
            return JsValue::UNDEFINED;
        }
        let columns = Object::new();
        for (name, values) in rows {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&columns, &name.into(), &Float64Array::from(&values[..]));
        }
        columns.into()
    }

    /// The part's output, once it is done.
    pub fn output(&self) -> Vec<u8> {
        self.0.output()
    }
}
