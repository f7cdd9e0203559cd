//! The settings: a flag beats an environment variable, which beats the file, which beats the default.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use clap::Args;
use etcetera::{BaseStrategy, choose_base_strategy};
use serde::Deserialize;
use url::Url;

/// The commented default file, as `quelle config` prints it.
pub const DEFAULT_FILE: &str = include_str!("../quelle.toml");

/// What every command needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub host_names: Vec<String>,
    pub public_url: Option<Url>,
    pub page_size: u32,
    pub allow_private_addresses: bool,
    pub contact: Option<String>,
    pub timeout: Duration,
    pub max_body_bytes: usize,
    pub at_once: usize,
    pub per_host: usize,
    pub look_again: bool,
    pub owners: Option<PathBuf>,
    pub model: Option<PathBuf>,
}

/// The settings that can be given on the command line or in the environment.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Flags {
    /// The settings file
    #[arg(long, global = true, env = "QUELLE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data directory
    #[arg(long, global = true, env = "QUELLE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The address that the portal listens on
    #[arg(long, global = true, env = "QUELLE_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// A host name that the portal answers to, besides that of its address; may be repeated
    #[arg(
        long = "host-name",
        global = true,
        env = "QUELLE_HOST_NAMES",
        value_delimiter = ',',
        hide_short_help = true
    )]
    host_names: Option<Vec<String>>,
    /// Where the public, that is hubs (WebSub), reaches the portal; without it feeds are only polled
    #[arg(long, global = true, env = "QUELLE_PUBLIC_URL", hide_short_help = true, value_name = "URL")]
    public_url: Option<Url>,
    /// How many stories or articles a page shows
    #[arg(long, global = true, env = "QUELLE_PAGE_SIZE", hide_short_help = true, value_name = "ROWS")]
    page_size: Option<u32>,
    /// Fetch from loopback and private addresses too
    #[arg(long, global = true, env = "QUELLE_ALLOW_PRIVATE_ADDRESSES")]
    allow_private_addresses: bool,
    /// A page or mail address by which publishers reach you; sent along with every request
    #[arg(long, global = true, env = "QUELLE_CONTACT", hide_short_help = true)]
    contact: Option<String>,
    /// How long one request may take in all
    #[arg(
        long,
        global = true,
        env = "QUELLE_TIMEOUT_SECONDS",
        hide_short_help = true,
        value_name = "SECONDS"
    )]
    timeout_seconds: Option<u64>,
    /// How large a feed or page may be, unpacked
    #[arg(
        long,
        global = true,
        env = "QUELLE_MAX_BODY_MEGABYTES",
        hide_short_help = true,
        value_name = "MEGABYTES"
    )]
    max_body_megabytes: Option<usize>,
    /// How many requests run at once
    #[arg(long, global = true, env = "QUELLE_AT_ONCE", hide_short_help = true, value_name = "REQUESTS")]
    at_once: Option<usize>,
    /// How many of them go to one host
    #[arg(long, global = true, env = "QUELLE_PER_HOST", hide_short_help = true, value_name = "REQUESTS")]
    per_host: Option<usize>,
    /// Whether to look again at the pages of recent articles, for what their publishers change of them
    #[arg(long, global = true, env = "QUELLE_LOOK_AGAIN", hide_short_help = true, value_name = "true|false")]
    look_again: Option<bool>,
    /// A table of who owns which publishers, to add to the one that comes with Quelle
    #[arg(long, global = true, env = "QUELLE_OWNERS", hide_short_help = true, value_name = "FILE")]
    owners: Option<PathBuf>,
    /// The folder of a model2vec model or of a sentence encoder in ONNX, to tell better what belongs together
    #[arg(long, global = true, env = "QUELLE_MODEL", hide_short_help = true, value_name = "DIR")]
    model: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    listen: Option<SocketAddr>,
    host_names: Option<Vec<String>>,
    public_url: Option<Url>,
    page_size: Option<u32>,
    allow_private_addresses: Option<bool>,
    contact: Option<String>,
    timeout_seconds: Option<u64>,
    max_body_megabytes: Option<usize>,
    at_once: Option<usize>,
    per_host: Option<usize>,
    look_again: Option<bool>,
    owners: Option<PathBuf>,
    model: Option<PathBuf>,
}

