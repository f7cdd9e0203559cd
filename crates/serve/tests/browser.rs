//! The portal in a real browser: nothing is wider than a narrow phone, and no page breaks its own
//! content security policy. Needs Chromium; where it is not installed, the test says so and passes.
//!
//! `cargo test -p serve --test browser -- --ignored` takes pictures of all pages.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

mod portal;

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use portal::{Running, archive, start};

const PAGES: [&str; 26] = [
    "/",
    "/?page=2",
    "/latest",
    "/stories/1",
    "/stories/1/same",
    "/stories/6",
    "/stories/8",
    "/stories/8/same",
    "/stories/11",
    "/articles/1",
    "/articles/1/history",
    "/articles/5",
    "/articles/5/history",
    "/articles/6",
    "/articles/11",
    "/articles/11/history",
    "/entities",
    "/entities/1024",
    "/entities/1025",
    "/publishers",
    "/publishers/4",
    "/search?q=bridge",
    "/feeds",
    "/feeds/1",
    "/help",
    "/nothing",
];

/// The width of the narrowest phone, in CSS pixels.
const NARROW: u32 = 320;

/// Shows pages in frames of a width, with all their details open, and says what in them is wider.
const PROBE: &str = r#"<!doctype html><meta charset="utf-8"><pre id="wide"></pre><script>
const said = document.getElementById("wide");
const probe = (path, html) => {
  const frame = document.createElement("iframe");
  frame.width = WIDTH;
  frame.onload = () => {
    const page = frame.contentDocument;
    page.querySelectorAll("details").forEach(details => details.open = true);
    const parts = [...page.querySelectorAll("body *")].filter(part => {
      const box = part.getBoundingClientRect();
      return box.width > 1 && (box.right > WIDTH + 1 || box.left < -1);
    });
    const names = parts.map(part => part.tagName + "." + part.className);
    said.append([path, page.documentElement.scrollWidth, ...names].join(" ") + "\n");
  };
  frame.srcdoc = html;
  document.body.append(frame);
};
for (const [path, html] of PAGES) probe(path, html);
</script>"#;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_wider_than_a_narrow_phone() {
    let Some(browser) = browser() else { return skip() };
    let portal = start(archive::fill_and_correct).await;
    let mut pages = Vec::new();
    for path in PAGES {
        pages.push((path, with_style(&portal, path).await));
    }
    let pages = serde_json::to_string(&pages).unwrap().replace("</", "<\\/");
    let file = pictures().join("probe.html");
    std::fs::write(&file, PROBE.replace("WIDTH", &NARROW.to_string()).replace("PAGES", &pages)).unwrap();
    let options = ["--dump-dom", "--virtual-time-budget=10000"];
    let output = run(browser, &options, &format!("file://{}", file.display()));
    let dom = String::from_utf8_lossy(&output.stdout);
    for path in PAGES {
        let line = dom.lines().find_map(|line| line.split_once(&format!("{path} "))).map(|(_, rest)| rest);
        assert_eq!(line, Some(&*NARROW.to_string()), "{path} is wider than {NARROW} px");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_breaks_its_own_policy() {
    let Some(browser) = browser() else { return skip() };
    let portal = start(archive::fill_and_correct).await;
    for path in
        ["/", "/stories/1", "/stories/1/same", "/articles/11", "/entities/1024", "/publishers", "/feeds"]
    {
        let output = run(browser, &["--dump-dom"], &portal.url(path));
        let log = String::from_utf8_lossy(&output.stderr);
        let said: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert!(said.is_empty(), "{path}: {}", said.join("\n"));
        assert!(String::from_utf8_lossy(&output.stdout).contains("colophon"), "{path} was not shown");
    }
}

/// Every page wide, dark and on a phone, as pictures in `target/tmp/portal`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes pictures to be looked at"]
async fn take_pictures() {
    let Some(browser) = browser() else { return skip() };
    let portal = start(archive::fill_and_correct).await;
    for path in PAGES {
        let page: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        for (look, options) in [
            ("wide", ["--window-size=1280,1600", "--no-default-browser-check"]),
            ("dark", ["--window-size=1280,1600", "--force-dark-mode"]),
            ("phone", ["--window-size=500,2000", "--no-default-browser-check"]),
        ] {
            let picture =
                format!("--screenshot={}", pictures().join(format!("page{page}-{look}.png")).display());
            run(browser, &[&options[..], &[&picture]].concat(), &portal.url(path));
        }
    }
}

fn skip() {
    eprintln!("SKIPPED: Chromium is not installed, so no page was looked at");
}

fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()))
}

fn pictures() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("portal");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(browser: &str, options: &[&str], address: &str) -> Output {
    let profile = tempfile::tempdir().unwrap();
    Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
        ])
        .args(["--hide-scrollbars", "--enable-logging=stderr"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(options)
        .arg(address)
        .output()
        .unwrap()
}

/// A page with its style sheet inside, so that it can be shown without the portal.
async fn with_style(portal: &Running, path: &str) -> String {
    let style = portal.page("/style.css").await;
    let page = portal.get(path).await.text().await.unwrap();
    let link = r#"<link rel="stylesheet" href="/style.css">"#;
    assert!(page.contains(link), "{path}");
    page.replace(link, &format!("<style>{style}</style>"))
}
