//! Brings an archive to the schema of this program, and keeps it from altering what it does not know.

use std::path::Path;

use crate::{
    Error, Result,
    database::{Access, Connection, Transaction, values},
};

/// Marks a file as an archive: "Quel" in ASCII.
const APPLICATION_ID: i64 = 0x5175_656C;

/// A change of the schema. Once released it is never altered: archives remember its hash.
struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
}

const MIGRATIONS: &[Migration] =
    &[Migration { number: 1, name: "archive", sql: include_str!("../migrations/sqlite/0001_archive.sql") }];

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// An archive with all migrations.
    Current,
    /// An archive that lacks migrations, or nothing yet.
    Behind,
}

/// Looks at a file without changing it.
pub(crate) fn inspect(connection: &mut Connection, path: &Path) -> Result<State> {
    let applied = match applied(connection) {
        Ok(Some(applied)) => applied,
        // A file that is no database shows when it is first read.
        Ok(None) | Err(Error::Database { .. }) => return Err(Error::Foreign { path: path.to_owned() }),
        Err(error) => return Err(error),
    };
    let known = MIGRATIONS.last().map_or(0, |migration| migration.number);
    let found = applied.last().map_or(0, |(number, _)| *number);
    if found > known {
        return Err(Error::Newer { path: path.to_owned(), found, known });
    }
    for (migration, (_, hash)) in MIGRATIONS.iter().zip(&applied) {
        if *hash != hash_of(migration) {
            let detail = format!("{:04}_{} is not the one of this program", migration.number, migration.name);
            return Err(Error::Damaged { what: "migration", detail });
        }
    }
    Ok(if found == known { State::Current } else { State::Behind })
}

/// Applies the migrations that are missing, each in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let done = applied(connection)?.unwrap_or_default().len();
    for migration in &MIGRATIONS[done..] {
        let transaction = connection.begin(Access::Write, "migrate the archive")?;
        transaction.execute_all(&format!(
            "pragma application_id = {APPLICATION_ID};
             create table if not exists migrations (number bigint primary key, name text not null, hash bigint not null);"
        ))?;
        transaction.execute_all(migration.sql)?;
        transaction.execute(
            "insert into migrations (number, name, hash) values ($1, $2, $3)",
            values![migration.number, migration.name, hash_of(migration)],
        )?;
        transaction.commit()?;
    }
    Ok(())
}

/// The migrations of an archive as `(number, hash)`, none for an empty file; `None` when it is something else.
fn applied(connection: &mut Connection) -> Result<Option<Vec<(i64, i64)>>> {
    let transaction = connection.begin(Access::Read, "look at the archive")?;
    if is_empty(&transaction)? {
        return Ok(Some(Vec::new()));
    }
    let mark = transaction
        .one("select application_id as mark from pragma_application_id", &[], |row| row.get::<i64>("mark"))?;
    if mark != APPLICATION_ID {
        return Ok(None);
    }
    transaction
        .query("select number, hash from migrations order by number", &[], |row| {
            Ok((row.get("number")?, row.get("hash")?))
        })
        .map(Some)
}

fn is_empty(transaction: &Transaction<'_>) -> Result<bool> {
    transaction
        .one("select count(*) as tables from sqlite_master", &[], |row| Ok(row.get::<i64>("tables")? == 0))
}

fn hash_of(migration: &Migration) -> i64 {
    text::hash64(migration.sql).cast_signed()
}
