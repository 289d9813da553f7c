//! What all plots share: margins, axes, curves, time marks, cursor, legend and the lattice
//! in the corner.

use plotters::style::RGBAColor;

use super::axis::{Axis, Scale, Ticks};
use super::line::{clip, dash, runs, thin, Point, Rect};
use super::sheet::{text_width, Anchor, Lettering, Sheet, Stroke};
use super::theme::{css, CurveStyle, Palette, DOTTED};
use super::{say, Frame, FrameCurve, FrameMark, View};
use crate::record::{MarkKind, Record};
use crate::scenario::{BathShape, Lang, Scenario, Spacing};

/// What a panel asks of its figure.
pub(super) struct Plan {
    pub x: Axis,
    pub y: Axis,
    pub x_label: &'static str,
    pub y_label: &'static str,
    pub marks: Vec<TimeMark>,
    /// Tint the part of the plot where the vertical axis is negative.
    pub forbidden_below_zero: bool,
}

/// A time worth a vertical line.
pub(super) struct TimeMark {
    pub time: f64,
    /// The symbol, and what may follow it where there is room.
    pub symbol: &'static str,
    pub name: &'static str,
    pub formula: &'static str,
}

/// One curve; `x` and `y` may differ in length while a run goes on.
pub(super) struct Curve<'a> {
    pub label: String,
    pub x: &'a [f64],
    pub y: &'a [f64],
    pub style: CurveStyle,
    /// More points will follow: its end is marked.
    pub growing: bool,
}

pub(super) struct Figure<'a> {
    pub palette: &'static Palette,
    view: &'a View,
    sheet: Sheet,
    /// The plot area inside the axes.
    area: Rect,
    x: Axis,
    y: Axis,
    curves: Vec<FrameCurve>,
    styles: Vec<CurveStyle>,
    marks: Vec<FrameMark>,
    /// Points along all visible curves, which the legend and the inset keep clear of.
    ink: Vec<Point>,
    taken: Vec<Rect>,
}

/// The range of times a scenario asks for: known from the start of a run, so that the plot
/// draws itself without its axis moving.
pub(super) fn time_axis(scenario: &Scenario, view: &View) -> Axis {
    let times = &scenario.times;
    let own = match times.spacing {
        Spacing::Log => Scale::Log,
        Spacing::Lin => Scale::Linear,
    };
    let step = (times.to - times.from) / times.count.max(2) as f64;
    view.x.axis(view.x.scale.unwrap_or(own), |scale| {
        match scale {
            Scale::Linear => Axis::new(scale, times.from.min(0.0), times.to),
            Scale::Log if times.from > 0.0 => Axis::new(scale, times.from, times.to),
            Scale::Log => Axis::new(scale, step, times.to),
        }
        .unwrap_or(Axis {
            scale,
            min: 0.01,
            max: 100.0,
        })
    })
}

/// Times are in 1/gamma only while energies are in units of gamma.
pub(super) fn time_label(scenario: &Scenario, lang: Lang) -> &'static str {
    if scenario.hopping == 1.0 {
        say(lang, "time t (1/γ)", "時間 t (1/γ)")
    } else {
        say(lang, "time t (ħ = 1)", "時間 t (ħ = 1)")
    }
}

/// The two Lieb-Robinson marks, named apart: one is an estimate, the other a bound.
pub(super) fn time_marks(record: &Record, lang: Lang) -> Vec<TimeMark> {
    let named = |mark: crate::record::Mark| match mark.kind {
        MarkKind::Arrival => TimeMark {
            time: mark.time,
            symbol: "τ_{v}",
            name: say(lang, "arrival (estimate)", "到達時間（目安）"),
            formula: "τ_v = l / 2γ",
        },
        MarkKind::LiebRobinson => TimeMark {
            time: mark.time,
            symbol: "τ_{LR}",
            name: say(
                lang,
                "Lieb–Robinson (bound)",
                "リーブ・ロビンソン時間（限界）",
            ),
            formula: "τ_LR = l / v_LR,  v_LR = 2eJZ",
        },
    };
    record.marks().into_iter().map(named).collect()
}

