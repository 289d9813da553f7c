//! Weak ETH in sentences.

use super::record::Eth;
use crate::bath::Bath;
use crate::record::histogram::PowerLaw;
use crate::scenario::{Lang, Observable, Scenario};
use numerics::vector::largest;

/// What the points show.
pub fn eth_words(eth: &Eth, scenario: &Scenario, lang: Lang) -> Vec<String> {
    let observable = scenario.observable;
    let mut words = Vec::new();
    if let Some(s) = &eth.statistics {
        let (levels, outliers, epsilon) = (s.levels, s.outliers, eth.epsilon);
        let moments = s.fraction.zip(s.standard_deviation).zip(s.largest);
        words.push(match (moments, lang) {
            (None, Lang::En) => format!(
                "No eigenstate has |β| ≤ {}: there is no share, standard deviation or largest deviation to tell (–).",
                s.window
            ),
            (None, Lang::Ja) => format!(
                "|β| ≤ {} の固有状態がないため、割合・標準偏差・最大のずれはありません（–）。",
                s.window
            ),
            (Some(((fraction, deviation), largest)), Lang::En) => format!(
                "Of {levels} eigenstates with |β| ≤ {}, {outliers} ({:.2} %) are farther than ε = {epsilon} from the canonical value; standard deviation {deviation:.4}, largest deviation {largest:.4}.",
                s.window,
                100.0 * fraction
            ),
            (Some(((fraction, deviation), largest)), Lang::Ja) => format!(
                "|β| ≤ {} の固有状態{levels}個のうち、カノニカル平均から ε = {epsilon} より外れたものは{outliers}個（{:.2} %）、標準偏差は{deviation:.4}、最大のずれは{largest:.4}です。",
                s.window,
                100.0 * fraction
            ),
        });
    }
    words.extend(decay_words(eth, lang));
    if observable == Observable::Density && Bath::from(scenario).symmetry().has_momenta() {
        words.push(
            match lang {
                Lang::En => "Where ends meet every site is like every other, so the density of each level that is not degenerate is N/L and says nothing: hopping and pair do.",
                Lang::Ja => "端どうしがつながった格子ではどのサイトも同等なので、縮退のない準位の粒子密度は必ず N/L で、何も語りません。ホッピングや2格子点の同時占有を見てください。",
            }
            .to_string(),
        );
    }
    if let (Observable::Gaps, Some(gaps)) = (observable, &eth.gaps) {
        let (ratio, reason) = (gaps.all.text(), gaps.all.reason(lang));
        words.push(match lang {
            Lang::En => format!(
                "Mean ratio of neighbouring gaps {ratio}{reason}; random matrices have {:.4}, uncorrelated levels {:.4}.",
                gaps.goe, gaps.poisson
            ),
            Lang::Ja => format!(
                "隣り合う準位間隔の比の平均は{ratio}{reason}。ランダム行列では{:.4}、無相関な準位では{:.4}です。",
                gaps.goe, gaps.poisson
            ),
        });
    }
    if let Some(entanglement) = &eth.entanglement {
        let largest = largest(eth.levels.iter().filter_map(|l| l.value));
        let page = entanglement.page;
        words.push(match lang {
            Lang::En => format!(
                "Largest entanglement entropy of half the bath {largest:.4}; a random state has {page:.4} on average."
            ),
            Lang::Ja => format!(
                "熱浴の半分のエンタングルメントエントロピーの最大値は{largest:.4}。ランダムな状態の平均は{page:.4}です。"
            ),
        });
    }
    words
}

/// How the deviations shrink with the bath, as powers of the number of its states.
fn decay_words(eth: &Eth, lang: Lang) -> Option<String> {
    let power = |fit: &Option<PowerLaw>| fit.as_ref().map(PowerLaw::exponent);
    let spread = power(&eth.decay.standard_deviation)?;
    let largest = power(&eth.decay.largest)?;
    let sizes = eth.sizes.len();
    Some(match lang {
        Lang::En => format!(
            "Over {sizes} sizes of the bath, D states each, the standard deviation goes as D to the power {spread}, the largest deviation as D to the power {largest}."
        ),
        Lang::Ja => format!(
            "大きさの異なる{sizes}個の熱浴（状態数 D）で、標準偏差は D の{spread}乗、最大のずれは D の{largest}乗に従います。"
        ),
    })
}
