//! `quelle verify`: whether an evidence pack is as it was signed, and what was altered. Needs no archive and no
//! network.

use std::{
    fs::File,
    io::{self, BufReader, Write},
    path::Path,
    process::ExitCode,
};

use evidence::{Contents, Fault, Hash, Verdict};
use provenance::{Holding, Owners};

use crate::{packs::program, pipeline};

/// The pack is not as it was signed, or by somebody else, or says what its texts do not bear out.
const ALTERED: u8 = 1;
/// Nothing can be said, because it is no pack.
const NO_PACK: u8 = 2;

/// Checks a pack, and says what it is and what is wrong with it.
pub fn run(file: &Path, key: Option<Hash>) -> anyhow::Result<ExitCode> {
    let checked =
        File::open(file).map_err(Into::into).and_then(|file| evidence::verify(BufReader::new(file)));
    let mut verdict = match checked {
        Ok(verdict) => verdict,
        Err(error) => {
            let why = anyhow::Error::new(error);
            eprintln!("quelle: {} is no evidence pack that can be checked: {why:#}", file.display());
            return Ok(NO_PACK.into());
        }
    };
    if let (Some(signer), Some(key)) = (verdict.signer, key)
        && signer != key
    {
        verdict.faults.push(Fault::OtherKey(signer));
    }
    // What was altered needs no other doubts.
    let retraced = verdict.contents.as_ref().ok().filter(|_| verdict.faults.is_empty()).map(retraced);
    if retraced == Some(Retraced::Otherwise) {
        verdict.faults.push(Fault::OtherTrace);
    }
    io::stdout().write_all(sentences(&verdict, key.is_some(), retraced).as_bytes())?;
    Ok(if verdict.faults.is_empty() { ExitCode::SUCCESS } else { ALTERED.into() })
}

/// What came of tracing the story again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Retraced {
    /// The same graph.
    Same,
    /// Another graph.
    Otherwise,
    /// It was made by another version, which may trace otherwise.
    OtherVersion,
}

fn retraced(contents: &Contents) -> Retraced {
    if contents.program != program() {
        return Retraced::OtherVersion;
    }
    let trace = &contents.trace;
    // Whoever checks a pack may know other owners than those that it was made by.
    let owned = trace.owned.iter().flat_map(|one| {
        let holding = |publisher: &String| Holding { owner: one.owner.clone(), publisher: publisher.clone() };
        one.reports.iter().map(move |(publisher, _)| holding(publisher))
    });
    let owners = Owners::of(owned);
    let is_same = pipeline::trace(contents.story, &contents.members, &contents.histories, &owners) == *trace;
    if is_same { Retraced::Same } else { Retraced::Otherwise }
}

fn sentences(verdict: &Verdict, is_key_known: bool, retraced: Option<Retraced>) -> String {
    let mut said = String::new();
    if let Ok(contents) = &verdict.contents {
        said += &about(contents);
    }
    for fault in &verdict.faults {
        said += &format!("{fault}\n");
    }
    if verdict.faults.is_empty() {
        said += &format!(
            "Whole: all {} files are as they were signed, {} captures among them.\n",
            verdict.files, verdict.captures
        );
    }
    said += &match &verdict.contents {
        Ok(_) => format!(
            "The texts bear out {} derivations, with {} passages that stand in both texts.\n",
            verdict.proven.derivations, verdict.proven.passages
        ),
        Err(path) => format!(
            "{} cannot be read by this version of Quelle, so nothing was held against the texts.\n",
            path.escape_debug()
        ),
    };
    said += match retraced {
        Some(Retraced::Same) => "Tracing the texts again gives the same graph.\n",
        Some(Retraced::OtherVersion) => {
            "It was made by another version of Quelle, so the texts were not traced again.\n"
        }
        Some(Retraced::Otherwise) | None => "",
    };
    if let Some(signer) = verdict.signer {
        said += &format!("Signed with the key {signer}.\n");
        said += match is_key_known {
            true => "",
            false => "Whose key that is, only its owner can tell you; compare it with: --key FINGERPRINT\n",
        };
    }
    said + "A signature proves who signed and that nothing was altered since: not that the clock was right, nor that \
            the captures are what publishers sent, nor that what they report is true.\n"
}

fn about(contents: &Contents) -> String {
    let as_of = contents.as_of.map_or_else(String::new, |as_of| format!(", fetched until {as_of}"));
    format!(
        "Story {}: {}\nArticles: {}, independent sources: {}, of unknown origin: {}, as {} {} says{as_of}.\n",
        contents.story,
        contents.headline.escape_debug(),
        contents.members.len(),
        contents.trace.independent,
        contents.trace.unknown,
        contents.program.name.escape_debug(),
        contents.program.version.escape_debug()
    )
}
