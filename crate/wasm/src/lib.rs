//! The page's bindings: thin wrappers, no logic. Only this folder knows a browser.
//!
//! What goes out as JSON is what the crate serialises; errors become JavaScript errors with `code`,
//! `parameter`, `given` and `said`, to be said in the page's words.

mod canvas;
mod given;
mod memory;
mod thrown;

use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array};
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use lab::draw::{paint, Axis, Scale};
use lab::estimate::{self, Estimate};
use lab::export;
use lab::json::text as json;
use lab::page::{self, Reading};
use lab::panels;
use lab::record::time_marks;
use lab::scenario::{self, schema, Scenario, Shape};
use lab::words;
use lab::work::{self, Work};
use thrown::{input_error, thrown};

/// The double nearest to a decimal, as JavaScript's `Number` reads it; NaN where it is none.
fn number(text: &str) -> f64 {
    JsValue::from_str(text).unchecked_into_f64()
}

/// A text with plain characters in place of compatibility forms, as JavaScript's `normalize` gives it.
fn folded(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

/// Runs once, when the module starts.
#[wasm_bindgen(start)]
pub fn start() {
    lab::scenario::number::use_parser(number);
    lab::scenario::mend::use_folding(folded);
    panels::install(&[]);
}

fn scenario_of(text: &str) -> Scenario {
    Scenario::read(text).0
}

/// The texts of the reader's language, in which charts are lettered and records summed up.
#[wasm_bindgen]
pub struct Words(words::Words);

#[wasm_bindgen]
impl Words {
    /// Reads a file of texts.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<Words, JsValue> {
        Ok(Words(words::Words::of_texts(given::texts(json)?)))
    }
}

/// Version of the program.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// The parameters of a scenario and the panels, as JSON.
#[wasm_bindgen]
pub fn schema() -> String {
    json(&schema::schema())
}

/// The presets, as JSON: id, text.
#[wasm_bindgen]
pub fn presets() -> String {
    json(&schema::preset_list())
}

/// The kinds of files that a record can be saved as, as JSON: `[{id, media_type, of_plot}]`.
#[wasm_bindgen]
pub fn formats() -> String {
    json(&export::FORMATS)
}

/// Reads a scenario's text: `{text, values, ranges, errors, mended, replaced}`. What is wrong is named in
/// `errors`; where the set-up cannot be read, `last` or the usual one stands in its place.
#[wasm_bindgen]
pub fn read(text: &str, last: Option<String>) -> String {
    let last = last.map_or_else(Scenario::default, |last| scenario_of(&last));
    json(&Reading::told(&Scenario::read_after(text, &last)))
}

/// The scenario `text` with one key set, in the form of `read`; unchanged when the value
/// is refused.
#[wasm_bindgen]
pub fn set(text: &str, key: &str, value: &str) -> String {
    let scenario = scenario_of(text);
    match scenario.with(key, value) {
        Ok(changed) => json(&Reading::new(&changed, &[])),
        Err(errors) => json(&Reading::new(&scenario, &errors)),
    }
}

/// A scenario's lattice, as JSON: name, places of the sites, bonds, families.
#[wasm_bindgen]
pub fn lattice(text: &str) -> String {
    json(&scenario::bath::drawn(&scenario_of(text)))
}

/// What a bath is called, from its name in links, as JSON; undefined where there is no such lattice.
#[wasm_bindgen]
pub fn lattice_name(name: &str) -> Option<String> {
    let shape = Shape::from_name(name)?;
    Some(json(&scenario::bath::called(shape)))
}

/// What a scenario will cost with so many workers, as JSON.
#[wasm_bindgen]
pub fn estimate(text: &str, workers: usize) -> String {
    let scenario = scenario_of(text);
    json(&Estimate::of(
        &panels::of(&scenario).plan(&scenario),
        workers,
    ))
}

/// Whether this module computes a scenario's panel: the module of a first visit leaves most to the whole one.
#[wasm_bindgen]
pub fn computes(text: &str) -> bool {
    panels::of(&scenario_of(text)).is_here()
}

/// Bytes that parts side by side may hold together.
#[wasm_bindgen]
pub fn room() -> f64 {
    estimate::ROOM
}

fn axis(logarithmic: bool, min: f64, max: f64) -> Axis {
    let scale = if logarithmic {
        Scale::Log
    } else {
        Scale::Linear
    };
    Axis { scale, min, max }
}

/// Where a value lies on an axis: 0 at `min`, 1 at `max`.
#[wasm_bindgen]
pub fn fraction(logarithmic: bool, min: f64, max: f64, value: f64) -> f64 {
    axis(logarithmic, min, max).fraction(value)
}

/// The value at a fraction of the way along an axis.
#[wasm_bindgen]
pub fn value(logarithmic: bool, min: f64, max: f64, fraction: f64) -> f64 {
    axis(logarithmic, min, max).value(fraction)
}

