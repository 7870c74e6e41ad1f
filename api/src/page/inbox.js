// 收件箱：本机关收到的通报，实时到来；签收，实施或者不予实施。

import { act, ask, bearer, state } from "/page/ask.js";
import { listen } from "/page/live.js";
import { day, h, minute, nothing, report, table, tell, unfounded, wrong } from "/page/parts.js";

const FIELDS = `
      id cursor time entryType entryTypeLabel sentence acknowledged
      data { subject measure { code name } doubt { kindLabel number } }
      inboundRecord { isObjectedTo }
      restriction { id standing standingLabel deadlines { bound outcome days text dueDate rawDate } }`;

const QUERY = `
query Inbox($after: Position) {
  agencyInbox(after: $after, first: 100) {
    entries {${FIELDS}
    }
    endCursor
    hasNextPage
  }
}`;

const LIVE = `
subscription Live($after: Position) {
  agencyInbox(after: $after) { cursor }
}`;

/** 税务机关就哪项措施以哪一权责清单事项、哪一条答复。 */
const ITEMS = {
  SC_TAX: {
    INVOICE_SUPPLY: { power: "SW-GL-001", article: "INV 15" },
    REBATE_REVIEW: { power: "SW-GL-002", article: "EXR" },
  },
};

export async function inbox() {
  await receive(state.desk, (entries) => {
    report(`收件箱，共 ${entries.length} 条`);
    tell(h("h2", {}, "收件箱"), entries);
  });
}

/** 一个机关的收件箱，以某一身份看；每到一条、每答复一条，再看一次。 */
export async function receive(desk, show, subject = null) {
  const { signal } = state.leaving;
  let end = null;
  const load = async (failed = null) => {
    const all = [];
    let page = { hasNextPage: true, endCursor: null };
    while (page.hasNextPage) {
      ({ agencyInbox: page } = await ask(QUERY, { after: page.endCursor }, desk));
      all.push(...page.entries);
    }
    end = page.endCursor;
    const theirs = all.filter((it) => !subject || it.data.subject === subject);
    if (!signal.aborted) show(told(theirs.reverse(), desk, failed, load));
  };
  await load();
  listen(desk, LIVE, end, ({ agencyInbox: { cursor } }) => {
    load().catch(() => {});
    return cursor;
  });
}

function told(entries, desk, failed, load) {
  const open = entries.filter((it) => !it.acknowledged).length;
  const agency = bearer(desk).agency;
  return [
    failed ? wrong(failed) : null,
    h("p", { class: "lead" }, `共 ${entries.length} 条，未签收 ${open} 条，新到的在前；实时更新。`),
    entries.length
      ? table(["时间", "通报", "现状", ""], entries.map((it) => row(it, desk, agency, load)))
      : nothing("没有通报。"),
  ];
}

function row(entry, desk, agency, load) {
  const { time, entryType, entryTypeLabel, sentence, acknowledged, restriction, data } = entry;
  const does = (mutation, variables) => () => send(desk, mutation, variables, load);
  const item = ITEMS[agency]?.[data.measure?.code];
  const open = restriction?.standing === "NOTIFIED" && entryType === "NOTIFIED";
  const told = entryType === "NOTIFIED" || entryType === "OBJECTED";
  const about = data.doubt ? `${data.doubt.kindLabel}${data.doubt.number}` : data.measure.name;
  return h("tr", { class: told ? null : "fell" },
    h("td", { class: "day" }, day(time), h("small", {}, minute(time).slice(11))),
    h("td", {}, h("span", { class: `seal ${told ? "run" : "good"}` }, entryTypeLabel), " ", sentence,
      entryType === "NOTIFIED" ? null : h("small", {}, `　${data.subject}：${about}`)),
    h("td", {}, stands(entry)),
    h("td", {},
      acknowledged ? h("small", {}, "已签收") : h("button", { type: "button", class: "plain", onclick: does(ACKNOWLEDGE, { entry: entry.id, act: act() }) }, "签收"),
      open && item ? answering(entry, item, does) : null));
}

/** 通报所说的，现在怎样。 */
function stands({ restriction, inboundRecord }) {
  if (inboundRecord) return inboundRecord.isObjectedTo ? "待答复" : "已答复";
  return restriction.standing === "UNFOUNDED"
    ? unfounded(restriction.standingLabel, restriction.deadlines)
    : restriction.standingLabel;
}

const ACKNOWLEDGE = `mutation Acknowledge($entry: EventId!, $act: ActInput!) {
  acknowledge(entry: $entry, act: $act) { position userErrors { message citation } }
}`;

const DECLINE = `mutation Decline($id: RestrictionId!, $act: ActInput!, $input: DeclineRestrictionInput!) {
  declineRestriction(restrictionId: $id, act: $act, input: $input) { position userErrors { message citation } }
}`;

const IMPOSE = `mutation Impose($id: RestrictionId!, $act: ActInput!, $input: ImposeRestrictionInput!) {
  imposeRestriction(restrictionId: $id, act: $act, input: $input) { position userErrors { message citation } }
}`;

/** 答复：有本机关自己的根据才实施，否则说明理由，不予实施。 */
function answering({ id: entry, restriction: { id }, data: { measure } }, { power, article }, does) {
  const why = h("textarea", { rows: 2, placeholder: "本机关自己的事实根据，或者不予实施的理由", "aria-label": "理由" });
  const decline = () => does(DECLINE, { id, act: act(power), input: { entry, reason: why.value, basis: article } })();
  const impose = () => does(IMPOSE, { id, act: act(power), input: {
    entry, measure: measure.code, start: day(act().occurredAt), basis: [{ article }],
    ownGround: why.value, proportionality: why.value,
  } })();
  return h("details", {}, h("summary", {}, "答复"), why,
    h("div", { class: "answers" },
      h("button", { type: "button", class: "plain", onclick: decline }, "不予实施"),
      h("button", { type: "button", class: "plain", onclick: impose }, "实施")));
}

/** 一项行为；被拒绝的说明理由，办成的再看一次。 */
async function send(desk, mutation, variables, load) {
  try {
    const [answer] = Object.values(await ask(mutation, variables, desk));
    await load(answer.userErrors.map((it) => [it.message, it.citation].filter(Boolean).join("　")).join("；") || null);
  } catch (error) {
    await load(error.message).catch(() => {});
  }
}
