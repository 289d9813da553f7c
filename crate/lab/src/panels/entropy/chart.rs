//! Panel `entropy`: entropy production against time, one curve a coupling (figure 2 of
//! arXiv:1603.07857).

use crate::draw::curves;
use crate::draw::entropy_axis::{entropy_axis, entropy_label};
use crate::draw::figure::{AxesSpec, Figure};
use crate::draw::scene::Scene;
use crate::draw::time::{time_axis, time_label, time_marks};
use crate::draw::{Frame, View};
use crate::record::Trajectories;
use crate::words::Words;

pub fn compose(record: &Trajectories, view: &View, words: &Words) -> (Scene, Frame) {
    let scenario = &record.scenario;
    let mut marks = time_marks(record, words);
    marks.extend(curves::divergence_mark(record, words));
    let mut figure = Figure::new(
        view,
        &AxesSpec {
            x: time_axis(scenario, view),
            y: entropy_axis(record, view),
            x_label: time_label(scenario, words),
            y_label: entropy_label(words),
            marks,
            reference: Some(0.0),
            forbidden_below: true,
            whole: false,
        },
    );
    figure.name_forbidden(0.0, words.text("story.plot.forbidden"));
    curves::late(&mut figure, record, view);
    curves::draw(&mut figure, record, view, words);
    curves::divergences(&mut figure, record, view);
    if view.legend {
        figure.legend();
    }
    if view.inset {
        figure.lattice(scenario);
    }
    figure.finish()
}
