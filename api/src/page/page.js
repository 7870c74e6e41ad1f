// 演示页：一个令牌一种身份，一次点击一个查询；左边是话，右边是数据。
// 地址的 # 之后是看什么：#worklist、#file/案件、#replay/案件/步骤、#inbox、#credit、#everywhere、#console。

import { Superseded, accepted, bearer, deskOf, given, send, state } from "/page/ask.js";
import { file, replay } from "/page/cases.js";
import { editor } from "/page/console.js";
import { credit } from "/page/credit.js";
import { everywhere } from "/page/everywhere.js";
import { inbox } from "/page/inbox.js";
import { $, h, minute, nothing, report, tell, wrong } from "/page/parts.js";
import { who } from "/page/viewer.js";
import { worklist } from "/page/worklist.js";

const VIEWS = { worklist, file, replay, inbox, credit, everywhere, console: editor };

/** 所选身份可以看的：当事人看自己的信用信息，其他人看其余的；处处受限只在演示中有。 */
function open(view) {
  const isParty = Boolean(bearer(state.desk).uscc);
  if (view === "everywhere") return Boolean(deskOf("company"));
  if (view === "console") return true;
  return (view === "credit") === isParty;
}

function read() {
  const [view, caseId, revision] = location.hash.slice(1).split("/");
  if (view in VIEWS) state.view = view;
  if (!open(state.view)) state.view = Object.keys(VIEWS).find(open);
  if (caseId) state.caseId = caseId;
  state.revision = Number.parseInt(revision, 10) || 0;
}

async function show() {
  read();
  state.turn += 1;
  // 当事人不拨演示的时钟。
  const isParty = Boolean(bearer(state.desk).uscc);
  document.querySelectorAll("[data-days]").forEach((it) => { it.hidden = isParty; });
  state.leaving.abort();
  state.leaving = new AbortController();
  for (const link of $("views").children) {
    link.hidden = !open(link.hash.slice(1));
    if (link.hash === `#${state.view}`) {
      link.setAttribute("aria-current", "page");
      document.title = `${link.textContent} · 案卷`;
    } else {
      link.removeAttribute("aria-current");
    }
  }
  if (!state.desk) return tell(nothing("请先在右上方粘贴令牌。"));
  $("told").setAttribute("aria-busy", "true");
  try {
    await VIEWS[state.view]();
  } catch (error) {
    if (error instanceof Superseded) return;
    tell(wrong(error.message));
  }
  $("told").removeAttribute("aria-busy");
}

// 身份

function choose(desk) {
  state.desk = desk;
  who();
  show();
}

function desks() {
  const button = (desk, n) => h("button", {
    type: "button",
    id: `desk-${n}`,
    "aria-pressed": String(desk === state.desk),
    onclick: () => { choose(desk); desks(); $(`desk-${n}`).focus(); },
  }, desk.label, h("small", {}, `${desk.personName} ${desk.person}`));
  $("desks").replaceChildren(...(given.desks.length ? given.desks.map(button) : [own()]));
}

/** 不是演示时，令牌由使用者粘贴，只留在这一页里。 */
function own() {
  const token = h("input", { placeholder: "粘贴令牌（anjuan token 可签发）", "aria-label": "令牌", autocomplete: "off", spellcheck: "false" });
  const enter = (event) => {
    event.preventDefault();
    choose(token.value.trim() ? { token: token.value.trim() } : null);
  };
  return h("form", { onsubmit: enter }, token, h("button", { type: "submit" }, "使用"));
}

// 时钟

function stands(now) {
  given.now = now;
  $("clock").hidden = !now;
  if (now) {
    $("now").textContent = minute(now);
    $("now").dateTime = now;
  }
}

async function forward(days) {
  const buttons = document.querySelectorAll("[data-days]");
  buttons.forEach((it) => { it.disabled = true; });
  report("时钟在走");
  try {
    const body = JSON.stringify({ workingDays: days });
    const { answer } = await send("/demo/clock", { method: "POST", body });
    accepted(answer);
    stands(answer.now);
    who();
    await show();
    report(`时钟走到 ${minute(answer.now)}`);
  } catch (error) {
    tell(wrong(error.message));
  } finally {
    buttons.forEach((it) => { it.disabled = false; });
    document.querySelector(`[data-days="${days}"]`).focus();
  }
}

async function begin() {
  desks();
  addEventListener("hashchange", show);
  $("skip").addEventListener("click", (event) => { event.preventDefault(); $("told").focus(); });
  document.querySelectorAll("[data-days]").forEach((it) => {
    it.addEventListener("click", () => forward(Number(it.dataset.days)));
  });
  if (given.desks.length) {
    const { ok, answer } = await send("/demo/clock").catch(() => ({ ok: false }));
    if (ok) stands(answer.now);
  }
  who();
  await show();
}

begin();
