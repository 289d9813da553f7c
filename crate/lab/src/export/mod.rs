//! A record as a file: one file here a format.

pub mod csv;
pub mod svg;

/// Where and how every exported file can be traced to its source.
pub const REFERENCE: &str =
    "E. Iyoda, K. Kaneko, T. Sagawa, Phys. Rev. Lett. 119, 100601 (2017), arXiv:1603.07857";
