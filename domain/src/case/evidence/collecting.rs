//! Collecting evidence: who, from whom, in which form, and what its record notes (PR 21–29, 43, 44).

use super::{Collected, EvidenceForm, EvidenceKind, Sound};
use crate::{
    Capability, Code, Context, Moment, Narrative, Personal, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, each_of_kind, filled, recorded},
        handlers::{Handler, in_charge},
    },
    document::{DocumentRef, DocumentType, Recording},
    id::{PartId, PersonId},
};

/// Records a piece of evidence.
#[derive(Debug, Clone)]
pub struct Collect {
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is and what it shows.
    pub description: Narrative,
    /// Where it comes from.
    pub origin: Narrative,
    /// It comes from the party itself.
    pub from_party: bool,
    /// Who provided it or was heard.
    pub provider: Option<Personal<String>>,
    /// Original or copy.
    pub form: EvidenceForm,
    /// Who collected it.
    pub officers: Vec<PersonId>,
    /// The evidence itself, or the record of it.
    pub documents: Vec<DocumentRef>,
    /// In sound or picture.
    pub recording: Option<Recording>,
    /// The provider or the party refused to sign.
    pub signature_refused: bool,
    /// Where the inspection took place.
    pub place: Option<Personal<String>>,
    /// The party, told to be there, was not.
    pub party_absent: bool,
    /// What the record notes of that, or of the refusal to sign.
    pub situation: Option<Narrative>,
    /// Somebody who was asked to witness it.
    pub witness: Option<Personal<String>>,
    /// What is to be heard in a recording, in writing.
    pub sound: Option<Sound>,
}

impl Act for Collect {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.officers.iter().collect()
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let recordings = Paper::recordings(self.recording.as_ref(), "recording");
        self.evidence().chain(recordings).collect()
    }

    /// What was lawfully obtained before filing may be used, and so what a check found out before it was a lead (PR 23.2).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.looked_into()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.recording.as_ref()?, "recording"))
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.may_collect_at(&Main::EVIDENCE, context));
        let officers = refusals.check(in_charge(case, context, &self.officers, "officers"));
        filled(
            &mut refusals,
            self.description.is_blank(),
            "description",
            "证据内容和证明对象",
            ("PR", "23.1"),
        );
        filled(&mut refusals, self.origin.is_blank(), "origin", "证据出处", ("PR", "24"));
        refusals.require(!self.documents.is_empty(), || {
            Code::DocumentMissing
                .refuse(
                    "请附上证据材料或者相应的笔录",
                    "name the evidence itself, or the record of it",
                )
                .under("PR", "23.1")
                .at("documents")
        });
        refusals.check(self.of_evidence());
        refusals.check(self.after_rights(case, context));
        refusals.check(self.in_form(context));
        refusals.check(self.provided());
        refusals.check(self.described());
        refusals.check(self.shown_in_sound_or_picture());
        refusals.verdict()?;
        let id = PartId::nth('E', case.record.evidence.len() + 1);
        Ok(vec![self.collected(id, officers.unwrap_or_default())])
    }
}

