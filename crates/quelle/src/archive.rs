//! Opening the archive that the settings name.

use anyhow::Context;
use store::Store;

use crate::settings::Settings;

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
