//! Parameters that take one of a few names.

use super::{BathShape, Text};

/// One name of a choice and what it is called on the page.
#[derive(Debug, Clone)]
pub struct ChoiceName {
    /// In the text form.
    pub id: &'static str,
    /// On the page.
    pub label: Text,
}

/// An enum, its names in the text form, and their labels, said once.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $id:literal, $en:literal, $ja:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// Names and labels, in the order of `ALL`.
            pub const NAMES: &'static [ChoiceName] = &[$($crate::scenario::ChoiceName { id: $id, label: $crate::scenario::Text::new($en, $ja) }),+];

            /// Its name in the text form.
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $id),+ }
            }

            /// What it is called on the page.
            pub const fn label(self) -> $crate::scenario::Text {
                match self { $($name::$variant => $crate::scenario::Text::new($en, $ja)),+ }
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
        Eigenstate = "eigenstate", "One energy eigenstate", "エネルギー固有状態1つ";
        /// The canonical mixture of all eigenstates at beta.
        Canonical = "canonical", "Canonical mixture", "カノニカル分布（混合状態）";
        /// One random pure state, thermal at beta.
        Typical = "typical", "Random thermal pure state", "熱的なランダム純粋状態";
    }
}

choice! {
    /// Which chemical potential enters the entropy production.
    Mu {
        /// From the partition functions of the neighbouring sectors.
        Fitted = "fitted", "Fitted to the bath", "熱浴に合わせる";
        /// Left out, to show what goes wrong.
        Zero = "zero", "Left out (zero)", "無視する（ゼロ）";
    }
}

choice! {
    /// What stands beside the bath's own state, to compare it with.
    Compare {
        /// Nothing.
        Nothing = "none", "Nothing", "比べない";
        /// The canonical mixture at the same temperature, dashed.
        Canonical = "canonical", "Canonical bath (dashed)", "カノニカル分布の熱浴（破線）";
    }
}

choice! {
    /// How much of the statistics of entropy production is computed.
    Statistics {
        /// The average of e^{-s} against time.
        Average = "average", "Average of exp(−s)", "exp(−s) の平均";
        /// Also the distribution P(s) and its characteristic function at the chosen time.
        Full = "full", "Full distribution at the chosen time", "注目する時刻での分布も";
    }
}

choice! {
    /// Whether the flow on every bond is measured.
    Currents {
        /// Densities alone.
        Off = "off", "Not recorded", "記録しない";
        /// The expectation of every bond's current at every time.
        On = "on", "Recorded", "記録する";
    }
}

choice! {
    /// How times are spread between the first and the last.
    Spacing {
        /// Equal ratios from one time to the next.
        Log = "log", "Logarithmic", "対数";
        /// Equal steps.
        Lin = "lin", "Linear", "線形";
    }
}

choice! {
    /// What is computed and drawn.
    Panel {
        /// Entropy production against time, one curve a coupling.
        Entropy = "entropy", "Entropy production", "エントロピー生成";
        /// The exponential average of entropy production against time.
        Fluctuation = "fluctuation", "Fluctuation theorem", "ゆらぎの定理";
        /// A local observable in every eigenstate of the bath.
        Eth = "eth", "Weak ETH", "弱いETH";
        /// Entropy production at one time for every eigenstate of the bath.
        AllEigenstates = "all-eigenstates", "Every eigenstate", "すべての固有状態";
        /// The fluctuation theorem for baths of growing size.
        Sizes = "sizes", "Size of the bath", "熱浴の大きさ";
        /// Change of the density over distance from S and time.
        LightCone = "light-cone", "Light cone of the signal", "信号の光円錐";
        /// There and back, with and without a kick at the turn.
        Reversal = "reversal", "Reversal of time", "時間反転";
    }
}

choice! {
    /// The local observable of the weak-ETH panel; a = attached site, c = its neighbour of smallest index.
    Observable {
        /// n_a
        Density = "density", "Density at the attached site", "接続サイトの粒子密度";
        /// b_a^dagger b_c + h.c.
        Hopping = "hopping", "Hopping on the bond beside S", "Sの隣のボンドのホッピング";
        /// n_a n_c
        Pair = "pair", "Pair occupation of the bond beside S", "Sの隣のボンドの2粒子占有";
        /// The reduced state of {a, c}.
        LocalState = "local-state", "Two-site state beside S (trace distance)", "Sの隣の2サイトの状態（トレース距離）";
        /// Entropy of one half of the bath.
        Entanglement = "entanglement", "Entanglement of half the bath", "熱浴の半分のエンタングルメント";
        /// Ratios of consecutive gaps between levels.
        Gaps = "gaps", "Ratios of neighbouring level gaps", "隣り合う準位間隔の比";
    }
}

