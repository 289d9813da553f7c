//! Histograms as outlines, which lie over one another without hiding anything.

use super::figure::{Curve, Figure};
use super::theme::CurveStyle;
use crate::record::histogram::Histogram;

impl Figure<'_> {
    /// The outline of a histogram as one of the curves, and a tint below it where `filled`.
    pub fn steps(&mut self, label: String, histogram: &Histogram, style: CurveStyle, filled: bool) {
        let (mut x, mut y) = (vec![histogram.edges[0]], vec![0.0]);
        for (edges, &density) in histogram.edges.windows(2).zip(&histogram.density) {
            x.extend(edges);
            y.extend([density; 2]);
        }
        x.push(histogram.edges[histogram.edges.len() - 1]);
        y.push(0.0);
        if filled && !self.is_hidden(self.curves.len()) {
            let plotters::style::RGBAColor(r, g, b, _) = style.color;
            let tint = plotters::style::RGBAColor(r, g, b, 0.18);
            let floor = vec![0.0; x.len()];
            self.between(&x, &floor, &y, tint);
        }
        self.curve(Curve {
            label,
            x: &x,
            y: &y,
            style,
            growing: false,
        });
    }
}
