//! Weak ETH: every eigenstate of the bath against the canonical average at its energy.

use serde::Serialize;

use super::gaps::{ratios, GapRatios};
use crate::bath::{self, Bath};
use crate::error::Error;
use crate::plan::Part;
use crate::record::histogram::{moments, PowerLaw};
use crate::scenario::family::baths;
use crate::scenario::{Observable, Scenario, Selection};
use crate::work::canonical::{EthLevel, EthLevels};
use crate::work::decode;
use crate::work::eigenstates::BlockStates;
use crate::work::entanglement::BlockEntropies;
use numerics::sorting::sorted;
use numerics::vector::largest;
use physics::entanglement::{half, page_entropy};
use physics::fock::binomial;
use physics::local::{bond, LocalState};
use physics::thermal::canonical_energy;

/// Statistics take the levels with |beta| up to this, in the unit 1/E.
pub const WINDOW: f64 = 1.0;
/// Deviations that equal epsilon, as those of free bosons may, are no outliers whatever their
/// last digits: they have to exceed it by this share.
const ROUNDING: f64 = 1e-9;

/// What the parts of the panel have handed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    /// Levels of each bath of [`baths`].
    baths: Vec<Option<EthLevels>>,
    /// Blocks of the scenario's own bath while its other blocks are still at work.
    early: Vec<Option<BlockStates>>,
    entropies: Vec<Option<BlockEntropies>>,
}

/// The place `k` of a list, made as long as that takes.
fn at<T: Clone>(list: &mut Vec<Option<T>>, k: usize) -> &mut Option<T> {
    if list.len() <= k {
        list.resize(k + 1, None);
    }
    &mut list[k]
}

impl Collected {
    /// Takes in a part's output.
    pub fn accept(&mut self, part: &Part, output: &[u8]) -> Result<(), Error> {
        match part.key() {
            ("eigenstates", &[0, block]) => {
                *at(&mut self.early, block) = Some(decode(output)?);
            }
            ("canonical", &[k]) => {
                *at(&mut self.baths, k) = Some(decode(output)?);
                if k == 0 {
                    self.early.clear();
                }
            }
            ("entanglement", &[k]) => *at(&mut self.entropies, k) = Some(decode(output)?),
            // Those of other baths are read by `canonical` alone.
            _ => {}
        }
        Ok(())
    }

    fn levels(&self, k: usize) -> Option<&EthLevels> {
        self.baths.get(k).and_then(Option::as_ref)
    }

    fn entropy(&self, level: &EthLevel) -> Option<f64> {
        let level = level.level;
        let block = self.entropies.get(level.block)?.as_ref()?;
        let column = if level.partner {
            &block.partners
        } else {
            &block.own
        };
        column.get(level.place).copied()
    }
}

impl Observable {
    /// Its average, where it is one of the four that are kept.
    fn average(self, local: &LocalState) -> Option<f64> {
        match self {
            Observable::Density => Some(local.density),
            Observable::Hopping => Some(local.hopping),
            Observable::Pair => Some(local.pair),
            Observable::LocalState | Observable::Entanglement | Observable::Gaps => None,
        }
    }

    /// d_n: the difference of the averages, or the trace distance of the reduced states.
    fn deviation(self, local: &LocalState, canonical: &LocalState) -> Option<f64> {
        match self {
            Observable::LocalState => Some(local.trace_distance(canonical)),
            Observable::Density
            | Observable::Hopping
            | Observable::Pair
            | Observable::Entanglement
            | Observable::Gaps => Some(self.average(local)? - self.average(canonical)?),
        }
    }
}

/// One eigenstate of the bath.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EthPoint {
    /// Place by energy, from 0; `None` while blocks are missing.
    pub index: Option<usize>,
    /// E_n.
    pub energy: f64,
    /// Signs under the commuting mirrors; "" without mirrors.
    pub sector: String,
    /// A_n = <E_n|A|E_n>; for the reduced state its trace distance to the canonical one.
    pub value: Option<f64>,
    /// <A> in the canonical ensemble of the same energy; 0 for the trace distance.
    pub canonical: Option<f64>,
    /// d_n, their difference.
    pub deviation: Option<f64>,
    /// U(beta) = E_n; `None` at the ends of the spectrum.
    pub beta: Option<f64>,
    /// <n_a>, <n_c>, <n_a n_c>, <b_a^dagger b_c + h.c.>.
    pub local: [f64; 4],
}

