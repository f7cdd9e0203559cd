//! What a person at a terminal sees of long work; nothing where nobody looks.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Whether progress is shown.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// On the terminal, when there is one.
    Shown,
    /// Not at all.
    Hidden,
}

impl Progress {
    /// A step of the work, that counts what it has done.
    pub fn step(self, label: &str) -> ProgressBar {
        match self {
            Self::Hidden => ProgressBar::hidden(),
            Self::Shown => {
                let style = ProgressStyle::with_template("{spinner} {msg}: {pos} ({elapsed})");
                let bar = ProgressBar::new_spinner().with_message(label.to_owned());
                bar.set_style(style.expect("the template is right"));
                bar.enable_steady_tick(Duration::from_millis(120));
                bar
            }
        }
    }
}
