//! A restriction explained: why somebody is restricted, and how it ends.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{Rulebook, restriction::Prospect};
use projections::{
    restrictions::{Explained, Step},
    versions::Times,
};

use super::{
    super::{
        inbound::InboundRecord,
        payload::{fault, reader},
        record_act::RecordAct,
        scalars::Date,
        vocabulary::RestrictionCause,
    },
    Restriction,
};
use crate::App;

/// Why somebody is restricted, and how it ends: from the measure back to the decision that it rests on, and forward to
/// what would end it.
pub struct RestrictionExplanation {
    explained: Explained,
    times: Times,
}

/// What would end a restriction.
#[derive(SimpleObject)]
pub struct RestrictionProspect {
    /// What.
    cause: RestrictionCause,
    /// What, in Chinese.
    cause_label: &'static str,
    /// The first day on which it would be on no more, where days alone tell.
    on: Option<Date>,
    /// How: `期限至2028年1月10日届满，自动终止，无须申请`.
    text: String,
    /// The article.
    citation: String,
}

impl RestrictionExplanation {
    /// What led to a restriction that the viewer may see.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of(ctx: &Context<'_>, it: Restriction) -> Result<Self> {
        let (store, times) = (&ctx.data::<App>()?.store, it.times);
        let explained = Explained::of(store, (it.file, times)).await.map_err(fault)?;
        Ok(Self { explained, times })
    }
}

/// Why somebody is restricted, and how it ends: from the measure back to the decision that it rests on, and forward to
/// what would end it.
#[Object]
impl RestrictionExplanation {
    /// The restriction.
    async fn restriction(&self) -> Restriction {
        Restriction::new(self.explained.file.clone(), self.times)
    }

    /// The same in plain words, for whomever it concerns: why they are restricted, and how that ends.
    async fn in_plain_words(&self, ctx: &Context<'_>) -> Result<String> {
        let (law, Explained { file, source_ends, .. }) = (&ctx.data::<App>()?.law, &self.explained);
        Ok(file.pair.in_plain_words(self.times.on, *source_ends, law))
    }

    /// The acts that led to it by the day, the last one first: its own, those of the entry of a list, what changed the
    /// decision, the decision; of what another department handed over, what that said of it. Each with who did it, for which agency, and its articles.
    async fn because(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.explained.steps.iter().map(|it| act(law, it)).collect())
    }

    /// The facts that the decision found, or what another department says of its own: `虚假投标：…`; absent where it comes
    /// of neither.
    async fn facts(&self) -> Option<String> {
        let found = self.explained.decided.as_ref().map(|it| it.facts.shown().to_owned());
        let said = self.explained.handed_over.as_ref().map(|it| &it.record.says);
        found.or_else(|| said.map(|it| format!("{}：{}", it.title, it.content.shown())))
    }

    /// What another department handed over, on which it rests, with whose it is and on which articles; absent where it rests
    /// on something else.
    async fn handed_over(&self, ctx: &Context<'_>) -> Result<Option<InboundRecord>> {
        let reader = reader(ctx)?;
        let file = self.explained.handed_over.clone().filter(|it| reader.sees_inbound(&it.record));
        Ok(file.map(|it| InboundRecord::new(it, self.times)))
    }

    /// The provisions that were violated.
    async fn violated(&self) -> Vec<String> {
        self.explained.decided.iter().flat_map(|it| it.violated.clone()).collect()
    }

    /// The sanctions that the measure answers as they count on the day, each with the provision that allows it; all of the
    /// decision, where it answers an entry that rests on it; as they were decided, where nothing of it counts.
    async fn sanctions(&self) -> Vec<String> {
        let sanctions = self.explained.sanctions.iter();
        sanctions.map(|it| format!("{}（{}）", it.text(), it.provision)).collect()
    }

    /// What would end it and when, what ends it of itself first, then its source, then its agency; empty where it isn't on.
    async fn would_end(&self, ctx: &Context<'_>) -> Result<Vec<RestrictionProspect>> {
        let (law, Explained { file, source_ends, .. }) = (&ctx.data::<App>()?.law, &self.explained);
        let all = file.pair.prospects(self.times.on, *source_ends).into_iter();
        Ok(all.map(|it| RestrictionProspect::new(law, it)).collect())
    }
}

fn act(law: &Rulebook, step: &Step) -> RecordAct {
    let done = step.predicate(law);
    match step {
        Step::Restriction(it) => RecordAct::new(law, it, &done),
        Step::Listing(it) => RecordAct::new(law, it, &done),
        Step::Case(it) => RecordAct::new(law, it, &done),
        Step::Inbound(it) => RecordAct::new(law, it, &done),
    }
}

impl RestrictionProspect {
    fn new(law: &Rulebook, it: Prospect) -> Self {
        Self {
            cause: it.cause.into(),
            cause_label: it.cause.label(),
            on: it.on.map(Into::into),
            text: it.how,
            citation: law.cite(&it.authority),
        }
    }
}
