// 演示页：一个令牌一种身份，每次点击一个查询；左边是话，右边是数据。
"use strict";

const given = JSON.parse(document.getElementById("given").textContent);
const state = { desk: given.desks[0] ?? null, view: "worklist", caseId: null };
// #file/… 直接打开一案全程。
const [hashView, hashCase] = location.hash.slice(1).split("/");
const $ = (id) => document.getElementById(id);

/** 元素：h("td", { class: "day" }, "2026-06-30")。文字一律按文字放入，不作标记。 */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((it) => it !== null && it !== undefined));
  return element;
}

function tell(...children) {
  $("told").replaceChildren(...children.flat().filter((it) => it !== null && it !== undefined));
}

const headers = () => ({
  "Content-Type": "application/json",
  Accept: "application/graphql-response+json",
  Authorization: `Bearer ${state.desk?.token ?? ""}`,
});

/** 发出一个请求，并把请求与应答原样放在右边。 */
async function ask(query, variables = {}) {
  const begun = performance.now();
  $("sent").textContent = query.trim() + (Object.keys(variables).length ? `\n\n${JSON.stringify(variables, null, 2)}` : "");
  const response = await fetch("/graphql", {
    method: "POST",
    headers: headers(),
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = { errors: [{ message: text || `HTTP ${response.status}` }] };
  }
  $("took").textContent = `${Math.round(performance.now() - begun)} ms`;
  $("answered").textContent = JSON.stringify(answer, null, 2);
  if (answer.errors) throw new Error(answer.errors.map((it) => it.message).join("；"));
  return answer.data;
}

const OUTCOMES = {
  OPEN: ["进行中", "run"],
  PAUSED: ["暂停计算", "wait"],
  MET: ["按期完成", "good"],
  MET_LATE: ["逾期完成", "bad"],
  OVERDUE: ["已逾期", "bad"],
  EXPIRED: ["期限届满", ""],
  STATED_IN_TIME: ["补录称按期", "wait"],
  UNDETERMINED: ["期限待定", "wait"],
};

function seal(outcome) {
  const [label, kind] = OUTCOMES[outcome] ?? [outcome, ""];
  return h("span", { class: `seal ${kind}` }, label);
}

const day = (moment) => (moment ? moment.slice(0, 10) : "—");
const minute = (moment) => `${moment.slice(0, 10)} ${moment.slice(11, 16)}`;

function table(titles, rows) {
  return h("table", {},
    h("thead", {}, h("tr", {}, titles.map((it) => h("th", { scope: "col" }, it)))),
    h("tbody", {}, rows));
}

// 我的待办

async function worklist() {
  const data = await ask(`
query Worklist {
  worklist(first: 50) {
    totalCount { value capped }
    nodes {
      caseId caseNumber party
      kindLabel
      deadline { ruleLabel dueDate rawDate outcome citation explanation }
      refusal { taskLabel number errors { message } }
    }
  }
}`);
  const { nodes, totalCount } = data.worklist;
  const matter = ({ kindLabel, deadline, refusal }) => !refusal ? deadline.ruleLabel : [
    `${refusal.taskLabel}${refusal.number ?? ""}`, h("br"),
    h("small", {}, `${kindLabel}：${refusal.errors.map((it) => it.message).join("；")}`)];
  const row = (it) => h("tr", { class: "open", onclick: () => open(it.caseId) },
    h("td", {}, it.deadline ? seal(it.deadline.outcome) : ""),
    h("td", { class: "day" }, it.deadline?.dueDate ?? it.deadline?.rawDate ?? "待定"),
    h("td", {}, matter(it)),
    h("td", {}, it.party ?? "（尚未立案）", h("br"), h("small", {}, it.caseNumber ?? "")),
    h("td", { class: "small" }, it.deadline?.citation ?? ""));
  tell(
    h("h2", {}, "我的待办"),
    h("p", { class: "lead" }, `共 ${totalCount.value}${totalCount.capped ? "+" : ""} 项，逾期在前，其次按截止日期。点击一行查看全案。`),
    nodes.length
      ? table(["状态", "截止", "事项", "当事人", "依据"], nodes.map(row))
      : h("p", { class: "nothing" }, "没有待办事项。"));
}

// 一案全程

async function cases() {
  const data = await ask(`
query Cases {
  cases(first: 100) { nodes { id number party stageLabel violationLabel } }
}`);
  return data.cases.nodes;
}

async function picker(chosen) {
  const all = await cases();
  if (!all.some((it) => it.id === state.caseId)) state.caseId = all[0]?.id ?? null;
  const option = (it) => h("option", { value: it.id, selected: it.id === state.caseId },
    `${it.number ?? "线索"}　${it.party ?? ""}　${it.stageLabel}`);
  const select = h("select", {
    "aria-label": "案件",
    onchange: (event) => { state.caseId = event.target.value; chosen(); },
  }, all.map(option));
  return h("div", { class: "pick" }, select, h("small", {}, `${all.length} 件`));
}

async function file() {
  const pick = await picker(show);
  if (!state.caseId) return tell(h("h2", {}, "一案全程"), h("p", { class: "nothing" }, "没有可以查看的案件。"));
  const data = await ask(`
query CaseFile($id: CaseId!) {
  case(id: $id) {
    number stageLabel violationLabel party
    caseFile {
      sentence occurredAt recordedAt lateEntry { reason } roleLabel powerItem eventType
      documents { typeLabel pages }
    }
    deadlines {
      ruleLabel part dueDate rawDate outcome doneAt rolledBecause citation explanation demonstration
    }
  }
}`, { id: state.caseId });
  const it = data.case;
  tell(
    pick,
    h("h2", {}, it.number ?? "线索"),
    h("p", { class: "lead" }, [it.party, it.violationLabel, it.stageLabel].filter(Boolean).join("　·　")),
    h("h3", {}, "办理经过"),
    h("ol", { class: "acts" }, it.caseFile.map(act)),
    h("h3", {}, "期限"),
    table(["状态", "截止", "事项", "计算"], it.deadlines.map(deadline)));
}

function act(it) {
  const documents = it.documents.map((one) => `${one.typeLabel}${one.pages}页`).join("、");
  const late = it.lateEntry ? `补录于 ${minute(it.recordedAt)}（${it.lateEntry.reason}）` : null;
  const about = [documents && `文书：${documents}`, it.powerItem && `权责事项：${it.powerItem}`, late];
  return h("li", { class: late ? "late" : "" },
    h("p", {}, it.sentence),
    h("span", { class: "about" }, about.filter(Boolean).join("　")));
}

function deadline(it) {
  return h("tr", {},
    h("td", {}, seal(it.outcome)),
    h("td", { class: "day" }, it.dueDate ?? it.rawDate ?? "待定"),
    h("td", {}, it.ruleLabel, it.part ? ` ${it.part}` : "", h("br"),
      h("small", {}, it.doneAt ? `完成于 ${day(it.doneAt)}` : ""),
      it.demonstration ? h("span", { class: "seal wait" }, "演示数据") : null),
    h("td", { class: "small" }, it.citation,
      h("details", {}, h("summary", {}, "怎样算出"), h("ul", {}, it.explanation.map((line) => h("li", {}, line))))));
}

// 逐步回放

async function replay() {
  const pick = await picker(() => { state.revision = null; show(); });
  if (!state.caseId) return tell(h("h2", {}, "逐步回放"), h("p", { class: "nothing" }, "没有可以查看的案件。"));
  const { case: { revision: last } } = await ask("query Last($id: CaseId!) { case(id: $id) { revision } }", { id: state.caseId });
  const at = Math.min(state.revision ?? 0, last);
  const { replay: { steps, record } } = await ask(`
query Replay($id: CaseId!, $to: Int!) {
  replay(id: $id, to: $to) {
    steps {
      entry { sentence occurredAt }
      changes { kind kindLabel sectionLabel text }
    }
    record { onLabel lines { sectionLabel label text } }
  }
}`, { id: state.caseId, to: at });
  const go = (revision) => () => { state.revision = revision; show(); };
  const step = steps.at(-1);
  const kinds = { ADDED: "good", CHANGED: "run", REMOVED: "bad" };
  const change = (it) => h("tr", {},
    h("td", {}, h("span", { class: `seal ${kinds[it.kind] ?? ""}` }, it.kindLabel)),
    h("td", { class: "small" }, it.sectionLabel),
    h("td", {}, it.text));
  const line = (it) => h("tr", {},
    h("td", { class: "small" }, it.sectionLabel), h("td", {}, it.label), h("td", {}, it.text));
  tell(
    pick,
    h("h2", {}, "逐步回放"),
    h("div", { class: "pick" },
      h("button", { type: "button", class: "plain", disabled: at === 0, onclick: go(at - 1) }, "上一步"),
      h("input", { type: "range", min: 0, max: last, value: at, "aria-label": "步骤", onchange: (event) => go(Number(event.target.value))() }),
      h("button", { type: "button", class: "plain", disabled: at === last, onclick: go(at + 1) }, "下一步"),
      h("small", {}, `第 ${at + 1} 步，共 ${last + 1} 步　${minute(step.entry.occurredAt)}`)),
    h("ol", { class: "acts" }, h("li", {}, h("p", {}, step.entry.sentence))),
    h("h3", {}, "这一步改变了什么"),
    step.changes.length ? table(["", "部分", "变化"], step.changes.map(change)) : h("p", { class: "lead" }, "案卷记载没有变化。"),
    h("h3", {}, `此时的案卷（${record.onLabel}）`),
    table(["部分", "项目", "内容"], record.lines.map(line)));
}

// 接口

const EXAMPLES = {
  "我的待办": "{\n  worklist(first: 5) {\n    nodes {\n      caseNumber\n      party\n      deadline { ruleLabel dueDate outcome citation }\n    }\n  }\n}",
  "案件列表": "{\n  cases(first: 10) {\n    totalCount { value }\n    nodes { id number party stageLabel violationLabel lastActAt }\n  }\n}",
  "期限怎样算出": "query ($id: CaseId!) {\n  case(id: $id) {\n    deadlines { ruleLabel dueDate outcome explanation }\n  }\n}",
  "登记案源": "mutation ($act: ActInput!, $input: RegisterLeadInput!) {\n  registerLead(act: $act, input: $input) {\n    case { id stageLabel }\n    position\n    userErrors { code message field citation }\n  }\n}",
};

function variablesOf(name) {
  if (name === "期限怎样算出") return { id: state.caseId ?? "" };
  if (name !== "登记案源") return {};
  return {
    act: { commandId: crypto.randomUUID(), occurredAt: given.now ?? new Date().toISOString(), powerItem: "SCJG-CF-001" },
    input: {
      source: "MONITORING", receivedOn: day(given.now ?? new Date().toISOString()),
      clue: "网络监测发现：某网店商品页面使用“最高级”用语。", suspect: "某网店",
      violation: "FALSE_ADVERTISING", documents: [],
    },
  };
}

async function showConsole() {
  const query = h("textarea", { rows: 14, spellcheck: "false", "aria-label": "查询" });
  const variables = h("textarea", { rows: 6, spellcheck: "false", "aria-label": "变量" });
  const fill = (name) => {
    query.value = EXAMPLES[name];
    variables.value = JSON.stringify(variablesOf(name), null, 2);
  };
  const wrong = h("p", { class: "wrong", hidden: true });
  const run = async () => {
    wrong.hidden = true;
    try {
      await ask(query.value, JSON.parse(variables.value || "{}"));
    } catch (error) {
      wrong.textContent = error.message;
      wrong.hidden = false;
    }
  };
  const examples = h("select", { "aria-label": "示例", onchange: (event) => fill(event.target.value) },
    Object.keys(EXAMPLES).map((it) => h("option", { value: it }, it)));
  const schema = h("pre", { class: "schema" }, "……");
  const reading = h("details", { ontoggle: async (event) => {
    if (event.target.open) schema.textContent = await (await fetch("/schema.graphql")).text();
  } }, h("summary", {}, "结构（/schema.graphql）"), schema);
  fill(Object.keys(EXAMPLES)[0]);
  $("sent").textContent = "";
  $("answered").textContent = "";
  tell(
    h("h2", {}, "接口"),
    h("p", { class: "lead" }, "POST /graphql，携带所选身份的令牌。应答在右侧。"),
    h("div", { class: "pick" }, examples, h("button", { type: "button", class: "go", onclick: run }, "执行")),
    query,
    h("label", { class: "over" }, "变量（JSON）"),
    variables,
    wrong,
    h("h3", {}, "结构"),
    reading,
    h("h3", {}, "令牌"),
    h("pre", { class: "schema" }, state.desk?.token ?? ""));
}

// 身份、视图、时钟

const VIEWS = { worklist, file, replay, console: showConsole };

async function show() {
  for (const button of document.querySelectorAll("[data-view]")) {
    button.toggleAttribute("aria-current", button.dataset.view === state.view);
  }
  history.replaceState(null, "", `#${state.view}${state.caseId ? `/${state.caseId}` : ""}`);
  try {
    await VIEWS[state.view]();
  } catch (error) {
    tell(h("p", { class: "wrong" }, error.message));
  }
}

function open(caseId) {
  state.caseId = caseId;
  state.view = "file";
  show();
}

function desks() {
  const button = (desk) => h("button", {
    type: "button",
    "aria-pressed": String(desk === state.desk),
    onclick: () => { state.desk = desk; desks(); show(); },
  }, desk.label, h("small", {}, `${desk.personName} ${desk.person}`));
  const own = h("input", {
    placeholder: "粘贴令牌（anjuan token 可签发）",
    "aria-label": "令牌",
    onchange: (event) => { state.desk = { token: event.target.value.trim() }; show(); },
  });
  $("desks").replaceChildren(...(given.desks.length ? given.desks.map(button) : [own]));
}

function stands(now) {
  given.now = now;
  $("clock").hidden = !now;
  if (now) $("now").textContent = minute(now);
}

async function forward(days) {
  const buttons = document.querySelectorAll("[data-days]");
  buttons.forEach((it) => { it.disabled = true; });
  try {
    const body = JSON.stringify({ workingDays: days });
    const response = await fetch("/demo/clock", { method: "POST", headers: { ...headers(), Accept: "application/json" }, body });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
    stands(answer.now);
    await show();
  } catch (error) {
    tell(h("p", { class: "wrong" }, error.message));
  } finally {
    buttons.forEach((it) => { it.disabled = false; });
  }
}

async function begin() {
  if (hashView in VIEWS) Object.assign(state, { view: hashView, caseId: hashCase ?? null });
  desks();
  document.querySelectorAll("[data-view]").forEach((it) => {
    it.addEventListener("click", () => { state.view = it.dataset.view; show(); });
  });
  document.querySelectorAll("[data-days]").forEach((it) => {
    it.addEventListener("click", () => forward(Number(it.dataset.days)));
  });
  if (given.desks.length) {
    const response = await fetch("/demo/clock", { headers: { ...headers(), Accept: "application/json" } });
    if (response.ok) stands((await response.json()).now);
    show();
  } else {
    tell(h("p", { class: "nothing" }, "请先在右上方粘贴令牌。"));
  }
}

begin();