/// The middle of the pixel that holds `v`: where a line of 1 px is sharp.
fn crisp(v: f64) -> f64 {
    v.floor() + 0.5
}

impl<'a> Figure<'a> {
    /// Paper, axes and marks, ready for curves.
    pub fn new(view: &'a View, plan: Plan) -> Self {
        let palette = view.theme.palette();
        let length = |v: f64| {
            if v.is_finite() {
                v.clamp(60.0, 16_384.0).round()
            } else {
                400.0
            }
        };
        let (width, height) = (length(view.width), length(view.height));
        let font = if view.font.is_finite() {
            view.font.clamp(6.0, 96.0)
        } else {
            13.0
        };
        let tick_size = 0.92 * font;

        let title: String = view
            .title
            .iter()
            .flat_map(|t| t.chars())
            .filter(|c| !c.is_control())
            .collect();
        let title_height = if title.is_empty() { 0.0 } else { 1.9 * font };
        let row = 1.5 * font;
        let bottom = height - (3.5 * font).min(height / 3.0);

        // Ticks are chosen for the lowest plot that the marks' rows can leave.
        let lowest = (bottom - title_height - 2.4 * row).max(1.0);
        let y_ticks = plan.y.ticks((lowest / (3.0 * font)) as usize);
        let widest = y_ticks
            .major
            .iter()
            .map(|(_, label)| text_width(label, tick_size))
            .fold(text_width("0.00", tick_size), f64::max);
        let left = 0.4 * font + 1.3 * font + widest + 0.9 * font;
        let left = crisp(left.min(width / 2.0));

        let tick_room = match plan.x.scale {
            Scale::Log => 3.6 * font,
            Scale::Linear => 4.6 * font,
        };
        let x_ticks = plan.x.ticks(((width - left) / tick_room) as usize);
        let last = x_ticks
            .major
            .last()
            .map_or(0.0, |(_, label)| text_width(label, tick_size) / 2.0);
        let right = crisp(width - (last + 0.3 * font).max(1.1 * font)).max(left + 1.0);

        let mut figure = Self {
            palette,
            view,
            sheet: Sheet::new(width, height),
            area: Rect {
                left,
                top: 0.0,
                right,
                bottom: crisp(bottom),
            },
            x: plan.x,
            y: plan.y,
            curves: Vec::new(),
            styles: Vec::new(),
            marks: Vec::new(),
            ink: Vec::new(),
            taken: Vec::new(),
        };
        let marks = figure.place_marks(&plan.marks, 0.88 * font);
        let rows = marks.iter().map(|m| m.row + 1).max().unwrap_or(0) as f64;
        figure.area.top =
            crisp(title_height + rows * row + 0.9 * font).min(figure.area.bottom - 1.0);

        let all = Rect {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        };
        if view.background {
            figure.sheet.rect(all, palette.background);
        }
        if !title.is_empty() {
            let style = Lettering {
                bold: true,
                size: 1.12 * font,
                ..figure.lettering(font, Anchor::Start)
            };
            figure.sheet.text(&title, (left, 1.5 * font), &style);
        }
        if plan.forbidden_below_zero {
            figure.tint_below_zero();
        }
        figure.axes(&x_ticks, &y_ticks, tick_size);
        figure.labels(plan.x_label, plan.y_label, font);
        figure.draw_marks(&plan.marks, &marks, row, 0.88 * font);
        figure.draw_cursor();
        figure
    }

    fn lettering(&self, size: f64, anchor: Anchor) -> Lettering {
        Lettering {
            size,
            color: self.palette.ink,
            bold: false,
            anchor,
            upright: false,
        }
    }

