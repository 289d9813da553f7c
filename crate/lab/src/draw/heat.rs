//! Heat maps: values as colours over two axes, and the bar that explains them.

use plotters::style::RGBAColor;

use super::axis::Axis;
use super::color_map::{color_of, viridis};
use super::figure::{snap_to_pixel, Figure};
use super::line::{clip, dash, Point, Rect};
use super::scene::{text_width, Anchor, Scene, Stroke, TextStyle, SLACK};
use super::theme::Palette;
use numerics::cast::count;

/// Height of what stands below a plot: the ticks and the name of its axis, in the font's size.
const BELOW: f64 = 3.2;

/// The page puts a button into the corner above the bar, as high as this in the font's size.
const BUTTON: f64 = 2.7;

/// From a line of the bar's name to the next, in the font's size.
const LEADING: f64 = 1.15;

/// The bar that explains a heat map's colours: its name stands upright beside it, in two lines where the plot is too low for one.
pub struct ColorBar {
    name: Vec<String>,
    /// What lies beyond the scale's upper end: a cell of its own above the bar, and what it stands for.
    beyond: Option<(RGBAColor, &'static str)>,
    /// Room to the right of the plot, in px.
    pub width: f64,
}

impl ColorBar {
    /// In a figure that fills `region`; `tick` is as wide as the widest number at the bar.
    pub fn new(region: &Rect, font: f64, tick: &str, name: &str) -> Self {
        let room = region.height() - (BELOW + BUTTON) * font;
        let name = in_lines(name, room, font);
        let lines = 4.2 + LEADING * (name.len() - 1) as f64;
        let width = lines * font + text_width(tick, 0.92 * font);
        Self {
            name,
            beyond: None,
            width: width.min(region.width() / 3.0),
        }
    }

    /// With a cell above the bar for what lies beyond its upper end.
    pub fn with_beyond(self, color: RGBAColor, says: &'static str) -> Self {
        Self {
            beyond: Some((color, says)),
            ..self
        }
    }
}

/// A name in one line, or in the two most even ones where it is too long for the room.
fn in_lines(name: &str, room: f64, font: f64) -> Vec<String> {
    // With any font.
    let width = |text: &str| (1.0 + SLACK) * text_width(text, font);
    let halves = |(at, _)| [&name[..at], name[at..].trim_start_matches([',', ' '])];
    let longer = |[first, second]: &[&str; 2]| width(first).max(width(second));
    // After a comma, where there is one, no part is torn.
    let breaks = match name.contains(", ") {
        true => ", ",
        false => " ",
    };
    let even = name
        .match_indices(breaks)
        .map(halves)
        .min_by(|one, other| longer(one).total_cmp(&longer(other)));
    match even {
        Some(lines) if width(name) > room => lines.map(str::to_owned).to_vec(),
        _ => vec![name.to_owned()],
    }
}

impl Figure<'_> {
    /// Fill the plot with one box for each column and row; `value(column, row)` is shown by
    /// colour. What is below the scale takes its first colour; what is no number stays empty.
    pub fn cells(
        &mut self,
        columns: &[f64],
        rows: &[f64],
        value: impl Fn(usize, usize) -> f64,
        scale: Axis,
    ) {
        let xs: Vec<f64> = columns.iter().map(|&x| self.at_x(x)).collect();
        let ys: Vec<f64> = rows.iter().map(|&y| self.at_y(y)).collect();
        let color = |column, row| color_of(&scale, value(column, row));
        self.boxes(&edges(&xs), &edges(&ys), &color);
    }

    /// Fill the plot with boxes between given edges, in the values of the axes, one more than there are columns and rows;
    /// what has no colour stays empty.
    pub fn tiles(
        &mut self,
        columns: &[f64],
        rows: &[f64],
        color: &dyn Fn(usize, usize) -> Option<RGBAColor>,
    ) {
        let xs: Vec<f64> = columns.iter().map(|&x| self.at_x(x)).collect();
        let ys: Vec<f64> = rows.iter().map(|&y| self.at_y(y)).collect();
        self.boxes(&xs, &ys, color);
    }

