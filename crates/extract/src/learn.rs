//! What a page looks like to the [`Judge`](crate::Judge), for those who teach one.

use url::Url;

use crate::{
    Page,
    blocks::Blocks,
    charset, facts,
    judge::{
        context,
        features::{self, Told},
    },
    tree,
};

/// A page in lines, each with the features by which it is judged.
pub struct Sheet {
    page: Blocks,
    rows: Vec<Vec<f32>>,
}

impl Sheet {
    /// Looks at a page, which must be within the [`limits`](crate::limits).
    pub fn of(page: &Page<'_>) -> Self {
        let html = tree::document(&charset::decode(page.body, page.content_type))
            .unwrap_or_else(|| tree::fragment(""));
        let url = page.url.and_then(|url| Url::parse(url).ok()).filter(|url| !url.cannot_be_a_base());
        let facts = facts::read(&html, url.as_ref(), page.headers);
        let page = Blocks::of(&html);
        let rows = features::rows(&page, &Told::of(&facts));
        Self { page, rows }
    }

    /// The lines of the page, in its order.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = &str> {
        self.page.blocks.iter().map(|block| block.line.as_str())
    }

    /// The features by which the first forest judges each line.
    pub fn first(&self) -> &[Vec<f32>] {
        &self.rows
    }

    /// The features by which the second judges each, when the first gave these chances.
    pub fn second(&self, chances: &[f32]) -> Vec<Vec<f32>> {
        let mut rows = self.rows.clone();
        context::extend(&mut rows, &self.page, chances);
        rows
    }
}
