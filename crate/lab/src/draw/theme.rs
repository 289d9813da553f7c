//! Colours, dashes and lettering of every chart.
//!
//! Curves use the palette of Okabe and Ito (jfly.uni-koeln.de/color), which people with
//! any common colour vision can tell apart. Each colour is darkened for the light page or
//! lightened for the dark one until it stands out from the background by at least 3 : 1
//! (WCAG 2.2, 1.4.11).

use plotters::style::RGBAColor;
use serde::{Deserialize, Serialize};

/// Fonts named explicitly, so that page and export ask for the same ones.
pub(crate) const FONT: &str =
    "system-ui, 'Noto Sans JP', 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif";

/// Light or dark paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ChartTheme"))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on near black.
    Dark,
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Palette {
    pub background: RGBAColor,
    /// Lettering and axes.
    pub ink: RGBAColor,
    /// Secondary lettering, tick marks.
    pub faint: RGBAColor,
    pub grid: RGBAColor,
    /// Tint of a region that the second law forbids.
    pub forbidden: RGBAColor,
    /// Tint of what counts as thermal.
    pub band: RGBAColor,
    /// The cursor's line.
    pub cursor: RGBAColor,
    /// The system site, and the bath's sites.
    pub system: RGBAColor,
    pub bath: RGBAColor,
    curves: [RGBAColor; 7],
}

const fn rgb(hex: u32) -> RGBAColor {
    rgba(hex, 1.0)
}

const fn rgba(hex: u32, alpha: f64) -> RGBAColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBAColor(red, green, blue, alpha)
}

const LIGHT: Palette = Palette {
    background: rgb(0xffffff),
    ink: rgb(0x1d2430),
    faint: rgb(0x5b6472),
    grid: rgb(0xe6e9ee),
    forbidden: rgba(0xd55e00, 0.06),
    band: rgba(0x0072b2, 0.10),
    cursor: rgb(0x5b6472),
    system: rgb(0x009e73),
    bath: rgb(0x0072b2),
    // blue, vermilion, bluish green, reddish purple, orange, sky blue, black
    curves: [
        rgb(0x0072b2),
        rgb(0xd55e00),
        rgb(0x008f68),
        rgb(0xb4578c),
        rgb(0xb07800),
        rgb(0x2b8fc9),
        rgb(0x1d2430),
    ],
};

const DARK: Palette = Palette {
    background: rgb(0x12161d),
    ink: rgb(0xe8ebf0),
    faint: rgb(0xa3acba),
    grid: rgb(0x2a313c),
    forbidden: rgba(0xff8a3d, 0.09),
    band: rgba(0x56b4e9, 0.16),
    cursor: rgb(0xa3acba),
    system: rgb(0x2cc79a),
    bath: rgb(0x4aa3df),
    curves: [
        rgb(0x56b4e9),
        rgb(0xff8a3d),
        rgb(0x2cc79a),
        rgb(0xe39bc4),
        rgb(0xf0e442),
        rgb(0x8fa8ff),
        rgb(0xe8ebf0),
    ],
};

/// Lengths of dash, gap, dash, gap, ... in CSS px; empty for a solid line.
const DASHES: [&[f64]; 5] = [
    &[],
    &[9.0, 4.0],
    &[2.5, 3.5],
    &[11.0, 4.0, 2.5, 4.0],
    &[5.0, 3.0],
];

/// Dots of the time marks.
pub(crate) const DOTTED: &[f64] = &[1.5, 3.0];

/// How one curve is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CurveStyle {
    pub color: RGBAColor,
    pub dash: &'static [f64],
}

impl Theme {
    pub(crate) fn palette(self) -> &'static Palette {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

impl Palette {
    /// Colour and dash of the `n`-th curve: 7 colours and 5 dashes have no common factor, so
    /// the first 35 curves all differ, and neighbours differ in both.
    pub fn curve(&self, n: usize) -> CurveStyle {
        CurveStyle {
            color: self.curves[n % self.curves.len()],
            dash: DASHES[n % DASHES.len()],
        }
    }
}

/// `#rrggbb`, for the page.
pub(crate) fn css(color: RGBAColor) -> String {
    format!("#{:02x}{:02x}{:02x}", color.0, color.1, color.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2 relative luminance.
    fn luminance(c: RGBAColor) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2)
    }

    fn contrast(a: RGBAColor, b: RGBAColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_stands_out_from_the_paper() {
        for theme in [Theme::Light, Theme::Dark] {
            let p = theme.palette();
            for color in p.curves.into_iter().chain([p.system, p.bath, p.cursor]) {
                let ratio = contrast(color, p.background);
                assert!(ratio >= 3.0, "{theme:?} {}: {ratio:.2}", css(color));
            }
            assert!(contrast(p.ink, p.background) >= 7.0);
            assert!(contrast(p.faint, p.background) >= 4.5);
        }
    }

    #[test]
    fn thirty_two_curves_all_look_different() {
        let palette = Theme::Light.palette();
        for a in 0..32 {
            for b in 0..a {
                assert_ne!(palette.curve(a), palette.curve(b), "{a} {b}");
            }
        }
    }
}