choice! {
    /// Baths of one filling and growing size, to compare the scenario's own with.
    Family {
        /// The scenario's bath alone.
        None = "none", "This bath alone", "この熱浴のみ";
        /// N/L = 1/4.
        Quarter = "quarter", "A quarter filled, to 16 sites", "充填率1/4（16サイトまで）";
        /// N/L = 1/3.
        Third = "third", "A third filled, to 15 sites", "充填率1/3（15サイトまで）";
        /// N/L = 1/2.
        Half = "half", "Half filled, to 12 sites", "充填率1/2（12サイトまで）";
        /// N/L = 1/4, one size more.
        QuarterLarge = "quarter-large", "A quarter filled, to 20 sites (slow)", "充填率1/4（20サイトまで、時間がかかる）";
        /// N/L = 1/2, one size more.
        HalfLarge = "half-large", "Half filled, to 16 sites (slow)", "充填率1/2（16サイトまで、時間がかかる）";
        /// As near a quarter as whole bosons come: 3x3 to 4x5.
        Sides = "sides", "About a quarter filled, 9 to 20 sites", "充填率約1/4（9～20サイト）";
        /// The same and 5x5.
        SidesLarge = "sides-large", "About a quarter filled, 9 to 25 sites (minutes)", "充填率約1/4（9～25サイト、数分かかる）";
    }
}

impl Family {
    /// The lattices and numbers of bosons of the family, of `like`'s kind: rectangles as
    /// nearly square as the filling allows, or chains.
    pub fn members(self, like: BathShape) -> Vec<(BathShape, usize)> {
        let sides: &[(usize, usize)] = match self {
            Family::None => &[],
            Family::Quarter => &[(2, 4), (3, 4), (4, 4)],
            Family::QuarterLarge => &[(2, 4), (3, 4), (4, 4), (4, 5)],
            Family::Third => &[(2, 3), (3, 3), (3, 4), (3, 5)],
            Family::Half => &[(2, 3), (2, 4), (2, 5), (3, 4)],
            Family::HalfLarge => &[(2, 3), (2, 4), (2, 5), (3, 4), (4, 4)],
            Family::Sides => &[(3, 3), (3, 4), (4, 4), (4, 5)],
            Family::SidesLarge => &[(3, 3), (3, 4), (4, 4), (4, 5), (5, 5)],
        };
        let sites_to_a_boson = match self {
            Family::Third => 3,
            Family::Half | Family::HalfLarge => 2,
            _ => 4,
        };
        let shape = |lx: usize, ly: usize| match like {
            BathShape::Square { .. } => BathShape::Square { lx, ly },
            BathShape::Chain { .. } => BathShape::Chain { length: lx * ly },
        };
        sides
            .iter()
            // A whole number of bosons, the one below where the filling asks for a fraction.
            .map(|&(lx, ly)| (shape(lx, ly), lx * ly / sites_to_a_boson))
            .collect()
    }
}

choice! {
    /// Language of the page's words.
    Lang {
        /// English, the language of the command line and of `Display`.
        En = "en", "English", "英語";
        /// Japanese.
        Ja = "ja", "Japanese", "日本語";
    }
}

choice! {
    /// Colours of the page.
    Theme {
        /// As the reader's system says.
        Auto = "auto", "As the device", "端末に合わせる";
        /// Dark on white.
        Light = "light", "Light", "ライト";
        /// Light on near-black.
        Dark = "dark", "Dark", "ダーク";
    }
}

choice! {
    /// How much of the page is shown when it stands inside another.
    Embed {
        /// Not embedded.
        Off = "off", "Not embedded", "埋め込みなし";
        /// Everything: figure, form and texts.
        Full = "full", "Whole page", "ページ全体";
        /// The figure alone.
        Plot = "plot", "Plot only", "グラフのみ";
        /// A still picture that starts on a click.
        Poster = "poster", "Picture that starts on a click", "クリックで始まる画像";
    }
}
