//! The page of a pack for people: the story, what is claimed of each article, and what shows it.

use std::collections::HashMap;

use askama::Template;
use news::{
    ArticleId, CaptureId, Derivation, DerivationKind, Digest, Evidence, Language, Origin, Root, Span,
    Standing, Timestamp, Traced,
};

use crate::{
    contents::{article_path, text_path},
    dossier::{Dossier, Member},
};

/// Characters of a passage that are shown.
const EXCERPT: usize = 400;
/// Pieces of evidence of one derivation that are shown.
const PIECES: usize = 8;

#[derive(Template)]
#[template(path = "report.html")]
pub struct Report<'d> {
    dossier: &'d Dossier,
    as_of: Option<Timestamp>,
    first: Option<String>,
    roots: Vec<(String, usize)>,
    articles: Vec<Shown<'d>>,
}

/// An article of the story.
struct Shown<'d> {
    member: &'d Member,
    lang: &'d str,
    time: Timestamp,
    standing: &'static str,
    why: &'d str,
    capture: Option<&'d str>,
    text: String,
    rest: String,
    claims: Vec<Claim>,
}

/// What is said of where an article has something from.
struct Claim {
    words: String,
    pieces: Vec<Piece>,
    more: usize,
}

/// What shows it.
struct Piece {
    what: String,
    here: String,
    there: String,
}

impl<'d> Report<'d> {
    /// `captures` are the files of the captures.
    pub fn new(dossier: &'d Dossier, captures: &'d HashMap<CaptureId, String>) -> Self {
        let page = Page::of(dossier);
        let root = |(root, articles): &(Root, Vec<ArticleId>)| match root {
            Root::Article(id) => (page.name(*id), articles.len()),
            Root::Named { name, .. } => (name.clone(), articles.len()),
        };
        Self {
            dossier,
            as_of: dossier.as_of(),
            first: dossier.trace.first.map(|first| page.name(first)),
            roots: dossier.trace.roots.iter().map(root).collect(),
            articles: dossier.members.iter().map(|member| page.shown(member, captures)).collect(),
        }
    }
}

/// What is looked up while the page is made.
struct Page<'d> {
    digests: HashMap<ArticleId, &'d Digest>,
    traced: HashMap<ArticleId, &'d Traced>,
    derivations: HashMap<ArticleId, Vec<&'d Derivation>>,
}

impl<'d> Page<'d> {
    fn of(dossier: &'d Dossier) -> Self {
        let mut derivations: HashMap<ArticleId, Vec<&Derivation>> = HashMap::new();
        for derivation in &dossier.trace.derivations {
            derivations.entry(derivation.article).or_default().push(derivation);
        }
        Self {
            digests: dossier.members.iter().map(|member| (member.digest.id, &member.digest)).collect(),
            traced: dossier.trace.articles.iter().map(|traced| (traced.article, traced)).collect(),
            derivations,
        }
    }

    fn name(&self, id: ArticleId) -> String {
        let publisher = self.digests.get(&id).and_then(|digest| digest.article.publisher.clone());
        publisher.map_or_else(|| format!("article {id}"), |publisher| format!("{publisher} (article {id})"))
    }

    fn shown(&self, member: &'d Member, captures: &'d HashMap<CaptureId, String>) -> Shown<'d> {
        let digest = &member.digest;
        let traced = self.traced.get(&digest.id);
        let claims = self.derivations.get(&digest.id).into_iter().flatten();
        Shown {
            member,
            lang: digest.language().map_or("", Language::tag),
            time: digest.time(),
            standing: traced.map_or("not traced", |traced| standing(traced.standing)),
            why: traced.map_or("", |traced| &traced.why),
            capture: captures.get(&member.reading.capture).map(String::as_str),
            text: text_path(digest.id),
            rest: article_path(digest.id),
            claims: claims.map(|derivation| self.claim(digest, derivation)).collect(),
        }
    }

    fn claim(&self, digest: &Digest, derivation: &Derivation) -> Claim {
        let (origin, there) = match &derivation.from {
            Origin::Article(id) => (self.name(*id), self.digests.get(id).copied()),
            Origin::Named { name, .. } => (name.clone(), None),
        };
        let pieces = derivation.evidence.iter().take(PIECES).map(|evidence| piece(evidence, digest, there));
        Claim {
            words: format!("{} {origin}", verb(derivation)),
            pieces: pieces.collect(),
            more: derivation.evidence.len().saturating_sub(PIECES),
        }
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Original => "original report",
        Standing::PassedOn => "passed on",
        Standing::Unknown => "origin unknown",
    }
}

fn verb(derivation: &Derivation) -> &'static str {
    match (derivation.kind, derivation.is_directed) {
        (DerivationKind::Citation, _) => "Names",
        (DerivationKind::Revision, _) => "Newer version of",
        (DerivationKind::Copy, true) => "Copy of",
        (DerivationKind::Copy, false) => "Same text as",
        (DerivationKind::Rewrite, true) => "Rewritten from",
        (DerivationKind::Rewrite, false) => "Same text in other words as",
        (DerivationKind::Translation, true) => "Translated from",
        (DerivationKind::Translation, false) => "Same text in another language as",
    }
}

fn piece(evidence: &Evidence, here: &Digest, there: Option<&Digest>) -> Piece {
    let ours = |span: &Span| excerpt(here, *span);
    let theirs = |span: &Span| there.map_or_else(String::new, |there| excerpt(there, *span));
    let (what, here, there) = match evidence {
        Evidence::Passage { here, there, words } => {
            (format!("{words} words in the same order"), ours(here), theirs(there))
        }
        Evidence::Alignment { pairs, share } => {
            let what = format!("{:.0} % of the paragraphs have a counterpart", share * 100.0);
            let (here, there) = pairs.first().copied().unwrap_or_default();
            (what, ours(&here), theirs(&there))
        }
        Evidence::Naming { span, .. } => ("Names it".to_owned(), ours(span), String::new()),
        Evidence::Credit { line } => ("Credit line".to_owned(), line.clone(), String::new()),
        Evidence::Link { href } => ("Links to it".to_owned(), href.clone(), String::new()),
        Evidence::Earlier { seconds } => {
            (format!("Published {seconds} seconds earlier"), String::new(), String::new())
        }
    };
    Piece { what, here, there }
}

fn excerpt(digest: &Digest, span: Span) -> String {
    let words = span.of(&digest.article.text);
    let Some((end, _)) = words.char_indices().nth(EXCERPT) else { return words.to_owned() };
    format!("{}…", &words[..end])
}
