//! How time and memory grow with the number of states: a picture for the documentation.

use super::axis::Axis;
use super::figure::{blank_scene, AxesSpec, Curve, Figure};
use super::svg::document;
use super::theme::CurveStyle;
use super::View;
use crate::record::histogram::PowerLaw;
use crate::words::Words;

/// One thing that was measured at several sizes.
#[derive(Clone, Debug)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// Number of states, and what was measured there.
    pub points: Vec<(f64, f64)>,
}

impl Series {
    /// The power law through its points.
    pub fn fit(&self) -> Option<PowerLaw> {
        PowerLaw::fit(&self.points)
    }
}

/// Seconds above bytes, both against the number of states, all axes logarithmic, with the power
/// laws fitted: an SVG document.
pub fn growth(seconds: &[Series], bytes: &[Series], about: &str, words: &Words) -> String {
    let view = View {
        width: 900.0,
        height: 860.0,
        background: true,
        title: Some(words.text("help.cost").to_string()),
        ..View::default()
    };
    let (scene, region) = blank_scene(&view);
    let (upper, lower) = region.split(0.5);
    let scene = plot(
        scene,
        upper,
        &view,
        seconds,
        "",
        words.text("help.cost.time"),
    );
    let scene = plot(
        scene,
        lower,
        &view,
        bytes,
        words.text("help.cost.states"),
        words.text("help.cost.memory"),
    );
    document(&scene, words.text("help.cost"), about)
}

fn plot(
    scene: super::Scene,
    region: super::line::Rect,
    view: &View,
    series: &[Series],
    x_label: &str,
    y_label: &str,
) -> super::Scene {
    let all = || series.iter().flat_map(|s| s.points.iter());
    let plan = AxesSpec {
        x: Axis::decades(all().map(|p| p.0)),
        y: Axis::decades(all().map(|p| p.1)),
        x_label,
        y_label,
        marks: Vec::new(),
        reference: None,
        forbidden_below: false,
        whole: false,
    };
    let mut figure = Figure::on(scene, region, view, &plan);
    for (k, series) in series.iter().enumerate() {
        let style = CurveStyle {
            dash: &[],
            ..figure.palette.curve(k)
        };
        let (x, y): (Vec<f64>, Vec<f64>) = series.points.iter().copied().unzip();
        let (label, line) = match series.fit() {
            Some(fit) => (
                format!("{}: n^{{{}}}", series.name, fit.exponent()),
                x.iter().map(|&n| fit.at(n)).collect(),
            ),
            None => (series.name.clone(), y.clone()),
        };
        figure.curve(Curve {
            label,
            x: &x,
            y: &line,
            style,
            growing: false,
        });
        figure.dots(&x, &y, style);
    }
    figure.legend();
    figure.finish().0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Lang;

    #[test]
    fn the_picture_names_every_series_with_its_power() {
        let series = |name: &str, power: f64| Series {
            name: name.to_string(),
            points: [1e2, 1e3, 1e4]
                .map(|n: f64| (n, 1e-9 * n.powf(power)))
                .to_vec(),
        };
        let svg = growth(
            &[series("levels", 3.0), series("product", 1.0)],
            &[series("vectors", 2.0)],
            "a test",
            Words::of(Lang::En),
        );
        for words in ["levels", "3.00", "product", "vectors", "a test", "memory"] {
            assert!(svg.contains(words), "{words}");
        }
        assert_eq!(svg.matches("<circle").count(), 9);
    }
}
