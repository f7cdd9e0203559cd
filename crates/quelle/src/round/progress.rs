//! What a person at a terminal sees of long work; nothing where nobody looks.

use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// Whether progress is shown.
#[derive(Clone, Debug)]
pub enum Progress {
    /// On the terminal, when there is one: a line for each step that is under way.
    Shown(MultiProgress),
    /// Not at all.
    Hidden,
}

/// A step of the work, that counts what it has done; its line vanishes with it.
pub struct Bar(ProgressBar);

impl Progress {
    /// On the terminal.
    pub fn shown() -> Self {
        Self::Shown(MultiProgress::new())
    }

    /// A step that begins.
    pub fn step(&self, label: &str) -> Bar {
        Bar(match self {
            Self::Hidden => ProgressBar::hidden(),
            Self::Shown(lines) => {
                let style = ProgressStyle::with_template("{spinner} {msg}: {pos} ({elapsed})");
                let bar = lines.add(ProgressBar::new_spinner().with_message(label.to_owned()));
                bar.set_style(style.expect("the template is right"));
                bar.enable_steady_tick(Duration::from_millis(120));
                bar
            }
        })
    }
}

impl Bar {
    /// So many more are done.
    pub fn inc(&self, count: usize) {
        self.0.inc(count as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
