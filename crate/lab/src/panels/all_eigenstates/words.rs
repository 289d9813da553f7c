//! Entropy production of every eigenstate in sentences.

use super::record::AllEigenstates;
use crate::scenario::Lang;

/// Numbers of levels, of many only the first few.
fn listed(levels: &[usize], lang: Lang) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = levels.iter().take(MOST).map(usize::to_string).collect();
    let more = levels.len().saturating_sub(MOST);
    match (lang, more) {
        (Lang::En, 0) => shown.join(", "),
        (Lang::En, _) => format!("{} and {more} more", shown.join(", ")),
        (Lang::Ja, 0) => shown.join("、"),
        (Lang::Ja, _) => format!("{}、ほか{more}個", shown.join("、")),
    }
}

/// What the points show.
pub fn sigma_words(all: &AllEigenstates, lang: Lang) -> Vec<String> {
    let Some(s) = &all.statistics else {
        return Vec::new();
    };
    let (time, coupling, levels, below) = (all.time, all.coupling, s.levels, s.below_zero);
    let (share, least, at) = (100.0 * s.fraction, number(s.minimum), s.minimum_index);
    let mut words = vec![match lang {
        Lang::En => format!(
            "Coupling {coupling}, t = {time}: entropy production is below zero for {below} of {levels} eigenstates ({share:.2} %); the smallest value is {least}, for number {at}."
        ),
        Lang::Ja => format!(
            "結合{coupling}、t = {time}：{levels}個の固有状態のうちエントロピー生成が負なのは{below}個（{share:.2} %）、最小値は{least}（{at}番）です。"
        ),
    }];
    let quantile = |share: f64| {
        let found = s.quantiles.iter().find(|(of, _)| *of == share);
        found.map_or(String::new(), |(_, sigma)| number(*sigma))
    };
    let [one, five, half, most] = [0.01, 0.05, 0.5, 0.95].map(quantile);
    words.push(match lang {
        Lang::En => format!(
            "1 % of them stay below {one}, 5 % below {five}, half below {half}, 95 % below {most}."
        ),
        Lang::Ja => {
            format!("下位1 %は{one}、5 %は{five}、50 %は{half}、95 %は{most}を下回ります。")
        }
    });
    let missing = listed(&s.without_beta, lang);
    if !missing.is_empty() {
        words.push(match lang {
            Lang::En => format!(
                "Without a temperature, and so without a point: numbers {missing}, at the ends of the spectrum."
            ),
            Lang::Ja => format!(
                "スペクトルの端にある{missing}番の準位には温度がないため、点がありません。"
            ),
        });
    }
    words
}

/// Four decimals with a true minus sign.
fn number(x: f64) -> String {
    format!("{x:.4}").replace('-', "−")
}
