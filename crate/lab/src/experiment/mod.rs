//! Experiments: what a scenario asks for, in parts that can run side by side.
//!
//! A [`plan`] lists the parts; each names the parts whose outputs it reads. A part is
//! resumable [`Work`]: `step` does a little, `rows` hands out what can be drawn already,
//! `output` is what later parts read. Outputs travel as bytes, so that parts may run in
//! different threads, or in browser workers that share nothing.

pub mod all_eigenstates;
mod beta_mu;
pub mod eth;
mod evolving;
mod interior;
mod levels;
mod run;
mod sample;
pub mod sizes;
mod state;
pub mod statistics;

pub use run::{settings, times, Setting};
pub use sample::{chunks, is_exact};
pub use state::{ChosenLevel, Prepared, Start};

use serde::{de::DeserializeOwned, Serialize};

use crate::error::Error;
use crate::scenario::limits::{self, Way};
use crate::scenario::{BathState, Panel, Scenario, Selection, Text};

/// One unit of work of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All levels of the bath's sector.
    Levels,
    /// In place of the levels of a larger bath: thermal averages from random vectors.
    Thermal,
    /// The bath's initial state and its temperature.
    State,
    /// beta mu, from the sectors with one boson less and one more.
    BetaMu,
    /// The evolution at one of the scenario's couplings, by its place in the list.
    Run(usize),
    /// A share of a run whose bath is in the canonical mixture: the run, and which share.
    Sample(usize, usize),
    /// Eigenvectors of one block of one of the bath's three sectors.
    Vectors(usize),
    /// The distribution of entropy production of a run at the chosen time.
    Statistics(usize),
    /// Every eigenstate of one symmetry block of one of the baths of panel `eth`.
    Eigenstates {
        /// Place in [`eth::baths`].
        bath: usize,
        /// Place among the bath's blocks.
        block: usize,
    },
    /// All levels of one of these baths, with canonical averages.
    Canonical(usize),
    /// Entanglement entropy of every eigenstate of a block.
    Entanglement(usize),
    /// All levels of the bath with one boson less (0) or more (1).
    Neighbour(usize),
    /// Temperature and chemical potential of every level.
    Temperatures,
    /// A share of the eigenstates of panel `all-eigenstates`, evolved to the chosen time.
    All(usize),
    /// A part of one of the baths of panel `sizes`, by its place in [`sizes::baths`].
    Member(usize, Stage),
}

/// The parts that follow one state of one bath in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// [`Part::Levels`]
    Levels,
    /// [`Part::Thermal`]
    Thermal,
    /// [`Part::State`]
    State,
    /// [`Part::BetaMu`]
    BetaMu,
    /// [`Part::Run`]
    Run(usize),
    /// [`Part::Sample`]
    Sample(usize, usize),
}

impl Stage {
    /// The stage that a part is; `None` for parts of other experiments.
    pub fn of(part: Part) -> Option<Self> {
        Some(match part {
            Part::Levels => Self::Levels,
            Part::Thermal => Self::Thermal,
            Part::State => Self::State,
            Part::BetaMu => Self::BetaMu,
            Part::Run(k) => Self::Run(k),
            Part::Sample(k, chunk) => Self::Sample(k, chunk),
            _ => return None,
        })
    }

    /// The part itself.
    pub fn part(self) -> Part {
        match self {
            Self::Levels => Part::Levels,
            Self::Thermal => Part::Thermal,
            Self::State => Part::State,
            Self::BetaMu => Part::BetaMu,
            Self::Run(k) => Part::Run(k),
            Self::Sample(k, chunk) => Part::Sample(k, chunk),
        }
    }
}

