//! What some of the articles said before, and what is said of that.

use news::{
    ArticleId, Carrier, Change, Detail, Notice, NoticeKind, Revision, RevisionKind, Sign, Span, Timestamp,
};

use super::articles::{ARTICLES, HOSTILE};

/// An article by its number, the words that it had, and those that it has for them.
struct Revised {
    number: usize,
    had: &'static str,
    has: &'static str,
}

const REVISED: [Revised; 3] = [
    Revised { number: 1, had: "every twenty minutes", has: "every half hour" },
    Revised { number: 5, had: "21 ألف", has: "11 ألف" },
    Revised { number: 11, had: HOSTILE, has: "this is so" },
];

/// The text that an article had before it was changed.
pub fn former(number: usize) -> Option<String> {
    let Revised { had, has, .. } = REVISED.iter().find(|revised| revised.number == number)?;
    Some(ARTICLES[number - 1].text.replacen(has, had, 1))
}

/// What an article says of its changes.
pub fn notices(text: &str) -> Vec<Notice> {
    let is_hostile = text == ARTICLES[10].text;
    Vec::from_iter(is_hostile.then(|| Notice { kind: NoticeKind::Withdrawn, words: HOSTILE.to_owned() }))
}

/// What is said of the change of an article.
pub fn revision(number: usize, seen_at: Timestamp) -> Revision {
    let Revised { had, has, .. } = REVISED.iter().find(|revised| revised.number == number).unwrap();
    let (former, text) = (former(number).unwrap(), ARTICLES[number - 1].text);
    let change = Change { was: span(&former, had), is: span(text, has) };
    let carrier = |other: usize| Carrier {
        article: ArticleId(other as i64),
        here: span(ARTICLES[other - 1].text, had),
        was: change.was,
    };
    let is_hostile = number == 11;
    Revision {
        article: ArticleId(number as i64),
        from: Some(1),
        to: 2,
        seen_at,
        kind: if is_hostile { RevisionKind::Withdrawn } else { RevisionKind::Corrected },
        signs: vec![if is_hostile {
            Sign::Notice { words: HOSTILE.to_owned() }
        } else {
            Sign::Line { detail: Detail::Number, line: change }
        }],
        headline: Vec::new(),
        text: vec![change],
        carriers: Vec::from_iter((number == 1).then(|| carrier(4))),
    }
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    (start..start + words.len()).into()
}
