//! The bath as a computation sees it: a lattice, its bosons, its couplings.

use serde::{Deserialize, Serialize};

use crate::scenario::{BathShape, Scenario};
use physics::fock::{binomial, Fock};
use physics::hamiltonian::Model;
use physics::lattice::Lattice;
use physics::random::site_energies;
use physics::spectrum::BathSector;
use physics::symmetry::Block;

/// What a bath's Hamiltonian and its sector depend on, and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bath {
    /// The lattice.
    #[serde(with = "by_name")]
    pub shape: BathShape,
    /// N_B.
    pub bosons: usize,
    /// gamma
    pub hopping: f64,
    /// g
    pub repulsion: f64,
    /// W
    pub disorder: f64,
    /// Seed of the site energies; 0 where they are all zero.
    pub seed: u64,
}

impl From<&Scenario> for Bath {
    fn from(scenario: &Scenario) -> Self {
        Self {
            shape: scenario.bath,
            bosons: scenario.bosons,
            hopping: scenario.hopping,
            repulsion: scenario.repulsion,
            disorder: scenario.disorder,
            seed: match scenario.disorder == 0.0 {
                true => 0,
                false => scenario.seed,
            },
        }
    }
}

impl Bath {
    /// Whether its Hamiltonian has the reflections of its lattice.
    pub fn is_symmetric(&self) -> bool {
        self.disorder == 0.0
    }

    /// Its lattice.
    pub fn lattice(&self) -> Lattice {
        of(self.shape)
    }

    /// Whether a mirror that its Hamiltonian has leaves a site where it is.
    pub fn has_mirror_fixing(&self, site: usize) -> bool {
        let lattice = self.lattice();
        let mut mirrors = lattice.mirrors().into_iter();
        self.is_symmetric() && mirrors.any(|mirror| mirror.permutation(&lattice)[site] == site)
    }

    /// Its couplings.
    pub fn model(&self) -> Model {
        let lattice = self.lattice();
        let potential = site_energies(self.disorder, self.seed, lattice.sites());
        Model::bath(&lattice, self.hopping, self.repulsion, potential)
    }

    /// The sector of its own number of bosons.
    pub fn sector(&self) -> BathSector {
        let lattice = self.lattice();
        BathSector {
            lattice,
            model: self.model(),
            symmetric: self.is_symmetric(),
            fock: Fock::new(lattice.sites(), self.bosons),
        }
    }

    /// The same bath with another number of bosons.
    pub fn with_bosons(&self, bosons: usize) -> Self {
        Self {
            bosons,
            ..self.clone()
        }
    }

    /// The symmetry blocks of its sector.
    pub fn blocks(&self) -> Vec<Block> {
        physics::symmetry::blocks(&self.lattice(), self.is_symmetric())
    }

    /// Number of states of its sector.
    pub fn states(&self) -> u64 {
        binomial(self.lattice().sites(), self.bosons)
    }

    /// Numbers of states of these blocks, to within a few.
    pub fn block_sizes(&self) -> BlockSizes {
        let states = self.states() as f64;
        let blocks = self.blocks();
        let sizes = blocks
            .iter()
            .map(|b| states / b.representation.order() as f64);
        BlockSizes(sizes.collect())
    }

    /// States of its largest symmetry block, to within a few.
    pub fn largest_block(&self) -> u64 {
        let orders = self.blocks();
        let order = orders.iter().map(|b| b.representation.order() as u64).min();
        self.states().div_ceil(order.unwrap_or(1))
    }
}

/// Numbers of states of the blocks of a sector.
pub struct BlockSizes(pub Vec<f64>);

impl BlockSizes {
    /// The largest, rounded up.
    pub fn largest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max).ceil()
    }

    /// The smallest, rounded up.
    pub fn smallest(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min).ceil()
    }

    /// Sum of n^3: what dense solvers take.
    pub fn cubes(&self) -> f64 {
        self.0.iter().map(|n| n.powi(3)).sum()
    }
}

fn of(shape: BathShape) -> Lattice {
    match shape {
        BathShape::Square { lx, ly } => Lattice::rectangle(lx, ly),
        BathShape::Chain { length } => Lattice::chain(length),
    }
}

/// The lattice of a scenario's bath.
pub fn lattice(scenario: &Scenario) -> Lattice {
    of(scenario.bath)
}

/// A lattice travels by its name in links.
mod by_name {
    use super::BathShape;
    use serde::{de::Error, Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(shape: &BathShape, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(shape)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BathShape, D::Error> {
        let name = String::deserialize(from)?;
        BathShape::from_name(&name).ok_or_else(|| D::Error::custom("no lattice"))
    }
}
