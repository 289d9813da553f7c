//! The permutations of the sites under which nothing changes.

/// A permutation of the sites: `permutation[i]` is where site `i` goes.
pub type Permutation = Vec<usize>;

/// What a lattice, or a Hamiltonian on it, looks the same under.
///
/// Only symmetries of order two enter one by one: their characters are real, +1 and -1, and so are
/// the eigenvectors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symmetry {
    /// Number of sites.
    pub sites: usize,
    /// At most two commuting symmetries of order two, whose signs name the parity sectors.
    pub parities: Vec<Permutation>,
    /// One that turns the two parities into each other: it splits the sectors in which they have
    /// one sign, and carries "+-" to "-+".
    pub exchange: Option<Permutation>,
    /// The reflections, in the order in which a degenerate level is split by those that fix the
    /// attached site.
    pub reflections: Vec<Permutation>,
    /// What takes every site to a neighbour, where ends meet.
    pub translations: Vec<Permutation>,
}

impl Symmetry {
    /// None but leaving every site where it is.
    pub fn none(sites: usize) -> Self {
        Self {
            sites,
            parities: Vec::new(),
            exchange: None,
            reflections: Vec::new(),
            translations: Vec::new(),
        }
    }

    /// Whether levels have momenta, which the parities do not tell apart.
    pub fn has_momenta(&self) -> bool {
        !self.translations.is_empty()
    }

    /// Whether some reflection leaves a site where it is.
    pub fn reflects_about(&self, site: usize) -> bool {
        self.reflections.iter().any(|mirror| mirror[site] == site)
    }

    /// The group that they all generate, as it acts on the sites, identity first: two elements
    /// for a chain, four for a rectangle, eight for a square.
    pub fn point_group(&self) -> Vec<Permutation> {
        let generators = || {
            let named = self.parities.iter().chain(&self.exchange);
            named.chain(&self.reflections).chain(&self.translations)
        };
        let mut group = vec![(0..self.sites).collect::<Permutation>()];
        let mut next = 0;
        while next < group.len() {
            for generator in generators() {
                let product = compose(generator, &group[next]);
                if !group.contains(&product) {
                    group.push(product);
                }
            }
            next += 1;
        }
        group
    }
}

/// The permutation "first `inner`, then `outer`".
pub fn compose(outer: &Permutation, inner: &Permutation) -> Permutation {
    inner.iter().map(|&i| outer[i]).collect()
}
