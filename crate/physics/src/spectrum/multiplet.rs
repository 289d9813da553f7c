//! The one eigenvector that a level of the bath stands for, degenerate or not.
//!
//! In a multiplet the vector is chosen by a rule that does not depend on the solver:
//! first the vectors even under the mirrors that fix the attached site; among them the
//! normalised projection of the basis state with the largest weight in the multiplet
//! (smallest mask on a tie); then the same in what is orthogonal to those already chosen.
//! The place in this order is the level's place in the multiplet.

use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

use super::{dense, BathSector, Levels};
use crate::error::Error;
use crate::fock::MaskPermutation;

/// Weights closer than this are a tie.
const TIE: f64 = 1e-9;

/// One eigenvector of the bath.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Eigenstate {
    /// Place by energy among the sector's levels, from 0.
    pub index: usize,
    /// E_n.
    pub energy: f64,
    /// Number of levels of this energy.
    pub multiplicity: usize,
    /// Signs under the commuting mirrors; "." where the vector has no definite sign.
    pub sector: String,
    /// Components over the sector's Fock basis; real, norm 1.
    pub vector: Vec<f64>,
}

/// The eigenvector at place `index` for a system attached to bath site `attach`.
///
/// # Errors
/// [`Error::NotConverged`] from the inverse iteration.
pub fn eigenstate(
    sector: &BathSector,
    levels: &Levels,
    index: usize,
    attach: usize,
) -> Result<Eigenstate, Error> {
    let multiplet = levels.multiplet(index);
    let place = index - multiplet.start;
    let span = spanning_vectors(sector, levels, multiplet.clone())?;
    let vector = choose(sector, span, attach, place)?;
    Ok(Eigenstate {
        index,
        energy: levels.0[index].energy,
        multiplicity: multiplet.len(),
        sector: signs(sector, &vector),
        vector: vector.as_slice().to_vec(),
    })
}

/// An orthonormal basis (columns, over the Fock basis) of a multiplet, block by block.
fn spanning_vectors(
    sector: &BathSector,
    levels: &Levels,
    multiplet: std::ops::Range<usize>,
) -> Result<DMatrix<f64>, Error> {
    let mut columns: Vec<DVector<f64>> = Vec::new();
    for (b, block) in sector.blocks().iter().enumerate() {
        let members: Vec<_> = levels.0[multiplet.clone()]
            .iter()
            .filter(|l| l.block == b && !l.partner)
            .collect();
        let Some(first) = members.first() else {
            continue;
        };
        let (orbits, matrix) = sector.block_matrix(block);
        let found = dense::eigenvectors_near(matrix.to_dense(), first.energy, members.len())?;
        for k in 0..members.len() {
            let vector = orbits.expand(found.column(k).as_slice());
            if let Some((_, mirror)) = &block.partner {
                columns.push(transform(sector, mirror, &vector));
            }
            columns.push(DVector::from_vec(vector));
        }
    }
    Ok(DMatrix::from_columns(&columns))
}

/// The vector with every Fock state moved by a permutation of the sites.
fn transform(sector: &BathSector, permutation: &[usize], vector: &[f64]) -> DVector<f64> {
    MaskPermutation::new(permutation)
        .transform(&sector.fock, vector)
        .into()
}

/// The vector at `place` of the multiplet spanned by the columns of `span`.
fn choose(
    sector: &BathSector,
    span: DMatrix<f64>,
    attach: usize,
    place: usize,
) -> Result<DVector<f64>, Error> {
    if span.ncols() == 1 {
        return Ok(span.column(0).into_owned());
    }
    let mut groups = vec![span];
    for mirror in &sector.symmetry().reflections {
        if mirror[attach] == attach {
            let mut parts = Vec::new();
            for group in groups {
                parts.extend(split_by_mirror(sector, mirror, group)?);
            }
            groups = parts;
        }
    }
    let mut before = 0;
    for group in groups {
        if place < before + group.ncols() {
            return Ok(pivot(group, place - before));
        }
        before += group.ncols();
    }
    unreachable!("the groups of a multiplet add up to it")
}

/// The even and the odd part, in this order, of a space that a mirror maps to itself; parts
/// of dimension zero left out. Any other space stays whole: about a square's middle, where
/// not all mirrors commute, the even part under one is no space of its own for the next.
fn split_by_mirror(
    sector: &BathSector,
    permutation: &[usize],
    span: DMatrix<f64>,
) -> Result<Vec<DMatrix<f64>>, Error> {
    let images: Vec<DVector<f64>> = span
        .column_iter()
        .map(|c| transform(sector, permutation, c.as_slice()))
        .collect();
    let mirror = span.transpose() * DMatrix::from_columns(&images);
    let (signs, vectors) = dense::eigensystem(mirror)?;
    if signs.iter().any(|sign| sign.abs() < 0.999) {
        return Ok(vec![span]);
    }
    let groups = [1.0, -1.0].into_iter().filter_map(|sign| {
        let chosen: Vec<DVector<f64>> = (0..span.ncols())
            .filter(|&k| signs[k] * sign > 0.0)
            .map(|k| &span * vectors.column(k))
            .collect();
        (!chosen.is_empty()).then(|| DMatrix::from_columns(&chosen))
    });
    Ok(groups.collect())
}

