//! Parameters that take one of a few names.

use super::Shape;

/// An enum and its names in the text form, said once. What readers call them stands in the words, by key and name.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $id:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// Their names, in the order of `ALL`.
            pub const NAMES: &'static [&'static str] = &[$($id),+];

            /// Its name in the text form.
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $id),+ }
            }

            /// The value with this name.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}
pub(super) use choice;

choice! {
    /// What the bath's state is at the start.
    BathState {
        /// One energy eigenstate.
        Eigenstate = "eigenstate";
        /// The canonical mixture of all eigenstates at beta.
        Canonical = "canonical";
        /// One random pure state, thermal at beta.
        Typical = "typical";
    }
}

choice! {
    /// Which chemical potential enters the entropy production.
    Mu {
        /// From the partition functions of the neighbouring sectors.
        Fitted = "fitted";
        /// Left out, to show what goes wrong.
        Zero = "zero";
    }
}

choice! {
    /// What stands beside the bath's own state, to compare it with.
    Compare {
        /// Nothing.
        Nothing = "none";
        /// The canonical mixture at the same temperature, dashed.
        Canonical = "canonical";
    }
}

choice! {
    /// How much of the statistics of entropy production is computed.
    Statistics {
        /// The average of e^{-s} against time.
        Average = "average";
        /// Also the distribution P(s) and its characteristic function at the chosen time.
        Full = "full";
    }
}

choice! {
    /// Whether the flow on every bond is measured.
    Currents {
        /// Densities alone.
        Off = "off";
        /// The expectation of every bond's current at every time.
        On = "on";
    }
}

choice! {
    /// How times are spread between the first and the last.
    Spacing {
        /// Equal ratios from one time to the next.
        Log = "log";
        /// Equal steps.
        Lin = "lin";
    }
}

choice! {
    /// The local observable of the weak-ETH panel; a = attached site, c = its neighbour of smallest index.
    Observable {
        /// n_a
        Density = "density";
        /// b_a^dagger b_c + h.c.
        Hopping = "hopping";
        /// n_a n_c
        Pair = "pair";
        /// The reduced state of {a, c}.
        LocalState = "local-state";
        /// Entropy of one half of the bath.
        Entanglement = "entanglement";
        /// Ratios of consecutive gaps between levels.
        Gaps = "gaps";
    }
}

choice! {
    /// Baths of one filling and growing size, to compare the scenario's own with.
    Family {
        /// The scenario's bath alone.
        None = "none";
        /// N/L = 1/4.
        Quarter = "quarter";
        /// N/L = 1/3.
        Third = "third";
        /// N/L = 1/2.
        Half = "half";
        /// N/L = 1/4, one size more.
        QuarterLarge = "quarter-large";
        /// N/L = 1/2, one size more.
        HalfLarge = "half-large";
        /// As near a quarter as whole bosons come: 3x3 to 4x5.
        Sides = "sides";
        /// The same and 5x5.
        SidesLarge = "sides-large";
    }
}

impl Family {
    /// The numbers of sites of its baths, and how many sites there are to a boson.
    fn sizes(self) -> (&'static [usize], usize) {
        match self {
            Family::None => (&[], 1),
            Family::Quarter => (&[8, 12, 16], 4),
            Family::QuarterLarge => (&[8, 12, 16, 20], 4),
            Family::Third => (&[6, 9, 12, 15], 3),
            Family::Half => (&[6, 8, 10, 12], 2),
            Family::HalfLarge => (&[6, 8, 10, 12, 16], 2),
            Family::Sides => (&[9, 12, 16, 20], 4),
            Family::SidesLarge => (&[9, 12, 16, 20, 25], 4),
        }
    }

    /// The family to compare with after this one. After none that is `own`, what the panel begins with, else the family of the
    /// bath's filling, or about a quarter; after another the same with larger baths, where there are any.
    pub fn next(self, own: Option<Self>, bath: Shape, bosons: usize) -> Option<Self> {
        if self != Family::None {
            return self.larger();
        }
        let filled = |family: &Family| family.has_filling(bosons, bath.sites());
        let like = [Family::Half, Family::Third].into_iter().find(filled);
        let like = like.unwrap_or(Family::Quarter);
        // A torus has no 8 sites: its baths are those about a quarter filled.
        own.or(Some(like).filter(|like| like.is_of(bath)))
            .or(Some(Family::Sides))
    }

    fn larger(self) -> Option<Self> {
        match self {
            Family::Quarter => Some(Family::QuarterLarge),
            Family::Half => Some(Family::HalfLarge),
            Family::Sides => Some(Family::SidesLarge),
            Family::None | Family::Third => None,
            Family::QuarterLarge | Family::HalfLarge | Family::SidesLarge => None,
        }
    }

    /// Whether that many bosons fill that many sites as its own baths are filled.
    fn has_filling(self, bosons: usize, sites: usize) -> bool {
        let (_, sites_to_a_boson) = self.sizes();
        bosons * sites_to_a_boson == sites
    }

    /// Whether `like`'s kind has every size of the family: a torus, whose sides are at least 3, has
    /// no 8 sites.
    pub fn is_of(self, like: Shape) -> bool {
        let (sizes, _) = self.sizes();
        sizes.iter().all(|&sites| like.with_sites(sites).is_some())
    }

    /// The lattices and numbers of bosons of the family, of `like`'s kind: as nearly square as
    /// the number of sites allows, or lines. Sizes that the kind does not have are left out.
    pub fn members(self, like: Shape) -> Vec<(Shape, usize)> {
        let (sizes, sites_to_a_boson) = self.sizes();
        // A whole number of bosons, the one below where the filling asks for a fraction.
        let member = |&sites: &usize| Some((like.with_sites(sites)?, sites / sites_to_a_boson));
        sizes.iter().filter_map(member).collect()
    }
}

choice! {
    /// Colours of the page.
    Theme {
        /// As the reader's system says.
        Auto = "auto";
        /// Dark on white.
        Light = "light";
        /// Light on near-black.
        Dark = "dark";
    }
}

choice! {
    /// How much of the page is shown when it stands inside another.
    Embed {
        /// Not embedded.
        Off = "off";
        /// Everything: figure, form and texts.
        Full = "full";
        /// The figure alone.
        Plot = "plot";
        /// The figure with the one value that matters most as a slider.
        Slider = "slider";
        /// A still picture that starts on a click.
        Poster = "poster";
    }
}
