//! Colours, dashes and lettering of every chart.
//!
//! Green and blue belong to the lattice and to no curve. The curves' colours are told apart with
//! normal vision and with each of the three colour deficiencies (a test measures how far), and
//! stand out from the paper by at least 4.5 : 1 (WCAG 2.2, 1.4.3), since curves' names have them too.

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
    // vermilion, violet, black, brown, magenta, maroon, indigo
    curves: [
        rgb(0xbf3a17),
        rgb(0x7b2fbe),
        rgb(0x1d2430),
        rgb(0x8f6b58),
        rgb(0xb8228c),
        rgb(0x6a0500),
        rgb(0x3a10d8),
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
        rgb(0xff8f66),
        rgb(0xb18cff),
        rgb(0xf2f0e6),
        rgb(0xd9c400),
        rgb(0xff4fa8),
        rgb(0xaa7f76),
        rgb(0xfab4fa),
    ],
};

/// Lengths of dash, gap, dash, gap, ... in CSS px; empty for a solid line.
const DASHES: [&[f64]; 5] = [
    &[],
    &[9.0, 4.0],
    &[2.5, 3.5],
    &[11.0, 4.0, 2.5, 4.0],
    &[11.0, 4.0, 2.5, 4.0, 2.5, 4.0],
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

    /// The light that a colour's channel stands for (sRGB).
    fn linear(v: u8) -> f64 {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    }

    /// WCAG 2.2 relative luminance.
    fn luminance(c: RGBAColor) -> f64 {
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

    /// A colour as CIE L*a*b* (D65).
    fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
        let f = |t: f64| {
            if t > 0.008_856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        };
        let x = f((0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47);
        let y = f(0.212_673 * r + 0.715_152 * g + 0.072_175 * b);
        let z = f((0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// Linear light as the eye has it: normal, without long, middle or short cones
    /// (Machado, Oliveira and Fernandes, IEEE TVCG 15, 1291 (2009), severity 1).
    const VISIONS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ];

    /// How far two colours are apart with one kind of vision (CIE 1976 colour difference).
    fn distance(a: RGBAColor, b: RGBAColor, vision: &[[f64; 3]; 3]) -> f64 {
        let seen = |c: RGBAColor| {
            let light = [c.0, c.1, c.2].map(linear);
            let mixed = |row: &[f64; 3]| -> f64 { row.iter().zip(light).map(|(m, l)| m * l).sum() };
            lab([0, 1, 2].map(|k: usize| mixed(&vision[k]).clamp(0.0, 1.0)))
        };
        let (a, b) = (seen(a), seen(b));
        a.iter()
            .zip(b)
            .map(|(p, q)| (p - q) * (p - q))
            .sum::<f64>()
            .sqrt()
    }

    #[test]
    fn colours_are_told_apart_with_every_vision_and_from_the_lattice() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = theme.palette();
            for (k, &a) in palette.curves.iter().enumerate() {
                for lattice in [palette.system, palette.bath] {
                    let apart = distance(a, lattice, &VISIONS[0]);
                    assert!(
                        apart >= 40.0,
                        "{theme:?} {}: {apart:.1} from the lattice",
                        css(a)
                    );
                }
                for &b in &palette.curves[..k] {
                    let apart = VISIONS.iter().map(|vision| distance(a, b, vision));
                    let least = apart.fold(f64::INFINITY, f64::min);
                    assert!(least >= 15.0, "{theme:?} {} {}: {least:.1}", css(a), css(b));
                }
                assert!(
                    contrast(a, palette.background) >= 4.5,
                    "{theme:?} {}",
                    css(a)
                );
            }
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
