//! The plan of what follows one state of the bath in time: its state, its chemical potential, and a run for each coupling.

use super::{Part, Plan};
use crate::bath::Bath;
use crate::scenario::limits::{self, SolveMethod};
use crate::scenario::panel::Use;
use crate::scenario::{
    BathState, Compare, Currents, Scenario, Selection, Spacing, Statistics, TimeGrid,
};
use crate::work::bath_entropy::BathEntropy;
use crate::work::beta_mu::BetaMu;
use crate::work::distribution::{Distribution, Vectors};
use crate::work::echo::Echo;
use crate::work::interior::Interior;
use crate::work::late::Late;
use crate::work::levels::Levels;
use crate::work::nearby::Nearby;
use crate::work::run::{Flaw, Run, Times};
use crate::work::sample::{is_exact, shares, Sample};
use crate::work::state::State;
use crate::work::thermal::Thermal;

/// What distinguishes one run of a set-up from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunConfig {
    /// gamma'.
    pub coupling: f64,
    /// p
    pub occupation: f64,
    /// Where time is turned round, the phase at the turning point; 0 for the perfect return.
    pub kick: Option<f64>,
    /// Where time is turned round, by how much the site energies of the way back are off; 0 for the perfect return.
    pub mismatch: Option<f64>,
    /// What the bath is in at the start.
    pub bath: BathState,
}

/// The runs of a set-up: one for each coupling; where time is turned round a perfect return for
/// each and, with a kick or a mismatch, an imperfect one with both. Where all occupations of S are wanted, those of S
/// empty and of S filled, from which they follow. After all of these, those that they are to be
/// compared with, in the same order.
pub fn configs(scenario: &Scenario) -> Vec<RunConfig> {
    let mut baths = vec![scenario.state];
    baths.extend(is_compared(scenario).then_some(BathState::Canonical));
    let turned = scenario.panel.uses(Use::Turn);
    let flaw = (scenario.kick, scenario.mismatch);
    let flaws = match flaw {
        _ if !turned => vec![None],
        (0.0, 0.0) => vec![Some(flaw)],
        _ => vec![Some((0.0, 0.0)), Some(flaw)],
    };
    let occupations = match scenario.panel.uses(Use::Occupation) {
        true => vec![scenario.occupation],
        false => vec![0.0, 1.0],
    };
    let mut configs = Vec::new();
    for bath in baths {
        for &coupling in &scenario.coupling {
            for &occupation in &occupations {
                configs.extend(flaws.iter().map(|flaw| RunConfig {
                    coupling,
                    occupation,
                    kick: flaw.map(|(kick, _)| kick),
                    mismatch: flaw.map(|(_, mismatch)| mismatch),
                    bath,
                }));
            }
        }
    }
    configs
}

/// The seed of the random energies of the way back: not the one of the bath's own.
fn mismatch_seed(scenario: &Scenario) -> u64 {
    scenario.seed + 1
}

/// What is imperfect about the way back of a run. What does not matter is the same in all runs: a perfect return is one and
/// the same whichever site another is kicked at.
fn flaw(scenario: &Scenario, config: RunConfig) -> Option<Flaw> {
    let (phase, mismatch) = config.kick.zip(config.mismatch)?;
    Some(Flaw {
        phase,
        site: match phase == 0.0 {
            true => 0,
            false => scenario.kick_site,
        },
        mismatch,
        seed: match mismatch == 0.0 {
            true => 0,
            false => mismatch_seed(scenario),
        },
    })
}

fn is_compared(scenario: &Scenario) -> bool {
    scenario.panel.uses(Use::Comparison)
        && scenario.compare == Compare::Canonical
        && scenario.state != BathState::Canonical
}

/// Whether the runs measure the weights that give <e^{-s}>.
pub fn measures_average(scenario: &Scenario) -> bool {
    let p = scenario.occupation;
    scenario.panel.uses(Use::Average) && p > 0.0 && p < 1.0
}

/// Whether the distribution of entropy production is resolved: with the system surely empty or surely filled the theorem
/// does not apply, and a thermal state has no energy to start from.
pub fn resolves_distribution(scenario: &Scenario) -> bool {
    measures_average(scenario)
        && scenario.panel.uses(Use::Distribution)
        && scenario.statistics == Statistics::Full
        && scenario.state == BathState::Eigenstate
}

/// Whether the runs measure the entropy of the bath.
pub fn measures_bath_entropy(scenario: &Scenario) -> bool {
    scenario.panel.uses(Use::BathEntropy)
}

/// The output times of every run: the scenario's; where time is turned round as many (one more if
/// that is even) evenly spread over [0, 2T], T among them.
pub fn times(scenario: &Scenario) -> Times {
    match scenario.panel.uses(Use::Turn) {
        true => Times::ThereAndBack {
            turn: scenario.turn,
            half: (scenario.times.count / 2).max(1),
        },
        false => Times::Grid(scenario.times),
    }
}

