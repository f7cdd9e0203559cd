//! The model that the reader brings, where the settings name one.

use std::sync::Arc;

use anyhow::Context;
use encode::Encoder;

use crate::settings::Settings;

/// Opens it; `None` when the settings name none.
pub fn open(settings: &Settings) -> anyhow::Result<Option<Arc<Encoder>>> {
    let open = |folder| Encoder::open(folder).map(Arc::new).context("the setting model is not right");
    settings.model.as_deref().map(open).transpose()
}