    fn at_x(&self, value: f64) -> f64 {
        self.area.left + self.x.fraction(value) * self.area.width()
    }

    fn at_y(&self, value: f64) -> f64 {
        self.area.bottom - self.y.fraction(value) * self.area.height()
    }

    fn tint_below_zero(&mut self) {
        let zero = self.at_y(0.0);
        if self.y.scale == Scale::Linear && zero < self.area.bottom {
            let below = Rect {
                top: zero.max(self.area.top),
                ..self.area
            };
            self.sheet.rect(below, self.palette.forbidden);
        }
    }

    fn axes(&mut self, x_ticks: &Ticks, y_ticks: &Ticks, size: f64) {
        let area = self.area;
        let palette = self.palette;
        let hair = |color| Stroke { color, width: 1.0 };
        let xs: Vec<(f64, &str)> = x_ticks
            .major
            .iter()
            .map(|(v, l)| (crisp(self.at_x(*v)), l.as_str()))
            .collect();
        let ys: Vec<(f64, &str)> = y_ticks
            .major
            .iter()
            .map(|(v, l)| (crisp(self.at_y(*v)), l.as_str()))
            .collect();
        for &(x, _) in xs.iter().filter(|(x, _)| area.left + 1.0 < *x) {
            self.sheet
                .segment((x, area.top), (x, area.bottom), hair(palette.grid));
        }
        for &(y, _) in ys.iter().filter(|(y, _)| *y < area.bottom - 1.0) {
            self.sheet
                .segment((area.left, y), (area.right, y), hair(palette.grid));
        }
        let zero = crisp(self.at_y(0.0));
        if self.y.scale == Scale::Linear && area.top < zero && zero < area.bottom - 1.0 {
            self.sheet
                .segment((area.left, zero), (area.right, zero), hair(palette.ink));
        }

        let (long, short) = (0.42 * size, 0.25 * size);
        for &v in &x_ticks.minor {
            let x = crisp(self.at_x(v));
            self.sheet.segment(
                (x, area.bottom),
                (x, area.bottom + short),
                hair(palette.faint),
            );
        }
        for &v in &y_ticks.minor {
            let y = crisp(self.at_y(v));
            self.sheet
                .segment((area.left - short, y), (area.left, y), hair(palette.faint));
        }
        let below = self.lettering(size, Anchor::Middle);
        let beside = self.lettering(size, Anchor::End);
        for (x, label) in xs {
            self.sheet
                .segment((x, area.bottom), (x, area.bottom + long), hair(palette.ink));
            self.sheet
                .text(label, (x, area.bottom + long + 1.05 * size), &below);
        }
        for (y, label) in ys {
            self.sheet
                .segment((area.left - long, y), (area.left, y), hair(palette.ink));
            self.sheet.text(
                label,
                (area.left - long - 0.3 * size, y + 0.36 * size),
                &beside,
            );
        }
        self.sheet.segment(
            (area.left, area.top),
            (area.left, area.bottom + 0.5),
            hair(palette.ink),
        );
        self.sheet.segment(
            (area.left - 0.5, area.bottom),
            (area.right, area.bottom),
            hair(palette.ink),
        );
    }

    fn labels(&mut self, x_label: &str, y_label: &str, font: f64) {
        let area = self.area;
        let fitting = |label: &str, room: f64| font * (room / text_width(label, font)).min(1.0);
        let size = fitting(x_label, self.sheet.width - area.left);
        let middle = (area.left + area.right) / 2.0;
        let style = self.lettering(size, Anchor::Middle);
        let at = (middle, self.sheet.height - 0.65 * font);
        self.sheet.text(x_label, at, &style);
        let size = fitting(y_label, self.sheet.height - font);
        // Centred on the axis, but never beyond the paper.
        let half = text_width(y_label, size) / 2.0;
        let middle = ((area.top + area.bottom) / 2.0)
            .min(self.sheet.height - half)
            .max(half);
        let style = Lettering {
            upright: true,
            ..self.lettering(size, Anchor::Middle)
        };
        self.sheet.text(y_label, (1.25 * font, middle), &style);
    }