/// A record that grows on the main thread while workers compute.
#[wasm_bindgen]
pub struct Record(panels::Record);

#[wasm_bindgen]
impl Record {
    /// An empty record of a scenario.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Self {
        Self(panels::Record::new(&scenario_of(text)))
    }

    /// The parts to compute, as JSON `[{part, phase, work, key, bytes, inputs}]`, each after those it reads. A
    /// part can start as soon as its inputs are there; outputs of equal keys are equal.
    pub fn plan(&self) -> String {
        json(&page::planned(&self.0))
    }

    /// What a worker needs to do the part at a place of the plan: the bytes of its recipe.
    pub fn recipe(&self, place: usize) -> Vec<u8> {
        let task = self.0.plan.tasks.get(place);
        task.map(|task| task.recipe.clone()).unwrap_or_default()
    }

    /// Takes in a finished part's output.
    pub fn accept(&mut self, part: &str, output: &[u8]) -> Result<(), JsValue> {
        let part = part.parse().map_err(thrown)?;
        self.0.accept(&part, output).map_err(thrown)
    }

    /// Takes in new rows of a part: one column.
    pub fn rows(&mut self, part: &str, name: &str, data: &[f64]) -> Result<(), JsValue> {
        let part = part.parse().map_err(thrown)?;
        self.0.rows(&part, name, data).map_err(thrown)
    }

    /// Whether there is anything to draw beside empty axes.
    pub fn begun(&self) -> bool {
        self.0.panel().has_data()
    }

    /// Whether every part is done.
    pub fn complete(&self) -> bool {
        self.0.complete()
    }

    /// The record as JSON, in bytes: as a text it may be longer than a browser's texts can be.
    pub fn json(&self) -> Vec<u8> {
        self.0.panel().json().into_bytes()
    }

    /// The record as a file of a format ([`formats`]): the plot that the view names; undefined where that plot makes none.
    pub fn file(
        &self,
        format: &str,
        view: &str,
        words: &Words,
    ) -> Result<Option<Vec<u8>>, JsValue> {
        let view = given::view(view)?;
        let format = export::find(format);
        Ok(format.and_then(|format| (format.write)(&self.0, &view, &words.0)))
    }

    /// The same as a table, `{columns, rows}` in JSON.
    pub fn table(&self, plot: &str) -> Option<String> {
        self.0.panel().table(plot).map(|table| json(&table))
    }

    /// The record in words.
    pub fn summary(&self, words: &Words) -> String {
        self.0.summary(&words.0)
    }

    /// All values at one time, as JSON.
    pub fn at(&self, time: f64) -> String {
        json(&self.0.at(time))
    }

    /// What tells the runs apart, in the record's order, as JSON `[{coupling, kick}]`.
    pub fn runs(&self) -> String {
        json(&page::runs(&self.0))
    }

    /// The points of the main plot in the values of its axes, `{index, x, y}` in JSON.
    pub fn points(&self) -> String {
        json(&self.0.panel().points())
    }

    /// Something that not every panel has, as JSON, by its name (see the panel); undefined where this one has it not.
    pub fn detail(&self, name: &str) -> Option<String> {
        self.0.panel().detail(name)
    }

    /// The two Lieb-Robinson marks, as JSON.
    pub fn time_marks(&self) -> String {
        json(&time_marks(&self.0.scenario))
    }

    /// The line below a picture that goes on its way alone.
    pub fn caption(&self) -> String {
        export::caption(&self.0)
    }

    /// Draws the chart; returns where things are on it, as JSON.
    pub fn draw(
        &self,
        canvas: HtmlCanvasElement,
        dpr: f64,
        view: &str,
        words: &Words,
    ) -> Result<String, JsValue> {
        let view = given::view(view)?;
        let backend =
            canvas::on_canvas(canvas, dpr, view.width, view.height).map_err(input_error)?;
        let area = backend.into_drawing_area();
        let (scene, frame) = self.0.panel().figure(&view, &words.0);
        paint(&area, &scene)
            .map(|()| json(&frame))
            .map_err(|error| input_error(format!("{error:?}")))
    }
}

/// One part under way in a worker.
#[wasm_bindgen]
pub struct Job(Box<dyn Work>);

#[wasm_bindgen]
impl Job {
    /// Starts a work of that name from its recipe's bytes and the outputs (`Uint8Array`s) of the parts it reads.
    #[wasm_bindgen(constructor)]
    pub fn new(work: &str, recipe: &[u8], inputs: Array) -> Result<Job, JsValue> {
        let inputs: Vec<Vec<u8>> = inputs
            .iter()
            .map(|input| Uint8Array::new(&input).to_vec())
            .collect();
        work::start(work, recipe, &inputs).map(Job).map_err(thrown)
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
