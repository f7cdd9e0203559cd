//! The portal in a real browser: nothing is wider than a narrow phone, and no page breaks its own
//! content security policy. Needs Chromium; where it is not installed, the test says so and passes.
//!
//! Screenshots of every page, wide and narrow, light and dark, are left in `target/tmp/portal`.

mod portal;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use portal::{Running, archive, start};

const PAGES: [&str; 16] = [
    "/",
    "/?page=2",
    "/latest",
    "/stories/1",
    "/stories/8",
    "/stories/11",
    "/articles/1",
    "/articles/5",
    "/articles/6",
    "/articles/11",
    "/publishers",
    "/publishers/4",
    "/search?q=bridge",
    "/feeds",
    "/help",
    "/nothing",
];

/// The width of the narrowest phone, in CSS pixels.
const NARROW: u32 = 320;

/// Shows a page in a frame of a width, and says what in it is wider than the frame.
const PROBE: &str = r#"<!doctype html><meta charset="utf-8"><iframe width="WIDTH" height="2000" style="border:0"></iframe>
<p id="wide"></p><script>
const frame = document.querySelector("iframe");
frame.onload = () => {
  const page = frame.contentDocument;
  page.querySelectorAll("details").forEach(details => details.open = true);
  const wide = [...page.querySelectorAll("body *")].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && (box.right > WIDTH + 1 || box.left < -1);
  });
  document.getElementById("wide").textContent =
    "scroll " + page.documentElement.scrollWidth + ": " + wide.map(part => part.tagName + "." + part.className).join(" ");
};
frame.srcdoc = PAGE;
</script>"#;

#[tokio::test(flavor = "multi_thread")]
async fn pages_fit_and_keep_their_policy() {
    let Some(browser) = browser() else {
        eprintln!("SKIPPED: Chromium is not installed, so no page was looked at");
        return;
    };
    let portal = start(archive::fill).await;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("portal");
    std::fs::create_dir_all(&folder).unwrap();
    let mut faults = Vec::new();
    for path in PAGES {
        let wide = too_wide(&browser, &portal, path, &folder).await;
        faults.extend(wide.map(|wide| format!("{path} is wider than {NARROW} px: {wide}")));
        for (name, options) in [
            ("wide", vec!["--window-size=1280,1600"]),
            ("dark", vec!["--window-size=1280,1600", "--force-dark-mode"]),
        ] {
            let said = screenshot(&browser, &portal.url(path), &folder.join(file_name(path, name)), &options);
            faults.extend(said.map(|said| format!("{path} ({name}): {said}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()))
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

/// Takes a picture of a page; gives what the page wrote to the console, which should be nothing but the
/// answer of a page that is not there.
fn screenshot(browser: &str, address: &str, file: &Path, options: &[&str]) -> Option<String> {
    let picture = format!("--screenshot={}", file.display());
    let output = run(browser, &[options, &[picture.as_str()]].concat(), address);
    assert!(file.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    let log = String::from_utf8_lossy(&output.stderr);
    let said = log.lines().filter(|line| line.contains("CONSOLE") && !line.contains("404"));
    said.map(str::to_owned).reduce(|all, line| format!("{all}\n{line}"))
}

/// What is too wide for a narrow phone on a page, with all its details open.
async fn too_wide(browser: &str, portal: &Running, path: &str, folder: &Path) -> Option<String> {
    let style = portal.page("/style.css").await;
    let page = portal.get(path).await.text().await.unwrap();
    let page =
        page.replace(r#"<link rel="stylesheet" href="/style.css">"#, &format!("<style>{style}</style>"));
    let quoted = serde_json::to_string(&page).unwrap().replace("</", "<\\/");
    let probe = PROBE.replace("WIDTH", &NARROW.to_string()).replace("PAGE", &quoted);
    let file = folder.join(file_name(path, "probe")).with_extension("html");
    std::fs::write(&file, probe).unwrap();
    let options = ["--dump-dom", "--window-size=800,2200", "--virtual-time-budget=3000"];
    let output = run(browser, &options, &format!("file://{}", file.display()));
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let found =
        dom.split("<p id=\"wide\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or("no answer");
    let picture = folder.join(file_name(path, "narrow"));
    let narrow = ["--window-size=320,2000", &format!("--screenshot={}", picture.display())];
    run(browser, &narrow, &format!("file://{}", file.display()));
    (found != format!("scroll {NARROW}: ")).then(|| found.to_owned())
}

fn file_name(path: &str, kind: &str) -> String {
    let name: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{}-{kind}.png", name.trim_matches('-'))
}
