//! Labels of vertical lines, staggered above a plot.

use numerics::cast::index32;

/// A mark's label and its place above the plot.
pub(crate) struct MarkLabel {
    /// Which of the marks.
    pub mark: usize,
    pub label: String,
    pub spot: Spot,
}

/// Room between a label and its line, and between labels.
pub(crate) const FLAG_GAP: f64 = 8.0;

/// Where a label stands by its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    /// 0 is next to the plot.
    pub row: usize,
    pub leftward: bool,
}

/// Rows and sides for labels of the given widths at vertical lines `lines`, such that no
/// label leaves `room`, touches another label or is crossed by another line. The fewest rows
/// first, labels to the right of their line where possible; `None` if nothing fits.
pub(crate) fn arrange(lines: &[f64], widths: &[f64], room: (f64, f64)) -> Option<Vec<Spot>> {
    let count = lines.len();
    let choices = 2 * count.max(1);
    let combinations = choices.pow(index32(count));
    let spots = |code: usize| -> Vec<Spot> {
        (0..count)
            .map(|k| code / choices.pow(index32(k)) % choices)
            .map(|choice| Spot {
                row: choice / 2,
                leftward: choice % 2 == 1,
            })
            .collect()
    };
    let span = |k: usize, spot: Spot| match spot.leftward {
        false => (lines[k], lines[k] + widths[k]),
        true => (lines[k] - widths[k], lines[k]),
    };
    let fits = |spots: &[Spot]| {
        (0..count).all(|k| {
            let (from, to) = span(k, spots[k]);
            let others = (0..count).filter(|&other| other != k);
            from >= room.0
                && to <= room.1
                && others.into_iter().all(|other| {
                    let (left, right) = span(other, spots[other]);
                    // Lines at one place must not let their labels meet there.
                    let apart = spots[other].row != spots[k].row
                        || right + FLAG_GAP <= from
                        || to + FLAG_GAP <= left;
                    // A line rises through every row below its own label.
                    let crossed = spots[other].row >= spots[k].row
                        && from < lines[other]
                        && lines[other] < to;
                    apart && !crossed
                })
        })
    };
    let cost = |spots: &Vec<Spot>| {
        let rows = spots.iter().map(|s| s.row).max().unwrap_or(0);
        (
            rows,
            spots.iter().filter(|s| s.leftward).count(),
            spots.iter().map(|s| s.row).sum::<usize>(),
        )
    };
    (0..combinations)
        .map(spots)
        .filter(|spots| fits(spots))
        .min_by_key(cost)
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_marks_share_a_row_when_they_can_and_are_staggered_when_not() {
        let row = |spots: Option<Vec<Spot>>| {
            spots
                .unwrap()
                .iter()
                .map(|s| (s.row, s.leftward))
                .collect::<Vec<_>>()
        };
        let room = (0.0, 300.0);
        assert_eq!(
            row(arrange(&[50.0, 200.0], &[90.0, 90.0], room)),
            [(0, false), (0, false)]
        );
        // The first would run into the second: it moves up, where its own line does not
        // cross the other label.
        assert_eq!(
            row(arrange(&[50.0, 100.0], &[90.0, 90.0], room)),
            [(1, false), (0, false)]
        );
        // No room at the right edge.
        assert_eq!(
            row(arrange(&[50.0, 280.0], &[90.0, 90.0], room)),
            [(0, false), (0, true)]
        );
        // Two lines at one place: their labels would meet between them.
        assert_eq!(
            row(arrange(&[150.0, 150.0], &[90.0, 90.0], room)),
            [(1, false), (0, false)]
        );
        assert_eq!(arrange(&[50.0], &[400.0], room), None);
        assert_eq!(arrange(&[], &[], room), Some(vec![]));
    }
}
