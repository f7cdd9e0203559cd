//! What those who copy do to a text, by rule and without chance.

use super::seeds::Text;

/// One word in so many is exchanged where a text is edited.
const ONE_WORD_IN: usize = 25;
/// Paragraphs that are left of every text.
const FEWEST: usize = 3;
/// Words of a headline that is made from the text.
const HEADLINE_WORDS: usize = 9;

/// A number below `below` that a name decides.
pub fn pick(name: &str, below: usize) -> usize {
    (text::hash64(name) % below as u64) as usize
}

/// A copy: whole, cut, without its end, extended at either end or edited, as the name decides.
pub fn copied(text: &Text, name: &str, background: &Text) -> Text {
    let mut copy = text.clone();
    copy.credit = None;
    match pick(name, 6) {
        0 => {}
        1 => cut(&mut copy),
        2 => without_end(&mut copy),
        3 => extend(&mut copy, background, name),
        4 => edit(&mut copy),
        _ => {
            without_end(&mut copy);
            edit(&mut copy);
        }
    }
    if pick(name, 4) > 0 {
        retitle(&mut copy);
    }
    copy
}

/// Keeps the first half.
pub fn cut(text: &mut Text) {
    text.paragraphs.truncate(text.paragraphs.len().div_ceil(2).max(FEWEST));
}

/// A paragraph of another article, before or behind.
pub fn extend(text: &mut Text, background: &Text, name: &str) {
    let added = &background.paragraphs[pick(name, background.paragraphs.len())];
    let at = if pick(&format!("{name} end"), 2) == 0 { 0 } else { text.paragraphs.len() };
    text.paragraphs.insert(at, added.clone());
}

fn without_end(text: &mut Text) {
    let kept = (text.paragraphs.len() - 1).max(FEWEST);
    text.paragraphs.truncate(kept);
}

/// Exchanges words for others of the text and the second paragraph for the third.
fn edit(text: &mut Text) {
    let all: Vec<String> = text.paragraphs.iter().flat_map(|one| one.split(' ')).map(str::to_owned).collect();
    let mut count = 0;
    for paragraph in &mut text.paragraphs {
        let words = paragraph.split(' ').map(|word| {
            count += 1;
            if count % ONE_WORD_IN == 0 { all[count * 7 % all.len()].as_str() } else { word }
        });
        *paragraph = words.collect::<Vec<_>>().join(" ");
    }
    if text.paragraphs.len() > 3 {
        text.paragraphs.swap(1, 2);
    }
}

/// Takes the headline from the second paragraph.
fn retitle(text: &mut Text) {
    let words: Vec<&str> = text.paragraphs[1].split(' ').take(HEADLINE_WORDS).collect();
    text.headline = words.join(" ");
}

/// Says whose the text is: in a line at its end, or an agency before its first words.
pub fn credit(text: &mut Text, publisher: &str, name: &str, is_agency: bool) {
    match pick(name, 3) {
        0 if is_agency => text.paragraphs[0] = format!("({publisher}) - {}", text.paragraphs[0]),
        1 if is_agency => text.credit = Some(format!("({publisher})")),
        _ => text.credit = Some(format!("{}: {publisher}", credit_word(&text.language))),
    }
}

fn credit_word(language: &str) -> &'static str {
    match language {
        "de" => "Quelle",
        "fr" => "Source",
        "vi" => "Nguồn",
        "ru" => "Источник",
        "ja" => "出典",
        "zh" => "来源",
        "es" => "Fuente",
        _ => "Source",
    }
}
