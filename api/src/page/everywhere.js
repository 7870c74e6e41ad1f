// 处处受限：一个决定，当事人和税务机关同时看到的；录入撤销的复议决定，两边随之变化。

import { act, ask, deskOf, now, put } from "/page/ask.js";
import { follow, lead, parts } from "/page/credit.js";
import { receive } from "/page/inbox.js";
import { day, h, nothing, report, tell, wrong } from "/page/parts.js";

const CASE = `
query Pending($code: RegistrationNumber!) {
  cases(filter: { party: { registration: $code } }) {
    nodes {
      id number party stageLabel
      decision { id number sanctions { id text } }
      standing { fallen }
      remedies { id kindLabel body fileNumber conclusion { outcomeLabel servedOn } }
    }
  }
}`;

const REVOKE = `mutation Revoke($id: CaseId!, $act: ActInput!, $input: ConcludeRemedyInput!) {
  concludeRemedy(caseId: $id, act: $act, input: $input) {
    case { standing { text fallen } }
    position
    userErrors { code message citation }
  }
}`;

/** 复议决定书的内容，由页面上传。 */
const TEXT = "行政复议决定书：主要事实不清、证据不足，撤销行政处罚决定，一并撤销列入严重违法失信名单的决定。";

export async function everywhere() {
  const [handler, company, tax] = ["handler", "company", "tax"].map(deskOf);
  report("处处受限");
  if (!company) return tell(h("h2", {}, "处处受限"), nothing("只在演示中可用。"));
  const decision = h("div", { id: "decided" });
  const credit = h("section", { "aria-label": "当事人看到的" });
  const inbox = h("section", { "aria-label": "税务机关的收件箱" });
  const into = (pane, title) => (...shown) => pane.replaceChildren(h("h3", {}, title), ...shown.flat(3).filter(Boolean));
  tell(
    h("h2", {}, "处处受限"),
    h("p", { class: "lead" }, "一个决定，各机关各自应对。左边是当事人自己看到的，右边是税务机关的收件箱；两边实时更新，不用刷新。"),
    decision,
    h("div", { class: "pair" }, credit, inbox));
  await decided(handler, company, decision);
  await follow(company, company.person, (view) => into(credit, `当事人：${company.personName}`)(lead(view), parts(view)));
  await receive(tax, into(inbox, "税务机关的收件箱"), company.personName);
}

/** 决定现在怎样；复议尚未审结的，可以录入撤销的决定。 */
async function decided(handler, company, into, failed = null) {
  const { cases: { nodes: [of] } } = await ask(CASE, { code: company.person }, handler);
  if (!of?.decision) return into.replaceChildren(nothing("没有可以撤销的决定。"));
  const remedy = of.remedies.at(-1);
  const { fallen } = of.standing.at(-1);
  const revoke = async (event) => {
    event.target.disabled = true;
    const refused = await revoked(handler, of, remedy).catch((error) => error.message);
    await decided(handler, company, into, refused);
  };
  const said = [of.number, of.party, `处罚决定${of.decision.number}`, of.decision.sanctions.map((it) => it.text).join("、")].join("，");
  const pending = remedy ? `${remedy.body}${remedy.kindLabel}（${remedy.fileNumber}）` : "";
  into.replaceChildren(
    failed ? wrong(failed) : "",
    h("p", {}, h("span", { class: `seal ${fallen ? "good" : "bad"}` }, fallen ? "已被撤销" : "有效"), ` ${said}。`),
    remedy && !remedy.conclusion
      ? h("p", {}, `${pending}尚未审结。`, h("button", { type: "button", class: "go", id: "revoke", onclick: revoke }, "收到复议决定：撤销"))
      : h("p", { class: "small" }, remedy ? `${pending}：${remedy.conclusion.outcomeLabel}，${remedy.conclusion.servedOn}送达。` : ""));
}

/** 由办案人员录入，与任何客户端发送的一样；被拒绝时说明为什么。 */
async function revoked(handler, of, remedy) {
  const sha256 = await put(`/cases/${of.id}/documents/`, TEXT, handler);
  const input = {
    remedy: remedy.id, outcome: "REVOKED", grounds: ["FACTS_UNPROVEN"], servedOn: day(now()), refundOrdered: true,
    touched: of.decision.sanctions.map(({ id }) => ({ sanction: id, effect: { revoked: true } })),
    document: { type: "REMEDY_DECISION", pages: 6, sha256 },
  };
  const { concludeRemedy } = await ask(REVOKE, { id: of.id, act: act("SCJG-CF-001"), input }, handler);
  return concludeRemedy.userErrors.map((it) => it.message).join("；") || null;
}
