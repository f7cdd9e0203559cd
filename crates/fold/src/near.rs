//! Which articles of the window are most like one, and how crowded it is around it.

/// How many others an article knows.
const MOST: usize = 24;
/// How many of them make the crowd.
const CROWD: usize = 5;
/// How many share its theme.
const THEME: usize = 20;

/// What two articles have in common, as one of them sees the other.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// The number of the other.
    pub other: u32,
    /// The log-odds that both report one event, by their own evidence.
    pub odds: f32,
    /// Whether one certainly has its text from the other.
    pub is_one_text: bool,
}

/// The articles most like one, most alike first.
#[derive(Clone, Debug, Default)]
pub struct Near(Vec<Edge>);

impl Near {
    /// Adds an article, unless others are more like it.
    pub fn add(&mut self, edge: Edge) {
        let place = self.0.partition_point(|known| known.rank() >= edge.rank());
        if place < MOST {
            self.0.truncate(MOST - 1);
            if self.0.len() == self.0.capacity() {
                self.0.reserve_exact(MOST / 3);
            }
            self.0.insert(place, edge);
        }
    }

    /// Those that are still remembered, of which `first` is the oldest.
    pub fn edges(&self, first: u32) -> impl Iterator<Item = &Edge> {
        self.0.iter().filter(move |edge| edge.other >= first)
    }

    /// How like others an article is.
    ///
    /// What is like everything around it is known by it (the hubness correction of cross-lingual retrieval,
    /// Conneau et al. 2018, CSLS, on log-odds). Log-odds below `least` count as `least`; copies and
    /// translations of its text are no crowd.
    pub fn around(&self, first: u32, least: f32) -> Around {
        let mean = |from: usize, to: usize| {
            let others = self.edges(first).filter(|edge| !edge.is_one_text);
            let known = others.take(to).skip(from).map(|edge| edge.odds.max(least) - least);
            least + known.sum::<f32>() / (to - from) as f32
        };
        Around { best: mean(0, 1), crowd: mean(0, CROWD), theme: mean(CROWD - 1, THEME) }
    }
}

/// How like an article is to those around it, as log-odds.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// To the closest.
    pub best: f32,
    /// To the few closest.
    pub crowd: f32,
    /// To many.
    pub theme: f32,
}

impl Edge {
    /// What is one text is never forgotten for what is only like it.
    fn rank(&self) -> (bool, f32) {
        (self.is_one_text, self.odds)
    }
}
