//! The picture of a bath and its system site, as the page draws it too.

use std::f64::consts::TAU;

use super::line::Point;
use crate::scenario::BathShape;

/// Positions in units of the distance between neighbours, y downwards.
pub(super) struct Picture {
    pub sites: Vec<Point>,
    pub system: Point,
    pub bonds: Vec<(usize, usize)>,
}

impl Picture {
    pub fn new(bath: BathShape, attach: usize) -> Self {
        match bath {
            BathShape::Square { lx, ly } => rectangle(lx, ly, attach),
            BathShape::Chain { length } => chain(length, attach),
        }
    }

    /// Left, top, right and bottom of all positions.
    pub fn extent(&self) -> (f64, f64, f64, f64) {
        let (x, y) = self.system;
        self.sites
            .iter()
            .fold((x, y, x, y), |(l, t, r, b), &(x, y)| {
                (l.min(x), t.min(y), r.max(x), b.max(y))
            })
    }
}

fn rectangle(lx: usize, ly: usize, attach: usize) -> Picture {
    let mut bonds = Vec::new();
    for i in 0..lx * ly {
        if i % lx + 1 < lx {
            bonds.push((i, i + 1));
        }
        if i + lx < lx * ly {
            bonds.push((i, i + lx));
        }
    }
    let place = |i: usize| ((i % lx) as f64, (i / lx) as f64);
    // Outwards from an edge or corner; from the inside, into the middle of a cell.
    let outwards = |at: usize, length: usize| match at {
        0 => -1.0,
        at if at + 1 == length => 1.0,
        _ => 0.0,
    };
    let (dx, dy) = (outwards(attach % lx, lx), outwards(attach / lx, ly));
    let reach = if dx != 0.0 && dy != 0.0 { 0.8 } else { 1.05 };
    let (dx, dy) = if (dx, dy) == (0.0, 0.0) {
        (0.5, -0.5)
    } else {
        (dx * reach, dy * reach)
    };
    let (x, y) = place(attach);
    Picture {
        sites: (0..lx * ly).map(place).collect(),
        system: (x + dx, y + dy),
        bonds,
    }
}

/// A chain is bent into an open ring, to be as tall as it is wide; the system sits outside.
fn chain(length: usize, attach: usize) -> Picture {
    const GAP: f64 = 2.0;
    let around = length as f64 + GAP;
    let radius = (around / TAU).max(0.9);
    let place = |position: usize, distance: f64| {
        let angle = TAU * (position as f64 + (GAP + 1.0) / 2.0) / around;
        (distance * angle.sin(), distance * angle.cos())
    };
    Picture {
        sites: (0..length).map(|i| place(i, radius)).collect(),
        system: place(attach, radius + 1.1),
        bonds: (1..length).map(|i| (i - 1, i)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_apart_and_the_system_keeps_its_distance() {
        for bath in [
            BathShape::Square { lx: 4, ly: 4 },
            BathShape::Square { lx: 3, ly: 5 },
            BathShape::Square { lx: 1, ly: 1 },
            BathShape::Chain { length: 12 },
            BathShape::Chain { length: 2 },
        ] {
            for attach in 0..bath.sites() {
                let picture = Picture::new(bath, attach);
                let apart = |a: Point, b: Point| (a.0 - b.0).hypot(a.1 - b.1);
                for &(i, j) in &picture.bonds {
                    let length = apart(picture.sites[i], picture.sites[j]);
                    assert!((0.9..=1.6).contains(&length), "{bath:?} {length}");
                }
                for &site in &picture.sites {
                    assert!(apart(site, picture.system) > 0.6, "{bath:?} {attach}");
                }
                assert!(apart(picture.sites[attach], picture.system) < 1.4);
            }
        }
    }
}
