//! Stories that split, and readers' corrections.

use news::{ArticleId, Correction, Moved, Placement, StoryId, Verdict};
use store::FoundStory;

use crate::archive::{ALL, Archive, at, fresh_store, placement, trace};

fn story(article: ArticleId) -> StoryId {
    StoryId(article.0)
}

fn to(articles: &[ArticleId], name: ArticleId) -> Vec<Moved> {
    articles.iter().map(|article| Moved { article: *article, story: story(name) }).collect()
}

fn leads_to(archive: &Archive, name: ArticleId) -> StoryId {
    match archive.story(story(name)).expect("an answer").expect("a story") {
        FoundStory::Here(record) => record.row.id,
        FoundStory::Moved(heir) => heir,
    }
}

/// The articles of a story, and those that have left it.
fn members(archive: &Archive, name: ArticleId) -> (Vec<ArticleId>, Vec<ArticleId>) {
    match archive.story(story(name)).expect("an answer") {
        Some(FoundStory::Here(record)) => (
            record.members.iter().map(|member| member.row.id).collect(),
            record.departed.iter().map(|row| row.id).collect(),
        ),
        other => panic!("{other:?}"),
    }
}

/// Five articles in the story of the first, and it is traced.
fn one_story() -> (Archive, Vec<ArticleId>) {
    let archive = fresh_store();
    let papers = archive.save_papers(6);
    for paper in &papers[..5] {
        archive.place(*paper, story(papers[0]), &[]);
    }
    archive.save_traces(&[trace(story(papers[0]), &papers[..5])]).expect("traced");
    (archive, papers)
}

#[test]
fn an_article_splits_a_story() {
    let (archive, papers) = one_story();
    let moved = to(&papers[3..5], papers[3]);
    let splitting = Placement { moved, ..placement(papers[5], story(papers[3]), &[]) };
    for _ in 0..2 {
        archive.save_placements(std::slice::from_ref(&splitting)).expect("saved");
        assert_eq!(members(&archive, papers[0]), (papers[..3].to_vec(), papers[3..5].to_vec()));
        assert_eq!(members(&archive, papers[3]), (papers[3..].to_vec(), vec![]));
        assert_eq!(archive.untraced(9).expect("stories"), [story(papers[0]), story(papers[3])]);
        let counts: Vec<_> = archive.stories(ALL).expect("stories").iter().map(|row| row.articles).collect();
        assert_eq!(counts, [3, 3]);
    }
    let placed = archive.article(papers[5]).expect("an answer").expect("an article").placement;
    assert_eq!(placed, Some(splitting));
}

#[test]
fn a_story_that_its_last_article_leaves_leads_to_where_most_went() {
    let (archive, papers) = one_story();
    archive.place(papers[5], story(papers[5]), &[]);
    let mut moved = to(&papers[1..3], papers[1]);
    moved.extend(to(&[papers[0], papers[3], papers[4]], papers[5]));
    let correction = correct(&archive, papers[0], papers[5], Verdict::SameStory);
    archive.apply_correction(correction, &moved).expect("applied");
    assert_eq!(leads_to(&archive, papers[0]), story(papers[5]));
    assert_eq!(archive.stories(ALL).expect("stories").len(), 2);

    // Its address goes with the article that it was named for, and is its own again with it.
    for (name, other) in [(papers[3], papers[5]), (papers[0], papers[3])] {
        let correction = correct(&archive, papers[0], other, Verdict::OtherStory);
        let mut moved = to(&[papers[0]], name);
        if name == papers[3] {
            moved.extend(to(&[name], name));
        }
        archive.apply_correction(correction, &moved).expect("applied");
        assert_eq!(leads_to(&archive, papers[0]), story(name));
    }
    assert_eq!(members(&archive, papers[0]).0, [papers[0]]);
}

