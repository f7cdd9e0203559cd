//! Opening the archive that the settings name, and asking it.

use std::sync::Arc;

use anyhow::{Context, bail};
use news::StoryId;
use store::{FoundStory, Store, StoryRecord, Subscription};

use crate::{runtime::blocking, settings::Settings};

/// Opens the archive to write to it; it is made when it is not there.
pub fn open(settings: &Settings) -> anyhow::Result<Store> {
    Store::open(&settings.data)
        .with_context(|| format!("cannot open the archive in {}", settings.data.display()))
}

/// Opens the archive to look at it, also while another process writes to it.
pub fn open_reader(settings: &Settings) -> anyhow::Result<Store> {
    Store::open_reader(&settings.data)
        .with_context(|| format!("cannot read the archive in {}", settings.data.display()))
}

/// The feed of an address that is subscribed to.
pub fn subscription(store: &Store, url: &str) -> anyhow::Result<Subscription> {
    let found = store.subscription_of(url.trim())?;
    found.with_context(|| format!("you are not subscribed to {url}; list your feeds with: quelle feeds"))
}

/// A story by its number, or by that of one of its articles; one that has ended gives what it has become.
pub fn story(store: &Store, number: i64) -> anyhow::Result<StoryRecord> {
    let found = match store.story(StoryId(number))? {
        Some(FoundStory::Moved(heir)) => store.story(heir)?,
        found => found,
    };
    match found {
        Some(FoundStory::Here(story)) => Ok(*story),
        Some(FoundStory::Moved(_)) | None => bail!("there is no story or article {number} in the archive"),
    }
}

/// Calls the archive from a thread that may wait.
pub async fn call<T: Send + 'static>(
    store: &Arc<Store>,
    call: impl FnOnce(&Store) -> store::Result<T> + Send + 'static,
) -> store::Result<T> {
    let store = Arc::clone(store);
    blocking(move || call(&store)).await
}
