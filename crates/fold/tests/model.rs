//! A reader's model beside the other evidence: streams of invented reports in invented words, with vectors that
//! tell their events apart, vectors that tell nothing, and none.

use fold::Index;
use jiff::{SignedDuration, Timestamp};
use news::{Annotations, Article, ArticleId, Digest, Language, Placement, StoryId, Vector};
use text::hash64;

/// How many events have two reports in the same words, for the model to be learned from.
const TAUGHT: usize = 60;
/// How many events have two reports in more or less other words.
const ASKED: usize = 24;
/// The words of an event.
const WORDS: usize = 24;
/// How many of them stand in the second report of an event that is taught; of those that are asked about, none to nearly all.
const KEPT: usize = 17;
/// The numbers of a vector.
const DIMENSIONS: usize = 32;

/// What the model of a stream makes of a report.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Model {
    None,
    /// The same, but for a little, of all reports of an event.
    Good,
    /// Something else of each report.
    Useless,
    /// As good as the first, but another one for each report.
    Changing,
}

#[test]
fn a_good_model_joins_what_words_cannot() {
    let (with, without) = (place(Model::Good), place(Model::None));
    assert!(joined(&without) >= 1 && joined(&without) <= ASKED - 4, "the words join {}", joined(&without));
    assert!(joined(&with) >= joined(&without) + 3, "the model joins {}", joined(&with));
    assert_eq!(over_merged(&with), Vec::<&Placement>::new());
    let is_named = |placement: &Placement| placement.why.contains(", the model's likeness is ");
    assert!(asked(&with).all(|placement| is_named(placement) == (placement.story.0 != placement.article.0)));
    assert!(!without.iter().any(is_named));
}

#[test]
fn a_model_that_says_nothing_changes_nothing() {
    let without = place(Model::None);
    assert_eq!(place(Model::Useless), without);
    assert_eq!(place(Model::Changing), without, "of another model nothing is known");
}

#[test]
fn a_restored_index_knows_the_model() {
    let reports = stream(Model::Good);
    let placements = place(Model::Good);
    let cut = reports.len() - ASKED;
    let mut restored = Index::new();
    for (report, placement) in reports.iter().zip(&placements[..cut]) {
        restored.restore(report, placement);
    }
    for (report, placement) in reports.iter().zip(&placements).skip(cut) {
        assert_eq!(&restored.place(report, report.first_seen_at), placement);
    }
}

fn place(model: Model) -> Vec<Placement> {
    let mut index = Index::new();
    stream(model).iter().map(|report| index.place(report, report.first_seen_at)).collect()
}

/// The second reports of the events that are asked about: the last of the stream.
fn asked(placements: &[Placement]) -> impl Iterator<Item = &Placement> {
    placements[placements.len() - ASKED..].iter()
}

/// How many of them are in the story of the first.
fn joined(placements: &[Placement]) -> usize {
    asked(placements)
        .filter(|placement| placement.story == StoryId(placement.article.0 - ASKED as i64))
        .count()
}

/// The articles that are in a story of another event.
fn over_merged(placements: &[Placement]) -> Vec<&Placement> {
    let event = |id: i64| event(id as usize);
    placements.iter().filter(|placement| event(placement.article.0) != event(placement.story.0)).collect()
}

/// First and second reports of the events that are taught in turn, then all first reports of the others, and all
/// second ones.
fn stream(model: Model) -> Vec<Digest> {
    (0..2 * (TAUGHT + ASKED)).map(|number| report(number, model)).collect()
}

fn event(number: usize) -> usize {
    if number < 2 * TAUGHT { number / 2 } else { TAUGHT + (number - 2 * TAUGHT) % ASKED }
}

fn report(number: usize, model: Model) -> Digest {
    let event = event(number);
    let is_asked = event >= TAUGHT;
    let is_second = if is_asked { number >= 2 * TAUGHT + ASKED } else { number % 2 == 1 };
    let kept = match (is_second, is_asked) {
        (false, _) => WORDS,
        (true, false) => KEPT,
        (true, true) => event - TAUGHT,
    };
    let own = (0..WORDS).map(|word| if word < kept { (event, word) } else { (1_000 + number, word) });
    // All have some words in common, as reports of one subject do.
    let common = (0..6).map(|word| (9_999, word));
    let mut words: Vec<String> = own.chain(common).map(word).collect();
    words.sort_by_key(|word| hash64(&format!("{number} {word}")));
    Digest {
        id: ArticleId(number as i64),
        article: Article { text: words.join(" "), language: Language::parse("en"), ..Article::default() },
        annotations: Annotations { vector: vector(number, event, model), ..Annotations::default() },
        first_seen_at: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(10 * number as i64),
    }
}

fn word((owner, word): (usize, usize)) -> String {
    let letter =
        |place: u32| char::from(b'a' + (hash64(&format!("{owner}.{word}")) >> (5 * place)) as u8 % 26);
    (0..7).map(letter).collect()
}

fn vector(number: usize, event: usize, model: Model) -> Option<Vector> {
    let (fingerprint, event_share, own_share) = match model {
        Model::None => return None,
        Model::Good => (1, 1.0, 0.4),
        Model::Useless => (1, 0.0, 1.0),
        Model::Changing => (number as u64, 1.0, 0.4),
    };
    let (of_event, own) = (direction(&format!("event {event}")), direction(&format!("report {number}")));
    let values: Vec<f32> =
        of_event.iter().zip(&own).map(|(event, own)| event_share * event + own_share * own).collect();
    Some(Vector::new(fingerprint, &values))
}

/// Numbers from -1 to 1, others for each name.
fn direction(name: &str) -> [f32; DIMENSIONS] {
    std::array::from_fn(|place| (hash64(&format!("{name} {place}")) % 2_001) as f32 / 1_000.0 - 1.0)
}
