//! Charts: pure functions from a record and a view of it to a drawing.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `theme` | colours, dashes, fonts |
//! | `axis` | ranges, ticks and their labels |
//! | `line` | gaps, thinning, clipping, dashes |
//! | `sheet` | a drawing as plain data, and its painter |
//! | `figure` | what all plots share: margins, axes, curves, marked times |
//! | `flags` | labels of vertical lines, staggered above a plot |
//! | `corner` | what stands inside a plot beside its curves: legend, lattice, a notice |
//! | `scatter` | many points, coloured by their crowd |
//! | `steps` | histograms |
//! | `heat` | values as colours over two axes |
//! | `lattice` | the picture of a bath |
//! | `time` | what plots against time share |
//! | `curves` | what plots of the runs share |
//! | `entropy`, ... | one file a panel |
//! | `distribution` | panel `fluctuation` at one time |
//! | `growth` | cost against size, for the documentation |
//! | `svg` | a drawing as an SVG document |
//!
//! [`compose`] makes the drawing; [`draw`] paints it through any backend of plotters and
//! [`svg()`] writes it as a document. Nothing here measures fonts or asks what time it is:
//! the same record and view give the same drawing everywhere.

mod all_eigenstates;
mod axis;
mod corner;
mod curves;
mod distribution;
mod entropy;
mod eth;
mod figure;
mod flags;
mod fluctuation;
mod growth;
mod heat;
mod lattice;
mod light_cone;
mod line;
mod reversal;
mod scatter;
mod sheet;
mod sizes;
mod steps;
mod svg;
#[cfg(test)]
mod tests;
mod theme;
mod time;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{DrawingArea, DrawingBackend};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

pub use axis::{Axis, Scale};
pub use growth::{growth, Series};
pub use heat::ColorScale;
pub use sheet::{Sheet, FINE, FONT_RATIO, HALF_EX};
pub use svg::svg;
pub use theme::Theme;

use crate::record::Record;
use crate::scenario::{Lang, Panel};

/// How a reader wants to see a record. Read from JSON; what is left out is as in `default`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// Width of the whole drawing in CSS px.
    pub width: f64,
    /// Height of the whole drawing in CSS px.
    pub height: f64,
    /// What to draw, by the panel's name; the scenario's panel when absent.
    #[serde(deserialize_with = "panel")]
    pub panel: Option<Panel>,
    /// Which of the panel's plots.
    pub plot: Plot,
    /// Light or dark paper.
    pub theme: Theme,
    /// Language of the lettering, `en` or `ja`.
    #[serde(deserialize_with = "lang")]
    pub lang: Lang,
    /// The horizontal axis.
    pub x: AxisView,
    /// The vertical axis.
    pub y: AxisView,
    /// Which of the runs, where a plot shows only one.
    pub run: usize,
    /// Curves switched off, by their place in the record.
    pub hidden: Vec<usize>,
    /// A time to point out.
    pub cursor: Option<f64>,
    /// Write a legend into the plot.
    pub legend: bool,
    /// Draw what goes with the plot too: the lattice, or a second plot.
    pub inset: bool,
    /// Paint the paper too; otherwise what is behind the drawing shows through.
    pub background: bool,
    /// Written above the plot.
    pub title: Option<String>,
    /// Size of the axes' lettering in CSS px.
    pub font: f64,
}

/// The plots of a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plot {
    /// The one that the panel is named after.
    #[default]
    Main,
    /// `fluctuation` and `sizes`: the violation |<e^{-s}> - 1|.
    Deviation,
    /// `fluctuation`: the distribution P(s) of one run at the chosen time.
    Distribution,
    /// `fluctuation`: its characteristic functions.
    Characteristic,
    /// `eth`: the deviations from the canonical value; `all-eigenstates`: the entropy
    /// productions.
    Histogram,
    /// `eth`: standard deviation and outliers against the bath's size; `sizes`: the time until
    /// which the theorem holds.
    Sizes,
    /// `sizes`: entropy production.
    Production,
    /// `eth`: ratios of consecutive gaps, whatever the observable.
    Gaps,
}

impl Plot {
    /// The names of the plots, as a view's JSON has them.
    pub const NAMES: &'static [&'static str] = &[
        "main",
        "deviation",
        "distribution",
        "characteristic",
        "histogram",
        "sizes",
        "production",
        "gaps",
    ];

    /// The plot of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name);
        Plot::deserialize(name).ok()
    }
}

/// What a reader chose for an axis; `None` leaves it to the panel and its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AxisView {
    /// Linear or logarithmic.
    pub scale: Option<Scale>,
    /// What is shown of it, from and to; ignored where no such axis exists.
    pub range: Option<(f64, f64)>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            width: 720.0,
            height: 440.0,
            panel: None,
            plot: Plot::Main,
            theme: Theme::Light,
            lang: Lang::En,
            x: AxisView::default(),
            y: AxisView::default(),
            run: 0,
            hidden: Vec::new(),
            cursor: None,
            legend: false,
            inset: false,
            background: false,
            title: None,
            font: 13.0,
        }
    }
}

