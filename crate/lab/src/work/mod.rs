//! Works: what is computed, in pieces that can run side by side.
//!
//! A work is named by a [`Recipe`]: its inputs as plain data, which say everything that its result depends on, besides the
//! outputs of the works that it reads. The recipe's bytes travel to the thread or the browser worker that carries it out,
//! and are its key in every cache. A [`Work`] under way is resumable: `step` does a little, `rows` hands out what can be
//! drawn already, `output` is what later works read. No work knows a set-up's text or a panel.
//!
//! | file | what is computed |
//! | --- | --- |
//! | `levels` | all levels of a sector |
//! | `thermal` | in their place for a larger bath: averages from random vectors |
//! | `state` | the bath's initial state and its temperature, from all levels |
//! | `interior` | the same from `thermal`, the eigenstate found alone |
//! | `nearby` | several eigenstates nearest a thermal energy |
//! | `beta_mu` | beta mu, from the sectors with one boson less and one more |
//! | `evolving` | a system and a bath ready to evolve |
//! | `run` | one evolution |
//! | `late` | one evolution over a late window |
//! | `sample` | a share of an evolution of the canonical mixture |
//! | `bath_entropy` | the entropy of a bath that started in the canonical mixture |
//! | `echo` | time turned round at one time after another |
//! | `distribution` | the distribution of entropy production at one time |
//! | `eigenstates` | local averages in every eigenstate of a block |
//! | `canonical` | every level's temperature and the canonical averages there |
//! | `entanglement` | entropy of half the bath in every eigenstate of a block |
//! | `temperatures` | beta and beta mu of every level |
//! | `beside` | the system beside every eigenstate of a block, at one time |
//! | `recipe`, `cost`, `numbers` | what a work is, what it takes, and how long columns travel |
//! | `list` | every work, and how one starts |

pub mod bath_entropy;
pub mod beside;
pub mod beta_mu;
pub mod canonical;
pub mod cost;
pub mod distribution;
pub mod echo;
pub mod eigenstates;
pub mod entanglement;
mod evolving;
pub mod interior;
pub mod late;
pub mod levels;
mod list;
pub mod nearby;
mod numbers;
mod recipe;
pub mod run;
pub mod sample;
pub mod state;
pub mod temperatures;
pub mod thermal;

pub use cost::Cost;
pub use list::start;
pub(crate) use recipe::{decode, encode};
pub use recipe::{decode as output, finite, Recipe, Rows, Work};
pub use state::{InitialState, InitialVector, LevelInfo};