/// Saves a correction; gives the number that it waits by.
fn correct(archive: &Archive, article: ArticleId, other: ArticleId, verdict: Verdict) -> news::CorrectionId {
    archive.save_corrections(&[Correction { article, other, verdict, given_at: at(9) }]).expect("saved");
    archive.next_correction().expect("an answer").expect("a correction").id
}

#[test]
fn corrections_wait_in_their_order_until_their_articles_are_placed() {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    let correction = |article, other, verdict| Correction { article, other, verdict, given_at: at(9) };
    let given = [
        correction(papers[2], papers[0], Verdict::SameStory),
        correction(papers[1], papers[0], Verdict::SameStory),
        correction(papers[0], papers[1], Verdict::OtherStory),
    ];
    archive.save_corrections(&given).expect("saved");
    assert_eq!(archive.next_correction().expect("an answer"), None, "nothing is placed yet");
    for paper in &papers[..2] {
        archive.place(*paper, story(*paper), &[]);
    }
    let first = archive.next_correction().expect("an answer").expect("a correction");
    assert_eq!((first.correction, first.companions), (given[1], vec![]));
    assert_eq!(first.members.iter().map(|member| member.article).collect::<Vec<_>>(), papers[..2]);
    archive.apply_correction(first.id, &to(&papers[1..2], papers[0])).expect("applied");
    assert_eq!(leads_to(&archive, papers[1]), story(papers[0]));

    let second = archive.next_correction().expect("an answer").expect("a correction");
    assert_eq!((second.correction, second.companions), (given[2], vec![papers[1]]), "it moves back");
    for _ in 0..2 {
        archive.apply_correction(second.id, &to(&papers[1..2], papers[1])).expect("applied");
    }
    assert_eq!(members(&archive, papers[0]), (papers[..1].to_vec(), papers[1..2].to_vec()));
    assert_eq!(archive.next_correction().expect("an answer"), None);

    // The last word on each pair, and where its articles are.
    let own = |paper: ArticleId| Moved { article: paper, story: story(paper) };
    let holding = [(given[0], vec![own(papers[0])]), (given[2], vec![own(papers[0]), own(papers[1])])];
    assert_eq!(archive.corrections(9).expect("corrections"), holding);
    assert_eq!(archive.corrections(1).expect("corrections"), holding[1..]);
}

#[test]
fn corrections_and_addresses_outlive_what_is_derived() {
    let (archive, papers) = one_story();
    let id = correct(&archive, papers[4], papers[0], Verdict::OtherStory);
    archive.apply_correction(id, &to(&papers[3..5], papers[3])).expect("applied");
    let Some(FoundStory::Here(record)) = archive.story(story(papers[3])).expect("an answer") else {
        panic!()
    };
    assert_eq!(record.corrections.len(), 1);

    archive.forget_derived().expect("forgotten");
    assert_eq!(archive.story(story(papers[3])).expect("an answer"), None, "nothing is placed");
    assert_eq!(archive.corrections(9).expect("corrections").len(), 1);
    assert_eq!(archive.next_correction().expect("an answer"), None);
    for paper in &papers {
        archive.place(*paper, story(papers[1]), &[]);
    }
    let again = archive.next_correction().expect("an answer").expect("a correction");
    assert_eq!((again.id, again.members.len()), (id, 6));
    for paper in &papers {
        assert_eq!(leads_to(&archive, *paper), story(papers[1]), "every address that was a story's leads on");
    }
}

#[test]
fn only_articles_that_are_here_can_be_corrected() {
    let archive = fresh_store();
    let papers = archive.save_papers(2);
    let same = |article, other| Correction { article, other, verdict: Verdict::SameStory, given_at: at(0) };
    let nobody = ArticleId(99);
    for (article, other) in [(papers[0], nobody), (nobody, papers[0]), (papers[0], papers[0])] {
        archive
            .save_corrections(&[same(papers[0], papers[1]), same(article, other)])
            .expect_err("it takes two");
        assert_eq!(archive.corrections(9).expect("corrections"), [], "all or none");
    }
}
