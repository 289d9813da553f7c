//! Ready-made set-ups, each with a title and one sentence for readers who are not physicists.

use super::schema::{Key, PANEL_DEFAULTS};
use super::{read, Panel, Scenario, Text};
use serde::Serialize;

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
            "Every bath site gets a random energy, so nothing of the lattice's symmetry is left. The proofs are for uniform \
             baths; here entropy is seen to be produced all the same.",
            "熱浴の各サイトにランダムなエネルギーを与え、格子の対称性をすっかり壊します。証明は一様な熱浴についてのものですが、\
             ここでもやはりエントロピーが生まれることが見てとれます。",
        ),
        text: "disorder=2",
    },
    Preset {
        id: "integrable-chain",
        title: Text::new("A chain that never quite forgets", "忘れない鎖"),
        blurb: Text::new(
            "A chain without repulsion can be solved with pencil and paper. As it grows, its eigenstates slowly gather round thermal \
             equilibrium: weak ETH, proved for large uniform baths, solvable or not. But over these three sizes the largest exceptions \
             do not shrink: strong ETH is seen to fail.",
            "反発のない鎖は紙と鉛筆で解くことができます。鎖が長くなると、固有状態はゆっくりと熱平衡のまわりに集まります。この弱いETHは、\
             解けるかどうかによらず、一様な大きな熱浴について証明されています。ところが最大の例外は、3つの大きさを通して小さく\
             なりません。強いETHは破れて見えます。",
        ),
        text: "bath=chain-16&repulsion=0&beta=0.2&panel=eth&family=quarter",
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
    Preset {
        id: "fluctuation",
        title: Text::new("The fluctuation theorem", "ゆらぎの定理"),
        blurb: Text::new(
            "An average over all possible outcomes has to be exactly 1. A bath in one quantum state keeps to it closely at \
             first and strays from it later: how far, and when, depends on the coupling.",
            "起こりうるすべての結果についてのある平均は、ちょうど1になるはずです。熱浴が1つの量子状態にあっても、初めはほぼ\
             そのとおりで、後になって外れていきます。いつ、どれほど外れるかは結合の強さによります。",
        ),
        text: "panel=fluctuation",
    },
    Preset {
        id: "canonical-comparison",
        title: Text::new("Can the system tell the difference?", "系から見て区別できるか"),
        blurb: Text::new(
            "Solid: the bath is in one single eigenstate. Dashed: it is in the thermal mixture of textbooks. A ring shows when \
             the two curves part, if they ever do.",
            "実線では熱浴が1つの固有状態に、破線では教科書どおりの熱的な混合状態にあります。2つの曲線が離れるとすれば、\
             その時刻に丸印が付きます。",
        ),
        text: "coupling=0.1,1&compare=canonical&panel=fluctuation&samples=6",
    },
    Preset {
        id: "beyond-the-paper",
        title: Text::new("Beyond the paper: 25 sites", "論文より大きく：25サイト"),
        blurb: Text::new(
            "A bath of 25 sites has 53,130 states, too many to find every eigenstate in a browser. One of them is filtered out of \
             the middle of the spectrum and followed in time; its temperature is estimated with random vectors, error given. About \
             half a minute.",
            "25サイトの熱浴には53,130の状態があり、ブラウザーですべての固有状態を求めるには多すぎます。そこでスペクトルの中ほどから\
             固有状態を1つだけ取り出し、時間発展を追います。温度はランダムなベクトルで、誤差とともに推定します。30秒ほどかかります。",
        ),
        text: "bath=square-5x5&bosons=5",
    },
    Preset {
        id: "size-matters",
        title: Text::new("Does size matter?", "大きさはどう効くか"),
        blurb: Text::new(
            "The same experiment with baths of 9, 12, 16 and 20 sites, about a quarter filled. The larger the bath, the closer the \
             average stays to 1, and the longer. The proof is about the limit of a large bath; how much of it four small ones show \
             is for you to see.",
            "充填率が約1/4の9、12、16、20サイトの熱浴で同じ実験をします。熱浴が大きいほど、平均は1の近くに、より長くとどまります。\
             証明されているのは大きな熱浴の極限についてです。小さな4つの熱浴でそれがどこまで見えるか、確かめてみましょう。",
        ),
        text: "panel=sizes",
    },
    Preset {
        id: "light-cone",
        title: Text::new("How fast news travels", "知らせはどれだけ速く伝わるか"),
        blurb: Text::new(
            "The bath learns site by site that a system was attached: outside a cone in space and time it knows next to \
             nothing.",
            "系がつながれたという知らせは、熱浴の中をサイトからサイトへ伝わります。時空の円錐の外には、まだほとんど何も\
             届いていません。",
        ),
        text: "coupling=1,2&times=lin:0:6:241&panel=light-cone",
    },
    Preset {
        id: "reversal",
        title: Text::new("The film run backwards", "フィルムを逆に回す"),
        blurb: Text::new(
            "Turn time round, and all the entropy that was produced disappears again; disturb a single site at the turn, \
             and it does not.",
            "時間を反転すると、生まれたエントロピーはすべて消えて元に戻ります。ところが、反転の瞬間にサイトを1つ乱すだけで、\
             もう元には戻りません。",
        ),
        text: "coupling=1&kick=0.5&panel=reversal",
    },
    Preset {
        id: "weak-eth",
        title: Text::new("Almost every eigenstate is thermal", "ほとんどすべての固有状態は熱的"),
        blurb: Text::new(
            "Each point is one energy eigenstate of the bath: most lie close to the line of thermal equilibrium. That almost all \
             do so in a large uniform bath (weak ETH) is proved; that the remaining ones vanish too is only seen, and only in some baths.",
            "1つの点が熱浴のエネルギー固有状態1つです。ほとんどが熱平衡の線の近くに集まります。一様な大きな熱浴ではほとんど\
             すべてがそうなること（弱いETH）は証明されていますが、残る例外まで消えることは、一部の熱浴で数値的に見られているだけです。",
        ),
        text: "panel=eth",
    },
    Preset {
        id: "finite-size",
        title: Text::new("Larger baths, fewer exceptions", "熱浴が大きいほど例外は減る"),
        blurb: Text::new(
            "The same measurement in baths of 8, 12 and 16 sites, a quarter filled: the spread about thermal equilibrium shrinks. \
             The proof is about the limit of a large bath; how fast it sets in is what these three sizes show.",
            "充填率1/4の8、12、16サイトの熱浴で同じ量を測ります。熱平衡からのばらつきは小さくなっていきます。証明されているのは\
             大きな熱浴の極限についてで、どれほど速く近づくかを3つの大きさで見てみましょう。",
        ),
        text: "panel=eth&observable=local-state&epsilon=0.1&family=quarter",
    },
    Preset {
        id: "all-eigenstates",
        title: Text::new("The second law from every eigenstate", "すべての固有状態での第二法則"),
        blurb: Text::new(
            "The experiment repeated from each of the bath's 1,820 eigenstates, each at its own temperature, with little entropy \
             to produce: a few come out slightly negative. For almost all eigenstates of a large uniform bath the second law is proved \
             at short times; this is what sixteen sites do.",
            "熱浴の1820個の固有状態それぞれから、それぞれの温度で、エントロピーがあまり生じない実験をくり返します。わずかに負になる\
             ものも少しあります。一様な大きな熱浴では、ほとんどすべての固有状態について、短い時間での第二法則が証明されています。\
             これは16サイトでの姿です。",
        ),
        text: "coupling=0.5&occupation=0.3&panel=all-eigenstates",
    },
    Preset {
        id: "localised",
        title: Text::new("A bath that does not thermalise", "熱平衡にならない熱浴"),
        blurb: Text::new(
            "With strong disorder bosons stay where they are, and eigenstates of equal energy differ at every site: the points \
             scatter widely, and such a bath fails as a bath. This is seen in small baths; how far it goes in large ones is debated.",
            "乱れが強いとボソンは動けなくなり、エネルギーが同じ固有状態でもサイトごとに大きく異なります。点は広く散らばり、これでは\
             熱浴の役目を果たせません。小さな熱浴で見られることで、大きな熱浴でどこまで成り立つかは議論が続いています。",
        ),
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
    pub fn in_panel(&self, panel: Panel) -> Scenario {
        let usual = Scenario::default();
        let mut scenario = Scenario {
            panel,
            ..self.scenario()
        };
        for key in panel_keys().filter(|key| !self.says(key)) {
            let own = |(of, name, _): &&(Panel, &str, &str)| (*of, *name) == (panel, key.name);
            let value = match PANEL_DEFAULTS.iter().find(own) {
                Some((_, _, value)) => Some(value.to_string()),
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
    let depends = |key: &&Key| PANEL_DEFAULTS.iter().any(|(_, name, _)| *name == key.name);
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
    title: &'static Text,
    blurb: &'static Text,
    /// The text form, as a link has it.
    text: String,
}

/// All presets for the page.
pub fn list() -> Vec<Listed> {
    let listed = |preset: &'static Preset| Listed {
        id: preset.id,
        title: &preset.title,
        blurb: &preset.blurb,
        text: preset.scenario().to_text(),
    };
    PRESETS.iter().map(listed).collect()
}
