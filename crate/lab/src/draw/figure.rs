//! What all plots share: margins, axes, curves, marked times, cursor.

use plotters::style::{Color, RGBAColor};

use super::axis::{Axis, Scale, Ticks};
use super::frame::Course;
use super::line::{clip, dash, decimate, resample, runs, Point, Rect};
use super::mark_labels::{arrange, MarkLabel, FLAG_GAP};
use super::resolution::unresolved;
use super::scene::{text_width, Anchor, Scene, Stroke, TextStyle, SLACK};
use super::theme::{css, CurveStyle, Palette, DOTTED};
use super::time::TimeMark;
use super::{Frame, FrameCurve, FrameMark, View};
use crate::words::Words;
use numerics::cast::count;

/// What a panel asks of a figure.
pub(crate) struct AxesSpec<'a> {
    pub x: Axis,
    pub y: Axis,
    pub x_label: &'a str,
    pub y_label: &'a str,
    pub marks: Vec<TimeMark>,
    /// The value that theory singles out: its line is emphasised.
    pub reference: Option<f64>,
    /// Tint what lies below the reference.
    pub forbidden_below: bool,
    /// The vertical axis counts: only whole numbers are marked.
    pub whole: bool,
}

/// One curve; `x` and `y` may differ in length while a run goes on.
pub(crate) struct Curve<'a> {
    pub label: String,
    pub x: &'a [f64],
    pub y: &'a [f64],
    pub style: CurveStyle,
    /// More points will follow: its end is marked.
    pub growing: bool,
}

/// A plot on its scene.
pub(crate) struct Figure<'a> {
    pub palette: &'static Palette,
    view: &'a View,
    pub(crate) scene: Scene,
    /// Size of the lettering.
    pub(crate) font: f64,
    /// The plot area inside the axes.
    pub(crate) area: Rect,
    x: Axis,
    y: Axis,
    pub(crate) curves: Vec<FrameCurve>,
    pub(crate) styles: Vec<CurveStyle>,
    /// Shorter names of curves, by their places, for plots without room for the whole ones.
    pub(crate) short_names: Vec<(usize, String)>,
    /// Height of the line that the curves are compared with.
    pub(crate) reference: Option<f64>,
    marks: Vec<TimeMark>,
    mark_labels: Vec<MarkLabel>,
    /// Dots where curves meet the cursor.
    dots: Vec<(Point, RGBAColor)>,
    /// Some curve turns faster than its points tell.
    unresolved: bool,
    /// Points along all that is drawn, which legend and insets keep clear of.
    pub(crate) ink: Vec<Point>,
    /// The visible curves, each with its points in `ink`.
    pub(crate) spans: Vec<(usize, std::ops::Range<usize>)>,
    /// Corners that are in use.
    pub(crate) taken: Vec<Rect>,
    /// Where words stand that neither a cursor nor a mark may strike through.
    pub(crate) words: Vec<Rect>,
}

/// The middle of the pixel that holds `v`: where a line of 1 px is sharp.
pub(crate) fn snap_to_pixel(v: f64) -> f64 {
    v.floor() + 0.5
}

/// `v` if it is a number, kept within limits that can be drawn.
fn within(v: f64, low: f64, high: f64, otherwise: f64) -> f64 {
    if v.is_finite() {
        v.clamp(low, high)
    } else {
        otherwise
    }
}

/// The view's size of lettering, within limits.
pub(crate) fn font(view: &View) -> f64 {
    within(view.font, 6.0, 96.0, 13.0)
}

