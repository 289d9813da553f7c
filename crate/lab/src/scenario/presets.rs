//! Ready-made set-ups. Their titles, and a sentence each for readers who are not physicists, stand in the words.

use super::panel::{panels, PanelSpec};
use super::schema::Key;
use super::{read, Scenario};
use serde::Serialize;

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
        id: "all-eigenstates",
        text: "coupling=0.5&occupation=0.3&panel=all-eigenstates",
    },
    Preset {
        id: "localised",
        text: "bath=square-3x4&disorder=20&panel=eth",
    },
];

impl Preset {
    /// The set-up itself.
    pub fn scenario(&self) -> Scenario {
        // A test holds every preset's text to be free of errors.
        let (scenario, _) = read::read(self.text);
        Scenario {
            preset: self.id,
            ..scenario
        }
    }

    /// The set-up in another panel: where its text is silent, that panel's defaults hold.
    pub fn in_panel(&self, panel: &'static PanelSpec) -> Scenario {
        let usual = Scenario::paper();
        let mut scenario = Scenario {
            panel,
            ..self.scenario()
        };
        for key in panel_keys().filter(|key| !self.says(key)) {
            let own = panel.defaults.iter().find(|(name, _)| *name == key.name);
            let value = match own {
                Some((_, value)) => Some(value.to_string()),
                None => key.text(&usual),
            };
            // Defaults are values: a test sets every one of them.
            value.and_then(|value| key.set(&mut scenario, &value));
        }
        scenario
    }

    /// Whether its text sets a key.
    fn says(&self, key: &Key) -> bool {
        let names = self.text.split('&').filter_map(|part| part.split_once('='));
        names.into_iter().any(|(name, _)| name == key.name)
    }
}

/// The keys whose default depends on the panel, each once.
pub fn panel_keys() -> impl Iterator<Item = &'static Key> {
    let depends = |key: &&Key| {
        let mut defaults = panels().iter().flat_map(|panel| panel.defaults);
        defaults.any(|(name, _)| *name == key.name)
    };
    super::schema::KEYS.iter().filter(depends)
}

/// The preset with this id.
pub fn find(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

/// The preset that a text without `preset=` starts from: the default scenario.
pub fn default() -> &'static Preset {
    &PRESETS[0]
}

/// A preset as the page lists it.
#[derive(Serialize)]
pub struct Listed {
    id: &'static str,
    /// The text form, as a link has it.
    text: String,
}

/// All presets for the page.
pub fn list() -> Vec<Listed> {
    let listed = |preset: &'static Preset| Listed {
        id: preset.id,
        text: preset.scenario().to_text(),
    };
    PRESETS.iter().map(listed).collect()
}
