//! What a mutation answers: the record as it stands, where the log stands, and every refusal at once.

use async_graphql::{Context, Error, InputType, Result, SimpleObject};
use domain::{
    Code, Rejection,
    case::Command,
    id::{CaseId, InboundId, ListingId, RestorationId, RestrictionId},
    inbound, listing,
    publicity::Key,
    restoration, restriction,
    rulebook::Stated,
};
use projections::{Reader, Viewer, dossier::AsOf};
use sha2::{Digest, Sha256};
use store::Receipt;

use super::{
    Keeper, case::Case, inbound::InboundRecord, input::ActInput, listing::Listing,
    mutation::publicity::Taken, officer::Officer, publicity::Publicity, restoration::Restoration,
    restriction::Restriction, scalars::Position, vocabulary::ErrorCode, warning::Warning,
};
use crate::{
    App,
    app::{Failure, Sent, stream_of},
    auth::{self, OwnRecord},
    counted,
    fault::{Fault, RETRY_AFTER},
    viewer::claimed,
};

/// What came of a command on a case.
#[derive(SimpleObject)]
pub struct CasePayload {
    /// The case after it; absent where it was refused, or where readers don't see it yet.
    pub case: Option<Case>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// What no rule forbids and is to be noticed: a fine outside the benchmark in force (APL 34).
    pub warnings: Vec<Warning>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of an entry in the officers' register.
#[derive(SimpleObject)]
pub struct OfficerPayload {
    /// The officer after it; absent where it was refused, where the officer is another agency's, or where
    /// readers don't see it yet.
    pub officer: Option<Officer>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of a step in the publicity of a decision.
#[derive(SimpleObject)]
pub struct PublicityPayload {
    /// The case of the decision after it; absent where it was refused, or where readers don't see it yet.
    pub case: Option<Case>,
    /// The publicity after it; absent where it was refused, or where readers don't see it yet.
    pub publicity: Option<Publicity>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of an act on an entry of a register.
#[derive(SimpleObject)]
pub struct ListingPayload {
    /// The entry after it; absent where it was refused.
    pub listing: Option<Listing>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of an act on a restriction.
#[derive(SimpleObject)]
pub struct RestrictionPayload {
    /// The restriction after it; absent where it was refused.
    pub restriction: Option<Restriction>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of an act on an application for the restoration of credit.
#[derive(SimpleObject)]
pub struct RestorationPayload {
    /// The application after it; absent where it was refused, or where readers don't see it yet.
    pub restoration: Option<Restoration>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of an act on what another department handed over.
#[derive(SimpleObject)]
pub struct InboundPayload {
    /// The record after it; absent where it was refused.
    pub record: Option<InboundRecord>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

/// What came of taking notice of an entry of the agency's inbox.
#[derive(SimpleObject)]
pub struct InboxPayload {
    /// The restriction that it is about, after it; absent where it is about none, or where it was refused.
    pub restriction: Option<Restriction>,
    /// What the agency handed over, where it is about that, after it; absent where it was refused.
    pub record: Option<InboundRecord>,
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Every rule that stands in the way; empty where it took effect.
    pub user_errors: Vec<UserError>,
}

impl From<RestrictionPayload> for InboxPayload {
    fn from(it: RestrictionPayload) -> Self {
        let RestrictionPayload { restriction, position, user_errors } = it;
        Self { restriction, record: None, position, user_errors }
    }
}

impl From<InboundPayload> for InboxPayload {
    fn from(it: InboundPayload) -> Self {
        let InboundPayload { record, position, user_errors } = it;
        Self { restriction: None, record, position, user_errors }
    }
}

/// One rule that stands in the way, and how to mend it.
#[derive(SimpleObject)]
pub struct UserError {
    /// For programs; it never changes its meaning.
    code: ErrorCode,
    /// The code in Chinese, in a few words.
    code_label: &'static str,
    /// For the officer.
    message: String,
    /// The same in English.
    message_en: String,
    /// The input field that it concerns, from the input object down.
    field: Vec<String>,
    /// The article: `《市场监督管理行政处罚程序规定》第十九条`.
    citation: Option<String>,
    /// Where the case is now, where the command lost a race.
    current_revision: Option<u64>,
    /// In how many seconds to try again, where it only can't be done at present.
    retry_after: Option<u32>,
}

impl UserError {
    pub(super) fn new(app: &App, rejection: Rejection, current_revision: Option<u64>) -> Self {
        let retry_after = (rejection.code == Code::Unavailable).then_some(RETRY_AFTER);
        Self {
            code: rejection.code.into(),
            code_label: rejection.code.label(),
            message: rejection.message,
            message_en: rejection.message_en,
            field: rejection.field,
            citation: rejection.citation.map(|it| app.law.cite(&it)),
            current_revision,
            retry_after,
        }
    }
}

/// The digest of a command as it was sent, act and all but the revision that was expected.
pub(super) fn digest(name: &str, input: &impl InputType) -> String {
    let sent = input.to_value().to_string();
    hex::encode(Sha256::digest(format!("{name}\n{sent}")))
}

/// What came of a command, whatever record it is on.
pub(super) struct Answer {
    /// Where it was recorded.
    pub position: Option<Position>,
    /// Whether it took effect and readers see it.
    pub visible: bool,
    /// Every rule that stands in the way.
    pub user_errors: Vec<UserError>,
}

// The way of a command is boxed: where a field's own future is large, each of the objects that `Mutation` is merged of
// adds it to the stack once more.

/// Executes a command on a case.
pub(super) async fn execute(
    ctx: &Context<'_>,
    case: CaseId,
    act: ActInput,
    (input, command): (String, Command),
) -> Result<CasePayload> {
    let app = ctx.data::<App>()?;
    let acting = claimed(officer(ctx)?);
    let sent = sent(app, (&acting, act), (&stream_of(case), &input));
    let warning = Warning::may_follow(&command).then_some(sent.command_id);
    let done = Box::pin(app.act(&acting, &sent, case, &command));
    let answer = answer(app, done.await).await?;
    let Answer { position, visible, user_errors } = answer;
    let viewer = viewer(ctx)?;
    let row = if visible { app.read_model.case(&viewer, case).map_err(fault)? } else { None };
    let warnings = match warning.filter(|_| visible) {
        Some(command) => Warning::of(ctx, case, command).await?,
        None => vec![],
    };
    let case = row.map(|row| Case::new(row, viewer));
    Ok(CasePayload { case, position, warnings, user_errors })
}

/// Takes a step in the publicity of a decision of a case.
pub(super) async fn publicise(
    ctx: &Context<'_>,
    case: CaseId,
    act: ActInput,
    (input, taken): (String, Taken),
) -> Result<PublicityPayload> {
    let app = ctx.data::<App>()?;
    let Taken { decision, channel, step } = taken;
    let key = Key { case, decision, channel };
    let id = key.id();
    let acting = claimed(officer(ctx)?);
    let sent = sent(app, (&acting, act), (&key.stream(), &input));
    let done = Box::pin(app.publicise(&acting, &sent, (key, step)));
    let Answer { position, visible, user_errors } = answer(app, done.await).await?;
    if !visible {
        return Ok(PublicityPayload { case: None, publicity: None, position, user_errors });
    }
    let case = Case::read(ctx, case, AsOf::Now).await?;
    Ok(PublicityPayload { case, publicity: Publicity::read(ctx, id)?, position, user_errors })
}

/// Records what an agency does about a restriction.
pub(super) async fn restrict(
    ctx: &Context<'_>,
    id: RestrictionId,
    act: ActInput,
    (input, command): (String, restriction::Command),
) -> Result<RestrictionPayload> {
    let app = ctx.data::<App>()?;
    let acting = claimed(officer(ctx)?);
    let sent = sent(app, (&acting, act), (&restriction::stream_of(id), &input));
    let done = app.restrict(&acting, &sent, (id, command)).await;
    let Answer { position, user_errors, .. } = answer(app, done).await?;
    let after = if user_errors.is_empty() { Restriction::read(ctx, id).await? } else { None };
    Ok(RestrictionPayload { restriction: after, position, user_errors })
}

/// Executes a command on an entry of a register.
pub(super) async fn list(
    ctx: &Context<'_>,
    id: ListingId,
    act: ActInput,
    (input, command): (String, listing::Command),
) -> Result<ListingPayload> {
    let app = ctx.data::<App>()?;
    let acting = claimed(officer(ctx)?);
    let sent = sent(app, (&acting, act), (&listing::stream_of(id), &input));
    let done = Box::pin(app.list(&acting, &sent, (id, &command)));
    let Answer { position, user_errors, .. } = answer(app, done.await).await?;
    let took_effect = user_errors.is_empty();
    let listing = if took_effect { Listing::read(ctx, id).await? } else { None };
    Ok(ListingPayload { listing, position, user_errors })
}

/// Executes a command on an application for the restoration of credit.
pub(super) async fn restore(
    ctx: &Context<'_>,
    id: RestorationId,
    act: ActInput,
    (input, command): (String, restoration::Command),
) -> Result<RestorationPayload> {
    let app = ctx.data::<App>()?;
    let acting = claimed(officer(ctx)?);
    let sent = sent(app, (&acting, act), (&restoration::stream_of(id), &input));
    let done = Box::pin(app.restore(&acting, &sent, (id, &command)));
    let Answer { position, visible, user_errors } = answer(app, done.await).await?;
    let restoration = if visible { Restoration::read(ctx, id)? } else { None };
    Ok(RestorationPayload { restoration, position, user_errors })
}

/// Executes a command on what another department handed over, or hands over.
pub(super) async fn hand_over(
    ctx: &Context<'_>,
    id: InboundId,
    act: ActInput,
    (input, command): (String, inbound::Command),
) -> Result<InboundPayload> {
    let app = ctx.data::<App>()?;
    let acting = claimed(officer(ctx)?);
    let sent = sent(app, (&acting, act), (&inbound::stream_of(id), &input));
    let done = Box::pin(app.hand_over(&acting, &sent, (id, command)));
    let Answer { position, user_errors, .. } = answer(app, done.await).await?;
    let at = (id, app.as_it_is());
    let took_effect = user_errors.is_empty();
    let record = if took_effect { InboundRecord::read(ctx, at).await? } else { None };
    Ok(InboundPayload { record, position, user_errors })
}

/// An act as it was sent, with the keyed digest of whose it is, of its record, its input and itself: personal values are
/// among them, and nobody can try guesses on what is stored.
pub(super) fn sent(
    app: &App,
    (acting, act): (&Viewer, ActInput),
    (stream, input): (&str, &str),
) -> Sent {
    let Viewer { person, agency, .. } = acting;
    let stated: Vec<Stated> = act.stated.into_iter().map(Into::into).collect();
    let all = format!(
        "{person}\n{agency}\n{input}\n{stream}\n{}\n{:?}\n{:?}\n{stated:?}",
        act.occurred_at.0, act.power_item, act.late_entry_reason
    );
    Sent {
        command_id: act.command_id.0.uuid(),
        command_hash: app.store.keys().digest("command", &all),
        occurred: act.occurred_at.0,
        expected_revision: act.expected_revision.map(Into::into),
        power_item: act.power_item.map(Into::into),
        late_entry_reason: act.late_entry_reason,
        stated,
    }
}

/// Waits until readers see what was recorded, or tells what stands in the way.
pub(super) async fn answer(
    app: &App,
    done: std::result::Result<Receipt, Failure>,
) -> Result<Answer> {
    match done.map_err(Failure::of_command) {
        Ok(Receipt { position, .. }) => {
            let visible = match position {
                Some(position) => app.visible(position).await,
                None => true,
            };
            Ok(Answer { position: position.map(Position), visible, user_errors: vec![] })
        }
        Err(Failure::Refused { rejections, current_revision }) => {
            counted::refused(&rejections);
            let each = |it| UserError::new(app, it, current_revision);
            let user_errors = rejections.into_iter().map(each).collect();
            Ok(Answer { position: None, visible: false, user_errors })
        }
        Err(failure) => Err(fault(failure)),
    }
}

/// Who asks, as their token says and the register bears out; or the keeper of the folder.
pub(super) fn viewer(ctx: &Context<'_>) -> Result<Viewer> {
    if let Some(Keeper(viewer)) = ctx.data_opt() {
        return Ok(viewer.clone());
    }
    ctx.data::<App>()?.borne_out(&claimed(officer(ctx)?)).map_err(fault)
}

/// Whoever acts or reads for an agency, as their token says.
///
/// # Errors
///
/// Where it is a party's, which reads its own record alone.
pub(super) fn officer<'a>(ctx: &Context<'a>) -> Result<&'a auth::Viewer> {
    if ctx.data_opt::<OwnRecord>().is_some() {
        return Err(Fault::Forbidden.error(
            "当事人的令牌只能查看本企业的信用信息；a party's token reads its own record alone: creditView, inboundRecord, inboundRecords, listing, listings, restriction, restrictions, explainRestriction, restrictionsBearingOn, restorationEligibility",
        ));
    }
    ctx.data()
}

/// Who looks at somebody's credit: an officer with the rights that the register bears out, or a party.
///
/// # Errors
///
/// Where the tables can't be read.
pub(super) fn reader(ctx: &Context<'_>) -> Result<Reader> {
    if let Some(OwnRecord { uscc }) = ctx.data_opt() {
        return Ok(Reader::Party(uscc.subject()));
    }
    let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
    let own = app.law.domains_of(&viewer.reads_for, app.clock.now().day());
    Ok(Reader::Officer { viewer, own })
}

/// A failure of ours, as a field tells it.
pub(super) fn fault(failure: impl Into<Failure>) -> Error {
    let (fault, message) = Fault::of(&failure.into());
    fault.error(message)
}