    /// Draw a curve unless it is hidden; the legend lists it in any case.
    pub fn curve(&mut self, curve: Curve) {
        let index = self.curves.len();
        let hidden = self.view.hidden.contains(&index);
        self.curves.push(FrameCurve {
            label: curve.label,
            color: css(curve.style.color),
            dash: curve.style.dash.to_vec(),
            hidden,
        });
        self.styles.push(curve.style);
        if hidden {
            return;
        }
        let stroke = Stroke {
            color: curve.style.color,
            width: 2.0,
        };
        let points = curve
            .x
            .iter()
            .zip(curve.y)
            .map(|(&t, &v)| (self.at_x(t), self.at_y(v)));
        for run in runs(points) {
            for part in clip(&thin(&run, 0.5), &self.area) {
                self.ink.extend(along(&part, 4.0));
                if let [only] = part[..] {
                    self.sheet.disc(only, 2.0, curve.style.color);
                }
                for piece in dash(&part, curve.style.dash) {
                    if piece.len() > 1 {
                        self.sheet.line(piece, stroke);
                    }
                }
            }
        }
        let end = curve
            .x
            .iter()
            .zip(curve.y)
            .next_back()
            .map(|(&t, &v)| (self.at_x(t), self.at_y(v)));
        if let Some(end) = end.filter(|&end| curve.growing && self.area.contains(end)) {
            self.sheet.disc(end, 3.5, curve.style.color);
        }
        if let Some(value) = self
            .view
            .cursor
            .and_then(|t| interpolate(curve.x, curve.y, t))
        {
            let t = self.view.cursor.unwrap_or_default();
            let at = (self.at_x(t), self.at_y(value));
            if self.area.contains(at) {
                self.sheet.disc(at, 6.0, self.palette.background);
                self.sheet.disc(at, 4.5, curve.style.color);
            }
        }
    }

    fn draw_cursor(&mut self) {
        let Some(x) = self
            .view
            .cursor
            .map(|t| self.at_x(t))
            .filter(|x| x.is_finite())
        else {
            return;
        };
        if self.area.left <= x && x <= self.area.right {
            let stroke = Stroke {
                color: self.palette.cursor,
                width: 1.0,
            };
            self.sheet.segment(
                (crisp(x), self.area.top),
                (crisp(x), self.area.bottom),
                stroke,
            );
        }
    }

    /// Where the marks' labels go, above the plot: by their lines, never over another label
    /// or another mark's line. Symbols stand alone where names do not fit.
    fn place_marks(&self, marks: &[TimeMark], size: f64) -> Vec<Flag> {
        let visible: Vec<usize> = (0..marks.len())
            .filter(|&k| self.x.contains(marks[k].time))
            .collect();
        let lines: Vec<f64> = visible
            .iter()
            .map(|&k| crisp(self.at_x(marks[k].time)))
            .collect();
        let room = (self.area.left, self.sheet.width - 2.0);
        let label = |k: usize, long: bool| match long {
            true => format!("{} {}", marks[k].symbol, marks[k].name),
            false => marks[k].symbol.to_string(),
        };
        let flags = [true, false].into_iter().find_map(|long| {
            let labels: Vec<String> = visible.iter().map(|&k| label(k, long)).collect();
            let widths: Vec<f64> = labels
                .iter()
                .map(|l| text_width(l, size) + FLAG_GAP)
                .collect();
            let placed = arrange(&lines, &widths, room)?;
            Some(
                placed
                    .into_iter()
                    .zip(labels)
                    .zip(&visible)
                    .map(|((spot, label), &mark)| Flag {
                        mark,
                        label,
                        row: spot.row,
                        leftward: spot.leftward,
                    })
                    .collect(),
            )
        });
        flags.unwrap_or_default()
    }

