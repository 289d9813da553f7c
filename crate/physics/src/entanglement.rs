//! Entropies of reduced states: of one half of the bath, and of a mixture given by its vectors; what a random state would have.

use nalgebra::DMatrix;
use num_complex::Complex64;

use crate::error::Error;
use crate::fock::{binomial, Fock};
use crate::spectrum::dense;

/// The half of the bath with the lower site indices: sites 0 to floor(L/2) - 1, the lower
/// rows of a lattice with an even number of them.
pub fn half(sites: usize) -> usize {
    sites / 2
}

/// The two halves of a sector's basis, ready to cut states in two.
pub struct Cut {
    /// For each Fock state the block (bosons in the first half), its row and its column.
    places: Vec<(usize, usize, usize)>,
    /// Rows and columns of each block.
    shapes: Vec<(usize, usize)>,
}

impl Cut {
    /// Cuts the basis between site `half` - 1 and site `half`.
    pub fn new(fock: &Fock, half: usize) -> Self {
        let (sites, bosons) = (fock.sites(), fock.particles());
        let parts: Vec<(Fock, Fock)> = (0..=bosons)
            .filter(|&n| n <= half && bosons - n <= sites - half)
            .map(|n| (Fock::new(half, n), Fock::new(sites - half, bosons - n)))
            .collect();
        let fewest = parts.first().map_or(0, |(first, _)| first.particles());
        let places = fock.masks().iter().map(|&mask| {
            let (first, second) = (mask & ((1 << half) - 1), mask >> half);
            let block = first.count_ones() as usize - fewest;
            let (rows, columns) = &parts[block];
            (block, rows.index(first), columns.index(second))
        });
        Self {
            places: places.collect(),
            shapes: parts
                .iter()
                .map(|(a, b)| (a.dimension(), b.dimension()))
                .collect(),
        }
    }

    /// Entropy of either half in a real state over the sector's basis, in nats.
    ///
    /// The state has a fixed number of bosons, so its reduced state has one block for each
    /// number in the first half: M M^T, M the state's components as a matrix.
    ///
    /// # Errors
    /// [`Error::NotConverged`] from the eigenvalues of the reduced state.
    pub fn entropy(&self, state: &[f64]) -> Result<f64, Error> {
        let mut blocks: Vec<DMatrix<f64>> = self
            .shapes
            .iter()
            // The smaller side first: both reduced states have the same spectrum.
            .map(|&(rows, columns)| DMatrix::zeros(rows.min(columns), rows.max(columns)))
            .collect();
        for (&(block, row, column), &x) in self.places.iter().zip(state) {
            let (rows, columns) = self.shapes[block];
            match rows <= columns {
                true => blocks[block][(row, column)] = x,
                false => blocks[block][(column, row)] = x,
            }
        }
        let mut entropy = 0.0;
        for block in &blocks {
            entropy += shannon(&dense::eigenvalues(block * block.transpose())?);
        }
        Ok(entropy)
    }
}

/// -sum p ln p; rounding may leave a weight a little below zero.
fn shannon(weights: &[f64]) -> f64 {
    // Rounding may leave an empty weight below zero; what is no number stays one that is none.
    let terms = weights.iter().map(|&p| match p <= 0.0 {
        true => 0.0,
        false => p * p.ln(),
    });
    -terms.sum::<f64>()
}

/// Entropy of rho = sum_x |v_x><v_x|, in nats; the vectors carry the square roots of their weights.
///
/// The weights of rho are the eigenvalues of the scalar products <v_x|v_y>, and of rho itself: of these two the smaller is
/// diagonalised. A Hermitian matrix A + iB has each eigenvalue twice as the real symmetric [[A, -B], [B, A]].
///
/// # Errors
/// [`Error::NotConverged`] from the eigenvalues.
pub fn mixture_entropy(vectors: &[&[Complex64]]) -> Result<f64, Error> {
    let (count, length) = (vectors.len(), vectors.first().map_or(0, |v| v.len()));
    let n = count.min(length);
    let entry = |i: usize, j: usize| -> Complex64 {
        match count <= length {
            true => {
                let pairs = vectors[i].iter().zip(vectors[j]);
                pairs.map(|(x, y)| x.conj() * y).sum()
            }
            false => vectors.iter().map(|v| v[i] * v[j].conj()).sum(),
        }
    };
    let mut doubled = DMatrix::zeros(2 * n, 2 * n);
    for i in 0..n {
        for j in 0..=i {
            let z = entry(i, j);
            for (row, column, part) in [
                (i, j, z.re),
                (n + i, n + j, z.re),
                (n + i, j, z.im),
                (n + j, i, -z.im),
            ] {
                doubled[(row, column)] = part;
                doubled[(column, row)] = part;
            }
        }
    }
    Ok(0.5 * shannon(&dense::eigenvalues(doubled)?))
}

