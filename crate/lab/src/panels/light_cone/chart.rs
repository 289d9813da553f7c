//! Panel `light-cone`: how the news that a system was attached travels through the bath.

use super::record::{LightCone, LightCones};
use crate::bath;
use crate::draw::axis::{Axis, Scale};
use crate::draw::figure::{blank_scene, font, AxesSpec, Figure};
use crate::draw::heat::ColorBar;
use crate::draw::line::Rect;
use crate::draw::scene::Scene;
use crate::draw::theme::css;
use crate::draw::time::{time_axis, time_label, TimeMark};
use crate::draw::{Frame, FrameCurve, View};
use crate::message::Message;
use crate::record::{MarkKind, Run, Trajectories};
use crate::words::Words;

/// The signal's colours: two decades below a full boson, so that front and inside look different.
pub(super) const SIGNAL: Axis = Axis {
    scale: Scale::Log,
    min: 1e-2,
    max: 1.0,
};

/// The change of the density over time and distance, for one run; over it the front, and
/// the cones of the group velocity and of the Lieb-Robinson bound.
pub fn compose(state: &LightCones, view: &View, words: &Words) -> (Scene, Frame) {
    let record = &state.0;
    let lattice = bath::lattice(&record.scenario);
    let farthest = lattice.distances(record.scenario.attach).into_iter().max();
    let farthest = farthest.map_or(0, |d| d + 1) as f64;
    let run = view.run.min(record.runs.len().saturating_sub(1));
    let cone = signal(state, run);
    let cones = cones(record, cone.as_ref(), farthest, words);
    let y = Axis {
        scale: Scale::Linear,
        min: -0.5,
        max: farthest + 0.5,
    };
    let (scene, region) = blank_scene(view);
    let font = font(view);
    let coupling = record.runs.get(run).map_or(f64::NAN, |run| run.coupling);
    let label = format!("|⟨n⟩(t) − ⟨n⟩(0)|,  γ′ = {coupling}");
    let bar = ColorBar::new(&region, font, "10⁻²", &label);
    let left = Rect {
        right: region.right - bar.width,
        ..region
    };
    let mut figure = Figure::on(
        scene,
        left,
        view,
        &AxesSpec {
            x: time_axis(&record.scenario, view),
            y: view.y.axis(Scale::Linear, |_| y),
            x_label: time_label(&record.scenario, words),
            y_label: words.text("chart.distance"),
            marks: cones.iter().map(|cone| cone.mark.clone()).collect(),
            reference: None,
            forbidden_below: false,
            whole: true,
        },
    );
    if let Some(cone) = &cone {
        let rows: Vec<f64> = cone.distance.iter().map(|&d| d as f64).collect();
        figure.cells(
            &cone.time,
            &rows,
            |time, row| cone.signal[time][row],
            SIGNAL,
        );
    }
    for cone in &cones {
        let (time, distance) = cone.line();
        figure.outlined(&time, &distance, cone.dash);
    }
    figure.color_bar(region.right, SIGNAL, &bar);
    let (scene, mut frame) = figure.finish();
    frame.curves = choices(record, run, view);
    (scene, frame)
}

/// The runs to choose from, of which one is drawn.
fn choices(record: &Trajectories, drawn: usize, view: &View) -> Vec<FrameCurve> {
    let ink = css(view.theme.palette().ink);
    let runs = record.runs.iter().enumerate();
    runs.map(|(k, run)| FrameCurve {
        label: format!("γ′ = {}", run.coupling),
        color: ink.clone(),
        dash: Vec::new(),
        hidden: k != drawn,
        course: None,
    })
    .collect()
}

/// The light cone of a run, if it has begun.
fn signal(state: &LightCones, run: usize) -> Option<LightCone> {
    let record = &state.0;
    let begun = |run: &&Run| !run.site_density.is_empty();
    let before = record.runs.get(..run)?.iter().filter(begun).count();
    record.runs.get(run).filter(begun)?;
    state.light_cones().into_iter().nth(before)
}

/// Something that moves away from the system at constant speed.
struct Cone {
    speed: f64,
    /// When it leaves the system.
    delay: f64,
    /// Its name, where it leaves the plot.
    mark: TimeMark,
    dash: &'static [f64],
    farthest: f64,
}

