//! Charts on an HTML canvas: plotters' canvas backend on a grid of 1/8 CSS px.
//!
//! plotters-canvas draws on whole pixels of the bitmap, so curves wobble and thin lines
//! blur. [`FineCanvas`] gives it a finer grid by scaling the 2D context, and itself draws
//! what needs the bitmap's own pixels: lines, boxes and text.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontTransform,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use lab::chart::{FINE, FONT_RATIO, HALF_EX};

/// A backend of plotters on a canvas of `css_width` times `css_height` CSS px whose unit is
/// 1/8 CSS px, whatever the bitmap's resolution.
pub struct FineCanvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// Pixels of the bitmap per unit.
    ratio: f64,
}

/// Why a canvas cannot be drawn on.
#[derive(Debug)]
pub struct CanvasError(String);

impl std::fmt::Display for CanvasError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "canvas: {}", self.0)
    }
}

impl std::error::Error for CanvasError {}

impl From<JsValue> for CanvasError {
    fn from(thrown: JsValue) -> Self {
        Self(format!("{thrown:?}"))
    }
}

type Outcome = Result<(), DrawingErrorKind<CanvasError>>;

/// Make the canvas' bitmap `css_width * dpr` by `css_height * dpr` pixels, wipe it, and
/// return it as a backend.
pub fn on_canvas(
    canvas: HtmlCanvasElement,
    dpr: f64,
    css_width: f64,
    css_height: f64,
) -> Result<FineCanvas, CanvasError> {
    let bitmap = |length: f64| (length * dpr).round().max(1.0) as u32;
    let fine = |length: f64| (length * f64::from(FINE)).round().max(1.0) as u32;
    // Setting a size wipes the bitmap and its state even if the size is the same, but it is
    // slow: only when it changes.
    let (width, height) = (bitmap(css_width), bitmap(css_height));
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")?
        .ok_or_else(|| CanvasError("no 2d context".to_string()))?
        .dyn_into()
        .map_err(|_| CanvasError("no 2d context".to_string()))?;
    let ratio = dpr / f64::from(FINE);
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)?;
    context.set_line_join("round");
    let inner = CanvasBackend::with_canvas_object(canvas)
        .ok_or_else(|| CanvasError("no 2d context".to_string()))?;
    Ok(FineCanvas {
        inner,
        context,
        size: (fine(css_width), fine(css_height)),
        ratio,
    })
}

fn css(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("rgba({r},{g},{b},{})", color.alpha)
}

fn drawing(error: impl std::fmt::Debug) -> DrawingErrorKind<CanvasError> {
    DrawingErrorKind::DrawingError(CanvasError(format!("{error:?}")))
}

impl FineCanvas {
    /// The coordinate nearest to `v` at which an edge falls between two pixels.
    fn edge(&self, v: f64) -> f64 {
        (v * self.ratio).round() / self.ratio
    }

    /// Width in units and position of a straight line along an axis such that it covers
    /// whole pixels, at least one.
    fn hairline(&self, v: i32, width: u32) -> (f64, f64) {
        let pixels = (f64::from(width) * self.ratio).round().max(1.0);
        let half = pixels / 2.0 / self.ratio;
        (self.edge(f64::from(v) - half) + half, pixels / self.ratio)
    }

    fn trace(&self, points: &[BackendCoord], style: &impl BackendStyle) {
        let mut width = f64::from(style.stroke_width());
        let mut line: Vec<(f64, f64)> = points
            .iter()
            .map(|&(x, y)| (f64::from(x), f64::from(y)))
            .collect();
        if let [from, to] = points {
            if from.0 == to.0 {
                let (x, pixels) = self.hairline(from.0, style.stroke_width());
                (line[0].0, line[1].0, width) = (x, x, pixels);
            } else if from.1 == to.1 {
                let (y, pixels) = self.hairline(from.1, style.stroke_width());
                (line[0].1, line[1].1, width) = (y, y, pixels);
            }
        }
        self.context.set_stroke_style_str(&css(style.color()));
        self.context.set_line_width(width);
        self.context.begin_path();
        for (k, (x, y)) in line.into_iter().enumerate() {
            match k {
                0 => self.context.move_to(x, y),
                _ => self.context.line_to(x, y),
            }
        }
        self.context.stroke();
    }
}

impl DrawingBackend for FineCanvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.inner.draw_pixel(point, color).map_err(drawing)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.trace(&[from, to], style);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.trace(&points, style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        if !fill {
            return self
                .inner
                .draw_rect(upper_left, bottom_right, style, fill)
                .map_err(drawing);
        }
        // On whole pixels, so that neighbouring boxes meet without a seam.
        let (left, right) = (
            self.edge(f64::from(upper_left.0)),
            self.edge(f64::from(bottom_right.0)),
        );
        let (top, bottom) = (
            self.edge(f64::from(upper_left.1)),
            self.edge(f64::from(bottom_right.1)),
        );
        self.context.set_fill_style_str(&css(style.color()));
        self.context
            .fill_rect(left, top, right - left, bottom - top);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.inner.fill_polygon(path, style).map_err(drawing)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.inner
            .draw_circle(center, radius, style, fill)
            .map_err(drawing)
    }

    /// Sets text where plotters' SVG backend sets it, so that page and export agree.
    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Outcome {
        let size = style.size() / FONT_RATIO;
        let down = match style.anchor().v_pos {
            VPos::Top => 0.76 * size,
            VPos::Center => HALF_EX * size,
            VPos::Bottom => -HALF_EX * size,
        };
        let quarter_turns = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => 1.0,
            FontTransform::Rotate180 => 2.0,
            FontTransform::Rotate270 => 3.0,
        };
        let context = &self.context;
        context.set_text_baseline("alphabetic");
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        context.set_fill_style_str(&css(style.color()));
        context.set_font(&format!(
            "{} {size}px {}",
            style.style().as_str(),
            style.family().as_str()
        ));
        context.save();
        let written = context
            .translate(f64::from(x), f64::from(y))
            .and_then(|()| context.rotate(quarter_turns * std::f64::consts::FRAC_PI_2))
            .and_then(|()| context.fill_text(text, 0.0, down));
        context.restore();
        written.map_err(drawing)
    }
}