/// What is left of the bath of a system that starts in a mixture of empty and filled: a mixture itself, with a block for each
/// of the numbers of bosons N_B - 1, N_B, N_B + 1.
#[derive(Clone, Debug, Default)]
pub struct BathMixture([Vec<Vec<Complex64>>; 3]);

impl BathMixture {
    /// Adds a pure state of system and bath with the probability `weight`. The system started `filled` or empty; `parts`
    /// are the bath's components beside the empty and beside the filled system. Parts of one number of bosons must be in one
    /// orthonormal basis.
    pub fn add(&mut self, filled: bool, parts: [&[Complex64]; 2], weight: f64) {
        let share = weight.sqrt();
        for (now, part) in parts.into_iter().enumerate() {
            // A boson that the system has lost is in the bath.
            let block = &mut self.0[1 + usize::from(filled) - now];
            block.push(part.iter().map(|x| x * share).collect());
        }
    }

    /// Its entropy, in nats.
    ///
    /// # Errors
    /// Those of [`mixture_entropy`].
    pub fn entropy(&self) -> Result<f64, Error> {
        let mut entropy = 0.0;
        for block in &self.0 {
            let vectors: Vec<&[Complex64]> = block.iter().map(Vec::as_slice).collect();
            entropy += mixture_entropy(&vectors)?;
        }
        Ok(entropy)
    }
}