impl Cone {
    /// Times and distances along it: many points, since time may be logarithmic.
    fn line(&self) -> (Vec<f64>, Vec<f64>) {
        let distances = (0..=400).map(|k| (self.farthest + 0.5) * (f64::from(k) / 400.0).powi(3));
        distances.map(|d| (self.delay + d / self.speed, d)).unzip()
    }
}

fn cones(
    record: &Trajectories,
    signal: Option<&LightCone>,
    farthest: f64,
    words: &Words,
) -> Vec<Cone> {
    let velocity = format!("{}γ", record.scenario.bath.kind.velocity);
    let cone = |speed: f64, delay: f64, symbol: &str, name: String, formula: &str, dash| Cone {
        speed,
        delay,
        mark: TimeMark {
            time: delay + (farthest + 0.5) / speed,
            symbol: symbol.to_string(),
            name,
            formula: formula.to_string(),
            line: false,
        },
        dash,
        farthest,
    };
    let reach = bath::lattice(&record.scenario).reach(record.scenario.attach) as f64;
    let mut cones: Vec<Cone> = record
        .time_marks()
        .into_iter()
        .map(|mark| {
            let speed = reach / mark.time;
            match mark.kind {
                MarkKind::Arrival => cone(
                    speed,
                    0.0,
                    &velocity,
                    words.text("chart.cone.axis").to_string(),
                    &format!("d = {velocity} t"),
                    &[7.0, 4.0],
                ),
                MarkKind::LiebRobinson => cone(
                    speed,
                    0.0,
                    "v_{LR}",
                    words.text("chart.cone.bound").to_string(),
                    "d = v_LR t,  v_LR = 2eJZ,  J ≥ γ, |g|, γ′",
                    &[2.0, 3.0],
                ),
            }
        })
        .collect();
    // The fit would move about while rows come in.
    let complete = signal.filter(|cone| cone.time.len() >= record.scenario.times.count);
    let front = complete.and_then(|cone| Some((cone.speed?, cone.delay?)));
    if let Some((speed, delay)) = front.filter(|(speed, _)| *speed > 0.0) {
        let name = Message::new("chart.cone.front").with("speed", format!("{speed:.1}"));
        let name = words.say(&name);
        cones.push(cone(speed, delay, "v", name, "d = v (t − t₀)", &[]));
    }
    cones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::scene::Primitive;
    use crate::scenario::Scenario;

    #[test]
    fn every_time_and_distance_has_its_box_dark_outside_the_cone_and_bright_inside() {
        let text = "panel=light-cone&bath=chain-8&bosons=3&coupling=1&times=lin:0:4:50";
        let scenario = Scenario::parse(text).unwrap();
        let record = crate::runner::run(&scenario, |_, _, _| true).unwrap();
        let (scene, frame) = compose(record.state(), &View::default(), &Words::default());
        let boxes: Vec<_> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Primitive::Box { rect, color } if rect.left < frame.left + frame.width => {
                    Some((rect, color))
                }
                Primitive::Line { .. }
                | Primitive::Box { .. }
                | Primitive::Area { .. }
                | Primitive::Disc { .. }
                | Primitive::Text { .. } => None,
            })
            .collect();
        assert_eq!(boxes.len(), 50 * 9);
        // Columns follow one another from left to right, rows within them from S outwards.
        let at = |time: usize, distance: usize| boxes[9 * time + distance];
        assert!(at(0, 0).0.bottom >= at(0, 1).0.bottom && at(0, 8).0.top <= frame.top + 1.0);
        let green = |time, distance| at(time, distance).1 .1;
        assert!(green(1, 8) < 20, "nothing has arrived yet");
        assert!(green(49, 8) > 60 && green(49, 0) > 150);
        // The chain's sites in order, S last: on the page they have the colours of their boxes.
        let state = record.state::<LightCones>();
        let last = state.signal_at(0, 4.0).unwrap();
        let boxes = (1..=8).chain([0]).map(|distance| css(*at(49, distance).1));
        assert!(last.colors.into_iter().eq(boxes));
    }
}
