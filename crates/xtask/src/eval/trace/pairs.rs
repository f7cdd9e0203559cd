//! Texts that say the same, in pairs: translations of one text into other languages, and two wordings of one language.

use std::collections::BTreeMap;

use news::{Article, ArticleId, Digest, Language, Placement, Relation, StoryId, Timestamp, Trace};
use provenance::Member;

use super::super::{
    fold::{Document, LabelledPair, labelled_pairs},
    sets,
};

/// Files of the translated set and the languages that they are in.
const LANGUAGES: [(&str, &str); 19] = [
    ("arb", "ar"),
    ("deu", "de"),
    ("spa", "es"),
    ("fas", "fa"),
    ("fra", "fr"),
    ("heb", "he"),
    ("hin", "hi"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("vie", "vi"),
    ("zho-CN", "zh"),
];
/// Labels of pairs of one language that are one text in two wordings.
const WORDINGS: [&str; 3] = ["human_vs_human", "mt_vs_human", "independent_translation_same_language"];

/// Pairs of one kind.
pub struct Pairs {
    /// What they are called.
    pub name: String,
    pub pairs: Vec<(Digest, Digest)>,
}

/// The English articles of the translated set beside their translations, by language; `None` where the set is not there.
pub fn translations() -> anyhow::Result<Option<Vec<Pairs>>> {
    let Some(english) = sets::find("ntrex/dev/eng.src.jsonl.gz") else { return Ok(None) };
    let english = digests(&sets::rows(&english)?, "en");
    let mut all = Vec::new();
    for (file, language) in LANGUAGES {
        let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { continue };
        let others = digests(&sets::rows(&path)?, language);
        let pairs = english.iter().cloned().zip(others).collect();
        all.push(Pairs { name: format!("en-{language}"), pairs });
    }
    Ok(Some(all))
}

/// Two wordings of one text in one language, by label, read in this way.
pub fn wordings(read: fn(Article) -> Digest) -> anyhow::Result<Vec<Pairs>> {
    let mut wordings: BTreeMap<String, Vec<(Digest, Digest)>> = BTreeMap::new();
    for LabelledPair { label, digests: [one, other], .. } in labelled_pairs()? {
        if WORDINGS.contains(&label.as_str()) {
            wordings.entry(label).or_default().push((read(one.article), read(other.article)));
        }
    }
    Ok(wordings.into_iter().map(|(name, pairs)| Pairs { name, pairs }).collect())
}

/// The articles of a set, a paragraph a line; without their headlines.
fn digests(documents: &[Document], language: &str) -> Vec<Digest> {
    let article = |document: &Document| Article {
        text: document.text.lines().skip(1).collect::<Vec<_>>().join("\n\n"),
        language: Language::parse(language),
        ..Article::default()
    };
    documents.iter().map(|document| read(article(document))).collect()
}

/// An article with a paragraph for each of its lines.
pub fn in_paragraphs(article: Article) -> Digest {
    read(Article { text: article.text.replace('\n', "\n\n"), ..article })
}

/// An article with what is found in it.
pub fn read(article: Article) -> Digest {
    let annotations = annotate::article(&article);
    Digest { id: ArticleId(0), article, annotations, first_seen_at: Timestamp::UNIX_EPOCH }
}

/// Every second paragraph of an article, from the given one on.
pub fn half(digest: &Digest, first: usize) -> Digest {
    let paragraphs: Vec<&str> = digest.article.text.split("\n\n").skip(first).step_by(2).collect();
    read(Article { text: paragraphs.join("\n\n"), ..digest.article.clone() })
}

/// Two articles, the second as folding relates it to the first.
pub fn traced(one: &Digest, other: &Digest, relation: Relation) -> Trace {
    let digests = [one.clone(), Digest { id: ArticleId(1), ..other.clone() }];
    let placements = digests.each_ref().map(|digest| Placement {
        article: digest.id,
        story: StoryId(0),
        relation: if digest.id.0 == 0 { Relation::Report } else { relation },
        of: Some(ArticleId(0)).filter(|_| digest.id.0 > 0 && relation != Relation::Report),
        similarity: 0.0,
        why: String::new(),
        absorbed: Vec::new(),
        moved: Vec::new(),
    });
    let members: Vec<Member<'_>> =
        digests.iter().zip(&placements).map(|(digest, placement)| Member { digest, placement }).collect();
    super::trace(StoryId(0), &members)
}