/// Mean entropy of the first `half` of `sites` sites in a random pure state of `bosons`
/// hard-core bosons, in nats.
///
/// ```text
/// <S> = sum_n (d_n / d) [ H_d - H_max - (min - 1) / (2 max) ],
/// d_n = d_A(n) d_B(N - n),   d = sum_n d_n,   min and max of d_A(n) and d_B(N - n),
/// ```
///
/// with harmonic numbers H_k = 1 + 1/2 + ... + 1/k: Page's formula (Phys. Rev. Lett. 71, 1291
/// (1993)) for a fixed number (Bianchi and Dona, Phys. Rev. D 100, 105010 (2019)). It averages
/// over complex states; real ones, as eigenvectors are, have a little less.
pub fn page_entropy(sites: usize, bosons: usize, half: usize) -> f64 {
    let harmonic = |k: u64| (1..=k).map(|j| 1.0 / j as f64).sum::<f64>();
    let states = binomial(sites, bosons);
    let all = harmonic(states);
    (0..=bosons)
        .map(|n| (binomial(half, n), binomial(sites - half, bosons - n)))
        .filter(|&(a, b)| a > 0 && b > 0)
        .map(|(a, b)| {
            let (small, large) = (a.min(b), a.max(b));
            let inside = (small - 1) as f64 / (2.0 * large as f64);
            (a * b) as f64 / states as f64 * (all - harmonic(large) - inside)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SplitMix64;

    #[test]
    fn one_shared_boson_is_worth_a_bit_and_a_product_nothing() {
        let fock = Fock::new(4, 1);
        let cut = Cut::new(&fock, 2);
        let shared = [0.5f64.sqrt(), 0.0, 0.0, -(0.5f64.sqrt())];
        assert!((cut.entropy(&shared).unwrap() - 2f64.ln()).abs() < 1e-15);
        assert!(cut.entropy(&[0.6, 0.8, 0.0, 0.0]).unwrap().abs() < 1e-15);
        // Either half: the same state cut with one site on the first side.
        let three = Cut::new(&fock, 1);
        assert!((three.entropy(&shared).unwrap() - 2f64.ln()).abs() < 1e-15);
    }

    #[test]
    fn a_mixture_has_the_entropy_of_its_weights_whichever_side_is_smaller() {
        let turn = Complex64::from_polar(1.0, 0.7);
        let vector = |x: f64, y: f64, z: f64| [turn * x, Complex64::new(y, 0.0), turn.conj() * z];
        let (a, b) = (vector(0.6, 0.0, 0.0), vector(0.0, 0.8, 0.0));
        let weights = shannon(&[0.36, 0.64]);
        assert!((mixture_entropy(&[&a, &b]).unwrap() - weights).abs() < 1e-15);
        assert_eq!(mixture_entropy(&[]).unwrap(), 0.0);
        // Four vectors in three dimensions: the same mixture in other vectors, two halves each.
        let (c, d) = (vector(0.6, 0.0, 0.0), vector(0.0, 0.0, 0.0));
        let half = |v: [Complex64; 3]| v.map(|x| x * 0.5f64.sqrt());
        let many = [half(a), half(c), half(b), half(b), d];
        let many: Vec<&[Complex64]> = many.iter().map(|v| &v[..]).collect();
        assert!((mixture_entropy(&many).unwrap() - weights).abs() < 1e-15);
        // Overlapping vectors: (1 +- |<u|v>|) / 2.
        let (u, v) = (half(vector(1.0, 0.0, 0.0)), half(vector(0.6, 0.8, 0.0)));
        let expected = shannon(&[0.8, 0.2]);
        assert!((mixture_entropy(&[&u, &v]).unwrap() - expected).abs() < 1e-15);
    }

    #[test]
    fn random_states_have_pages_entropy() {
        // Without a conserved number a bipartite state of dimensions 1 x d has none.
        assert_eq!(page_entropy(5, 0, 2), 0.0);
        let (sites, bosons) = (8, 4);
        let fock = Fock::new(sites, bosons);
        let cut = Cut::new(&fock, half(sites));
        let mut generator = SplitMix64(5);
        // Sums of twelve uniform numbers are normal enough.
        let mut normal = || (0..12).map(|_| generator.uniform()).sum::<f64>() - 6.0;
        let samples = 400;
        let (mut real_mean, mut complex_mean) = (0.0, 0.0);
        for _ in 0..samples {
            let [re, im] = [0, 1].map(|_| {
                (0..fock.dimension())
                    .map(|_| normal())
                    .collect::<Vec<f64>>()
            });
            let square = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>();
            let norm = square(&re).sqrt();
            let unit: Vec<f64> = re.iter().map(|x| x / norm).collect();
            real_mean += cut.entropy(&unit).unwrap() / f64::from(samples);
            let norm = (square(&re) + square(&im)).sqrt();
            complex_mean += complex_entropy(&cut, &re, &im, norm) / f64::from(samples);
        }
        let page = page_entropy(sites, bosons, half(sites));
        assert!((complex_mean - page).abs() < 0.01, "{complex_mean} {page}");
        // Eigenvectors are real: a random one has a little less.
        assert!(page - 0.1 < real_mean && real_mean < page - 0.02);
    }

    /// Entropy of a complex state: rho as a real matrix of twice the size has every weight twice.
    fn complex_entropy(cut: &Cut, re: &[f64], im: &[f64], norm: f64) -> f64 {
        let mut entropy = 0.0;
        for (b, &(rows, columns)) in cut.shapes.iter().enumerate() {
            let mut m = DMatrix::zeros(2 * rows, 2 * columns);
            for (i, &(block, r, c)) in cut.places.iter().enumerate() {
                if block == b {
                    m[(r, c)] = re[i] / norm;
                    m[(rows + r, columns + c)] = re[i] / norm;
                    m[(rows + r, c)] = im[i] / norm;
                    m[(r, columns + c)] = -im[i] / norm;
                }
            }
            let weights = (&m * m.transpose()).symmetric_eigenvalues();
            let kept = weights.iter().filter(|&&p| p > 1e-15);
            entropy -= 0.5 * kept.map(|p| p * p.ln()).sum::<f64>();
        }
        entropy
    }
}
