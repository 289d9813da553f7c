//! The table of parameters, in the order in which a canonical text writes them.

use super::schema::{FormControl, Group, Key, Kind, Range, LONGEST_TIME};
use super::{
    limits, BathState, ChoiceName, Compare, Currents, Embed, Family, Lang, Mu, Observable, Panel,
    Scenario, Selection, Statistics, Text, Theme,
};

/// Parts of the page, other than the form's own controls, that `hide` can hide.
pub const PARTS: &[ChoiceName] = &[
    ChoiceName {
        id: "parameters",
        label: Text::new("All parameters", "すべてのパラメーター"),
    },
    ChoiceName {
        id: "lattice",
        label: Text::new("Picture of the lattice", "格子の図"),
    },
    ChoiceName {
        id: "scrubber",
        label: Text::new("Time scrubber", "時刻スライダー"),
    },
    ChoiceName {
        id: "legend",
        label: Text::new("Legend", "凡例"),
    },
    ChoiceName {
        id: "numbers",
        label: Text::new("Numbers of the run", "計算結果の数値"),
    },
    ChoiceName {
        id: "share",
        label: Text::new("Links and export", "リンクと書き出し"),
    },
];

const ALL: &[Panel] = Panel::ALL;
const NONE: &[Panel] = &[];
/// Panels that follow one initial state in time.
const EVOLVING: &[Panel] = &[
    Panel::Entropy,
    Panel::Fluctuation,
    Panel::Sizes,
    Panel::LightCone,
    Panel::Reversal,
];
/// Panels that attach the system site to the bath.
const COUPLED: &[Panel] = &[
    Panel::Entropy,
    Panel::Fluctuation,
    Panel::Sizes,
    Panel::AllEigenstates,
    Panel::LightCone,
    Panel::Reversal,
];
/// Panels that draw an entropy production.
const PRODUCING: &[Panel] = &[
    Panel::Entropy,
    Panel::Fluctuation,
    Panel::Sizes,
    Panel::AllEigenstates,
    Panel::Reversal,
];

/// Largest site index of any bath.
const LAST_SITE: u64 = limits::MOST_SITES as u64 - 1;
/// The largest whole number that a double, and so a browser's number, holds with all its neighbours.
const LARGEST_EXACT: u64 = (1 << 53) - 1;
/// The names of `lang`; without one the page speaks the browser's language.
const LANGUAGES: &[ChoiceName] = &[
    ChoiceName {
        id: "",
        label: Text::new("As the browser", "ブラウザーに合わせる"),
    },
    ChoiceName {
        id: Lang::En.id(),
        label: Lang::En.label(),
    },
    ChoiceName {
        id: Lang::Ja.id(),
        label: Lang::Ja.label(),
    },
];

fn last_site(scenario: &Scenario) -> u64 {
    scenario.bath.sites() as u64 - 1
}

fn last_level(scenario: &Scenario) -> u64 {
    // A bath beyond the limits is refused as such; its levels are not counted.
    let sites = scenario.bath.sites().min(limits::MOST_SITES);
    limits::states(sites, scenario.bosons).saturating_sub(1)
}

/// Defaults that a panel has of its own, as (panel, key, value): they hold where neither preset nor text says otherwise.
pub static PANEL_DEFAULTS: &[(Panel, &str, &str)] = &[
    // With S surely filled or empty the average of e^{-s} is below 1 for a trivial reason.
    (Panel::Fluctuation, "occupation", "0.5"),
    (Panel::Sizes, "occupation", "0.5"),
    (Panel::Sizes, "family", "sides"),
    // One curve for each bath.
    (Panel::Sizes, "coupling", "1"),
    // A larger bound is never reached by the larger baths.
    (Panel::Sizes, "epsilon", "0.001"),
    (Panel::Sizes, "times", "log:0.01:20:160"),
];

