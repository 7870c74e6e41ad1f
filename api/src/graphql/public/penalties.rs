//! Penalties that are public now: what of each is shown, where, since when, until when and under which rule
//! (PUB 4, 9, 13; APL 48).

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::Rulebook;
use jiff::civil;
use projections::{
    Public,
    page::Asked,
    publicity::{Showing, ShownFilter, ShownPenalty},
};

use super::{
    super::{
        connection::{Connection, List, Paging, weight},
        payload::fault,
        publicity::{NO_TERM, PublicitySummary},
        scalars::{AgencyCode, Date, DocumentNumber, RegistrationNumber, Sha256},
        vocabulary::{Confidence, PublicityChannel, PublicityRegime, ViolationType},
    },
    public,
};
use crate::App;

const PENALTIES: List = List("publishedPenalties");

#[derive(Default)]
pub struct PenaltiesQuery;

/// An administrative penalty that is public now.
#[derive(SimpleObject)]
pub struct PublishedPenalty {
    /// 行政处罚信息摘要, as the approved copy shows it: a natural person is 王某某.
    summary: PublicitySummary,
    /// Whose decision, by the code of `agencies`.
    agency: AgencyCode,
    /// The decision itself, redacted, as the approved copy has it (PUB 4, 7).
    copy: PublishedCopy,
    /// Where it stands now.
    shown: Vec<PublicShowing>,
}

/// The copy of a decision that is public: the decision itself, redacted, with its summary in front (PUB 4, 7).
#[derive(SimpleObject)]
pub struct PublishedCopy {
    /// Its digest.
    sha256: Sha256,
    /// Where anybody gets its bytes while it is public: `/public/documents/{sha256}`.
    address: String,
}

/// That a penalty stands on a channel now.
#[derive(SimpleObject)]
pub struct PublicShowing {
    /// Where.
    channel: PublicityChannel,
    /// Where, in Chinese.
    channel_label: &'static str,
    /// Under which number or at which address, there.
    reference: String,
    /// Since which day what is told here is shown there. Where the decision was altered since it was shown first, its
    /// time runs since then.
    published_on: Date,
    /// The last day, as far as rules that are known set one.
    ends_on: Option<Date>,
    /// The rules that say how long; absent where none were read for the channel.
    regime: Option<PublicityRegime>,
    /// The rules by their title.
    regime_label: Option<&'static str>,
    /// Why it is shown so long, in Chinese.
    why: String,
    /// The article.
    citation: Option<String>,
    /// How sure that is.
    confidence: Option<Confidence>,
    /// How sure, in Chinese.
    confidence_label: Option<&'static str>,
    /// The channel shows the text that is told here, as the decision reads since it was put right; otherwise it shows the one
    /// before that (PUB 12).
    current: bool,
}

/// What the list is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct PublishedPenaltyFilter {
    /// Of this agency.
    agency: Option<AgencyCode>,
    /// Shown on this channel.
    channel: Option<PublicityChannel>,
    /// Against the organisation of this 统一社会信用代码, or older number.
    registration: Option<RegistrationNumber>,
    /// Against somebody whose name, as it is shown, contains this: a natural person is found by 王某某 alone.
    party_name_part: Option<String>,
    /// For this type of violation.
    violation: Option<ViolationType>,
    /// Decided on this day or later.
    decided_from: Option<Date>,
    /// Decided on this day or earlier.
    decided_to: Option<Date>,
}

impl PublishedPenaltyFilter {
    fn filter(self) -> Result<ShownFilter> {
        let registration = self.registration.map(|it| it.at("filter.registration")).transpose()?;
        Ok(ShownFilter {
            copy: None,
            number: None,
            agency: self.agency.map(Into::into),
            channel: self.channel.map(Into::into),
            registration,
            party: self.party_name_part.map(|it| it.trim().to_owned()),
            violation: self.violation.map(Into::into),
            decided_from: self.decided_from.map(Into::into),
            decided_to: self.decided_to.map(Into::into),
        })
    }
}

#[Object]
impl PenaltiesQuery {
    /// 行政处罚信息: the penalty of this number, where it is public now; otherwise null, whether or not there is one.
    async fn published_penalty(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "行政处罚决定书文号.")] number: DocumentNumber,
    ) -> Result<Option<PublishedPenalty>> {
        let app = ctx.data::<App>()?;
        let filter = ShownFilter { number: Some(number.into()), ..ShownFilter::default() };
        let asked = Asked::first(1);
        let page = app.read_model.shown_penalties(public(app), &filter, &asked).map_err(fault)?;
        let found = page.rows.into_iter().next();
        Ok(found.map(|(_, it)| PublishedPenalty::new((&app.law, public(app)), it)))
    }

    /// 行政处罚信息: the penalties that are public now, the one that was decided last first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn published_penalties(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: PublishedPenaltyFilter,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<PublishedPenalty>> {
        let app = ctx.data::<App>()?;
        let asked = Paging { first, after, last, before }.asked(ctx, PENALTIES)?;
        let (filter, public) = (filter.filter()?, public(app));
        let page = app.read_model.shown_penalties(public, &filter, &asked).map_err(fault)?;
        Ok(Connection::of(PENALTIES, page, |(place, it)| {
            (place, PublishedPenalty::new((&app.law, public), it))
        }))
    }
}

impl PublishedPenalty {
    fn new((law, public): (&Rulebook, Public), it: ShownPenalty) -> Self {
        let shown = it.showings.iter().map(|it| PublicShowing::new((law, public.on), it));
        let copy = PublishedCopy {
            sha256: it.copy.into(),
            address: format!("/public/documents/{}", it.copy),
        };
        Self {
            summary: (&it.summary).into(),
            agency: it.agency.into(),
            copy,
            shown: shown.collect(),
        }
    }
}

impl PublicShowing {
    fn new((law, today): (&Rulebook, civil::Date), it: &Showing) -> Self {
        let (term, why) = it.term_on(today).unzip();
        let confidence = term.as_ref().map(|it| it.confidence);
        Self {
            channel: it.channel.into(),
            channel_label: it.channel.label(),
            reference: it.reference.clone(),
            published_on: it.since.day().into(),
            ends_on: it.ends_on.map(Into::into),
            regime: term.as_ref().map(|it| it.regime.into()),
            regime_label: term.as_ref().map(|it| it.regime.label()),
            why: why.unwrap_or_else(|| NO_TERM.to_owned()),
            citation: term.as_ref().map(|it| law.cite(&it.authority)),
            confidence: confidence.map(Into::into),
            confidence_label: confidence.map(domain::rulebook::Confidence::label),
            current: it.current,
        }
    }
}
