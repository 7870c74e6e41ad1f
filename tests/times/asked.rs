//! What is asked as of both times.

use serde_json::Value;

/// A question, and the document that asks it.
pub struct Question {
    /// What it is of.
    pub of: &'static str,
    /// How it is asked.
    pub document: &'static str,
}

/// Every one of them.
pub const QUESTIONS: [Question; 7] = [
    Question {
        of: "restrictions",
        document: "query($asOf: TwoTimes) {
            all: restrictions(first: 50, asOf: $asOf) {
                nodes { id is: standing standingLabel revision source { case { revision stageLabel } } end { causeLabel on }
                    sourceFell { on } deadlines { ruleLabel dueDate outcome } history { sentence } }
                totalCount { value }
            }
            page: restrictions(first: 2, asOf: $asOf) {
                edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount { value }
            }
            NOTIFIED: restrictions(first: 50, filter: { standing: [NOTIFIED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            ACTIVE: restrictions(first: 50, filter: { standing: [ACTIVE] }, asOf: $asOf) { nodes { id } totalCount { value } }
            DECLINED: restrictions(first: 50, filter: { standing: [DECLINED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            WITHDRAWN: restrictions(first: 50, filter: { standing: [WITHDRAWN] }, asOf: $asOf) { nodes { id } totalCount { value } }
            UNFOUNDED: restrictions(first: 50, filter: { standing: [UNFOUNDED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            ENDED: restrictions(first: 50, filter: { standing: [ENDED] }, asOf: $asOf) { nodes { id } totalCount { value } }
        }",
    },
    Question {
        of: "listings",
        document: "query($asOf: TwoTimes) {
            all: listings(first: 50, asOf: $asOf) {
                nodes { id is: standing standingLabel revision case { revision stageLabel } enteredOn end { says on: says }
                    deadlines { ruleLabel dueDate outcome } history { sentence } }
                totalCount { value }
            }
            page: listings(last: 1, asOf: $asOf) {
                edges { cursor node { id } } pageInfo { hasPreviousPage startCursor } totalCount { value }
            }
            IN_FORCE: listings(first: 50, filter: { standing: [IN_FORCE] }, asOf: $asOf) { nodes { id } totalCount { value } }
            LEFT: listings(first: 50, filter: { standing: [LEFT] }, asOf: $asOf) { nodes { id } totalCount { value } }
            REVOKED: listings(first: 50, filter: { standing: [REVOKED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            foodSafetyBlacklist(asOf: $asOf) {
                listings(first: 50) { nodes { id } } bans(first: 50) { nodes { id } }
            }
        }",
    },
    Question {
        of: "publicity",
        document: "query($asOf: TwoTimes) {
            all: publicities(first: 50, asOf: $asOf) {
                nodes { id is: state stateLabel revision case { revision stageLabel } number endsOn whyUntil hiddenOn publishedAt
                    reference withdrawal restoration { status } terms { regime lastDay }
                    deadlines { ruleLabel startsAt dueDate outcome } history { sentence } }
                totalCount { value }
            }
            page: publicities(first: 2, asOf: $asOf) {
                edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount { value }
            }
            DUE: publicities(first: 50, filter: { states: [DUE] }, asOf: $asOf) { nodes { id } totalCount { value } }
            PUBLISHED: publicities(first: 50, filter: { states: [PUBLISHED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            WITHDRAWN: publicities(first: 50, filter: { states: [WITHDRAWN] }, asOf: $asOf) { nodes { id } totalCount { value } }
            EXPIRED: publicities(first: 50, filter: { states: [EXPIRED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            STOPPED_BY_RESTORATION: publicities(
                first: 50, filter: { states: [STOPPED_BY_RESTORATION] }, asOf: $asOf
            ) { nodes { id } totalCount { value } }
        }",
    },
    Question {
        of: "restorations",
        document: "query($asOf: TwoTimes) {
            all: restorations(first: 50, asOf: $asOf) {
                nodes { id is: status statusLabel revision case { revision stageLabel } eligibility { eligible lacking }
                    decision { granted decidedOn } channels { channelLabel stoppedOn }
                    publicity { channel state } deadlines { ruleLabel dueDate outcome } history { sentence } }
                totalCount { value }
            }
            page: restorations(first: 1, asOf: $asOf) {
                edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount { value }
            }
            APPLIED: restorations(first: 50, filter: { statuses: [APPLIED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            ACCEPTED: restorations(first: 50, filter: { statuses: [ACCEPTED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            VERIFYING: restorations(first: 50, filter: { statuses: [VERIFYING] }, asOf: $asOf) { nodes { id } totalCount { value } }
            GRANTED: restorations(first: 50, filter: { statuses: [GRANTED] }, asOf: $asOf) { nodes { id } totalCount { value } }
            EFFECTIVE: restorations(first: 50, filter: { statuses: [EFFECTIVE] }, asOf: $asOf) { nodes { id } totalCount { value } }
            REINSTATED: restorations(first: 50, filter: { statuses: [REINSTATED] }, asOf: $asOf) { nodes { id } totalCount { value } }
        }",
    },
    Question {
        of: "eligibility",
        document: "query($company: SubjectId!, $right: SubjectId!, $merchant: SubjectId!, $asOf: TwoTimes) {
            company: restorationEligibility(of: { subject: $company }, asOf: $asOf) { ...told }
            right: restorationEligibility(of: { subject: $right }, asOf: $asOf) { ...told }
            merchant: restorationEligibility(of: { subject: $merchant }, asOf: $asOf) { ...told }
        }
        fragment told on RestorationEligibility {
            source { number } windowLabel on channels { channelLabel } publishedOn regime waitedFrom
            eligible eligibleFrom lacking conditions { kind met from says }
        }",
    },
    Question {
        of: "creditView",
        document: "query($company: SubjectId!, $right: SubjectId!, $merchant: SubjectId!, $asOf: TwoTimes) {
            company: creditView(subject: $company, asOf: $asOf) { ...told }
            right: creditView(subject: $right, asOf: $asOf) { ...told }
            merchant: creditView(subject: $merchant, asOf: $asOf) { ...told }
            restrictionsBearingOn(subject: $merchant, matter: PROJECT, asOf: $asOf) {
                bearing restrictions { restriction { id } } inSumOnly
            }
        }
        fragment told on CreditView {
            party penalties { caseId case { revision stageLabel } publicity { channel state shownSince shownUntil }
                standing { counts fallen sanctions { counts { text } } } }
            listings { id standing }
            domains { domain active notified declined unfounded ended
                measures { active restrictions { id standingLabel } } }
            inPlainWords honoursBlocked { id } priorIncidents { caseId }
            restorations { restorationId status }
            riskClass { undetermined inputs { on indicator whatLabel event } history { input { on whatLabel } } }
        }",
    },
    Question {
        of: "explainRestriction",
        document: "query(
            $pair0: RestrictionId!, $pair1: RestrictionId!, $pair2: RestrictionId!, $pair3: RestrictionId!,
            $pair4: RestrictionId!, $asOf: TwoTimes
        ) {
            finance: explainRestriction(id: $pair0, asOf: $asOf) { ...told }
            city: explainRestriction(id: $pair1, asOf: $asOf) { ...told }
            bank: explainRestriction(id: $pair2, asOf: $asOf) { ...told }
            customs: explainRestriction(id: $pair3, asOf: $asOf) { ...told }
            tax: explainRestriction(id: $pair4, asOf: $asOf) { ...told }
        }
        fragment told on RestrictionExplanation {
            restriction { standing } because { sentence } facts violated sanctions inPlainWords
            wouldEnd { causeLabel on }
        }",
    },
];

/// What each list was narrowed to is what each of the whole list says of itself, and what is counted is what is there.
pub fn is_consistent(answer: &Value) {
    let Some(all) = answer["all"]["nodes"].as_array() else { return };
    assert_eq!(answer["all"]["totalCount"]["value"], all.len(), "{answer}");
    assert_eq!(answer["page"]["totalCount"]["value"], all.len(), "{answer}");
    let lists = answer.as_object().unwrap().iter();
    for (name, list) in
        lists.filter(|(name, _)| name.chars().all(|it| it == '_' || it.is_ascii_uppercase()))
    {
        let of_it = all.iter().filter(|it| it["is"] == **name).map(|it| &it["id"]);
        let nodes = list["nodes"].as_array().unwrap();
        assert_eq!(
            nodes.iter().map(|it| &it["id"]).collect::<Vec<_>>(),
            of_it.collect::<Vec<_>>(),
            "{name}"
        );
        assert_eq!(list["totalCount"]["value"], nodes.len(), "{name}");
    }
}
