//! Readers' corrections: what they move, and that nothing moves it back.

use std::collections::BTreeMap;

use fold::{Index, correct};
use jiff::{SignedDuration, Timestamp};
use news::{
    Annotations, Article, ArticleId, Correction, Digest, Language, Moved, Placement, Relation, StoryId,
    Verdict,
};
use proptest::prelude::*;

/// What an archive keeps: who is where, and what moved with each correction.
#[derive(Default)]
struct Archive {
    index: Index,
    digests: Vec<Digest>,
    placements: Vec<Placement>,
    corrections: Vec<(Correction, Vec<ArticleId>)>,
}

impl Archive {
    fn place(&mut self, digest: Digest) -> Placement {
        let placement = self.index.place(&digest, digest.time());
        for before in &mut self.placements {
            if placement.absorbed.contains(&before.story) {
                before.story = placement.story;
            }
        }
        self.digests.push(digest);
        self.placements.push(placement.clone());
        self.follow(&placement.moved);
        placement
    }

    fn correct(&mut self, article: i64, other: i64, verdict: Verdict) -> Vec<Moved> {
        let correction = correction(article, other, verdict);
        let pair = [correction.article, correction.other];
        let before = self.corrections.iter().rev().find(|(earlier, _)| {
            pair.contains(&earlier.article) && pair.contains(&earlier.other) && earlier.verdict != verdict
        });
        let companions = before.map(|(_, moved)| moved.clone()).unwrap_or_default();
        let moved = correct(&correction, &self.placements, &companions);
        self.follow(&moved);
        self.index.correct(&correction, &self.places(&moved, &correction));
        self.corrections.push((correction, moved.iter().map(|one| one.article).collect()));
        moved
    }

    fn places(&self, moved: &[Moved], correction: &Correction) -> Vec<Moved> {
        let both = [correction.article, correction.other];
        let own = both.map(|article| Moved { article, story: self.story(article.0) });
        moved.iter().copied().chain(own).collect()
    }

    fn follow(&mut self, moved: &[Moved]) {
        for one in moved {
            let placement = self.placements.iter_mut().find(|placement| placement.article == one.article);
            placement.expect("only articles that are placed move").story = one.story;
        }
    }

    fn story(&self, article: i64) -> StoryId {
        let found = self.placements.iter().find(|placement| placement.article.0 == article);
        found.expect("placed").story
    }

    /// The articles of each story, stories and articles in the order of their numbers.
    fn stories(&self) -> Vec<Vec<i64>> {
        let mut stories: BTreeMap<StoryId, Vec<i64>> = BTreeMap::new();
        for placement in &self.placements {
            stories.entry(placement.story).or_default().push(placement.article.0);
        }
        stories.into_values().collect()
    }

    /// An index made from what the archive keeps.
    fn restored(&self) -> Index {
        let mut index = Index::new();
        for (correction, _) in &self.corrections {
            index.correct(correction, &self.places(&[], correction));
        }
        for (digest, placement) in self.digests.iter().zip(&self.placements) {
            index.restore(digest, placement);
        }
        index
    }
}

fn correction(article: i64, other: i64, verdict: Verdict) -> Correction {
    let (article, other) = (ArticleId(article), ArticleId(other));
    Correction { article, other, verdict, given_at: Timestamp::UNIX_EPOCH }
}

fn digest(id: i64, hours: i64, text: &str) -> Digest {
    Digest {
        id: ArticleId(id),
        article: Article { text: text.to_owned(), language: Language::parse("en"), ..Article::default() },
        annotations: Annotations::default(),
        first_seen_at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours),
    }
}

/// Sixty words that only texts of the same seed have.
fn text(seed: &str) -> String {
    (0..60).map(|n| format!("w{seed}x{n}")).collect::<Vec<_>>().join(" ")
}

/// Articles with these texts, an hour apart.
fn placed(texts: &[&str]) -> Archive {
    let mut archive = Archive::default();
    for (id, seed) in (1..).zip(texts) {
        archive.place(digest(id, id, &text(seed)));
    }
    archive
}

#[test]
fn what_does_not_belong_leaves_with_its_copies_and_stays_away() {
    let mut archive = placed(&["a", "a", "a"]);
    assert_eq!(archive.stories(), [vec![1, 2, 3]]);
    archive.correct(2, 1, Verdict::OtherStory);
    let copies_of_second = archive.placements[2].of == Some(ArticleId(2));
    let left = if copies_of_second { vec![vec![1], vec![2, 3]] } else { vec![vec![1, 3], vec![2]] };
    assert_eq!(archive.stories(), left);
    // It has all words of both, and unites them no more.
    let bridge = archive.place(digest(4, 4, &text("a")));
    assert_eq!(bridge.absorbed, []);
    assert_ne!(archive.story(1), archive.story(2));
}

#[test]
fn the_part_that_a_story_is_not_named_for_goes() {
    let mut archive = placed(&["a", "a", "b"]);
    archive.correct(3, 1, Verdict::SameStory);
    assert_eq!(archive.stories(), [vec![1, 2, 3]]);
    // The second is a copy of the first and leaves with it, so the third is who goes.
    let moved = archive.correct(1, 3, Verdict::OtherStory);
    assert_eq!(moved, [Moved { article: ArticleId(3), story: StoryId(3) }]);
}

