//! The receipt of a service (送达回证): its number, and its place in the file (PR 78, 82.1(1)).

use jiff::civil::date;

use crate::{
    Code,
    case::{
        Command, Event,
        notice::Serve,
        service::{ServeDecision, Service},
        spec::{
            HANDLER_LI, History, case,
            endings::{serve, serve_decision},
            facts::{self, approved, document, handed_over},
            given,
        },
    },
    document::{DocumentRef, DocumentType, Sha256},
};

/// A receipt with these bytes and that number.
fn receipt(bytes: u8, number: &str) -> DocumentRef {
    let paper = document(DocumentType::ServiceReceipt);
    DocumentRef { sha256: Sha256::new([bytes; 32]), number: Some(number.parse().unwrap()), ..paper }
}

fn proven_by(receipt: DocumentRef, day: i8) -> Service {
    Service { receipt: Some(receipt), ..handed_over(date(2022, 12, day)) }
}

/// Told on 12 December, and decided on the 21st.
fn decided(receipt: DocumentRef) -> History {
    let notice = Serve { service: proven_by(receipt, 12), ..serve() };
    let mut told = given(approved())
        .at("2022-12-12T15:00:00+08:00")
        .and(HANDLER_LI, Command::ServePriorNotice(notice));
    told.extend(facts::decided().pop());
    told
}

fn serving(receipt: DocumentRef) -> Command {
    Command::ServeDecision(ServeDecision { service: proven_by(receipt, 23), ..serve_decision() })
}

const SERVED: &str = "2022-12-23T15:00:00+08:00";

/// PR 82.1(1); domain.md §8.4: no number is given twice; one receipt may prove several services.
#[test]
fn a_receipt_has_a_number_of_its_own() {
    let (first, second) = ("川市监送证〔2022〕1号", "川市监送证〔2022〕2号");
    let served = |it| given(decided(receipt(100, first))).at(SERVED).when(HANDLER_LI, serving(it));
    let refused = served(receipt(101, first)).refusals();
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!(refused[0].code, Code::Contradictory);
    assert_eq!(refused[0].field.join("."), "service.receipt.number");
    assert_eq!(served(receipt(101, second)).events().len(), 1);
    given(decided(receipt(100, first)))
        .at(SERVED)
        .when_known(|it| it.receipts.extend([second.parse().unwrap()]))
        .when(HANDLER_LI, serving(receipt(101, second)))
        .then_to_be_mended(&["service.receipt.number"]);
    assert_eq!(served(receipt(100, first)).events().len(), 1);
}

/// PR 78: 行政处罚决定书及送达回证, 其他法律文书及送达回证: each receipt lies right behind what it proves.
#[test]
fn a_receipt_lies_behind_the_document_that_it_proves() {
    let decided = decided(receipt(100, "川市监送证〔2022〕1号"));
    let told =
        &decided.iter().rfind(|(_, it)| matches!(it, Event::PriorNoticeServed(_))).unwrap().1;
    let filed: Vec<_> = told.fact().facets().documents.iter().map(|it| it.document_type).collect();
    assert_eq!(filed, [DocumentType::PriorNotice, DocumentType::ServiceReceipt], "as it is listed");
    let served =
        given(decided).at(SERVED).and(HANDLER_LI, serving(receipt(101, "川市监送证〔2022〕2号")));
    let entries = case(&served).archive_entries();
    let behind = |what: DocumentType| {
        let n = entries.iter().position(|it| it.document.document_type == what).unwrap();
        let next = &entries[n + 1];
        assert_eq!(next.heading, entries[n].heading, "{what:?}");
        (next.document.document_type, next.document.sha256.bytes()[0])
    };
    assert_eq!(behind(DocumentType::PenaltyDecision), (DocumentType::ServiceReceipt, 101));
    assert_eq!(behind(DocumentType::PriorNotice), (DocumentType::ServiceReceipt, 100));
}
