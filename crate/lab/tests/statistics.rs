//! The distribution of entropy production and the canonical average of e^{-s}, each against
//! a dense computation that shares nothing with them but the matrices.

use nalgebra::{DMatrix, DVector};
use num_complex::Complex64;

use physics::fock::Fock;
use physics::spectrum::dense;
use second_law_lab::bath::Bath;
use second_law_lab::draw::View;
use second_law_lab::export::{self, csv::csv, svg::svg};
use second_law_lab::panels::Record;
use second_law_lab::panels::{EthState, LightCones};
use second_law_lab::runner;
use second_law_lab::scenario::{Lang, Scenario};
use second_law_lab::words::Words;

/// System and bath as dense matrices, for one scenario and its first coupling.
struct Dense {
    scenario: Scenario,
    beta: f64,
    beta_mu: f64,
}

/// One outcome of the two-point measurement: from and to which occupation of S, the bath's
/// new energy, and how likely that is from the one occupation.
struct Outcome {
    from: usize,
    to: usize,
    energy: f64,
    weight: f64,
}

impl Dense {
    fn new(record: &Record) -> Self {
        let state = &record.bath().eigenstate;
        Self {
            scenario: record.scenario.clone(),
            beta: state.beta.unwrap(),
            beta_mu: state.beta_mu.unwrap(),
        }
    }

    /// Levels and eigenvectors of H_B with so many bosons.
    fn bath(&self, bosons: usize) -> (Vec<f64>, DMatrix<f64>) {
        let fock = Fock::new(self.scenario.bath.sites(), bosons);
        dense::eigensystem(Bath::from(&self.scenario).model().matrix(&fock).to_dense()).unwrap()
    }

    /// e^{-iHt} |s>|start>; S's states are the last.
    fn evolved(&self, s: usize, start: &DVector<f64>, time: f64) -> DVector<Complex64> {
        let model = Bath::from(&self.scenario).model().with_system(
            self.scenario.attach,
            self.scenario.coupling[0],
            self.scenario.potential,
        );
        let fock = Fock::new(self.scenario.bath.sites() + 1, self.scenario.bosons + s);
        let (levels, vectors) = dense::eigensystem(model.matrix(&fock).to_dense()).unwrap();
        let mut whole = DVector::zeros(fock.dimension());
        let first = if s == 1 {
            fock.dimension() - start.len()
        } else {
            0
        };
        whole.rows_mut(first, start.len()).copy_from(start);
        let parts = vectors.tr_mul(&whole);
        let turned = DVector::from_fn(levels.len(), |k, _| {
            Complex64::from_polar(1.0, -levels[k] * time) * parts[k]
        });
        vectors.map(|x| Complex64::new(x, 0.0)) * turned
    }

    /// Every outcome from the bath's vector `start`.
    fn outcomes(&self, start: &DVector<f64>, time: f64) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for from in [0, 1] {
            let state = self.evolved(from, start, time);
            let bosons = self.scenario.bosons + from;
            let empty = Fock::new(self.scenario.bath.sites(), bosons).dimension();
            for to in [0, 1] {
                let range = if to == 0 {
                    0..empty
                } else {
                    empty..state.len()
                };
                let part = state.rows(range.start, range.len());
                let (levels, vectors) = self.bath(bosons - to);
                let amplitudes = vectors.map(|x| Complex64::new(x, 0.0)).tr_mul(&part);
                for (energy, amplitude) in levels.into_iter().zip(&amplitudes) {
                    let weight = amplitude.norm_sqr();
                    outcomes.push(Outcome {
                        from,
                        to,
                        energy,
                        weight,
                    });
                }
            }
        }
        outcomes
    }

    /// s of an outcome between the given probabilities of S.
    fn entropy(&self, outcome: &Outcome, energy: f64, start: [f64; 2], end: [f64; 2]) -> f64 {
        let gained = outcome.from as f64 - outcome.to as f64;
        start[outcome.from].ln() - end[outcome.to].ln() + self.beta * (outcome.energy - energy)
            - self.beta_mu * gained
    }
}

fn run(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    runner::run(&scenario, |_, _, _| true).unwrap()
}

/// <e^{izs}> over outcomes s of probabilities p.
fn transform(lines: &[(f64, f64)], z: Complex64) -> Complex64 {
    let i = Complex64::i();
    lines.iter().map(|&(s, p)| (i * z * s).exp() * p).sum()
}

