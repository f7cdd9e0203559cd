//! Whether names that mean one thing become one entity: names of six Slavic languages as they stand in texts, given
//! without their numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entities::{Member, Register};
use news::{ArticleId, EntityId, Mention, MentionKind};
use serde::Deserialize;
use text::hash64;

use super::super::{score, score::Score, sets};

/// Entities that are known where the speed is measured.
const KNOWN: usize = 100_000;
const LANGUAGES: [&str; 6] = ["bg", "cs", "pl", "ru", "sl", "uk"];

pub fn run() -> anyhow::Result<()> {
    forms()?;
    documents()
}

#[derive(Deserialize)]
struct Entity {
    id: String,
    cat: String,
    forms: BTreeMap<String, BTreeMap<String, u32>>,
}

/// Form pairs of equal kind, in all languages at once: each form stands alone, without a text.
fn forms() -> anyhow::Result<()> {
    let Some(path) = sets::find("names_variants/dev/slavic_entities.jsonl.gz") else { return Ok(()) };
    let rows: Vec<Entity> = sets::rows(&path)?;
    println!("\nnames_variants, slavic_entities: pairs of forms that are one entity");
    header();
    let mut all = Vec::new();
    for category in ["PER", "ORG", "LOC"] {
        let of_category: Vec<&Entity> = rows.iter().filter(|row| row.cat == category).collect();
        let labels = grouped(&of_category);
        print(category, labels.len(), score::pairs(&labels));
        all.extend(labels);
    }
    print("these", all.len(), score::pairs(&all));
    Ok(())
}

/// The entity of each form by the set, and as found.
fn grouped<'r>(rows: &[&'r Entity]) -> Vec<(&'r str, (MentionKind, i64))> {
    let mut forms: Vec<(&str, &str, Mention)> = Vec::new();
    for row in rows {
        let mut seen = BTreeSet::new();
        for (language, of_language) in &row.forms {
            for form in of_language.keys().filter(|form| seen.insert(*form)) {
                let span = (0..form.len()).into();
                forms.push((&row.id, language, Mention { name: form.clone(), kind: kind(&row.cat), span }));
            }
        }
    }
    forms.sort_by_key(|(_, _, mention)| hash64(&mention.name));
    let members: Vec<Member<'_>> = (1..)
        .zip(&forms)
        .map(|(number, (_, language, mention))| Member {
            article: ArticleId(number),
            language,
            text: &mention.name,
            mentions: std::slice::from_ref(mention),
            keywords: &[],
        })
        .collect();
    let namings = Register::default().resolve(&members);
    let found: HashMap<ArticleId, EntityId> = namings.iter().map(|one| (one.article, one.entity)).collect();
    let labels = members.iter().zip(&forms).map(|(member, (id, _, mention))| {
        (*id, (mention.kind, found.get(&member.article).map_or(-member.article.0, |entity| entity.0)))
    });
    labels.collect()
}

#[derive(Deserialize)]
struct Document {
    doc_id: String,
    topic: String,
    lang: String,
    text: String,
    ents: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    s: usize,
    e: usize,
    text: String,
    cat: String,
    id: String,
}

/// Documents one after the other, each a story of its own; and the topics in two parts, to see what depends on them.
fn documents() -> anyhow::Result<()> {
    let mut documents: Vec<Document> = Vec::new();
    for language in LANGUAGES {
        let Some(path) = sets::find(&format!("slavic_ner/dev/{language}.jsonl.gz")) else { return Ok(()) };
        documents.extend(sets::rows::<Document>(&path)?);
    }
    documents.sort_by_key(|document| hash64(&document.doc_id));
    println!("\nslavic_ner: mentions of {} documents, grouped by entity (B-cubed)", documents.len());
    header();
    let all: Vec<&Document> = documents.iter().collect();
    let labels = resolved(&all);
    for (name, categories) in [
        ("PER", &["PER"][..]),
        ("ORG", &["ORG"]),
        ("LOC", &["LOC"]),
        ("all kinds", &["PER", "ORG", "LOC", "PRO", "EVT"]),
    ] {
        print_of(name, categories, &labels);
    }
    speed(&all);
    let (one, other): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|document| hash64(&document.topic).is_multiple_of(2));
    for (which, documents) in [("some topics", one), ("the others", other)] {
        let labels = resolved(&documents);
        for category in ["PER", "ORG", "LOC"] {
            print_of(&format!("{category}, {which}"), &[category], &labels);
        }
    }
    Ok(())
}

