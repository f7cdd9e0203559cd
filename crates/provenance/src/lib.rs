//! Where a story comes from: who took what from whom, who was first, and on whose word it stands.
//!
//! Only what can be shown is stated; what cannot is *unknown*, and doubt never raises the count.
//!
//! 1. **Derivations.** Folding says which article is closest to which. A copy, rewrite or translation is
//!    stated when the passages are found: runs of the same words outside quotations, or paragraphs that
//!    carry the same numbers and names in the same order. A credit gives the direction, else the times
//!    do; when neither tells, the two have a common origin that may be neither.
//! 2. **Families.** Articles joined by derivations have one origin between them: that of the article
//!    which is derived from none.
//! 3. **Roots.** That article's own word decides, the first of these that it gives:
//!    - a credit line, dateline or byline that names an outlet or agency: that one;
//!    - an outlet or agency named in the first three paragraphs, or more than once: that one, and the
//!      article itself as well where it shows reporting of its own;
//!    - reporting of its own ("told this newspaper"): the article itself;
//!    - two or more named people, in words that no other article of the story has: the article itself;
//!    - an outlet or agency named once further down: that one;
//!    - else nothing: unknown. A teaser is always unknown.
//!
//!    People and bodies that are quoted are informants of an article, never its root.
//! 4. **One root, one name.** Spellings of one outlet are one root. An outlet that is named and has an
//!    article in the story is that article's root; several originals of one publisher are one root.

mod alignment;
mod family;
mod informants;
mod lineage;
mod passages;
mod roots;
mod statement;
mod why;

use news::{
    ArticleId, Derivation, DerivationKind, Digest, Origin, Placement, Relation, Standing, StoryId, Trace,
    Traced,
};

use crate::{
    family::Families,
    roots::Roots,
    statement::{Statement, Words},
};

/// An article of a story, with the place that folding gave it.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The article and what was found in it.
    pub digest: &'a Digest,
    /// How folding relates it to the story.
    pub placement: &'a Placement,
}

/// Traces a story from its articles, in whatever order they are given.
pub fn trace(story: StoryId, members: &[Member<'_>]) -> Trace {
    let mut members: Vec<&Member<'_>> = members.iter().collect();
    members.sort_by_key(|member| (member.digest.time(), member.digest.id));
    let mut derivations = lineage::derivations(&members);
    let ids: Vec<ArticleId> = members.iter().map(|member| member.digest.id).collect();
    let families = Families::new(&ids, &derivations);
    let unproven: Vec<bool> = members.iter().map(|member| is_unproven(member, &ids, &derivations)).collect();
    let statements = statements(&members, &families, &unproven);
    let roots = Roots::new(&members, &families, &statements);
    let articles = (0..members.len())
        .map(|place| Traced {
            article: ids[place],
            standing: roots.standing(place, &families),
            roots: roots.of(families.of(place)),
            why: reason(place, &members, &families, &statements, &roots, &derivations, unproven[place]),
        })
        .collect::<Vec<_>>();
    derivations.extend(citations(&members, &families, &statements, &roots));
    let counted = roots::counted(&articles);
    Trace {
        story,
        first: first(&members),
        independent: counted.len(),
        unknown: articles.iter().filter(|article| article.standing == Standing::Unknown).count(),
        roots: counted,
        articles,
        derivations,
    }
}

/// The article that came out before all others, where the times tell.
fn first(members: &[&Member<'_>]) -> Option<ArticleId> {
    let first = members.first()?;
    let is_alone = members.len() == 1;
    let is_dated = members.iter().all(|member| member.digest.article.published_at.is_some());
    let precedes_all = members[1..].iter().all(|other| {
        lineage::precedes(first, other)
            || other.digest.article.published_at.is_none() && first.digest.time() < other.digest.first_seen_at
    });
    let tells = is_alone || (is_dated || first.digest.article.published_at.is_some()) && precedes_all;
    tells.then_some(first.digest.id)
}

/// Whether folding derives an article from another of the story and no passage shows it.
fn is_unproven(member: &Member<'_>, ids: &[ArticleId], derivations: &[Derivation]) -> bool {
    let Some(of) = member.placement.of.filter(|_| member.placement.relation != Relation::Report) else {
        return false;
    };
    let id = member.digest.id;
    let joins = |derivation: &Derivation| {
        let pair = (Origin::Article(id), Origin::Article(of));
        (derivation.article == id && derivation.from == pair.1)
            || (derivation.article == of && derivation.from == pair.0)
    };
    ids.contains(&of) && !derivations.iter().any(joins)
}

/// What each article says for itself: only those that are derived from none are asked.
fn statements(members: &[&Member<'_>], families: &Families, unproven: &[bool]) -> Vec<Statement> {
    let is_asked = |place: usize| !families.is_derived(place) && !unproven[place];
    // Each family speaks once: the words of its copies are not "elsewhere".
    let speakers = (0..members.len())
        .filter(|place| is_asked(*place) && families.heads(families.of(*place)).next() == Some(*place));
    let words = Words::of(speakers.map(|place| members[place]));
    (0..members.len())
        .map(|place| if is_asked(place) { statement::of(members[place], &words) } else { Statement::Nothing })
        .collect()
}

fn reason(
    place: usize,
    members: &[&Member<'_>],
    families: &Families,
    statements: &[Statement],
    roots: &Roots,
    derivations: &[Derivation],
    is_unproven: bool,
) -> String {
    let id = members[place].digest.id;
    let derivation = derivations.iter().find(|derivation| derivation.article == id);
    let giver = derivation.and_then(|derivation| {
        members.iter().find(|giver| derivation.from == Origin::Article(giver.digest.id))
    });
    if let (Some(derivation), Some(giver)) = (derivation, giver) {
        let taken = why::derived(members[place], giver, derivation);
        return if families.is_derived(place) {
            taken
        } else {
            format!("{taken} {}", why::stated(&statements[place]))
        };
    }
    if is_unproven {
        return why::unproven(members[place].placement.relation);
    }
    if roots.is_promoted(families.of(place)) {
        why::named_by_others()
    } else {
        why::stated(&statements[place])
    }
}

/// A citation for every origin that an article names.
fn citations(
    members: &[&Member<'_>],
    families: &Families,
    statements: &[Statement],
    roots: &Roots,
) -> Vec<Derivation> {
    let mut found = Vec::new();
    for (place, statement) in statements.iter().enumerate() {
        let Statement::Names { origins, .. } = statement else { continue };
        for origin in origins {
            let named = Origin::Named { name: origin.name.clone(), kind: origin.kind };
            found.push(Derivation {
                article: members[place].digest.id,
                from: roots.article_of(&origin.key, families.of(place)).map_or(named, Origin::Article),
                kind: DerivationKind::Citation,
                is_directed: true,
                evidence: vec![origin.evidence.clone()],
                score: if origin.is_credit || origin.is_prominent { 0.9 } else { 0.5 },
            });
        }
    }
    found
}