#[test]
fn characteristic_functions_are_those_of_the_two_runs() {
    let record = run(
        "panel=fluctuation&statistics=full&bath=square-2x3&bosons=2&disorder=1\
                      &coupling=0.8&occupation=0.4&beta=0.3&potential=0.2&at=1.7&times=lin:0:1.7:2",
    );
    let dense = Dense::new(&record);
    let state = &record.bath().eigenstate;
    let (levels, vectors) = dense.bath(2);
    let index = state.index.unwrap();
    assert!((levels[index] - state.energy).abs() < 1e-12);
    let start = vectors.column(index).into_owned();
    let before = [0.6, 0.4];
    let forward = dense.outcomes(&start, 1.7);
    let mut after = [0.0; 2];
    for outcome in &forward {
        after[outcome.to] += before[outcome.from] * outcome.weight;
    }
    let lines = |outcomes: &[Outcome], start: [f64; 2], end: [f64; 2]| -> Vec<(f64, f64)> {
        let line = |o: &Outcome| {
            let s = dense.entropy(o, state.energy, start, end);
            (s, start[o.from] * o.weight)
        };
        outcomes.iter().map(line).collect()
    };
    let forward = lines(&forward, before, after);
    // The reverse run starts from rho_S(t) and evolves with U^dagger, to -t.
    let reverse = lines(&dense.outcomes(&start, -1.7), after, before);

    let found = record.runs()[0].statistics.as_ref().unwrap();
    let functions = &found.characteristic;
    for (k, &u) in functions.u.iter().enumerate() {
        let g_f = transform(&forward, Complex64::new(u, 0.0));
        let g_r = transform(&reverse, Complex64::new(-u, 1.0));
        assert!(
            (functions.forward[k] - g_f.norm()).abs() < 1e-10,
            "G_F({u})"
        );
        assert!(
            (functions.reverse[k] - g_r.norm()).abs() < 1e-10,
            "G_R(i - {u})"
        );
        assert!((functions.difference[k] - (g_f - g_r).norm()).abs() < 1e-10);
    }
    // G(0) = 1 on both sides, and G_F(i) is the curve.
    let (zero, i) = (Complex64::default(), Complex64::i());
    for lines in [&forward, &reverse] {
        assert!((transform(lines, zero) - 1.0).norm() < 1e-10);
    }
    assert!((functions.forward[0] - 1.0).abs() < 1e-10);
    let average = record.runs()[0].exponential_average.as_ref().unwrap()[1];
    assert!((transform(&forward, i) - average).norm() < 1e-10);
    let sigma = record.runs()[0].entropy_production[1];
    let mean: f64 = forward.iter().map(|(s, p)| s * p).sum();
    assert!((mean - sigma).abs() < 1e-10);
    // What the page lays beside the distribution's own numbers.
    let [Some(digest)] = record.trajectories().statistics()[..] else {
        panic!("one run with a distribution");
    };
    assert!((digest.curve_entropy_production - sigma).abs() < 1e-12);
    assert!((digest.curve_exponential_average - average).abs() < 1e-12);
    assert!((digest.mean - sigma).abs() < 1e-10);
    assert!((digest.exponential_average - average).abs() < 1e-10);
    let negative: f64 = forward.iter().filter(|l| l.0 < 0.0).map(|l| l.1).sum();
    assert!((digest.negative - negative).abs() < 1e-10 && negative > 0.1);
    let largest = functions.difference.iter().copied().fold(0.0, f64::max);
    assert_eq!(digest.difference, largest);
}

