//! What a channel's reference never tells, as it is shown.

use super::*;

/// PUB 6; domain.md §8.6: no reference tells what is never published, whoever shows it, nor once it is corrected.
#[test]
fn no_reference_tells_what_is_never_published() {
    let number = || "11010519491231002X".to_owned();
    let publish = publishing::Publish { reference: number(), before_service: None };
    let Step::Push(pushed) = push() else { panic!() };
    let pushed = publishing::Push { reference: number(), ..pushed };
    let host = publishing::HostPublish { reference: number() };
    let reference = Some(number());
    let correct =
        correcting::Correct { reason: "编号有误".into(), on_demand: false, reference };
    let there = due(of_zhejiang(), Channel::Gsxt);
    let sent = there.clone().after(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push()));
    for (given, step) in [
        (due(on_file(), Channel::Gsxt), Step::Publish(publish)),
        (there, Step::Push(pushed)),
        (sent, Step::HostPublish(host)),
        (published(Channel::Gsxt), Step::Correct(correct)),
    ] {
        let refused = given.when(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, step));
        let refused = refused.then_refused(&[Code::NotProvidedFor]);
        assert_eq!(refused[0].field, ["reference"]);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PUB 6");
    }
}
