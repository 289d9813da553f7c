//! JSON that the page hands over, read by the browser's own reader: the module comes without one.

use js_sys::{Array, Object, JSON};
use wasm_bindgen::prelude::*;

use lab::draw::{AxisView, Scale, Theme, View};

use crate::thrown::input_error;

/// The texts of a language, `{"key": "text"}`, by their keys.
///
/// # Errors
/// The JSON is not an object of strings.
pub fn texts(json: &str) -> Result<Vec<(String, String)>, JsValue> {
    let texts = JSON::parse(json).map_err(wrong)?;
    entries(&texts)?
        .map(|(key, text)| Ok((key, string(text)?)))
        .collect()
}

/// How a reader wants to see a record; what is left out is as in `View::default`.
///
/// # Errors
/// The JSON has a field that a view has not, or one of another type.
pub fn view(json: &str) -> Result<View, JsValue> {
    let mut view = View::default();
    for (name, value) in entries(&JSON::parse(json).map_err(wrong)?)? {
        match name.as_str() {
            "width" => view.width = number(value)?,
            "height" => view.height = number(value)?,
            "plot" => view.plot = string(value)?,
            "theme" => view.theme = theme(value)?,
            "x" => view.x = axis(value)?,
            "y" => view.y = axis(value)?,
            "run" => view.run = place(value)?,
            "first" => view.first = place(value)?,
            "hidden" => view.hidden = list(value)?.iter().map(place).collect::<Result<_, _>>()?,
            "cursor" => view.cursor = unless_null(value, number)?,
            "legend" => view.legend = truth(value)?,
            "unnamed" => view.unnamed = truth(value)?,
            "inset" => view.inset = truth(value)?,
            "background" => view.background = truth(value)?,
            "title" => view.title = unless_null(value, string)?,
            "caption" => view.caption = unless_null(value, string)?,
            "font" => view.font = number(value)?,
            _ => return Err(wrong(name.into())),
        }
    }
    Ok(view)
}

fn axis(value: JsValue) -> Result<AxisView, JsValue> {
    let mut axis = AxisView::default();
    for (name, value) in entries(&value)? {
        match name.as_str() {
            "scale" => axis.scale = unless_null(value, scale)?,
            "range" => axis.range = unless_null(value, range)?,
            _ => return Err(wrong(name.into())),
        }
    }
    Ok(axis)
}

fn scale(value: JsValue) -> Result<Scale, JsValue> {
    match string(value)?.as_str() {
        "linear" => Ok(Scale::Linear),
        "log" => Ok(Scale::Log),
        other => Err(wrong(other.into())),
    }
}

fn theme(value: JsValue) -> Result<Theme, JsValue> {
    match string(value)?.as_str() {
        "light" => Ok(Theme::Light),
        "dark" => Ok(Theme::Dark),
        other => Err(wrong(other.into())),
    }
}

fn range(value: JsValue) -> Result<(f64, f64), JsValue> {
    let ends = list(value)?;
    match ends.length() {
        2 => Ok((number(ends.get(0))?, number(ends.get(1))?)),
        _ => Err(wrong(ends.into())),
    }
}

fn entries(value: &JsValue) -> Result<impl Iterator<Item = (String, JsValue)>, JsValue> {
    let object = value
        .dyn_ref::<Object>()
        .ok_or_else(|| wrong(value.clone()))?;
    let pairs = Object::entries(object);
    Ok((0..pairs.length()).map(move |k| {
        let pair: Array = pairs.get(k).unchecked_into();
        // A key is a string.
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    }))
}

fn list(value: JsValue) -> Result<Array, JsValue> {
    value.dyn_into().map_err(wrong)
}

fn string(value: JsValue) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| wrong(value))
}

fn number(value: JsValue) -> Result<f64, JsValue> {
    value.as_f64().ok_or_else(|| wrong(value))
}

fn truth(value: JsValue) -> Result<bool, JsValue> {
    value.as_bool().ok_or_else(|| wrong(value))
}

/// A place in a list, from 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn place(value: JsValue) -> Result<usize, JsValue> {
    let number = number(value)?;
    if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
        Ok(number as usize)
    } else {
        Err(wrong(number.into()))
    }
}

fn unless_null<T>(
    value: JsValue,
    read: impl Fn(JsValue) -> Result<T, JsValue>,
) -> Result<Option<T>, JsValue> {
    (!value.is_null()).then(|| read(value)).transpose()
}

/// The error of what is not as it should be.
fn wrong(value: JsValue) -> JsValue {
    input_error(format!("{value:?}"))
}
