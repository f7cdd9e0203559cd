//! Whether the texts of a pack bear out what its graph says of them: passages stand in both texts, in the same
//! words; names, credits and links in the article; the times are as far apart as is said; and what was changed of an
//! article stands in its versions.

mod revisions;

use std::collections::HashMap;

use news::{Article, ArticleId, Derivation, Digest, Evidence, Origin, Span};

use crate::{Contents, Fault};

/// Bytes of text that are looked at for evidence: some hundred times what a large story has.
const MOST_TEXT: usize = 256 << 20;

/// How much the texts bear out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proven {
    /// Derivations, each with all of its evidence.
    pub derivations: usize,
    /// Passages and aligned paragraphs that stand in both texts.
    pub passages: usize,
    /// Revisions, each with all that shows it.
    pub revisions: usize,
}

/// Checks every derivation against the texts.
pub fn check(contents: &Contents, faults: &mut Vec<Fault>) -> Proven {
    let articles: HashMap<ArticleId, &Digest> =
        contents.members.iter().map(|(digest, _)| (digest.id, digest)).collect();
    let mut checking = Checking { articles, text_left: MOST_TEXT, passages: 0 };
    let mut proven = Proven::default();
    for derivation in &contents.trace.derivations {
        match checking.derivation(derivation) {
            Ok(()) => proven.derivations += 1,
            Err(why) => faults.push(Fault::Unproven(derivation.article, why)),
        }
    }
    let revisions = revisions::check(contents, &checking.articles, faults);
    Proven { passages: checking.passages, revisions, ..proven }
}

/// Why something is not borne out.
type Doubt = Result<(), &'static str>;

struct Checking<'c> {
    articles: HashMap<ArticleId, &'c Digest>,
    text_left: usize,
    passages: usize,
}

impl Checking<'_> {
    fn derivation(&mut self, derivation: &Derivation) -> Doubt {
        let here = *self.articles.get(&derivation.article).ok_or("it is not in the pack")?;
        let there = match &derivation.from {
            Origin::Article(id) => {
                Some(*self.articles.get(id).ok_or("what it took from is not in the pack")?)
            }
            Origin::Named { .. } => None,
        };
        if derivation.evidence.is_empty() {
            return Err("there is no evidence");
        }
        derivation.evidence.iter().try_for_each(|evidence| self.evidence(evidence, here, there))
    }

    fn evidence(&mut self, evidence: &Evidence, here: &Digest, there: Option<&Digest>) -> Doubt {
        const NO_OTHER: &str = "there is no other text";
        match evidence {
            Evidence::Passage { here: ours, there: theirs, words } => {
                self.passage((here, *ours), (there.ok_or(NO_OTHER)?, *theirs), *words)
            }
            Evidence::Alignment { pairs, .. } => self.alignment(here, there.ok_or(NO_OTHER)?, pairs),
            Evidence::Naming { span, .. } => {
                is_so(stands(here, *span), "the words that name the origin are not there")
            }
            Evidence::Credit { line } => is_so(is_credited(here, line), "the credit line is not there"),
            Evidence::Link { href } => is_so(has_link(&here.article, href), "the link is not there"),
            Evidence::Address { url } => {
                let is_at = |digest: &Digest| digest.article.url.as_deref() == Some(url);
                is_so(is_at(here) && there.is_some_and(is_at), "they do not stand at one address")
            }
            Evidence::Earlier { seconds } => {
                let other = there.ok_or("there is no other article")?;
                let apart = here.time().as_second() - other.time().as_second();
                is_so(apart == *seconds, "the times are not as far apart")
            }
        }
    }

    /// The same words outside quotations stand at both places.
    fn passage(&mut self, here: (&Digest, Span), there: (&Digest, Span), words: usize) -> Doubt {
        let (ours, theirs) = (self.words(here)?, self.words(there)?);
        is_so(ours.len() == words && words > 0 && ours == theirs, "a passage is not the same in both texts")?;
        self.passages += 1;
        Ok(())
    }

    fn alignment(&mut self, here: &Digest, there: &Digest, pairs: &[(Span, Span)]) -> Doubt {
        let is_there = pairs.iter().all(|(ours, theirs)| stands(here, *ours) && stands(there, *theirs));
        is_so(is_there && !pairs.is_empty(), "paragraphs that are set side by side are not there")?;
        self.passages += pairs.len();
        Ok(())
    }

    /// The words of a span that stand outside quotations, folded for comparison.
    fn words(&mut self, (digest, span): (&Digest, Span)) -> Result<Vec<String>, &'static str> {
        let part = span.of(&digest.article.text);
        self.text_left =
            self.text_left.checked_sub(part.len()).ok_or("there is more evidence than is checked")?;
        let is_quoted = |word: &text::Word| {
            let (start, end) = (span.start + word.range.start, span.start + word.range.end);
            digest.annotations.is_quoted(&Span { start, end })
        };
        Ok(text::words(part).into_iter().filter(|word| !is_quoted(word)).map(|word| word.folded).collect())
    }
}

fn is_so(is_so: bool, why: &'static str) -> Doubt {
    if is_so { Ok(()) } else { Err(why) }
}

fn stands(digest: &Digest, span: Span) -> bool {
    !span.of(&digest.article.text).trim().is_empty()
}

/// Whether a line is the credit, or one of the credits that were found.
fn is_credited(digest: &Digest, line: &str) -> bool {
    let mut credits = digest.annotations.attributions.iter().filter(|attribution| attribution.is_credit);
    digest.article.credit.as_deref() == Some(line) || credits.any(|credit| credit.cue == line)
}

fn has_link(article: &Article, href: &str) -> bool {
    article.links.iter().any(|link| link.href == href)
}
