//! Ready-made set-ups. Their titles, and a sentence each for readers who are not physicists, stand in the words.

/// A set-up with a name.
pub struct Preset {
    /// Its name in the text form.
    pub id: &'static str,
    /// What differs from the default set-up, in the text form.
    pub text: &'static str,
}

/// Every preset, the default one first.
pub static PRESETS: &[Preset] = &[
    Preset {
        id: "second-law",
        text: "",
    },
    Preset {
        id: "long-times",
        text: "times=log:0.01:1000:300",
    },
    Preset {
        id: "disorder",
        text: "disorder=2",
    },
    Preset {
        id: "integrable-chain",
        text: "bath=chain-16&repulsion=0&beta=0.2&panel=eth&family=quarter",
    },
    Preset {
        id: "wrong-chemical-potential",
        text: "occupation=0.5&mu=zero",
    },
    Preset {
        id: "fluctuation",
        text: "panel=fluctuation",
    },
    Preset {
        id: "canonical-comparison",
        text: "coupling=0.1,1&compare=canonical&panel=fluctuation&samples=6",
    },
    Preset {
        id: "beyond-the-paper",
        text: "bath=square-5x5&bosons=5",
    },
    Preset {
        id: "size-matters",
        text: "panel=sizes",
    },
    Preset {
        id: "light-cone",
        text: "coupling=1,2&times=lin:0:6:241&panel=light-cone",
    },
    Preset {
        id: "reversal",
        text: "coupling=1&kick=0.5&panel=reversal",
    },
    Preset {
        id: "weak-eth",
        text: "panel=eth",
    },
    Preset {
        id: "finite-size",
        text: "panel=eth&observable=local-state&epsilon=0.1&family=quarter",
    },
    Preset {
        id: "torus",
        text: "bath=torus-4x4&panel=eth&observable=pair",
    },
    Preset {
        id: "all-eigenstates",
        text: "coupling=0.5&occupation=0.3&panel=all-eigenstates",
    },
    Preset {
        id: "localised",
        text: "bath=square-3x4&disorder=20&panel=eth",
    },
];

/// The preset with this id.
pub fn find(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

/// The preset that a text without `preset=` starts from: the default scenario.
pub fn default() -> &'static Preset {
    &PRESETS[0]
}
