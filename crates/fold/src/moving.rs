//! How the index follows stories that merge and split.

use std::collections::{BTreeMap, BTreeSet};

use news::{Moved, StoryId};

use crate::Index;

impl Index {
    /// Ends a story in another.
    pub(crate) fn absorb(&mut self, ended: StoryId, into: StoryId) {
        self.stories.absorb(ended, into);
        self.constraints.absorb(ended, into);
    }

    /// Takes articles to other stories; of those that have left the window only corrections are told.
    pub(crate) fn follow(&mut self, moved: &[Moved]) {
        let mut moving: BTreeMap<u32, StoryId> = BTreeMap::new();
        let mut left: BTreeSet<StoryId> = BTreeSet::new();
        for Moved { article, story } in moved {
            self.constraints.settle(*article, *story);
            let Some(number) = self.numbers.get(&article.0).copied() else { continue };
            let before = self.stories.current(self.get(number).story);
            if before != *story {
                moving.insert(number, *story);
                left.insert(before);
            }
        }
        for story in left {
            self.leave(story, &moving);
        }
        for (number, story) in moving {
            self.enter(number, story);
        }
    }

    /// Takes those that move out of a story.
    fn leave(&mut self, story: StoryId, moving: &BTreeMap<u32, StoryId>) {
        let staying = self.stories.clear(story).into_iter().filter(|number| !moving.contains_key(number));
        for number in staying.collect::<Vec<_>>() {
            self.enter(number, story);
        }
    }

    fn enter(&mut self, number: u32, story: StoryId) {
        let article = self.get_mut(number);
        article.story = story;
        let time = article.time;
        self.stories.enter(story, number, time);
    }
}