/// A scene of the view's size with its title, and the part of it that is left for plots.
pub(crate) fn blank_scene(view: &View) -> (Scene, Rect) {
    let width = within(view.width, 60.0, 16_384.0, 720.0).round();
    let height = within(view.height, 60.0, 16_384.0, 440.0).round();
    let (font, palette) = (font(view), view.theme.palette());
    let mut scene = Scene::new(width, height);
    let mut region = Rect {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: height,
    };
    if view.background {
        scene.rect(region, palette.background);
    }
    let plain = |text: &Option<String>| -> String {
        let letters = text.iter().flat_map(|text| text.chars());
        letters.filter(|c| !c.is_control()).collect()
    };
    let title = plain(&view.title);
    if !title.is_empty() {
        let room = width - 3.0 * font;
        let style = TextStyle {
            size: 1.12 * font * (room / text_width(&title, 1.2 * font)).min(1.0),
            color: palette.ink,
            bold: true,
            anchor: Anchor::Start,
            upright: false,
        };
        scene.text(&title, (1.5 * font, 1.7 * font), &style);
        region.top += 2.0 * font;
    }
    let caption = plain(&view.caption);
    if !caption.is_empty() {
        let style = TextStyle {
            size: 0.7 * font,
            color: palette.faint,
            bold: false,
            anchor: Anchor::End,
            upright: false,
        };
        let caption = shortened(caption, style.size, width - 2.0 * font);
        scene.text(&caption, (width - font, height - 0.5 * font), &style);
        region.bottom -= 1.2 * font;
    }
    (scene, region)
}

/// A text that fits into so much room, as if all letters were as wide as they are on average; what does not fit is left out.
fn shortened(mut text: String, size: f64, room: f64) -> String {
    let width = text_width(&text, size);
    if width > room {
        let most = count(text.chars().count() as f64 * room / width).saturating_sub(2);
        if let Some((end, _)) = text.char_indices().nth(most) {
            text.truncate(end);
        }
        text.push('\u{2026}');
    }
    text
}

impl<'a> Figure<'a> {
    /// A figure that fills a scene of the view's size below its title; axes and marks are
    /// drawn, curves may follow.
    pub fn new(view: &'a View, plan: &AxesSpec) -> Self {
        let (scene, region) = blank_scene(view);
        Self::on(scene, region, view, plan)
    }

    /// A figure in a part of a scene.
    pub fn on(scene: Scene, region: Rect, view: &'a View, plan: &AxesSpec) -> Self {
        let font = font(view);
        let tick_size = 0.92 * font;
        let row = FLAG_ROW * font;
        let below = if plan.x_label.is_empty() { 2.0 } else { 3.5 };
        let bottom = region.bottom - (below * font).min(region.height() / 3.0);

        // Ticks are chosen for the lowest plot that the marks' rows can leave.
        let lowest = (bottom - region.top - 2.4 * row).max(1.0);
        let room = count(lowest / (2.4 * font));
        let y_ticks = match plan.whole {
            true => plan.y.whole_ticks(room),
            false => plan.y.ticks(room),
        };
        let widths = y_ticks
            .major
            .iter()
            .map(|(_, label)| text_width(label, tick_size));
        let widest = widths.fold(text_width("0.00", tick_size), f64::max);
        let margin = (2.6 * font + widest).min(region.width() / 2.0);
        let left = snap_to_pixel(region.left + margin);

        let tick_room = match plan.x.scale {
            Scale::Log => 3.6 * font,
            Scale::Linear => 4.6 * font,
        };
        let room = region.right - left;
        let mut x_ticks = plan.x.ticks(count(room / tick_room));
        if x_ticks.major.len() < 3 {
            // On narrow paper labels may stand closer, as long as they do not touch.
            let closer = plan.x.ticks(count(1.5 * room / tick_room));
            let widths = closer.major.iter().map(|(_, l)| text_width(l, tick_size));
            let widest = widths.fold(0.0, f64::max) + 0.8 * tick_size;
            let places = closer.major.iter().map(|(v, _)| room * plan.x.fraction(*v));
            let places: Vec<f64> = places.collect();
            if places.windows(2).all(|p| p[1] - p[0] > widest) {
                x_ticks = closer;
            }
        }
        let last = x_ticks
            .major
            .last()
            .map_or(0.0, |(_, label)| text_width(label, tick_size) / 2.0);
        let right = region.right - (last + 0.3 * font).max(1.1 * font);

        let mut figure = Self {
            palette: view.theme.palette(),
            view,
            scene,
            font,
            area: Rect {
                left,
                top: 0.0,
                right: snap_to_pixel(right).max(left + 1.0),
                bottom: snap_to_pixel(bottom),
            },
            x: plan.x,
            y: plan.y,
            curves: Vec::new(),
            styles: Vec::new(),
            short_names: Vec::new(),
            reference: None,
            marks: plan.marks.clone(),
            mark_labels: Vec::new(),
            dots: Vec::new(),
            unresolved: false,
            ink: Vec::new(),
            spans: Vec::new(),
            taken: Vec::new(),
            words: Vec::new(),
        };
        let most = count(FLAGS_SHARE * region.height() / row);
        figure.mark_labels = figure.place_flags(region.right - 2.0, most);
        let rows = figure
            .mark_labels
            .iter()
            .map(|flag| flag.spot.row + 1)
            .max()
            .unwrap_or(0) as f64;
        let top = snap_to_pixel(region.top + rows * row + 0.9 * font);
        figure.area.top = top.min(figure.area.bottom - 1.0);

        if let Some(reference) = plan.reference.filter(|_| plan.forbidden_below) {
            figure.tint_below(reference);
        }
        figure.axes(&x_ticks, &y_ticks, tick_size);
        if let Some(reference) = plan.reference {
            figure.emphasise(reference);
        }
        figure.labels(plan.x_label, plan.y_label, region);
        for flag in &figure.mark_labels {
            let x = figure.at_x(figure.marks[flag.mark].time);
            let line = [(x, figure.area.top), (x, figure.area.bottom)];
            figure.ink.extend(resample(&line, 16.0));
        }
        figure
    }

