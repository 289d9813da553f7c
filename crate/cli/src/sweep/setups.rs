//! The set-ups of a sweep: one a line, or a grid of them.

use lab::error::Error;
use lab::message::Message;
use lab::scenario::{number, Scenario};

use crate::input::{joined, MARK};

/// Most set-ups of one sweep.
const MOST: usize = 1_000_000;

/// A set-up of a sweep, or what is wrong with it.
pub struct Entry {
    /// The line that it stands on, from 1.
    pub line: usize,
    /// Its text, as one of a grid's where the line is a grid.
    pub given: String,
    /// What the text came to.
    pub scenario: Result<Scenario, Vec<Error>>,
}

/// Every set-up of a file, in its order; empty lines and those that begin with `# ` are none.
pub fn entries(bytes: &[u8]) -> Vec<Entry> {
    let bytes = bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes);
    let mut entries = Vec::new();
    for (place, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line_number = place + 1;
        let refused = |given: String, error| Entry {
            line: line_number,
            given,
            scenario: Err(vec![error]),
        };
        let Ok(text) = std::str::from_utf8(line) else {
            let given = String::from_utf8_lossy(line).trim().to_string();
            entries.push(refused(
                given,
                Error::Input(Message::new("cli.sweep.not-utf8")),
            ));
            continue;
        };
        let text = joined(text);
        if text.is_empty() || text == "#" || text.starts_with("# ") {
            continue;
        }
        match grid(&text, MOST - entries.len().min(MOST)) {
            Ok(texts) => entries.extend(texts.into_iter().map(|given| Entry {
                line: line_number,
                scenario: Scenario::parse(&given),
                given,
            })),
            Err(message) => entries.push(refused(text, Error::Input(message))),
        }
    }
    entries
}

/// The texts that a line stands for: every combination of the values in its braces, the last of them changing fastest.
fn grid(text: &str, most: usize) -> Result<Vec<String>, Message> {
    let mut texts = vec![String::new()];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let refused = |given: &str| {
            let message = Message::new("cli.sweep.grid");
            message.with("given", format!("{{{given}"))
        };
        let (inside, behind) = after.split_once('}').ok_or_else(|| refused(after))?;
        let values = values(inside, most).ok_or_else(|| refused(&format!("{inside}}}")))?;
        if texts.len() * values.len() > most {
            return Err(Message::new("cli.sweep.many").with("most", MOST));
        }
        let longer = |text: String| {
            values
                .iter()
                .map(move |value| format!("{text}{before}{value}"))
        };
        texts = texts.into_iter().flat_map(longer).collect();
        rest = behind;
    }
    for text in &mut texts {
        text.push_str(rest);
    }
    if texts.len() > most {
        return Err(Message::new("cli.sweep.many").with("most", MOST));
    }
    Ok(texts)
}

/// What stands between braces: `1..100` whole numbers, `0.1..2:20` so many numbers evenly spread, ends included, `log:0.1..2:20`
/// with equal ratios, or a list.
fn values(inside: &str, most: usize) -> Option<Vec<String>> {
    let Some((from, to)) = inside.split_once("..") else {
        let listed: Vec<String> = inside
            .split(',')
            .map(|one| one.trim().to_string())
            .collect();
        let twice = |(place, one): (usize, &String)| listed[..place].contains(one);
        let usable =
            listed.iter().all(|one| !one.is_empty()) && !listed.iter().enumerate().any(twice);
        return usable.then_some(listed);
    };
    let Some((to, count)) = to.split_once(':') else {
        let (from, to) = (number::integer(from.trim())?, number::integer(to.trim())?);
        let usable = from <= to && usize::try_from(to - from).is_ok_and(|count| count < most);
        return usable.then(|| (from..=to).map(|one| one.to_string()).collect());
    };
    let (is_log, from) = match from.trim().strip_prefix("log:") {
        Some(from) => (true, from),
        None => (false, from),
    };
    let (from, to) = (number::decimal(from.trim())?, number::decimal(to.trim())?);
    let count = usize::try_from(number::integer(count.trim())?).ok()?;
    if !(2..=most).contains(&count) || from >= to || is_log && from <= 0.0 {
        return None;
    }
    let value = |k: usize| {
        let share = k as f64 / (count - 1) as f64;
        let exact = match is_log {
            _ if k == 0 => from,
            _ if k == count - 1 => to,
            true => from * (to / from).powf(share),
            false => from + (to - from) * share,
        };
        // As somebody would write them: 0.3, not 0.30000000000000004.
        number::text(format!("{exact:.12e}").parse().unwrap_or(exact))
    };
    Some((0..count).map(value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        grid(line, MOST).unwrap()
    }

    #[test]
    fn grids_are_every_combination() {
        assert_eq!(texts("beta=1"), ["beta=1"]);
        assert_eq!(
            texts("coupling={0.1..0.4:4}&seed={1..2}"),
            [
                "0.1&seed=1",
                "0.1&seed=2",
                "0.2&seed=1",
                "0.2&seed=2",
                "0.3&seed=1",
                "0.3&seed=2",
                "0.4&seed=1",
                "0.4&seed=2"
            ]
            .map(|text| format!("coupling={text}"))
        );
        assert_eq!(
            texts("beta={log:0.01..1:3}"),
            ["beta=0.01", "beta=0.1", "beta=1"]
        );
        assert_eq!(
            texts("bath=square-{2x3,3x3}"),
            ["bath=square-2x3", "bath=square-3x3"]
        );
        assert_eq!(texts("coupling={0.1..2:20}&seed={1..100}").len(), 2000);
    }

    #[test]
    fn what_is_no_grid_is_refused() {
        for line in [
            "a={",
            "a={}",
            "a={1,1}",
            "a={2..1}",
            "a={1..2:1}",
            "a={1..x:3}",
            "a={log:0..1:3}",
            "a={1..2000000}",
            "a={0..1:1e3}",
        ] {
            assert!(grid(line, MOST).is_err(), "{line}");
        }
        assert!(grid("a={1..1001}&b={1..1000}", MOST).is_err());
    }

    #[test]
    fn lines_keep_their_numbers() {
        let found = entries(
            b"\xef\xbb\xbf# couplings\r\n\r\nbosons=3\r\nbosons=99\nseed={1..2}\n\xff\n#bosons=2\n",
        );
        let lines: Vec<_> = found
            .iter()
            .map(|entry| (entry.line, entry.scenario.is_ok()))
            .collect();
        assert_eq!(
            lines,
            [
                (3, true),
                (4, false),
                (5, true),
                (5, true),
                (6, false),
                (7, true)
            ]
        );
    }
}