impl Collect {
    /// The evidence itself, with what is said in it.
    fn evidence(&self) -> impl Iterator<Item = Paper<'_>> {
        let transcript = self.sound.iter().filter_map(Sound::transcript);
        let transcript = transcript.map(|it| Paper::new(it, "sound.transcript"));
        Paper::all(&self.documents, "documents").chain(transcript)
    }

    /// What is filed as evidence is some, or the record of it, and no paper of another act (PR 23).
    fn of_evidence(&self) -> Result<(), Vec<Rejection>> {
        let wanted = ("证据材料或者取证记录", "piece of evidence, or a record of it,");
        each_of_kind(self.evidence(), DocumentType::proves, wanted, ("PR", "23.1"))
    }

    /// A paper of this type is filed, as evidence of whatever kind.
    fn names(&self, document: DocumentType) -> bool {
        self.evidence().any(|it| it.document.document_type == document)
    }

    /// Somebody was heard, as its kind or its record says (PR 29).
    fn is_heard(&self) -> bool {
        self.kind.is_heard() || self.names(DocumentType::InterviewRecord)
    }

    /// A place was inspected, as its kind or its record says (PR 28).
    fn is_of_a_scene(&self) -> bool {
        self.kind == EvidenceKind::SceneRecord || self.names(DocumentType::SceneRecord)
    }

    /// It comes from the party; so does what was asked of somebody who isn't said to be a witness.
    fn is_from_party(&self) -> bool {
        let asked = self.is_heard() && self.kind != EvidenceKind::WitnessTestimony;
        self.from_party || asked
    }

    /// The party is told its rights when evidence is first collected from it (PR 21).
    fn after_rights(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        if !self.is_from_party() || case.party_knows_its_rights(context.occurred) {
            return Ok(());
        }
        Err(vec![
            Code::StepMissing
                .refuse(
                    "首次向当事人收集、调取证据，应当告知其陈述权、申辩权以及申请回避的权利，请先记录告知",
                    "the party is told its rights before evidence is first collected from it: record that first",
                )
                .under("PR", "21.2"),
        ])
    }

    /// Original; a confirmed copy of what is written or a thing; a fixed copy of sound, picture or data
    /// (PR 24–26).
    fn in_form(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let article = ("PR", self.kind.form_article());
        refusals.check(self.form.confirmed(article, context));
        refusals.check(self.form.fixed(article, context));
        refusals.require(self.form.suits(self.kind), || {
            Code::Contradictory
                .refuse(
                    format!("{}不能采用该形式；视听资料、电子数据的复制件应当注明制作方法、时间和制作人，其他证据的复制件由提供人核对确认", self.kind.label()),
                    "sound, picture and data are fixed with method, time and maker; copies of anything else are confirmed by their provider",
                )
                .under(article.0, article.1)
                .at("form")
        });
        refusals.verdict()
    }

    /// Whoever confirms a copy, or is heard, is named (PR 24, 29).
    fn provided(&self) -> Result<(), Vec<Rejection>> {
        let copied = matches!(self.form, EvidenceForm::ConfirmedCopy { .. });
        let article = match (self.is_heard(), copied) {
            (true, _) => "29",
            (false, true) => "24",
            (false, false) => return Ok(()),
        };
        let mut refusals = Refusals::new();
        let missing = self.provider.as_ref().is_none_or(Personal::is_blank);
        filled(&mut refusals, missing, "provider", "证据提供人或者被询问人", ("PR", article));
        refusals.verdict()
    }

    /// A record of an inspection says where (PR 28); what is heard in a recording is written down (PR 25); that
    /// the party was not there or that somebody refused to sign is noted (PR 43).
    fn described(&self) -> Result<(), Vec<Rejection>> {
        let unplaced = self.place.as_ref().is_none_or(Personal::is_blank);
        let scene = self.is_of_a_scene();
        let mut refusals = Refusals::new();
        filled(&mut refusals, scene && unplaced, "place", "勘验、检查的地点", ("PR", "28"));
        let unwritten = self.kind == EvidenceKind::AudioVisual && self.sound.is_none();
        let what = "声音内容的文字记录；没有声音的，请注明";
        filled(&mut refusals, unwritten, "sound", what, ("PR", "25"));
        let irregular = self.party_absent || self.signature_refused;
        let what = "当事人不到场或者拒绝签名、盖章的情况";
        let unnoted = irregular && self.situation.as_ref().is_none_or(Narrative::is_blank);
        filled(&mut refusals, unnoted, "situation", what, ("PR", "43"));
        refusals.verdict()
    }

    /// Inspections, interviews and samplings are recorded, and so is that the party was not there or somebody
    /// refused to sign (PR 43, 44).
    fn shown_in_sound_or_picture(&self) -> Result<(), Vec<Rejection>> {
        let on_the_spot = self.kind == EvidenceKind::SceneRecord || self.kind.is_heard();
        let named = |it: Paper<'_>| it.document.document_type.is_of_what_is_recorded();
        let wanted = on_the_spot || self.evidence().any(named);
        match (self.signature_refused || self.party_absent, wanted) {
            (true, _) => recorded(self.recording.as_ref(), "43"),
            (false, true) => recorded(self.recording.as_ref(), "44"),
            (false, false) => Ok(()),
        }
    }

    fn collected(&self, id: PartId, officers: Vec<Handler>) -> Event {
        Event::EvidenceCollected(Collected {
            id,
            kind: self.kind,
            description: self.description.clone(),
            origin: self.origin.clone(),
            from_party: self.is_from_party(),
            provider: self.provider.clone(),
            form: self.form.clone(),
            officers,
            documents: self.documents.clone(),
            recording: self.recording.clone(),
            signature_refused: self.signature_refused,
            place: self.place.clone(),
            party_absent: self.party_absent,
            situation: self.situation.clone(),
            witness: self.witness.clone(),
            sound: self.sound.clone(),
        })
    }
}