    fn draw_marks(&mut self, marks: &[TimeMark], flags: &[Flag], row: f64, size: f64) {
        let area = self.area;
        let stroke = Stroke {
            color: self.palette.faint,
            width: 1.25,
        };
        for flag in flags {
            let mark = &marks[flag.mark];
            let x = crisp(self.at_x(mark.time));
            let top = area.top - flag.row as f64 * row - 0.95 * size;
            for dot in dash(&[(x, area.bottom), (x, top)], DOTTED) {
                self.sheet.line(dot, stroke);
            }
            let (anchor, at) = match flag.leftward {
                false => (Anchor::Start, x + FLAG_GAP / 2.0),
                true => (Anchor::End, x - FLAG_GAP / 2.0),
            };
            let style = Lettering {
                color: self.palette.faint,
                ..self.lettering(size, anchor)
            };
            self.sheet
                .text(&flag.label, (at, top + 0.72 * size), &style);
            self.marks.push(FrameMark {
                label: plain(&format!("{} {}", mark.symbol, mark.name)),
                time: mark.time,
                formula: mark.formula.to_string(),
                x,
            });
            self.ink
                .extend(along(&[(x, area.top), (x, area.bottom)], 16.0));
        }
    }

    /// The sheet and where things are on it, after the legend and the inset if the view asks
    /// for them.
    pub fn finish(mut self, scenario: &Scenario) -> (Sheet, Frame) {
        if self.view.legend && !self.curves.is_empty() {
            self.legend();
        }
        if self.view.inset {
            self.lattice(scenario);
        }
        let area = self.area;
        let frame = Frame {
            left: area.left,
            top: area.top,
            width: area.width(),
            height: area.height(),
            x: self.x,
            y: self.y,
            curves: self.curves,
            marks: self.marks,
        };
        (self.sheet, frame)
    }

