//! What folding and tracing say of a story that was made, held against what is true of it.

use news::{ArticleId, Derivation, DerivationKind, Digest, Origin, Relation, Standing, Trace};

use super::{
    story::{Piece, Planted},
    traces,
};

/// What is said of the articles of some stories.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    /// Derived articles, and what is said of who took from whom.
    pub derived: usize,
    pub right: usize,
    pub common: usize,
    pub silent: usize,
    pub wrong: usize,
    /// Derived articles with the right kind.
    pub kind: usize,
    /// Originals, and those that are called derived from others.
    pub originals: usize,
    pub accused: usize,
    /// Stories, and those whose count of roots is that of the originals alone, or is higher.
    pub stories: usize,
    pub same: usize,
    pub higher: usize,
    /// Stories whose range holds the count of the originals alone, and the numbers that ranges hold in all.
    pub held: usize,
    pub numbers: usize,
}

/// What is said of who an article has its text from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// An article that it comes from, or a relative that truly came out before it.
    Right,
    /// A relative, and that it is not known which came first.
    Common,
    /// Nothing, or names that are in its text.
    Silent,
    /// A stranger, or a relative that truly came out after it; or that it is an original.
    Wrong,
}

/// Folds and traces a story, and the originals alone.
pub fn judge(story: &Planted) -> Tally {
    let read = Read::new(story, |_| true);
    let alone = Read::new(story, |piece| story.speaks(piece));
    let mut tally = Tally { stories: 1, ..Tally::default() };
    for place in read.places.clone() {
        match (story.pieces[place].parent, read.direction(story, place)) {
            (None, direction) => {
                tally.originals += 1;
                tally.accused += usize::from(
                    read.taken(place).is_some_and(|one| one.is_directed) && direction == Direction::Wrong,
                );
            }
            (Some(_), direction) => tally.add(direction, read.is_kind_right(story, place)),
        }
    }
    let (all, alone) = (read.independent(), alone.independent());
    tally.same = usize::from(all == alone);
    tally.higher = usize::from(all > alone);
    let (least, most) = read.range();
    tally.held = usize::from((least..=most).contains(&alone));
    tally.numbers = most - least + 1;
    tally
}

impl Tally {
    fn add(&mut self, direction: Direction, is_kind_right: bool) {
        self.derived += 1;
        self.kind += usize::from(is_kind_right);
        match direction {
            Direction::Right => self.right += 1,
            Direction::Common => self.common += 1,
            Direction::Silent => self.silent += 1,
            Direction::Wrong => self.wrong += 1,
        }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.derived += other.derived;
        self.right += other.right;
        self.common += other.common;
        self.silent += other.silent;
        self.wrong += other.wrong;
        self.kind += other.kind;
        self.originals += other.originals;
        self.accused += other.accused;
        self.stories += other.stories;
        self.same += other.same;
        self.higher += other.higher;
        self.held += other.held;
        self.numbers += other.numbers;
    }
}

impl Planted {
    /// Whether an article tells what its story has without copies: the originals, and for one that is not here
    /// the first that credits it.
    fn speaks(&self, piece: &Piece) -> bool {
        let is_first = || {
            let mut credited = self.pieces.iter().filter(|one| one.text.credit.is_some());
            credited.next().is_some_and(|first| std::ptr::eq(first, piece))
        };
        piece.parent.is_none() || self.pieces[0].is_absent && is_first()
    }
}

/// What is said of a story.
struct Read {
    /// The places of its articles, by their numbers.
    places: Vec<usize>,
    traces: Vec<Trace>,
}

impl Read {
    fn new(story: &Planted, is_wanted: impl Fn(&Piece) -> bool) -> Self {
        let (places, digests): (Vec<usize>, Vec<Digest>) = story.digests(is_wanted).into_iter().unzip();
        Self { places, traces: traces(&digests) }
    }

    /// The distinct roots of all stories that it was folded into.
    fn independent(&self) -> usize {
        let mut roots: Vec<_> =
            self.traces.iter().flat_map(|trace| &trace.roots).map(|(root, _)| root).collect();
        let mut distinct = Vec::new();
        while let Some(root) = roots.pop() {
            if !distinct.contains(&root) {
                distinct.push(root);
            }
        }
        distinct.len()
    }