#[test]
fn the_canonical_average_is_the_weighted_sum_over_all_eigenstates() {
    let text = "panel=fluctuation&compare=canonical&bath=square-3x3&bosons=3&beta=0.4&coupling=0.8\
                &occupation=0.3&times=lin:0:4:3";
    let record = run(text);
    let [_, canonical] = record.runs() else {
        panic!("the eigenstate's run and the canonical one");
    };
    assert!(canonical.sampling.as_ref().unwrap().exact);
    let dense = Dense::new(&record);
    let (levels, vectors) = dense.bath(3);
    let before = [0.7, 0.3];
    for (row, &time) in canonical.time.iter().enumerate() {
        let (mut norm, mut filled, mut energy) = (0.0, 0.0, 0.0);
        // Sums over outcomes, by the final occupation: p_s(t) is the mixture's own.
        let mut weights = [0.0; 2];
        for (n, &level) in levels.iter().enumerate() {
            let boltzmann = (-dense.beta * level).exp();
            norm += boltzmann;
            for outcome in dense.outcomes(&vectors.column(n).into_owned(), time) {
                let probability = boltzmann * before[outcome.from] * outcome.weight;
                filled += probability * outcome.to as f64;
                energy += probability * outcome.energy;
                let gained = outcome.from as f64 - outcome.to as f64;
                let s = dense.beta * (outcome.energy - level) - dense.beta_mu * gained;
                weights[outcome.to] += boltzmann * outcome.weight * (-s).exp();
            }
        }
        filled /= norm;
        let average = ((1.0 - filled) * weights[0] + filled * weights[1]) / norm;
        let found = canonical.exponential_average.as_ref().unwrap()[row];
        assert!((found - average).abs() < 1e-10, "{time}: {found} {average}");
        assert!((canonical.occupation[row] - filled).abs() < 1e-10);
        assert!((canonical.bath_energy[row] - energy / norm).abs() < 1e-9);
    }
    let comparison = record.trajectories().comparison().unwrap();
    assert!(comparison.exact && comparison.divergences.len() == 1);
    assert!(run("bath=square-3x3&bosons=3")
        .trajectories()
        .comparison()
        .is_none());
}

#[test]
fn a_distribution_whose_eigenvectors_do_not_fit_is_refused() {
    let large = "panel=fluctuation&bath=square-4x5&bosons=6";
    assert!(Scenario::parse(large).is_ok());
    let errors = Scenario::parse(&format!("{large}&statistics=full")).unwrap_err();
    assert_eq!(errors[0].parameter(), Some("bath"));
    let said = Words::of(Lang::En).say(&errors[0].message());
    assert!(said.contains("statistics=full"), "{said}");
    // With S surely filled there is no distribution to compute.
    assert!(Scenario::parse(&format!("{large}&statistics=full&occupation=1")).is_ok());
}

/// The cells of a CSV file below its heading, by the heading's names, without the three columns on the file itself.
fn cells(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let split = |line: &str| line.split(',').map(str::to_string).collect::<Vec<_>>();
    let mut rows: Vec<_> = csv.lines().map(split).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let about = |row: &mut Vec<String>| row.split_off(row.len() - 3);
    let about: Vec<_> = rows.iter_mut().map(about).collect();
    assert_eq!(about[0], ["program", "scenario", "reference"]);
    assert!(about[1].iter().all(|cell| !cell.is_empty()));
    assert!(about[2..].iter().flatten().all(String::is_empty));
    let heading = rows.remove(0);
    (heading, rows)
}

#[test]
fn files_hold_the_physics_and_where_they_come_from() {
    let text = "bath=square-2x3&bosons=2&coupling=0.5,1&times=lin:0:1:3";
    let plain = run(text);
    let page = run(&format!("{text}&lang=ja&theme=dark&embed=full&hide=legend"));
    let view = View::export();
    for format in export::FORMATS {
        let file = |record| (format.write)(record, &view, Words::of(Lang::En)).unwrap();
        let found = String::from_utf8(file(&plain)).unwrap();
        assert_eq!(found, String::from_utf8(file(&page)).unwrap());
        assert!(
            found.contains("10.1103/PhysRevLett.119.100601"),
            "{}",
            format.id
        );
        assert!(found.contains(env!("CARGO_PKG_VERSION")));
        assert!(found.contains("bath=square-2x3"));
    }
    let (_, rows) = cells(&csv(&plain, "main").unwrap());
    assert_eq!(rows.len(), 6);
    let whole = csv(&plain, "main").unwrap();
    let set_up = whole
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .rev()
        .nth(1)
        .unwrap();
    assert_eq!(
        Scenario::parse(set_up).unwrap(),
        Scenario::parse(text).unwrap()
    );
    let json: serde_json::Value = serde_json::from_str(&export::json::json(&plain)).unwrap();
    assert_eq!(
        (&json["units"]["energies"], &json["scenario"]),
        (&"E".into(), &text.into())
    );
    // A caption longer than its picture is wide leaves its end out; the description has it.
    let wide = run(&format!("{text}&disorder=0.123456789&repulsion=0.123456789&potential=0.123456789&occupation=0.123456789&beta=0.123456789"));
    let svg = svg(&wide, &view, Words::of(Lang::En));
    assert!(svg.contains("\u{2026}") && svg.contains("occupation=0.123456789&amp;beta"));
}

