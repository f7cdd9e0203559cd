//! Which blocks of a page are its article: two forests, the second of which sees how the first judged
//! the blocks round each.
//!
//! The forests are learned from pages whose text people marked: `cargo xtask train reading`.

pub(crate) mod context;
pub(crate) mod features;

use std::sync::LazyLock;

use crate::blocks::Blocks;
use features::Told;
use forest::{Forest, NoForest};

/// What tells text from furniture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judge {
    /// Judges a block by what it is and where it stands.
    pub first: Forest,
    /// Judges it once more, with the first's judgement of all blocks of the page.
    pub second: Forest,
}

static SHIPPED: LazyLock<Judge> = LazyLock::new(|| {
    Judge::from_bytes(include_bytes!("../data/reading.bin")).expect("the forests that ship are whole")
});

impl Judge {
    /// The judge that ships.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Both forests as bytes, the first before the second.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.first.to_bytes(), self.second.to_bytes()].concat()
    }

    /// Reads both.
    ///
    /// # Errors
    ///
    /// [`NoForest`] when one of them is broken.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, NoForest> {
        let bytes = &mut bytes;
        Ok(Self { first: Forest::from_bytes(bytes)?, second: Forest::from_bytes(bytes)? })
    }

    /// The chance of each block of a page, from 0 to 1, that it is text of the article.
    pub(crate) fn chances(&self, page: &Blocks, told: &Told) -> Vec<f32> {
        let mut rows = features::rows(page, told);
        let first: Vec<f32> = rows.iter().map(|row| self.first.chance(row)).collect();
        context::extend(&mut rows, page, &first);
        rows.iter().map(|row| self.second.chance(row)).collect()
    }
}