/// How far the eigenstates of one bath are from thermal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Deviations {
    /// Levels with |beta| up to this count.
    pub window: f64,
    /// Number of these levels.
    pub levels: usize,
    /// Those with |d_n| > epsilon.
    pub outliers: usize,
    /// Their share; this and what follows is `None` without levels.
    pub fraction: Option<f64>,
    /// Mean of d_n.
    pub mean: Option<f64>,
    /// Standard deviation of d_n.
    pub standard_deviation: Option<f64>,
    /// Largest |d_n|.
    pub largest: Option<f64>,
}

/// One bath of the family.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "EthSize"))]
pub struct Size {
    /// Its lattice.
    pub bath: String,
    /// Bosons in it.
    pub bosons: usize,
    /// Its sites.
    pub sites: usize,
    /// States of the sector.
    pub dimension: usize,
    /// Its eigenstates' deviations; `None` for an observable without them.
    pub statistics: Option<Deviations>,
    /// Mean ratio of consecutive gaps; `None` where parity sectors mix momenta.
    pub mean_ratio: Option<f64>,
    /// Its standard error.
    pub ratio_error: Option<f64>,
    /// d_n of the levels in the window.
    #[serde(skip)]
    pub deviations: Vec<f64>,
}

/// Powers of the sector's dimension with which the deviations shrink along the family.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Decay {
    /// Of the standard deviation.
    pub standard_deviation: Option<PowerLaw>,
    /// Of the share of outliers; sizes without outliers have no place on it.
    pub fraction: Option<PowerLaw>,
    /// Of the largest deviation: strong ETH says that it shrinks too.
    pub largest: Option<PowerLaw>,
}

/// Ratios of consecutive gaps inside each symmetry sector.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Gaps {
    /// Of all sectors together.
    pub all: GapRatios,
    /// Sector by sector.
    pub sectors: Vec<GapRatios>,
    /// Mean ratio of random matrices, and of uncorrelated levels.
    pub goe: f64,
    /// The same for uncorrelated levels.
    pub poisson: f64,
    /// Every ratio.
    #[serde(skip)]
    pub ratios: Vec<f64>,
}

/// What the entanglement of the eigenstates is compared with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Entanglement {
    /// Sites of the half: those with indices below this.
    pub half: usize,
    /// Mean of a random state of the sector, in nats.
    pub page: f64,
}

/// Everything that panel `eth` shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Eth {
    /// Name of the observable A.
    pub observable: &'static str,
    /// The attached site a and its neighbour c.
    pub bond: [usize; 2],
    /// |d_n| above this makes an outlier.
    pub epsilon: f64,
    /// Every eigenstate, by index.
    pub levels: Vec<EthPoint>,
    /// Statistics of the deviations; `None` while levels are missing and for observables
    /// without a canonical value.
    pub statistics: Option<Deviations>,
    /// The eigenstate that the scenario's beta or index picks.
    pub chosen: Option<usize>,
    /// The baths of the family whose levels are known, by size.
    pub sizes: Vec<Size>,
    /// How the deviations shrink along the family.
    pub decay: Decay,
    /// Level statistics.
    pub gaps: Option<Gaps>,
    /// For observable `entanglement`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub entanglement: Option<Entanglement>,
    /// Largest difference between the sums of the four averages over all levels and the traces
    /// of their operators, which binomials give: how exact the eigenvectors are.
    pub trace_error: Option<f64>,
    /// Energies and canonical averages of A.
    pub curve: Vec<(f64, f64)>,
}

/// The panel's state: what the parts have handed in, and how many of them.
pub struct EthState {
    pub(super) scenario: Scenario,
    pub(super) found: Collected,
    /// How many parts there are, and how many are done.
    pub(super) parts: usize,
    pub(super) done: usize,
}

impl EthState {
    /// Whether every part is done.
    pub(super) fn complete(&self) -> bool {
        self.done == self.parts
    }

