//! The entries of a sparse matrix beside the diagonal, four bytes each.
//!
//! A hop has one of very few amplitudes, whatever the bath's disorder, which is all in the
//! diagonal: mostly -gamma; -gamma' between system and bath; in a basis of orbits these times
//! ratios of orbit lengths. Entries of the commonest value are their columns alone, and a
//! product adds them up before it multiplies; the others are a column and the number of a
//! value in a short list. That is a third of the memory of columns and values side by side,
//! and of what a product has to read.

use crate::cast::index32;
use crate::element::Element;

/// Bits of a column; the rest of the word is the number of the value.
const COLUMN_BITS: u32 = 24;
const COLUMN: u32 = (1 << COLUMN_BITS) - 1;
/// Largest number of columns that can be held.
const MOST_COLUMNS: usize = 1 << COLUMN_BITS;
/// Most different values.
const MOST_VALUES: usize = 1 << (u32::BITS - COLUMN_BITS);

/// Entries row after row.
#[derive(Clone, Debug)]
pub(crate) struct Entries {
    /// Where in `words` each row begins, and where its entries of the commonest value end;
    /// one more for the end.
    rows: Vec<(u32, u32)>,
    words: Vec<u32>,
    /// The commonest value first.
    values: Box<[f64; MOST_VALUES]>,
    known: usize,
}

impl Entries {
    /// Room for a matrix of so many rows and columns, and its commonest value.
    pub fn new(dimension: usize, commonest: f64) -> Self {
        assert!(dimension <= MOST_COLUMNS, "a column fits its bits");
        let mut values = Box::new([0.0; MOST_VALUES]);
        values[0] = commonest;
        let mut rows = Vec::with_capacity(dimension + 1);
        rows.push((0, 0));
        Self {
            rows,
            words: Vec::new(),
            values,
            known: 1,
        }
    }

    /// One more row, of (column, value).
    pub fn push_row(&mut self, row: &[(u32, f64)]) {
        let start = self.words.len();
        for &(column, value) in row {
            let word = self.number(value) << COLUMN_BITS | column;
            // By value, then by column: rows are short.
            let place = self.words[start..].partition_point(|&other| other < word);
            self.words.insert(start + place, word);
        }
        let common = self.words[start..].partition_point(|&word| word <= COLUMN);
        if let Some(last) = self.rows.last_mut() {
            last.1 = index32(start + common);
        }
        let end = index32(self.words.len());
        self.rows.push((end, end));
    }

    /// The number of a value. Values that differ by rounding alone, as ratios of orbit lengths
    /// reached in different ways do, are one.
    fn number(&mut self, value: f64) -> u32 {
        let known = &self.values[..self.known];
        let same = |other: &f64| (other - value).abs() <= 4.0 * f64::EPSILON * value.abs();
        let place = known.iter().position(same).unwrap_or_else(|| {
            assert!(self.known < MOST_VALUES, "few different amplitudes");
            self.values[self.known] = value;
            self.known += 1;
            self.known - 1
        });
        index32(place)
    }

    /// Gives back what was reserved in vain.
    pub fn finish(&mut self) {
        self.words.shrink_to_fit();
    }

    /// The value that is held without a number of its own.
    pub fn commonest(&self) -> f64 {
        self.values[0]
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The entries of a row, as (column, value).
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.rows[row].0 as usize..self.rows[row + 1].0 as usize;
        self.words[range].iter().map(|&word| {
            let value = self.values[(word >> COLUMN_BITS) as usize];
            ((word & COLUMN) as usize, value)
        })
    }

    /// The row's entries times `x`.
    #[inline(always)]
    pub fn row_times<T: Element>(&self, row: usize, x: &[T]) -> T {
        let (start, middle) = self.rows[row];
        let end = self.rows[row + 1].0;
        let mut common = T::default();
        for &column in &self.words[start as usize..middle as usize] {
            common += x[column as usize];
        }
        let mut sum = common * self.values[0];
        for &word in &self.words[middle as usize..end as usize] {
            sum += x[(word & COLUMN) as usize] * self.values[(word >> COLUMN_BITS) as usize];
        }
        sum
    }

    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = f64> + '_ {
        let number = |&word: &u32| self.values[(word >> COLUMN_BITS) as usize];
        self.words.iter().map(number)
    }
}
