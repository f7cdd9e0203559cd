//! `quelle join`: say that two stories are one.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::ensure;
use news::{ArticleId, Correction, StoryId, Verdict};
use store::Store;

use crate::{
    archive,
    clock::Clock,
    owners,
    round::{Progress, Worker},
    runtime,
    settings::Settings,
    web::Web,
};

/// Makes one story of two.
pub fn run(settings: &Settings, story: i64, other: i64) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let (story, other) = (archive::story(&store, story)?.row, archive::story(&store, other)?.row);
    ensure!(story.id != other.id, "both are story {} already", story.id);
    let given_at = Clock::default().now();
    let verdict = Verdict::SameStory;
    let correction = Correction { article: story.lead.id, other: other.lead.id, verdict, given_at };
    correct(settings, store, vec![correction])
}

/// Applies corrections, and says what came of them.
pub fn correct(settings: &Settings, store: Store, corrections: Vec<Correction>) -> anyhow::Result<()> {
    let store = Arc::new(store);
    let articles: Vec<ArticleId> =
        corrections.iter().flat_map(|correction| [correction.article, correction.other]).collect();
    let worker = Worker::new(Arc::clone(&store), Arc::new(Web::live(settings)?), Progress::Hidden)?;
    let worker = worker.with_owners(owners::open(settings)?);
    runtime::start()?.block_on(worker.correct(corrections))?;
    let mut stories: BTreeMap<StoryId, usize> = BTreeMap::new();
    for article in articles {
        let story = archive::story(&store, article.0)?;
        stories.insert(story.row.id, story.members.len());
    }
    for (story, articles) in stories {
        let articles = if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
        println!("Story {story} has {articles} now.");
    }
    Ok(())
}
