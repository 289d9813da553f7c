//! Records: the numbers found so far, ready to be drawn or exported, and what follows from them.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `run`, `trajectories` | one evolution; a bath and all its runs |
//! | `quantity` | what a panel draws of each run |
//! | `entropy_balance` | from what is measured to entropy production |
//! | `samples` | averages over the canonical mixture, and how sure they are |
//! | `ensemble` | how long one eigenstate cannot be told from it |
//! | `distribution` | the distribution of entropy production at one time |
//! | `information` | what system and bath know of each other |
//! | `late` | means over a late window, and how eigenstates differ in them |
//! | `violation` | how far the fluctuation theorem is from holding |
//! | `levels` | every level of a bath as JSON |
//! | `histogram`, `fit` | counts, moments, lines and powers |
//! | `table` | runs as tables |
//! | `words` | runs in sentences |

pub mod distribution;
pub mod ensemble;
pub mod entropy_balance;
pub mod fit;
pub mod histogram;
pub mod information;
pub mod late;
pub mod levels;
mod quantity;
mod run;
mod samples;
pub mod table;
pub mod trajectories;
pub mod violation;
pub mod words;

pub use distribution::{Characteristic, Distribution, StatisticsSummary};
pub use ensemble::{Comparison, Divergence, DIVERGENCE_TOLERANCE};
pub use late::{Late, LateLevel, LateSpread, Spread};
pub use quantity::Quantity;
pub use run::Run;
pub use samples::{Errors, Sampling};
pub use table::{named, Moment, RunMoment, Table};
pub use trajectories::{time_marks, BathSummary, EigenstateSummary, Mark, MarkKind, Trajectories};
pub use violation::ViolationOnset;