    pub(crate) fn lettering(&self, size: f64, anchor: Anchor) -> TextStyle {
        TextStyle {
            size,
            color: self.palette.ink,
            bold: false,
            anchor,
            upright: false,
        }
    }

    pub(crate) fn at_x(&self, value: f64) -> f64 {
        self.area.left + self.x.fraction(value) * self.area.width()
    }

    pub(crate) fn at_y(&self, value: f64) -> f64 {
        self.area.bottom - self.y.fraction(value) * self.area.height()
    }

    /// The vertical axis.
    pub(crate) fn y(&self) -> Axis {
        self.y
    }

    /// The reader chose what is shown of the vertical axis.
    pub(crate) fn chosen(&self) -> bool {
        self.view.y.range.is_some()
    }

    fn tint_below(&mut self, reference: f64) {
        let line = self.at_y(reference);
        if self.y.scale == Scale::Linear && line < self.area.bottom {
            let below = Rect {
                top: line.max(self.area.top),
                ..self.area
            };
            self.scene.rect(below, self.palette.forbidden);
        }
    }

    fn emphasise(&mut self, reference: f64) {
        let y = snap_to_pixel(self.at_y(reference));
        self.reference = Some(y);
        if self.area.top < y && y < self.area.bottom - 1.0 {
            let stroke = Stroke {
                color: self.palette.ink,
                width: 1.0,
            };
            self.scene
                .segment((self.area.left, y), (self.area.right, y), stroke);
        }
    }

