// 一案全程与逐步回放，以及选哪一个案件。

import { ask, found, state } from "/page/ask.js";
import { day, due, h, left, minute, nothing, report, seal, table, tell } from "/page/parts.js";

/** 可以选的案件；没有选过的，选最近办理的一件。没有案件时没有选单。 */
async function picker(view) {
  const { cases: { nodes, totalCount } } = await ask(`
query Cases {
  cases(first: 100) { totalCount { value } nodes { id number party stageLabel lead { suspect } } }
}`);
  state.caseId ??= nodes[0]?.id ?? null;
  if (!state.caseId) return null;
  const option = (it) => h("option", { value: it.id, selected: it.id === state.caseId },
    `${it.number ?? "线索"}　${it.party ?? it.lead?.suspect ?? ""}　${it.stageLabel}`);
  const others = nodes.some((it) => it.id === state.caseId) ? [] : [h("option", { value: state.caseId, selected: true }, "（不在其中）")];
  const count = totalCount.value > nodes.length ? `最近办理的 ${nodes.length} 件，共 ${totalCount.value} 件` : `${nodes.length} 件`;
  return h("div", { class: "pick" },
    h("select", { id: "case", "aria-label": "案件", onchange: (event) => { location.hash = `${view}/${event.target.value}`; } },
      others, nodes.map(option)),
    h("small", {}, count));
}

const without = (title) => {
  report(`${title}，没有案件`);
  tell(h("h2", {}, title), nothing("所选身份没有可以查看的案件。"));
};

/** 只能查看处罚决定的身份，例如信用监管人员，看不到案卷的经过。 */
const unseen = (pick) => {
  report("逐步回放，无权查看");
  tell(pick, h("h2", {}, "逐步回放"), nothing("所选身份只能查看处罚决定及其公示，不能逐步回放案卷。"));
};

// 一案全程

const FILE = `
query CaseFile($id: CaseId!) {
  case(id: $id) {
    number stageLabel violationLabel party demonstration
    lead { suspect clue }
    missing { text citation }
    caseFile {
      sentence recordedAt lateEntry { text reason } powerItem
      documents { typeLabel number pages }
    }
    deadlines {
      ruleLabel bound part dueDate rawDate outcome outcomeLabel days text doneAt
      citation explanation demonstration
    }
    publicity {
      channelLabel stateLabel history { sentence }
      deadlines {
        ruleLabel bound part dueDate rawDate outcome outcomeLabel days text doneAt
        citation explanation demonstration
      }
    }
    performance {
      on
      owed {
        sanction kindLabel due text
        amount { text } paid { text } open { text }
        surcharge { amount { text } days capped citation demonstration }
      }
    }
  }
}`;

export async function file() {
  const pick = await picker("file");
  if (!pick) return without("一案全程");
  const it = found((await ask(FILE, { id: state.caseId })).case);
  const heading = it.number ?? "线索（尚未立案）";
  const who = it.party ?? `涉嫌：${it.lead?.suspect ?? "不明"}`;
  report(`一案全程，${heading}，${it.stageLabel}`);
  tell(
    pick,
    h("h2", {}, heading, it.demonstration ? invented() : null),
    h("p", { class: "lead" }, [who, it.violationLabel, it.stageLabel].filter(Boolean).join("　·　")),
    it.number ? null : h("p", {}, `线索：${it.lead?.clue ?? "—"}`),
    it.missing.length ? [h("h3", {}, "下一步尚缺"), h("ul", { class: "missing" }, it.missing.map(missing))] : null,
    it.performance?.owed.length ? owed(it.performance) : null,
    h("h3", {}, "办理经过"),
    h("ol", { class: "acts" }, it.caseFile.map(act)),
    it.publicity.flatMap(shown),
    h("h3", {}, "期限"),
    table(["状态", "截止", "事项", "计算"], [it, ...it.publicity].flatMap((of) => of.deadlines).map(deadline)));
}

const shown = (it) => [
  h("h3", {}, `公示　${it.channelLabel}　${it.stateLabel}`),
  h("ol", { class: "acts" }, it.history.map((act) => h("li", {}, act.sentence))),
];
const invented = () => h("span", { class: "seal wait" }, "演示数据");
const missing = (it) => h("li", {}, it.text, h("small", {}, it.citation));

function owed({ on, owed: all }) {
  const grown = ({ surcharge }) => surcharge && surcharge.days > 0
    ? [surcharge.amount.text, h("br"), h("small", {}, `${surcharge.days}日${surcharge.capped ? "，已达上限" : ""}`), surcharge.demonstration ? invented() : null]
    : "—";
  const basis = new Set(all.map((it) => it.surcharge).filter((it) => it?.days > 0).map((it) => it.citation));
  const line = (it) => h("tr", {},
    h("td", {}, `${it.kindLabel} ${it.sanction}`),
    h("td", {}, it.amount.text), h("td", {}, it.paid.text), h("td", {}, it.open.text),
    h("td", {}, grown(it)),
    h("td", { class: "day" }, it.due ?? "—"));
  return [
    h("h3", {}, `缴款（算至 ${on}）`),
    table(["处罚", "数额", "已缴", "未缴", "加处罚款", "决定书载明的缴款截止"], all.map(line)),
    h("p", { class: "small" }, all.map((it) => it.text).join("；") + "。", basis.size ? `加处罚款依据：${[...basis].join("、")}。` : ""),
  ];
}

