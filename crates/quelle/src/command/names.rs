//! `quelle names import`: more names for entities, from a list such as Wikidata gives.
//!
//! The file is JSON Lines, `{"id":"Q42","kind":"person","names":{"en":["Douglas Adams"],"ru":["Дуглас Адамс"]}}`, or
//! lines of `id`, `kind`, `language` and `name` with tabs between them. docs/entities.md says how to make one.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    io::{BufRead, Read},
    path::Path,
};

use anyhow::{Context, bail, ensure};
use news::{KnownEntity, Language, MentionKind};
use serde::Deserialize;

use crate::{archive, jsonl, settings::Settings};

/// The longest line of the file, and the longest name, in bytes.
const MAX_LINE: usize = 1 << 20;
const MAX_NAME: usize = 200;
/// Names of one entity that are kept.
const MAX_NAMES: usize = 64;
/// Entities that all lists together may have.
const MAX_KNOWN: usize = entities::MAX_ENTITIES / 4;
/// Entities that are saved at a time.
const BATCH: usize = 1_000;

/// Reads the list whole, then saves it; a list with an error in it changes nothing.
pub fn import(settings: &Settings, file: &Path) -> anyhow::Result<()> {
    let lines = jsonl::open(Some(file))?;
    let known = read(lines).with_context(|| format!("cannot import {}", file.display()))?;
    let store = archive::open(settings)?;
    for part in known.chunks(BATCH) {
        store.save_known_names(part).context("cannot save the names")?;
    }
    let names: usize = known.iter().map(|entity| entity.names.len()).sum();
    println!("{names} names of {} entities. They count from the next start of Quelle on", known.len());
    Ok(())
}

/// Reads a list; the lines of one entity need not stand together.
fn read(mut lines: impl BufRead) -> anyhow::Result<Vec<KnownEntity>> {
    let mut all: BTreeMap<String, KnownEntity> = BTreeMap::new();
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        let length = lines.by_ref().take(MAX_LINE as u64 + 1).read_line(&mut line);
        let length = length.with_context(|| format!("line {number} is no text"))?;
        ensure!(length <= MAX_LINE, "line {number} has more than {MAX_LINE} bytes");
        if length == 0 {
            break;
        }
        if line.trim().is_empty() {
            continue;
        }
        let entity = parse(line.trim_end_matches(['\r', '\n'])).with_context(|| format!("line {number}"))?;
        match all.entry(entity.known_as.clone()) {
            Entry::Occupied(mut known) => known.get_mut().names.extend(entity.names),
            Entry::Vacant(place) => drop(place.insert(entity)),
        }
        ensure!(all.len() <= MAX_KNOWN, "line {number}: more than {MAX_KNOWN} entities");
    }
    ensure!(!all.is_empty(), "it holds no names");
    all.values_mut().for_each(|entity| entity.names.truncate(MAX_NAMES));
    Ok(all.into_values().collect())
}

#[derive(Deserialize)]
struct Row {
    id: String,
    kind: MentionKind,
    names: BTreeMap<String, Vec<String>>,
}

fn parse(line: &str) -> anyhow::Result<KnownEntity> {
    if line.starts_with('{') {
        let Row { id, kind, names } = serde_json::from_str(line)?;
        let of = |(language, names): (String, Vec<String>)| {
            let language = Language::parse(&language);
            names.into_iter().map(move |name| checked(name, language.clone()))
        };
        return Ok(KnownEntity {
            known_as: id,
            kind,
            names: names.into_iter().flat_map(of).collect::<anyhow::Result<_>>()?,
        });
    }
    let [id, kind, language, name] = line.split('\t').collect::<Vec<_>>()[..] else {
        bail!("neither a JSON object nor four fields: id, kind, language, name");
    };
    let kind = MentionKind::ALL.into_iter().find(|known| known.name() == kind);
    let kind = kind.context("the kind is none of person, organization, place, unknown")?;
    let names = vec![checked(name.to_owned(), Language::parse(language))?];
    Ok(KnownEntity { known_as: id.to_owned(), kind, names })
}

fn checked(name: String, language: Option<Language>) -> anyhow::Result<(String, Option<Language>)> {
    ensure!(!name.trim().is_empty(), "a name is empty");
    ensure!(name.len() <= MAX_NAME, "a name has more than {MAX_NAME} bytes");
    Ok((name, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let file = "{\"id\":\"Q1\",\"kind\":\"person\",\"names\":{\"en\":[\"Ada Vell\"],\"ru\":[\"Ада Велл\"]}}\n\n\
                    Q2\tplace\tde\tOberstadt\nQ1\tperson\tpl\tAda Vell\n";
        let known = read(file.as_bytes()).unwrap();
        let names: Vec<usize> = known.iter().map(|entity| entity.names.len()).collect();
        assert_eq!((names, known[1].kind), (vec![3, 1], MentionKind::Place));
    }

    #[test]
    fn errors_say_where() {
        for (file, said) in [
            ("", "no names"),
            ("Q1\tperson\ten\tA\nQ1 person", "line 2"),
            ("Q1\tperson\ten\t ", "empty"),
            ("Q1\tship\ten\tArgo", "kind"),
            ("{\"id\":1}", "line 1"),
            (&format!("Q1\tperson\ten\t{}", "a".repeat(MAX_NAME + 1)), "more than 200 bytes"),
        ] {
            let error = format!("{:#}", read(file.as_bytes()).unwrap_err());
            assert!(error.contains(said), "{error}");
        }
    }
}
