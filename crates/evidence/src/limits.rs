//! How much a pack may hold. Making one and checking one keep to the same bounds, so that whatever was made can
//! be checked, and no more than this is ever unpacked.

/// Files in a pack, the manifest and the signature among them.
pub const FILES: usize = 20_000;
/// Bytes of one file, unpacked.
pub const FILE_BYTES: u64 = 64 << 20;
/// Bytes of all files, unpacked.
pub const ALL_BYTES: u64 = 1 << 30;
/// Bytes of all JSON and text in it, which is held in memory.
pub const READ_BYTES: u64 = 256 << 20;
/// Characters of the name of a file.
pub const PATH_CHARS: usize = 100;
/// Records in one WARC file.
pub const RECORDS: usize = 16;
/// Bytes of the lines above a record.
pub const RECORD_HEAD_BYTES: usize = 64 << 10;
/// Faults that are told; of more, that there are more.
pub const FAULTS: usize = 200;