    /// What is known of panel `eth`, complete or still growing.
    pub fn eth(&self) -> Eth {
        let scenario = &self.scenario;
        let observable = scenario.observable;
        let own = self.found.levels(0);
        let sizes = self.sizes();
        let points = |y: fn(&Deviations) -> Option<f64>| -> Vec<(f64, f64)> {
            let known = sizes.iter();
            let known =
                known.filter_map(|s| Some((s.dimension as f64, y(s.statistics.as_ref()?)?)));
            known.collect()
        };
        let (a, c) = bond(&bath::lattice(scenario), scenario.attach);
        let curve = own.map_or(&[][..], |own| &own.curve).iter();
        Eth {
            observable: observable.id(),
            bond: [a, c],
            epsilon: scenario.epsilon,
            levels: self.points(),
            statistics: own.and_then(|own| self.deviations(own)).map(|(s, _)| s),
            chosen: own.map(|own| chosen(scenario, own)),
            decay: Decay {
                standard_deviation: PowerLaw::fit(&points(|d| d.standard_deviation)),
                fraction: PowerLaw::fit(&points(|d| d.fraction)),
                largest: PowerLaw::fit(&points(|d| d.largest)),
            },
            sizes,
            gaps: self.gaps(),
            entanglement: (observable == Observable::Entanglement).then(|| Entanglement {
                half: half(scenario.bath.sites()),
                page: page_entropy(
                    scenario.bath.sites(),
                    scenario.bosons,
                    half(scenario.bath.sites()),
                ),
            }),
            trace_error: own.map(|own| trace_error(scenario, own)),
            curve: curve
                .filter_map(|(energy, local)| Some((*energy, observable.average(local)?)))
                .collect(),
        }
    }

    /// Levels and lowest and highest energy of the scenario's bath, once they are known.
    pub(super) fn eth_ends(&self) -> Option<(usize, f64, f64)> {
        let levels = &self.found.levels(0)?.levels;
        let ends = [levels.first()?, levels.last()?].map(|l| l.level.energy);
        Some((levels.len(), ends[0], ends[1]))
    }

    fn points(&self) -> Vec<EthPoint> {
        let observable = self.scenario.observable;
        let Some(own) = self.found.levels(0) else {
            let early = self.found.early.iter().flatten().flat_map(|block| {
                let own = block.energies.iter().zip(&block.local);
                own.chain(block.energies.iter().zip(&block.partners))
            });
            let point = |(&energy, local): (&f64, &LocalState)| EthPoint {
                index: None,
                energy,
                sector: String::new(),
                value: observable.average(local),
                canonical: None,
                deviation: None,
                beta: None,
                local: columns(local),
            };
            return early.map(point).collect();
        };
        let point = |(index, level): (usize, &EthLevel)| {
            let canonical = level.canonical.as_ref();
            let deviation = canonical.and_then(|c| observable.deviation(&level.local, c));
            let (value, canonical) = match observable {
                Observable::LocalState => (deviation, deviation.map(|_| 0.0)),
                Observable::Entanglement => (self.found.entropy(level), None),
                Observable::Density | Observable::Hopping | Observable::Pair | Observable::Gaps => {
                    (
                        observable.average(&level.local),
                        canonical.and_then(|c| observable.average(c)),
                    )
                }
            };
            EthPoint {
                index: Some(index),
                energy: level.level.energy,
                sector: level.sector.clone(),
                value,
                canonical,
                deviation,
                beta: level.beta,
                local: columns(&level.local),
            }
        };
        own.levels.iter().enumerate().map(point).collect()
    }

    /// Level statistics of the scenario's own bath, of the blocks that are done.
    fn gaps(&self) -> Option<Gaps> {
        match self.found.levels(0) {
            Some(own) => gaps(&self.scenario, own.blocks.iter().map(Some)),
            None if self.found.early.is_empty() => None,
            None => {
                let early = self.found.early.iter();
                let energies = early.map(|block| block.as_ref().map(|b| &b.energies));
                gaps(&self.scenario, energies)
            }
        }
    }

    /// Whether there is a point or a ratio to draw.
    pub(super) fn eth_begun(&self) -> bool {
        let own = self.found.levels(0).is_some();
        let early = !self.found.early.is_empty();
        match self.scenario.observable {
            Observable::LocalState => own,
            Observable::Entanglement => own && !self.found.entropies.is_empty(),
            Observable::Density | Observable::Hopping | Observable::Pair | Observable::Gaps => {
                own || early
            }
        }
    }