    fn axes(&mut self, x_ticks: &Ticks, y_ticks: &Ticks, size: f64) {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.area;
        let palette = self.palette;
        let hair = |color| Stroke { color, width: 1.0 };
        let xs: Vec<(f64, &str)> = x_ticks
            .major
            .iter()
            .map(|(v, l)| (snap_to_pixel(self.at_x(*v)), l.as_str()))
            .collect();
        let ys: Vec<(f64, &str)> = y_ticks
            .major
            .iter()
            .map(|(v, l)| (snap_to_pixel(self.at_y(*v)), l.as_str()))
            .collect();
        for &(x, _) in xs.iter().filter(|(x, _)| *x > left + 1.0) {
            self.scene
                .segment((x, top), (x, bottom), hair(palette.grid));
        }
        for &(y, _) in ys.iter().filter(|(y, _)| *y < bottom - 1.0) {
            self.scene
                .segment((left, y), (right, y), hair(palette.grid));
        }
        let (long, short) = (0.42 * size, 0.25 * size);
        for &v in &x_ticks.minor {
            let x = snap_to_pixel(self.at_x(v));
            self.scene
                .segment((x, bottom), (x, bottom + short), hair(palette.faint));
        }
        for &v in &y_ticks.minor {
            let y = snap_to_pixel(self.at_y(v));
            self.scene
                .segment((left - short, y), (left, y), hair(palette.faint));
        }
        let below = self.lettering(size, Anchor::Middle);
        for (x, label) in xs {
            self.scene
                .segment((x, bottom), (x, bottom + long), hair(palette.ink));
            self.scene
                .text(label, (x, bottom + long + 1.05 * size), &below);
        }
        let beside = self.lettering(size, Anchor::End);
        for (y, label) in ys {
            self.scene
                .segment((left - long, y), (left, y), hair(palette.ink));
            self.scene
                .text(label, (left - long - 0.3 * size, y + 0.36 * size), &beside);
        }
    }

    fn labels(&mut self, x_label: &str, y_label: &str, region: Rect) {
        let font = self.font;
        // With any font.
        let width = |label: &str, size: f64| (1.0 + SLACK) * text_width(label, size);
        let fitting = |label: &str, room: f64| font * (room / width(label, font)).min(1.0);
        // Centred on the axis, but never beyond the paper.
        let centred = |from: f64, to: f64, half: f64, low: f64, high: f64| {
            ((from + to) / 2.0).min(high - half).max(low + half)
        };

        let size = fitting(x_label, region.width());
        let half = width(x_label, size) / 2.0;
        let x = centred(
            self.area.left,
            self.area.right,
            half,
            region.left,
            region.right,
        );
        let style = self.lettering(size, Anchor::Middle);
        self.scene
            .text(x_label, (x, region.bottom - 0.65 * font), &style);

        let size = fitting(y_label, region.height());
        let half = width(y_label, size) / 2.0;
        let y = centred(
            self.area.top,
            self.area.bottom,
            half,
            region.top,
            region.bottom,
        );
        let style = TextStyle {
            upright: true,
            ..self.lettering(size, Anchor::Middle)
        };
        self.scene
            .text(y_label, (region.left + 1.25 * font, y), &style);
    }

    /// Whether the view switches the `index`-th curve off.
    pub fn is_hidden(&self, index: usize) -> bool {
        self.view.hidden.contains(&index)
    }

    /// Tint what lies left of a value, behind all that is drawn later.
    pub fn tint_left_of(&mut self, value: f64) {
        let edge = self.at_x(value).min(self.area.right);
        if edge > self.area.left {
            let left = Rect {
                right: edge,
                ..self.area
            };
            self.scene.rect(left, self.palette.forbidden);
        }
    }

    /// Dots of a curve's colour.
    pub fn dots(&mut self, x: &[f64], y: &[f64], style: CurveStyle) {
        let places = x.iter().zip(y).map(|(&x, &y)| (self.at_x(x), self.at_y(y)));
        let places: Vec<Point> = places.filter(|&p| self.area.contains(p)).collect();
        for &place in &places {
            self.scene.disc(place, 4.5, style.color);
        }
        self.ink.extend(places);
    }

    /// Draw a curve unless it is hidden; the legend lists it in any case.
    pub fn curve(&mut self, curve: Curve) {
        self.add_curve(curve, |figure, line, style| figure.trace(line, style, 2.0));
    }

    /// The same of a curve whose `x` are times: where it turns faster than they tell, its points are dots.
    pub fn curve_over_time(&mut self, curve: Curve) {
        self.add_curve(curve, Self::trace_resolved);
    }

