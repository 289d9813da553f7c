//! Panel `map`: the smallest entropy production as colours over occupation and coupling, and the border of what is negative.

use super::record::{SmallestMap, NEGATIVE};
use crate::draw::axis::{Axis, Scale};
use crate::draw::color_map::viridis;
use crate::draw::figure::{blank_scene, font, AxesSpec, Figure};
use crate::draw::heat::ColorBar;
use crate::draw::line::Rect;
use crate::draw::scene::Scene;
use crate::draw::{Frame, View};
use crate::words::Words;
use numerics::sorting::argsort;

/// The lowest end of the colours is no nearer to zero than this.
const SHALLOWEST: f64 = -0.01;

pub fn compose(map: &SmallestMap, view: &View, words: &Words) -> (Scene, Frame) {
    let order = argsort(map.coupling.len(), &|i, j| {
        map.coupling[i].total_cmp(&map.coupling[j])
    });
    let rows: Vec<f64> = order.iter().map(|&k| map.coupling[k]).collect();
    let value = |column: usize, row: usize| map.minimum[order[row]][column];
    let (columns, rows) = (borders(&map.occupation), borders(&rows));
    let scale = colors(map);
    let (scene, region) = blank_scene(view);
    let font = font(view);
    // What is never negative has no colour of the scale.
    let never = view.theme.palette().grid;
    let bar = ColorBar::new(&region, font, "−0.0000", words.text("chart.smallest"))
        .with_beyond(never, "≥ 0");
    let left = Rect {
        right: region.right - bar.width,
        ..region
    };
    let whole = |ends: &[f64]| Axis {
        scale: Scale::Linear,
        min: ends[0],
        max: ends[ends.len() - 1],
    };
    let mut figure = Figure::on(
        scene,
        left,
        view,
        &AxesSpec {
            x: view.x.axis(Scale::Linear, |_| whole(&columns)),
            y: view.y.axis(Scale::Linear, |_| whole(&rows)),
            x_label: words.text("chart.occupation"),
            y_label: words.text("chart.coupling"),
            marks: Vec::new(),
            reference: None,
            forbidden_below: false,
            whole: false,
        },
    );
    let negative = |column: usize, row: usize| value(column, row) < NEGATIVE;
    figure.tiles(&columns, &rows, &|column, row| match value(column, row) {
        least if least.is_nan() => None,
        least if least < NEGATIVE => Some(viridis(scale.fraction(least))),
        _ => Some(never),
    });
    for (x, y) in contour(&columns, &rows, negative) {
        figure.outlined(&x, &y, &[]);
    }
    let known = map.minimum.iter().flatten().all(|least| least.is_finite());
    if known {
        // Words would move while the map fills.
        let plain = |column: usize, row: usize| !negative(column, row);
        figure.name_tiles(&columns, &rows, &plain, words.text("chart.smallest.never"));
    }
    figure.color_bar(region.right, scale, &bar);
    figure.finish()
}

/// From the smallest value to zero: what is above takes the brightest colour.
fn colors(map: &SmallestMap) -> Axis {
    let values = map
        .minimum
        .iter()
        .flatten()
        .copied()
        .filter(|x| x.is_finite());
    Axis {
        scale: Scale::Linear,
        min: values.fold(SHALLOWEST, f64::min),
        max: 0.0,
    }
}

/// Borders around ascending values, one more than those: half-way between them, and as far beyond the ends.
fn borders(values: &[f64]) -> Vec<f64> {
    let beyond = match values {
        [first, second, ..] => {
            let (last, before) = (values[values.len() - 1], values[values.len() - 2]);
            [1.5 * first - 0.5 * second, 1.5 * last - 0.5 * before]
        }
        [only] => [only - 0.5, only + 0.5],
        [] => [0.0, 1.0],
    };
    let between = values.windows(2).map(|pair| 0.5 * (pair[0] + pair[1]));
    let (low, high) = (beyond[0], beyond[1].max(beyond[0] + 1e-9));
    [low].into_iter().chain(between).chain([high]).collect()
}

/// The lines between tiles of which one is negative and the other not.
fn contour(
    columns: &[f64],
    rows: &[f64],
    negative: impl Fn(usize, usize) -> bool,
) -> Vec<(Vec<f64>, Vec<f64>)> {
    let (across, up) = (columns.len() - 1, rows.len() - 1);
    let mut lines = Vec::new();
    for row in 0..up {
        for column in 0..across {
            let own = negative(column, row);
            if column + 1 < across && negative(column + 1, row) != own {
                let x = columns[column + 1];
                lines.push((vec![x, x], rows[row..row + 2].to_vec()));
            }
            if row + 1 < up && negative(column, row + 1) != own {
                let y = rows[row + 1];
                lines.push((columns[column..column + 2].to_vec(), vec![y, y]));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_lie_between_values_and_the_contour_between_signs() {
        assert_eq!(borders(&[0.0, 1.0, 3.0]), [-0.5, 0.5, 2.0, 4.0]);
        assert_eq!(borders(&[2.0]), [1.5, 2.5]);
        let lines = contour(&[0.0, 1.0, 2.0], &[5.0, 6.0, 7.0], |x, y| (x, y) == (0, 1));
        let expected = [
            (vec![0.0, 1.0], vec![6.0, 6.0]),
            (vec![1.0, 1.0], vec![6.0, 7.0]),
        ];
        assert_eq!(lines, expected);
    }
}
