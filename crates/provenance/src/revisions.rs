//! What publishers changed of the articles of a story, what that is, and who has the former words still.
//!
//! Two versions are set side by side word by word ([`diff`]). What the difference is, is said only with a sign
//! of it ([`signs`]): a notice in the text, another number or name in a line that is otherwise the same, a page
//! that is gone. Then the former words are looked for in the articles that took from this one ([`carriers`]).

mod carriers;
mod diff;
mod sentences;
mod signs;

use std::collections::HashMap;

use news::{ArticleId, Digest, NoticeKind, Revision, RevisionKind, Sign, Trace, Version};

use crate::Member;

/// The versions of the articles of a story, oldest first; nothing of those that never changed.
pub type Histories = HashMap<ArticleId, Vec<Version>>;

/// What publishers changed of the articles of a story, in the order of its trace and of their versions.
pub fn revisions(trace: &Trace, members: &[Member<'_>], histories: &Histories) -> Vec<Revision> {
    let digests: HashMap<ArticleId, &Digest> =
        members.iter().map(|member| (member.digest.id, member.digest)).collect();
    let of_article = |id: ArticleId| {
        let versions = histories.get(&id).map_or(&[][..], Vec::as_slice);
        let digest = *digests.get(&id)?;
        let mut revisions: Vec<Revision> = before_seen(digest, versions.first()).into_iter().collect();
        if versions.len() < 2 {
            return Some(revisions);
        }
        let derived = carriers::derived(id, trace);
        revisions.extend(steps(versions).map(|(former, latter)| {
            let revision = revision(digest, former, latter);
            let carriers = carriers::carriers(&revision, (former, latter), &derived, &digests);
            Revision { carriers, ..revision }
        }));
        Some(revisions)
    };
    trace.articles.iter().filter_map(|traced| of_article(traced.article)).flatten().collect()
}

/// Each version with the one before it that its page was there in.
fn steps(versions: &[Version]) -> impl Iterator<Item = (&Version, &Version)> {
    versions.iter().enumerate().skip(1).filter_map(|(place, latter)| {
        let former = versions[..place].iter().rfind(|former| former.missing.is_none())?;
        Some((former, latter))
    })
}

/// What an article says was changed of it before it was seen here.
fn before_seen(digest: &Digest, first: Option<&Version>) -> Option<Revision> {
    let (number, seen_at, notices) = match first {
        Some(first) => (first.number, first.seen_at, &first.notices),
        None => (1, digest.first_seen_at, &digest.annotations.notices),
    };
    let signs: Vec<Sign> = notices.iter().map(signs::says).collect();
    let is_withdrawn = notices.iter().any(|notice| notice.kind == NoticeKind::Withdrawn);
    (!signs.is_empty()).then(|| Revision {
        article: digest.id,
        from: None,
        to: number,
        seen_at,
        kind: if is_withdrawn { RevisionKind::Withdrawn } else { RevisionKind::Corrected },
        signs,
        headline: Vec::new(),
        text: Vec::new(),
        carriers: Vec::new(),
    })
}

fn revision(digest: &Digest, former: &Version, latter: &Version) -> Revision {
    let is_there = latter.missing.is_none();
    let changes = |was: &str, is: &str| if is_there { diff::changes(was, is) } else { Vec::new() };
    let text = changes(&former.text, &latter.text);
    let (kind, signs) = signs::of(digest, (former, latter), &text);
    Revision {
        article: digest.id,
        from: Some(former.number),
        to: latter.number,
        seen_at: latter.seen_at,
        kind,
        signs,
        headline: changes(&former.headline, &latter.headline),
        text,
        carriers: Vec::new(),
    }
}
