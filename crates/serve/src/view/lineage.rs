//! Who took what from whom in one story, ready to be asked about one article.

use std::collections::HashMap;

use news::{ArticleId, Derivation, DerivationKind, Origin, Revision, Traced};
use store::{ArticleRecord, StoryRecord};

/// A story's articles and its trace.
pub(crate) struct Lineage<'a> {
    members: HashMap<ArticleId, &'a ArticleRecord>,
    traced: HashMap<ArticleId, &'a Traced>,
    derivations: HashMap<ArticleId, Vec<&'a Derivation>>,
    revisions: &'a [Revision],
}

impl<'a> Lineage<'a> {
    pub(crate) fn new(story: &'a StoryRecord) -> Self {
        let mut derivations: HashMap<ArticleId, Vec<&Derivation>> = HashMap::new();
        for derivation in story.trace.iter().flat_map(|trace| &trace.derivations) {
            derivations.entry(derivation.article).or_default().push(derivation);
        }
        for of_one in derivations.values_mut() {
            of_one.sort_by_key(|derivation| rank(derivation));
        }
        let traced = story.trace.iter().flat_map(|trace| &trace.articles);
        Self {
            members: story.members.iter().map(|member| (member.row.id, member)).collect(),
            traced: traced.map(|traced| (traced.article, traced)).collect(),
            derivations,
            revisions: story.trace.as_ref().map_or(&[], |trace| &trace.revisions),
        }
    }

    /// An article of the story.
    pub(crate) fn member(&self, id: ArticleId) -> Option<&'a ArticleRecord> {
        self.members.get(&id).copied()
    }

    /// What tracing says of an article; `None` until the story is traced with it.
    pub(crate) fn traced(&self, id: ArticleId) -> Option<&'a Traced> {
        self.traced.get(&id).copied()
    }

    /// What its publisher changed of an article, the first first.
    pub(crate) fn revisions(&self, id: ArticleId) -> Vec<&'a Revision> {
        self.revisions.iter().filter(|revision| revision.article == id).collect()
    }

    /// What publishers changed of all articles.
    pub(crate) fn all_revisions(&self) -> &'a [Revision] {
        self.revisions
    }

    /// What an article took, from the closest kin to the loosest.
    pub(crate) fn derivations(&self, id: ArticleId) -> &[&'a Derivation] {
        self.derivations.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// The closest kin first: wording before facts, an article of the archive before a name.
fn rank(derivation: &Derivation) -> (bool, u8) {
    let kind = match derivation.kind {
        DerivationKind::Copy => 0,
        DerivationKind::Translation => 1,
        DerivationKind::Rewrite => 2,
        DerivationKind::Revision => 3,
        DerivationKind::Citation => 4,
    };
    (matches!(derivation.from, Origin::Named { .. }), kind)
}