/// Whether canonical averages of a set-up are exact, not estimated from samples.
pub fn has_exact_averages(scenario: &Scenario) -> bool {
    is_exact(Bath::from(scenario).states())
}

/// Shares that a canonical run of a set-up is made of.
pub fn share_count(scenario: &Scenario) -> usize {
    shares(Bath::from(scenario).states(), scenario.samples)
}

/// The late window over which means are taken. A mixture has none: its curve is a sum over many evolutions.
pub fn late_window(scenario: &Scenario) -> Option<TimeGrid> {
    let pure = scenario.state != BathState::Canonical;
    scenario
        .late
        .filter(|_| pure && scenario.panel.uses(Use::Late))
}

/// How many states of the bath are followed over the late window: as many as there are, at most.
pub fn late_levels(scenario: &Scenario) -> usize {
    let several = scenario.panel.uses(Use::NearLevels) && scenario.state == BathState::Eigenstate;
    let levels = if several { scenario.levels } else { 1 };
    let states = usize::try_from(Bath::from(scenario).states());
    states.map_or(levels, |states| levels.min(states))
}

/// One of the runs.
fn run(scenario: &Scenario, config: RunConfig) -> Run {
    Run {
        bath: scenario.into(),
        attach: scenario.attach,
        coupling: config.coupling,
        potential: scenario.potential,
        occupation: config.occupation,
        times: times(scenario),
        back: flaw(scenario, config),
        averages: measures_average(scenario),
        currents: scenario.panel.uses(Use::Currents) && scenario.currents == Currents::On,
        bath_entropy: measures_bath_entropy(scenario) && config.bath != BathState::Canonical,
    }
}

/// The parts `levels` (or `thermal`), `beta-mu`, `state`, then `run:K` or `sample:K:SHARE`, `bath-entropy:K`, `vectors:K` and
/// `statistics:K`.
pub fn plan(scenario: &Scenario) -> Plan {
    let bath = Bath::from(scenario);
    let state_part = Part::new("state");
    let mut plan = Plan::default();
    let (levels, beta) = match limits::solve_method(scenario) {
        SolveMethod::Levels => {
            let levels = Part::new("levels");
            plan.add(levels.clone(), &Levels { bath: bath.clone() }, &[]);
            (levels, None)
        }
        SolveMethod::Interior => {
            let thermal = Thermal {
                bath: bath.clone(),
                seed: scenario.seed,
                samples: scenario.samples,
            };
            plan.add(Part::new("thermal"), &thermal, &[]);
            let beta = match scenario.selection {
                Selection::Beta(beta) => Some(beta),
                Selection::Index(_) => None,
            };
            (Part::new("thermal"), beta)
        }
    };
    let add_state = |plan: &mut Plan| {
        // Random signs only enter a typical state.
        let seed = match scenario.state {
            BathState::Typical => scenario.seed,
            BathState::Eigenstate | BathState::Canonical => 0,
        };
        match beta {
            Some(beta) => {
                let interior = Interior {
                    bath: bath.clone(),
                    beta,
                    state: scenario.state,
                    seed,
                };
                plan.add(state_part.clone(), &interior, std::slice::from_ref(&levels));
            }
            None => {
                let state = State {
                    bath: bath.clone(),
                    selection: scenario.selection,
                    attach: scenario.attach,
                    state: scenario.state,
                    seed,
                    compared: is_compared(scenario),
                };
                plan.add(state_part.clone(), &state, std::slice::from_ref(&levels));
            }
        }
    };
    // As early as may be: entropy production waits for it.
    match scenario.selection {
        Selection::Beta(beta) => {
            let beta_mu = BetaMu::new(bath.clone(), Some(beta), scenario.seed, scenario.samples);
            plan.add(Part::new("beta-mu"), &beta_mu, &[]);
            add_state(&mut plan);
        }
        Selection::Index(_) => {
            add_state(&mut plan);
            let beta_mu = BetaMu::new(bath.clone(), None, scenario.seed, scenario.samples);
            plan.add(
                Part::new("beta-mu"),
                &beta_mu,
                std::slice::from_ref(&state_part),
            );
        }
    }
    add_runs(&mut plan, scenario, &state_part);
    if let Some(window) = late_window(scenario) {
        add_late(&mut plan, scenario, window, &levels);
    }
    plan
}

