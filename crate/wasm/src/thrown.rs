//! Errors as JavaScript throws them: with `code`, `parameter`, `given` and `said`, to be said in the page's words.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use lab::error::Error;
use lab::json::text as json;
use lab::message::Message;

/// A crate error as JavaScript throws it.
pub fn thrown(error: Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    // What is set on a fresh object is set, and what is written as JSON can be read.
    let set = |key: &str, value: JsValue| Reflect::set(&js, &key.into(), &value);
    let _ = set("code", error.code().into());
    let _ = set("parameter", error.parameter().into());
    let _ = set("given", error.given().into());
    let message = js_sys::JSON::parse(&json(&error.message()));
    let _ = set("said", message.unwrap_or_default());
    js.into()
}

/// What could not be read, as an error that JavaScript throws.
pub fn input_error(error: impl std::fmt::Display) -> JsValue {
    thrown(Error::Input(
        Message::new("input.unreadable").with("detail", error),
    ))
}
