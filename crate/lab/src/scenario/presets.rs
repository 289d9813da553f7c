//! Ready-made set-ups. Their titles, and a sentence each for readers who are not physicists, stand in the words.

/// A set-up with a name.
pub struct Preset {
    /// Its name in the text form.
    pub id: &'static str,
    /// What differs from the default set-up, in the text form.
    pub text: &'static str,
    /// The chapter of the story, 1 to 7, that it is a footnote of.
    pub chapter: u8,
}

/// Every preset, the default one first.
pub static PRESETS: &[Preset] = &[
    Preset {
        id: "second-law",
        text: "",
        chapter: 3,
    },
    Preset {
        id: "long-times",
        text: "times=log:0.01:1000:300",
        chapter: 3,
    },
    Preset {
        id: "disorder",
        text: "disorder=2",
        chapter: 3,
    },
    Preset {
        id: "integrable-chain",
        text: "bath=chain-16&repulsion=0&beta=0.2&panel=eth&family=quarter",
        chapter: 7,
    },
    Preset {
        id: "wrong-chemical-potential",
        text: "occupation=0.5&mu=zero",
        chapter: 3,
    },
    Preset {
        id: "fluctuation",
        text: "panel=fluctuation",
        chapter: 5,
    },
    Preset {
        id: "canonical-comparison",
        text: "coupling=0.1,1&compare=canonical&panel=fluctuation&samples=6",
        chapter: 2,
    },
    Preset {
        id: "beyond-the-paper",
        text: "bath=square-5x5&bosons=5",
        chapter: 3,
    },
    Preset {
        id: "size-matters",
        text: "panel=sizes",
        chapter: 5,
    },
    Preset {
        id: "late-times",
        text: "levels=20&panel=sizes&family=quarter",
        chapter: 5,
    },
    Preset {
        id: "light-cone",
        text: "coupling=1,2&times=lin:0:6:241&panel=light-cone",
        chapter: 5,
    },
    Preset {
        id: "reversal",
        text: "coupling=1&kick=0.5&panel=reversal",
        chapter: 4,
    },
    Preset {
        id: "reversal-nudge",
        text: "coupling=1&kick=3.141592653589793&panel=reversal",
        chapter: 4,
    },
    Preset {
        id: "information",
        text: "coupling=1&panel=information",
        chapter: 2,
    },
    Preset {
        id: "dispute",
        text: "panel=map",
        chapter: 7,
    },
    Preset {
        id: "weak-eth",
        text: "panel=eth",
        chapter: 6,
    },
    Preset {
        id: "finite-size",
        text: "panel=eth&observable=local-state&epsilon=0.1&family=quarter",
        chapter: 6,
    },
    Preset {
        id: "torus",
        text: "bath=torus-4x4&panel=eth&observable=pair",
        chapter: 6,
    },
    Preset {
        id: "all-eigenstates",
        text: "coupling=0.5&occupation=0.3&panel=all-eigenstates",
        chapter: 7,
    },
    Preset {
        id: "localised",
        text: "bath=square-3x4&disorder=20&panel=eth",
        chapter: 7,
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
