//! The sentences of a version, cut once and looked up for each change.

use news::{Span, Version};

/// A text and its sentences.
pub struct Sentences<'v> {
    /// The text.
    pub text: &'v str,
    spans: Vec<Span>,
}

impl<'v> Sentences<'v> {
    /// Cuts the text of a version.
    pub fn of(version: &'v Version) -> Self {
        let spans = text::sentences(&version.text).into_iter().map(Span::from).collect();
        Self { text: &version.text, spans }
    }

    /// The sentence that a span lies in.
    pub fn around(&self, span: Span) -> Option<Span> {
        let place = self.spans.partition_point(|sentence| sentence.end < span.end);
        self.spans.get(place).copied().filter(|sentence| sentence.start <= span.start)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.spans.iter().copied()
    }
}
