//! Evidence packs from end to end: out of the demonstration's archive, and checked where there is none.

mod support;

use std::{
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use support::{hub::Serving, rows, run};
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The demonstration, and the pack of its largest story.
struct Packed {
    data: TempDir,
    pack: PathBuf,
    fingerprint: String,
}

fn packed() -> Packed {
    let data = tempfile::tempdir().expect("a folder");
    done(&run(data.path(), &["demo", "--into", &data.path().to_string_lossy()]));
    let stories = rows(&run(data.path(), &["export", "stories"]));
    let largest = stories.iter().max_by_key(|story| story["articles"].as_u64()).expect("a story");
    let pack = data.path().join("story.zip");
    let story = format!("http://localhost/stories/{}", largest["id"]);
    let said = done(&run(data.path(), &["evidence", &story, "-o", &pack.to_string_lossy()]));
    let fingerprint = said.split_whitespace().last().expect("a fingerprint").to_owned();
    Packed { data, pack, fingerprint }
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Checks a pack on a machine without archive, settings or home; gives the exit code and what is said.
fn verify(pack: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_quelle"))
        .env_clear()
        .arg("verify")
        .arg(pack)
        .args(more)
        .output()
        .expect("quelle runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).expect("UTF-8"))
}

/// Packs the files of a pack anew, each as `change` makes it of its name and content.
fn altered(pack: &Path, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> PathBuf {
    let mut zip = ZipArchive::new(File::open(pack).expect("a file")).expect("a ZIP");
    let to = pack.with_extension("altered.zip");
    let mut out = ZipWriter::new(File::create(&to).expect("a file"));
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file");
        let path = file.name().expect("UTF-8").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        out.start_file(&path, SimpleFileOptions::default()).expect("a file");
        out.write_all(&change(&path, content)).expect("written");
    }
    out.finish().expect("a ZIP");
    to
}

#[test]
fn a_pack_proves_itself_where_there_is_no_archive() {
    let Packed { data: _data, pack, fingerprint } = packed();
    let (code, said) = verify(&pack, &["--key", &fingerprint]);
    assert_eq!(code, Some(0), "{said}");
    for sentence in ["Whole: ", "gives the same graph", &fingerprint, "not that the clock was right"] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    assert!(!said.contains("bear out 0 derivations"), "{said}");

    let (code, said) = verify(&pack, &["--key", &"0".repeat(64)]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("another key than yours"), "{said}");
}

#[test]
fn what_was_altered_is_said() {
    let Packed { data: _data, pack, .. } = packed();
    let without_an_edge = altered(&pack, |path, content| {
        if path != "trace.json" {
            return content;
        }
        let mut trace: serde_json::Value = serde_json::from_slice(&content).expect("JSON");
        trace["derivations"].as_array_mut().expect("a list").pop();
        trace.to_string().into_bytes()
    });
    let (code, said) = verify(&without_an_edge, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("trace.json was altered."), "{said}");

    fs::write(&without_an_edge, "no ZIP").expect("written");
    for (path, reason) in [(&*without_an_edge, "too short"), (Path::new("nowhere.zip"), "cannot be read")] {
        let (code, said) = verify(path, &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn the_same_archive_gives_the_same_pack_with_the_same_key() {
    let Packed { data, pack, fingerprint } = packed();
    let first = fs::read(&pack).expect("a pack");
    let story = verify(&pack, &[]).1;
    let number =
        story.strip_prefix("Story ").and_then(|said| said.split(':').next()).expect("a number").to_owned();
    let again = || run(data.path(), &["evidence", &number, "--output", &pack.to_string_lossy()]);
    assert!(done(&again()).contains(&fingerprint));
    assert_eq!(fs::read(&pack).expect("a pack"), first);

    let key = data.path().join("evidence-key.pem");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = || fs::metadata(&key).expect("a key").permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("opened");
        assert!(String::from_utf8_lossy(&again().stderr).contains("chmod 600"), "others can read it");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("closed");
    }
    fs::write(&key, "no key").expect("written");
    assert!(!again().status.success());
    assert_eq!(fs::read_to_string(&key).expect("a key"), "no key", "it is never written over");
}

#[test]
fn the_portal_gives_the_same_pack() {
    let Packed { data, pack, .. } = packed();
    let story = verify(&pack, &[]).1;
    let number = story.strip_prefix("Story ").and_then(|said| said.split(':').next()).expect("a number");
    let serving = Serving::start(data.path());
    let path = format!("/stories/{number}/evidence");
    assert!(serving.page(&format!("/stories/{number}")).contains(&path));
    assert!(serving.download(&path) == fs::read(&pack).expect("a pack"));
}

#[test]
fn what_has_no_pack_is_said() {
    let data = tempfile::tempdir().expect("a folder");
    let to = data.path().join("story.zip");
    let evidence = |story: &str| {
        let output = run(data.path(), &["evidence", story, "-o", &to.to_string_lossy()]);
        assert!(!output.status.success() && !to.exists());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(evidence("1").contains("there is no archive"));
    done(&run(data.path(), &["demo", "--into", &data.path().to_string_lossy()]));
    assert!(evidence("99999").contains("there is no story or article 99999"));
}

/// What README.txt tells those to do who do not have Quelle.
#[test]
fn a_pack_can_be_checked_with_the_tools_of_any_system() {
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    if !["sh", "sed", "sha256sum", "openssl"].into_iter().all(has) {
        eprintln!("SKIPPED: sh, sed, sha256sum and openssl are not all here");
        return;
    }
    let Packed { data, pack, fingerprint } = packed();
    let folder = data.path().join("pack");
    ZipArchive::new(File::open(&pack).expect("a pack")).expect("a ZIP").extract(&folder).expect("unpacked");
    let readme = fs::read_to_string(folder.join("README.txt")).expect("a text");
    let commands: Vec<&str> = readme
        .lines()
        .skip_while(|line| !line.starts_with("Without Quelle"))
        .filter_map(|line| line.strip_prefix("    "))
        .collect();
    let script = || {
        let output = Command::new("sh").arg("-ec").arg(commands.join("\n")).current_dir(&folder).output();
        output.expect("sh runs")
    };
    let said = done(&script());
    let head = fs::read_to_string(folder.join("head.txt")).expect("a head");
    let head = head.lines().nth(1).expect("a second line");
    for found in [head, "Signature Verified Successfully", &fingerprint] {
        assert!(said.contains(found), "{found}: {said}");
    }
    fs::write(folder.join("trace.json"), "{}").expect("written");
    assert!(!script().status.success(), "it is not as it was signed");
}
