//! `quelle split`: say that articles do not belong to their story.

use anyhow::{Context, ensure};
use jiff::Timestamp;
use news::{ArticleId, Correction, Verdict};
use store::Store;

use super::join;
use crate::{archive, clock::Clock, settings::Settings};

/// Takes articles, with all that have their text from them, out of their story into one of their own.
pub fn run(settings: &Settings, articles: &[i64]) -> anyhow::Result<()> {
    let articles: Vec<ArticleId> = articles.iter().copied().map(ArticleId).collect();
    let store = archive::open(settings)?;
    let corrections = parting(&store, &articles, Clock::default().now())?;
    join::correct(settings, store, corrections)
}

/// That these articles, which belong together, do not belong to the story that they are in.
fn parting(store: &Store, articles: &[ArticleId], now: Timestamp) -> anyhow::Result<Vec<Correction>> {
    let first = *articles.first().context("no article is given")?;
    let story = archive::story(store, first.0)?;
    let ids: Vec<ArticleId> = story.members.iter().map(|member| member.row.id).collect();
    for article in articles {
        ensure!(ids.contains(article), "article {article} is not in story {}", story.row.id);
    }
    let lead_first = [story.row.lead.id].into_iter().chain(ids);
    let other = lead_first.into_iter().find(|id| !articles.contains(id));
    let other = other.with_context(|| format!("story {} has no other articles", story.row.id))?;
    let away = articles.iter().map(|article| (*article, other, Verdict::OtherStory));
    let together = articles[1..].iter().map(|article| (*article, first, Verdict::SameStory));
    let given = away.chain(together);
    Ok(given.map(|(article, other, verdict)| Correction { article, other, verdict, given_at: now }).collect())
}
