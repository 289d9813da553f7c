//! Panels that the module of a first visit knows and does not compute (feature `first-visit`).

use super::panel::{empty_figure, Panel, PanelState};
use crate::draw::{Frame, Scene, View};
use crate::message::Message;
use crate::plan::Plan;
use crate::scenario::{panel::PanelSpec, Scenario};
use crate::words::Words;

/// A panel of which only what it says of itself is in this build.
pub struct Elsewhere<P: 'static>(pub &'static P);

impl<P: Panel> Panel for Elsewhere<P> {
    fn spec(&self) -> &'static PanelSpec {
        self.0.spec()
    }

    fn is_here(&self) -> bool {
        false
    }

    fn plan(&self, _: &Scenario) -> Plan {
        Plan::default()
    }

    fn state(&self, _: &Scenario) -> Box<dyn PanelState> {
        Box::new(Nothing)
    }
}

/// The record of what is not computed.
struct Nothing;

impl PanelState for Nothing {
    fn has_data(&self) -> bool {
        false
    }

    fn summary(&self) -> Vec<Message> {
        Vec::new()
    }

    fn figure(&self, view: &View, _: &Words) -> (Scene, Frame) {
        empty_figure(view)
    }
}
