//! Axes: ranges that grow in round steps, ticks at round numbers, and their labels.

use serde::{Deserialize, Serialize};

use crate::scenario::number;
use numerics::cast::{size, whole, whole64};

/// How an axis maps values to positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Equal steps are equal lengths.
    #[default]
    Linear,
    /// Equal ratios are equal lengths.
    Log,
}

/// A scale with the range it shows; `min < max`, both finite, and positive when logarithmic.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Axis {
    /// Linear or logarithmic.
    pub scale: Scale,
    /// The value at its left or lower end.
    pub min: f64,
    /// The value at its right or upper end.
    pub max: f64,
}

/// Where an axis is marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ticks {
    /// Marked, labelled and carried through the plot as grid lines.
    pub major: Vec<(f64, String)>,
    /// Marked only.
    pub minor: Vec<f64>,
}

/// A logarithmic axis shows at most this many decades below its top: what lies lower is
/// rounding noise.
const DECADES: f64 = 14.0;

/// A shorter linear axis is marked at its ends: parts of it are no doubles any more.
const TINY: f64 = 1e-290;

impl Axis {
    /// The axis from `min` to `max`, or `None` when no such axis exists.
    pub fn new(scale: Scale, min: f64, max: f64) -> Option<Self> {
        let drawable = min.is_finite() && max.is_finite() && min < max;
        let positive = scale == Scale::Linear || min > 0.0;
        (drawable && positive).then_some(Self { scale, min, max })
    }

    /// A linear axis that holds the values with a little room, not necessarily zero.
    pub(crate) fn padded(values: impl Iterator<Item = f64>) -> Self {
        let finite = values.filter(|v| v.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
            (l.min(v), h.max(v))
        });
        let room = 0.04 * (high - low);
        Self::new(Scale::Linear, low - room, high + room).unwrap_or(Self {
            scale: Scale::Linear,
            min: if low.is_finite() { low - 0.5 } else { 0.0 },
            max: if low.is_finite() { low + 0.5 } else { 1.0 },
        })
    }

    /// A linear axis that holds zero and every finite value with some headroom, its ends at
    /// round numbers so that it grows in steps; 0 to 1 when there is nothing to hold.
    pub(crate) fn around_zero(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = extent(values.filter(|v| v.is_finite())).unwrap_or_default();
        let (low, high) = (low.min(0.0), high.max(0.0));
        if low == high {
            return Self {
                scale: Scale::Linear,
                min: 0.0,
                max: 1.0,
            };
        }
        if high - low < TINY {
            return Self {
                scale: Scale::Linear,
                min: low,
                max: high,
            };
        }
        let headroom = 0.04 * (high - low);
        let step = round_step((high - low) / 5.0) / 2.0;
        // Rounding noise below zero must not buy a whole step of paper.
        let noise = 1e-9 * (high - low);
        let min = if low < -noise {
            ((low - headroom) / step).floor() * step
        } else {
            0.0
        };
        let max = if high > noise {
            ((high + headroom) / step).ceil() * step
        } else {
            0.0
        };
        Self {
            scale: Scale::Linear,
            min,
            max,
        }
    }

    /// The same around another value than zero; `least` is the smallest length it takes.
    pub(crate) fn around(value: f64, least: f64, values: impl Iterator<Item = f64>) -> Self {
        let room = [least / 3.0, -least / 3.0];
        let shifted = Self::around_zero(values.map(|v| v - value).chain(room));
        Self {
            min: shifted.min + value,
            max: shifted.max + value,
            ..shifted
        }
    }

    /// A logarithmic axis over whole decades that holds every positive finite value;
    /// 10⁻⁴ to 10 when there is none.
    pub(crate) fn decades(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) =
            extent(values.filter(|v| v.is_finite() && *v > 0.0)).unwrap_or((1e-4, 10.0));
        let top = high.log10().ceil();
        let bottom = low.log10().floor().max(top - DECADES).min(top - 1.0);
        // Powers outside the doubles would be no axis at all.
        let (bottom, top) = (bottom.max(-300.0), top.clamp(-299.0, 300.0));
        Self {
            scale: Scale::Log,
            min: 10f64.powf(bottom),
            max: 10f64.powf(top),
        }
    }

    /// Where a value lies on the axis: 0 at `min`, 1 at `max`; not finite when the axis
    /// cannot show it.
    pub fn fraction(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.min) / (self.max - self.min),
            Scale::Log if value > 0.0 => (value / self.min).ln() / (self.max / self.min).ln(),
            Scale::Log => f64::NAN,
        }
    }

    /// The value at a fraction of the way along the axis: the inverse of [`fraction`](Self::fraction).
    pub fn value(&self, fraction: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.min + (self.max - self.min) * fraction,
            Scale::Log => self.min * (self.max / self.min).powf(fraction),
        }
    }

    /// Whether the axis reaches as far as a value.
    pub fn contains(&self, value: f64) -> bool {
        self.min <= value && value <= self.max
    }

    /// Round numbers on the axis, at most about `room` of them labelled.
    pub(crate) fn ticks(&self, room: usize) -> Ticks {
        let room = room.max(2);
        match self.scale {
            Scale::Linear => linear_ticks(self, room),
            Scale::Log => {
                let decades = (self.max / self.min).log10();
                if decades < 0.5 {
                    linear_ticks(self, room)
                } else if decades < 2.0 {
                    mantissa_ticks(self, room)
                } else {
                    decade_ticks(self, room)
                }
            }
        }
    }
}