    /// The last curve's name where its whole one has no room beside it.
    pub fn in_short(&mut self, name: String) {
        let last = self.curves.len() - 1;
        self.short_names.push((last, name));
    }

    /// Says what dots on a curve over time mean, where there are some.
    pub fn explain_dots(&mut self, words: &Words) {
        if self.unresolved {
            self.remark(words.text("chart.unresolved"));
        }
    }

    fn add_curve(&mut self, curve: Curve, trace: impl Fn(&mut Self, &[Point], CurveStyle)) {
        let index = self.curves.len();
        let hidden = self.is_hidden(index);
        self.curves.push(FrameCurve {
            label: curve.label,
            color: css(curve.style.color),
            dash: curve.style.dash.to_vec(),
            hidden,
            course: Course::of(curve.x, curve.y),
        });
        self.styles.push(curve.style);
        if hidden {
            return;
        }
        let points = || {
            curve
                .x
                .iter()
                .zip(curve.y)
                .map(|(&x, &y)| (self.at_x(x), self.at_y(y)))
        };
        let end = points()
            .next_back()
            .filter(|&end| curve.growing && self.area.contains(end));
        let lines = runs(points());
        let start = self.ink.len();
        for line in lines {
            trace(self, &line, curve.style);
        }
        self.spans.push((index, start..self.ink.len()));
        if let Some(end) = end {
            self.scene.disc(end, 3.5, curve.style.color);
        }
        let looked_at = self
            .view
            .cursor
            .and_then(|x| Some((x, interpolate(curve.x, curve.y, x)?)));
        let dot = looked_at.map(|(x, y)| (self.at_x(x), self.at_y(y)));
        let dot = dot.filter(|&dot| self.area.contains(dot));
        self.dots.extend(dot.map(|dot| (dot, curve.style.color)));
    }

    /// What lies within `errors` of a curve, as a tint.
    pub fn error_band(&mut self, x: &[f64], y: &[f64], errors: &[f64], color: RGBAColor) {
        let area = self.area;
        let rows = x.iter().zip(y).zip(errors);
        let edges = rows.filter_map(|((&x, &y), &error)| {
            let (x, low, high) = (self.at_x(x), self.at_y(y - error), self.at_y(y + error));
            let inside = area.left <= x && x <= area.right;
            let kept = |v: f64| v.max(area.top).min(area.bottom);
            (inside && low.is_finite() && high.is_finite()).then(|| (x, kept(low), kept(high)))
        });
        let edges: Vec<(f64, f64, f64)> = edges.collect();
        let upper = edges.iter().map(|&(x, _, high)| (x, high));
        let lower = edges.iter().rev().map(|&(x, low, _)| (x, low));
        self.scene
            .area(upper.chain(lower).collect(), color.mix(0.22));
    }

    /// A quiet level line over a stretch of the horizontal axis, with the band of what lies within `around` of it.
    pub fn level(&mut self, (from, to): (f64, f64), y: f64, around: f64, color: RGBAColor) {
        let (from, to) = (from.max(self.x.min), to.min(self.x.max));
        if from < to && y.is_finite() {
            self.error_band(&[from, to], &[y; 2], &[around; 2], color.mix(0.5));
            let ends = [
                (self.at_x(from), self.at_y(y)),
                (self.at_x(to), self.at_y(y)),
            ];
            let dash = &[7.0, 3.0];
            self.trace(&ends, CurveStyle { color, dash }, 1.25);
        }
    }

    /// A thin bar through a point, from its smallest to its largest value.
    pub fn whisker(&mut self, x: f64, [low, high]: [f64; 2], color: RGBAColor) {
        let kept = |y: f64| self.at_y(y).max(self.area.top).min(self.area.bottom);
        let (x, top, bottom) = (self.at_x(x), kept(high), kept(low));
        let inside = self.area.left <= x && x <= self.area.right;
        if inside && top.is_finite() && bottom - top > 1.0 {
            let width = 1.5;
            let stroke = Stroke { color, width };
            self.scene.segment((x, top), (x, bottom), stroke);
        }
    }

