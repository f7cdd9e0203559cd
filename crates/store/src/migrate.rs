//! Brings an archive to the schema of this program, and keeps it from altering what it does not know.

use std::path::Path;

use crate::{
    Error, Result,
    database::{Access, Connection, Owner, values},
};

/// A change of the schema. Once released it is never altered: archives remember its hash.
struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "archive", sql: include_str!("../migrations/sqlite/0001_archive.sql") },
    Migration { number: 2, name: "feed_life", sql: include_str!("../migrations/sqlite/0002_feed_life.sql") },
    Migration { number: 3, name: "websub", sql: include_str!("../migrations/sqlite/0003_websub.sql") },
    Migration { number: 4, name: "furniture", sql: include_str!("../migrations/sqlite/0004_furniture.sql") },
    Migration { number: 5, name: "moves", sql: include_str!("../migrations/sqlite/0005_moves.sql") },
    Migration { number: 6, name: "readings", sql: include_str!("../migrations/sqlite/0006_readings.sql") },
    Migration { number: 7, name: "versions", sql: include_str!("../migrations/sqlite/0007_versions.sql") },
    Migration { number: 8, name: "range", sql: include_str!("../migrations/sqlite/0008_range.sql") },
    Migration { number: 9, name: "entities", sql: include_str!("../migrations/sqlite/0009_entities.sql") },
    Migration {
        number: 10,
        name: "whole names",
        sql: include_str!("../migrations/sqlite/0010_whole_names.sql"),
    },
];

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
    let Some(applied) = applied(connection)? else {
        return Err(Error::Foreign { path: path.to_owned() });
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
        transaction.own()?;
        transaction.execute_all(
            "create table if not exists migrations
                 (number bigint primary key, name text not null, hash bigint not null)",
        )?;
        transaction.execute_all(migration.sql)?;
        transaction.execute(
            "insert into migrations (number, name, hash) values ($1, $2, $3)",
            values![migration.number, migration.name, hash_of(migration)],
        )?;
        transaction.commit()?;
    }
    Ok(())
}

/// The migrations of an archive as `(number, hash)`, none when it is empty; `None` when it is something else.
fn applied(connection: &mut Connection) -> Result<Option<Vec<(i64, i64)>>> {
    let transaction = connection.begin(Access::Read, "look at the archive")?;
    match transaction.owner()? {
        Owner::Nobody => Ok(Some(Vec::new())),
        Owner::Other => Ok(None),
        Owner::Quelle => transaction
            .query("select number, hash from migrations order by number", &[], |row| {
                Ok((row.get("number")?, row.get("hash")?))
            })
            .map(Some),
    }
}

fn hash_of(migration: &Migration) -> i64 {
    // Some systems end lines otherwise.
    text::hash64(&migration.sql.replace('\r', "")).cast_signed()
}
