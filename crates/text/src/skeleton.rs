//! What is left of a name in every script: its consonants, by class.

use crate::to_latin;

/// The longest skeleton, in classes.
const MAX_CLASSES: usize = 8;

/// Two or three Latin letters that write one sound, and its class. Longer ones first.
const CLUSTERS: [(&str, u8); 16] = [
    ("tsch", b's'),
    ("dzh", b's'),
    ("sch", b's'),
    ("tch", b's'),
    ("dsch", b's'),
    ("sh", b's'),
    ("ch", b's'),
    ("zh", b's'),
    ("dj", b's'),
    ("ts", b's'),
    ("tz", b's'),
    ("cz", b's'),
    ("ph", b'f'),
    ("kh", b'k'),
    ("gh", b'k'),
    ("ck", b'k'),
];

/// The classes of a word's consonants, so that `Johnson`, `Джонсон` and `ジョンソン` are one; a word that
/// begins with a vowel begins with `a`. Coarser than Soundex (Russell 1918), which knows English only:
/// voiced and voiceless sounds are one class, as are l and r, since some scripts do not part them.
pub fn skeleton(word: &str) -> String {
    let latin = to_latin(word);
    let mut rest = latin.as_bytes();
    let mut classes: Vec<u8> = Vec::with_capacity(MAX_CLASSES);
    let mut is_first = true;
    while let Some(letter) = rest.first()
        && classes.len() < MAX_CLASSES
    {
        let cluster = CLUSTERS.iter().find(|(letters, _)| rest.starts_with(letters.as_bytes()));
        let (class, length) = match cluster {
            Some((letters, class)) => (Some(*class), letters.len()),
            None => (class_of(*letter, is_first), 1),
        };
        is_first &= !letter.is_ascii_alphanumeric();
        // A doubled consonant is one sound.
        if let Some(class) = class
            && (classes.last() != Some(&class) || class == b'a')
        {
            classes.push(class);
        }
        rest = &rest[length..];
    }
    classes.into_iter().map(char::from).collect()
}

fn class_of(letter: u8, is_first: bool) -> Option<u8> {
    Some(match letter {
        b'b' | b'p' => b'p',
        b'd' | b't' => b't',
        b'c' | b'g' | b'k' | b'q' => b'k',
        b'f' | b'v' | b'w' => b'f',
        b'j' | b's' | b'x' | b'z' => b's',
        b'l' | b'r' => b'r',
        b'm' => b'm',
        b'n' => b'n',
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' if is_first => b'a',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn one_name_in_several_scripts() {
        for (name, others) in [
            ("Johnson", ["Джонсон", "ジョンソン"]),
            ("Trump", ["Трамп", "ترامب"]),
            ("coronavirus", ["коронавирус", "Koronavirus"]),
        ] {
            for other in others {
                assert_eq!(skeleton(other), skeleton(name), "{other}");
            }
        }
    }
}
