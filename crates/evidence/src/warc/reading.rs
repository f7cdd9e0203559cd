//! Reading WARC files back, to check them: strict, since they are to be as [`super::file`] writes them.

use crate::{Hash, limits};

/// One record.
#[derive(Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Names and values of the lines above the content.
    fields: Vec<(&'a str, &'a str)>,
    /// What it holds.
    pub content: &'a [u8],
}

/// Why a file is no WARC file, or is at odds with itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub &'static str);

impl<'a> Record<'a> {
    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&'a str> {
        let found = self.fields.iter().find(|(one, _)| one.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
    }

    /// Whether the record is of a kind.
    pub fn is(&self, kind: &str) -> bool {
        self.field("WARC-Type") == Some(kind)
    }
}

/// The records of a file, each with the digests that it gives checked.
pub fn records(file: &[u8]) -> Result<Vec<Record<'_>>, Broken> {
    let mut rest = file;
    let mut records = Vec::new();
    while !rest.is_empty() {
        if records.len() == limits::RECORDS {
            return Err(Broken("it has too many records"));
        }
        let (record, after) = record(rest)?;
        check_digests(&record)?;
        records.push(record);
        rest = after;
    }
    Ok(records)
}

fn record(file: &[u8]) -> Result<(Record<'_>, &[u8]), Broken> {
    let near = &file[..file.len().min(limits::RECORD_HEAD_BYTES)];
    let end =
        near.windows(4).position(|bytes| bytes == b"\r\n\r\n").ok_or(Broken("a record has no beginning"))?;
    let head = str::from_utf8(&near[..end]).map_err(|_| Broken("the head of a record is not UTF-8"))?;
    let mut lines = head.split("\r\n");
    if lines.next() != Some("WARC/1.1") {
        return Err(Broken("a record does not begin with WARC/1.1"));
    }
    let fields: Option<Vec<_>> = lines.map(|line| line.split_once(": ")).collect();
    let fields = fields.ok_or(Broken("a line of a record has no name"))?;
    let mut record = Record { fields, content: &[] };
    let length = record.field("Content-Length").and_then(|length| length.parse::<usize>().ok());
    let length = length.ok_or(Broken("a record does not say its length"))?;
    let (content, after) = file[end + 4..].split_at_checked(length).ok_or(Broken("a record is cut off"))?;
    record.content = content;
    Ok((record, after.strip_prefix(b"\r\n\r\n").ok_or(Broken("a record does not end where it says"))?))
}

fn check_digests(record: &Record<'_>) -> Result<(), Broken> {
    let digest = format!("sha256:{}", Hash::of(record.content));
    let is_right = |name| record.field(name).is_none_or(|given| given == digest);
    match (is_right("WARC-Block-Digest"), is_right("WARC-Payload-Digest")) {
        (true, true) => Ok(()),
        (_, false) => Err(Broken("the WARC-Payload-Digest of a record is not that of its content")),
        (false, _) => Err(Broken("the WARC-Block-Digest of a record is not that of its content")),
    }
}
