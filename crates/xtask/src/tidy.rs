//! What neither the compiler nor the lints can check: which crate may use which, and what only one
//! place may do. ARCHITECTURE.md explains each rule.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

/// Which of our crates a crate may use. A star: the stages never use one another.
const ARROWS: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("forest", &[]),
    ("names", &["text"]),
    ("news", &["text"]),
    ("fetch", &["news"]),
    ("parse", &["news", "text"]),
    ("extract", &["forest", "news", "text"]),
    ("annotate", &["news", "text"]),
    ("fold", &["forest", "names", "news", "text"]),
    ("provenance", &["news", "text"]),
    ("entities", &["names", "news", "text"]),
    ("encode", &[]),
    ("evidence", &["news", "text"]),
    ("store", &["news", "text"]),
    ("serve", &["news", "store"]),
];
/// The crates whose functions are functions of values.
const PURE: [&str; 10] =
    ["text", "names", "news", "parse", "extract", "annotate", "fold", "provenance", "entities", "evidence"];
/// What a function of values has no use for.
const IMPURE: [&str; 8] = [
    "std::net",
    "std::fs",
    "std::env",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "async fn",
];
/// What is unfinished, or left behind.
const UNFINISHED: [&str; 4] = ["TODO", "FIXME", "XXX", "HACK"];
/// Where HTML may be declared safe: where it is sanitised, where it comes back from the archive, and
/// where it is measured and no reader sees it.
const MAKERS_OF_SAFE_HTML: [&str; 4] =
    ["crates/extract/src/sanitise", "crates/store/src/", "crates/news/src/safe_html.rs", "crates/xtask/"];
/// The longest source file, in lines.
const LONGEST_FILE: usize = 500;

/// Checks every rule, and names all that is wrong.
pub fn run() -> anyhow::Result<()> {
    let mut wrong = Vec::new();
    for (name, may_use) in ARROWS {
        check_arrows(name, may_use, &mut wrong)?;
    }
    for path in sources(&root().join("crates"))? {
        let content = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        check_source(&relative(&path), &content, &mut wrong);
    }
    check_migrations(&mut wrong)?;
    match wrong.as_slice() {
        [] => Ok(()),
        wrong => bail!("{}", wrong.join("\n")),
    }
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn check_arrows(name: &str, may_use: &[&str], wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let path = root().join("crates").join(name).join("Cargo.toml");
    let content = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let manifest: toml::Table = content.parse().with_context(|| format!("{} is not TOML", path.display()))?;
    let Some(dependencies) = manifest.get("dependencies").and_then(toml::Value::as_table) else {
        return Ok(());
    };
    let ours = dependencies.keys().filter(|key| ARROWS.iter().any(|(ours, _)| ours == key));
    for forbidden in ours.filter(|key| !may_use.contains(&key.as_str())) {
        wrong.push(format!("{name} may not use {forbidden}"));
    }
    Ok(())
}

fn check_source(path: &str, content: &str, wrong: &mut Vec<String>) {
    if path.starts_with("crates/xtask/src/tidy") {
        return;
    }
    let lines = content.lines().count();
    if lines > LONGEST_FILE {
        wrong.push(format!("{path} has {lines} lines; more than {LONGEST_FILE} are two files"));
    }
    if !content.starts_with("//!") && path.contains("/src/") {
        wrong.push(format!("{path} does not open with //! what it is for"));
    }
    let is_maker = MAKERS_OF_SAFE_HTML.iter().any(|maker| path.starts_with(maker));
    let code = content.split("#[cfg(test)]").next().unwrap_or_default();
    if code.contains("SafeHtml::trust") && !is_maker && path.contains("/src/") {
        wrong.push(format!("{path} declares HTML to be safe; only the sanitiser and the archive may"));
    }
    for word in UNFINISHED.iter().filter(|word| content.contains(*word)) {
        wrong.push(format!("{path} holds {word}"));
    }
    let is_pure = PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")));
    for word in IMPURE.iter().filter(|word| is_pure && code.contains(*word)) {
        wrong.push(format!("{path} uses {word}; a stage is a function of values"));
    }
}

/// The databases have the same migrations, by name.
fn check_migrations(wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let folder = root().join("crates/store/migrations");
    let mut lists = Vec::new();
    for dialect in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let mut names = Vec::new();
        for file in fs::read_dir(dialect?.path())? {
            names.push(file?.file_name());
        }
        names.sort();
        lists.push(names);
    }
    if lists.windows(2).any(|pair| pair[0] != pair[1]) {
        wrong.push("the databases do not have the same migrations".to_owned());
    }
    Ok(())
}

fn sources(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}