    /// An open dot at a point of a curve.
    pub fn open_dot(&mut self, x: f64, y: f64, color: RGBAColor) {
        let at = (self.at_x(x), self.at_y(y));
        if self.area.contains(at) {
            self.scene.disc(at, 5.5, color);
            self.scene.disc(at, 3.5, self.palette.background);
        }
    }

    /// A bar of a histogram from the horizontal axis up to `y`.
    pub fn bar(&mut self, from: f64, to: f64, y: f64, color: RGBAColor) {
        let (left, right) = (self.at_x(from), self.at_x(to));
        let top = self.at_y(y).max(self.area.top);
        let bar = Rect {
            left: (left + 0.5).max(self.area.left),
            right: (right - 0.5).min(self.area.right),
            top,
            bottom: self.area.bottom,
        };
        if bar.left < bar.right && bar.top < bar.bottom {
            self.scene.rect(bar, color.mix(0.75));
            self.ink.push((0.5 * (bar.left + bar.right), bar.top));
        }
    }

    /// Words in the upper right corner of the plot.
    pub fn caption(&mut self, text: &str) {
        let size = 0.92 * self.font;
        let style = self.lettering(size, Anchor::End);
        let at = (self.area.right - 0.5 * size, self.area.top + 1.3 * size);
        self.scene.text(text, at, &style);
    }

    /// A thin line that the eye can compare curves with, and beside its end the first of its
    /// names that there is room for.
    pub fn guide(&mut self, x: &[f64], y: &[f64], names: &[String]) {
        let style = CurveStyle {
            color: self.palette.faint,
            dash: &[4.0, 3.0],
        };
        let points = x.iter().zip(y).map(|(&x, &y)| (self.at_x(x), self.at_y(y)));
        let lines = runs(points);
        for line in &lines {
            self.trace(line, style, 1.25);
        }
        let size = FLAG_SIZE * self.font;
        let ends = lines.iter().flatten().rev();
        // Low enough for the name to stay below the marks' labels.
        let end = ends
            .copied()
            .find(|p| self.area.contains(*p) && p.1 - 1.7 * size > self.area.top);
        let Some((x, y)) = end else { return };
        let places = names.iter().flat_map(|name| {
            let width = text_width(name, size) * (1.0 + SLACK);
            let place = |left: f64| Rect {
                left,
                right: left + width,
                top: y - size,
                bottom: y + 0.3 * size,
            };
            [(name, place(x - 6.0 - width)), (name, place(x + 6.0))]
        });
        let crossed = |place: &Rect| {
            let lines = self.marks.iter().map(|mark| self.at_x(mark.time));
            lines
                .into_iter()
                .any(|x| place.left - 2.0 < x && x < place.right + 2.0)
        };
        let inside = |place: &Rect| self.area.left < place.left && place.right < self.area.right;
        let place = places
            .into_iter()
            .find(|(_, place)| inside(place) && !crossed(place));
        if let Some((name, place)) = place {
            let style = TextStyle {
                color: self.palette.faint,
                ..self.lettering(size, Anchor::Start)
            };
            self.scene.text(name, (place.left, y), &style);
            self.taken.push(place);
            self.words.push(place);
        }
    }

    /// Draws a curve where it is known; where it turns faster than its points tell, these as dots with a faint line between.
    fn trace_resolved(&mut self, line: &[Point], style: CurveStyle) {
        let time = |&(x, _): &Point| self.x.value((x - self.area.left) / self.area.width());
        let times: Vec<f64> = line.iter().map(time).collect();
        let unresolved = unresolved(line, &times, 0.7 * self.font);
        let RGBAColor(r, g, b, a) = style.color;
        let faint = CurveStyle {
            color: RGBAColor(r, g, b, 0.35 * a),
            ..style
        };
        let mut start = 0;
        for stretch in unresolved.chunk_by(PartialEq::eq) {
            let points = &line[start..=start + stretch.len()];
            match stretch[0] {
                false => self.trace(points, style, 2.0),
                true => {
                    self.unresolved = true;
                    self.trace(points, faint, 1.0);
                    for &point in points.iter().filter(|&&point| self.area.contains(point)) {
                        self.scene.disc(point, 2.2, style.color);
                    }
                }
            }
            start += stretch.len();
        }
        if line.len() == 1 {
            self.trace(line, style, 2.0);
        }
    }

