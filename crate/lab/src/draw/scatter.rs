//! Many points: coloured by how crowded their place is, so that 13,000 of them still show
//! where most are and where the few are.

use plotters::style::RGBAColor;

use super::color_map::viridis;
use super::figure::Figure;
use super::line::{Point, Rect};
use super::scene::Stroke;
use super::theme::Theme;
use numerics::cast::count;
use numerics::sorting;

/// Side of the squares in which neighbours are counted, in CSS px.
const CELL: f64 = 7.0;
/// The part of the colour map that stands out from the paper.
const ON_LIGHT: (f64, f64) = (0.0, 0.86);
const ON_DARK: (f64, f64) = (0.42, 1.0);

/// For each point the number of points around it: in its square, and in the eight around it
/// with the weights of a smooth bump.
fn crowding(points: &[Point], area: &Rect) -> Vec<f64> {
    // A square without points on every side.
    let place = |v: f64, edge: f64| count((v / CELL).floor() - (edge / CELL).floor()) + 1;
    let across = place(area.right, area.left) + 2;
    let square = |&(x, y): &Point| place(y, area.top) * across + place(x, area.left);
    let mut counts = vec![0.0; (place(area.bottom, area.top) + 2) * across];
    for point in points {
        counts[square(point)] += 1.0;
    }
    let around = |point: &Point| {
        let above = square(point) - across;
        let row = |from: usize| 0.5 * counts[from - 1] + counts[from] + 0.5 * counts[from + 1];
        0.5 * row(above) + row(above + across) + 0.5 * row(above + 2 * across)
    };
    points.iter().map(around).collect()
}

impl Figure<'_> {
    /// Points with one colour each: dark (on dark paper dim) where they are few, bright where
    /// they are many; the crowded ones first, so that none of the few is covered.
    pub fn points(&mut self, x: &[f64], y: &[f64], theme: Theme) {
        let places = x
            .iter()
            .zip(y)
            .map(|(&x, &y)| (self.at_x(x), self.at_y(y)))
            .filter(|place| self.area.contains(*place));
        let places: Vec<Point> = places.collect();
        let crowds = crowding(&places, &self.area);
        let most = crowds.iter().copied().fold(1.0, f64::max);
        let (from, to) = match theme {
            Theme::Light => ON_LIGHT,
            Theme::Dark => ON_DARK,
        };
        // Area shared among the points, within limits that can be seen.
        let room = self.area.width() * self.area.height() / places.len().max(1) as f64;
        let radius = (0.16 * room.sqrt()).clamp(1.3, 3.2);
        for k in sorting::argsort(places.len(), &|a, b| crowds[b].total_cmp(&crowds[a])) {
            let level = match most > 1.0 {
                true => crowds[k].ln() / most.ln(),
                false => 0.0,
            };
            let color = viridis(from + (to - from) * level);
            self.scene.disc(places[k], radius, color);
        }
        self.ink.extend(places);
    }

    /// A ring around one point, which stays in sight.
    pub fn pick_out(&mut self, x: f64, y: f64) {
        let place = (self.at_x(x), self.at_y(y));
        if !self.area.contains(place) {
            return;
        }
        let circle = |radius: f64| -> Vec<Point> {
            (0..=32)
                .map(|k| (f64::from(k) / 16.0 * std::f64::consts::PI).sin_cos())
                .map(|(s, c)| (place.0 + radius * c, place.1 + radius * s))
                .collect()
        };
        for (width, color) in [(4.0, self.palette.background), (2.0, self.palette.ink)] {
            self.scene.line(circle(6.0), Stroke { color, width });
        }
    }

    /// Tint between two curves over the same `x`.
    pub fn between(&mut self, x: &[f64], low: &[f64], high: &[f64], color: RGBAColor) {
        let area = self.area;
        let place = |x: f64, y: f64| {
            (
                self.at_x(x).clamp(area.left, area.right),
                self.at_y(y).clamp(area.top, area.bottom),
            )
        };
        let upper = x.iter().zip(high).map(|(&x, &y)| place(x, y));
        let lower = x.iter().zip(low).rev().map(|(&x, &y)| place(x, y));
        let outline = upper.chain(lower).collect();
        self.scene.area(outline, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_counts_more_than_a_point_alone() {
        let mut points: Vec<Point> = (0..50)
            .map(|k| (100.0 + f64::from(k % 7), 100.0 + f64::from(k / 7)))
            .collect();
        points.push((300.0, 20.0));
        let area = Rect {
            left: 90.0,
            top: 20.0,
            right: 300.0,
            bottom: 120.0,
        };
        let crowds = crowding(&points, &area);
        assert_eq!(crowds[50], 1.0);
        assert!(crowds[..50].iter().all(|&c| c > 10.0));
    }
}
