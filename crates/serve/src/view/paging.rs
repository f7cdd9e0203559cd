//! Turning the pages of a list.

use askama::{Template, filters::HtmlSafe};
use serde::{Deserialize, Deserializer, de::Error};
use store::Window;

use crate::failure::Failure;

/// Bounds how deep a list can be paged into: what is further back is found by searching.
const LAST_PAGE: u32 = 1_000;

/// The number of a page of a list, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageNumber(u32);

impl PageNumber {
    pub(crate) fn get(self) -> u32 {
        self.0
    }

    pub(crate) fn is_first(self) -> bool {
        self.0 == 1
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self(1)
    }
}

impl<'de> Deserialize<'de> for PageNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        if !(1..=LAST_PAGE).contains(&number) {
            return Err(D::Error::custom("no such page"));
        }
        Ok(Self(number))
    }
}

/// The links to the pages before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "part/paging.html")]
pub(crate) struct Paging {
    number: u32,
    before: Option<String>,
    after: Option<String>,
}

impl HtmlSafe for Paging {}

impl Paging {
    /// Turns a list that the archive gave whole into the rows of one page, as [`Portal::window`] has them.
    ///
    /// [`Portal::window`]: crate::Portal
    pub(crate) fn part<T>(rows: impl IntoIterator<Item = T>, window: Window) -> Vec<T> {
        rows.into_iter().skip(window.offset as usize).take(window.limit as usize).collect()
    }

    /// Cuts the row too many off `rows`, which told that another page follows. `path` is the address of
    /// the list; when it has a query already, it ends with `&`, otherwise with `?`.
    /// A page behind the last is not found; a first page may be empty.
    pub(crate) fn cut<T>(
        rows: &mut Vec<T>,
        size: u32,
        page: PageNumber,
        path: &str,
    ) -> Result<Self, Failure> {
        if rows.is_empty() && !page.is_first() {
            return Err(Failure::NotFound);
        }
        let size = size.max(1) as usize;
        let has_more = rows.len() > size && page.0 < LAST_PAGE;
        rows.truncate(size);
        Ok(Self {
            number: page.0,
            before: (page.0 > 1).then(|| format!("{path}page={}", page.0 - 1)),
            after: has_more.then(|| format!("{path}page={}", page.0 + 1)),
        })
    }
}
