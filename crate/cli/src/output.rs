//! Where results go: standard output or a file, in any format there is.

use std::io::{ErrorKind, Write};

use lab::export::{Format, FORMATS};

use crate::failure::Failure;

/// The name that stands for standard output.
pub const STANDARD: &str = "-";

/// Every kind of file that a plot can be written as: those of the page, what to cite, and pictures as pixels.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    #[cfg(feature = "png")]
    let pixels = Some(&crate::png::PNG);
    #[cfg(not(feature = "png"))]
    let pixels = None;
    FORMATS
        .iter()
        .copied()
        .chain([&crate::bib::BIB])
        .chain(pixels)
}

/// Writes a text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    write(STANDARD, text.as_bytes())
}

/// Writes to a file or to standard output, where a reader that has gone away is no error.
pub fn write(file: &str, bytes: &[u8]) -> Result<(), Failure> {
    if file != STANDARD {
        return std::fs::write(file, bytes).map_err(|error| Failure::file(file, error));
    }
    let mut output = std::io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Fault(error.to_string()))
        }
        _ => Ok(()),
    }
}
