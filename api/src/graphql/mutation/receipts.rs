//! Mutations: what a channel has answered for the decisions that were handed in to it.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::{Code, Rejection, id::PublicityId, publicity::Channel};
use projections::Viewer;
use store::Position;

use super::super::{
    connection::PAGE_MAX,
    malformed,
    payload::{Answer, UserError, answer, officer, viewer},
    publicity::Publicity,
    scalars::{DateTime, Position as PositionScalar},
    vocabulary::PublicityChannel,
};
use crate::{
    App,
    app::{ChannelReceipt, Failure},
    viewer::claimed,
};

/// The receipts of a channel, as its file has them.
#[derive(InputObject)]
pub struct ImportReceiptsInput {
    /// Which channel's.
    channel: PublicityChannel,
    /// Each receipt, a hundred at most.
    rows: Vec<ReceiptInput>,
}

/// A receipt: the channel shows a decision.
#[derive(InputObject)]
pub struct ReceiptInput {
    /// 行政处罚决定书文号 (`CF_WSH`): `川市监处罚〔2022〕1号`. One that is malformed is refused with its row alone.
    number: String,
    /// The channel's own reference: a number or an address.
    reference: String,
    /// Since when it is shown there.
    published_at: DateTime,
    /// Why it was made public before the party had the decision, where it was.
    before_service: Option<String>,
    /// 补录原因, where its time for being entered is over.
    late_entry_reason: Option<String>,
}

/// What came of a file of receipts.
#[derive(SimpleObject)]
pub struct ImportReceiptsPayload {
    /// What came of each row, in the order in which they were sent.
    rows: Vec<ImportedReceipt>,
    /// How many are on record now, those that were before among them.
    recorded: usize,
    /// How many were refused.
    refused: usize,
}

/// What came of one receipt.
#[derive(SimpleObject)]
pub struct ImportedReceipt {
    /// Of the decision of this number, as it was sent.
    number: String,
    /// Whether what it says is on record.
    recorded: bool,
    /// Where it was recorded, also where that was before.
    position: Option<PositionScalar>,
    /// The publicity after it; absent where it was refused, or where readers don't see it yet.
    publicity: Option<Publicity>,
    /// Every rule that stands in the way; empty where it took effect.
    user_errors: Vec<UserError>,
}

/// What was done about the row of a number.
type Done = (String, std::result::Result<(PublicityId, Option<Position>), Failure>);

#[derive(Default)]
pub struct ReceiptMutation;

#[Object]
impl ReceiptMutation {
    /// Records what a channel has answered (导入公示回执): each row by itself, as `publish` would, and once: a file that is
    /// sent again changes nothing. A row that is refused says why and keeps no other back.
    async fn import_receipts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the channel has answered.")] input: ImportReceiptsInput,
    ) -> Result<ImportReceiptsPayload> {
        let ImportReceiptsInput { channel, rows } = input;
        if rows.len() > PAGE_MAX {
            return Err(malformed("input.rows", format!("at most {PAGE_MAX} rows at a time")));
        }
        let (app, acting, reads) = (ctx.data::<App>()?, claimed(officer(ctx)?), viewer(ctx)?);
        let channel = channel.into();
        let mut done = vec![];
        for row in rows {
            let number = row.number.clone();
            let recorded = imported(app, (&acting, &reads), (channel, row));
            done.push((number, Box::pin(recorded).await));
        }
        told(ctx, app, done).await
    }
}

async fn imported(
    app: &App,
    (acting, reads): (&Viewer, &Viewer),
    (channel, row): (Channel, ReceiptInput),
) -> std::result::Result<(PublicityId, Option<Position>), Failure> {
    let receipt = ChannelReceipt::try_from(row)?;
    let key = app.publicity_numbered(reads, (channel, &receipt.number))?;
    let id = key.id();
    let recorded = app.import_receipt(acting, (key, &receipt)).await?;
    Ok((id, recorded.position))
}

/// Waits once until readers see all that was recorded.
async fn told(ctx: &Context<'_>, app: &App, done: Vec<Done>) -> Result<ImportReceiptsPayload> {
    let places = done.iter().filter_map(|(_, it)| it.as_ref().ok()?.1);
    let visible = match places.max() {
        Some(last) => app.visible(last).await,
        None => true,
    };
    let mut rows = vec![];
    for (n, (number, done)) in done.into_iter().enumerate() {
        rows.push(match done {
            Ok((id, position)) => ImportedReceipt {
                number,
                recorded: true,
                position: position.map(PositionScalar),
                publicity: if visible { Publicity::read(ctx, id)? } else { None },
                user_errors: vec![],
            },
            Err(failure) => {
                let Answer { user_errors, .. } = answer(app, Err(in_row(failure, n))).await?;
                ImportedReceipt {
                    number,
                    recorded: false,
                    position: None,
                    publicity: None,
                    user_errors,
                }
            }
        });
    }
    let refused = rows.iter().filter(|it| !it.recorded).count();
    Ok(ImportReceiptsPayload { recorded: rows.len() - refused, refused, rows })
}

/// The same, its fields named from the input object down: a row tells when its act took place as `publishedAt`.
fn in_row(failure: Failure, n: usize) -> Failure {
    match failure {
        Failure::Refused { mut rejections, current_revision } => {
            for it in &mut rejections {
                if it.field == ["occurredAt"] {
                    it.field = vec!["publishedAt".to_owned()];
                }
                let at = ["rows".to_owned(), n.to_string()];
                it.field.splice(0..0, at);
            }
            Failure::Refused { rejections, current_revision }
        }
        failure => failure,
    }
}

impl TryFrom<ReceiptInput> for ChannelReceipt {
    type Error = Vec<Rejection>;

    fn try_from(it: ReceiptInput) -> std::result::Result<Self, Vec<Rejection>> {
        let unread = || {
            let zh = format!("「{}」不是文号，应当形如川市监处罚〔2022〕1号", it.number);
            vec![Code::NotFound.refuse(zh, "that is no document number").at("number")]
        };
        Ok(Self {
            number: it.number.parse().map_err(|_| unread())?,
            reference: it.reference,
            published: it.published_at.into(),
            before_service: it.before_service,
            late_entry_reason: it.late_entry_reason,
        })
    }
}
