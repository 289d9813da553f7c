//! What stands inside a plot beside its curves: legend, lattice, a notice.

use plotters::style::RGBAColor;

use super::figure::Figure;
use super::line::{dash, Point, Rect};
use super::scene::{text_width, Anchor, Stroke, SLACK};
use crate::scenario::Scenario;
use numerics::cast::count;

impl Figure<'_> {
    /// The visible curves' names with a sample of each.
    pub fn legend(&mut self) {
        let shown: Vec<usize> = (0..self.curves.len())
            .filter(|&k| !self.curves[k].hidden)
            .collect();
        self.list(&shown);
    }

    /// Names of curves with a sample of each.
    pub(crate) fn list(&mut self, shown: &[usize]) {
        let size = 0.92 * self.font;
        let (sample, gap, pad, row) = (30.0, 7.0, 8.0, 1.55 * size);
        let rows_that_fit = count((0.6 * self.area.height() - 2.0 * pad) / row).max(1);
        let columns = shown.len().div_ceil(rows_that_fit).max(1);
        let rows = shown.len().div_ceil(columns);
        let label_width = shown
            .iter()
            .map(|&k| text_width(&self.curves[k].label, size))
            .fold(0.0, f64::max);
        let column = sample + gap + label_width + 14.0;
        let width = 2.0 * pad + columns as f64 * column - 14.0;
        let height = 2.0 * pad + rows as f64 * row;
        let place = if shown.is_empty() {
            None
        } else {
            self.free_place(width, height)
        };
        let Some(at) = place else { return };
        self.clear(at);
        let style = self.lettering(size, Anchor::Start);
        for (place, &k) in shown.iter().enumerate() {
            let x = at.left + pad + (place / rows) as f64 * column;
            let y = at.top + pad + ((place % rows) as f64 + 0.5) * row;
            let curve = self.styles[k];
            let stroke = Stroke {
                color: curve.color,
                width: 2.0,
            };
            for piece in dash(&[(x, y), (x + sample, y)], curve.dash) {
                self.scene.line(piece, stroke);
            }
            self.scene.text(
                &self.curves[k].label,
                (x + sample + gap, y + 0.36 * size),
                &style,
            );
        }
    }

    /// The bath's sites and bonds with the system site beside the one it is attached to.
    pub fn lattice(&mut self, scenario: &Scenario) {
        let picture = scenario.bath.picture(scenario.attach);
        let (left, top, right, bottom) = picture.extent();
        let (columns, rows) = (right - left, bottom - top);
        let room = (0.3 * self.area.width(), 0.34 * self.area.height());
        let step = (room.0 / (columns + 0.8))
            .min(room.1 / (rows + 0.8))
            .min(1.6 * self.font);
        let radius = (0.27 * step).max(1.5);
        let pad = 2.0 * radius;
        let Some(at) = self.free_place(columns * step + 2.0 * pad, rows * step + 2.0 * pad) else {
            return;
        };
        let spot = |(x, y): Point| {
            (
                at.left + pad + (x - left) * step,
                at.top + pad + (y - top) * step,
            )
        };
        self.clear(at);
        let bond = Stroke {
            color: self.palette.faint,
            width: 1.0,
        };
        for &(i, j) in &picture.bonds {
            self.scene
                .segment(spot(picture.sites[i]), spot(picture.sites[j]), bond);
        }
        for image in &picture.images {
            let across = [spot(picture.sites[image.from]), spot(image.at)];
            for piece in dash(&across, &[2.0, 2.0]) {
                self.scene.line(piece, bond);
            }
        }
        let link = Stroke {
            color: self.palette.system,
            width: 2.0,
        };
        self.scene.segment(
            spot(picture.system),
            spot(picture.sites[scenario.attach]),
            link,
        );
        for image in &picture.images {
            self.scene
                .disc(spot(image.at), 0.6 * radius, self.palette.faint);
        }
        for &site in &picture.sites {
            self.scene.disc(spot(site), radius, self.palette.bath);
        }
        self.scene
            .disc(spot(picture.system), 1.25 * radius, self.palette.system);
    }

    /// Words in the emptiest corner, in as few lines as cover nothing that is drawn there.
    pub fn remark(&mut self, text: &str) {
        let size = 0.92 * self.font;
        let (pad, row) = (0.5 * size, 1.3 * size);
        let width = |line: &String| (1.0 + SLACK) * text_width(line, size);
        let in_lines = |share: f64| {
            let lines = wrapped(text, size, share * self.area.width());
            let widest = lines.iter().map(width).fold(0.0, f64::max);
            let height = row * lines.len() as f64 + 2.0 * pad;
            let (at, [covered, _]) = self.emptiest(widest + 2.0 * pad, height)?;
            Some((lines, at, covered))
        };
        let ways = [0.7, 0.5, 0.35, 0.25].into_iter().filter_map(in_lines);
        if let Some((lines, at, _)) = ways.min_by_key(|&(_, _, covered)| covered) {
            self.taken.push(at);
            self.clear(at);
            self.words.push(at);
            let style = self.lettering(size, Anchor::Start);
            for (k, line) in lines.iter().enumerate() {
                let place = (at.left + pad, at.top + pad + size + row * k as f64);
                self.scene.text(line, place, &style);
            }
        }
    }

    /// Words in the middle of the plot, in place of curves.
    pub fn notice(&mut self, text: &str) {
        let size = self.font;
        let lines = wrapped(text, size, 0.8 * self.area.width());
        let row = 1.6 * size;
        let x = (self.area.left + self.area.right) / 2.0;
        let top = (self.area.top + self.area.bottom - row * lines.len() as f64) / 2.0;
        let widest = lines
            .iter()
            .map(|line| text_width(line, size))
            .fold(0.0, f64::max);
        let place = Rect {
            left: x - widest / 2.0 - size,
            right: x + widest / 2.0 + size,
            top: top - 0.6 * size,
            bottom: top + row * lines.len() as f64 + 0.6 * size,
        };
        self.scene.rect(place, self.palette.background);
        let style = self.lettering(size, Anchor::Middle);
        for (k, line) in lines.iter().enumerate() {
            self.scene
                .text(line, (x, top + (k as f64 + 0.72) * row), &style);
        }
    }

    /// Make a place ready to be drawn on: grid lines behind it fade.
    fn clear(&mut self, place: Rect) {
        let RGBAColor(r, g, b, _) = self.palette.background;
        self.scene.rect(place, RGBAColor(r, g, b, 0.86));
    }

    /// Takes the emptiest of the plot's corners and edges for a box of this size; `None` when the
    /// plot is too small for it.
    fn free_place(&mut self, width: f64, height: f64) -> Option<Rect> {
        let (place, _) = self.emptiest(width, height)?;
        self.taken.push(place);
        Some(place)
    }

    /// That place, and how much ink is within 5 and within 25 px of it.
    fn emptiest(&self, width: f64, height: f64) -> Option<(Rect, [usize; 2])> {
        let area = self.area;
        let margin = 0.6 * self.font;
        let (free_x, free_y) = (
            area.width() - width - 2.0 * margin,
            area.height() - height - 2.0 * margin,
        );
        if free_x < 0.0 || free_y < 0.0 {
            return None;
        }
        // In order of preference: top left, right of it, ... down to the bottom.
        const STOPS: usize = 5;
        let spots = (0..STOPS * STOPS).map(|k| {
            let along = |part: usize, free: f64| free * part as f64 / (STOPS - 1) as f64;
            let left = area.left + margin + along(k % STOPS, free_x);
            let top = area.top + margin + along(k / STOPS, free_y);
            Rect {
                left,
                top,
                right: left + width,
                bottom: top + height,
            }
        });
        let free = spots.filter(|spot| !self.taken.iter().any(|t| t.overlaps(spot)));
        let inside = |spot: &Rect, margin| {
            let near = spot.grown(margin);
            self.ink.iter().filter(|p| near.contains(**p)).count()
        };
        free.map(|spot| (spot, [5.0, 25.0].map(|margin| inside(&spot, margin))))
            .min_by_key(|&(_, ink)| ink)
    }
}

