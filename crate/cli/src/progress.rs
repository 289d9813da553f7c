//! A progress line on standard error, where that is a terminal.

use std::io::IsTerminal;
use std::time::Instant;

/// The line; it is drawn at most every 80 ms.
pub struct Bar {
    visible: bool,
    shown: Instant,
}

impl Bar {
    pub fn new() -> Self {
        Self {
            visible: std::io::stderr().is_terminal(),
            shown: Instant::now(),
        }
    }

    /// What is under way, and the fraction of it that is done.
    pub fn show(&mut self, part: &str, fraction: f64) {
        if self.visible && self.shown.elapsed().as_millis() > 80 {
            const WIDTH: u32 = 32;
            let is_filled = |k: u32| f64::from(k) <= fraction * f64::from(WIDTH);
            let bar: String = (1..=WIDTH)
                .map(|k| if is_filled(k) { '#' } else { '.' })
                .collect();
            eprint!("\r{part:12} [{bar}] {:3.0} %", 100.0 * fraction);
            self.shown = Instant::now();
        }
    }

    pub fn clear(&self) {
        if self.visible {
            eprint!("\r{:60}\r", "");
        }
    }
}