    /// Draws the part of a line, in px, that is inside the plot.
    fn trace(&mut self, line: &[Point], style: CurveStyle, width: f64) {
        let stroke = Stroke {
            color: style.color,
            width,
        };
        for part in clip(&decimate(line, 0.5), &self.area) {
            self.ink.extend(resample(&part, 4.0));
            if let [only] = part[..] {
                self.scene.disc(only, width, style.color);
            }
            for piece in dash(&part, style.dash) {
                if piece.len() > 1 {
                    self.scene.line(piece, stroke);
                }
            }
        }
    }

    /// Where the marks' labels go, above the plot: by their lines, never over another label
    /// or another mark's line. Symbols stand alone where names do not fit.
    fn place_flags(&self, edge: f64, most: usize) -> Vec<MarkLabel> {
        let marks = &self.marks;
        let visible: Vec<usize> = (0..marks.len())
            .filter(|&k| self.x.contains(marks[k].time))
            .collect();
        let lines: Vec<f64> = visible
            .iter()
            .map(|&k| snap_to_pixel(self.at_x(marks[k].time)))
            .collect();
        let label = |k: usize, long: bool| match long {
            true => flag_text(&marks[k]),
            false => marks[k].symbol.to_string(),
        };
        let mark_labels = [true, false].into_iter().find_map(|long| {
            let labels: Vec<String> = visible.iter().map(|&k| label(k, long)).collect();
            let size = FLAG_SIZE * self.font;
            let width = |label: &String| text_width(label, size) * (1.0 + SLACK) + FLAG_GAP;
            let widths: Vec<f64> = labels.iter().map(width).collect();
            let spots = arrange(&lines, &widths, (self.area.left, edge))?;
            if long && spots.iter().any(|spot| spot.row > most) {
                return None;
            }
            let mark_labels = spots.into_iter().zip(labels).zip(&visible);
            let flag = |((spot, label), &mark)| MarkLabel { mark, label, spot };
            Some(mark_labels.map(flag).collect())
        });
        mark_labels.unwrap_or_default()
    }

    /// The two lines that the plot stands on.
    fn draw_spines(&mut self) {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.area;
        let stroke = Stroke {
            color: self.palette.ink,
            width: 1.0,
        };
        self.scene
            .segment((left, top), (left, bottom + 0.5), stroke);
        self.scene
            .segment((left - 0.5, bottom), (right, bottom), stroke);
    }

    fn draw_mark(&mut self, flag: &MarkLabel) {
        let area = self.area;
        let size = FLAG_SIZE * self.font;
        let stroke = Stroke {
            color: self.palette.faint,
            width: 1.25,
        };
        let mark = &self.marks[flag.mark];
        let x = snap_to_pixel(self.at_x(mark.time));
        let bottom = if mark.line { area.bottom } else { area.top };
        let top = area.top - flag.spot.row as f64 * FLAG_ROW * self.font - 0.95 * size;
        for (upper, lower) in self.beside_words(x, top, bottom) {
            for dot in dash(&[(x, lower), (x, upper)], DOTTED) {
                self.scene.line(dot, stroke);
            }
        }
        let (anchor, at) = match flag.spot.leftward {
            false => (Anchor::Start, x + FLAG_GAP / 2.0),
            // A text with subscripts is set piece by piece from its estimated left end.
            true => {
                let slack = match flag.label.contains("_{") {
                    true => SLACK * text_width(&flag.label, size),
                    false => 0.0,
                };
                (Anchor::End, x - FLAG_GAP / 2.0 - slack)
            }
        };
        let style = TextStyle {
            color: self.palette.faint,
            ..self.lettering(size, anchor)
        };
        self.scene
            .text(&flag.label, (at, top + 0.72 * size), &style);
    }

