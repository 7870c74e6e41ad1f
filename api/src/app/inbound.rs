//! What other departments hand over: where it is to be recorded, and what either side does about it.

use domain::{
    Code, Rejection,
    document::DocumentNumber,
    id::{AgencyCode, CommandId, InboundId},
    inbound::{self, Command, Inbound, Kind},
};
use jiff::civil::Date;
use projections::{Reader, Viewer};
use store::{Receipt, StoreError};

use super::{App, Failure, Sent, restrictions::place};

impl App {
    /// Where what somebody pushes is, or is to be: with the record of that kind and number that stands, be it of an agency
    /// from which theirs has taken over; with the one that the same command opened; or anew, behind those that were
    /// withdrawn.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn pushed_to(
        &self,
        viewer: &Viewer,
        (command, day): (CommandId, Date),
        numbered: (Kind, &DocumentNumber),
    ) -> Result<InboundId, StoreError> {
        let agencies = self.law.agencies();
        let own = agencies.in_whose_name(&viewer.agency, day).unwrap_or(&viewer.agency);
        for before in agencies.predecessors(own, day) {
            let (id, taken) = self.last_of(before, command, numbered).await?;
            if taken {
                return Ok(id);
            }
        }
        Ok(self.last_of(own, command, numbered).await?.0)
    }

    /// The record of an agency's kind and number after those that were withdrawn, and whether somebody pushed it.
    async fn last_of(
        &self,
        agency: &AgencyCode,
        command: CommandId,
        (kind, number): (Kind, &DocumentNumber),
    ) -> Result<(InboundId, bool), StoreError> {
        let mut nth = 0;
        loop {
            let id = inbound::id_of(agency, kind, number, nth);
            let history = self.store.read(&inbound::stream_of(id)).await?;
            let record: Inbound = store::fold(&history)?;
            let same = history.first().is_some_and(|it| it.metadata.command_id == command.uuid());
            if same || record.withdrawn.is_none() {
                return Ok((id, record.opened.is_some()));
            }
            nth += 1;
        }
    }

    /// Executes a command of somebody on a record that they may see, or that it opens.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn hand_over(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (id, mut command): (InboundId, Command),
    ) -> Result<Receipt, Failure> {
        let stream = inbound::stream_of(id);
        if !matches!(command, Command::Push(_)) {
            let history = self.store.read(&stream).await?;
            let record: Inbound = store::fold(&history)?;
            let reader = Reader::Officer { viewer: self.borne_out(viewer)?, own: [].into() };
            if !record.opened.is_some_and(|it| reader.sees_inbound(&it)) {
                return Err(vec![unknown()].into());
            }
            place(&history, command.entry());
        }
        self.execute::<Inbound>(viewer, sent, &stream, &command).await
    }
}

/// What may not be seen is not found.
fn unknown() -> Rejection {
    Code::NotFound.refuse(
        "没有这条推送信息，或者无权查看",
        "no record with this id, or none that you may see",
    )
}
