//! How the nouns of `news` are written into columns.

use news::{
    ArticleId, CaptureId, CorrectionId, EntityId, EntryId, FeedId, JobId, Language, MentionKind, PublisherId,
    Relation, Standing, StoryId, Timestamp, Verdict,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Error, Result,
    database::{Column, Row, Value},
};

/// Shorter JSON is kept as it is: compressing it saves nothing.
const WORTH_COMPRESSING: usize = 512;
/// Fast, and a third of the size.
const COMPRESSION_LEVEL: i32 = 3;
/// The first bytes of everything that zstd compressed (RFC 8878, 3.1.1), and of no JSON.
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// Writes a value as JSON for a `text` column.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("values of news have string keys and no failing parts")
}

/// Writes a value as JSON for a column of bytes, compressed when that is worth it.
pub(crate) fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    let json = to_json(value).into_bytes();
    if json.len() < WORTH_COMPRESSING { json } else { compress(&json) }
}

/// Compresses bytes.
pub(crate) fn compress(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, COMPRESSION_LEVEL).expect("compressing into memory cannot fail")
}

/// Undoes [`compress`].
pub(crate) fn decompress(what: &'static str, bytes: &[u8]) -> Result<Vec<u8>> {
    zstd::decode_all(bytes).map_err(|error| Error::Damaged { what, detail: error.to_string() })
}

impl Row<'_> {
    /// Undoes [`to_json`].
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        read_json(column, self.get::<String>(column)?.as_bytes())
    }

    /// Undoes [`pack`].
    pub(crate) fn unpack<T: DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        unpacked(column, &self.get::<Vec<u8>>(column)?)
    }

    /// Undoes [`pack`] where there may be nothing.
    pub(crate) fn unpack_any<T: DeserializeOwned>(&self, column: &'static str) -> Result<Option<T>> {
        self.get::<Option<Vec<u8>>>(column)?.map(|packed| unpacked(column, &packed)).transpose()
    }
}

fn unpacked<T: DeserializeOwned>(what: &'static str, packed: &[u8]) -> Result<T> {
    if packed.starts_with(&ZSTD_MAGIC) {
        read_json(what, &decompress(what, packed)?)
    } else {
        read_json(what, packed)
    }
}

fn read_json<T: DeserializeOwned>(what: &'static str, json: &[u8]) -> Result<T> {
    serde_json::from_slice(json).map_err(|error| Error::Damaged { what, detail: error.to_string() })
}

impl<'v, T> From<Option<T>> for Value<'v>
where
    Value<'v>: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl<T: Column> Column for Option<T> {
    fn read(value: Value<'_>) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::read(value).map(Some) }
    }
}

/// How one type goes in and comes out.
macro_rules! columns {
    ($($type:ty: $to:expr, $read:expr;)+) => {$(
        impl From<$type> for Value<'_> {
            fn from(value: $type) -> Self {
                let to: fn($type) -> Self = $to;
                to(value)
            }
        }

        impl Column for $type {
            fn read(value: Value<'_>) -> Option<Self> {
                let read: fn(Value<'_>) -> Option<Self> = $read;
                read(value)
            }
        }
    )+};
}

columns! {
    i64: Value::Integer, integer;
    u16: |number| Value::Integer(number.into()), |value| integer(value)?.try_into().ok();
    u32: |number| Value::Integer(number.into()), |value| integer(value)?.try_into().ok();
    u64: |number| Value::Integer(number.try_into().unwrap_or(i64::MAX)), |value| integer(value)?.try_into().ok();
    bool: |flag| Value::Integer(flag.into()), |value| Some(integer(value)? != 0);
    f64: Value::Real, real;
    f32: |number| Value::Real(number.into()), |value| Some(real(value)? as f32);
    Timestamp:
        |time| Value::Integer(time.as_microsecond()),
        |value| Timestamp::from_microsecond(integer(value)?).ok();
    Relation: |relation| Value::Text(relation.name()), |value| named(value, &RELATIONS, Relation::name);
    Standing: |standing| Value::Text(standing_name(standing)), |value| named(value, &STANDINGS, standing_name);
    Verdict: |verdict| Value::Text(verdict.name()), |value| named(value, &Verdict::ALL, Verdict::name);
    PublisherId: |id| Value::Integer(id.0), |value| integer(value).map(PublisherId);
    FeedId: |id| Value::Integer(id.0), |value| integer(value).map(FeedId);
    EntryId: |id| Value::Integer(id.0), |value| integer(value).map(EntryId);
    CaptureId: |id| Value::Integer(id.0), |value| integer(value).map(CaptureId);
    ArticleId: |id| Value::Integer(id.0), |value| integer(value).map(ArticleId);
    StoryId: |id| Value::Integer(id.0), |value| integer(value).map(StoryId);
    JobId: |id| Value::Integer(id.0), |value| integer(value).map(JobId);
    CorrectionId: |id| Value::Integer(id.0), |value| integer(value).map(CorrectionId);
    EntityId: |id| Value::Integer(id.0), |value| integer(value).map(EntityId);
    MentionKind: |kind| Value::Text(kind.name()), |value| named(value, &MentionKind::ALL, MentionKind::name);
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text)
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Self::Text(text)
    }
}

impl<'v> From<&'v [u8]> for Value<'v> {
    fn from(bytes: &'v [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'v> From<&'v Vec<u8>> for Value<'v> {
    fn from(bytes: &'v Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'v> From<&'v Language> for Value<'v> {
    fn from(language: &'v Language) -> Self {
        Self::Text(language.tag())
    }
}

impl Column for String {
    fn read(value: Value<'_>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.to_owned()) } else { None }
    }
}

impl Column for Vec<u8> {
    fn read(value: Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.to_owned()) } else { None }
    }
}

impl Column for Language {
    fn read(value: Value<'_>) -> Option<Self> {
        if let Value::Text(tag) = value { Self::parse(tag) } else { None }
    }
}

const RELATIONS: [Relation; 4] = [Relation::Report, Relation::Copy, Relation::Rewrite, Relation::Translation];
const STANDINGS: [Standing; 3] = [Standing::Original, Standing::PassedOn, Standing::Unknown];

fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Original => "original",
        Standing::PassedOn => "passed_on",
        Standing::Unknown => "unknown",
    }
}

/// The one of `all` that bears the name.
pub(crate) fn named<T: Copy>(value: Value<'_>, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
    let Value::Text(text) = value else { return None };
    all.iter().copied().find(|candidate| name(*candidate) == text)
}

fn integer(value: Value<'_>) -> Option<i64> {
    if let Value::Integer(number) = value { Some(number) } else { None }
}

fn real(value: Value<'_>) -> Option<f64> {
    match value {
        Value::Real(number) => Some(number),
        Value::Integer(number) => Some(number as f64),
        _ => None,
    }
}
