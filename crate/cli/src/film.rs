//! Six seconds of a figure as GIF: the time that is pointed out moves, or points come in from the left.

use std::collections::HashMap;

use color_quant::NeuQuant;
use gif::{DisposalMethod, Encoder, Frame, Repeat};
use lab::draw::View;
use lab::export::svg::svg;
use lab::page::Span;
use lab::panels::Record;
use lab::words::Words;

use crate::png::pixels;

/// Size in CSS px, and pixels a CSS px, as of the films of the gallery.
const SIZE: (f64, f64) = (480.0, 270.0);
const SCALE: f32 = 1.5;
const SECONDS: u16 = 6;
/// Pictures a second, of which the last stands for a second by itself.
const RATE: u16 = 15;
const MOVING: u16 = (SECONDS - 1) * RATE;
/// Colours of the one palette; the next index is what has not changed.
const COLOURS: usize = 63;
const UNCHANGED: u8 = 63;

/// The film of a plot; `None` where it cannot be drawn.
pub fn film(record: &Record, view: &View, words: &Words) -> Option<Vec<u8>> {
    let picture = |place: u16| {
        let share = eased(f64::from(place) / f64::from(MOVING - 1));
        pixels(&drawing(record, view, words, share), SCALE)
    };
    // Colours that come only in the middle are in one of these.
    let mut samples = Vec::new();
    for quarter in 0..=4 {
        samples.extend_from_slice(picture((MOVING - 1) * quarter / 4)?.data());
    }
    let palette = NeuQuant::new(10, COLOURS, &samples);
    let mut colours = palette.color_map_rgb();
    colours.extend([0; 3]);
    let mut known: HashMap<[u8; 4], u8> = HashMap::new();
    let mut bytes = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    let first = picture(0)?;
    let (width, height) = (
        u16::try_from(first.width()).ok()?,
        u16::try_from(first.height()).ok()?,
    );
    let mut encoder = Encoder::new(&mut bytes, width, height, &colours).ok()?;
    encoder.set_repeat(Repeat::Infinite).ok()?;
    for place in 0..MOVING {
        let picture = picture(place)?;
        let colour = |pixel: &[u8]| -> u8 {
            let pixel = [pixel[0], pixel[1], pixel[2], pixel[3]];
            let found = known.entry(pixel);
            *found.or_insert_with(|| u8::try_from(palette.index_of(&pixel)).unwrap_or(0))
        };
        let shown: Vec<u8> = picture.data().chunks_exact(4).map(colour).collect();
        let is_same = |place: usize| before.get(place) == Some(&shown[place]);
        let changed = (0..shown.len()).map(|k| if is_same(k) { UNCHANGED } else { shown[k] });
        let frame = Frame {
            width,
            height,
            buffer: changed.collect::<Vec<u8>>().into(),
            transparent: Some(UNCHANGED),
            dispose: DisposalMethod::Keep,
            delay: if place == MOVING - 1 {
                100
            } else {
                hundredths(place + 1) - hundredths(place)
            },
            ..Frame::default()
        };
        encoder.write_frame(&frame).ok()?;
        before = shown;
    }
    drop(encoder);
    Some(bytes)
}

/// When a picture comes, in the hundredths of a second that GIF counts in.
fn hundredths(place: u16) -> u16 {
    (100 * place + RATE / 2) / RATE
}

/// Starts and ends at rest and lingers in its first third, as the page's own film does.
fn eased(share: f64) -> f64 {
    (1.0 - (std::f64::consts::PI * share.powf(1.22)).cos()) / 2.0
}

/// The plot when the film has come to `share`, from 0 to 1.
fn drawing(record: &Record, view: &View, words: &Words, share: f64) -> String {
    let of_points = !record.panel().points().x.is_empty();
    let view = View {
        width: SIZE.0,
        height: SIZE.1,
        cursor: (!of_points).then(|| Span::of(&record.scenario).at(share)),
        ..view.clone()
    };
    let drawing = svg(record, &view, words);
    match of_points {
        true => up_to(&drawing, share),
        false => drawing,
    }
}

/// A chart with only those of its points that lie in the left part of them all.
fn up_to(drawing: &str, share: f64) -> String {
    let place = |line: &str| -> Option<f64> {
        let (_, from) = line.split_once("<circle cx=\"")?;
        from.split('"').next()?.parse().ok()
    };
    let places = drawing.lines().filter_map(place);
    let ends = places.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(x), high.max(x))
    });
    let last = ends.0 + share * (ends.1 - ends.0);
    let lines = drawing
        .lines()
        .filter(|line| place(line).is_none_or(|x| x <= last));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::scenario::Scenario;

    #[test]
    fn the_film_goes_through_the_times_of_the_runs() {
        let at = |text: &str, share| Span::of(&Scenario::parse(text).unwrap()).at(share);
        // There and back, whatever times the set-up has for other panels.
        assert_eq!(at("panel=reversal&turn=3", 0.0), 0.0);
        assert_eq!(at("panel=reversal&turn=3", 0.75), 4.5);
        assert_eq!(at("times=lin:0:5:251", 0.5), 2.5);
        assert!((at("times=log:0.01:100:200", 0.5) - 1.0).abs() < 1e-14);
    }

    #[test]
    fn points_come_in_from_the_left() {
        let drawing = "<svg>\n<circle cx=\"10\" cy=\"1\"/>\n<circle cx=\"30\" cy=\"2\"/>\n</svg>";
        assert_eq!(
            up_to(drawing, 0.5),
            "<svg>\n<circle cx=\"10\" cy=\"1\"/>\n</svg>"
        );
        assert_eq!(up_to(drawing, 1.0), drawing);
        assert_eq!((eased(0.0), eased(1.0)), (0.0, 1.0));
    }
}
