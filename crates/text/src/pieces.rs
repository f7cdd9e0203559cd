//! The words of a text as Unicode parts them (UAX #29), found quickly where that is plain.
//!
//! Every character of every text is asked, and the rules need a search of a table for each. But most words are letters
//! and digits between spaces, of which no rule joins or parts what stands there. Only from where something else
//! stands to the next space the rules themselves are asked.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

/// The words of a text, and where each begins.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0, doubtful: None }
}

/// See [`pieces()`].
pub struct Pieces<'t> {
    text: &'t str,
    /// From where on the text is still to be read.
    at: usize,
    /// What the rules make of the part before, and where that begins.
    doubtful: Option<(usize, UnicodeWordIndices<'t>)>,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((from, words)) = &mut self.doubtful {
                if let Some((offset, word)) = words.next() {
                    return Some((*from + offset, word));
                }
                self.doubtful = None;
            }
            let (from, rest) = (self.at, &self.text[self.at..]);
            match first(rest) {
                First::Word { start, end } => {
                    self.at += end;
                    return Some((from + start, &rest[start..end]));
                }
                First::Doubtful { at } => {
                    let end = rest[at..].find([' ', '\n']).map_or(rest.len(), |length| at + length);
                    self.doubtful = Some((from, rest[..end].unicode_word_indices()));
                    self.at += end;
                }
                First::None => return None,
            }
        }
    }
}

/// What comes first in a text that does not begin within a word.
enum First {
    Word {
        start: usize,
        end: usize,
    },
    /// Something that the rules must tell of stands here.
    Doubtful {
        at: usize,
    },
    None,
}

fn first(text: &str) -> First {
    let mut characters = text.char_indices();
    let start = loop {
        match characters.next().map(|(at, c)| (at, Class::of(c))) {
            Some((at, Class::Letter)) => break at,
            Some((at, Class::Other)) => return First::Doubtful { at },
            // Nothing stands before it that it could join.
            Some((_, Class::Parting | Class::Joining)) => {}
            None => return First::None,
        }
    };
    while let Some((end, c)) = characters.next() {
        match Class::of(c) {
            Class::Letter => continue,
            Class::Parting => return First::Word { start, end },
            Class::Joining => {
                return match characters.next().map(|(_, next)| Class::of(next)) {
                    None | Some(Class::Parting | Class::Joining) => First::Word { start, end },
                    Some(Class::Letter | Class::Other) => First::Doubtful { at: end },
                };
            }
            Class::Other => return First::Doubtful { at: end },
        }
    }
    First::Word { start, end: text.len() }
}

/// How a character stands to those beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Class {
    /// A letter or digit, one word with others.
    Letter,
    /// It stands in no word.
    Parting,
    /// It stands in no word but between two letters or two digits.
    Joining,
    /// What the rules must tell of.
    Other,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Letter,
            '.' | ',' | ':' | ';' | '\'' | '’' => Self::Joining,
            ' '..='^' | '`'..='~' | '\n' | '«' | '»' | '–' | '—' | '“' | '”' | '„' | '…' => {
                Self::Parting
            }
            // Letters of Latin, Greek, Cyrillic, Arabic and Korean writing.
            'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'ά'..='ώ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => {
                Self::Letter
            }
            '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | 'Ḁ'..='ỿ' | '가'..='힣' => Self::Letter,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_the_rules(text: &str) -> Vec<(usize, &str)> {
        text.unicode_word_indices().collect()
    }

    #[test]
    fn each_character_is_as_its_class_says() {
        for c in '\0'..=char::MAX {
            let between: Vec<String> =
                ["a", "1", "א", "ア"].map(|other| format!(" {other}{c}{other} ")).into();
            let words = between.iter().map(|text| by_the_rules(text).len());
            match Class::of(c) {
                Class::Letter => assert!(words.take(2).all(|count| count == 1), "{c:?}"),
                Class::Parting => assert!(words.take(2).all(|count| count == 2), "{c:?}"),
                Class::Joining => assert!(
                    by_the_rules(&format!(" {c}a {c}1 a{c} 1{c} a{c}. 1{c}. "))
                        .iter()
                        .all(|(_, word)| word.len() == 1),
                    "{c:?}"
                ),
                Class::Other => {}
            }
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_rules(
            text in "([a-c1'’.,:; \n\"_éßя가عא東アก\u{301}\u{93e}\u{ad}\u{200d}\u{1f468}🇩🇪\u{2003}\r]|[a-zA-Z]{1,4} |\\PC){0,40}",
        ) {
            prop_assert_eq!(pieces(&text).collect::<Vec<_>>(), by_the_rules(&text));
        }
    }
}
