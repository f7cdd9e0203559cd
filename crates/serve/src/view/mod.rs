//! The pieces that pages share. Each is made from the archive's rows and knows nothing of them after
//! that; those with a look of their own are templates (templates/part), written into a page as they are.

mod article_line;
mod claim;
mod counts;
mod difference;
mod evidence;
mod excerpt;
pub(crate) mod feed_line;
mod graph;
mod href;
mod informant;
mod language;
mod lineage;
mod moment;
mod number;
mod outlet;
mod paging;
mod phrase;
mod revised;
mod said;
mod shares;
mod story_card;

pub(crate) use article_line::ArticleLine;
pub(crate) use claim::Claim;
pub(crate) use counts::Counts;
pub(crate) use difference::{Difference, Piece};
pub(crate) use evidence::{Proof, proofs};
pub(crate) use excerpt::Marked;
pub(crate) use feed_line::{FeedLine, is_failing};
pub(crate) use graph::Graph;
pub(crate) use href::external;
pub(crate) use informant::informant;
pub(crate) use language::{language_name, language_names};
pub(crate) use lineage::Lineage;
pub(crate) use moment::{Moment, Period};
pub(crate) use number::{counted, grouped};
pub(crate) use outlet::{Outlet, Outlets};
pub(crate) use paging::{PageNumber, Paging};
pub(crate) use phrase::Phrase;
pub(crate) use revised::{Revised, label, still};
pub(crate) use said::Said;
pub(crate) use shares::Shares;
pub(crate) use story_card::StoryCard;
