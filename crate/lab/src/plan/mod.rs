//! A plan: the parts of an experiment, each with the work that does it and the parts whose outputs it reads.

mod part;
pub mod trajectories;

pub use part::Part;

use numerics::sorting::{argsort, sorted};

use crate::work::{encode, Cost, Recipe};

/// A part with what it needs.
#[derive(Clone, Debug)]
pub struct Task {
    /// The part.
    pub part: Part,
    /// Name of the work.
    pub work: &'static str,
    /// What a progress bar calls it.
    pub phase: &'static str,
    /// The bytes of the work's recipe.
    pub recipe: Vec<u8>,
    /// Parts whose outputs it reads, in this order.
    pub reads: Vec<Part>,
    /// Equal keys mean equal outputs and rows, so that these can be kept from one set-up to the next.
    pub key: String,
    /// What it takes.
    pub cost: Cost,
}

/// Tasks, each after those whose outputs it reads.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The tasks, in the order in which they are best begun.
    pub tasks: Vec<Task>,
}

impl Plan {
    /// Adds a part. The key is that of the work, of its recipe's bytes, and of the keys of all that it reads.
    ///
    /// # Panics
    /// When a part is read that has not been added before.
    pub fn add<R: Recipe>(&mut self, part: Part, recipe: &R, reads: &[Part]) {
        let bytes = encode(recipe);
        let mut hash = Hash::new();
        hash.add(R::NAME.as_bytes());
        hash.add(&bytes);
        for read in reads {
            let task = self.tasks.iter().find(|task| task.part == *read);
            hash.add(
                task.expect("a part is read after it was added")
                    .key
                    .as_bytes(),
            );
        }
        self.tasks.push(Task {
            part,
            work: R::NAME,
            phase: R::PHASE,
            recipe: bytes,
            reads: reads.to_vec(),
            key: format!("{}-{:032x}", R::NAME, hash.0),
            cost: recipe.cost(),
        });
    }

    /// Adds the plan of one of several baths.
    pub fn add_bath(&mut self, bath: usize, plan: Plan) {
        let inside = |part: Part| part.of_bath(bath);
        self.tasks.extend(plan.tasks.into_iter().map(|task| Task {
            part: inside(task.part),
            reads: task.reads.into_iter().map(inside).collect(),
            ..task
        }));
    }

    /// What all of it takes: seconds and what the page keeps are added, the rest is that of the largest task.
    pub fn cost(&self) -> Cost {
        self.tasks.iter().fold(Cost::default(), |sum, task| Cost {
            seconds: sum.seconds + task.cost.seconds,
            bytes: sum.bytes.max(task.cost.bytes),
            kept_bytes: sum.kept_bytes + task.cost.kept_bytes,
            states: sum.states.max(task.cost.states),
            block: sum.block.max(task.cost.block),
        })
    }
}

impl Plan {
    /// Bytes of the tasks that can be at work at the same time, those of most first: the tasks that are equally many readings
    /// away from those that read nothing.
    pub fn side_by_side(&self) -> Vec<Vec<f64>> {
        let tasks = &self.tasks;
        let by_part = argsort(tasks.len(), &|i, j| tasks[i].part.cmp(&tasks[j].part));
        let place = |part: &Part| by_part.binary_search_by(|&i| tasks[i].part.cmp(part)).ok();
        let mut steps: Vec<usize> = Vec::new();
        let mut bytes: Vec<Vec<f64>> = Vec::new();
        for task in tasks {
            let read = task.reads.iter().filter_map(place);
            let read = read.filter_map(|k| steps.get(by_part[k]));
            let step = read.max().map_or(0, |last| last + 1);
            steps.push(step);
            if bytes.len() <= step {
                bytes.resize(step + 1, Vec::new());
            }
            bytes[step].push(task.cost.bytes);
        }
        let descending = |group: Vec<f64>| sorted(&group, |a, b| b.total_cmp(a));
        bytes.into_iter().map(descending).collect()
    }
}

/// FNV-1a over 128 bits (Fowler, Noll and Vo): no secret, but no two recipes of a session will ever meet.
struct Hash(u128);

impl Hash {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Adds bytes and their number.
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes
            .iter()
            .copied()
            .chain((bytes.len() as u64).to_le_bytes())
        {
            self.0 ^= u128::from(byte);
            self.0 = self.0.wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }
}
