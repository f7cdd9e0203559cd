//! Any script in plain Latin letters, so that names can be compared across scripts.

/// The text in lower-case ASCII: `Чжао` → `chzhao`, `東京` → `dongjing`. Lossy, for comparison only.
pub fn to_latin(text: &str) -> String {
    any_ascii::any_ascii(text).to_ascii_lowercase()
}

/// Serbian in Gaj's Latin alphabet, which stands letter by letter for Vuk's Cyrillic one: `љубав` → `ljubav`.
/// Lower case; letters of other alphabets stay.
pub fn serbian_to_latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for letter in text.chars() {
        match SERBIAN.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            Some((_, written)) => latin.push_str(written),
            None => latin.push(letter),
        }
    }
    latin
}

#[rustfmt::skip]
const SERBIAN: [(char, &str); 30] = [
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('д', "d"), ('ђ', "đ"), ('е', "e"), ('ж', "ž"), ('з', "z"),
    ('и', "i"), ('ј', "j"), ('к', "k"), ('л', "l"), ('љ', "lj"), ('м', "m"), ('н', "n"), ('њ', "nj"), ('о', "o"),
    ('п', "p"), ('р', "r"), ('с', "s"), ('т', "t"), ('ћ', "ć"), ('у', "u"), ('ф', "f"), ('х', "h"), ('ц', "c"),
    ('ч', "č"), ('џ', "dž"), ('ш', "š"),
];

#[cfg(test)]
mod tests {
    use super::serbian_to_latin;

    #[test]
    fn serbian_alphabets_meet() {
        assert_eq!(serbian_to_latin("њихов џеп, ok"), "njihov džep, ok");
    }
}
