//! Who owns which publishers, as far as that is known: publishers of one owner count as one source.
//!
//! The shipped table (`data/owners.toml`) has what is widely known and can be checked; readers add to it and set it
//! right by a table of their own. A publisher that stands in neither is its own.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::OnceLock,
};

use serde::Deserialize;
use text::{fold_case, squeeze_space};
use toml::Spanned;
use url::Url;

use crate::Member;

const SHIPPED: &str = include_str!("../data/owners.toml");

/// Which publishers belong to which owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// The owner of each publisher, by its host or its folded name; `None` of one that belongs to nobody.
    by_publisher: BTreeMap<String, Option<String>>,
}

/// What the table says of one publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The owner.
    pub owner: String,
    /// The host or name by which the publisher stands in the table.
    pub publisher: String,
}

/// Why a table cannot be read: the line, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadOwners(String);

impl fmt::Display for BadOwners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadOwners {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    owner: Vec<Owner>,
    #[serde(default)]
    independent: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Owner {
    name: Spanned<String>,
    publishers: Vec<Spanned<String>>,
}

impl Owners {
    /// The table that comes with the program.
    pub fn shipped() -> &'static Self {
        static OWNERS: OnceLock<Owners> = OnceLock::new();
        OWNERS.get_or_init(|| Self::read(SHIPPED).expect("a test reads the shipped table"))
    }

    /// Reads a table: `[[owner]]` with `name` and `publishers` (hosts, or names where a publisher has no host of its
    /// own), and `independent`, a list of publishers that belong to nobody.
    pub fn read(table: &str) -> Result<Self, BadOwners> {
        let Table { owner, independent } =
            toml::from_str(table).map_err(|error| BadOwners(error.to_string().trim_end().to_owned()))?;
        let mut reading = Reading { table, by_publisher: BTreeMap::new(), lines: HashMap::new() };
        for Owner { name, publishers } in owner {
            let known = squeeze_space(name.get_ref());
            if known.is_empty() {
                return Err(reading.bad(&name, "an owner has no name; give it one"));
            }
            publishers.iter().try_for_each(|publisher| reading.add(publisher, Some(known.clone())))?;
        }
        independent.iter().try_for_each(|publisher| reading.add(publisher, None))?;
        Ok(Self { by_publisher: reading.by_publisher })
    }

    /// The owners of stated holdings, and no others.
    pub fn of(holdings: impl IntoIterator<Item = Holding>) -> Self {
        let holdings = holdings.into_iter().map(|holding| (holding.publisher, Some(holding.owner)));
        Self { by_publisher: holdings.collect() }
    }

    /// The same where the other table says nothing, and what it says.
    #[must_use]
    pub fn overridden_by(&self, other: Self) -> Self {
        let mut by_publisher = self.by_publisher.clone();
        by_publisher.extend(other.by_publisher);
        Self { by_publisher }
    }

    /// The owners by name, each with its publishers.
    pub fn list(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (publisher, owner) in &self.by_publisher {
            if let Some(owner) = owner {
                owners.entry(owner).or_default().push(publisher);
            }
        }
        owners
    }

    /// Who owns the publisher of an article: by the host of its address, the longest that the table has, else by name.
    pub(crate) fn holding(&self, member: &Member<'_>) -> Option<Holding> {
        if self.by_publisher.is_empty() {
            return None;
        }
        let (article, annotations) = (&member.digest.article, &member.digest.annotations);
        let addresses = [article.url.as_deref(), article.canonical_url.as_deref()];
        let hosts = addresses.into_iter().flatten().filter_map(host);
        let domains = hosts.flat_map(|host| domains(&host).map(str::to_owned).collect::<Vec<_>>());
        let names = [annotations.publisher.as_deref(), article.publisher.as_deref()];
        let names = names.into_iter().flatten().map(|name| fold_case(&squeeze_space(name)));
        let found = domains.chain(names).find_map(|publisher| {
            let owner = self.by_publisher.get(&publisher)?;
            Some((publisher, owner.clone()))
        });
        let (publisher, owner) = found?;
        Some(Holding { owner: owner?, publisher })
    }
}

/// A table while it is read.
struct Reading<'t> {
    table: &'t str,
    by_publisher: BTreeMap<String, Option<String>>,
    /// The lines of the publishers.
    lines: HashMap<String, usize>,
}

impl Reading<'_> {
    fn add(&mut self, publisher: &Spanned<String>, owner: Option<String>) -> Result<(), BadOwners> {
        let written = squeeze_space(publisher.get_ref());
        let folded = fold_case(&written);
        if written.is_empty() {
            return Err(self.bad(publisher, "a publisher has no name; give its host, like example.org"));
        }
        if written.contains("://") || written.contains('/') || folded.starts_with("www.") {
            let host = host(&written).or_else(|| host(&format!("http://{written}"))).unwrap_or_default();
            return Err(self.bad(publisher, &format!("“{written}” is no host; write “{host}”")));
        }
        let line = self.line(publisher);
        if let Some(first) = self.lines.insert(folded.clone(), line) {
            let twice = format!("“{written}” stands on line {first} already; a publisher has one owner");
            return Err(self.bad(publisher, &twice));
        }
        self.by_publisher.insert(folded, owner);
        Ok(())
    }

    fn line(&self, at: &Spanned<String>) -> usize {
        self.table[..at.span().start].matches('\n').count() + 1
    }

    fn bad(&self, at: &Spanned<String>, what: &str) -> BadOwners {
        BadOwners(format!("line {}: {what}", self.line(at)))
    }
}

/// The host of an address, without `www.`.
fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    Some(host.strip_prefix("www.").map_or(host.clone(), str::to_owned))
}

/// A host and the domains that it is in: news.example.org, example.org. None of one label.
fn domains(host: &str) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
    starts.map(|start| &host[start..]).filter(|domain| domain.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_read_and_joins_something() {
        let owners = Owners::shipped().list();
        assert!(owners.len() >= 40, "{}", owners.len());
        for (owner, publishers) in owners {
            assert!(publishers.len() >= 2, "{owner} joins nothing");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let owner =
            |publishers: &str| format!("[[owner]]\nname = \"One\"\npublishers = [\n{publishers}\n]\n");
        for (table, said) in [
            (
                owner("\"https://www.a.example/news\""),
                "line 4: “https://www.a.example/news” is no host; write “a.example”",
            ),
            (owner("\"www.a.example\""), "write “a.example”"),
            (owner("\"a.example\",\n\"A.example\""), "line 5: “A.example” stands on line 4 already"),
            (
                owner("\"a.example\"") + "[[owner]]\nname = \" \"\npublishers = []",
                "line 7: an owner has no name",
            ),
            (owner("\"\""), "line 4: a publisher has no name"),
            ("[[owner]]\nname = \"One\"".to_owned(), "publishers"),
            ("[[owners]]".to_owned(), "owners"),
            ("owner = ".to_owned(), "line 1"),
        ] {
            let error = Owners::read(&table).expect_err(said).to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