    /// The same between edges in px.
    fn boxes(&mut self, xs: &[f64], ys: &[f64], color: &dyn Fn(usize, usize) -> Option<RGBAColor>) {
        let area = self.area;
        for column in 0..xs.len().saturating_sub(1) {
            for row in 0..ys.len().saturating_sub(1) {
                let (x, y) = (&xs[column..column + 2], &ys[row..row + 2]);
                // Each box reaches one pixel under the next: no paper shows between them,
                // wherever the pixels' borders are.
                let rect = Rect {
                    left: x[0].min(x[1]).max(area.left),
                    right: (x[0].max(x[1]) + 1.0).min(area.right),
                    top: y[0].min(y[1]).max(area.top),
                    bottom: (y[0].max(y[1]) + 1.0).min(area.bottom),
                };
                if let Some(color) = color(column, row) {
                    if rect.left < rect.right && rect.top < rect.bottom {
                        self.scene.rect(rect, color);
                    }
                }
            }
        }
    }

    /// Words within tiles of which `plain` says that they are all alike, as near to the middle as they are well clear of all
    /// others; none where there is no such room.
    pub fn name_tiles(
        &mut self,
        columns: &[f64],
        rows: &[f64],
        plain: &dyn Fn(usize, usize) -> bool,
        words: &str,
    ) {
        let size = 0.92 * self.font;
        let wide = (1.0 + SLACK) * text_width(words, size) / 2.0 + 0.5 * size;
        let xs: Vec<f64> = columns.iter().map(|&x| self.at_x(x)).collect();
        let ys: Vec<f64> = rows.iter().map(|&y| self.at_y(y)).collect();
        let mut places = Vec::new();
        let mut others = Vec::new();
        for (column, x) in xs.windows(2).enumerate() {
            for (row, y) in ys.windows(2).enumerate() {
                places.push(((x[0] + x[1]) / 2.0, (y[0] + y[1]) / 2.0));
                if !plain(column, row) {
                    others.push(Rect {
                        left: x[0],
                        right: x[1],
                        top: y[0].min(y[1]),
                        bottom: y[0].max(y[1]),
                    });
                }
            }
        }
        let area = self.area;
        let free = |&(x, y): &Point| {
            let room = Rect {
                left: x - wide,
                right: x + wide,
                top: y - size,
                bottom: y + size,
            };
            let inside = area.left < room.left
                && room.right < area.right
                && area.top < room.top
                && room.bottom < area.bottom;
            let clear = room.grown(0.5 * size);
            inside && !others.iter().any(|other| other.overlaps(&clear))
        };
        let (x, y) = (
            (area.left + area.right) / 2.0,
            (area.top + area.bottom) / 2.0,
        );
        let off = |place: &Point| (place.0 - x).hypot(place.1 - y);
        let nearest = (places.into_iter().filter(free)).min_by(|a, b| off(a).total_cmp(&off(b)));
        if let Some((x, y)) = nearest {
            let style = TextStyle {
                color: self.palette.faint,
                ..self.lettering(size, Anchor::Middle)
            };
            self.scene.text(words, (x, y + 0.36 * size), &style);
        }
    }

    /// A line that can be seen on any colour.
    pub fn outlined(&mut self, x: &[f64], y: &[f64], pattern: &[f64]) {
        let points: Vec<Point> = x
            .iter()
            .zip(y)
            .map(|(&x, &y)| (self.at_x(x), self.at_y(y)))
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .collect();
        for part in clip(&points, &self.area) {
            for piece in dash(&part, pattern) {
                let (dark, bright) = (RGBAColor(0, 0, 0, 0.6), RGBAColor(255, 255, 255, 1.0));
                for (color, width) in [(dark, 4.0), (bright, 2.0)] {
                    self.scene.line(piece.clone(), Stroke { color, width });
                }
            }
        }
    }