/// A text in lines no wider than `room`: broken at blanks, and in Japanese between any two
/// letters except before a full stop or comma.
fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        let stop = matches!(c, '\u{3002}' | '\u{3001}' | '\u{ff0c}' | '\u{ff09}');
        let starts = last == ' ' || (text_width(&c.to_string(), 1.0) >= 1.0 && !stop);
        match words.last_mut() {
            Some(word) if !starts => word.push(c),
            _ => words.push(c.to_string()),
        }
        last = c;
    }
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line}{word}"), size) <= room => {
                line.push_str(&word)
            }
            _ => lines.push(word),
        }
    }
    lines
        .into_iter()
        .map(|line| line.trim_end().to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_into_lines_that_fit() {
        let english = "one two three four five six seven eight nine ten";
        let lines = wrapped(english, 10.0, 100.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| text_width(line, 10.0) <= 100.0));
        assert_eq!(lines.join(" "), english);
        let japanese = "\u{3053}\u{308c}\u{306f}\u{3068}\u{3066}\u{3082}\u{9577}\u{3044}\u{6587}\u{3067}\u{3059}\u{3002}\u{6b21}\u{306e}\u{6587}\u{3082}\u{9577}\u{3044}\u{3067}\u{3059}\u{3002}";
        let lines = wrapped(japanese, 10.0, 85.0);
        assert_eq!(lines.concat(), japanese);
        assert!(lines.len() > 2 && lines.iter().all(|line| !line.starts_with('\u{3002}')));
    }
}
