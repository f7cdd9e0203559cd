//! Who owns which publishers: the table that comes with the program, and the one that the settings name.

use std::{fs, sync::Arc};

use anyhow::Context;
use provenance::Owners;

use crate::settings::Settings;

/// Reads what is known.
pub fn open(settings: &Settings) -> anyhow::Result<Arc<Owners>> {
    let shipped = Owners::shipped();
    let Some(path) = &settings.owners else { return Ok(Arc::new(shipped.clone())) };
    let table = fs::read_to_string(path)
        .with_context(|| format!("cannot read the table of owners in {}", path.display()))?;
    let own = Owners::read(&table)
        .with_context(|| format!("the table of owners in {} is not right", path.display()))?;
    Ok(Arc::new(shipped.overridden_by(own)))
}
