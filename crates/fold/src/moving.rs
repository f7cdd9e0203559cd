//! How the index follows stories that merge and split.

use news::{Moved, StoryId};

use crate::Index;

impl Index {
    /// Ends a story in another.
    pub(crate) fn absorb(&mut self, ended: StoryId, into: StoryId) {
        let articles = self.stories.get(ended).map(|story| story.articles.clone()).unwrap_or_default();
        for number in articles {
            self.put(number, into);
        }
        self.constraints.absorb(ended, into);
    }

    /// Takes articles to other stories; of those that have left the window only corrections are told.
    pub(crate) fn follow(&mut self, moved: &[Moved]) {
        for Moved { article, story } in moved {
            match self.numbers.get(&article.0).copied() {
                Some(number) => self.put(number, *story),
                None => self.constraints.settle(*article, *story),
            }
        }
    }

    /// Puts an article into a story, which is opened if need be.
    pub(crate) fn put(&mut self, number: u32, story: StoryId) {
        let article = self.get_mut(number);
        let (id, time, before) = (article.id, article.time, article.story);
        article.story = story;
        if before != story {
            self.stories.remove(before, number);
            self.stories.add(story, number, time);
        }
        self.constraints.settle(id, story);
    }
}
