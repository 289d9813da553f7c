//! A number as a colour.

use plotters::style::RGBAColor;

use super::axis::Axis;
use numerics::cast::{byte, count};

/// Matplotlib's viridis (S. van der Walt and N. Smith, 2015; CC0) at 17 even steps:
/// perceptually uniform, and readable with any colour vision and in grey.
const VIRIDIS: [u32; 17] = [
    0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c,
    0x1fa088, 0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725,
];

/// The colour of a value on a scale: what is below it takes the first one; `None` for what is no number.
pub(crate) fn color_of(scale: &Axis, value: f64) -> Option<RGBAColor> {
    // A logarithmic scale has no place for 0: it is below every scale.
    let fraction = if value == 0.0 {
        0.0
    } else {
        scale.fraction(value)
    };
    fraction.is_finite().then(|| viridis(fraction))
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
    use crate::draw::axis::Scale;

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

    #[test]
    fn values_outside_the_scale_take_its_ends_and_what_is_no_number_none() {
        let scale = Axis::new(Scale::Log, 1e-4, 1.0).unwrap();
        assert_eq!(color_of(&scale, 1e-2), Some(viridis(0.5)));
        for below in [0.0, 1e-9] {
            assert_eq!(color_of(&scale, below), Some(viridis(0.0)));
        }
        assert_eq!(color_of(&scale, 50.0), Some(viridis(1.0)));
        assert_eq!(color_of(&scale, f64::NAN), None);
    }
}
