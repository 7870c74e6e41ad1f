//! What is counted while the program works, for `/metrics`. What tells one count from another is a name of
//! our own: a field of the schema, a code, a type of event. So there are few of them, and none says
//! anything about anybody.

use std::time::Duration;

use domain::Rejection;
use metrics::{counter, describe_counter, describe_histogram, histogram};
use serde_json::json;

/// How long operations took, by the fields that they begin with.
const ANSWERED: &str = "graphql_seconds";

/// Answers that subscriptions sent.
const SENT: &str = "subscription_answers_total";

/// Rules that stood in the way of commands.
const REFUSED: &str = "refusals_total";

/// Requests, and fields, that came to an error.
const FAILED: &str = "faults_total";

/// Says what each count is.
pub fn describe() {
    describe_histogram!(
        ANSWERED,
        "Seconds to answer an operation, by each field that it begins with"
    );
    describe_counter!(SENT, "Answers that subscriptions sent, by the field that each begins with");
    describe_counter!(REFUSED, "Rules that stood in the way of commands, by code");
    describe_counter!(FAILED, "Errors of requests and fields, by code");
    describe_counter!("events_appended_total", "Events appended to the log, by type");
}

/// A query or mutation that begins with this field was answered.
pub fn answered((operation, field): (&'static str, &str), took: Duration) {
    histogram!(ANSWERED, "operation" => operation, "field" => field.to_owned()).record(took);
}

/// A subscription to this field sent an answer.
pub fn sent(field: &str) {
    counter!(SENT, "field" => field.to_owned()).increment(1);
}

/// Rules stand in the way of a command.
pub fn refused(rejections: &[Rejection]) {
    for it in rejections {
        let code = json!(it.code);
        counter!(REFUSED, "code" => code.as_str().unwrap_or_default().to_owned()).increment(1);
    }
}

/// A request, or a field of it, came to an error.
pub fn failed(code: &str) {
    counter!(FAILED, "code" => code.to_owned()).increment(1);
}
