//! How each field is filled.

use jiff::civil::Date;

use super::{Cell, Field};
use crate::{
    Fen, Moment, Narrative, Rulebook,
    agency::Agency,
    case::{
        Case,
        redaction::Summary,
        remedy::Standing,
        sanction::{Sanction, SanctionKind},
    },
    party::SubjectKind,
    publicity::{Key, Publicity, counting::Counting, term::CountedFrom},
};

/// What stands for an end where there is none (domain.md §8.5).
const OPEN_ENDED: &str = "2099-12-31";

/// Between two values of one field. Those of 处罚类别 contain `、` themselves.
const BETWEEN: &str = "；";

const BY_HAND: &str = "请依公示文本填写";

/// What the fields are filled from.
pub(super) struct Filling<'a> {
    standing: Standing<'a>,
    summary: &'a Summary,
    representative: Option<&'a Narrative>,
    /// The copy shows the decision as it was served, and that counts as it was made.
    shown_as_served: bool,
    agency: Option<&'a Agency>,
    shown_until: Option<Date>,
}

impl<'a> Filling<'a> {
    /// Nothing where no copy of what counts of the decision was approved by then.
    pub(super) fn of(case: &'a Case, key: &Key, (law, at): (&'a Rulebook, Moment)) -> Option<Self> {
        let copy = &case.approved_copy(&key.decision, at)?.prepared;
        let all = case.standing(at.day()).into_iter();
        let standing =
            all.filter(|it| !it.has_fallen()).find(|it| it.decided.id == key.decision)?;
        let decided_on = standing.decided_at.day();
        Some(Self {
            summary: &copy.summary,
            representative: copy.representative.as_ref(),
            shown_as_served: copy.masked.is_empty()
                && copy.served == standing.decided.document.sha256,
            agency: law.agencies().on(&standing.decided.agency, decided_on),
            shown_until: shown_until(case, key, (law, at)),
            standing,
        })
    }

    pub(super) fn cell(&self, field: Field) -> Cell {
        match field {
            Field::PartyName => Cell::Filled(self.summary.party.clone()),
            Field::PartyKind => Cell::Filled(category_of_party(self.summary.party_kind).to_owned()),
            Field::PartyUscc => self.uscc(),
            Field::PartyRegistration => Cell::filled_or_blank(self.registered(LEGACY)),
            Field::PartyOrganisation
            | Field::PartyTax
            | Field::PartyInstitution
            | Field::PartySocial
            | Field::RepresentativePaper
            | Field::RepresentativePaperNumber
            | Field::Remark => Cell::Blank,
            Field::Representative => self.representative(),
            Field::PersonPaper | Field::PersonPaperNumber => self.paper(),
            Field::Number => Cell::Filled(self.summary.number.to_string()),
            Field::Violation => Cell::Filled(self.summary.violation.label().to_owned()),
            Field::Facts => self.facts(),
            Field::Basis => Cell::Filled(self.basis()),
            Field::Category => Cell::Filled(self.categories()),
            Field::Content => Cell::Filled(self.summary.content.clone()),
            Field::Fine => self.amount(&[SanctionKind::Fine]),
            Field::Confiscated => {
                self.amount(&[SanctionKind::ConfiscateIncome, SanctionKind::ConfiscateGoods])
            }
            Field::Licence => self.licence(),
            Field::DecidedOn => Cell::Filled(slashed(self.summary.decided_on)),
            Field::ValidUntil => self.valid_until(),
            Field::ShownUntil => Cell::filled_or_blank(self.shown_until.map(slashed)),
            Field::Agency | Field::Source => Cell::Filled(self.summary.agency.clone()),
            Field::AgencyUscc | Field::SourceUscc => self.agency_uscc(),
        }
    }

    /// The number in the register, where it has so many characters.
    fn registered(&self, length: usize) -> Option<String> {
        self.summary.registration.clone().filter(|it| it.len() == length)
    }

    fn uscc(&self) -> Cell {
        match (self.registered(UNIFIED), self.summary.party_kind) {
            (Some(code), _) => Cell::Filled(code),
            (None, SubjectKind::NaturalPerson) => Cell::Blank,
            (None, _) => Cell::Lacking(
                "当事人登记时未取得统一社会信用代码",
                "请核实后填写18位统一社会信用代码",
            ),
        }
    }

    /// Who represents an organisation is shown as whoever prepared the copy named them for that, and somebody else approved:
    /// as the file has them they are sealed, and read for a recorded purpose alone (PIPL 6).
    fn representative(&self) -> Cell {
        match self.summary.party_kind {
            SubjectKind::LegalPerson | SubjectKind::Unincorporated => {
                match self.representative.and_then(Narrative::open) {
                    Some(name) => Cell::Filled(name.clone()),
                    None => Cell::Lacking(
                        "公示文本未载明法定代表人或者负责人",
                        "请在制作公示文本时填写法定代表人或者负责人姓名",
                    ),
                }
            }
            SubjectKind::IndividualBusiness | SubjectKind::NaturalPerson => Cell::Blank,
        }
    }

    /// The papers of natural persons are never made public (domain.md §8.5, 8.6).
    fn paper(&self) -> Cell {
        if self.summary.party_kind != SubjectKind::NaturalPerson {
            return Cell::Blank;
        }
        Cell::Lacking(
            "自然人证件信息不予公示，不随批量数据导出",
            "报送系统要求填写的，请记录查阅目的后查阅当事人封存内容，并设为不公示",
        )
    }

    /// What was masked in the copy is told by its place in that paper, so that no other text can be masked alike.
    fn facts(&self) -> Cell {
        let facts = self.standing.decided.facts.open().filter(|_| self.shown_as_served);
        match facts {
            Some(facts) => Cell::Filled(facts.clone()),
            None => Cell::Lacking(
                "公示文本对决定书作了处理，或者另有变更决定，违法事实不能照录",
                BY_HAND,
            ),
        }
    }

    /// The provisions that allow what counts.
    fn basis(&self) -> String {
        each_once(self.standing.lawful().map(|it| it.provision.as_str()))
    }

    fn categories(&self) -> String {
        each_once(self.standing.lawful().map(|it| category(it.kind)))
    }

    fn of_kinds(&self, kinds: &[SanctionKind]) -> impl Iterator<Item = &'a Sanction> {
        self.standing.lawful().filter(|it| kinds.contains(&it.kind))
    }

    fn amount(&self, kinds: &[SanctionKind]) -> Cell {
        let mut amounts = self.of_kinds(kinds).filter_map(|it| it.amount).peekable();
        let some = amounts.peek().is_some();
        Cell::filled_or_blank(some.then(|| amounts.sum::<Fen>().in_ten_thousand_yuan()))
    }

    fn licence(&self) -> Cell {
        let kinds = [SanctionKind::SuspendLicence, SanctionKind::RevokeLicence];
        let licences: Vec<_> = self.of_kinds(&kinds).collect();
        if licences.is_empty() {
            return Cell::Blank;
        }
        let named = licences.iter().map(|it| it.object.as_ref()?.open().map(String::as_str));
        let named: Option<Vec<_>> = named.collect();
        match named.filter(|_| self.shown_as_served) {
            Some(named) => Cell::Filled(named.join(BETWEEN)),
            None => Cell::Lacking("证照名称及编号未载明，或者公示文本作了处理，不能照录", BY_HAND),
        }
    }

    /// What is for a time counts from when it is carried out, which the decision does not say.
    fn valid_until(&self) -> Cell {
        if self.standing.lawful().any(|it| it.months.is_some()) {
            return Cell::Lacking(
                "有期限的处罚自执行之日起计算，起算日未定",
                "请填写处罚期限届满之日",
            );
        }
        Cell::Filled(OPEN_ENDED.to_owned())
    }

    fn agency_uscc(&self) -> Cell {
        match self.agency.and_then(|it| it.uscc.as_ref()) {
            Some(code) => Cell::Filled(code.as_str().to_owned()),
            None => Cell::Lacking(
                "行政机关名录未载其统一社会信用代码",
                "请在行政机关名录中载入以11开头的统一社会信用代码",
            ),
        }
    }
}

