//! The signal that S was attached, at one time: what the light cone shows as a colour.

use serde::Serialize;

use super::chart::SIGNAL;
use super::record::LightCones;
use crate::bath;
use crate::draw::color_map::color_of;
use crate::draw::theme::css;
use numerics::vector::larger;

/// The change of the density at one time of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Signal {
    /// The time of the row: the one at or just before the time asked for, or the first.
    pub time: f64,
    /// |<n_i>(t) - <n_i>(0)| of every bath site, then of the system site.
    pub sites: Vec<f64>,
    /// The largest of them at each distance from the system site, which is at distance 0.
    pub distances: Vec<f64>,
    /// The colour of each site on the chart's scale, `#rrggbb`.
    pub colors: Vec<String>,
}

impl LightCones {
    /// The signal of run `run` at a time; none until the bath's state is known and the run has rows.
    pub fn signal_at(&self, run: usize, time: f64) -> Option<Signal> {
        let bath = self.0.bath.as_ref()?;
        let run = self.0.runs.get(run)?;
        let rows = run.time.len().min(run.site_density.len());
        let row = run.time[..rows]
            .partition_point(|&t| t <= time)
            .saturating_sub(1);
        let density = run.site_density.get(row)?;
        let before = bath.site_density.iter().copied();
        let sites: Vec<f64> = density
            .iter()
            .zip(before.chain([self.0.scenario.occupation]))
            .map(|(now, before)| (now - before).abs())
            .collect();
        let lattice = bath::lattice(&self.0.scenario);
        let bonds = lattice
            .distances(self.0.scenario.attach)
            .into_iter()
            .map(|d| d + 1)
            .chain([0]);
        let mut distances = vec![0.0f64; bonds.clone().max().map_or(0, |d| d + 1)];
        for (distance, &change) in bonds.zip(&sites) {
            distances[distance] = larger(distances[distance], change);
        }
        let color = |&change: &f64| color_of(&SIGNAL, change).map(css).unwrap_or_default();
        Some(Signal {
            time: run.time[row],
            colors: sites.iter().map(color).collect(),
            sites,
            distances,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::LightCones;
    use crate::scenario::Scenario;

    #[test]
    fn the_signal_at_a_time_is_the_light_cones_row() {
        let text = "panel=light-cone&bath=chain-4&bosons=2&coupling=0.5,1&times=lin:0:2:9";
        let record = crate::runner::run(&Scenario::parse(text).unwrap(), |_, _, _| true).unwrap();
        let record = record.state::<LightCones>();
        let cone = &record.light_cones()[1];
        for (row, &time) in cone.time.iter().enumerate() {
            let signal = record.signal_at(1, time + 0.1).unwrap();
            assert_eq!((signal.time, &signal.distances), (time, &cone.signal[row]));
            assert_eq!(signal.sites.len(), 5);
        }
        assert_eq!(record.signal_at(1, -1.0).unwrap().time, 0.0);
        assert_eq!(record.signal_at(2, 1.0), None);
    }
}