/// Reads the name of a choice of the scenario's text form.
fn named<'de, D: Deserializer<'de>, T>(
    from: D,
    from_id: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, D::Error> {
    let Some(id) = Option::<String>::deserialize(from)? else {
        return Ok(None);
    };
    from_id(&id)
        .map(Some)
        .ok_or_else(|| D::Error::custom(format!("unknown name {id:?}")))
}

fn panel<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Panel>, D::Error> {
    named(from, Panel::from_id)
}

fn lang<'de, D: Deserializer<'de>>(from: D) -> Result<Lang, D::Error> {
    Ok(named(from, Lang::from_id)?.unwrap_or(Lang::En))
}

impl View {
    /// The view of an exported figure: complete in itself.
    pub fn export() -> Self {
        Self {
            legend: true,
            inset: true,
            background: true,
            ..Self::default()
        }
    }
}

impl AxisView {
    /// The reader's range if it is one, else `automatic`, made for the given scale.
    fn axis(&self, scale: Scale, automatic: impl FnOnce(Scale) -> Axis) -> Axis {
        let chosen = self.range.and_then(|(min, max)| Axis::new(scale, min, max));
        chosen.unwrap_or_else(|| automatic(scale))
    }
}

/// Where things are on a drawing: what a page needs to put a crosshair, a zoom box and a
/// legend over it. Lengths are in CSS px.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// Left edge of the plot area inside the axes.
    pub left: f64,
    /// Its top edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The horizontal axis: what a position across the plot area means.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// All curves in the record's order, the hidden ones too.
    pub curves: Vec<FrameCurve>,
    /// The marked times that are in view.
    pub marks: Vec<FrameMark>,
    /// What the colours of a heat map mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colors: Option<ColorScale>,
}

/// A curve as a legend lists it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameCurve {
    /// Its name.
    pub label: String,
    /// `#rrggbb`
    pub color: String,
    /// Dash, gap, dash, gap, ... as SVG's `stroke-dasharray`; empty for a solid line.
    pub dash: Vec<f64>,
    /// Switched off by the view.
    pub hidden: bool,
}

/// A marked time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameMark {
    /// Its symbol and name.
    pub label: String,
    /// When it is.
    pub time: f64,
    /// Where it comes from.
    pub formula: String,
    /// Where its line is, in CSS px from the drawing's left edge.
    pub x: f64,
}

/// The drawing of a record, and where things are on it.
pub fn compose(record: &Record, view: &View) -> (Sheet, Frame) {
    let panel = view.panel.unwrap_or(record.scenario.panel);
    match (panel, view.plot) {
        (Panel::Fluctuation, Plot::Main) => fluctuation::compose(record, view),
        (Panel::Fluctuation, Plot::Deviation) => fluctuation::deviation(record, view),
        (Panel::Fluctuation, Plot::Distribution) => distribution::histogram(record, view),
        (Panel::Fluctuation, Plot::Characteristic) => distribution::characteristic(record, view),
        (Panel::LightCone, _) => light_cone::compose(record, view),
        (Panel::Reversal, _) => reversal::compose(record, view),
        (Panel::Sizes, Plot::Deviation) => sizes::deviation(record, view),
        (Panel::Sizes, Plot::Production) => sizes::production(record, view),
        (Panel::Sizes, Plot::Sizes) => sizes::times(record, view),
        (Panel::Sizes, _) => sizes::compose(record, view),
        (Panel::Eth, Plot::Histogram) => eth::histogram(record, view),
        (Panel::Eth, Plot::Sizes) => eth::sizes(record, view),
        (Panel::Eth, Plot::Gaps) => eth::gaps(&record.eth(), view),
        (Panel::Eth, _) => eth::compose(record, view),
        (Panel::AllEigenstates, Plot::Histogram) => all_eigenstates::histogram(record, view),
        (Panel::AllEigenstates, _) => all_eigenstates::compose(record, view),
        _ => entropy::compose(record, view),
    }
}

/// The points of a scatter plot, in the values of its axes: what a page needs to find the one
/// under the pointer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Points {
    /// Place of the level by energy; `None` while blocks of the bath are missing.
    pub index: Vec<Option<usize>>,
    /// Value along the horizontal axis: E/L.
    pub x: Vec<f64>,
    /// Value along the vertical axis.
    pub y: Vec<f64>,
}

/// The points of the main plot of a panel of all eigenstates; none in the other plots and
/// panels.
pub fn points(record: &Record, view: &View) -> Points {
    let panel = view.panel.unwrap_or(record.scenario.panel);
    match (panel, view.plot) {
        (Panel::Eth, Plot::Main) => eth::points(record, &record.eth()),
        (Panel::AllEigenstates, Plot::Main) => {
            all_eigenstates::points(record, &record.all_eigenstates())
        }
        _ => Points::default(),
    }
}

/// Paint a record on an area of a plotters backend whose unit is 1/[`FINE`] CSS px.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    record: &Record,
    view: &View,
) -> Result<Frame, DrawingAreaErrorKind<DB::ErrorType>> {
    let (sheet, frame) = compose(record, view);
    sheet.paint(area)?;
    Ok(frame)
}

/// The text in the reader's language.
fn say(lang: Lang, en: &'static str, ja: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Ja => ja,
    }
}
