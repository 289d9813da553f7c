use super::*;
use crate::hamiltonian::Model;
use crate::lattice::{tests::named, Lattice};

pub(crate) fn sector(lattice: Lattice, bosons: usize, g: f64) -> BathSector {
    let sites = lattice.sites();
    let model = Model::bath(&lattice, 1.0, g, vec![0.0; sites]);
    BathSector::new(lattice, model, bosons)
}

#[test]
fn blocks_together_give_the_full_spectrum() {
    for (lattice, bosons) in [
        (named("square-3x3"), 3),
        (named("square-3x4"), 3),
        (named("chain-8"), 3),
        (named("square-2x2"), 2),
        (named("ring-3"), 1),
        (named("ring-7"), 3),
        (named("ring-8"), 3),
        (named("torus-3x3"), 4),
        (named("torus-3x4"), 3),
        (named("triangular-3x3"), 3),
        (named("triangular-3x4"), 4),
    ] {
        let sector = sector(lattice.clone(), bosons, 0.1);
        let by_blocks = levels(&sector).unwrap().energies();
        let whole = dense::eigenvalues(sector.model.matrix(&sector.fock).to_dense()).unwrap();
        assert_eq!(by_blocks.len(), whole.len());
        for (a, b) in by_blocks.iter().zip(&whole) {
            assert!((a - b).abs() < 1e-12, "{lattice:?}: {a} {b}");
        }
    }
}

#[test]
fn of_two_levels_equally_near_the_lower_one_is_taken_whatever_the_rounding() {
    let levels = levels(&sector(named("chain-6"), 1, 0.1)).unwrap();
    for rounding in [-1e-14, 0.0, 1e-14] {
        assert_eq!(levels.nearest(rounding), 2);
    }
    assert_eq!(levels.nearest(1e-6), 3);
    assert_eq!(levels.nearest(-1e3), 0);
    assert_eq!(levels.nearest(1e3), 5);
}

#[test]
fn levels_come_nearest_first_and_by_index_inside_a_multiplet() {
    let free = levels(&sector(named("chain-6"), 1, 0.1)).unwrap();
    // Levels symmetric about 0: of two equally near the lower one first, whatever the rounding.
    for rounding in [-1e-14, 0.0, 1e-14] {
        assert_eq!(free.nearest_several(rounding, 4), [2, 3, 1, 4]);
    }
    assert_eq!(free.nearest_several(-1e3, 9), [0, 1, 2, 3, 4, 5]);
    let square = levels(&sector(named("square-3x3"), 3, 0.1)).unwrap();
    let energies = square.energies();
    for energy in [-3.0, -0.7, 0.0, 0.4, 2.5] {
        let found = square.nearest_several(energy, 20);
        assert_eq!(found[0], square.nearest(energy));
        let distances: Vec<f64> = found
            .iter()
            .map(|&i| (energies[i] - energy).abs())
            .collect();
        assert!(
            distances.windows(2).all(|w| w[0] <= w[1] + 1e-7),
            "{distances:?}"
        );
        for pair in found.windows(2) {
            let same = square.multiplet(pair[0]) == square.multiplet(pair[1]);
            assert!(!same || pair[0] < pair[1]);
        }
        let farthest = distances[19] + 1e-7;
        let nearer = energies
            .iter()
            .filter(|e| (*e - energy).abs() < farthest - 2e-7);
        assert!(nearer.count() <= 20);
    }
}

#[test]
fn a_doublet_of_the_square_counts_even_parity_first() {
    let sector = sector(named("square-3x3"), 3, 0.1);
    let levels = levels(&sector).unwrap();
    let blocks = sector.blocks();
    let doublet = (0..levels.len())
        .find(|&i| levels.multiplet(i).len() == 2)
        .expect("the square has doublets");
    assert_eq!(levels.parity(doublet, &blocks).to_string(), "+-");
    assert_eq!(levels.parity(doublet + 1, &blocks).to_string(), "-+");
}