function act(it) {
  const documents = it.documents.map((one) => `${one.typeLabel}${one.number ?? ""} ${one.pages}页`).join("、");
  const late = it.lateEntry ? `${it.lateEntry.text}：${it.lateEntry.reason}` : null;
  const about = [documents && `文书：${documents}`, it.powerItem && `权责事项：${it.powerItem}`, late];
  return h("li", { class: late ? "late" : "" },
    h("p", {}, it.sentence),
    h("span", { class: "about" }, about.filter(Boolean).join("　")));
}

const DONE = { MET: "完成于", MET_LATE: "完成于", STATED_IN_TIME: "完成于", ENDED: "终止于" };

function deadline(it) {
  const done = it.doneAt ? `${DONE[it.outcome] ?? "记录于"} ${day(it.doneAt)}` : left(it);
  return h("tr", {},
    h("td", {}, seal(it)),
    h("td", { class: "day" }, due(it)),
    h("td", {}, it.ruleLabel, it.part ? ` ${it.part}` : "", h("br"), h("small", {}, done), it.demonstration ? invented() : null),
    h("td", { class: "small" }, it.citation,
      h("details", {}, h("summary", {}, "怎样算出"), h("ul", {}, it.explanation.map((line) => h("li", {}, line))))));
}

// 逐步回放

const REPLAY = `
query Replay($id: CaseId!, $to: Revision!) {
  case(id: $id) { revision }
  replay(id: $id, to: $to) {
    steps {
      entry { sentence occurredAt }
      changes { kind kindLabel sectionLabel text }
      changesByTime { kind kindLabel sectionLabel text }
      changesUnseen { kind kindLabel sectionLabel text }
    }
    record { onLabel lines { sectionLabel label text } }
  }
}`;

const KINDS = { ADDED: "good", CHANGED: "run", REMOVED: "bad" };

export async function replay() {
  const pick = await picker("replay");
  if (!pick) return without("逐步回放");
  const data = await ask(REPLAY, { id: state.caseId, to: state.revision });
  const { revision: last } = found(data.case);
  if (!data.replay) return unseen(pick);
  const { steps, record } = data.replay;
  const at = steps.length - 1;
  const { entry, changes, changesByTime, changesUnseen } = steps[at];
  const go = (to) => { location.hash = `replay/${state.caseId}/${to}`; };
  const step = (id, text, to) => h("button", { type: "button", class: "plain", id, "aria-disabled": String(to < 0 || to > last), onclick: () => { if (to >= 0 && to <= last) go(to); } }, text);
  report(`第 ${at + 1} 步，共 ${last + 1} 步。${entry.sentence}`);
  tell(
    pick,
    h("h2", {}, "逐步回放"),
    h("div", { class: "pick" },
      step("back", "上一步", at - 1),
      h("input", { type: "range", id: "step", min: 0, max: last, value: at, "aria-label": "步骤", "aria-valuetext": `第 ${at + 1} 步`, onchange: (event) => location.replace(`#replay/${state.caseId}/${event.target.value}`) }),
      step("forth", "下一步", at + 1),
      h("small", {}, `第 ${at + 1} 步，共 ${last + 1} 步　${minute(entry.occurredAt)}`)),
    h("ol", { class: "acts" }, h("li", {}, h("p", {}, entry.sentence))),
    changesUnseen.length ? h("h3", {}, "上一步之后，无权查阅的行为改变了什么") : null,
    changesUnseen.length ? table(["变化", "部分", "内容"], changesUnseen.map(change)) : null,
    changesByTime.length ? h("h3", {}, "上一步之后，时间的经过改变了什么") : null,
    changesByTime.length ? table(["变化", "部分", "内容"], changesByTime.map(change)) : null,
    h("h3", {}, "这一步改变了什么"),
    changes.length ? table(["变化", "部分", "内容"], changes.map(change)) : h("p", { class: "lead" }, "案卷记载没有变化。"),
    h("h3", {}, `此时的案卷（${record.onLabel}）`),
    table(["部分", "项目", "内容"], record.lines.map(line)));
}

const change = (it) => h("tr", {},
  h("td", {}, h("span", { class: `seal ${KINDS[it.kind] ?? ""}` }, it.kindLabel)),
  h("td", { class: "small" }, it.sectionLabel),
  h("td", {}, it.text));

const line = (it) => h("tr", {},
  h("td", { class: "small" }, it.sectionLabel), h("td", {}, it.label), h("td", {}, it.text));
