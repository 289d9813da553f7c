//! The curves' names beside them, inside the plot.

use super::figure::Figure;
use super::frame::Course;
use super::line::{Point, Rect};
use super::scene::{text_width, Anchor, TextStyle, SLACK};
use std::ops::Range;

/// More names than this are a crowd: they are left to the legend.
const MOST: usize = 8;

/// Between a curve and its name, in px.
const GAP: f64 = 5.0;

/// Places along a curve that are tried.
const PLACES: usize = 48;

impl Figure<'_> {
    /// Writes the visible curves' names beside them, each in its curve's colour and where it touches nothing, farthest from the
    /// other curves. A name that has no such place is written in short, or left to the
    /// legend. A curve that leaves the plot says how far it goes.
    pub(crate) fn name_curves(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.len() > MOST {
            return;
        }
        let size = 0.92 * self.font;
        for (k, span) in &spans {
            let beyond = self.beyond(*k);
            if span.is_empty() || (spans.len() == 1 && beyond.is_none()) {
                continue;
            }
            let short = self.short_names.iter().find(|(place, _)| place == k);
            let names = [Some(&self.curves[*k].label), short.map(|(_, name)| name)];
            let placed = names.into_iter().flatten().find_map(|name| {
                let label = match &beyond {
                    Some(beyond) => format!("{name} {beyond}"),
                    None => name.clone(),
                };
                let place = self.place_beside(span, &label, size)?;
                Some((label, place))
            });
            let Some((label, place)) = placed else {
                continue;
            };
            let style = TextStyle {
                color: self.styles[*k].color,
                ..self.lettering(size, Anchor::Start)
            };
            self.scene
                .text(&label, (place.left, place.bottom - 0.3 * size), &style);
            self.taken.push(place.grown(2.0));
        }
    }

    /// The best place of a name beside the curve whose points in `ink` these are; none where all touch something.
    fn place_beside(&self, span: &Range<usize>, label: &str, size: f64) -> Option<Rect> {
        let (width, height) = (text_width(label, size) * (1.0 + SLACK), 1.15 * size);
        let points = &self.ink[span.clone()];
        let step = points.len().div_ceil(PLACES);
        let places = points.iter().step_by(step).flat_map(|&(x, y)| {
            [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(across, down)| {
                let (left, top) = (
                    x + across * GAP - if across < 0.0 { width } else { 0.0 },
                    y + down * GAP - if down < 0.0 { height } else { 0.0 },
                );
                Rect {
                    left,
                    top,
                    right: left + width,
                    bottom: top + height,
                }
            })
        });
        let free = |place: &Rect| {
            place.left > self.area.left + 2.0
                && place.right < self.area.right - 2.0
                && place.top > self.area.top
                && place.bottom < self.area.bottom - 1.0
                && !self.taken.iter().any(|taken| taken.overlaps(place))
                && !self
                    .reference
                    .is_some_and(|y| place.top < y && y < place.bottom)
        };
        let inside = |place: Rect| self.ink.iter().filter(move |p| place.contains(**p)).count();
        let others = |place: &Rect| {
            let near = place.grown(3.0 * GAP);
            let count = |range: &[Point]| range.iter().filter(|p| near.contains(**p)).count();
            count(&self.ink[..span.start]) + count(&self.ink[span.end..])
        };
        places
            .filter(|place| free(place) && inside(place.grown(1.5)) == 0)
            .min_by_key(others)
    }

    /// How far a curve goes beyond the plot's own vertical axis; none where it stays inside, or where the reader chose the part in view.
    fn beyond(&self, k: usize) -> Option<String> {
        let Course {
            least: (_, low),
            greatest: (_, high),
            ..
        } = self.curves[k].course?;
        let (arrow, value) = match (self.chosen(), high > self.y().max, low < self.y().min) {
            (false, true, _) => ('↑', high),
            (false, false, true) => ('↓', low),
            _ => return None,
        };
        Some(format!("{arrow} {value:.2}").replace('-', "−"))
    }

    /// Says what the tint below the reference is, where there is room for it.
    pub(crate) fn name_forbidden(&mut self, reference: f64, words: &str) {
        let top = self.at_y(reference).max(self.area.top);
        let room = self.area.bottom - top;
        let size = (0.85 * self.font)
            .min(room / 1.3)
            .min(0.85 * self.font * 0.8 * self.area.width() / text_width(words, 0.85 * self.font));
        if size < 0.68 * self.font {
            return;
        }
        let style = TextStyle {
            color: self.palette.faint,
            ..self.lettering(size, Anchor::Middle)
        };
        let middle = (
            (self.area.left + self.area.right) / 2.0,
            (top + self.area.bottom) / 2.0 + 0.36 * size,
        );
        self.scene.text(words, middle, &style);
        // No curve's name stands in it.
        self.taken.push(Rect { top, ..self.area });
    }
}
