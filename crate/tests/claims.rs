//! What the panels show, each held to what theory says of it.

use second_law::experiment;
use second_law::record::Record;
use second_law::scenario::Scenario;

fn run(text: &str) -> Record {
    let scenario = Scenario::parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    experiment::run(&scenario, |_, _, _| true).unwrap()
}

#[test]
fn time_turned_round_comes_back_to_the_start() {
    for bath in [
        "square-3x3&bosons=3",
        "chain-8&bosons=4",
        "square-3x3&bosons=3&disorder=1",
    ] {
        for occupation in [0.0, 0.4, 1.0] {
            let record = run(&format!(
                "panel=reversal&bath={bath}&occupation={occupation}&turn=12&kick=0.5&kick-site=3&coupling=0.7"
            ));
            let [perfect, kicked] = &record.runs[..] else {
                panic!("a perfect and an imperfect return");
            };
            assert_eq!((perfect.kick, kicked.kick), (Some(0.0), Some(0.5)));
            let (middle, last) = (perfect.time.len() / 2, perfect.time.len() - 1);
            assert_eq!((perfect.time[middle], perfect.time[last]), (12.0, 24.0));
            assert!(perfect.entropy_production[last].abs() < 1e-9);
            for row in 0..=middle {
                let (there, back) = (perfect.occupation[row], perfect.occupation[last - row]);
                assert!((there - back).abs() < 1e-10, "the same path back");
                assert!(
                    (there - kicked.occupation[row]).abs() < 1e-12,
                    "the same path there"
                );
            }
            assert!(
                kicked.entropy_production[last] > 1e-4,
                "the kick spoils the return"
            );
            assert!(kicked.norm_error < 1e-12 && kicked.energy_drift < 1e-11);
        }
    }
}

#[test]
fn without_a_kick_there_is_one_return() {
    let record = run("panel=reversal&bath=square-2x2&bosons=2&coupling=0.5,1&kick=0");
    assert_eq!(record.runs.len(), 2);
    assert!(record.runs.iter().all(|run| run.kick == Some(0.0)));
}

#[test]
fn outside_the_cone_nothing_has_happened_yet() {
    let record = run("panel=light-cone&bath=chain-12&bosons=4&coupling=1&times=lin:0:8:161");
    let cone = &record.light_cones()[0];
    assert_eq!(cone.distance, (0..=12).collect::<Vec<_>>());
    let bound = record.marks()[1].time;
    for (row, &t) in cone.time.iter().enumerate() {
        // l/v_LR is when the bound allows a signal at the far end.
        if t < 0.25 * bound {
            assert!(
                cone.signal[row][12] < 1e-12,
                "{t}: {}",
                cone.signal[row][12]
            );
        }
        assert!(cone.signal[row].iter().all(|s| s.is_finite()));
    }
    let speed = cone.speed.unwrap();
    assert!(speed > 1.0 && speed < 2.6, "close to 2 gamma: {speed}");
    let arrivals: Vec<f64> = cone.arrival.iter().skip(1).map(|a| a.unwrap()).collect();
    assert!(arrivals.windows(2).all(|w| w[0] < w[1]), "{arrivals:?}");
}

#[test]
fn the_fluctuation_theorem_fails_as_the_square_of_time() {
    let record = run(
        "panel=fluctuation&bath=square-3x4&bosons=3&occupation=0.5&coupling=0.5,1\
                      &times=log:0.002:0.02:20",
    );
    for run in &record.runs {
        let average = run.exponential_average.as_ref().unwrap();
        let points: Vec<(f64, f64)> = run
            .time
            .iter()
            .zip(average)
            .map(|(t, a)| (t.ln(), (a - 1.0).abs().ln()))
            .collect();
        let (first, last) = (points[0], points[points.len() - 1]);
        let slope = (last.1 - first.1) / (last.0 - first.0);
        assert!((slope - 2.0).abs() < 0.02, "slope {slope}");
    }
}

#[test]
fn a_certain_start_has_no_exponential_average() {
    for occupation in ["0", "1"] {
        let record = run(&format!(
            "panel=fluctuation&bath=square-2x2&bosons=2&occupation={occupation}&times=log:0.1:1:3"
        ));
        assert!(record.runs.iter().all(|r| r.exponential_average.is_none()));
        assert!(record.json().contains("\"exponential_average\":null"));
    }
}
