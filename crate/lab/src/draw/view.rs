//! How a reader wants to see a record.

use serde::Deserialize;

use super::axis::{Axis, Scale};
use super::theme::Theme;

/// How a reader wants to see a record. Read from JSON; what is left out is as in `default`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// Width of the whole drawing in CSS px.
    pub width: f64,
    /// Height of the whole drawing in CSS px.
    pub height: f64,
    /// Which of the panel's plots, by its name.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub plot: String,
    /// Light or dark paper.
    pub theme: Theme,
    /// The horizontal axis.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub x: AxisView,
    /// The vertical axis.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub y: AxisView,
    /// Which of the runs, where a plot shows only one.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub run: usize,
    /// Place of the first curve in the order of colours, where a plot goes on with curves of another.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub first: usize,
    /// Curves switched off, by their place in the record.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub hidden: Vec<usize>,
    /// A time to point out.
    #[cfg_attr(test, ts(optional))]
    pub cursor: Option<f64>,
    /// Write a legend into the plot.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub legend: bool,
    /// List into the plot the curves whose names have no room beside them: nothing else says them.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub unnamed: bool,
    /// Draw what goes with the plot too: the lattice, or a second plot.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub inset: bool,
    /// Paint the paper too; otherwise what is behind the drawing shows through.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub background: bool,
    /// Written above the plot.
    #[cfg_attr(test, ts(optional))]
    pub title: Option<String>,
    /// Written small below the plot.
    #[cfg_attr(test, ts(optional))]
    pub caption: Option<String>,
    /// Size of the axes' lettering in CSS px.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub font: f64,
}

/// What a reader chose for an axis; `None` leaves it to the panel and its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
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
            plot: "main".to_string(),
            theme: Theme::Light,
            x: AxisView::default(),
            y: AxisView::default(),
            run: 0,
            first: 0,
            hidden: Vec::new(),
            cursor: None,
            legend: false,
            unnamed: false,
            inset: false,
            background: false,
            title: None,
            caption: None,
            font: 13.0,
        }
    }
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
    pub(crate) fn axis(&self, scale: Scale, automatic: impl FnOnce(Scale) -> Axis) -> Axis {
        let chosen = self.range.and_then(|(min, max)| Axis::new(scale, min, max));
        chosen.unwrap_or_else(|| automatic(scale))
    }

    /// The same for an axis that holds all values, over whole decades or together with zero; of the given scale where the
    /// reader wants none.
    pub(crate) fn holding(&self, scale: Scale, values: &[f64]) -> Axis {
        self.axis(self.scale.unwrap_or(scale), |scale| match scale {
            Scale::Log => Axis::decades(values.iter().copied()),
            Scale::Linear => Axis::around_zero(values.iter().copied()),
        })
    }
}