impl Axis {
    /// Whole numbers on a linear axis, at most about `room` of them.
    pub(crate) fn whole_ticks(&self, room: usize) -> Ticks {
        let room = room.min(size(self.max - self.min));
        let mut ticks = self.ticks(room.max(2));
        ticks.major.retain(|(v, _)| v.fract() == 0.0);
        ticks.minor.clear();
        for (v, label) in &mut ticks.major {
            *label = minus(format!("{v:.0}"));
        }
        ticks
    }
}

fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |sofar, v| match sofar {
        None => Some((v, v)),
        Some((low, high)) => Some((low.min(v), high.max(v))),
    })
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `step`.
fn round_step(step: f64) -> f64 {
    let decade = 10f64.powf(step.log10().floor());
    let mantissa = step / decade;
    let round = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|m| mantissa <= m * (1.0 + 1e-9));
    round.unwrap_or(10.0) * decade
}

/// Multiples of `step` inside the axis.
fn multiples(axis: &Axis, step: f64) -> impl Iterator<Item = f64> {
    let slack = 1e-9;
    let first = whole64((axis.min / step - slack).ceil());
    let last = whole64((axis.max / step + slack).floor());
    (first..=last).map(move |k| k as f64 * step)
}

fn linear_ticks(axis: &Axis, room: usize) -> Ticks {
    if axis.max - axis.min < TINY {
        return Ticks {
            major: [axis.min, axis.max].map(|v| (v, shortest(v))).to_vec(),
            minor: Vec::new(),
        };
    }
    let step = round_step((axis.max - axis.min) / room as f64);
    let mantissa = step / 10f64.powf((step * (1.0 + 1e-9)).log10().floor());
    let parts = if mantissa > 1.5 && mantissa < 3.0 {
        4.0
    } else {
        5.0
    };
    let major: Vec<f64> = multiples(axis, step).collect();
    let labels = number_labels(&major, step);
    Ticks {
        minor: multiples(axis, step / parts)
            .filter(|v| !major.iter().any(|m| (m - v).abs() < step * 1e-6))
            .collect(),
        major: major.into_iter().zip(labels).collect(),
    }
}

/// Every `stride`-th decade, with the digits between decades as minor ticks.
fn decade_ticks(axis: &Axis, room: usize) -> Ticks {
    let exponents: Vec<i32> = decades_of(axis).collect();
    let stride = exponents.len().div_ceil(room).max(1) as i64;
    let (labelled, rest): (Vec<i32>, Vec<i32>) = exponents
        .into_iter()
        .partition(|&e| i64::from(e).rem_euclid(stride) == 0);
    let minor = if stride == 1 {
        digits_of(axis, &[2, 3, 4, 5, 6, 7, 8, 9])
            .map(|(m, e)| power(m, e))
            .collect()
    } else {
        rest.into_iter().map(|e| power(1, e)).collect()
    };
    Ticks {
        major: labelled
            .into_iter()
            .map(|e| (power(1, e), format!("10{}", superscript(e))))
            .collect(),
        minor,
    }
}

