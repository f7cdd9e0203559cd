//! How HTML nests, without building a tree: never less than a parser would find, whatever tricks it plays.
//!
//! An end tag is counted only against its own name, and only where nothing stands between that keeps it out
//! (tables, drawings: the scope markers of the HTML standard), because parsers ignore one that ends nothing.

use text::hash::Map;

use crate::tags::{RawText, after_raw_text, is_left_open, is_void, tag_from};

/// Elements that an end tag inside them does not reach out of.
const MARKERS: &[&str] = &[
    "applet",
    "caption",
    "desc",
    "foreignobject",
    "marquee",
    "math",
    "object",
    "svg",
    "table",
    "template",
    "title",
];

/// Elements that a parser opens again in each block when they are left open.
const FORMATS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Nesting {
    /// The tags.
    pub tags: usize,
    /// The most elements that are open at once.
    pub depth: usize,
    /// The elements that are open at each tag, summed up: what it costs to look up or down from each.
    pub depth_sum: usize,
    /// The formats that are open at each start tag, summed up: the elements that a parser may add.
    pub reopened: usize,
    /// The most pairs of attributes of one tag, summed up over all: there may be an attribute behind each byte that
    /// can part two.
    pub attribute_pairs: usize,
}

impl Nesting {
    fn is_within(self, most: Self) -> bool {
        self.tags <= most.tags
            && self.depth <= most.depth
            && self.depth_sum <= most.depth_sum
            && self.reopened <= most.reopened
            && self.attribute_pairs <= most.attribute_pairs
    }
}

/// Whether HTML has no more of anything. Ends at the first tag that is too much.
pub(crate) fn is_within(html: &str, raw_text: RawText, most: Nesting) -> bool {
    let mut measure = Measure::new(most);
    let mut at = 0;
    while let Some(tag) = tag_from(html, at) {
        if !measure.take(tag.name, tag.is_closing, tag.breaks) {
            return false;
        }
        // In drawings, scripts are markup as all else.
        let is_raw = raw_text == RawText::Skip && !tag.is_closing && measure.open.drawings == 0;
        at = if is_raw { after_raw_text(html, &tag) } else { tag.range.end };
    }
    true
}

/// How HTML nests as far as its tags were taken, held against how much there may be.
pub(crate) struct Measure {
    nesting: Nesting,
    most: Nesting,
    open: Open,
}

impl Measure {
    /// Nothing yet.
    pub(crate) fn new(most: Nesting) -> Self {
        Self { nesting: Nesting::default(), most, open: Open::default() }
    }

    /// Takes the next tag, of whose bytes so many may part two attributes, and says whether there is not too much.
    pub(crate) fn take(&mut self, name: &str, is_closing: bool, breaks: usize) -> bool {
        let Self { nesting, most, open } = self;
        nesting.tags += 1;
        nesting.attribute_pairs = nesting.attribute_pairs.saturating_add(breaks.saturating_pow(2));
        open.take(name, is_closing);
        nesting.depth = nesting.depth.max(open.depth);
        nesting.depth_sum += open.depth;
        nesting.reopened += if is_closing { 0 } else { open.formats };
        nesting.is_within(*most)
    }
}

/// What is open at some place of the HTML.
#[derive(Default)]
struct Open {
    /// The place of each name among those that were met.
    places: Map<String, usize>,
    named: Vec<Named>,
    /// The name of a tag in lower case.
    name: String,
    markers: usize,
    depth: usize,
    formats: usize,
    drawings: usize,
}

/// What elements of a name do, and which of them are open.
struct Named {
    /// Whether they may stay open for ever, so that their tags say nothing of depth.
    is_passed: bool,
    is_marker: bool,
    is_format: bool,
    is_drawing: bool,
    /// How many markers were open when each was opened.
    opened: Vec<usize>,
}

impl Named {
    fn of(name: &str) -> Self {
        Self {
            is_passed: is_void(name) || is_left_open(name),
            is_marker: MARKERS.contains(&name),
            is_format: FORMATS.contains(&name),
            is_drawing: matches!(name, "svg" | "math"),
            opened: Vec::new(),
        }
    }
}

impl Open {
    fn take(&mut self, name: &str, is_closing: bool) {
        let place = self.place(name);
        let named = &mut self.named[place];
        if named.is_passed {
            return;
        }
        if !is_closing {
            named.opened.push(self.markers);
        } else if named
            .opened
            .last()
            .is_some_and(|markers| markers + usize::from(named.is_marker) == self.markers)
        {
            named.opened.pop();
        } else {
            return;
        }
        for (count, is_counted) in [
            (&mut self.depth, true),
            (&mut self.markers, named.is_marker),
            (&mut self.formats, named.is_format),
            (&mut self.drawings, named.is_drawing),
        ] {
            match (is_counted, is_closing) {
                (false, _) => {}
                (true, false) => *count += 1,
                (true, true) => *count -= 1,
            }
        }
    }

    /// The place of a name. Names come again and again, and only the first needs one of its own.
    fn place(&mut self, name: &str) -> usize {
        self.name.clear();
        self.name.push_str(name);
        self.name.make_ascii_lowercase();
        if let Some(place) = self.places.get(&self.name) {
            return *place;
        }
        self.named.push(Named::of(&self.name));
        self.places.insert(self.name.clone(), self.named.len() - 1);
        self.named.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_found_less_deep_than_it_is() {
        const MOST: Nesting = Nesting {
            tags: 10_000,
            depth: 100,
            depth_sum: 100_000,
            reopened: 10_000,
            attribute_pairs: 1_000_000,
        };
        for (part, is_refused) in [
            ("<div>", true),
            ("<div></div>", false),
            ("<div></x>", true),
            ("<div><table></div></table>", true),
            ("<div><svg><desc></div></desc></svg>", true),
            ("<svg><script><div></script></svg>", true),
            ("<script><div></script>", false),
            ("<b></b><p>x<br>", false),
            ("<b><p></b>", false),
            ("<b id=1><table></b></table>", true),
            ("<TABLE><tr><td>x</table>", false),
        ] {
            assert_eq!(!is_within(&part.repeat(1_000), RawText::Skip, MOST), is_refused, "{part}");
        }
        let formats = format!("{}{}", "<b>".repeat(50), "<p>x".repeat(1_000));
        assert!(!is_within(&formats, RawText::Skip, MOST));
        let attributes = format!("<p {}>", "a ".repeat(1_000));
        assert!(!is_within(&attributes, RawText::Skip, MOST));
    }
}
