//! What speaks for and against a word's being in a source or a cue: itself and its neighbours, the marks between
//! them, what is known of them, whether it is quoted, and the reporting verbs on either side in its sentence.

use std::{ops::Range, rc::Rc};

use crate::{
    reading::Reading,
    tagger::{
        Tokens, both, feature,
        known::FREQUENT,
        tokens::{Gap, Token, inside, near, shapes},
    },
};

/// The longest distance to a cue, in tokens, that is told from longer ones.
const FAR: usize = 8;
/// Tokens on either side whose writing is seen.
const REACH: isize = 2;

/// The tokens of a text and what is seen of each.
pub struct Sheet {
    tokens: Rc<[Token]>,
    seen: Vec<Seen>,
}

/// What is seen of a token that its letters do not tell.
#[derive(Clone, Copy, Default)]
struct Seen {
    is_quoted: bool,
    is_cue: bool,
    /// The first word of the next cue in the sentence, and how far it is.
    next: u64,
    distance: u64,
    /// The first word of the last cue in the sentence before it.
    last: u64,
    /// The first word of the clause.
    clause: u64,
}

impl Tokens for Sheet {
    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn may_be_tagged(&self, _: usize) -> bool {
        true
    }

    fn features(&self, index: usize, mut tell: impl FnMut(u32)) {
        let features = self.of_word(index);
        features.into_iter().enumerate().for_each(|(template, seen)| tell(feature(template, seen)));
    }
}

impl Sheet {
    /// Looks at all tokens of a text, in which quotations stand at some places.
    pub(crate) fn new(reading: &Reading<'_>, quoted: &[Range<usize>]) -> Self {
        let tokens = reading.tokens();
        let mut seen = vec![Seen::default(); tokens.len()];
        in_quotations(quoted, &tokens, &mut seen);
        cues(reading, &tokens, &mut seen);
        clauses(&tokens, &mut seen);
        Self { tokens, seen }
    }

    /// Where a token stands.
    pub fn range(&self, index: usize) -> Range<usize> {
        self.tokens[index].range.clone()
    }

    /// Whether a sentence begins with a token.
    pub(super) fn opens_sentence(&self, index: usize) -> bool {
        ends_sentence(self.tokens[index].gap)
    }

    fn of_word(&self, index: usize) -> [u64; 27] {
        let at = |offset: isize| self.at(index, offset);
        let ((l2, _), (l1, l)) = (at(-2), at(-1));
        let (token, t) = at(0);
        let ((r1, r), (r2, _)) = (at(1), at(2));
        let shape = token.shape as u64;
        let (before, after) = (token.gap as u64, r1.gap as u64);
        let quoted = u64::from(l.is_quoted) << 2 | u64::from(t.is_quoted) << 1 | u64::from(r.is_quoted);
        let class = |offset: isize| {
            let (token, seen) = at(offset);
            u64::from(token.class & !FREQUENT) << 1 | u64::from(seen.is_cue)
        };
        [
            token.word,
            l1.word,
            r1.word,
            l2.word,
            r2.word,
            both(l1.word, token.word),
            both(token.word, r1.word),
            both(r1.word, r2.word),
            both(l2.word, l1.word),
            token.tails[1],
            l1.tails[1],
            r1.tails[1],
            shapes(&self.tokens, index, REACH),
            both(both(before, after), shape),
            both(before, token.word),
            both(after, token.word),
            both(after, r1.word),
            both(both(before, l1.word), shape),
            both(quoted, shape),
            both(t.next, shape),
            both(t.distance, shape),
            both(both(t.distance, t.next), 1),
            both(t.distance, quoted),
            t.last,
            both(t.clause, shape),
            class(0),
            both(both(class(-1), class(0)), class(1)),
        ]
    }

    fn at(&self, index: usize, offset: isize) -> (&Token, Seen) {
        near(&self.tokens, &self.seen, index, offset)
    }
}

/// Which tokens stand in quotations.
fn in_quotations(quoted: &[Range<usize>], tokens: &[Token], seen: &mut [Seen]) {
    for passage in quoted {
        seen[inside(tokens, passage)].iter_mut().for_each(|seen| seen.is_quoted = true);
    }
}

/// The cues on either side of each token in its sentence, those in quotation marks left out.
fn cues(reading: &Reading<'_>, tokens: &[Token], seen: &mut [Seen]) {
    for cue in &reading.cues {
        seen[inside(tokens, &cue.range)].iter_mut().for_each(|seen| seen.is_cue = !seen.is_quoted);
    }
    let (mut last, mut was_cue) = (0, false);
    for index in 0..tokens.len() {
        if ends_sentence(tokens[index].gap) {
            last = 0;
        }
        seen[index].last = last;
        if seen[index].is_cue && !was_cue {
            last = tokens[index].word;
        }
        was_cue = seen[index].is_cue;
    }
    let (mut next, mut distance) = (0, 0);
    for index in (0..tokens.len()).rev() {
        seen[index].next = next;
        seen[index].distance = if next == 0 { 0 } else { distance.min(FAR) as u64 + 1 };
        distance += 1;
        if seen[index].is_cue {
            (next, distance) = (tokens[index].word, 0);
        }
        if ends_sentence(tokens[index].gap) {
            next = 0;
        }
    }
}

fn ends_sentence(gap: Gap) -> bool {
    matches!(gap, Gap::Line | Gap::Stop)
}

/// The first word of the clause that each token is in, as marks part clauses.
fn clauses(tokens: &[Token], seen: &mut [Seen]) {
    let mut clause = 0;
    for (token, seen) in tokens.iter().zip(seen) {
        let goes_on =
            matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe | Gap::Point | Gap::Nothing);
        if !goes_on {
            clause = token.word;
        }
        seen.clause = clause;
    }
}