/// Less than two decades: digits are labelled too, as many as there is room for.
fn mantissa_ticks(axis: &Axis, room: usize) -> Ticks {
    const ALL: [i32; 9] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    let choices: [&[i32]; 4] = [&ALL, &[1, 2, 3, 5], &[1, 2, 5], &[1, 3]];
    let apart = |digits: &&[i32]| {
        let places: Vec<f64> = digits_of(axis, digits)
            .map(|(m, e)| axis.fraction(power(m, e)))
            .collect();
        places
            .windows(2)
            .all(|p| (p[1] - p[0]) * room as f64 >= 0.9)
    };
    let labelled = choices.into_iter().find(apart).unwrap_or(&[1]);
    let (major, minor): (Vec<_>, Vec<_>) =
        digits_of(axis, &ALL).partition(|(m, _)| labelled.contains(m));
    Ticks {
        major: major
            .into_iter()
            .map(|(m, e)| (power(m, e), digit_label(m, e)))
            .collect(),
        minor: minor.into_iter().map(|(m, e)| power(m, e)).collect(),
    }
}

fn decades_of(axis: &Axis) -> impl Iterator<Item = i32> {
    let first = whole((axis.min.log10() - 1e-9).ceil());
    let last = whole((axis.max.log10() + 1e-9).floor());
    first..=last
}

/// Digit and exponent of the numbers `digit * 10^exponent` inside the axis, increasing.
fn digits_of<'a>(axis: &'a Axis, digits: &'a [i32]) -> impl Iterator<Item = (i32, i32)> + 'a {
    let first = whole(axis.min.log10().floor());
    let last = whole(axis.max.log10().ceil());
    let slack = 1.0 + 1e-9;
    (first..=last)
        .flat_map(move |e| digits.iter().map(move |&m| (m, e)))
        .filter(move |&(m, e)| {
            let v = power(m, e);
            v * slack >= axis.min && v <= axis.max * slack
        })
}

/// `digit * 10^exponent`, correctly rounded; infinite beyond a double's range.
fn power(digit: i32, exponent: i32) -> f64 {
    number::decimal(&format!("{digit}e{exponent}")).unwrap_or(f64::INFINITY)
}

fn digit_label(digit: i32, exponent: i32) -> String {
    if (-4..=4).contains(&exponent) {
        minus(format!("{}", power(digit, exponent)))
    } else if digit == 1 {
        format!("10{}", superscript(exponent))
    } else {
        format!("{digit}×10{}", superscript(exponent))
    }
}

/// One label for each of the round numbers `values`, all with as many decimals as `step` needs.
fn number_labels(values: &[f64], step: f64) -> Vec<String> {
    let largest = values.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
    let place = whole((step * (1.0 + 1e-9)).log10().floor());
    if (1e-4..1e6).contains(&largest) && place >= -6 || largest == 0.0 {
        let decimals = (-place).max(0) as usize;
        return values
            .iter()
            .map(|&v| minus(format!("{:.decimals$}", v + 0.0)))
            .collect();
    }
    let exponent = whole(largest.log10().floor());
    let decimals = (exponent - place).max(0) as usize;
    let scaled = |v: f64| minus(format!("{:.decimals$}", v / power(1, exponent)));
    let label = |&v: &f64| match v {
        0.0 => "0".to_string(),
        v => format!("{}×10{}", scaled(v), superscript(exponent)),
    };
    values.iter().map(label).collect()
}

/// The shortest decimal that reads back the same.
fn shortest(value: f64) -> String {
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) if value != 0.0 => minus(format!(
            "{mantissa}×10{}",
            superscript(exponent.parse().unwrap_or_default())
        )),
        _ => "0".to_string(),
    }
}

fn minus(number: String) -> String {
    number.replace('-', "−")
}