#[test]
fn tables_of_weak_eth_hold_what_is_drawn() {
    let gaps = run("panel=eth&bath=square-3x3&bosons=3&observable=gaps");
    assert_eq!(csv(&gaps, "main"), csv(&gaps, "gaps"));
    assert!(cells(&csv(&gaps, "main").unwrap()).1.len() > 20);
    let half = run("panel=eth&bath=square-2x3&bosons=3&observable=entanglement");
    let (heading, rows) = cells(&csv(&half, "main").unwrap());
    assert_eq!(heading[..5], ["index", "energy", "beta", "value", "n_a"]);
    assert!(rows.iter().all(|row| !row[3].is_empty()));
}

#[test]
fn every_plot_has_its_numbers_as_a_file() {
    let record = run(
        "panel=fluctuation&statistics=full&compare=canonical&bath=square-2x3&bosons=2\
                      &coupling=0.5,1&times=lin:0:1:3&at=1",
    );
    for plot in ["main", "deviation"] {
        let (heading, rows) = cells(&csv(&record, plot).unwrap());
        assert_eq!(&heading[..3], ["coupling", "canonical", "time"]);
        assert_eq!(heading.last().unwrap(), "exponential_average");
        assert_eq!(rows.len(), 4 * 3);
        assert_eq!((rows[0][1].as_str(), rows[11][1].as_str()), ("0.0", "1.0"));
        assert!(rows.iter().flatten().all(|cell| !cell.is_empty()));
    }
    let (heading, rows) = cells(&csv(&record, "distribution").unwrap());
    assert_eq!(heading, ["coupling", "time", "s", "probability"]);
    let sum = |coupling: &str| -> f64 {
        let own = rows.iter().filter(|row| row[0] == coupling);
        own.map(|row| row[3].parse::<f64>().unwrap()).sum()
    };
    assert!((sum("0.5") - 1.0).abs() < 1e-10 && (sum("1.0") - 1.0).abs() < 1e-10);
    let (heading, rows) = cells(&csv(&record, "characteristic").unwrap());
    assert_eq!(
        heading.join(","),
        "coupling,time,u,forward,reverse,difference"
    );
    assert_eq!(
        rows.len(),
        2 * record.runs()[0]
            .statistics
            .as_ref()
            .unwrap()
            .characteristic
            .u
            .len()
    );
    assert_eq!(csv(&record, "sizes"), None);

    let record = run("panel=eth&bath=square-2x4&bosons=2&family=quarter");
    let eth = record.state::<EthState>().eth();
    let (heading, rows) = cells(&csv(&record, "sizes").unwrap());
    assert_eq!((heading.len(), rows.len()), (11, eth.sizes.len()));
    let (_, rows) = cells(&csv(&record, "histogram").unwrap());
    let counted: usize = eth.sizes.iter().map(|size| size.deviations.len()).sum();
    assert!(rows.len() == counted && counted > 100);
    let (_, rows) = cells(&csv(&record, "gaps").unwrap());
    assert_eq!(rows.len(), eth.gaps.unwrap().ratios.len());

    let record = run("panel=light-cone&bath=chain-4&bosons=2&coupling=1&times=lin:0:2:3");
    let (heading, rows) = cells(&csv(&record, "main").unwrap());
    assert_eq!(heading.last().unwrap(), "signal_at_distance_4");
    let cone = &record.state::<LightCones>().light_cones()[0];
    for (row, signal) in rows.iter().zip(&cone.signal) {
        let found: Vec<f64> = row[row.len() - 5..]
            .iter()
            .map(|x| x.parse().unwrap())
            .collect();
        assert_eq!(&found, signal);
    }

    let record = run("panel=reversal&bath=chain-4&bosons=2&coupling=1&kick=0.5&turn=2");
    let (heading, rows) = cells(&csv(&record, "main").unwrap());
    assert_eq!(&heading[..3], ["coupling", "kick", "time"]);
    assert_eq!(
        (rows[0][1].as_str(), rows.last().unwrap()[1].as_str()),
        ("0.0", "0.5")
    );

    let record = run("state=canonical&bath=chain-11&bosons=5&samples=3&coupling=1&times=lin:0:1:2");
    let (heading, rows) = cells(&csv(&record, "main").unwrap());
    assert_eq!(heading.last().unwrap(), "entropy_production_error");
    assert!(rows[1].last().unwrap().parse::<f64>().unwrap() > 0.0);
}