    /// Where words stand, with a rim that no line comes into.
    fn rims(&self) -> impl Iterator<Item = Rect> + '_ {
        self.words.iter().map(|words| words.grown(2.0))
    }

    /// An upright line in pieces between the words that stand on it.
    fn beside_words(&self, x: f64, mut top: f64, bottom: f64) -> Vec<(f64, f64)> {
        let across = |rim: &Rect| rim.left < x && x < rim.right;
        let mut gaps: Vec<Rect> = self.rims().filter(across).collect();
        gaps.sort_by(|a, b| a.top.total_cmp(&b.top));
        let mut pieces = Vec::new();
        for gap in gaps {
            pieces.push((top, gap.top));
            top = top.max(gap.bottom);
        }
        pieces.push((top, bottom));
        pieces.retain(|(top, bottom)| top < bottom);
        pieces
    }

    fn draw_cursor(&mut self) {
        let x = self.view.cursor.map_or(f64::NAN, |x| self.at_x(x));
        if self.area.left <= x && x <= self.area.right {
            let stroke = Stroke {
                color: self.palette.cursor,
                width: 1.0,
            };
            let x = snap_to_pixel(x);
            for (top, bottom) in self.beside_words(x, self.area.top, self.area.bottom) {
                self.scene.segment((x, top), (x, bottom), stroke);
            }
        }
        for (dot, color) in std::mem::take(&mut self.dots) {
            self.scene.disc(dot, 6.0, self.palette.background);
            self.scene.disc(dot, 4.5, color);
        }
    }

    /// Axes, marks and cursor over everything else; the scene, and where things are on it.
    pub fn finish(mut self) -> (Scene, Frame) {
        if !self.view.legend {
            let left = self.name_curves();
            if self.view.unnamed {
                self.list(&left);
            }
        }
        self.draw_spines();
        for flag in std::mem::take(&mut self.mark_labels) {
            self.draw_mark(&flag);
        }
        self.draw_cursor();
        let visible = self.marks.iter().filter(|mark| self.x.contains(mark.time));
        let marks = visible.map(|mark| FrameMark {
            label: flag_text(mark).replace("_{", "_").replace('}', ""),
            time: mark.time,
            formula: mark.formula.to_string(),
            x: snap_to_pixel(self.at_x(mark.time)),
        });
        let frame = Frame {
            left: self.area.left,
            top: self.area.top,
            width: self.area.width(),
            height: self.area.height(),
            x: self.x,
            y: self.y,
            marks: marks.collect(),
            words: self.rims().collect(),
            curves: self.curves,
        };
        (self.scene, frame)
    }
}

/// Size of the marks' labels, and height of a row of them, in font sizes.
const FLAG_SIZE: f64 = 0.88;
const FLAG_ROW: f64 = 1.5;

/// Share of a plot's height that the marks' full names may take; symbols alone take less.
const FLAGS_SHARE: f64 = 0.15;

fn flag_text(mark: &TimeMark) -> String {
    format!("{} {}", mark.symbol, mark.name)
        .trim_end()
        .to_string()
}

/// The value at `place` on the straight line between its neighbours; none outside.
fn interpolate(x: &[f64], y: &[f64], place: f64) -> Option<f64> {
    let count = x.len().min(y.len());
    let after = x[..count].partition_point(|&t| t < place);
    if after < count && x[after] == place {
        return Some(y[after]).filter(|v| v.is_finite());
    }
    if after == 0 || after >= count {
        return None;
    }
    let (before, s) = (
        after - 1,
        (place - x[after - 1]) / (x[after] - x[after - 1]),
    );
    Some(y[before] + s * (y[after] - y[before])).filter(|v| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

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
