//! Icons: the pictures that stand for publishers.

use news::{JobId, PublisherId};

use crate::{
    Icon, Result, Store,
    database::{Row, values},
    jobs,
};

impl Store {
    /// Saves the picture of a publisher, or that it has none. Ends the job.
    pub fn save_icon(&self, job: JobId, publisher: PublisherId, icon: Option<&Icon>) -> Result<()> {
        self.write("save an icon", |tx| {
            tx.execute(
                "update publishers set icon_type = $2, icon = $3 where id = $1",
                values![publisher, icon.map(|icon| &icon.content_type), icon.map(|icon| &icon.body)],
            )?;
            jobs::end(tx, job).map(drop)
        })
    }

    /// The picture of a publisher.
    pub fn icon(&self, publisher: PublisherId) -> Result<Option<Icon>> {
        self.read("find an icon", |tx| {
            let sql = "select icon_type, icon from publishers where id = $1 and icon is not null";
            tx.find(sql, values![publisher], icon)
        })
    }
}

fn icon(row: &Row<'_>) -> Result<Icon> {
    Ok(Icon { content_type: row.get("icon_type")?, body: row.get("icon")? })
}