/// Every parameter.
pub static KEYS: &[Key] = &[
    Key {
        name: "v",
        group: Group::Setup,
        symbol: "",
        unit: "",
        label: Text::new("Version of the text form", "書式のバージョン"),
        meaning: Text::new(
            "The version of this way of writing a set-up; links made with an older version keep working.",
            "設定の書き方のバージョン。古いバージョンのリンクもそのまま使えます。",
        ),
        panels: NONE,
        control: FormControl::Hidden,
        kind: Kind::Integer { min: 1, max: 1, bound: None, get: |_| Some(1), set: |_, _| {} },
    },
    Key {
        name: "preset",
        group: Group::Setup,
        symbol: "",
        unit: "",
        label: Text::new("Preset", "プリセット"),
        meaning: Text::new(
            "The ready-made set-up that every other value starts from.",
            "ほかのすべての値の出発点となる、用意された設定。",
        ),
        panels: ALL,
        control: FormControl::Select,
        kind: Kind::Preset,
    },
    Key {
        name: "bath",
        group: Group::Bath,
        symbol: "",
        unit: "",
        label: Text::new("Lattice of the bath", "熱浴の格子"),
        meaning: Text::new(
            "The bath's shape: a rectangle or a chain of sites, with open ends.",
            "熱浴の形。サイトを長方形または一列に並べたもので、端は開いています。",
        ),
        panels: ALL,
        control: FormControl::Field,
        kind: Kind::Bath,
    },
    Key {
        name: "bosons",
        group: Group::Bath,
        symbol: "N_B",
        unit: "",
        label: Text::new("Bosons in the bath", "熱浴のボソン数"),
        meaning: Text::new(
            "Number of bosons in the bath at the start; each site holds at most one.",
            "最初に熱浴にいるボソンの数。1つのサイトに入れるのは1個までです。",
        ),
        panels: ALL,
        control: FormControl::Slider { min: 1.0, max: LAST_SITE as f64, step: 1.0 },
        kind: Kind::Integer {
            min: 1,
            max: LAST_SITE,
            bound: Some(last_site),
            get: |s| Some(s.bosons as u64),
            set: |s, value| s.bosons = value as usize,
        },
    },
    Key {
        name: "hopping",
        group: Group::Bath,
        symbol: "γ",
        unit: "E",
        label: Text::new("Hopping in the bath", "熱浴内のホッピング"),
        meaning: Text::new(
            "How readily a boson hops to a neighbouring bath site; at 1 it is the unit of energy.",
            "ボソンが熱浴の隣のサイトへ跳び移る強さ。1のとき、これがエネルギーの単位になります。",
        ),
        panels: ALL,
        control: FormControl::Slider { min: 0.1, max: 3.0, step: 0.1 },
        kind: Kind::Number {
            range: Range::positive(100.0),
            get: |s| Some(s.hopping),
            set: |s, value| s.hopping = value,
        },
    },
    Key {
        name: "repulsion",
        group: Group::Bath,
        symbol: "g",
        unit: "E",
        label: Text::new("Repulsion in the bath", "熱浴内の斥力"),
        meaning: Text::new(
            "Energy of two bosons on neighbouring bath sites; below 0 they attract.",
            "熱浴の隣り合うサイトにいる2個のボソンのエネルギー。負なら引き合います。",
        ),
        panels: ALL,
        control: FormControl::Slider { min: -2.0, max: 4.0, step: 0.1 },
        kind: Kind::Number {
            range: Range::closed(-100.0, 100.0),
            get: |s| Some(s.repulsion),
            set: |s, value| s.repulsion = value,
        },
    },
    Key {
        name: "disorder",
        group: Group::Bath,
        symbol: "W",
        unit: "E",
        label: Text::new("Disorder", "乱れの強さ"),
        meaning: Text::new(
            "Width of the bath sites' random energies, drawn evenly between −W/2 and W/2.",
            "熱浴の各サイトに与えるランダムなエネルギーの幅。−W/2 から W/2 まで一様に選びます。",
        ),
        panels: ALL,
        control: FormControl::Slider { min: 0.0, max: 20.0, step: 0.5 },
        kind: Kind::Number {
            range: Range::closed(0.0, 100.0),
            get: |s| Some(s.disorder),
            set: |s, value| s.disorder = value,
        },
    },
    Key {
        name: "seed",
        group: Group::Bath,
        symbol: "",
        unit: "",
        label: Text::new("Random seed", "乱数の種"),
        meaning: Text::new(
            "Chooses the random site energies and random vectors; the same seed gives the same run everywhere.",
            "ランダムなエネルギーやベクトルを決める数。同じ種なら、どこで計算しても同じ結果になります。",
        ),
        panels: ALL,
        control: FormControl::Number { step: 1.0 },
        kind: Kind::Integer {
            min: 0,
            max: LARGEST_EXACT,
            bound: None,
            get: |s| Some(s.seed),
            set: |s, value| s.seed = value,
        },
    },
    Key {
        name: "attach",
        group: Group::System,
        symbol: "a",
        unit: "",
        label: Text::new("Attached bath site", "系とつながるサイト"),
        meaning: Text::new(
            "The bath site that the system site S is attached to: x + Lx·y, counted from a corner, which is 0.",
            "系Sがつながる熱浴のサイト。番号は x + Lx·y で、角の0から数えます。",
        ),
        panels: ALL,
        control: FormControl::Slider { min: 0.0, max: LAST_SITE as f64, step: 1.0 },
        kind: Kind::Integer {
            min: 0,
            max: LAST_SITE,
            bound: Some(last_site),
            get: |s| Some(s.attach as u64),
            set: |s, value| s.attach = value as usize,
        },
    },
    Key {
        name: "coupling",
        group: Group::System,
        symbol: "γ′",
        unit: "E",
        label: Text::new("Coupling to the bath", "熱浴との結合"),
        meaning: Text::new(
            "How readily a boson hops between S and the bath; each value is one curve.",
            "ボソンが系Sと熱浴の間を跳び移る強さ。1つの値が1本の曲線になります。",
        ),
        panels: COUPLED,
        control: FormControl::Slider { min: 0.0, max: 4.0, step: 0.05 },
        kind: Kind::Numbers {
            range: Range::closed(0.0, 100.0),
            longest: limits::COUPLINGS,
            get: |s| &s.coupling,
            set: |s, values| s.coupling = values,
        },
    },
    Key {
        name: "potential",
        group: Group::System,
        symbol: "ω_S",
        unit: "E",
        label: Text::new("Energy of the system site", "系Sのエネルギー"),
        meaning: Text::new(
            "Energy of a boson that sits on S.",
            "系Sにいるボソンのエネルギー。",
        ),
        panels: COUPLED,
        control: FormControl::Slider { min: -4.0, max: 4.0, step: 0.1 },
        kind: Kind::Number {
            range: Range::closed(-100.0, 100.0),
            get: |s| Some(s.potential),
            set: |s, value| s.potential = value,
        },
    },
    Key {
        name: "occupation",
        group: Group::Start,
        symbol: "p",
        unit: "",
        label: Text::new("Occupation of S at the start", "系Sの初期占有確率"),
        meaning: Text::new(
            "Probability that S holds a boson at the start: 1 is filled, 0 is empty.",
            "最初に系Sにボソンがいる確率。1なら必ずいて、0なら空です。",
        ),
        panels: COUPLED,
        control: FormControl::Slider { min: 0.0, max: 1.0, step: 0.05 },
        kind: Kind::Number {
            range: Range::closed(0.0, 1.0),
            get: |s| Some(s.occupation),
            set: |s, value| s.occupation = value,
        },
    },
    Key {
        name: "state",
        group: Group::Start,
        symbol: "",
        unit: "",
        label: Text::new("State of the bath at the start", "熱浴の初期状態"),
        meaning: Text::new(
            "One energy eigenstate, as in the paper, or a thermal state to compare it with.",
            "論文と同じ1つのエネルギー固有状態か、それと比べるための熱的な状態。",
        ),
        panels: EVOLVING,
        control: FormControl::Select,
        kind: Kind::Choice {
            names: BathState::NAMES,
            get: |s| s.state.id(),
            set: |s, id| BathState::from_id(id).map(|value| s.state = value),
        },
    },
    Key {
        name: "compare",
        group: Group::Start,
        symbol: "",
        unit: "",
        label: Text::new("Compare with", "比較する熱浴"),
        meaning: Text::new(
            "A second, dashed curve for a bath in the canonical mixture at the same temperature.",
            "同じ温度のカノニカル分布（混合状態）にある熱浴の曲線を、破線で並べます。",
        ),
        panels: &[Panel::Entropy, Panel::Fluctuation],
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Compare::NAMES,
            get: |s| s.compare.id(),
            set: |s, id| Compare::from_id(id).map(|value| s.compare = value),
        },
    },
    Key {
        name: "beta",
        group: Group::Start,
        symbol: "β",
        unit: "1/E",
        label: Text::new("Inverse temperature", "逆温度"),
        meaning: Text::new(
            "Picks the bath's eigenstate: the one nearest the thermal energy U(β). Excludes index.",
            "熱平衡のエネルギー U(β) に最も近い固有状態を、熱浴の状態に選びます。index とは同時に使えません。",
        ),
        panels: &[Panel::Entropy, Panel::Fluctuation, Panel::Sizes, Panel::Eth, Panel::LightCone, Panel::Reversal],
        control: FormControl::Slider { min: -1.0, max: 1.0, step: 0.05 },
        kind: Kind::Number {
            range: Range::closed(-100.0, 100.0),
            get: |s| match s.selection {
                Selection::Beta(beta) => Some(beta),
                Selection::Index(_) => None,
            },
            set: |s, value| s.selection = Selection::Beta(value),
        },
    },
    Key {
        name: "index",
        group: Group::Start,
        symbol: "n",
        unit: "",
        label: Text::new("Number of the eigenstate", "固有状態の番号"),
        meaning: Text::new(
            "Picks the bath's eigenstate by its place in energy, counted from 0, the ground state. Excludes beta.",
            "熱浴の固有状態を、エネルギーの低い順の番号で選びます（0が基底状態）。beta とは同時に使えません。",
        ),
        panels: &[Panel::Entropy, Panel::Fluctuation, Panel::Eth, Panel::LightCone, Panel::Reversal],
        control: FormControl::Number { step: 1.0 },
        kind: Kind::Integer {
            min: 0,
            max: limits::states(limits::MOST_SITES, limits::MOST_SITES / 2) - 1,
            bound: Some(last_level),
            get: |s| match s.selection {
                Selection::Index(index) => Some(index as u64),
                Selection::Beta(_) => None,
            },
            set: |s, value| s.selection = Selection::Index(value as usize),
        },
    },
    Key {
        name: "mu",
        group: Group::Start,
        symbol: "μ",
        unit: "",
        label: Text::new("Chemical potential", "化学ポテンシャル"),
        meaning: Text::new(
            "Whether the entropy production counts the bosons exchanged with the bath (fitted) or forgets them (zero).",
            "エントロピー生成に、熱浴とのボソンのやりとりを数えるか（fitted）、無視するか（zero）。",
        ),
        panels: PRODUCING,
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Mu::NAMES,
            get: |s| s.mu.id(),
            set: |s, id| Mu::from_id(id).map(|value| s.mu = value),
        },
    },
    Key {
        name: "times",
        group: Group::Time,
        symbol: "t",
        unit: "ħ/E",
        label: Text::new("Times", "時刻"),
        meaning: Text::new(
            "When the run is recorded: spacing, first and last time, how many.",
            "結果を記録する時刻。間隔の種類、最初と最後の時刻、個数を指定します。",
        ),
        panels: EVOLVING,
        control: FormControl::Field,
        kind: Kind::Times,
    },
    Key {
        name: "statistics",
        group: Group::Panel,
        symbol: "",
        unit: "",
        label: Text::new("Statistics", "統計"),
        meaning: Text::new(
            "Whether the whole distribution of entropy production is computed too, at the chosen time.",
            "注目する時刻でのエントロピー生成の分布全体も計算するかどうか。",
        ),
        panels: &[Panel::Fluctuation],
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Statistics::NAMES,
            get: |s| s.statistics.id(),
            set: |s, id| Statistics::from_id(id).map(|value| s.statistics = value),
        },
    },
    Key {
        name: "at",
        group: Group::Time,
        symbol: "t*",
        unit: "ħ/E",
        label: Text::new("Chosen time", "注目する時刻"),
        meaning: Text::new(
            "The time of the distribution of entropy production, and of the panel of all eigenstates.",
            "エントロピー生成の分布や、すべての固有状態のパネルで調べる時刻。",
        ),
        panels: &[Panel::Fluctuation, Panel::AllEigenstates],
        control: FormControl::Slider { min: 0.1, max: 20.0, step: 0.1 },
        kind: Kind::Number {
            range: Range::positive(LONGEST_TIME),
            get: |s| Some(s.at),
            set: |s, value| s.at = value,
        },
    },
    Key {
        name: "turn",
        group: Group::Time,
        symbol: "T",
        unit: "ħ/E",
        label: Text::new("Turning time", "反転の時刻"),
        meaning: Text::new(
            "When the evolution is turned round.",
            "時間発展の向きを逆にする時刻。",
        ),
        panels: &[Panel::Reversal],
        control: FormControl::Slider { min: 1.0, max: 100.0, step: 1.0 },
        kind: Kind::Number {
            range: Range::positive(LONGEST_TIME),
            get: |s| Some(s.turn),
            set: |s, value| s.turn = value,
        },
    },
    Key {
        name: "kick",
        group: Group::Time,
        symbol: "φ",
        unit: "rad",
        label: Text::new("Kick at the turn", "反転時の乱れ"),
        meaning: Text::new(
            "Phase given to one bath site when time is turned round; at 0 the way back is perfect.",
            "時間を反転する瞬間に、熱浴の1つのサイトに与える位相。0なら完全に元へ戻ります。",
        ),
        panels: &[Panel::Reversal],
        control: FormControl::Slider { min: 0.0, max: 3.1, step: 0.1 },
        kind: Kind::Number {
            range: Range::closed(-10.0, 10.0),
            get: |s| Some(s.kick),
            set: |s, value| s.kick = value,
        },
    },
    Key {
        name: "kick-site",
        group: Group::Time,
        symbol: "k",
        unit: "",
        label: Text::new("Kicked bath site", "位相を与えるサイト"),
        meaning: Text::new(
            "The bath site that is given the phase, numbered like the attached site.",
            "位相を与える熱浴のサイト。番号の数え方は系とつながるサイトと同じです。",
        ),
        panels: &[Panel::Reversal],
        control: FormControl::Slider { min: 0.0, max: LAST_SITE as f64, step: 1.0 },
        kind: Kind::Integer {
            min: 0,
            max: LAST_SITE,
            bound: Some(last_site),
            get: |s| Some(s.kick_site as u64),
            set: |s, value| s.kick_site = value as usize,
        },
    },
    Key {
        name: "panel",
        group: Group::Panel,
        symbol: "",
        unit: "",
        label: Text::new("Panel", "パネル"),
        meaning: Text::new(
            "What is computed and drawn.",
            "何を計算してグラフにするか。",
        ),
        panels: ALL,
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Panel::NAMES,
            get: |s| s.panel.id(),
            set: |s, id| Panel::from_id(id).map(|value| s.panel = value),
        },
    },
    Key {
        name: "observable",
        group: Group::Panel,
        symbol: "A",
        unit: "",
        label: Text::new("Local observable", "局所的な物理量"),
        meaning: Text::new(
            "What is measured beside S in each eigenstate and compared with thermal equilibrium.",
            "各固有状態について系Sのそばで測り、熱平衡と比べる量。",
        ),
        panels: &[Panel::Eth],
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Observable::NAMES,
            get: |s| s.observable.id(),
            set: |s, id| Observable::from_id(id).map(|value| s.observable = value),
        },
    },
    Key {
        name: "epsilon",
        group: Group::Panel,
        symbol: "ε",
        unit: "",
        label: Text::new("Bound for outliers and violations", "外れ値や破れの基準"),
        meaning: Text::new(
            "An eigenstate farther than this from thermal equilibrium counts as an outlier; the theorem counts as holding while it is violated by less.",
            "熱平衡からこれより大きく外れた固有状態を外れ値として数えます。定理の破れがこれより小さいあいだは、成り立っているとみなします。",
        ),
        panels: &[Panel::Eth, Panel::Sizes],
        control: FormControl::Slider { min: 0.01, max: 0.3, step: 0.01 },
        kind: Kind::Number {
            range: Range::positive(1.0),
            get: |s| Some(s.epsilon),
            set: |s, value| s.epsilon = value,
        },
    },
    Key {
        name: "family",
        group: Group::Panel,
        symbol: "",
        unit: "",
        label: Text::new("Baths of other sizes", "ほかの大きさの熱浴"),
        meaning: Text::new(
            "Baths of one filling and growing size, to see whether outliers become rarer and the theorem holds longer.",
            "充填率が等しく大きさの異なる熱浴。大きいほど外れ値が減るか、定理が長く成り立つかを調べます。",
        ),
        panels: &[Panel::Eth, Panel::Sizes],
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Family::NAMES,
            get: |s| s.family.id(),
            set: |s, id| Family::from_id(id).map(|value| s.family = value),
        },
    },
    Key {
        name: "samples",
        group: Group::Panel,
        symbol: "",
        unit: "",
        label: Text::new("Random samples", "ランダムな標本の数"),
        meaning: Text::new(
            "Number of random vectors where a thermal average is estimated; more of them narrow the error band.",
            "熱的な平均を推定するときのランダムベクトルの数。多いほど誤差の帯が狭くなります。",
        ),
        panels: &[Panel::Entropy, Panel::Fluctuation, Panel::Sizes],
        control: FormControl::Number { step: 1.0 },
        kind: Kind::Integer {
            min: 1,
            max: 1000,
            bound: None,
            get: |s| Some(s.samples as u64),
            set: |s, value| s.samples = value as usize,
        },
    },
    Key {
        name: "currents",
        group: Group::Panel,
        symbol: "",
        unit: "",
        label: Text::new("Flow on the bonds", "ボンドの流れ"),
        meaning: Text::new(
            "Whether the record also holds how many bosons a unit of time cross each bond, at every time.",
            "各時刻に、単位時間あたり何個のボソンが各ボンドを渡るかも記録するかどうか。",
        ),
        panels: &[Panel::Entropy, Panel::Fluctuation, Panel::LightCone, Panel::Reversal],
        control: FormControl::Hidden,
        kind: Kind::Choice {
            names: Currents::NAMES,
            get: |s| s.currents.id(),
            set: |s, id| Currents::from_id(id).map(|value| s.currents = value),
        },
    },
    Key {
        name: "lang",
        group: Group::Page,
        symbol: "",
        unit: "",
        label: Text::new("Language", "言語"),
        meaning: Text::new(
            "Language of the page; without it, the browser's.",
            "ページの言語。指定しなければブラウザーの言語になります。",
        ),
        panels: NONE,
        control: FormControl::Select,
        kind: Kind::Choice {
            names: LANGUAGES,
            get: |s| s.lang.map_or("", Lang::id),
            set: |s, id| match Lang::from_id(id) {
                None if !id.is_empty() => None,
                lang => {
                    s.lang = lang;
                    Some(())
                }
            },
        },
    },
    Key {
        name: "theme",
        group: Group::Page,
        symbol: "",
        unit: "",
        label: Text::new("Colours", "配色"),
        meaning: Text::new(
            "Light or dark page; auto follows the device.",
            "ページの明暗。auto なら端末の設定に従います。",
        ),
        panels: NONE,
        control: FormControl::Select,
        kind: Kind::Choice {
            names: Theme::NAMES,
            get: |s| s.theme.id(),
            set: |s, id| Theme::from_id(id).map(|value| s.theme = value),
        },
    },
    Key {
        name: "embed",
        group: Group::Page,
        symbol: "",
        unit: "",
        label: Text::new("Embedding", "埋め込み"),
        meaning: Text::new(
            "How much is shown inside another page.",
            "ほかのページに埋め込んだときに表示する範囲。",
        ),
        panels: NONE,
        control: FormControl::Hidden,
        kind: Kind::Choice {
            names: Embed::NAMES,
            get: |s| s.embed.id(),
            set: |s, id| Embed::from_id(id).map(|value| s.embed = value),
        },
    },
    Key {
        name: "hide",
        group: Group::Page,
        symbol: "",
        unit: "",
        label: Text::new("Hidden controls", "隠すもの"),
        meaning: Text::new(
            "Controls and parts of the page that are not shown.",
            "表示しない操作部品やページの部分。",
        ),
        panels: NONE,
        control: FormControl::Hidden,
        kind: Kind::Controls,
    },
];