    fn legend(&mut self) {
        let size = 0.92 * self.view.font;
        let (sample, gap, pad, row) = (30.0, 7.0, 8.0, 1.55 * size);
        let shown: Vec<usize> = (0..self.curves.len())
            .filter(|&k| !self.curves[k].hidden)
            .collect();
        let rows_that_fit = ((0.6 * self.area.height() - 2.0 * pad) / row).max(1.0) as usize;
        let columns = shown.len().div_ceil(rows_that_fit).max(1);
        let rows = shown.len().div_ceil(columns);
        let label_width = shown
            .iter()
            .map(|&k| text_width(&self.curves[k].label, size))
            .fold(0.0, f64::max);
        let column = sample + gap + label_width + 14.0;
        let width = 2.0 * pad + columns as f64 * column - 14.0;
        let height = 2.0 * pad + rows as f64 * row;
        let Some(at) = self.free_place(width, height) else {
            return;
        };
        let RGBAColor(r, g, b, _) = self.palette.background;
        self.sheet.rect(at, RGBAColor(r, g, b, 0.86));
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
                self.sheet.line(piece, stroke);
            }
            self.sheet.text(
                &self.curves[k].label,
                (x + sample + gap, y + 0.36 * size),
                &style,
            );
        }
    }

    /// The bath's sites and bonds with the system site beside the one it is attached to.
    fn lattice(&mut self, scenario: &Scenario) {
        let (lx, ly) = match scenario.bath {
            BathShape::Square { lx, ly } => (lx, ly),
            BathShape::Chain { length } => (length, 1),
        };
        let (ax, ay) = ((scenario.attach % lx) as f64, (scenario.attach / lx) as f64);
        let system = system_site((lx, ly), (ax, ay));
        let left = system.0.min(0.0);
        let top = system.1.min(0.0);
        let columns = system.0.max(lx as f64 - 1.0) - left;
        let rows = system.1.max(ly as f64 - 1.0) - top;
        let room = (0.3 * self.area.width(), 0.34 * self.area.height());
        let step = (room.0 / (columns + 0.8))
            .min(room.1 / (rows + 0.8))
            .min(1.6 * self.view.font);
        let radius = (0.27 * step).max(1.5);
        let pad = 2.0 * radius;
        let Some(at) = self.free_place(columns * step + 2.0 * pad, rows * step + 2.0 * pad) else {
            return;
        };
        let spot = |x: f64, y: f64| {
            (
                at.left + pad + (x - left) * step,
                at.top + pad + (y - top) * step,
            )
        };
        let bond = Stroke {
            color: self.palette.faint,
            width: 1.0,
        };
        for y in 0..ly {
            for x in 0..lx {
                let here = (x as f64, y as f64);
                if x + 1 < lx {
                    self.sheet
                        .segment(spot(here.0, here.1), spot(here.0 + 1.0, here.1), bond);
                }
                if y + 1 < ly {
                    self.sheet
                        .segment(spot(here.0, here.1), spot(here.0, here.1 + 1.0), bond);
                }
            }
        }
        let link = Stroke {
            color: self.palette.system,
            width: 2.0,
        };
        self.sheet
            .segment(spot(system.0, system.1), spot(ax, ay), link);
        for site in 0..lx * ly {
            self.sheet.disc(
                spot((site % lx) as f64, (site / lx) as f64),
                radius,
                self.palette.bath,
            );
        }
        self.sheet
            .disc(spot(system.0, system.1), 1.25 * radius, self.palette.system);
    }

    /// The emptiest of the plot's corners and edges for a box of this size; `None` when the
    /// plot is too small for it.
    fn free_place(&mut self, width: f64, height: f64) -> Option<Rect> {
        let area = self.area;
        let margin = 10.0;
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
        let cost = |spot: &Rect| {
            let inside = |margin| {
                self.ink
                    .iter()
                    .filter(|p| spot.grown(margin).contains(**p))
                    .count()
            };
            (inside(5.0), inside(25.0))
        };
        let best = spots
            .filter(|spot| !self.taken.iter().any(|t| t.overlaps(spot)))
            .min_by_key(cost)?;
        self.taken.push(best);
        Some(best)
    }
}

/// Where the system site is drawn: one step outside the bath, next to its attached site; for
/// a site in the bath's interior, diagonally beside it.
fn system_site((lx, ly): (usize, usize), (ax, ay): Point) -> Point {
    if ax == 0.0 {
        (-1.0, ay)
    } else if ax + 1.0 == lx as f64 {
        (ax + 1.0, ay)
    } else if ay == 0.0 {
        (ax, -1.0)
    } else if ay + 1.0 == ly as f64 {
        (ax, ay + 1.0)
    } else {
        (ax - 0.5, ay - 0.5)
    }
}

/// Points along a line, at most `step` apart.
fn along(line: &[Point], step: f64) -> Vec<Point> {
    let mut points = line.to_vec();
    for pair in line.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let parts = (dx.hypot(dy) / step).ceil();
        for k in 1..parts as usize {
            let s = k as f64 / parts;
            points.push((pair[0].0 + s * dx, pair[0].1 + s * dy));
        }
    }
    points
}

/// The value at `time` on the straight line between its neighbours; none outside.
fn interpolate(x: &[f64], y: &[f64], time: f64) -> Option<f64> {
    let count = x.len().min(y.len());
    let after = x[..count].partition_point(|&t| t < time);
    if after < count && x[after] == time {
        return Some(y[after]).filter(|v| v.is_finite());
    }
    if after == 0 || after >= count {
        return None;
    }
    let (before, s) = (after - 1, (time - x[after - 1]) / (x[after] - x[after - 1]));
    Some(y[before] + s * (y[after] - y[before])).filter(|v| v.is_finite())
}

/// A text without its subscript signs.
fn plain(text: &str) -> String {
    text.replace("_{", "_").replace('}', "")
}