#[test]
fn stories_that_a_reader_unites_stay_one_and_part_as_they_were() {
    let mut archive = placed(&["a", "b", "b", "a", "b"]);
    assert_eq!(archive.stories(), [vec![1, 4], vec![2, 3, 5]]);
    archive.correct(4, 3, Verdict::SameStory);
    assert_eq!(archive.stories(), [vec![1, 2, 3, 4, 5]]);
    assert_eq!(archive.story(1), StoryId(2), "the smaller goes to the larger");
    assert_eq!(archive.place(digest(6, 6, &text("a"))).story, StoryId(2));
    archive.correct(4, 3, Verdict::OtherStory);
    assert_eq!(archive.stories(), [vec![1, 4, 6], vec![2, 3, 5]]);
    assert_eq!(archive.place(digest(7, 7, &text("a"))).story, StoryId(1));
    assert_eq!(archive.correct(4, 3, Verdict::OtherStory), [], "all is as it says");
}

#[test]
fn a_correction_holds_when_its_articles_have_left_the_window() {
    let both = |one: &str, other: &str| [text(one), text(other)].join(" ");
    let (one, other) = (both("a", "p"), both("a", "q"));
    let mut archive = Archive::default();
    archive.place(digest(1, 0, &one));
    archive.place(digest(2, 1, &other));
    assert_eq!(archive.stories(), [vec![1, 2]], "half of their words are the same");
    archive.correct(2, 1, Verdict::OtherStory);
    // Both stories go on until nothing is remembered of how they began.
    for day in (10..=60).step_by(10) {
        archive.place(digest(day, 24 * day, &one));
        archive.place(digest(day + 1, 24 * day, &other));
    }
    assert_eq!(archive.stories(), [vec![1, 10, 20, 30, 40, 50, 60], vec![2, 11, 21, 31, 41, 51, 61]]);
    let bridge = digest(99, 24 * 61, &[one, text("q")].join(" "));
    let mut restored = archive.restored();
    let placement = archive.place(bridge.clone());
    assert_eq!(placement.absorbed, [], "it has two thirds of its words from each");
    assert_eq!(restored.place(&bridge, bridge.time()), placement);
}

#[test]
fn a_correction_that_comes_before_its_articles_holds_too() {
    // As when all is folded anew.
    let mut archive = Archive::default();
    archive.index.correct(&correction(2, 1, Verdict::OtherStory), &[]);
    for id in 1..=4 {
        archive.place(digest(id, id, &text("a")));
    }
    assert_ne!(archive.story(1), archive.story(2));
    assert_eq!(archive.placements[1].relation, Relation::Copy, "the words are the same all the same");
}

#[test]
fn corrections_of_what_is_not_here_move_nothing() {
    let archive = placed(&["a", "a"]);
    for (article, other) in [(1, 9), (9, 1), (8, 9), (1, 1)] {
        for verdict in [Verdict::SameStory, Verdict::OtherStory] {
            assert_eq!(correct(&correction(article, other, verdict), &archive.placements, &[]), []);
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Arrives { seed: usize, of: usize, hours: i64 },
    Corrected { article: usize, other: usize, verdict: Verdict },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let arrives =
        (0usize..4, 0usize..4, 0i64..200).prop_map(|(seed, of, hours)| Step::Arrives { seed, of, hours });
    let verdict = prop_oneof![Just(Verdict::SameStory), Just(Verdict::OtherStory)];
    let corrected = (0usize..40, 0usize..40, verdict).prop_map(|(article, other, verdict)| Step::Corrected {
        article,
        other,
        verdict,
    });
    prop::collection::vec(prop_oneof![3 => arrives, 1 => corrected], 2..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn corrections_hold_whatever_comes(steps in steps(), cut in 0usize..40) {
        let mut archive = Archive::default();
        let mut restored = None;
        let mut hours = 0;
        for (at, step) in steps.iter().enumerate() {
            if at == cut {
                restored = Some(archive.restored());
            }
            match *step {
                Step::Arrives { seed, of, hours: wait } => {
                    hours += wait;
                    let id = archive.digests.len() as i64 + 1;
                    let both = [text(&seed.to_string()), text(&of.to_string())].join(" ");
                    let placement = archive.place(digest(id, hours, &both));
                    if let Some(restored) = &mut restored {
                        prop_assert_eq!(&restored.place(&digest(id, hours, &both), Timestamp::MIN), &placement);
                    }
                }
                Step::Corrected { article, other, verdict } => {
                    let count = archive.digests.len();
                    if count < 2 || article % count == other % count {
                        continue;
                    }
                    let (article, other) = ((article % count) as i64 + 1, (other % count) as i64 + 1);
                    let moved = archive.correct(article, other, verdict);
                    let are_together = archive.story(article) == archive.story(other);
                    prop_assert_eq!(are_together, verdict == Verdict::SameStory);
                    if let Some(restored) = &mut restored {
                        let correction = correction(article, other, verdict);
                        restored.correct(&correction, &archive.places(&moved, &correction));
                    }
                }
            }
            for story in archive.stories() {
                let name = archive.story(story[0]);
                prop_assert!(story.contains(&name.0), "{name} is not in {story:?}");
            }
        }
        // The reader's last act is above all that came after it.
        if let Some((Correction { article, other, verdict, .. }, _)) = archive.corrections.last() {
            let are_together = archive.story(article.0) == archive.story(other.0);
            prop_assert_eq!(are_together, *verdict == Verdict::SameStory);
        }
    }
}
