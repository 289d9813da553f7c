//! A system and a bath that are ready to evolve: basis, matrices, initial state.

use std::sync::Arc;

use num_complex::Complex64;

use super::recipe::damaged;
use super::run::Run;
use crate::bath::Bath;
use crate::error::Error;
use numerics::sparse::Sparse;
use numerics::vector::{largest, norm_sqr};
use physics::fock::{Fock, MaskPermutation};
use physics::lattice::Permutation;
use physics::random::site_energies;
use physics::symmetry::{OrbitBasis, Representation};

/// The system surely empty and surely filled at the start, each with its probability, where it has one.
pub fn starts(occupation: f64) -> impl Iterator<Item = (bool, f64)> {
    let both = [(false, 1.0 - occupation), (true, occupation)];
    both.into_iter()
        .filter(|&(_, probability)| probability > 0.0)
}

/// A system and bath ready to evolve: one coupling, one initial state of the system.
pub struct CoupledSystem {
    /// The basis: orbits of the mirrors under which the initial state has a sign.
    pub fock: Fock,
    /// Orbits of `fock`.
    pub orbits: OrbitBasis,
    /// H, which may be large: an evolution shares it.
    pub hamiltonian: Arc<Sparse>,
    /// H on the way back, where time is turned round: the same but for random site energies.
    pub way_back: Arc<Sparse>,
    /// omega_S n_S + H_I: what H has besides H_B.
    pub system_terms: Sparse,
    /// Permutations of the bath's sites that leave densities as they are.
    mirrors: Vec<Permutation>,
    /// `(i, j, gamma)` of every bond whose current is measured: the bath's in the lattice's
    /// order, then the one to the system site; none where the scenario asks for none.
    measured_bonds: Vec<(usize, usize, f64)>,
    /// |s>|E_i>.
    pub start: Vec<f64>,
    /// Whether the system starts filled.
    pub filled: bool,
}

impl CoupledSystem {
    /// The system surely filled or surely empty beside the bath in the state `vector`.
    ///
    /// # Errors
    /// [`Error::Input`] when the vector is not of this bath.
    pub fn new(run: &Run, filled: bool, vector: &[f64]) -> Result<Self, Error> {
        let sites = run.bath.lattice().sites();
        let bosons = run.bath.bosons;
        let bath_fock = Fock::new(sites, bosons);
        if vector.len() != bath_fock.dimension() {
            return Err(damaged());
        }
        let fock = Fock::new(sites + 1, bosons + usize::from(filled));
        // With the system's bit the highest, its filled states are the basis's last.
        let first = if filled {
            fock.dimension() - bath_fock.dimension()
        } else {
            0
        };
        let mut start = vec![0.0; fock.dimension()];
        start[first..first + vector.len()].copy_from_slice(vector);
        let representation = match run.is_mismatched() {
            true => Representation::trivial(sites),
            false => symmetry_of_state(&run.bath, &run.fixed_sites(), &bath_fock, vector),
        };
        let orbits = OrbitBasis::new(&fock, &representation);
        let mirrors = representation.permutations().cloned().collect();
        let bath = run.bath.model();
        let whole = bath.with_system(run.attach, run.coupling, run.potential);
        let hamiltonian = Arc::new(whole.block(&fock, &orbits));
        let way_back = match run.back.filter(|flaw| flaw.mismatch != 0.0) {
            None => hamiltonian.clone(),
            Some(flaw) => {
                let mut mismatched = whole.clone();
                let off = site_energies(flaw.mismatch, flaw.seed, sites);
                let potential = mismatched.potential.iter_mut().zip(off);
                potential.for_each(|(w, off)| *w += off);
                Arc::new(mismatched.block(&fock, &orbits))
            }
        };
        let measured_bonds = match run.currents {
            true => whole.hops.clone(),
            false => Vec::new(),
        };
        Ok(Self {
            hamiltonian,
            way_back,
            system_terms: whole.system_terms(&bath).block(&fock, &orbits),
            start: orbits.project(&start),
            fock,
            orbits,
            mirrors,
            measured_bonds,
            filled,
        })
    }

