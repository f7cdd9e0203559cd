//! `quelle rederive`: make everything anew from the captures.

use std::sync::Arc;

use anyhow::Context;

use crate::{
    archive, model, owners,
    round::{Progress, Worker},
    runtime,
    settings::Settings,
    web::Web,
};

/// Forgets what was derived, and derives it again with the stages as they are now.
pub fn run(settings: &Settings) -> anyhow::Result<()> {
    let (encoder, owners) = (model::open(settings)?, owners::open(settings)?);
    let store = Arc::new(archive::open(settings)?);
    store.forget_derived().context("cannot start over")?;
    let runtime = runtime::start()?;
    let articles = runtime.block_on(async {
        let worker = Worker::new(Arc::clone(&store), Arc::new(Web::live(settings)?), Progress::shown())?;
        worker.with_encoder(encoder).with_owners(owners).derive().await
    })?;
    println!("{articles} articles read, folded and traced again");
    Ok(())
}
