//! Whether the versions of a pack bear out what is said of them.

use std::collections::HashMap;

use news::{ArticleId, Change, Digest, Notice, Revision, Sign, Span, Version};

use super::{Doubt, is_so, stands};
use crate::{Contents, Fault};

/// Checks every revision against the versions and the texts; gives how many are borne out.
pub fn check(contents: &Contents, articles: &HashMap<ArticleId, &Digest>, faults: &mut Vec<Fault>) -> usize {
    let mut borne_out = 0;
    for revision in &contents.trace.revisions {
        match revised(revision, contents, articles) {
            Ok(()) => borne_out += 1,
            Err(why) => faults.push(Fault::Unproven(revision.article, why)),
        }
    }
    borne_out
}

fn revised(revision: &Revision, contents: &Contents, articles: &HashMap<ArticleId, &Digest>) -> Doubt {
    let digest = articles.get(&revision.article).ok_or("it is not in the pack")?;
    let versions = contents.histories.get(&revision.article).map_or(&[][..], Vec::as_slice);
    let numbered = |number| versions.iter().find(|version| version.number == number);
    let Some(from) = revision.from else {
        let notices = numbered(revision.to).map_or(&digest.annotations.notices, |version| &version.notices);
        return revision
            .signs
            .iter()
            .try_for_each(|sign| is_so(is_told(sign, notices), "it does not say so"));
    };
    let absent = "a version is not in the pack";
    let (former, latter) = (numbered(from).ok_or(absent)?, numbered(revision.to).ok_or(absent)?);
    let texts = (former.text.as_str(), latter.text.as_str());
    let headlines = (former.headline.as_str(), latter.headline.as_str());
    let is_there = all_there(&revision.text, texts) && all_there(&revision.headline, headlines);
    is_so(is_there, "what was changed is not in its versions")?;
    revision
        .signs
        .iter()
        .try_for_each(|sign| is_so(is_shown(sign, former, latter), "its versions do not show it"))?;
    let carries = |carrier: &news::Carrier| {
        let is_said = articles.get(&carrier.article).is_some_and(|digest| stands(digest, carrier.here));
        is_so(is_said && !carrier.was.of(&former.text).is_empty(), "the former words are not there")
    };
    revision.carriers.iter().try_for_each(carries)
}

fn all_there(changes: &[Change], (was, is): (&str, &str)) -> bool {
    let is_part = |span: Span, text: &str| text.get(span.start..span.end).is_some();
    changes.iter().all(|change| is_part(change.was, was) && is_part(change.is, is))
}

fn is_shown(sign: &Sign, former: &Version, latter: &Version) -> bool {
    match sign {
        Sign::Notice { .. } => is_told(sign, &latter.notices),
        Sign::Line { line, .. } => {
            let (was, is) = (line.was.of(&former.text), line.is.of(&latter.text));
            !was.is_empty() && !is.is_empty() && was != is
        }
        Sign::Missing { status } => latter.missing == Some(*status),
        Sign::Emptied { words } => text::words(&former.text).len() == *words && latter.empties(former),
    }
}

fn is_told(sign: &Sign, notices: &[Notice]) -> bool {
    matches!(sign, Sign::Notice { words } if notices.iter().any(|notice| notice.words == *words))
}
