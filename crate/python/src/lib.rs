//! The laboratory for Python: texts in, records as JSON out. Everything that has a shape in Python is made there
//! (`python/second_law`), so that names and numbers are the terminal's.

use std::time::{Duration, Instant};

use lab::draw::{Theme, View};
use lab::error::Error;
use lab::export;
use lab::json;
use lab::panels::{self, Record};
use lab::runner;
use lab::scenario::{presets, schema, Lang, Scenario};
use lab::words::Words;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use serde::Serialize;

/// Between two looks at Python: whether Ctrl-C was pressed, and what progress is to be told.
const LOOK: Duration = Duration::from_millis(50);

fn words() -> &'static Words {
    Words::of(Lang::En)
}

/// What is wrong with a text, for `ScenarioError`.
#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    parameter: Option<&'a str>,
    value: Option<&'a str>,
    allowed: Option<String>,
    message: String,
}

impl<'a> From<&'a Error> for Problem<'a> {
    fn from(error: &'a Error) -> Self {
        Self {
            code: error.code(),
            parameter: error.parameter(),
            value: error.given(),
            allowed: error.allowed().map(|allowed| words().say(allowed)),
            message: words().say(&error.message()),
        }
    }
}

fn refused(errors: &[Error]) -> PyErr {
    let problems: Vec<Problem> = errors.iter().map(Problem::from).collect();
    PyValueError::new_err(json::text(&problems))
}

fn parse(text: &str) -> PyResult<Scenario> {
    Scenario::parse(text).map_err(|errors| refused(&errors))
}

/// A record that can still be drawn.
#[pyclass(frozen)]
struct Native(Record);

#[pymethods]
impl Native {
    /// What `second-law run` prints.
    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| export::json::json(&self.0))
    }

    /// A plot of the panel as SVG; the first one without a name. None where there is no plot of that name.
    #[pyo3(signature = (plot=None, dark=false))]
    fn svg(&self, py: Python<'_>, plot: Option<String>, dark: bool) -> Option<String> {
        py.detach(|| {
            let plot = plot.unwrap_or_else(|| "main".to_string());
            let theme = if dark { Theme::Dark } else { Theme::Light };
            let view = View {
                plot,
                theme,
                ..View::export()
            };
            let format = export::find("svg")?;
            let bytes = (format.write)(&self.0, &view, words())?;
            String::from_utf8(bytes).ok()
        })
    }
}

/// The canonical text of a set-up.
#[pyfunction]
fn canonical(text: &str) -> PyResult<String> {
    Ok(parse(text)?.to_text())
}

/// Runs a set-up; `progress(part, fraction)` hears of it, and an exception that it raises stops the run, as Ctrl-C does.
#[pyfunction]
fn run(
    py: Python<'_>,
    text: &str,
    threads: Option<usize>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Native> {
    let scenario = parse(text)?;
    let mut stopped = None;
    let record = py.detach(|| {
        let mut looked = Instant::now();
        runner::run_on(
            threads.unwrap_or_else(runner::cores),
            &scenario,
            |part, fraction, _| {
                if looked.elapsed() < LOOK {
                    return true;
                }
                looked = Instant::now();
                let told = Python::attach(|py| {
                    py.check_signals()?;
                    match &progress {
                        Some(progress) => {
                            progress.call1(py, (part.to_string(), fraction)).map(|_| ())
                        }
                        None => Ok(()),
                    }
                });
                stopped = told.err();
                stopped.is_none()
            },
        )
    });
    match (stopped, record) {
        (Some(error), _) => Err(error),
        (None, Ok(record)) => Ok(Native(record)),
        (None, Err(error)) => Err(PyRuntimeError::new_err(words().say(&error.message()))),
    }
}

/// Presets, parameters and plots, as JSON.
#[derive(Serialize)]
struct Listed {
    id: &'static str,
    title: String,
    scenario: String,
    panel: &'static str,
}

#[pyfunction]
fn presets_json() -> String {
    let listed = presets::PRESETS.iter().map(|preset| {
        let scenario = preset.scenario();
        Listed {
            id: preset.id,
            title: words()
                .text(&format!("preset.{}.title", preset.id))
                .to_string(),
            panel: scenario.panel.id,
            scenario: scenario.to_text(),
        }
    });
    json::text(&listed.collect::<Vec<_>>())
}

/// The names of the keys of a set-up.
#[pyfunction]
fn keys() -> Vec<&'static str> {
    schema::KEYS.iter().map(|key| key.name).collect()
}

/// The plots of a set-up's panel, the main one first.
#[pyfunction]
fn plots(text: &str) -> PyResult<Vec<&'static str>> {
    Ok(parse(text)?.panel.plots.to_vec())
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    panels::install(&[]);
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Native>()?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(canonical, module)?)?;
    module.add_function(wrap_pyfunction!(presets_json, module)?)?;
    module.add_function(wrap_pyfunction!(keys, module)?)?;
    module.add_function(wrap_pyfunction!(plots, module)?)
}