/// The `place`-th vector of the projections of the basis states with the largest weights.
pub(super) fn pivot(mut span: DMatrix<f64>, place: usize) -> DVector<f64> {
    for chosen in 0.. {
        let weights: Vec<f64> = span.row_iter().map(|r| r.norm_squared()).collect();
        let largest = weights.iter().copied().fold(0.0, f64::max);
        let row = weights
            .iter()
            .position(|&w| w > largest - TIE)
            .expect("a largest weight");
        let direction = span.row(row).transpose() / weights[row].sqrt();
        let vector = &span * &direction;
        if chosen == place {
            return vector;
        }
        // Columns orthogonal to the chosen direction: a Householder reflection takes it to
        // the first unit vector, whose column is then left out.
        let mut normal = direction.clone();
        normal[0] += normal[0].signum() * 1.0;
        let size = normal.norm_squared();
        let reflected = &span - (&span * &normal) * normal.transpose() * (2.0 / size);
        span = reflected.columns(1, span.ncols() - 1).into_owned();
    }
    unreachable!("the loop ends at the wanted place")
}

/// The signs of a vector under the parities.
fn signs(sector: &BathSector, vector: &DVector<f64>) -> String {
    sector
        .symmetry()
        .parities
        .iter()
        .map(|permutation| {
            let overlap = vector.dot(&transform(sector, permutation, vector.as_slice()));
            match overlap {
                o if o > 1.0 - 1e-9 => '+',
                o if o < -1.0 + 1e-9 => '-',
                _ => '.',
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::sector;
    use super::*;
    use crate::lattice::tests::named;
    use crate::spectrum::levels;

    #[test]
    fn the_vectors_of_every_multiplet_are_orthonormal_eigenvectors() {
        for (lattice, bosons, g, attach) in [
            (named("square-3x3"), 3, 0.1, 0),
            (named("square-3x3"), 2, 0.0, 4),
            (named("chain-6"), 3, 0.0, 0),
            (named("square-2x2"), 2, 0.1, 1),
            (named("ring-7"), 3, 0.3, 2),
            (named("torus-3x3"), 3, 0.1, 0),
            (named("torus-3x3"), 3, 0.1, 5),
            (named("triangular-3x3"), 3, 0.1, 4),
        ] {
            let sector = sector(lattice.clone(), bosons, g);
            let levels = levels(&sector).unwrap();
            let matrix = sector.model.matrix(&sector.fock).to_dense();
            let vectors: Vec<DVector<f64>> = (0..levels.len())
                .map(|i| {
                    eigenstate(&sector, &levels, i, attach)
                        .unwrap()
                        .vector
                        .into()
                })
                .collect();
            let all = DMatrix::from_columns(&vectors);
            let n = levels.len();
            let overlap = all.transpose() * &all - DMatrix::identity(n, n);
            assert!(overlap.amax() < 1e-10, "{lattice:?} {}", overlap.amax());
            for (level, v) in levels.0.iter().zip(&vectors) {
                assert!((&matrix * v - v * level.energy).amax() < 1e-10);
            }
        }
    }

    #[test]
    fn every_level_has_a_vector_where_the_mirrors_of_the_attached_site_do_not_commute() {
        let sector = sector(named("square-3x3"), 3, 0.1);
        let levels = levels(&sector).unwrap();
        let vectors: Vec<_> = (0..levels.len())
            .map(|index| eigenstate(&sector, &levels, index, 4).unwrap())
            .collect();
        for pair in vectors.windows(2) {
            let overlap: f64 = pair[0]
                .vector
                .iter()
                .zip(&pair[1].vector)
                .map(|(a, b)| a * b)
                .sum();
            assert!(overlap.abs() < 1e-9, "{} {}", pair[0].index, pair[1].index);
        }
    }

    #[test]
    fn a_corner_of_the_square_takes_the_even_vector() {
        let sector = sector(named("square-3x3"), 3, 0.1);
        let levels = levels(&sector).unwrap();
        let blocks = sector.blocks();
        let mut doublets = 0;
        for index in 0..levels.len() {
            // Other pairs are accidents of a bath this small, not the square's doublets.
            let named = levels.parity(index, &blocks).to_string();
            if named == "+-" && levels.multiplet(index).len() == 2 {
                doublets += 1;
                assert_eq!(levels.multiplet(index).start, index);
                assert_eq!(eigenstate(&sector, &levels, index, 0).unwrap().sector, "+-");
                assert_eq!(eigenstate(&sector, &levels, index, 2).unwrap().sector, "-+");
            }
        }
        assert!(doublets > 10);
    }
}