impl Part {
    /// What kind of work it is, for a progress bar: its name without numbers.
    pub fn phase(self) -> &'static str {
        match self {
            Part::Levels => "levels",
            Part::Thermal => "thermal",
            Part::State => "state",
            Part::BetaMu => "beta-mu",
            Part::Run(_) => "run",
            Part::Sample(..) => "sample",
            Part::Vectors(_) => "vectors",
            Part::Statistics(_) => "statistics",
            Part::Eigenstates { .. } => "eigenstates",
            Part::Canonical(_) => "canonical",
            Part::Entanglement(_) => "entanglement",
            Part::Neighbour(_) => "neighbour",
            Part::Temperatures => "temperatures",
            Part::All(_) => "all",
            Part::Member(_, stage) => stage.part().phase(),
        }
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Part::Run(k)
            | Part::Vectors(k)
            | Part::Statistics(k)
            | Part::Canonical(k)
            | Part::Entanglement(k)
            | Part::Neighbour(k)
            | Part::All(k) => write!(f, "{}:{k}", self.phase()),
            Part::Sample(k, chunk) => write!(f, "sample:{k}:{chunk}"),
            Part::Eigenstates { bath, block } => write!(f, "eigenstates:{bath}:{block}"),
            Part::Member(bath, stage) => write!(f, "bath:{bath}:{}", stage.part()),
            _ => f.write_str(self.phase()),
        }
    }
}

impl std::str::FromStr for Part {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (name, numbers) = text.split_once(':').unwrap_or((text, ""));
        if let ("bath", Some((bath, part))) = (name, numbers.split_once(':')) {
            let stage = Stage::of(part.parse()?);
            let member = bath.parse().ok().zip(stage);
            return member
                .map(|(bath, stage)| Part::Member(bath, stage))
                .ok_or_else(|| unknown_part(text));
        }
        let numbers: Vec<usize> = numbers
            .split(':')
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().map_err(|_| unknown_part(text)))
            .collect::<Result<_, _>>()?;
        match (name, &numbers[..]) {
            ("levels", []) => Ok(Part::Levels),
            ("thermal", []) => Ok(Part::Thermal),
            ("state", []) => Ok(Part::State),
            ("beta-mu", []) => Ok(Part::BetaMu),
            ("run", &[k]) => Ok(Part::Run(k)),
            ("sample", &[k, chunk]) => Ok(Part::Sample(k, chunk)),
            ("vectors", &[k]) => Ok(Part::Vectors(k)),
            ("statistics", &[k]) => Ok(Part::Statistics(k)),
            ("eigenstates", &[bath, block]) => Ok(Part::Eigenstates { bath, block }),
            ("canonical", &[k]) => Ok(Part::Canonical(k)),
            ("entanglement", &[k]) => Ok(Part::Entanglement(k)),
            ("neighbour", &[k]) => Ok(Part::Neighbour(k)),
            ("temperatures", []) => Ok(Part::Temperatures),
            ("all", &[k]) => Ok(Part::All(k)),
            _ => Err(unknown_part(text)),
        }
    }
}

fn unknown_part(text: &str) -> Error {
    Error::Input(Text::from((
        format!("an experiment has no part named {text}"),
        format!("実験に {text} という部分はありません"),
    )))
}

/// A part with what it needs.
#[derive(Clone, Debug)]
pub struct Task {
    /// The part.
    pub part: Part,
    /// Parts whose outputs it reads, in this order.
    pub inputs: Vec<Part>,
    /// Everything that its output depends on: equal keys mean equal outputs, so an output
    /// can be kept from one scenario to the next.
    pub key: String,
}

/// What a bath's levels depend on.
fn bath_key(scenario: &Scenario) -> String {
    format!(
        "{} {} {:?} {:?} {:?} {}",
        scenario.bath,
        scenario.bosons,
        scenario.hopping,
        scenario.repulsion,
        scenario.disorder,
        scenario.seed
    )
}

/// The parts of a scenario's experiment, each after the parts it reads.
pub fn plan(scenario: &Scenario) -> Vec<Task> {
    match scenario.panel {
        Panel::Eth => eth::plan(scenario),
        Panel::AllEigenstates => all_eigenstates::plan(scenario),
        Panel::Sizes => sizes::plan(scenario),
        Panel::Entropy | Panel::Fluctuation | Panel::LightCone | Panel::Reversal => {
            plan_runs(scenario)
        }
    }
}

