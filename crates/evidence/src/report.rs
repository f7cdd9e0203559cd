//! The page of a pack for people: the story, what is claimed of each article, and what shows it.

use std::collections::HashMap;

use askama::Template;
use news::{
    ArticleId, CaptureId, Change, Derivation, Digest, Evidence, Language, OneOwner, Origin, Revision, Root,
    Sign, Span, Standing, Timestamp, Traced, Version,
};

use crate::{
    contents::{article_path, text_path},
    dossier::{Dossier, Member},
};

/// Characters of a passage that are shown.
const EXCERPT: usize = 400;
/// Pieces of evidence of one derivation that are shown, and paragraphs that one sets side by side.
const PIECES: usize = 8;
const PAIRS: usize = 4;

#[derive(Template)]
#[template(path = "report.html")]
pub struct Report<'d> {
    dossier: &'d Dossier,
    as_of: Option<Timestamp>,
    first: Option<Name>,
    roots: Vec<(Name, usize)>,
    /// Publishers that count once, and their owner.
    owned: Vec<(Vec<Name>, &'d str)>,
    articles: Vec<Shown<'d>>,
}

/// Somebody who is named, and the article that stands for them where there is one.
struct Name {
    name: String,
    article: Option<ArticleId>,
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
    revisions: Vec<Revised>,
}

/// What its publisher changed of an article.
struct Revised {
    kind: &'static str,
    seen_at: Timestamp,
    /// The words of both versions, of the first changes.
    pieces: Vec<Piece>,
    /// Who has the former words still.
    carriers: Vec<Name>,
}

/// What is said of where an article has something from.
struct Claim {
    verb: &'static str,
    origin: Name,
    pieces: Vec<Piece>,
    more: usize,
}

/// What shows it.
struct Piece {
    what: String,
    /// Of the article, and beside it of the other.
    words: Vec<String>,
}

impl<'d> Report<'d> {
    /// `captures` are the files of the captures.
    pub fn new(dossier: &'d Dossier, captures: &'d HashMap<CaptureId, String>) -> Self {
        let page = Page::of(dossier);
        let root = |(root, articles): &(Root, Vec<ArticleId>)| match root {
            Root::Article(id) => (page.name(*id), articles.len()),
            Root::Named { name, .. } => (named(name), articles.len()),
        };
        Self {
            dossier,
            as_of: dossier.as_of(),
            first: dossier.trace.first.map(|first| page.name(first)),
            roots: dossier.trace.roots.iter().map(root).collect(),
            owned: dossier.trace.owned.iter().map(|one| page.owned(one)).collect(),
            articles: dossier.members.iter().map(|member| page.shown(member, captures)).collect(),
        }
    }
}

/// What is looked up while the page is made.
struct Page<'d> {
    digests: HashMap<ArticleId, &'d Digest>,
    traced: HashMap<ArticleId, &'d Traced>,
    derivations: HashMap<ArticleId, Vec<&'d Derivation>>,
    revisions: Vec<&'d Revision>,
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
            revisions: dossier.trace.revisions.iter().collect(),
        }
    }

    fn name(&self, id: ArticleId) -> Name {
        let publisher = self.digests.get(&id).and_then(|digest| digest.article.publisher.clone());
        Name { name: publisher.unwrap_or_else(|| format!("article {id}")), article: Some(id) }
    }

    fn owned(&self, one: &'d OneOwner) -> (Vec<Name>, &'d str) {
        (one.reports.iter().map(|(_, article)| self.name(*article)).collect(), &one.owner)
    }

    fn shown(&self, member: &'d Member, captures: &'d HashMap<CaptureId, String>) -> Shown<'d> {
        let digest = &member.digest;
        let traced = self.traced.get(&digest.id);
        let claims = self.derivations.get(&digest.id).into_iter().flatten();
        Shown {
            member,
            lang: digest.language().map_or("", Language::tag),
            time: digest.time(),
            standing: traced.map_or("Not traced", |traced| standing(traced.standing)),
            why: traced.map_or("", |traced| &traced.why),
            capture: captures.get(&member.reading.capture).map(String::as_str),
            text: text_path(digest.id),
            rest: article_path(digest.id),
            claims: claims.map(|derivation| self.claim(digest, derivation)).collect(),
            revisions: self.revisions(member),
        }
    }

    fn revisions(&self, member: &Member) -> Vec<Revised> {
        let of_article = |revision: &&&Revision| revision.article == member.digest.id;
        let revised = |revision: &&Revision| Revised {
            kind: revision.kind.name(),
            seen_at: revision.seen_at,
            pieces: changed(revision, &member.versions),
            carriers: revision.carriers.iter().map(|carrier| self.name(carrier.article)).collect(),
        };
        self.revisions.iter().filter(of_article).map(revised).collect()
    }

    fn claim(&self, digest: &Digest, derivation: &Derivation) -> Claim {
        let (origin, there) = match &derivation.from {
            Origin::Article(id) => (self.name(*id), self.digests.get(id).copied()),
            Origin::Named { name, .. } => (named(name), None),
        };
        let pieces = derivation.evidence.iter().take(PIECES).map(|evidence| piece(evidence, digest, there));
        Claim {
            verb: derivation.verb(),
            origin,
            pieces: pieces.collect(),
            more: derivation.evidence.len().saturating_sub(PIECES),
        }
    }
}

