//! Reading the whole log, in the database's order.

use kurrentdb::{ReadAllOptions, StreamPosition, SubscriptionFilter};

use super::{Kurrent, PATIENCE, START, client::Connection, keys};
use crate::{
    LogEvent, Position, Recorded, StoreError,
    stored::{Seen, Stored, category},
};

/// How many events are asked for at a time.
const PAGE: usize = 4_096;

impl Kurrent {
    pub(super) async fn look_for_end(&self) -> Result<(), StoreError> {
        let options = ReadAllOptions::default()
            .backwards()
            .position(StreamPosition::End)
            .filter(self.filter())
            .max_count(1);
        let last = self.shared.leader.ask(START, |client| {
            let options = options.clone();
            async move { self.events(client.read_all(&options).await?).await }
        });
        let last = last.await.map_err(|refused| refused.told(&self.shared.address))?;
        self.reached(last.first().map(|it| Position::new(it.position)));
        Ok(())
    }

    /// What readers of the whole log see.
    pub(super) fn filter(&self) -> SubscriptionFilter {
        let categories = self.shared.categories.iter();
        categories.fold(SubscriptionFilter::on_stream_name(), |filter, category| {
            filter.add_prefix(self.named(&format!("{category}-")))
        })
    }

    /// All of the log that is no key and not its own record, of whatever category.
    fn everything(&self) -> SubscriptionFilter {
        let (prefix, own) = (escaped(&self.shared.prefix), LogEvent::CATEGORY);
        let keys = escaped(keys::PREFIX);
        SubscriptionFilter::on_stream_name().regex(format!("^{prefix}(?!\\$|{keys}|{own}$)"))
    }

    pub(crate) async fn read_all(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        let (mut read, mut after) = (vec![], after);
        while read.len() < limit {
            let most = PAGE.min(limit - read.len());
            let page = self.page((after, most), (&self.shared.near, self.filter())).await?;
            let last = page.len() < most;
            after = page.last().map_or(after, |it| Some(Position::new(it.position)));
            read.extend(self.recorded(page)?);
            if last {
                break;
            }
        }
        self.reached(after);
        Ok(read)
    }

    /// Some of what comes after a place in all streams of the log, be their categories known or not, as the leader
    /// has it; nothing where there is no more. Somebody else's streams may lie beside them: what is in those has no
    /// envelope of ours, or another log's.
    pub(crate) async fn read_everything(
        &self,
        after: Option<Position>,
    ) -> Result<Option<Seen>, StoreError> {
        let from = (&self.shared.leader, self.everything());
        let mut events = self.page((after, PAGE), from).await?;
        let Some(position) = events.last().map(|it| Position::new(it.position)) else {
            return Ok(None);
        };
        events.retain(|it| self.is_known(&it.stream) || it.whole && !it.is_another_logs());
        Ok(Some(Seen { events, position }))
    }

    fn is_known(&self, stream: &str) -> bool {
        self.shared.categories.iter().any(|it| it == category(stream))
    }

    /// As readers have it; damage that is met turns writes off.
    fn recorded(&self, page: Vec<Stored>) -> Result<Vec<Recorded>, StoreError> {
        let seen = page.into_iter().map(|it| {
            it.check_hash(&self.shared.address)?;
            it.recorded()
        });
        self.sound(seen.collect())
    }

    /// What lies at a place, as the leader has it.
    pub(crate) async fn at(&self, position: Position) -> Result<Option<Stored>, StoreError> {
        let options = ReadAllOptions::default()
            .forwards()
            .position(StreamPosition::Position(kurrentdb::Position {
                commit: position.get(),
                // Whatever was prepared for it lies there or before.
                prepare: 0,
            }))
            .filter(self.filter())
            .requires_leader(true)
            .max_count(1);
        let found = self.ask_for(&self.shared.leader, options).await?.pop();
        Ok(found.filter(|it| it.position == position.get()))
    }

    /// A page as it is stored.
    async fn page(
        &self,
        (after, most): (Option<Position>, usize),
        (connection, filter): (&Connection, SubscriptionFilter),
    ) -> Result<Vec<Stored>, StoreError> {
        // A read begins with the event at the place itself, which is known already.
        let options = ReadAllOptions::default()
            .forwards()
            .position(from(after))
            .filter(filter)
            .requires_leader(connection.is_to_leader())
            .max_count(most + usize::from(after.is_some()));
        let rows = self.ask_for(connection, options).await?;
        let new = rows.into_iter().filter(|it| Some(Position::new(it.position)) > after);
        Ok(new.take(most).collect())
    }

    async fn ask_for(
        &self,
        connection: &Connection,
        options: ReadAllOptions,
    ) -> Result<Vec<Stored>, StoreError> {
        let asked = connection.ask(PATIENCE, |client| {
            let options = options.clone();
            async move { self.events(client.read_all(&options).await?).await }
        });
        asked.await.map_err(|refused| refused.told(&self.shared.address))
    }
}

/// From where the whole log is read on.
pub(super) fn from(after: Option<Position>) -> StreamPosition<kurrentdb::Position> {
    after.map_or(StreamPosition::Start, |it| {
        StreamPosition::Position(kurrentdb::Position { commit: it.get(), prepare: it.get() })
    })
}

/// A name as part of an expression that matches nothing else.
fn escaped(name: &str) -> String {
    let characters = name.chars().map(|it| match it {
        'a'..='z' | 'A'..='Z' | '0'..='9' => it.to_string(),
        _ => format!("\\{it}"),
    });
    characters.collect()
}
