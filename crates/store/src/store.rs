//! The archive as a whole: who may open it, and how work gets a connection.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use crate::{
    Error, Result,
    database::{Access, Connection, Transaction},
    migrate::{self, State},
};

/// The archive's file in the data directory.
const DATABASE: &str = "quelle.db";
/// Held by the one process that writes.
const LOCK: &str = "quelle.lock";
/// As many reads at a time as a small machine can serve.
const READERS: usize = 4;

/// An archive. May be used from several threads: reads run side by side, writes one after the other.
#[derive(Debug)]
pub struct Store {
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    reader_returned: Condvar,
    /// Given back by the system when the process ends, however it ends.
    _lock: Option<File>,
}

impl Store {
    /// Opens the archive in a data directory to write and read; makes what is missing.
    ///
    /// # Errors
    /// [`Error::Locked`] when another process has it open to write; [`Error::Foreign`] and
    /// [`Error::Newer`] when the file is not for this program.
    pub fn open(data: &Path) -> Result<Self> {
        std::fs::create_dir_all(data).map_err(|source| Error::File { path: data.to_owned(), source })?;
        let lock = take_lock(&data.join(LOCK))?;
        let path = data.join(DATABASE);
        let mut writer = Connection::open(&path)?;
        let state = migrate::inspect(&mut writer, &path)?;
        writer.prepare(Access::Write)?;
        if state == State::Behind {
            migrate::migrate(&mut writer)?;
        }
        Self::with_readers(writer, &path, Some(lock))
    }

    /// Opens an archive to read, also beside a process that writes. Calls that save fail.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none yet; else as [`Store::open`].
    pub fn open_reader(data: &Path) -> Result<Self> {
        let path = data.join(DATABASE);
        if !path.exists() {
            return Err(Error::Missing { path });
        }
        let mut connection = Connection::open(&path)?;
        if migrate::inspect(&mut connection, &path)? == State::Behind {
            // An archive of an older version is brought forward first, which takes the lock.
            drop(Self::open(data)?);
        }
        connection.prepare(Access::Read)?;
        Self::with_readers(connection, &path, None)
    }

    fn with_readers(writer: Connection, path: &Path, lock: Option<File>) -> Result<Self> {
        let readers = (0..READERS)
            .map(|_| {
                let reader = Connection::open(path)?;
                reader.prepare(Access::Read)?;
                Ok(reader)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers: Mutex::new(readers),
            reader_returned: Condvar::new(),
            _lock: lock,
        })
    }

    /// Does work that saves: whole, or not at all when it fails.
    pub(crate) fn write<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut writer = locked(&self.writer);
        let transaction = writer.begin(Access::Write, doing)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Does work that only looks, and sees the archive as it is at one moment.
    pub(crate) fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut reader = self.borrow_reader();
        work(&reader.connection().begin(Access::Read, doing)?)
    }

    /// Waits for a free reader.
    fn borrow_reader(&self) -> Borrowed<'_> {
        let mut free = locked(&self.readers);
        loop {
            if let Some(connection) = free.pop() {
                return Borrowed { store: self, connection: Some(connection) };
            }
            free = self.reader_returned.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A reader that goes back when it is dropped, also by a panic.
struct Borrowed<'s> {
    store: &'s Store,
    connection: Option<Connection>,
}

impl Borrowed<'_> {
    fn connection(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("it is only taken by drop")
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        locked(&self.store.readers).extend(self.connection.take());
        self.store.reader_returned.notify_one();
    }
}

/// A thread that panicked left no half-done work behind: its transaction was undone.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_lock(path: &PathBuf) -> Result<File> {
    let failed = |source| Error::File { path: path.clone(), source };
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

#[cfg(test)]
mod tests {
    use news::Timestamp;

    use super::*;
    use crate::{NewSubscription, Window};

    #[test]
    fn a_full_disk_loses_nothing_and_the_work_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("an archive");
        let now = Timestamp::UNIX_EPOCH;
        let limit = |pages: i64| {
            let sql = format!("pragma max_page_count = {pages}");
            store.write("limit the size", |tx| tx.find(&sql, &[], |_| Ok(()))).expect("limited");
        };
        limit(1); // Never less than there are.
        let long = |name: &str| NewSubscription { url: name.repeat(100_000), ..NewSubscription::default() };
        assert!(matches!(store.subscribe(&long("a"), now), Err(Error::Full)));
        assert_eq!(store.subscriptions().expect("feeds"), []);
        assert_eq!(store.latest(Window { offset: 0, limit: 1 }).expect("articles"), []);
        limit(1_000_000);
        store.subscribe(&long("a"), now).expect("subscribed");
        assert_eq!(store.subscriptions().expect("feeds").len(), 1);
    }

    #[test]
    fn work_that_fails_or_panics_is_undone_and_holds_up_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("an archive");
        let add = "insert into publishers (host, name) values ('a', 'b')";
        let failed: Result<()> = store.write("test", |tx| {
            tx.execute(add, &[])?;
            Err(Error::Full)
        });
        assert!(failed.is_err());
        std::thread::scope(|scope| {
            let write =
                || store.write("test", |tx| -> Result<()> { panic!("after {:?}", tx.execute(add, &[])) });
            let read = || store.read("test", |_| -> Result<()> { panic!("on purpose") });
            assert!(scope.spawn(write).join().is_err());
            for _ in 0..=READERS {
                assert!(scope.spawn(read).join().is_err());
            }
        });
        assert_eq!(store.publishers().expect("publishers"), []);
        store.write("test", |tx| tx.execute(add, &[])).expect("written");
        assert_eq!(store.publishers().expect("publishers").len(), 1);
    }
}