/// The first changes of a revision, and what shows its kind.
fn changed(revision: &Revision, versions: &[Version]) -> Vec<Piece> {
    let numbered = |number| versions.iter().find(|version| Some(version.number) == number);
    let sign = |sign: &Sign| match sign {
        Sign::Notice { words } => Some(Piece { what: "It says so".to_owned(), words: vec![words.clone()] }),
        Sign::Missing { status } => {
            Some(Piece { what: format!("Its page answers {status}"), words: Vec::new() })
        }
        Sign::Emptied { words } => {
            Some(Piece { what: format!("Nothing is left of {words} words"), words: Vec::new() })
        }
        Sign::Line { .. } => None,
    };
    let change = |change: &Change| {
        let (former, latter) = (numbered(revision.from)?, numbered(Some(revision.to))?);
        let words = [cut(change.was.of(&former.text)), cut(change.is.of(&latter.text))];
        Some(Piece { what: "Before, and now".to_owned(), words: words.to_vec() })
    };
    let signs = revision.signs.iter().filter_map(sign);
    signs.chain(revision.text.iter().filter_map(change)).take(PIECES).collect()
}

fn named(name: &str) -> Name {
    Name { name: name.to_owned(), article: None }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Original => "Original report",
        Standing::PassedOn => "Passed on",
        Standing::Unknown => "Origin unknown",
    }
}

fn piece(evidence: &Evidence, here: &Digest, there: Option<&Digest>) -> Piece {
    let beside = |pairs: &[(Span, Span)]| {
        let shown = pairs.iter().take(PAIRS);
        let texts = shown.filter_map(|(ours, theirs)| Some([excerpt(here, *ours), excerpt(there?, *theirs)]));
        texts.flatten().collect()
    };
    let (what, words) = match evidence {
        Evidence::Passage { here, there, words } => {
            (format!("{words} words in the same order"), beside(&[(*here, *there)]))
        }
        Evidence::Alignment { pairs, share, .. } => {
            (format!("{:.0} % of the paragraphs have a counterpart", share * 100.0), beside(pairs))
        }
        Evidence::Naming { span, .. } => ("Names it".to_owned(), vec![excerpt(here, *span)]),
        Evidence::Credit { line } => ("Credit line".to_owned(), vec![line.clone()]),
        Evidence::Link { href } => ("Links to it".to_owned(), vec![href.clone()]),
        Evidence::Address { url } => ("Both stand at one address".to_owned(), vec![url.clone()]),
        Evidence::Earlier { seconds } => {
            (format!("The other came out {} earlier", lasting(*seconds)), Vec::new())
        }
    };
    Piece { what, words }
}

/// A duration as people read it, to the minute.
fn lasting(seconds: i64) -> String {
    let minutes = seconds / 60;
    match (minutes / 1_440, minutes / 60 % 24, minutes % 60) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

fn excerpt(digest: &Digest, span: Span) -> String {
    cut(span.of(&digest.article.text))
}

fn cut(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(EXCERPT) else { return words.to_owned() };
    format!("{}…", &words[..end])
}
