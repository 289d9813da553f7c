//! Geometry of curves: gaps, thinning, clipping and dashes, in CSS px.

use numerics::cast::size;
use serde::Serialize;

pub(crate) type Point = (f64, f64);

/// A rectangle, edges included, in CSS px from the drawing's upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Rect {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn contains(&self, (x, y): Point) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub(crate) fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// How far a point is from the rectangle; 0 inside.
    pub(crate) fn distance(&self, (x, y): Point) -> f64 {
        let beyond = |v: f64, low: f64, high: f64| (low - v).max(v - high).max(0.0);
        beyond(x, self.left, self.right).hypot(beyond(y, self.top, self.bottom))
    }

    /// The upper `share` of the rectangle and what is below it.
    pub(crate) fn split(&self, share: f64) -> (Rect, Rect) {
        let middle = (self.top + share * self.height()).round();
        (
            Rect {
                bottom: middle,
                ..*self
            },
            Rect {
                top: middle,
                ..*self
            },
        )
    }

    /// The rectangle with every edge moved outwards.
    pub(crate) fn grown(&self, by: f64) -> Rect {
        Rect {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }
}

/// Runs of consecutive finite points: a curve is interrupted where it has no value.
pub(crate) fn runs(points: impl Iterator<Item = Point>) -> Vec<Vec<Point>> {
    let mut runs = vec![Vec::new()];
    for (x, y) in points {
        if x.is_finite() && y.is_finite() {
            runs.last_mut().expect("never empty").push((x, y));
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The same line with at most four points in each column of width `column`: the first, the
/// lowest, the highest and the last, in their order. What is drawn stays the same to within
/// a column.
pub(crate) fn decimate(line: &[Point], column: f64) -> Vec<Point> {
    let place = |p: &Point| (p.0 / column).floor();
    let mut thinned = Vec::with_capacity(line.len().min(4096));
    for group in line.chunk_by(|a, b| place(a) == place(b)) {
        if group.len() <= 4 {
            thinned.extend_from_slice(group);
            continue;
        }
        let by_height = |&a: &usize, &b: &usize| group[a].1.total_cmp(&group[b].1);
        let low = (0..group.len())
            .min_by(by_height)
            .expect("a group has points");
        let high = (0..group.len())
            .max_by(by_height)
            .expect("a group has points");
        let mut kept = [0, low.min(high), low.max(high), group.len() - 1].to_vec();
        kept.dedup();
        thinned.extend(kept.into_iter().map(|k| group[k]));
    }
    thinned
}

/// The parts of a line that lie inside `area`.
pub(crate) fn clip(line: &[Point], area: &Rect) -> Vec<Vec<Point>> {
    if let [only] = line {
        return if area.contains(*only) {
            vec![vec![*only]]
        } else {
            Vec::new()
        };
    }
    let mut parts: Vec<Vec<Point>> = Vec::new();
    for pair in line.windows(2) {
        let Some((from, to)) = clip_segment(pair[0], pair[1], area) else {
            continue;
        };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

/// The part of a segment inside `area` (Liang and Barsky, ACM Trans. Graph. 3, 1).
fn clip_segment(from: Point, to: Point, area: &Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (along, room) in [
        (-dx, from.0 - area.left),
        (dx, area.right - from.0),
        (-dy, from.1 - area.top),
        (dy, area.bottom - from.1),
    ] {
        if along == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if along < 0.0 {
            enter = enter.max(room / along);
        } else {
            leave = leave.min(room / along);
        }
    }
    let at = |s: f64| match s {
        0.0 => from,
        1.0 => to,
        s => (from.0 + s * dx, from.1 + s * dy),
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// Cut a line into dashes; `pattern` is dash, gap, dash, gap, ... by length along the line.
/// An empty pattern leaves it whole.
pub(crate) fn dash(line: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    if pattern.is_empty() || line.len() < 2 {
        return vec![line.to_vec()];
    }
    let mut dashes = Vec::new();
    let mut current = vec![line[0]];
    let mut part = 0;
    let mut left = pattern[0];
    for pair in line.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let s = done / length;
            let point = (from.0 + s * (to.0 - from.0), from.1 + s * (to.1 - from.1));
            if part % 2 == 0 {
                current.push(point);
                dashes.push(std::mem::take(&mut current));
            } else {
                current = vec![point];
            }
            part = (part + 1) % pattern.len();
            left = pattern[part];
        }
        left -= length - done;
        if part % 2 == 0 {
            current.push(to);
        }
    }
    if part % 2 == 0 && current.len() > 1 {
        dashes.push(current);
    }
    dashes
}

/// Points along a line in their order, at most `step` apart.
pub(crate) fn resample(line: &[Point], step: f64) -> Vec<Point> {
    let mut points: Vec<Point> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let parts = (dx.hypot(dy) / step).ceil();
        for k in 1..size(parts) {
            let s = k as f64 / parts;
            points.push((pair[0].0 + s * dx, pair[0].1 + s * dy));
        }
        points.push(pair[1]);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Rect = Rect {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 10.0,
    };

    fn length(line: &[Point]) -> f64 {
        line.windows(2)
            .map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1))
            .sum()
    }

    #[test]
    fn lines_break_at_values_that_are_not_finite() {
        let points = [
            (0.0, 1.0),
            (1.0, f64::NAN),
            (2.0, 1.0),
            (3.0, 2.0),
            (f64::INFINITY, 0.0),
        ];
        assert_eq!(
            runs(points.into_iter()),
            [vec![(0.0, 1.0)], vec![(2.0, 1.0), (3.0, 2.0)]]
        );
        assert!(runs(std::iter::empty()).is_empty());
    }

    #[test]
    fn clipping_keeps_exactly_what_is_inside() {
        // In at the left edge, out through the top, and back.
        let line = [
            (-5.0, 5.0),
            (5.0, 5.0),
            (5.0, -5.0),
            (8.0, -5.0),
            (8.0, 5.0),
        ];
        let parts = clip(&line, &SQUARE);
        assert_eq!(
            parts,
            [
                vec![(0.0, 5.0), (5.0, 5.0), (5.0, 0.0)],
                vec![(8.0, 0.0), (8.0, 5.0)]
            ]
        );
        // Across the whole square between two points outside it.
        assert_eq!(
            clip(&[(-10.0, -10.0), (20.0, 20.0)], &SQUARE),
            [vec![(0.0, 0.0), (10.0, 10.0)]]
        );
        assert!(clip(&[(-1.0, 0.0), (-1.0, 10.0)], &SQUARE).is_empty());
        // Past a corner, with both ends level with the square.
        assert!(clip(&[(-5.0, 8.0), (4.0, 17.0)], &SQUARE).is_empty());
        assert!(clip(&[(11.0, 5.0)], &SQUARE).is_empty());
    }

    #[test]
    fn thinning_keeps_the_ends_and_every_extreme() {
        let line: Vec<Point> = (0..100_000)
            .map(|k| {
                let x = f64::from(k) * 0.005;
                (x, if k == 4321 { 99.0 } else { (x * 40.0).sin() })
            })
            .collect();
        let thinned = decimate(&line, 0.5);
        assert!(thinned.len() <= 4 * 1001, "{}", thinned.len());
        assert_eq!(thinned.first(), line.first());
        assert_eq!(thinned.last(), line.last());
        assert!(thinned.contains(&line[4321]));
        assert!(
            thinned.windows(2).all(|p| p[0].0 < p[1].0),
            "order and uniqueness"
        );
        let sparse: Vec<Point> = (0..50).map(|k| (f64::from(k), 0.0)).collect();
        assert_eq!(decimate(&sparse, 0.5), sparse);
    }

    #[test]
    fn dashes_cover_their_share_of_the_line() {
        let line = [(0.0, 0.0), (30.0, 0.0), (30.0, 40.0), (90.0, 40.0)];
        let dashes = dash(&line, &[6.0, 4.0]);
        assert_eq!(dashes.len(), 13);
        assert!(dashes.iter().all(|d| (length(d) - 6.0).abs() < 1e-9));
        assert_eq!(dashes[3], [(30.0, 0.0), (30.0, 6.0)]);
        assert_eq!(dash(&line, &[]), [line.to_vec()]);
    }
}
