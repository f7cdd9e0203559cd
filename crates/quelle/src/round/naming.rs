//! The step that says who and what the names of a story mean.

use std::sync::PoisonError;

use entities::Register;
use news::StoryId;

use super::Worker;
use crate::pipeline;

/// How many entities of the archive, and of imported lists, are remembered at first: there must be room for new ones.
const RESTORED: u32 = entities::MAX_ENTITIES as u32 / 4;

impl Worker {
    /// Says what the names of stories mean, one story after the other. Whoever calls it holds the index.
    pub(super) fn name_these(&self, stories: &[StoryId]) -> store::Result<()> {
        // One who panicked had taken out what it would have left half-changed.
        let mut remembered = self.register.lock().unwrap_or_else(PoisonError::into_inner);
        let mut register = match remembered.take() {
            Some(register) if !register.is_full() => register,
            _ => self.restored_register()?,
        };
        let (mut articles, mut namings) = (Vec::new(), Vec::new());
        for story in stories {
            let members = self.store.members(*story)?;
            articles.extend(members.iter().map(|(digest, _)| digest.id));
            namings.extend(pipeline::resolve(&mut register, members.iter().map(|(digest, _)| digest)));
        }
        self.store.save_namings(&articles, &namings)?;
        *remembered = Some(register);
        Ok(())
    }

    fn restored_register(&self) -> store::Result<Register> {
        Ok(Register::restore(self.store.entities(RESTORED)?, self.store.known_names(RESTORED)?))
    }
}
