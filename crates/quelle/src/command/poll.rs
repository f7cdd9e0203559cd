//! `quelle poll`: fetch what is due, once, and stop.

use std::{sync::Arc, time::Instant};

use store::Subscription;

use crate::{
    archive,
    clock::Clock,
    model, owners,
    round::{Progress, Worker},
    runtime,
    settings::Settings,
    web::Web,
};

/// Does one round, over all feeds or those that are due, and says what came of it.
pub fn run(settings: &Settings, all: bool, clock: Clock) -> anyhow::Result<()> {
    let (encoder, owners) = (model::open(settings)?, owners::open(settings)?);
    let store = Arc::new(archive::open(settings)?);
    let now = clock.now();
    let started = Instant::now();
    let runtime = runtime::start()?;
    let summary = runtime.block_on(async {
        let worker = Worker::new(Arc::clone(&store), Arc::new(Web::live(settings)?), Progress::shown())?;
        let worker = worker
            .with_clock(clock)
            .with_encoder(encoder)
            .with_owners(owners)
            .looking_again(settings.look_again);
        let may_be_asked = |feed: &Subscription| feed.health.may_be_asked(now);
        let due = match all {
            true => store.subscriptions()?.into_iter().filter(may_be_asked).collect(),
            false => worker.due()?,
        };
        worker.round(due).await
    })?;
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} feeds asked, {} failed; {} new articles in {seconds:.1} s ({:.0} a second); {} stories in all",
        summary.feeds,
        summary.failed,
        summary.articles,
        summary.articles as f64 / seconds.max(0.001),
        store.stats(now)?.stories,
    );
    if summary.failed > 0 {
        println!("See why with: quelle feeds");
    }
    Ok(())
}
