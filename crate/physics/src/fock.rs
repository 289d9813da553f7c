//! Basis of hard-core bosons at fixed particle number.
//!
//! A state is a bit mask: bit `i` set means a boson on site `i`. A [`Fock`] basis lists
//! the masks with a given number of set bits in increasing order; the position of a mask
//! is its rank in the combinatorial number system, so that no table of masks is needed to
//! find it.

/// Largest number of sites a mask holds.
pub const MAX_SITES: usize = 31;

/// All ways to place `particles` hard-core bosons on `sites` sites.
#[derive(Clone, Debug)]
pub struct Fock {
    sites: usize,
    particles: usize,
    masks: Vec<u32>,
    /// `choose[k][p]` = binomial(p, k + 1): what the k-th lowest set bit at position p adds to the rank.
    choose: Vec<[u32; MAX_SITES + 1]>,
}

impl Fock {
    /// The sector with `particles` of `sites` sites filled. Empty when `particles > sites`.
    pub fn new(sites: usize, particles: usize) -> Self {
        assert!(
            sites <= MAX_SITES,
            "a state's mask holds at most {MAX_SITES} sites"
        );
        let mut masks = Vec::with_capacity(binomial(sites, particles) as usize);
        if particles <= sites {
            let end = 1u64 << sites;
            let mut mask = (1u64 << particles) - 1;
            while mask < end {
                masks.push(mask as u32);
                if mask == 0 {
                    break;
                }
                mask = next_with_as_many_bits(mask);
            }
        }
        let choose = (0..particles)
            .map(|k| std::array::from_fn(|p| binomial(p, k + 1) as u32))
            .collect();
        Self {
            sites,
            particles,
            masks,
            choose,
        }
    }

    /// Number of sites.
    pub fn sites(&self) -> usize {
        self.sites
    }

    /// Number of bosons.
    pub fn particles(&self) -> usize {
        self.particles
    }

    /// Number of states.
    pub fn dimension(&self) -> usize {
        self.masks.len()
    }

    /// The masks, ascending.
    pub fn masks(&self) -> &[u32] {
        &self.masks
    }

    /// <n_i> on every site, for a real state over this basis.
    pub fn density(&self, state: &[f64]) -> Vec<f64> {
        let mut density = vec![0.0; self.sites];
        for (&mask, x) in self.masks.iter().zip(state) {
            for (i, n) in density.iter_mut().enumerate() {
                if mask >> i & 1 == 1 {
                    *n += x * x;
                }
            }
        }
        density
    }

    /// Position of a mask of this sector.
    pub fn index(&self, mask: u32) -> usize {
        debug_assert_eq!(mask.count_ones() as usize, self.particles);
        let mut rest = mask;
        let mut rank = 0;
        for choose in &self.choose {
            rank += choose[rest.trailing_zeros() as usize] as usize;
            rest &= rest - 1;
        }
        rank
    }
}

/// The next larger number with as many set bits (Gosper's hack).
fn next_with_as_many_bits(mask: u64) -> u64 {
    let lowest = mask & mask.wrapping_neg();
    let ripple = mask + lowest;
    ripple | (((mask ^ ripple) / lowest) >> 2)
}

/// Binomial coefficient `n` over `k`; exact for every `n <= 61`.
pub fn binomial(n: usize, k: usize) -> u64 {
    if k > n {
        return 0;
    }
    (0..k.min(n - k) as u64).fold(1, |c, i| c * (n as u64 - i) / (i + 1))
}

/// A permutation of sites acting on masks, a byte at a time.
#[derive(Clone, Debug)]
pub struct MaskPermutation {
    bytes: [[u32; 256]; 4],
}

impl MaskPermutation {
    /// Site `i` goes to `permutation[i]`; sites past its end stay.
    pub fn new(permutation: &[usize]) -> Self {
        let target = |site: usize| permutation.get(site).copied().unwrap_or(site);
        let bytes = std::array::from_fn(|byte| {
            std::array::from_fn(|value| {
                (0..8)
                    .filter(|bit| value >> bit & 1 == 1)
                    .fold(0u32, |mask, bit| mask | 1 << target(8 * byte + bit))
            })
        });
        Self { bytes }
    }

    /// The image of a state.
    #[inline]
    pub fn apply(&self, mask: u32) -> u32 {
        let [a, b, c, d] = mask.to_le_bytes();
        self.bytes[0][a as usize]
            | self.bytes[1][b as usize]
            | self.bytes[2][c as usize]
            | self.bytes[3][d as usize]
    }

    /// The image of a real state over the basis `fock`: every Fock state moved.
    pub fn transform(&self, fock: &Fock, state: &[f64]) -> Vec<f64> {
        let mut image = vec![0.0; state.len()];
        for (&mask, &x) in fock.masks().iter().zip(state) {
            image[fock.index(self.apply(mask))] = x;
        }
        image
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_is_the_position_in_increasing_order() {
        for (sites, particles) in [(0, 0), (1, 0), (1, 1), (5, 2), (16, 4), (17, 5), (6, 6)] {
            let fock = Fock::new(sites, particles);
            assert_eq!(fock.dimension() as u64, binomial(sites, particles));
            assert!(fock.masks().windows(2).all(|w| w[0] < w[1]));
            for (i, &mask) in fock.masks().iter().enumerate() {
                assert_eq!(mask.count_ones() as usize, particles);
                assert_eq!(fock.index(mask), i);
            }
        }
        assert_eq!(Fock::new(3, 4).dimension(), 0);
    }

    #[test]
    fn the_highest_bit_splits_a_sector_into_two_contiguous_blocks() {
        let (whole, empty) = (Fock::new(17, 5), Fock::new(16, 5));
        assert_eq!(&whole.masks()[..empty.dimension()], empty.masks());
        let filled: Vec<u32> = whole.masks()[empty.dimension()..]
            .iter()
            .map(|m| m ^ 1 << 16)
            .collect();
        assert_eq!(filled, Fock::new(16, 4).masks());
    }

    #[test]
    fn mask_permutation_moves_every_bit() {
        let reversed: Vec<usize> = (0..20).rev().collect();
        let permutation = MaskPermutation::new(&reversed);
        for i in 0..20 {
            assert_eq!(permutation.apply(1 << i), 1 << (19 - i));
        }
        assert_eq!(permutation.apply(1 << 25), 1 << 25);
        assert_eq!(permutation.apply(0b1011), 0b1101 << 16);
    }
}