    /// The bar that explains a heat map's colours, in the room between the plot and `edge`.
    pub fn color_bar(&mut self, edge: f64, scale: Axis, bar: &ColorBar) {
        let size = 0.92 * self.font;
        let place = Rect {
            left: snap_to_pixel(self.area.right + 0.9 * self.font),
            right: snap_to_pixel(self.area.right + 1.9 * self.font),
            ..self.area
        };
        let palette = self.palette;
        let place = match bar.beyond {
            None => place,
            Some((color, says)) => {
                let (cell, rest) = (1.2 * size, 2.0 * size);
                let bottom = place.top + cell;
                self.scene.rect(Rect { bottom, ..place }, color);
                let at = (place.right + 0.7 * size, bottom - 0.5 * cell + 0.36 * size);
                self.scene
                    .text(says, at, &self.lettering(size, Anchor::Start));
                Rect {
                    top: place.top + rest,
                    ..place
                }
            }
        };
        draw_bar(&mut self.scene, place, palette, scale, size);
        let top = self.area.top.max(BUTTON * self.font);
        let room = self.area.bottom + self.font - top;
        let width = |size: f64| {
            let widths = bar.name.iter().map(|line| text_width(line, size));
            (1.0 + SLACK) * widths.fold(0.0, f64::max)
        };
        let size = self.font * (room / width(self.font)).min(1.0);
        let style = TextStyle {
            upright: true,
            ..self.lettering(size, Anchor::Middle)
        };
        let middle = (self.area.top + self.area.bottom) / 2.0;
        let y = middle.max(top + width(size) / 2.0);
        for (place, line) in bar.name.iter().enumerate() {
            let after = (bar.name.len() - 1 - place) as f64;
            let x = edge - (0.5 + LEADING * after) * self.font;
            self.scene.text(line, (x, y), &style);
        }
    }
}

fn draw_bar(scene: &mut Scene, bar: Rect, palette: &Palette, scale: Axis, size: f64) {
    let steps = count((bar.height() / 2.0).clamp(1.0, 256.0));
    for k in 0..steps {
        let at = |k: usize| bar.bottom - bar.height() * k as f64 / steps as f64;
        let step = Rect {
            top: at(k + 1),
            bottom: at(k),
            ..bar
        };
        scene.rect(step, viridis((k as f64 + 0.5) / steps as f64));
    }
    let style = TextStyle {
        size,
        color: palette.ink,
        bold: false,
        anchor: Anchor::Start,
        upright: false,
    };
    let stroke = Stroke {
        color: palette.ink,
        width: 1.0,
    };
    let room = count(bar.height() / (2.4 * size));
    for (value, label) in scale.ticks(room).major {
        let y = snap_to_pixel(bar.bottom - scale.fraction(value) * bar.height());
        scene.segment((bar.right, y), (bar.right + 0.42 * size, y), stroke);
        scene.text(&label, (bar.right + 0.7 * size, y + 0.36 * size), &style);
    }
}

/// Boundaries of boxes around increasing or decreasing `centres`, one more than those.
fn edges(centres: &[f64]) -> Vec<f64> {
    let between = centres.windows(2).map(|c| (c[0] + c[1]) / 2.0);
    let mut edges: Vec<f64> = between.collect();
    match centres {
        [] => {}
        [only] => edges = vec![only - 2.0, only + 2.0],
        [first, .., last] => {
            edges.insert(0, 2.0 * first - edges[0]);
            edges.push(2.0 * last - edges[edges.len() - 1]);
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_meet_halfway_between_centres() {
        assert_eq!(edges(&[1.0, 3.0, 4.0]), [0.0, 2.0, 3.5, 4.5]);
        assert_eq!(edges(&[4.0, 2.0]), [5.0, 3.0, 1.0]);
        assert_eq!(edges(&[5.0]), [3.0, 7.0]);
        assert!(edges(&[]).is_empty());
    }
}