impl Settings {
    /// Joins flags and environment, file, and defaults.
    pub fn load(flags: &Flags) -> anyhow::Result<Self> {
        let file = read_file(flags.config.as_deref())?;
        let settings = Self {
            data: flags.data.clone().or(file.data).map_or_else(default_data, Ok)?,
            listen: flags.listen.or(file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8600))),
            host_names: flags.host_names.clone().or(file.host_names).unwrap_or_default(),
            public_url: flags.public_url.clone().or(file.public_url),
            page_size: flags.page_size.or(file.page_size).unwrap_or(30),
            allow_private_addresses: flags.allow_private_addresses
                || file.allow_private_addresses.unwrap_or(false),
            contact: flags.contact.clone().or(file.contact),
            timeout: Duration::from_secs(flags.timeout_seconds.or(file.timeout_seconds).unwrap_or(30)),
            max_body_bytes: flags
                .max_body_megabytes
                .or(file.max_body_megabytes)
                .unwrap_or(15)
                .saturating_mul(1 << 20),
            at_once: flags.at_once.or(file.at_once).unwrap_or(64),
            per_host: flags.per_host.or(file.per_host).unwrap_or(2),
            look_again: flags.look_again.or(file.look_again).unwrap_or(true),
            owners: flags.owners.clone().or(file.owners),
            model: flags.model.clone().or(file.model),
        };
        settings.check()?;
        Ok(settings)
    }

    /// What the fetcher needs to know.
    pub fn for_fetching(&self) -> fetch::Settings {
        let contact = self.contact.as_ref().map(|contact| format!(" (+{contact})")).unwrap_or_default();
        fetch::Settings {
            user_agent: format!("Quelle/{}{contact}", env!("CARGO_PKG_VERSION")),
            allow_private_addresses: self.allow_private_addresses,
            timeout: self.timeout,
            max_body_bytes: self.max_body_bytes,
            at_once: self.at_once,
            per_host: self.per_host,
            ..fetch::Settings::default()
        }
    }

    fn check(&self) -> anyhow::Result<()> {
        for (name, value) in [
            ("page_size", self.page_size as usize),
            ("timeout_seconds", self.timeout.as_secs() as usize),
            ("max_body_megabytes", self.max_body_bytes),
            ("at_once", self.at_once),
            ("per_host", self.per_host),
        ] {
            if value == 0 {
                bail!("the setting {name} is 0; it must be at least 1");
            }
        }
        let is_of_the_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.query().is_none();
        if let Some(url) = self.public_url.as_ref().filter(|url| !is_of_the_web(url)) {
            bail!("the setting public_url is {url}; it must be an address like https://news.example.org");
        }
        Ok(())
    }
}

fn read_file(named: Option<&Path>) -> anyhow::Result<File> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match choose_base_strategy() {
            Ok(places) => places.config_dir().join("quelle").join("quelle.toml"),
            Err(_) => return Ok(File::default()),
        },
    };
    if named.is_none() && !path.exists() {
        return Ok(File::default());
    }
    let content = fs::read_to_string(&path)
        .with_context(|| format!("cannot read the settings in {}", path.display()))?;
    toml::from_str(&content).with_context(|| format!("the settings in {} are not right", path.display()))
}

fn default_data() -> anyhow::Result<PathBuf> {
    let places =
        choose_base_strategy().context("no home directory is known; name a data directory with --data")?;
    Ok(places.data_dir().join("quelle"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_file_shows_the_defaults() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let load = |content: &str| {
            let config = folder.path().join("quelle.toml");
            fs::write(&config, content).expect("a file is written");
            Settings::load(&Flags { config: Some(config), data: Some("d".into()), ..Flags::default() })
        };
        let is_setting = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
        let uncommented: Vec<&str> = DEFAULT_FILE.lines().filter(is_setting).map(|line| &line[1..]).collect();
        assert_eq!(uncommented.len(), 9);
        assert_eq!(load(&uncommented.join("\n")).expect("it parses"), load("").expect("it parses"));
    }

    #[test]
    fn a_flag_beats_the_file() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config = folder.path().join("quelle.toml");
        fs::write(&config, "page_size = 7\nper_host = 1\n").expect("a file is written");
        let flags =
            Flags { config: Some(config), data: Some("d".into()), page_size: Some(9), ..Flags::default() };
        let settings = Settings::load(&flags).expect("settings");
        assert_eq!((settings.page_size, settings.per_host), (9, 1));
    }

    #[test]
    fn an_unknown_or_empty_setting_is_refused_with_its_name() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config = folder.path().join("quelle.toml");
        for (content, named) in [
            ("page_sise = 7", "page_sise"),
            ("at_once = 0", "at_once"),
            ("public_url = \"news.example.org\"", "public_url"),
            ("public_url = \"ftp://news.example.org\"", "public_url"),
        ] {
            fs::write(&config, content).expect("a file is written");
            let flags = Flags { config: Some(config.clone()), data: Some("d".into()), ..Flags::default() };
            let error = format!("{:#}", Settings::load(&flags).expect_err("refused"));
            assert!(error.contains(named), "{error}");
        }
    }
}