/// The parts of a panel that follows one state of the bath in time.
fn plan_runs(scenario: &Scenario) -> Vec<Task> {
    let bath = bath_key(scenario);
    // Where levels are known, random vectors only enter the canonical runs.
    let (levels, samples) = match limits::way(scenario) {
        Way::Levels => (Part::Levels, String::new()),
        Way::Interior => (Part::Thermal, format!(" {}", scenario.samples)),
    };
    let state = format!(
        "{bath}{samples} {:?} {} {}",
        scenario.selection, scenario.attach, scenario.state
    );
    let (beta_mu_inputs, beta_mu_key) = match scenario.selection {
        // The temperature is given: nothing to wait for.
        Selection::Beta(beta) => (vec![], format!("beta-mu {bath}{samples} {beta:?}")),
        Selection::Index(_) => (vec![Part::State], format!("beta-mu {state}")),
    };
    let mut tasks = vec![
        Task {
            part: levels,
            inputs: vec![],
            key: format!("{levels} {bath}{samples}"),
        },
        Task {
            part: Part::State,
            inputs: vec![levels],
            key: format!("state {state}"),
        },
    ];
    // As early as may be: entropy production waits for it.
    let place = if beta_mu_inputs.is_empty() { 1 } else { 2 };
    let beta_mu = Task {
        part: Part::BetaMu,
        inputs: beta_mu_inputs,
        key: beta_mu_key,
    };
    tasks.insert(place, beta_mu);
    let run = format!(
        "{:?} {:?} {:?} {} {:?} {}",
        scenario.potential,
        scenario.occupation,
        scenario.times,
        scenario.panel.id(),
        scenario.turn,
        scenario.currents
    );
    // A perfect return is one and the same whichever site another is kicked at.
    let run = |setting: &Setting| match setting.kick {
        Some(kick) if kick != 0.0 => format!("{run} {} {setting:?}", scenario.kick_site),
        _ => format!("{run} {setting:?}"),
    };
    let settings: Vec<(usize, Setting)> = settings(scenario).into_iter().enumerate().collect();
    let (mixed, pure): (Vec<_>, Vec<_>) = settings
        .into_iter()
        .partition(|(_, setting)| setting.bath == BathState::Canonical);
    for (k, setting) in &pure {
        tasks.push(Task {
            part: Part::Run(*k),
            inputs: vec![Part::State],
            key: format!("run {state} {}", run(setting)),
        });
    }
    // Share after share of every run, so that all of them sharpen together.
    for chunk in 0..chunks(scenario) {
        for (k, setting) in &mixed {
            tasks.push(Task {
                part: Part::Sample(*k, chunk),
                inputs: vec![Part::State],
                key: format!("sample {chunk} {} {state} {}", scenario.seed, run(setting)),
            });
        }
    }
    if statistics::is_wanted(scenario) {
        let vectors: Vec<Part> = (0..statistics::vector_parts(scenario))
            .map(Part::Vectors)
            .collect();
        for &part in &vectors {
            tasks.push(Task {
                part,
                inputs: vec![Part::State],
                key: format!("{part} {state}"),
            });
        }
        let inputs: Vec<Part> = [Part::State].into_iter().chain(vectors).collect();
        for (k, setting) in &pure {
            tasks.push(Task {
                part: Part::Statistics(*k),
                inputs: inputs.clone(),
                key: format!(
                    "statistics {:?} {state} {:?} {setting:?}",
                    scenario.at, scenario.potential
                ),
            });
        }
    }
    tasks
}

