//! A chart as pixels, lettered in one font whatever fonts the machine has: the same picture everywhere.

use std::sync::{Arc, OnceLock};

use lab::draw::View;
use lab::export::svg::svg;
use lab::export::{Format, REFERENCE};
use lab::panels::Record;
use lab::words::Words;
use png::{BitDepth, ColorType, Encoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{fontdb::Database, Options, Tree};

/// Pixels a CSS px, as of a picture that the page saves.
const SCALE: f32 = 2.0;

/// M PLUS 1p (SIL Open Font License, OFL.txt beside it): Latin, Greek, Japanese and every sign that the charts write.
static FONT: &[u8] = include_bytes!("../fonts/MPLUS1p_400Regular.ttf");
const FAMILY: &str = "M PLUS 1p";

/// `.png`
pub static PNG: Format = Format {
    id: "png",
    media_type: "image/png",
    of_plot: true,
    write: |record, view, words| picture(record, view, words),
};

/// The pixels of a picture, `scale` of them a CSS px; `None` where it is larger than a picture can be.
pub fn pixels(svg: &str, scale: f32) -> Option<Pixmap> {
    static OPTIONS: OnceLock<Options> = OnceLock::new();
    let options = OPTIONS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(FONT.to_vec());
        fonts.set_sans_serif_family(FAMILY);
        Options {
            font_family: FAMILY.to_string(),
            fontdb: Arc::new(fonts),
            ..Options::default()
        }
    });
    let tree = Tree::from_str(svg, options).ok()?;
    let size = tree.size().to_int_size().scale_by(scale)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    Some(pixels)
}

/// The chart as PNG; what it is and where it comes from stands in its text chunks.
fn picture(record: &Record, view: &View, words: &Words) -> Option<Vec<u8>> {
    let pixels = pixels(&svg(record, view, words), SCALE)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    for (keyword, text) in [
        (
            "Software",
            concat!("Second Law Lab ", env!("CARGO_PKG_VERSION")),
        ),
        ("Source", REFERENCE),
        ("Description", &record.text),
    ] {
        encoder
            .add_itxt_chunk(keyword.to_string(), text.to_string())
            .ok()?;
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels.take_demultiplied()).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::{FontRef, MetadataProvider};

    #[test]
    fn the_font_has_every_character_of_every_language() {
        let font = FontRef::new(FONT).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/texts");
        let mut files = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            let text = std::fs::read_to_string(&file).unwrap();
            let missing = |c: &char| !c.is_control() && font.charmap().map(*c).is_none();
            assert_eq!(
                text.chars().filter(missing).collect::<String>(),
                "",
                "{file:?}"
            );
            files += 1;
        }
        assert!(files >= 2);
    }
}