/// How long an article takes where many entities are known: full names made of all words of those in the documents.
fn speed(documents: &[&Document]) {
    let persons = documents.iter().flat_map(|document| &document.ents).filter(|gold| gold.cat == "PER");
    let words: BTreeSet<&str> = persons.flat_map(|gold| gold.text.split(' ')).collect();
    let words: Vec<&str> = words.into_iter().collect();
    let step = words.len() / 37 + 1;
    let name = |number: usize| {
        let (first, last) = (number % words.len(), (number / words.len() + 1) * step + number);
        [words[first], words[last % words.len()]].join(" ")
    };
    let entity = |number: usize| news::Entity {
        id: EntityId(-(number as i64) - 1),
        kind: MentionKind::Person,
        known_as: None,
        names: vec![news::EntityName { name: name(number), language: None, mentions: 1 }],
    };
    let mut register = Register::restore((0..KNOWN).map(entity), []);
    let started = cpu_time::ThreadTime::now();
    let mentions: usize = documents.iter().map(|document| document.ents.len()).sum();
    let _ = resolved_by(&mut register, documents);
    let each = started.elapsed().as_secs_f64() * 1e3 / documents.len().max(1) as f64;
    println!("  {each:.2} ms an article where {KNOWN} entities are known, {mentions} names in all");
}

/// The category and entity of each mention by the set, and the entity found.
fn resolved<'d>(documents: &[&'d Document]) -> Vec<(&'d str, &'d str, i64)> {
    resolved_by(&mut Register::default(), documents)
}

fn resolved_by<'d>(register: &mut Register, documents: &[&'d Document]) -> Vec<(&'d str, &'d str, i64)> {
    let mut labels = Vec::new();
    for (number, document) in (1..).zip(documents) {
        let mentions: Vec<Mention> = document.ents.iter().map(|gold| mention(document, gold)).collect();
        let article = ArticleId(number);
        let member = Member {
            article,
            language: &document.lang,
            text: &document.text,
            mentions: &mentions,
            keywords: &[],
        };
        let namings = register.resolve(&[member]);
        let found: HashMap<&str, EntityId> =
            namings.iter().map(|naming| (naming.name.as_str(), naming.entity)).collect();
        for gold in &document.ents {
            let entity = found.get(gold.text.as_str()).map_or(-(labels.len() as i64) - 1, |entity| entity.0);
            labels.push((gold.cat.as_str(), gold.id.as_str(), entity));
        }
    }
    labels
}

fn mention(document: &Document, gold: &Gold) -> Mention {
    let byte = |at: usize| document.text.char_indices().nth(at).map_or(document.text.len(), |(byte, _)| byte);
    Mention { name: gold.text.clone(), kind: kind(&gold.cat), span: (byte(gold.s)..byte(gold.e)).into() }
}

fn kind(category: &str) -> MentionKind {
    match category {
        "PER" => MentionKind::Person,
        "ORG" => MentionKind::Organization,
        "LOC" => MentionKind::Place,
        _ => MentionKind::Unknown,
    }
}

fn header() {
    println!("  {:18}{:>10}{:>10}{:>10}{:>10}", "", "precision", "recall", "F1", "of");
}

fn print_of(name: &str, categories: &[&str], labels: &[(&str, &str, i64)]) {
    let of: Vec<(&str, i64)> =
        labels.iter().filter(|label| categories.contains(&label.0)).map(|label| (label.1, label.2)).collect();
    print(name, of.len(), score::b_cubed(&of));
}

fn print(name: &str, count: usize, score: Score) {
    println!("  {name:18}{:>10.3}{:>10.3}{:>10.3}{count:>10}", score.precision, score.recall, score.f1());
}