    /// Statistics of a bath's deviations in the window, and the deviations.
    fn deviations(&self, levels: &EthLevels) -> Option<(Deviations, Vec<f64>)> {
        let observable = self.scenario.observable;
        let inside = levels
            .levels
            .iter()
            .filter(|level| level.beta.is_some_and(|beta| beta.abs() <= WINDOW));
        let found: Option<Vec<f64>> = inside
            .map(|level| observable.deviation(&level.local, level.canonical.as_ref()?))
            .collect();
        let found = found?;
        let epsilon = self.scenario.epsilon * (1.0 + ROUNDING);
        let outliers = found.iter().filter(|d| d.abs() > epsilon).count();
        let (mean, standard_deviation) = moments(&found).unzip();
        let statistics = Deviations {
            window: WINDOW,
            levels: found.len(),
            outliers,
            fraction: mean.map(|_| outliers as f64 / found.len() as f64),
            mean,
            standard_deviation,
            largest: mean.map(|_| largest(found.iter().copied())),
        };
        Some((statistics, found))
    }

    fn sizes(&self) -> Vec<Size> {
        let scenario = &self.scenario;
        let family = scenario.family.members(scenario.bath);
        let all = baths(scenario);
        let known = all.iter().enumerate().filter_map(|(k, other)| {
            let of_family = family.contains(&(other.bath, other.bosons));
            Some((other, self.found.levels(k).filter(|_| of_family)?))
        });
        let sizes: Vec<Size> = known
            .map(|(other, levels)| {
                let (statistics, deviations) = self.deviations(levels).unzip();
                let gaps = gaps(other, levels.blocks.iter().map(Some)).map(|gaps| gaps.all);
                Size {
                    bath: other.bath.to_string(),
                    bosons: other.bosons,
                    sites: other.bath.sites(),
                    dimension: levels.levels.len(),
                    statistics,
                    mean_ratio: gaps.as_ref().and_then(|all| all.mean),
                    ratio_error: gaps.as_ref().and_then(|all| all.error),
                    deviations: deviations.unwrap_or_default(),
                }
            })
            .collect();
        sorted(&sizes, |a, b| a.dimension.cmp(&b.dimension))
    }
}

fn columns(local: &LocalState) -> [f64; 4] {
    [local.density, local.neighbour, local.pair, local.hopping]
}

fn trace_error(scenario: &Scenario, own: &EthLevels) -> f64 {
    let (sites, bosons) = (scenario.bath.sites(), scenario.bosons);
    // States with one site filled, or two; no hop leaves a Fock state as it is.
    let filled = binomial(sites - 1, bosons - 1) as f64;
    let both = match bosons {
        1 => 0.0,
        _ => binomial(sites - 2, bosons - 2) as f64,
    };
    let traces = [filled, filled, both, 0.0].into_iter().enumerate();
    let error = |(k, trace): (usize, f64)| {
        let sum: f64 = own.levels.iter().map(|l| columns(&l.local)[k]).sum();
        (sum - trace).abs()
    };
    largest(traces.map(error))
}

/// The eigenstate that the other panels would start from.
fn chosen(scenario: &Scenario, own: &EthLevels) -> usize {
    let energies: Vec<f64> = own.levels.iter().map(|l| l.level.energy).collect();
    match scenario.selection {
        Selection::Index(index) => index,
        Selection::Beta(beta) => {
            let levels = physics::spectrum::Levels(own.levels.iter().map(|l| l.level).collect());
            levels.nearest(canonical_energy(&energies, beta))
        }
    }
}

/// Ratios of the gaps in each block whose energies are known; `None` where a block mixes levels of different momenta.
fn gaps<'a>(
    scenario: &Scenario,
    levels: impl Iterator<Item = Option<&'a Vec<f64>>>,
) -> Option<Gaps> {
    let bath = Bath::from(scenario);
    if bath.symmetry().has_momenta() {
        return None;
    }
    let blocks = bath.blocks();
    let (mut everything, mut undefined) = (Vec::new(), 0);
    let mut sectors = Vec::new();
    let known = blocks.iter().zip(levels);
    for (block, energies) in known.filter_map(|(block, e)| Some((block, e?))) {
        let (found, missing) = ratios(energies);
        sectors.push(GapRatios::new(
            &block.parity.to_string(),
            energies.len(),
            &found,
            missing,
        ));
        everything.extend(found);
        undefined += missing;
    }
    let count = sectors.iter().map(|s| s.levels).sum();
    Some(Gaps {
        all: GapRatios::new("all", count, &everything, undefined),
        sectors,
        goe: super::gaps::GOE,
        poisson: super::gaps::POISSON,
        ratios: everything,
    })
}
