//! How well look-alikes and varieties of one language are told apart, and texts in two languages.

use std::collections::{BTreeMap, BTreeSet};

use annotate::{language, other_languages, variety};

use super::{Row, compared, gold};

/// Of the 14 classes of DSL: those whose varieties of Spanish and Portuguese count as one, and all.
pub fn fourteen(rows: &[Row]) {
    let (mut languages, mut classes) = (Shares::new(), Shares::new());
    let wanted: BTreeSet<String> = rows.iter().map(|row| compared(&row.lang)).collect();
    for row in rows {
        let guess = language(&row.text, None);
        let found = guess.as_ref().map_or_else(String::new, |guess| compared(guess.language.tag()));
        let tag = guess.and_then(|guess| variety(&row.text, &guess.language)).map(|tag| tag.tag().to_owned());
        let in_varieties = tag.unwrap_or_else(|| found.clone());
        let is_other = !wanted.contains(&found);
        let is_right = |found: &str, wanted: &str| found == wanted || is_other && wanted == "xx";
        count(&mut languages, &compared(&row.lang), is_right(&found, &compared(&row.lang)));
        count(&mut classes, &row.lang, is_right(&in_varieties, &row.lang));
    }
    println!("  {} classes, varieties as one: {}", languages.len(), shown(&languages));
    println!("  {} classes: {}", classes.len(), shown(&classes));
}

/// Simplified and traditional Chinese, by the country that the set says.
pub fn scripts_of_chinese(rows: &[Row]) {
    let mut kinds = Shares::new();
    for row in rows {
        let wanted = match row.lang.as_str() {
            "zho-CN" => "zh-Hans",
            "zho-TW" => "zh-Hant",
            _ => continue,
        };
        let found = language(&row.text, None);
        count(&mut kinds, wanted, found.is_some_and(|guess| guess.language.tag() == wanted));
    }
    println!("  kinds of Chinese: {}", shown(&kinds));
}

/// What the languages of a group are taken for: each alone, the group as one, and each or its first alternative.
pub fn group(rows: &[Row], group: &[&str]) {
    let (mut alone, mut together, mut second) = (Shares::new(), Shares::new(), Shares::new());
    for row in rows {
        let Some(wanted) = gold(&row.lang).filter(|gold| group.contains(&gold.as_str())) else { continue };
        let Some(guess) = language(&row.text, None) else { continue };
        let found = compared(guess.language.tag());
        let next = guess.alternatives.first().map(|(language, _)| compared(language.tag()));
        count(&mut alone, &wanted, found == wanted);
        count(&mut together, &wanted, group.contains(&found.as_str()));
        count(&mut second, &wanted, found == wanted || next.is_some_and(|next| next == wanted));
    }
    println!("  {}: {}", group.join("/"), shown(&alone));
    println!("    as one group: {}", shown(&together));
    println!("    the answer or its first alternative: {}", shown(&second));
}

/// Articles said to be in several languages: each as it is, and with an article in another language behind it,
/// of which that language, or the first's, must be found beside the other.
pub fn mixtures(rows: &[Row]) {
    let articles: Vec<&Row> = rows.iter().filter(|row| row.kind.as_deref() == Some("article")).collect();
    let (mut whole, mut mixed) = ((0, 0), (0, 0));
    for (number, row) in articles.iter().enumerate() {
        let found =
            |text: &str| language(text, None).map(|guess| (other_languages(text, &guess.language), guess));
        let Some((others, own)) = found(&row.text) else { continue };
        whole = (whole.0 + usize::from(others.is_empty()), whole.1 + 1);
        let second = articles[(number + articles.len() / 2) % articles.len()];
        let Some(wanted) = language(&second.text, None).filter(|guess| guess.language != own.language) else {
            continue;
        };
        let Some((others, guess)) = found(&[row.text.as_str(), &second.text].join("\n")) else { continue };
        let is_right = others
            .iter()
            .map(|other| &other.language)
            .chain([&guess.language])
            .all(|language| *language == own.language || *language == wanted.language);
        mixed = (mixed.0 + usize::from(is_right && !others.is_empty()), mixed.1 + 1);
    }
    let share = |(right, all): (usize, usize)| right as f64 / all.max(1) as f64;
    println!(
        "  articles in one language said to be: {:.3}; two articles in one, both found: {:.3}",
        share(whole),
        share(mixed)
    );
}

/// Answers by class: right, all.
type Shares = BTreeMap<String, (usize, usize)>;

fn count(shares: &mut Shares, class: &str, is_right: bool) {
    let share = shares.entry(class.to_owned()).or_default();
    share.0 += usize::from(is_right);
    share.1 += 1;
}

fn shown(shares: &Shares) -> String {
    let each: Vec<(&str, f64)> =
        shares.iter().map(|(class, (right, all))| (class.as_str(), *right as f64 / *all as f64)).collect();
    let mean = each.iter().map(|(_, share)| share).sum::<f64>() / each.len().max(1) as f64;
    let listed: Vec<String> = each.iter().map(|(class, share)| format!("{class} {share:.2}")).collect();
    format!("{mean:.3} ({})", listed.join(", "))
}
