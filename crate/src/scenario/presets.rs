//! Ready-made set-ups, each with a title and one sentence for readers who are not physicists.

use super::{read, Scenario, Text};
use serde_json::{json, Value};

/// A set-up with a name.
pub struct Preset {
    /// Its name in the text form.
    pub id: &'static str,
    /// What it is called on the page.
    pub title: Text,
    /// One sentence on what there is to see.
    pub blurb: Text,
    /// What differs from the default set-up, in the text form.
    pub text: &'static str,
}

/// Every preset, the default one first.
pub static PRESETS: &[Preset] = &[
    Preset {
        id: "second-law",
        title: Text::new("The second law from a single wave function", "1つの波動関数から生まれる第二法則"),
        blurb: Text::new(
            "One boson leaks into a bath that is in a single quantum state: nothing is random, every step could run \
             backwards, and yet entropy is produced.",
            "ただ1つの量子状態にある熱浴へ、ボソンが1個しみ出していきます。どこにも偶然はなく、逆向きにも進める運動なのに、\
             エントロピーは増えます。",
        ),
        text: "",
    },
    Preset {
        id: "long-times",
        title: Text::new("Ten times longer", "10倍長く待つと"),
        blurb: Text::new(
            "The same run, followed ten times longer: does the entropy production settle down, and does it ever turn \
             negative?",
            "同じ計算を10倍長く続けます。エントロピー生成は落ち着くのか、負になることはあるのか、確かめてみましょう。",
        ),
        text: "times=log:0.01:1000:300",
    },
    Preset {
        id: "disorder",
        title: Text::new("A bumpy bath", "でこぼこの熱浴"),
        blurb: Text::new(
            "Every bath site gets a random energy, so nothing of the lattice's symmetry is left: the second law does not \
             ask for a perfect crystal.",
            "熱浴の各サイトにランダムなエネルギーを与え、格子の対称性をすっかり壊します。第二法則に完璧な結晶は要りません。",
        ),
        text: "disorder=2",
    },
    Preset {
        id: "integrable-chain",
        title: Text::new("A chain that never quite forgets", "忘れない鎖"),
        blurb: Text::new(
            "In a chain without interaction between neighbours the motion can be solved with pencil and paper, and not \
             every eigenstate is thermal: compare its curves with the square's.",
            "隣どうしの相互作用がない1次元の鎖では、運動を紙と鉛筆で解くことができ、すべての固有状態が熱的とは限りません。\
             正方格子の曲線と比べてみましょう。",
        ),
        text: "bath=chain-12&repulsion=0&beta=0.2",
    },
    Preset {
        id: "wrong-chemical-potential",
        title: Text::new("Forgetting to count the particles", "粒子を数え忘れると"),
        blurb: Text::new(
            "Leave the exchanged bosons out of the account and the “entropy production” turns negative: it is the \
             bookkeeping that is wrong, not the second law.",
            "やりとりしたボソンを勘定に入れ忘れると、「エントロピー生成」は負になります。破れたのは第二法則ではなく、\
             勘定のほうです。",
        ),
        text: "occupation=0.5&mu=zero",
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
}

/// The preset with this id.
pub fn find(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

/// The preset that a text without `preset=` starts from: the default scenario.
pub fn default() -> &'static Preset {
    &PRESETS[0]
}

/// For the page: a list of `{id, title, blurb, text}`, with the text as a link has it.
pub fn json() -> Value {
    PRESETS
        .iter()
        .map(|preset| {
            let text = preset.scenario().to_text();
            json!({"id": preset.id, "title": preset.title, "blurb": preset.blurb, "text": text})
        })
        .collect()
}