/// A mark's label and its place above the plot; row 0 is next to it.
struct Flag {
    mark: usize,
    label: String,
    row: usize,
    leftward: bool,
}

/// Room between a label and its line, and between labels.
const FLAG_GAP: f64 = 8.0;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    row: usize,
    leftward: bool,
}

/// Rows and sides for labels of the given widths at vertical lines `lines`, such that no
/// label leaves `room`, touches another label or is crossed by another line. The fewest rows
/// first, labels to the right of their line where possible; `None` if nothing fits.
fn arrange(lines: &[f64], widths: &[f64], room: (f64, f64)) -> Option<Vec<Spot>> {
    let count = lines.len();
    let choices = 2 * count.max(1);
    let combinations = choices.pow(count as u32);
    let spots = |code: usize| -> Vec<Spot> {
        (0..count)
            .map(|k| code / choices.pow(k as u32) % choices)
            .map(|choice| Spot {
                row: choice / 2,
                leftward: choice % 2 == 1,
            })
            .collect()
    };
    let span = |k: usize, spot: Spot| match spot.leftward {
        false => (lines[k], lines[k] + widths[k]),
        true => (lines[k] - widths[k], lines[k]),
    };
    let fits = |spots: &[Spot]| {
        (0..count).all(|k| {
            let (from, to) = span(k, spots[k]);
            let others = (0..count).filter(|&other| other != k);
            from >= room.0
                && to <= room.1
                && others.into_iter().all(|other| {
                    let (left, right) = span(other, spots[other]);
                    let apart = spots[other].row != spots[k].row || right <= from || to <= left;
                    // A line rises through every row below its own label.
                    let crossed = spots[other].row >= spots[k].row
                        && from < lines[other]
                        && lines[other] < to;
                    apart && !crossed
                })
        })
    };
    let cost = |spots: &Vec<Spot>| {
        let rows = spots.iter().map(|s| s.row).max().unwrap_or(0);
        (
            rows,
            spots.iter().filter(|s| s.leftward).count(),
            spots.iter().map(|s| s.row).sum::<usize>(),
        )
    };
    (0..combinations)
        .map(spots)
        .filter(|spots| fits(spots))
        .min_by_key(cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_marks_share_a_row_when_they_can_and_are_staggered_when_not() {
        let row = |spots: Option<Vec<Spot>>| {
            spots
                .unwrap()
                .iter()
                .map(|s| (s.row, s.leftward))
                .collect::<Vec<_>>()
        };
        let room = (0.0, 300.0);
        assert_eq!(
            row(arrange(&[50.0, 200.0], &[90.0, 90.0], room)),
            [(0, false), (0, false)]
        );
        // The first would run into the second: it moves up, where its own line does not
        // cross the other label.
        assert_eq!(
            row(arrange(&[50.0, 100.0], &[90.0, 90.0], room)),
            [(1, false), (0, false)]
        );
        // No room at the right edge.
        assert_eq!(
            row(arrange(&[50.0, 280.0], &[90.0, 90.0], room)),
            [(0, false), (0, true)]
        );
        assert_eq!(arrange(&[50.0], &[400.0], room), None);
        assert_eq!(arrange(&[], &[], room), Some(vec![]));
    }

    #[test]
    fn values_between_points_are_interpolated_and_none_are_invented() {
        let (x, y) = ([1.0, 2.0, 4.0], [10.0, 20.0, f64::NAN]);
        assert_eq!(interpolate(&x, &y, 1.0), Some(10.0));
        assert_eq!(interpolate(&x, &y, 1.5), Some(15.0));
        assert_eq!(interpolate(&x, &y, 3.0), None);
        assert_eq!(interpolate(&x, &y, 0.5), None);
        assert_eq!(interpolate(&x, &y, 5.0), None);
        assert_eq!(interpolate(&[], &[], 5.0), None);
    }
}
