//! What to cite, as BibTeX: the paper, and the program with the set-up.

use lab::export::{set_up, Format, DOI};
use lab::panels::Record;

/// `.bib`
pub static BIB: Format = Format {
    id: "bib",
    media_type: "text/x-bibtex",
    of_plot: false,
    write: |record, _, _| Some(bib(record).into_bytes()),
};

/// The two entries. A set-up holds no character that TeX reads otherwise but `&` and `%`, and stands verbatim in `\path`.
fn bib(record: &Record) -> String {
    let (version, set_up) = (env!("CARGO_PKG_VERSION"), set_up(record));
    format!(
        "@article{{IyodaKanekoSagawa2017,\n  author = {{Iyoda, Eiki and Kaneko, Kazuya and Sagawa, Takahiro}},\n  \
         title = {{Fluctuation Theorem for Many-Body Pure Quantum States}},\n  journal = {{Physical Review Letters}},\n  \
         volume = {{119}},\n  pages = {{100601}},\n  year = {{2017}},\n  doi = {{{DOI}}},\n  eprint = {{1603.07857}},\n  \
         archiveprefix = {{arXiv}}\n}}\n\n@software{{SecondLawLab,\n  title = {{Second Law Lab}},\n  \
         version = {{{version}}},\n  note = {{\\path{{{set_up}}}}}\n}}\n"
    )
}
