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
const PLACES: f64 = 48.0;

/// Two curves that are closer than this, in px, look like one: a name there would say nothing.
const ONE: f64 = 3.0;

/// A name stands within this of its own curve, in px, and of no other.
const OTHERS: f64 = 1.6 * GAP;

/// Between letters and any ink, in px.
const RIM: f64 = 2.5;

/// As far from all other curves as any place needs to be, in px.
const FAR: f64 = 12.0 * GAP;

/// About so many of a line's points, at equal distances along it.
fn spaced(line: &[Point], places: f64) -> Vec<Point> {
    let lengths = line
        .windows(2)
        .map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1));
    let step = lengths.clone().sum::<f64>() / places;
    let mut since = f64::INFINITY;
    let mut spaced = Vec::new();
    for (&point, length) in line.iter().zip(std::iter::once(0.0).chain(lengths)) {
        since += length;
        if since >= step {
            since = 0.0;
            spaced.push(point);
        }
    }
    spaced
}

impl Figure<'_> {
    /// Writes the visible curves' names beside them, each in its curve's colour and where it touches nothing, at the place that is
    /// farthest from the other curves and never where two curves are one. A name that has no such place is written in short, or left to the
    /// legend: these curves are returned. A curve that leaves the plot says how far it goes.
    pub(crate) fn name_curves(&mut self) -> Vec<usize> {
        let spans = self.spans.clone();
        if spans.len() > MOST {
            return spans.into_iter().map(|(k, _)| k).collect();
        }
        let mut left = Vec::new();
        let size = 0.92 * self.font;
        for (k, span) in &spans {
            let beyond = self.beyond(*k);
            if span.is_empty() {
                continue;
            }
            if spans.len() == 1 && beyond.is_none() {
                left.push(*k);
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
                left.push(*k);
                continue;
            };
            let style = TextStyle {
                color: self.styles[*k].color,
                ..self.lettering(size, Anchor::Start)
            };
            self.scene
                .text(&label, (place.left, place.bottom - 0.3 * size), &style);
            self.taken.push(place.grown(2.0));
            self.words.push(place);
        }
        left
    }

    /// The best place of a name beside the curve whose points in `ink` these are; none where all touch something.
    fn place_beside(&self, span: &Range<usize>, label: &str, size: f64) -> Option<Rect> {
        let (width, height) = (text_width(label, size) * (1.0 + SLACK), 1.15 * size);
        let others = || self.curves_beside(span);
        let apart = |at: &Point| others().all(|p| (p.0 - at.0).hypot(p.1 - at.1) >= ONE);
        let own = &self.ink[span.clone()];
        let places = spaced(own, PLACES).into_iter().filter(apart);
        let places = places.flat_map(|(x, y)| {
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
        let touched = |place: &Rect| {
            let rim = place.grown(RIM);
            self.ink.iter().any(|p| rim.contains(*p))
        };
        places
            .filter(|place| free(place) && !touched(place))
            .map(|place| {
                let nearest = others().map(|p| place.distance(p));
                (place, nearest.fold(FAR, f64::min))
            })
            .filter(|(_, distance)| *distance >= OTHERS)
            // The first of equals.
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map(|(place, _)| place)
    }

    /// Points along all other visible curves, close enough to stand for their segments.
    fn curves_beside(&self, span: &Range<usize>) -> impl Iterator<Item = Point> + '_ {
        let own = span.clone();
        let other = move |(_, span): &&(usize, Range<usize>)| *span != own;
        let spans = self.spans.iter().filter(other);
        spans.flat_map(|(_, span)| self.ink[span.clone()].iter().copied())
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
        let (x, y) = (
            (self.area.left + self.area.right) / 2.0,
            (top + self.area.bottom) / 2.0,
        );
        self.scene.text(words, (x, y + 0.36 * size), &style);
        let half = text_width(words, size) * (1.0 + SLACK) / 2.0;
        self.words.push(Rect {
            left: x - half,
            right: x + half,
            top: y - 0.55 * size,
            bottom: y + 0.6 * size,
        });
        // No curve's name stands in it.
        self.taken.push(Rect { top, ..self.area });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_along_a_line_are_evenly_spaced_however_its_points_lie() {
        // Many points in the first tenth, few in the rest.
        let dense = (0..500).map(|k| (f64::from(k) * 0.2, 0.0));
        let sparse = (0..=225).map(|k| (100.0 + f64::from(k) * 4.0, 0.0));
        let line: Vec<Point> = dense.chain(sparse).collect();
        let places = spaced(&line, 10.0);
        assert!(places.len() >= 9, "{places:?}");
        let steps: Vec<f64> = places.windows(2).map(|p| p[1].0 - p[0].0).collect();
        assert!(
            steps.iter().all(|s| (100.0..105.0).contains(s)),
            "{steps:?}"
        );
        assert!(spaced(&[], 10.0).is_empty());
        assert_eq!(spaced(&[(1.0, 2.0)], 10.0), [(1.0, 2.0)]);
    }
}
