//! The door to the database: all that the rest of the crate knows of it.
//!
//! SQL is written once, in what SQLite and PostgreSQL both speak, with `$1` for the first value. Another
//! database is another file like this one: [`Connection`], [`Transaction`], [`Row`] and the values.

use std::path::Path;

use rusqlite::{TransactionBehavior, ffi::ErrorCode, types::ToSqlOutput, types::ValueRef};

use crate::{Error, Result};

/// Marks a file as an archive: "Quel" in ASCII.
const APPLICATION_ID: i64 = 0x5175_656C;

/// How long to wait for another process's short write before giving up.
const BUSY_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(10);
/// How much of the archive the writer keeps in memory: the inner pages of its indexes, and what is being worked on.
const WRITER_CACHE_KIB: u32 = 16 << 10;
/// The same for each reader.
const READER_CACHE_KIB: u32 = 4 << 10;
/// More than the number of statements in this crate.
const CACHED_STATEMENTS: usize = 200;

/// An open connection.
#[derive(Debug)]
pub(crate) struct Connection(rusqlite::Connection);

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Read and write.
    Write,
    /// Read.
    Read,
}

impl Connection {
    /// Opens a file without touching it; makes it when it is not there.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let sqlite =
            rusqlite::Connection::open(path).map_err(|source| explain("open the archive", source))?;
        sqlite.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
        sqlite.busy_timeout(BUSY_TIMEOUT).map_err(|source| explain("open the archive", source))?;
        Ok(Self(sqlite))
    }

    /// Makes a connection ready for work.
    ///
    /// With a write-ahead log, `synchronous = normal` syncs at checkpoints only: the death of the process
    /// loses nothing that was committed, for the system has it; a power cut may lose the last moments,
    /// never the archive.
    pub(crate) fn prepare(&self, access: Access) -> Result<()> {
        let is_reader = i64::from(access == Access::Read);
        let cache = if access == Access::Write { WRITER_CACHE_KIB } else { READER_CACHE_KIB };
        self.0
            .execute_batch(&format!(
                "pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;
                 pragma temp_store = memory; pragma cache_size = -{cache}; pragma query_only = {is_reader};"
            ))
            .map_err(|source| explain("open the archive", source))
    }

    /// Begins a transaction that is undone unless it is committed.
    pub(crate) fn begin(&mut self, access: Access, doing: &'static str) -> Result<Transaction<'_>> {
        let behavior = match access {
            Access::Write => TransactionBehavior::Immediate,
            Access::Read => TransactionBehavior::Deferred,
        };
        let inner = self.0.transaction_with_behavior(behavior).map_err(|source| explain(doing, source))?;
        Ok(Transaction { inner, doing })
    }
}

/// Whose database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// There is nothing in it.
    Nobody,
    /// An archive.
    Quelle,
    /// Some other program's, or no database at all.
    Other,
}

/// A transaction, and what it is for.
pub(crate) struct Transaction<'c> {
    inner: rusqlite::Transaction<'c>,
    doing: &'static str,
}

impl Transaction<'_> {
    /// Runs a statement; gives the number of rows that it changed.
    pub(crate) fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        self.bound(sql, values)
            .and_then(|mut statement| statement.raw_execute())
            .map_err(|source| explain(self.doing, source))
    }

    /// Runs statements that take no values, parted by semicolons.
    pub(crate) fn execute_all(&self, sql: &str) -> Result<()> {
        self.inner.execute_batch(sql).map_err(|source| explain(self.doing, source))
    }

    /// The rows of a query, each made into a `T`.
    pub(crate) fn query<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.bound(sql, values).map_err(|source| explain(self.doing, source))?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(|source| explain(self.doing, source))? {
            found.push(read(&Row(row))?);
        }
        Ok(found)
    }

    /// The first row of a query.
    pub(crate) fn find<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.query(sql, values, read)?.into_iter().next())
    }

    /// The first row of a query that always has one.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.find(sql, values, read)?.ok_or_else(|| explain(self.doing, rusqlite::Error::QueryReturnedNoRows))
    }

    /// Looks whose database it is.
    pub(crate) fn owner(&self) -> Result<Owner> {
        let sql = "select application_id as mark, (select count(*) from sqlite_master) as tables
                   from pragma_application_id";
        match self.one(sql, &[], |row| Ok((row.get::<i64>("mark")?, row.get::<i64>("tables")?))) {
            Ok((APPLICATION_ID, _)) => Ok(Owner::Quelle),
            Ok((_, 0)) => Ok(Owner::Nobody),
            Ok(_) => Ok(Owner::Other),
            Err(Error::Database { source, .. })
                if source.sqlite_error_code() == Some(ErrorCode::NotADatabase) =>
            {
                Ok(Owner::Other)
            }
            Err(error) => Err(error),
        }
    }

    /// Makes the database an archive.
    pub(crate) fn own(&self) -> Result<()> {
        self.execute_all(&format!("pragma application_id = {APPLICATION_ID}"))
    }

    /// The size of the database in bytes.
    pub(crate) fn size(&self) -> Result<u64> {
        let sql = "select page_count * page_size as bytes from pragma_page_count, pragma_page_size";
        self.one(sql, &[], |row| row.get("bytes"))
    }

    /// Makes it all stay.
    pub(crate) fn commit(self) -> Result<()> {
        self.inner.commit().map_err(|source| explain(self.doing, source))
    }

    /// SQLite takes `$2` for a name and numbers names as they come, so each is bound by what it says.
    fn bound(&self, sql: &str, values: &[Value<'_>]) -> rusqlite::Result<rusqlite::CachedStatement<'_>> {
        let mut statement = self.inner.prepare_cached(sql)?;
        for index in 1..=statement.parameter_count() {
            let name = statement.parameter_name(index).unwrap_or_default();
            let value = name
                .strip_prefix('$')
                .and_then(|number| values.get(number.parse::<usize>().ok()?.checked_sub(1)?))
                .ok_or_else(|| rusqlite::Error::InvalidParameterName(name.to_owned()))?;
            statement.raw_bind_parameter(index, value)?;
        }
        Ok(statement)
    }
}

/// A row of an answer.
pub(crate) struct Row<'r>(&'r rusqlite::Row<'r>);

impl Row<'_> {
    /// The value of a column.
    pub(crate) fn get<T: Column>(&self, column: &'static str) -> Result<T> {
        let cell = self.0.get_ref(column).map_err(|source| explain("read a row", source))?;
        let value = match cell {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Blob(bytes) => Value::Bytes(bytes),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_or(Value::Bytes(bytes), Value::Text),
        };
        T::read(value)
            .ok_or_else(|| Error::Damaged { what: column, detail: format!("{value:?} was not expected") })
    }
}

/// A value on its way into the database or out of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'v> {
    /// Nothing.
    Null,
    /// `bigint`
    Integer(i64),
    /// `double precision`
    Real(f64),
    /// `text`
    Text(&'v str),
    /// `blob` or `bytea`
    Bytes(&'v [u8]),
}

/// What a column can be read as.
pub(crate) trait Column: Sized {
    /// `None` when the value is of another kind or out of range.
    fn read(value: Value<'_>) -> Option<Self>;
}

/// The values of a statement: `values![id, title]`.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::database::Value::from($value)),*] };
}
pub(crate) use values;

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Says what a failure of the database means to the owner of the archive.
pub(crate) fn explain(doing: &'static str, source: rusqlite::Error) -> Error {
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked,
        Some(ErrorCode::DiskFull) => Error::Full,
        _ => Error::Database { doing, source },
    }
}