/// 统一社会信用代码 has so many characters, 注册号 so many.
const UNIFIED: usize = 18;
const LEGACY: usize = 15;

/// Until when it is shown under the rules of that day, where they count from the decision, and no sooner than it is shown:
/// what counts from its publication is not known before that.
fn shown_until(case: &Case, key: &Key, (law, at): (&Rulebook, Moment)) -> Option<Date> {
    let matter = case.decision_on_file(key.case, (&key.decision, at))?.matter;
    let here = law.agencies().place_of(&matter.agency, at.day());
    let terms =
        matter.terms((law, here), (key.channel, at.day()), Counting::AsTheRegimeHasIt(at.day()));
    let shown = Publicity { terms, ..Publicity::default() };
    let term = shown.term_on(at.day())?;
    let last_day = term.last_day.filter(|_| term.counted_from == CountedFrom::Document);
    last_day.map(|it| it.max(at.day()))
}

/// Several values of one field, each once.
fn each_once<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut once: Vec<&str> = vec![];
    for value in values {
        if !once.contains(&value) {
            once.push(value);
        }
    }
    once.join(BETWEEN)
}

fn slashed(day: Date) -> String {
    format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day())
}

/// 行政相对人类别 (domain.md §8.5).
fn category_of_party(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::LegalPerson | SubjectKind::Unincorporated => "法人及非法人组织",
        SubjectKind::IndividualBusiness => "个体工商户",
        SubjectKind::NaturalPerson => "自然人",
    }
}

/// 处罚类别 (domain.md §8.5).
fn category(kind: SanctionKind) -> &'static str {
    match kind {
        SanctionKind::Warning => "警告",
        SanctionKind::Criticism => "通报批评",
        SanctionKind::Fine => "罚款",
        SanctionKind::ConfiscateIncome | SanctionKind::ConfiscateGoods => {
            "没收违法所得、没收非法财物"
        }
        SanctionKind::SuspendLicence | SanctionKind::RevokeLicence => "暂扣或吊销许可证/执照",
        SanctionKind::LowerQualification => "降低资质",
        SanctionKind::StopBusiness => "责令停产停业",
        SanctionKind::RestrictEmployment => "限制从业",
        SanctionKind::RestrictBusiness | SanctionKind::CloseBusiness | SanctionKind::Other => {
            "其他"
        }
    }
}