    /// The fewest and the most roots that there may be in all stories that it was folded into.
    fn range(&self) -> (usize, usize) {
        let ranges = self.traces.iter().map(|trace| trace.range);
        ranges.fold((0, 0), |(least, most), range| (least + range.least, most + range.most))
    }

    fn place(&self, id: ArticleId) -> usize {
        self.places[id.0 as usize]
    }

    fn giver(&self, derivation: &Derivation) -> Option<usize> {
        match derivation.from {
            Origin::Article(id) => Some(self.place(id)),
            Origin::Named { .. } => None,
        }
    }

    fn between_texts(&self) -> impl Iterator<Item = &Derivation> {
        let all = self.traces.iter().flat_map(|trace| &trace.derivations);
        all.filter(|one| one.kind != DerivationKind::Citation)
    }

    /// The derivation that says where an article was taken from.
    fn taken(&self, place: usize) -> Option<&Derivation> {
        self.between_texts().find(|one| self.place(one.article) == place)
    }

    /// A derivation that says that another took from an article, or has an origin with it, though it is older.
    fn given<'r>(&'r self, story: &'r Planted, place: usize) -> Option<&'r Derivation> {
        self.between_texts().find(|one| {
            self.giver(one) == Some(place)
                && (!one.is_directed || story.is_earlier(self.place(one.article), place))
        })
    }

    fn direction(&self, story: &Planted, place: usize) -> Direction {
        if let Some(derivation) = self.taken(place) {
            let Some(giver) = self.giver(derivation) else { return Direction::Wrong };
            return match () {
                () if story.root(giver) != story.root(place) => Direction::Wrong,
                () if !derivation.is_directed => Direction::Common,
                () if story.is_earlier(giver, place) => Direction::Right,
                () => Direction::Wrong,
            };
        }
        if let Some(derivation) = self.given(story, place) {
            let is_related = story.root(self.place(derivation.article)) == story.root(place);
            return if is_related && !derivation.is_directed { Direction::Common } else { Direction::Wrong };
        }
        self.direction_by_word(story, place)
    }

    /// What is said of an article that no derivation joins to another.
    fn direction_by_word(&self, story: &Planted, place: usize) -> Direction {
        let id = ArticleId(self.places.iter().position(|one| *one == place).expect("it was read") as i64);
        let traced = self.traces.iter().flat_map(|trace| &trace.articles).find(|one| one.article == id);
        if traced.is_some_and(|traced| traced.standing == Standing::Original) {
            return Direction::Wrong;
        }
        let mut citations =
            self.traces.iter().flat_map(|trace| &trace.derivations).filter(|one| one.article == id);
        let names_origin = |one: &Derivation| match &one.from {
            Origin::Article(giver) => story.line(place).any(|origin| origin == self.place(*giver)),
            Origin::Named { name, .. } => {
                story.line(place).any(|origin| story.pieces[origin].text.publisher.contains(name.as_str()))
            }
        };
        if citations.any(names_origin) { Direction::Right } else { Direction::Silent }
    }

    fn is_kind_right(&self, story: &Planted, place: usize) -> bool {
        let Some(derivation) = self.taken(place).or_else(|| self.given(story, place)) else { return false };
        let Some(giver) = self.giver(derivation) else { return false };
        let other = if giver == place { self.place(derivation.article) } else { giver };
        derivation.kind == kind(story, place, other)
    }
}

/// How two relatives are alike: what all steps between them leave.
fn kind(story: &Planted, one: usize, other: usize) -> DerivationKind {
    if story.pieces[one].text.language != story.pieces[other].text.language {
        return DerivationKind::Translation;
    }
    let above: Vec<usize> = story.line(other).collect();
    let common = story.line(one).find(|place| above.contains(place));
    let steps =
        [one, other].into_iter().flat_map(|place| story.line(place).take_while(|step| Some(*step) != common));
    let is_worded_alike = steps.into_iter().all(|step| story.pieces[step].relation == Relation::Copy);
    if is_worded_alike { DerivationKind::Copy } else { DerivationKind::Rewrite }
}
