//! What a kind of file is to the page and the terminal: its name, and how a record becomes one.

use serde::Serialize;

use crate::draw::View;
use crate::panels::Record;
use crate::words::Words;

/// Where and how every exported file can be traced to its source.
pub const REFERENCE: &str =
    "E. Iyoda, K. Kaneko, T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017), arXiv:1603.07857";

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