/// An exponent in raised digits.
pub(crate) fn superscript(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_of_the_smallest_doubles_is_marked_at_its_ends() {
        for top in [5e-324, 1e-320, 1e-300] {
            let axis = Axis::new(Scale::Linear, 0.0, top).unwrap();
            let marks = axis.ticks(6).major;
            assert_eq!(marks.len(), 2);
            assert_eq!(
                (axis.fraction(marks[0].0), axis.fraction(marks[1].0)),
                (0.0, 1.0)
            );
            let around = Axis::around_zero([0.0, top, -top].into_iter());
            assert_eq!((around.min, around.max), (-top, top));
        }
        assert_eq!(shortest(5e-324), "5×10⁻³²⁴");
        assert_eq!(shortest(-1.5e-300), "−1.5×10⁻³⁰⁰");
        assert_eq!(shortest(0.0), "0");
    }

    fn labels(axis: Axis, room: usize) -> Vec<String> {
        axis.ticks(room)
            .major
            .into_iter()
            .map(|(_, label)| label)
            .collect()
    }

    fn axis(scale: Scale, min: f64, max: f64) -> Axis {
        Axis::new(scale, min, max).unwrap()
    }

    #[test]
    fn linear_ticks_are_round_and_inside() {
        assert_eq!(
            labels(axis(Scale::Linear, 0.0, 1.5), 8),
            ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2", "1.4"]
        );
        assert_eq!(
            labels(axis(Scale::Linear, -0.3, 0.1), 4),
            ["−0.3", "−0.2", "−0.1", "0.0", "0.1"]
        );
        assert_eq!(
            labels(axis(Scale::Linear, 0.0, 100.0), 5),
            ["0", "20", "40", "60", "80", "100"]
        );
        assert_eq!(
            labels(axis(Scale::Linear, 0.0, 4e-7), 4),
            ["0", "1×10⁻⁷", "2×10⁻⁷", "3×10⁻⁷", "4×10⁻⁷"]
        );
    }

    #[test]
    fn counting_axes_show_whole_numbers_only() {
        let whole = |max, room| {
            let ticks = axis(Scale::Linear, -0.5, max).whole_ticks(room);
            assert!(ticks.minor.is_empty());
            let labels = ticks.major.into_iter().map(|(_, label)| label);
            labels.collect::<Vec<_>>()
        };
        assert_eq!(whole(3.5, 20), ["0", "1", "2", "3"]);
        assert_eq!(whole(7.5, 4), ["0", "2", "4", "6"]);
        assert_eq!(whole(0.5, 9), ["0"]);
    }

    #[test]
    fn decades_are_labelled_and_their_digits_marked() {
        let ticks = axis(Scale::Log, 0.01, 100.0).ticks(6);
        let (values, labels): (Vec<f64>, Vec<String>) = ticks.major.into_iter().unzip();
        assert_eq!(labels, ["10⁻²", "10⁻¹", "10⁰", "10¹", "10²"]);
        assert_eq!(values, [0.01, 0.1, 1.0, 10.0, 100.0]);
        assert_eq!(ticks.minor.len(), 4 * 8);
        assert!(ticks.minor.contains(&0.02) && ticks.minor.contains(&90.0));
    }

    #[test]
    fn crowded_decades_are_thinned_and_narrow_ranges_show_digits() {
        assert_eq!(
            labels(axis(Scale::Log, 1e-12, 1.0), 5),
            ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"]
        );
        assert_eq!(
            labels(axis(Scale::Log, 0.15, 6.0), 6),
            ["0.2", "0.5", "1", "2", "5"]
        );
        assert_eq!(
            labels(axis(Scale::Log, 0.3, 5.0), 16),
            ["0.3", "0.5", "1", "2", "3", "5"]
        );
        assert_eq!(
            labels(axis(Scale::Log, 1.0, 1.5), 5),
            ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"]
        );
    }

    #[test]
    fn every_zoom_keeps_some_ticks_and_not_too_many() {
        for scale in [Scale::Linear, Scale::Log] {
            for k in 0..400 {
                let width = 10f64.powf(-6.0 + 0.05 * f64::from(k % 250));
                let min = 0.013 + 0.17 * f64::from(k);
                let room = 2 + k as usize % 7;
                let axis = axis(scale, min, min + width);
                let ticks = axis.ticks(room);
                assert!(
                    (1..=2 * room).contains(&ticks.major.len()),
                    "{axis:?} {room} {ticks:?}"
                );
                assert!(ticks
                    .major
                    .iter()
                    .all(|(v, _)| (-1e-6..=1.0 + 1e-6).contains(&axis.fraction(*v))));
            }
        }
    }

    #[test]
    fn ranges_hold_the_data_and_zero_and_move_in_steps() {
        let range = |values: &[f64]| {
            let a = Axis::around_zero(values.iter().copied());
            (a.min, a.max)
        };
        assert_eq!(range(&[]), (0.0, 1.0));
        assert_eq!(range(&[f64::NAN, f64::INFINITY]), (0.0, 1.0));
        assert_eq!(range(&[0.0, 0.0]), (0.0, 1.0));
        assert_eq!(range(&[0.01, 1.3555]), (0.0, 1.5));
        assert_eq!(range(&[-1e-17, 1.3555]), (0.0, 1.5));
        let (min, max) = range(&[-0.08, 0.0]);
        assert!((-0.1..=-0.08).contains(&min) && max == 0.0);
        // A curve that grows smoothly moves the axis only now and then.
        let tops: Vec<f64> = (1..=1000)
            .map(|k| range(&[0.0, 0.001 * f64::from(k) + 0.5]).1)
            .collect();
        assert!(tops.windows(2).all(|w| w[0] <= w[1]));
        assert!(tops.windows(2).filter(|w| w[0] != w[1]).count() <= 12);
    }

    #[test]
    fn an_axis_around_one_holds_one_and_the_data() {
        let a = Axis::around(1.0, 0.01, [1.0133, 0.9935, f64::NAN].into_iter());
        assert!(
            a.min <= 0.9935 && a.min > 0.985 && a.max >= 1.0133 && a.max < 1.02,
            "{a:?}"
        );
        let empty = Axis::around(1.0, 0.01, std::iter::empty());
        assert!(
            empty.min < 1.0 && empty.max > 1.0 && empty.max - empty.min < 0.02,
            "{empty:?}"
        );
    }

    #[test]
    fn decades_ignore_what_has_no_logarithm() {
        let a = Axis::decades([0.0, -3.0, f64::NAN, 2e-3, 4.0].into_iter());
        assert_eq!((a.min, a.max), (1e-3, 10.0));
        let noise = Axis::decades([1e-40, 1.0].into_iter());
        assert!(
            noise.min >= 1e-15,
            "rounding noise does not stretch the axis"
        );
        assert!(Axis::decades([5.0].into_iter()).min < 5.0);
    }

    #[test]
    fn an_axis_at_the_end_of_the_numbers_is_marked_with_numbers() {
        for (min, max) in [
            (1e307, 1.7e308),
            (1e306, 1.7e308),
            (1e308, 1.7e308),
            (3e-310, 1e-305),
        ] {
            let ticks = axis(Scale::Log, min, max).ticks(6);
            let marked = ticks.major.iter().map(|(v, _)| v).chain(&ticks.minor);
            assert!(
                marked.clone().all(|v| v.is_finite()) && marked.count() > 0,
                "{min} {max}"
            );
        }
    }

    #[test]
    fn a_value_comes_back_from_its_fraction_outside_the_axis_too() {
        for axis in [
            axis(Scale::Linear, -2.0, 6.0),
            axis(Scale::Log, 0.01, 100.0),
        ] {
            assert_eq!(
                (axis.fraction(axis.min), axis.fraction(axis.max)),
                (0.0, 1.0)
            );
            for fraction in [-0.5, 0.0, 0.1, 0.77, 1.0, 1.3] {
                let back = axis.fraction(axis.value(fraction));
                assert!((back - fraction).abs() < 1e-12, "{axis:?} {fraction}");
            }
        }
        assert_eq!(axis(Scale::Linear, -2.0, 6.0).fraction(0.0), 0.25);
        assert!((axis(Scale::Log, 0.01, 100.0).fraction(1.0) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn impossible_axes_are_refused() {
        assert_eq!(Axis::new(Scale::Linear, 1.0, 1.0), None);
        assert_eq!(Axis::new(Scale::Linear, f64::NAN, 1.0), None);
        assert_eq!(Axis::new(Scale::Log, 0.0, 1.0), None);
    }
}
