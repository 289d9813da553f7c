//! What a kind of file is to the page and the terminal: its name, and how a record becomes one.

use serde::Serialize;

use crate::draw::View;
use crate::panels::Record;
use crate::words::Words;

/// Where and how every exported file can be traced to its source.
pub const REFERENCE: &str =
    "E. Iyoda, K. Kaneko, T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017), arXiv:1603.07857";

/// The same for programs.
pub const DOI: &str = "10.1103/PhysRevLett.119.100601";

/// The same as a reader may look it up.
pub const LINK: &str = "doi:10.1103/PhysRevLett.119.100601";

/// The program and its version, as files name it.
pub const PROGRAM: &str = concat!("Second Law Lab ", env!("CARGO_PKG_VERSION"));

/// The set-up of a record as a file names it, the default one too.
pub fn set_up(record: &Record) -> &str {
    match record.text.as_str() {
        "" => "preset=second-law",
        text => text,
    }
}

/// The line below a picture that goes on its way alone: what made it, after which paper, of which set-up.
pub fn caption(record: &Record) -> String {
    [PROGRAM, LINK, set_up(record)].join(" \u{b7} ")
}

/// A kind of file.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Format {
    /// Its name: the ending of its files, the option of the terminal, the last word of its texts' keys.
    pub id: &'static str,
    /// What a browser calls it.
    pub media_type: &'static str,
    /// Whether it shows one plot, not the whole record.
    pub of_plot: bool,
    /// A record as a file's bytes: the plot that the view names, lettered in these words; `None` where that plot makes no such
    /// file.
    #[serde(skip)]
    pub write: fn(&Record, &View, &Words) -> Option<Vec<u8>>,
}