    /// H_B on the whole space: for thermal factors. Its average follows from H and the rest.
    pub fn bath(&self, bath: &Bath) -> Sparse {
        bath.model().beside_system().block(&self.fock, &self.orbits)
    }

    /// First orbit in which the system site is filled.
    pub fn first_filled(&self) -> usize {
        let system = 1u32 << (self.fock.sites() - 1);
        self.orbits
            .representatives()
            .partition_point(|&m| m < system)
    }

    /// e^{i phi n_k} on each basis state, for a bath site `site` that the basis's mirrors fix.
    pub fn phases(&self, site: usize, phi: f64) -> Vec<Complex64> {
        let phase = |&mask: &u32| match mask >> site & 1 {
            1 => Complex64::from_polar(1.0, phi),
            _ => Complex64::new(1.0, 0.0),
        };
        self.orbits.representatives().iter().map(phase).collect()
    }

    /// <n_i> of a state, bath sites first, then the system site.
    pub fn density(&self, state: &[Complex64]) -> Vec<f64> {
        let sites = self.fock.sites();
        let mut first = vec![0.0; sites];
        // All members of an orbit have one weight: its first stands for them.
        for (&mask, amplitude) in self.orbits.representatives().iter().zip(state) {
            let weight = amplitude.norm_sqr();
            let mut rest = mask;
            while rest != 0 {
                first[rest.trailing_zeros() as usize] += weight;
                rest &= rest - 1;
            }
        }
        let mut density = vec![0.0; sites];
        density[sites - 1] = first[sites - 1];
        for mirror in &self.mirrors {
            for (site, &image) in mirror.iter().enumerate() {
                density[image] += first[site] / self.mirrors.len() as f64;
            }
        }
        density
    }

    /// The expectation of the current on every measured bond: bosons a unit of time that cross
    /// it from its first site i to its second j, 2 gamma Im <b_i^dagger b_j>, so that
    /// d<n_j>/dt is the sum over the bonds of j of what comes in.
    pub fn currents(&self, state: &[Complex64]) -> Vec<f64> {
        if self.measured_bonds.is_empty() {
            return Vec::new();
        }
        let state = self.orbits.expand(state);
        let current = |&(i, j, gamma): &(usize, usize, f64)| {
            let mut sum = 0.0;
            for (&mask, amplitude) in self.fock.masks().iter().zip(&state) {
                if mask >> j & 1 == 1 && mask >> i & 1 == 0 {
                    let moved = state[self.fock.index(mask ^ (1 << i | 1 << j))];
                    sum += (moved.conj() * amplitude).im;
                }
            }
            2.0 * gamma * sum
        };
        self.measured_bonds.iter().map(current).collect()
    }
}

/// The signs that a state of the bath has under mirrors, those that the whole Hamiltonian
/// has too: they leave the sites `fixed` where they are.
pub fn symmetry_of_state(
    bath: &Bath,
    fixed: &[usize],
    fock: &Fock,
    vector: &[f64],
) -> Representation {
    let symmetry = bath.symmetry();
    let size = norm_sqr(vector).sqrt();
    let mut generators = Vec::new();
    for mirror in &symmetry.reflections {
        if fixed.iter().any(|&site| mirror[site] != site) {
            continue;
        }
        let moved = MaskPermutation::new(mirror);
        let image = |i: usize| vector[fock.index(moved.apply(fock.masks()[i]))];
        for sign in [1i8, -1] {
            let off = largest((0..vector.len()).map(|i| image(i) - f64::from(sign) * vector[i]));
            if off < 1e-12 * size {
                generators.push((mirror.clone(), sign));
            }
        }
    }
    Representation::generated(symmetry.sites, &generators)
        .unwrap_or_else(|| Representation::trivial(symmetry.sites))
}