/// Columns of numbers that became ready since they were last asked for.
pub type Rows = Vec<(&'static str, Vec<f64>)>;

/// A part under way.
pub trait Work: Send {
    /// Works for at most a few tens of milliseconds where the part can be cut that fine;
    /// returns the fraction done, exactly 1 at the end.
    ///
    /// # Errors
    /// What the numerics report.
    fn step(&mut self) -> Result<f64, Error>;

    /// New rows since the last call.
    fn rows(&mut self) -> Rows {
        Rows::new()
    }

    /// What later parts read, once the part is done.
    fn output(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// That every value of a column is a number; a logarithm may be that of zero.
///
/// # Errors
/// [`Error::NotFinite`] names the part and the column.
pub fn finite(part: Part, name: &str, mut values: impl Iterator<Item = f64>) -> Result<(), Error> {
    let of_zero = name.starts_with("log_");
    let is_number = |x: f64| x.is_finite() || (of_zero && x == f64::NEG_INFINITY);
    match values.all(is_number) {
        true => Ok(()),
        false => Err(Error::NotFinite {
            what: Text::from((
                format!("{name} in part {part}"),
                format!("{part} の {name} "),
            )),
        }),
    }
}

/// A part whose rows are asked for finiteness as they are made.
struct Checked {
    part: Part,
    work: Box<dyn Work>,
    /// Rows checked and not yet handed out.
    ready: Rows,
}

impl Work for Checked {
    fn step(&mut self) -> Result<f64, Error> {
        let fraction = self.work.step()?;
        for (name, values) in self.work.rows() {
            finite(self.part, name, values.iter().copied())?;
            match self.ready.iter_mut().find(|(known, _)| *known == name) {
                Some((_, column)) => column.extend(values),
                None => self.ready.push((name, values)),
            }
        }
        Ok(fraction)
    }

    fn rows(&mut self) -> Rows {
        std::mem::take(&mut self.ready)
    }

    fn output(&self) -> Vec<u8> {
        self.work.output()
    }
}

/// Starts a part on the outputs of the parts it reads. Every row that it hands out is a number.
///
/// # Errors
/// [`Error::Input`] when `inputs` are not those outputs.
pub fn start(scenario: &Scenario, part: Part, inputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
    Ok(Box::new(Checked {
        part,
        work: begin(scenario, part, inputs)?,
        ready: Rows::new(),
    }))
}

/// The part's own work.
fn begin(scenario: &Scenario, part: Part, inputs: &[Vec<u8>]) -> Result<Box<dyn Work>, Error> {
    let input = |k: usize| inputs.get(k).map(Vec::as_slice).unwrap_or_default();
    Ok(match part {
        Part::Levels => Box::new(levels::LevelsWork::new(scenario)),
        Part::Thermal => Box::new(interior::ThermalWork::new(scenario)),
        Part::State => match limits::way(scenario) {
            Way::Levels => Box::new(state::StateWork::new(scenario, decode(input(0))?)),
            Way::Interior => Box::new(interior::InteriorWork::new(scenario, decode(input(0))?)?),
        },
        Part::BetaMu => {
            let beta = match scenario.selection {
                Selection::Beta(beta) => Some(beta),
                Selection::Index(_) => decode::<Prepared>(input(0))?.beta,
            };
            Box::new(beta_mu::BetaMuWork::new(scenario, beta))
        }
        Part::Run(k) => Box::new(run::RunWork::new(scenario, k, &decode(input(0))?)?),
        Part::Sample(k, chunk) => Box::new(sample::SampleWork::new(
            scenario,
            k,
            chunk,
            &decode(input(0))?,
        )?),
        Part::Vectors(k) => Box::new(statistics::VectorsWork::new(
            scenario,
            k,
            &decode(input(0))?,
        )?),
        Part::Statistics(k) => {
            let vectors = inputs.iter().skip(1).map(|bytes| decode(bytes));
            Box::new(statistics::StatisticsWork::new(
                scenario,
                k,
                &decode(input(0))?,
                vectors.collect::<Result<_, _>>()?,
            )?)
        }
        Part::Eigenstates { .. } => Box::new(eth::EigenstatesWork::new(scenario, part)?),
        Part::Canonical(k) => Box::new(eth::CanonicalWork::new(scenario, k, inputs)?),
        Part::Entanglement(_) => Box::new(eth::EntanglementWork::new(scenario, part)?),
        Part::Neighbour(side) => Box::new(all_eigenstates::neighbour_levels(scenario, side)?),
        Part::Temperatures => Box::new(all_eigenstates::TemperaturesWork::new(scenario, inputs)?),
        Part::Member(bath, stage) => {
            let own = sizes::baths(scenario).get(bath).cloned();
            let own = own.ok_or_else(|| unknown_part(&part.to_string()))?;
            begin(&own, stage.part(), inputs)?
        }
        Part::All(chunk) => Box::new(all_eigenstates::AllWork::new(
            scenario,
            chunk,
            decode(input(0))?,
        )?),
    })
}

/// Bytes of a part's output.
pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("plain numbers and strings serialise")
}

/// A part's output from its bytes.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|_| damaged())
}

/// An input that is not what the part reads.
fn damaged() -> Error {
    Error::Input(Text::new(
        "the output of an earlier part is missing or damaged",
        "前の段階の結果がないか、壊れています",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_reads_only_parts_before_it_and_its_name_reads_back() {
        for text in [
            "",
            "index=5",
            "bath=chain-5&bosons=2&coupling=1,2,3&compare=canonical",
            "panel=fluctuation&occupation=0.5&statistics=full",
            "panel=eth&family=third&observable=entanglement",
            "panel=all-eigenstates",
            "panel=all-eigenstates&mu=zero&disorder=1",
        ] {
            let tasks = plan(&Scenario::parse(text).unwrap());
            for (k, task) in tasks.iter().enumerate() {
                assert_eq!(task.part.to_string().parse::<Part>().unwrap(), task.part);
                for input in &task.inputs {
                    assert!(tasks[..k].iter().any(|t| t.part == *input));
                }
            }
        }
        assert!("run:x".parse::<Part>().is_err());
    }

    #[test]
    fn changing_couplings_or_times_keeps_the_keys_of_the_bath() {
        let keys = |text: &str| -> Vec<String> {
            let tasks = plan(&Scenario::parse(text).unwrap());
            tasks[..3].iter().map(|t| t.key.clone()).collect()
        };
        assert_eq!(
            keys(""),
            keys("coupling=0.7&times=lin:0:5:9&occupation=0.5")
        );
        assert_ne!(keys(""), keys("repulsion=0.2"));
        assert_ne!(keys(""), keys("disorder=1"));
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        for (text, name) in [
            ("panel=eth&bath=square-4x4&bosons=8&disorder=1", "bath"),
            ("panel=all-eigenstates&bosons=8&disorder=1", "bath"),
            ("panel=eth&family=quarter-large&disorder=1", "family"),
            ("panel=eth&family=quarter&attach=3", "family"),
        ] {
            let errors = Scenario::parse(text).unwrap_err();
            assert_eq!(errors[0].parameter(), Some(name), "{text}");
        }
        let refused = Scenario::parse("panel=eth&bosons=8&disorder=1").unwrap_err();
        let said = refused[0].to_string();
        assert!(said.contains("with bosons=5, or disorder=0"), "{said}");
        let refused = Scenario::parse("panel=all-eigenstates&bath=square-4x5&bosons=5");
        let said = refused.unwrap_err()[0].to_string();
        assert!(said.contains("9690 states"), "the sector above: {said}");
        for text in [
            "panel=eth&bosons=8&family=half-large",
            "panel=eth&family=quarter-large",
        ] {
            assert!(Scenario::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn damaged_inputs_are_an_error() {
        let scenario = Scenario::default();
        assert!(start(&scenario, Part::State, &[]).is_err());
        assert!(start(&scenario, Part::Run(0), &[vec![7; 3]]).is_err());
    }
}
