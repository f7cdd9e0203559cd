//! A ZIP from anybody, opened within bounds and unpacked nowhere: its files are only held against the manifest.

use std::io::{ErrorKind, Read, Seek, SeekFrom};

use zip::{ZipArchive, result::ZipError};

use crate::{NotAPack, limits};

/// The files of a ZIP.
pub struct Unpacked<R> {
    zip: ZipArchive<R>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// What became of a file that was asked for.
pub enum Found {
    /// Its content.
    Content(Vec<u8>),
    /// There is none of this name.
    Nothing,
    /// It is damaged, encrypted or no file.
    Unreadable,
}

impl<R: Read + Seek> Unpacked<R> {
    /// Opens a ZIP. One that programs may read differently is refused: names twice, files that overlap, two lists
    /// of files that differ, bytes around it.
    pub fn open(mut file: R) -> Result<Self, NotAPack> {
        // Counted before anything is remembered of them.
        if count(&mut file)? > limits::FILES {
            return Err(NotAPack::Hostile("it has too many files"));
        }
        let mut zip = ZipArchive::new(file).map_err(|error| match error {
            ZipError::Io(error) if error.kind() != ErrorKind::UnexpectedEof => NotAPack::Read(error),
            error => NotAPack::Zip(error.to_string()),
        })?;
        if zip.has_duplicate_names() {
            return Err(NotAPack::Hostile("two of its files have one name"));
        }
        if zip.offset() != 0 {
            return Err(NotAPack::Hostile("something stands before its files"));
        }
        if zip.validate_header_consistency().is_err() {
            return Err(NotAPack::Hostile("its lists of files differ, or its files overlap"));
        }
        Ok(Self { zip, left: limits::ALL_BYTES })
    }

    /// The names of all files; of folders only where they hold something themselves.
    pub fn paths(&self) -> Vec<String> {
        let raw = self.zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned());
        raw.enumerate().filter(|(index, path)| !self.is_folder(*index, path)).map(|(_, path)| path).collect()
    }

    /// Unpacks a file into memory.
    ///
    /// # Errors
    /// When it, or all so far, are larger than a pack may be.
    pub fn read(&mut self, path: &str) -> Result<Found, NotAPack> {
        let Some(index) = self.zip.index_for_name_raw(path.as_bytes()) else { return Ok(Found::Nothing) };
        let Ok(file) = self.zip.by_index(index) else { return Ok(Found::Unreadable) };
        if !file.is_file() || file.is_symlink() {
            return Ok(Found::Unreadable);
        }
        // What a file says of its size is not believed.
        let most = limits::FILE_BYTES.min(self.left);
        let mut content = Vec::new();
        let is_whole = file.take(most + 1).read_to_end(&mut content).is_ok();
        self.left = self.left.saturating_sub(content.len() as u64);
        if content.len() as u64 > most {
            return Err(NotAPack::Hostile("it unpacks to more than a pack may hold"));
        }
        Ok(if is_whole { Found::Content(content) } else { Found::Unreadable })
    }

    fn is_folder(&self, index: usize, path: &str) -> bool {
        path.ends_with('/') && self.zip.by_index_data(index).is_ok_and(|entry| entry.size() == 0)
    }
}

/// How many files a ZIP has, by the record that it ends with (APPNOTE 4.3.16). One with a comment after it, or one
/// that needs the 64-bit form, is none that Quelle makes.
fn count<R: Read + Seek>(file: &mut R) -> Result<usize, NotAPack> {
    let mut end = [0; 22];
    let length = file.seek(SeekFrom::End(0))?;
    if length < end.len() as u64 {
        return Err(NotAPack::Zip("it is too short".to_owned()));
    }
    file.seek(SeekFrom::End(-22))?;
    file.read_exact(&mut end)?;
    let is_small = end[8..20].chunks(4).all(|field| field != [0xFF; 4]);
    if !end.starts_with(b"PK\x05\x06") || end[20..] != [0, 0] || !is_small {
        return Err(NotAPack::Zip("it does not end as a ZIP file does".to_owned()));
    }
    Ok(u16::from_le_bytes([end[10], end[11]]).into())
}