/// The evolutions over the late window: the scenario's own state for each coupling, or several eigenstates.
fn add_late(plan: &mut Plan, scenario: &Scenario, window: TimeGrid, levels: &Part) {
    let count = late_levels(scenario);
    let beta = match scenario.selection {
        Selection::Beta(beta) if count > 1 => Some(beta),
        Selection::Beta(_) | Selection::Index(_) => None,
    };
    let start = match beta {
        Some(beta) => {
            let nearby = Nearby {
                bath: scenario.into(),
                beta,
                attach: scenario.attach,
                count,
                interior: limits::solve_method(scenario) == SolveMethod::Interior,
            };
            let part = Part::new("nearby");
            plan.add(part.clone(), &nearby, std::slice::from_ref(levels));
            part
        }
        None => Part::new("state"),
    };
    // Means are added up as they come, which takes temperature and chemical potential.
    let mut reads = vec![start, Part::new("beta-mu")];
    reads.extend(beta.map(|_| Part::new("state")));
    for (k, &coupling) in scenario.coupling.iter().enumerate() {
        let config = RunConfig {
            coupling,
            occupation: scenario.occupation,
            kick: None,
            mismatch: None,
            bath: scenario.state,
        };
        for level in 0..count {
            let late = Late {
                run: Run {
                    times: Times::Grid(window),
                    currents: false,
                    ..run(scenario, config)
                },
                nearby: beta.map(|beta| (level, beta)),
            };
            plan.add(Part::at("late", &[k, level]), &late, &reads);
        }
    }
}

fn add_runs(plan: &mut Plan, scenario: &Scenario, state: &Part) {
    let reads = [state.clone()];
    let configs: Vec<(usize, RunConfig)> = configs(scenario).into_iter().enumerate().collect();
    let (mixed, pure): (Vec<_>, Vec<_>) = configs
        .into_iter()
        .partition(|(_, config)| config.bath == BathState::Canonical);
    for &(k, config) in &pure {
        plan.add(Part::at("run", &[k]), &run(scenario, config), &reads);
    }
    let exact = has_exact_averages(scenario);
    // Share after share of every run, so that all of them sharpen together.
    for share in 0..share_count(scenario) {
        for &(k, config) in &mixed {
            let sample = Sample {
                run: run(scenario, config),
                share,
                seed: if exact { 0 } else { scenario.seed },
            };
            plan.add(Part::at("sample", &[k, share]), &sample, &reads);
        }
    }
    if measures_bath_entropy(scenario) {
        for &(k, config) in &mixed {
            let whole = BathEntropy {
                run: run(scenario, config),
            };
            plan.add(Part::at("bath-entropy", &[k]), &whole, &reads);
        }
    }
    if resolves_distribution(scenario) {
        add_distributions(plan, scenario, state, &pure);
    }
}

/// Turning times of the echo.
const TURNS: usize = 24;

/// Widths of the random site energies on the way back that the echo is computed for: the scenario's own among them. None
/// without one, and for a mixture.
pub fn echo_mismatches(scenario: &Scenario) -> Vec<f64> {
    let asked = scenario.panel.uses(Use::Turn) && scenario.state != BathState::Canonical;
    match asked && scenario.mismatch > 0.0 {
        true => [0.25, 0.5, 1.0, 2.0]
            .map(|share| share * scenario.mismatch)
            .to_vec(),
        false => Vec::new(),
    }
}

/// Adds the parts `echo:COUPLING:MISMATCH` to the plan of a set-up in which time is turned round.
pub fn add_echoes(plan: &mut Plan, scenario: &Scenario) {
    let turns = TimeGrid {
        spacing: Spacing::Lin,
        from: scenario.turn / TURNS as f64,
        to: scenario.turn,
        count: TURNS,
    };
    for (c, &coupling) in scenario.coupling.iter().enumerate() {
        for (m, mismatch) in echo_mismatches(scenario).into_iter().enumerate() {
            let config = RunConfig {
                coupling,
                occupation: scenario.occupation,
                kick: Some(0.0),
                mismatch: Some(mismatch),
                bath: scenario.state,
            };
            let echo = Echo {
                run: Run {
                    times: Times::Grid(turns),
                    currents: false,
                    ..run(scenario, config)
                },
            };
            plan.add(Part::at("echo", &[c, m]), &echo, &[Part::new("state")]);
        }
    }
}

fn add_distributions(
    plan: &mut Plan,
    scenario: &Scenario,
    state: &Part,
    pure: &[(usize, RunConfig)],
) {
    let bath = Bath::from(scenario);
    let mut reads = vec![state.clone()];
    for block in 0..Vectors::count(&bath) {
        let vectors = Vectors {
            bath: bath.clone(),
            attach: scenario.attach,
            block,
        };
        let part = Part::at("vectors", &[block]);
        plan.add(part.clone(), &vectors, std::slice::from_ref(state));
        reads.push(part);
    }
    for &(k, config) in pure {
        let at = TimeGrid {
            spacing: Spacing::Lin,
            from: scenario.at,
            to: scenario.at,
            count: 1,
        };
        let distribution = Distribution {
            run: Run {
                times: Times::Grid(at),
                currents: false,
                ..run(scenario, config)
            },
        };
        plan.add(Part::at("statistics", &[k]), &distribution, &reads);
    }
}
