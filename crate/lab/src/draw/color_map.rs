//! A number as a colour.

use plotters::style::RGBAColor;
use serde::Serialize;

use super::axis::Axis;
use super::theme::css;
use numerics::cast::{byte, count};

/// Matplotlib's viridis (S. van der Walt and N. Smith, 2015; CC0) at 17 even steps:
/// perceptually uniform, and readable with any colour vision and in grey.
const VIRIDIS: [u32; 17] = [
    0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c,
    0x1fa088, 0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725,
];

/// What the colours of a heat map mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ColorScale {
    /// Values from the first colour to the last.
    pub axis: Axis,
    /// `#rrggbb`, evenly spaced along the axis, to be mixed linearly in between.
    pub colors: Vec<String>,
}

impl ColorScale {
    pub(crate) fn new(axis: Axis) -> Self {
        let steps = VIRIDIS.len() - 1;
        let color = |k| css(viridis(k as f64 / steps as f64));
        Self {
            axis,
            colors: (0..=steps).map(color).collect(),
        }
    }
}

/// The colour at a fraction of the way from dark to bright, ends included.
pub(crate) fn viridis(fraction: f64) -> RGBAColor {
    let steps = VIRIDIS.len() - 1;
    let place = fraction.clamp(0.0, 1.0) * steps as f64;
    let below = count(place).min(steps - 1);
    let share = place - below as f64;
    let mixed = |shift: u32| {
        let part = |k: usize| f64::from(VIRIDIS[k] >> shift & 0xff);
        byte((1.0 - share) * part(below) + share * part(below + 1))
    };
    RGBAColor(mixed(16), mixed(8), mixed(0), 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_get_brighter_and_stay_inside_the_map() {
        let brightness = |f: f64| {
            let c = viridis(f);
            0.2126 * f64::from(c.0) + 0.7152 * f64::from(c.1) + 0.0722 * f64::from(c.2)
        };
        let steps: Vec<f64> = (0..=200)
            .map(|k| brightness(f64::from(k) / 200.0))
            .collect();
        assert!(steps.windows(2).all(|b| b[0] < b[1] + 0.5));
        assert!(steps[200] - steps[0] > 180.0);
        assert_eq!(viridis(-1.0), viridis(0.0));
        assert_eq!(viridis(7.0), viridis(1.0));
    }
}
