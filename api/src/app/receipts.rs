//! Receipts of a channel: each says that a decision was made public there, under which reference and when.

use domain::{
    Code, Moment, Narrative, Rejection,
    document::DocumentNumber,
    publicity::{Channel, Key, Step, publishing::Publish},
};
use projections::{Viewer, page::Asked, publicity::PublicityFilter};
use store::Receipt;
use uuid::Uuid;

use super::{App, Failure, Sent};

/// What a channel has answered for one decision.
#[derive(Debug, Clone)]
pub struct ChannelReceipt {
    /// Of the decision of this number.
    pub number: DocumentNumber,
    /// The channel's own reference.
    pub reference: String,
    /// When it was made public there.
    pub published: Moment,
    /// Why before the party had the decision, where it was.
    pub before_service: Option<String>,
    /// 补录原因.
    pub late_entry_reason: Option<String>,
}

impl App {
    /// The publicity on a channel of the decision of that number, where the viewer may see it.
    ///
    /// # Errors
    ///
    /// Where there is none or more than one, or the tables can't be read.
    pub fn publicity_numbered(
        &self,
        viewer: &Viewer,
        (channel, number): (Channel, &DocumentNumber),
    ) -> Result<Key, Failure> {
        let (channel, numbered) = (Some(channel), Some(number.clone()));
        let filter = PublicityFilter { channel, number: numbered, ..PublicityFilter::default() };
        let asked = Asked::first(2);
        let now = self.as_it_is();
        let rows = self.read_model.publicities(viewer, (&filter, now), &asked)?.rows;
        match <[_; 1]>::try_from(rows) {
            Ok([(_, row)]) => Ok(row.key),
            Err(rows) => Err(vec![unnamed(number, rows.is_empty())].into()),
        }
    }

    /// Records what a receipt says, as whoever publishes would: once, however often it comes.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn import_receipt(
        &self,
        viewer: &Viewer,
        (key, receipt): (Key, &ChannelReceipt),
    ) -> Result<Receipt, Failure> {
        let ChannelReceipt { reference, published, before_service, late_entry_reason, .. } =
            receipt;
        let said = (reference, published, before_service, late_entry_reason);
        let said = format!("receipt\n{}\n{said:?}", key.stream());
        let command_hash = self.store.keys().digest("command", &said);
        let sent = Sent {
            // What was said again is the same command; of what was said nothing can be guessed from its id.
            command_id: Uuid::new_v5(&Uuid::NAMESPACE_OID, command_hash.as_bytes()),
            command_hash,
            occurred: *published,
            expected_revision: None,
            power_item: None,
            late_entry_reason: late_entry_reason.clone(),
            stated: vec![],
        };
        let before_service = before_service.clone().map(Narrative::noted);
        let step = Step::Publish(Publish { reference: reference.clone(), before_service });
        self.publicise(viewer, &sent, (key, step)).await
    }
}

fn unnamed(number: &DocumentNumber, none: bool) -> Rejection {
    let (code, zh, en) = if none {
        (
            Code::NotFound,
            format!("没有文号为{number}、应当通过此渠道公示的决定，或者无权查看"),
            "no decision of this number for that channel, or none that you may see",
        )
    } else {
        (
            Code::Contradictory,
            format!("文号{number}对应多个决定，请逐一记录公示"),
            "several decisions bear this number: record the publication of each",
        )
    };
    code.refuse(zh, en).under("APL", "48").at("number")
}
