//! Operations as GraphQL has them: variables that were left out, documents of several, answers of which a part failed.

use async_graphql::{Request, Variables};
use serde_json::json;

use super::line;
use crate::casework::{Casework, viewer};

/// GraphQL §3.10, §6.4.1: where a variable that may be left out was, its place is as if it had not been written: a default
/// stands, and what is required is missed by its name; in a list null stands there. One that is required is missed wherever
/// it is used.
#[tokio::test]
async fn a_variable_that_was_left_out_leaves_its_place_empty() {
    let casework = Casework::open().await;
    let mut told = vec![];
    for query in [
        "query($f: CaseFilterInput) { cases(filter: $f) { totalCount { value } } }",
        "query($o: Boolean) { deadlines(filter: { open: $o }) { totalCount { value } } }",
        "query($s: [Stage!]) { ...all } fragment all on Query { cases(filter: { stages: $s }) { totalCount { value } } }",
        "query($n: String) { cases(filter: { party: { nameContains: $n } }) { totalCount { value } } }",
        "query($p: Position) { worklist(consistency: { atLeast: $p }) { totalCount { value } } }",
        "query($s: Stage) { cases(filter: { stages: [$s] }) { totalCount { value } } }",
        "query($b: Boolean!) { viewer @include(if: $b) { now } }",
        "query($n: String) { cases(first: $n) { totalCount { value } } }",
        "query($n: Int) { cases(first: $n) { totalCount { value } } }",
        "query($n: Int, $s: Stage) { cases(first: $n) { totalCount { values } } }",
    ] {
        let errors = casework.told("P-0001", query, json!({})).await;
        told.push(if errors == json!([]) { "answered".to_owned() } else { line(&errors) });
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "answered",
        "answered",
        "answered",
        "BAD_USER_INPUT filter.party | `filter.party` is malformed: expected exactly one of its fields",
        "BAD_USER_INPUT consistency.atLeast | `consistency.atLeast` is malformed: expected Position: A place in the log: opaque, and ordered as text.",
        "BAD_USER_INPUT filter.stages.0 | `filter.stages.0` is malformed: expected Stage: UNOPENED, LEAD, VERIFYING, NOT_FILED, INVESTIGATING, SUSPENDED, TERMINATED, CONCLUDED, IN_REVIEW, SUPPLEMENTING, REVIEWED, APPROVED_FOR_NOTICE, NOTICED, PENALTY_DECIDED, NO_PENALTY_DECIDED, NOT_ESTABLISHED, CLOSED, ARCHIVED",
        "BAD_USER_INPUT b | `b` is malformed: expected a value: the operation declares this variable as required",
        "answered",
        "answered",
        "GRAPHQL_VALIDATION_FAILED  | Unknown field \"values\" on type \"Count\". Did you mean \"value\"?",
    ]
    "#);
}

/// GraphQL §5, §6.1: all operations of a document are checked; the one that is named is executed, with variables of its
/// own.
#[tokio::test]
async fn of_several_operations_all_are_checked_and_one_is_executed() {
    let casework = Casework::open().await;
    let counted = "fragment counted on CaseConnection { totalCount { value } }";
    let one =
        "query One($n: Int, $f: CaseFilterInput) { cases(first: $n, filter: $f) { ...counted } }";
    let two =
        "query Two($m: Int!, $n: Int!) { cases(first: $m, last: $n) { totalCount { value } } }";
    let mut told = vec![];
    for (name, others) in [
        ("One", two),
        ("Two", two),
        ("One", "query Two { cases(first: true) { ...counted } }"),
        ("One", "query Two($s: String) { cases(first: $s) { ...counted } }"),
        ("One", "query Two { cases { ...uncounted } }"),
        ("Three", two),
    ] {
        let request = Request::new(format!("{one} {others} {counted}")).operation_name(name);
        let request = request.variables(Variables::from_json(json!({}))).data(viewer("P-0001"));
        let answer = casework.answered(request).await;
        let errors = serde_json::to_value(answer.errors).unwrap();
        told.push(if errors == json!([]) { answer.data.to_string() } else { line(&errors) });
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "{cases: {totalCount: {value: 0}}}",
        "BAD_USER_INPUT m | `m` is malformed: expected a value: the operation declares this variable as required",
        "BAD_USER_INPUT first | `first` is malformed: expected Int",
        "{cases: {totalCount: {value: 0}}}",
        "GRAPHQL_VALIDATION_FAILED  | Unknown fragment: \"uncounted\"",
        "GRAPHQL_VALIDATION_FAILED  | Unknown operation named \"Three\"",
    ]
    "#);
}

/// GraphQL §6.4.4, §7.2.2: what failed is null, as is what holds it where it may never be; the rest is answered, in the
/// order in which it was asked for.
#[tokio::test]
async fn what_failed_is_null_beside_what_was_answered() {
    let casework = Casework::open().await;
    let case = "case(id: \"44444444-4444-4444-4444-444444444444\", asOf: { recordedAt: \"2099-01-01T00:00:00+08:00\" })";
    let counted = "cases { pageInfo { hasNextPage } totalCount { value capped } nodes { id } }";
    let mut told = vec![];
    for query in [
        format!("{{ z: {counted} a: {case} {{ number }} now: viewer {{ now }} }}"),
        format!("{{ a: {case} {{ number }} }}"),
        format!("{{ {counted} none: cases(first: 0) {{ nodes {{ id }} }} }}"),
    ] {
        let answer = casework.answer(viewer("P-0001"), &query, json!({})).await;
        let errors: Vec<_> = answer.errors.iter().map(|it| it.message.as_str()).collect();
        told.push(format!("{} {errors:?}", answer.data));
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "{z: {pageInfo: {hasNextPage: false}, totalCount: {value: 0, capped: false}, nodes: []}, a: null, now: {now: \"2022-11-14T10:00:00+08:00\"}} [\"`asOf.recordedAt` is malformed: expected DateTime: now (2022-11-14T10:00:00+08:00) or earlier\"]",
        "{a: null} [\"`asOf.recordedAt` is malformed: expected DateTime: now (2022-11-14T10:00:00+08:00) or earlier\"]",
        "null [\"`first` is malformed: a page has 1 to 100 rows, not 0\"]",
    ]
    "#);
}
