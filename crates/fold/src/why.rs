//! The reason for a placement, as a sentence for readers.

use news::Relation;

use crate::{likeness::Likeness, passages::Shared};

/// Why an article opened a story.
pub fn opened() -> String {
    "No earlier article tells of the same event.".to_owned()
}

/// Why an article that holds others opened a story.
pub fn round_up(stories: usize) -> String {
    format!("It holds whole articles of {stories} stories, so it is a round-up and joins none.")
}

/// Why an article is a further translation of an original.
pub fn sibling(likeness: &Likeness) -> String {
    format!(
        "{} of its rare words stand in the same order in another translation of the same text.",
        percent(likeness.order.share())
    )
}

/// Why an article's text comes from another's.
pub fn derived(relation: Relation, likeness: &Likeness, shared: &Shared) -> String {
    let Likeness { order, .. } = likeness;
    match relation {
        Relation::Translation => format!(
            "{} of the {} names, numbers and meanings that both texts have stand in the same order, in another language.",
            order.in_order, order.shared
        ),
        Relation::Copy if shared.here >= shared.there => format!(
            "{} of its words stand in the other article, in {} ({} words at most).",
            percent(shared.here),
            passages(shared.passages),
            shared.longest
        ),
        Relation::Copy => format!(
            "It has {} of the other article's words, in {} ({} words at most).",
            percent(shared.there),
            passages(shared.passages),
            shared.longest
        ),
        _ => format!(
            "{} of its rare words stand in the same order in the other article; {} of its text is there word for word.",
            percent(likeness.order.share()),
            percent(shared.here)
        ),
    }
}

/// Why an article joined a story that it tells by itself. The model's cosine is named where it weighs.
pub fn joined(likeness: &Likeness, chance: f32) -> String {
    let anchors = percent(likeness.anchors);
    let agreement = match likeness.is_one_language {
        true => format!(
            "Its rare words agree to {} and its names and numbers to {anchors} with the other article",
            percent(likeness.words)
        ),
        false => format!("Its names and numbers agree to {anchors} with an article in another language"),
    };
    let model =
        likeness.model.map(|cosine| format!(", the model's likeness is {}", percent(cosine.max(0.0))));
    format!("{agreement}{}; one event with a chance of {}.", model.unwrap_or_default(), percent(chance))
}

fn passages(count: usize) -> String {
    if count == 1 { "one passage".to_owned() } else { format!("{count} passages") }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
