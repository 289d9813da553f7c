//! Where a curve turns faster than the times at which it is known.

use super::line::Point;

/// Whether nothing is known of the curve between the two ends of each of a line's segments, so that a straight line there would be a
/// shape that it does not have: it rises or falls by more than `least`, in a time in which elsewhere it turns twice. `times` are those
/// of the points.
pub(crate) fn unresolved(line: &[Point], times: &[f64], least: f64) -> Vec<bool> {
    let rise = |k: usize| line[k].1 - line[k - 1].1;
    let time = |k: usize| times[k] - times[k - 1];
    let turns = |k: usize| k > 0 && k + 1 < line.len() && rise(k) * rise(k + 1) < 0.0;
    let large = |k: &usize| rise(*k).abs() > least;
    let zigzag = (1..line.len()).filter(|&k| turns(k - 1) && turns(k) && large(&k));
    // Equal steps differ by rounding.
    let shortest = zigzag.map(time).fold(f64::INFINITY, f64::min) * (1.0 - 1e-9);
    (1..line.len())
        .map(|k| large(&k) && time(k) >= shortest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(heights: &[f64], times: &[f64], least: f64) -> Vec<bool> {
        let line: Vec<Point> = heights.iter().map(|&y| (0.0, y)).collect();
        unresolved(&line, times, least)
    }

    #[test]
    fn what_turns_twice_in_a_step_is_not_resolved_by_steps_as_long() {
        let zigzag = [0.0, 9.0, 1.0, 9.0, 9.1];
        assert_eq!(
            found(&zigzag, &[0.0, 1.0, 2.0, 3.0, 4.0], 5.0),
            [true, true, true, false]
        );
        // The first step is shorter.
        assert_eq!(
            found(&zigzag, &[0.0, 0.5, 1.5, 2.5, 3.5], 5.0),
            [false, true, true, false]
        );
        assert_eq!(found(&zigzag, &[0.0, 1.0, 2.0, 3.0, 4.0], 10.0), [false; 4]);
        let times: Vec<f64> = (0..40).map(|k| f64::from(k) / 5.0).collect();
        let wave: Vec<f64> = times.iter().map(|t| 50.0 * t.sin()).collect();
        assert!(!found(&wave, &times, 5.0).contains(&true));
        assert!(found(&[1.0], &[0.0], 0.0).is_empty() && found(&[], &[], 0.0).is_empty());
    }
}
