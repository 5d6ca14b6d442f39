/* What every page does besides showing itself. All of it is extra: each page works without. */
(() => {
  "use strict";
  const page = document.documentElement;
  page.classList.add("js");

  const find = (selector, within = document) => within.querySelector(selector);

  /* Say something through the page's one status region, even if it is the same as before. */
  function announce(words) {
    const status = find("#status");
    status.textContent = "";
    setTimeout(() => { status.textContent = words; }, 60);
  }

  function focusOn(element) {
    if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) {
      element.tabIndex = -1;
    }
    element.focus();
  }

  /* The title says "Error:" for as long as the page shows an error summary. */
  function sayErrorInTitle(summary) {
    const word = summary?.dataset.title ?? page.dataset.errorWord;
    if (!word) return;
    page.dataset.errorWord = word;
    const plain = document.title.startsWith(word) ? document.title.slice(word.length).trim() : document.title;
    document.title = summary ? `${word} ${plain}` : plain;
  }

  /* Go to the field of an error, with its question in view. */
  function goToField(event) {
    const link = event.target.closest(".govuk-error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const question = field.closest("fieldset")?.querySelector("legend") ?? find(`label[for="${CSS.escape(field.id)}"]`);
    (question ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  }

  /* How many letters are left: seen at once, spoken after a pause when there are few. */
  let counting;
  function countLetters(event) {
    const most = Number(event.target.dataset?.most);
    const info = most && document.getElementById(`${event.target.id}-info`);
    if (!info) return;
    const left = most - event.target.value.length;
    const words = left < 0 ? info.dataset.over : info.dataset.left;
    info.textContent = words.replace("{}", Math.abs(left).toLocaleString(page.lang));
    info.classList.toggle("govuk-error-message", left < 0);
    clearTimeout(counting);
    if (left < most / 10) counting = setTimeout(() => announce(info.textContent), 1500);
  }

  /* A second press within a second is a slip of the hand. */
  const pressedAt = new WeakMap();
  function pressOnce(event) {
    if (event.defaultPrevented) return;
    const now = Date.now();
    if (now - (pressedAt.get(event.target) ?? 0) < 1000) event.preventDefault();
    else pressedAt.set(event.target, now);
  }

  /* Leave so that Back does not come here again. */
  function press(event) {
    const leave = event.target.closest("[data-leave]");
    if (leave) {
      event.preventDefault();
      location.replace(leave.href);
    }
    if (event.target.closest("[data-print]")) window.print();
    goToField(event);
  }

  /* On the big screen of a meeting the arrow keys go on and back. */
  function turn(event) {
    const way = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    find(`.screen a[rel="${way}"]`)?.click();
  }

  /* Every request of htmx carries the token that proves it came from a page of this site. */
  function prove(event) {
    const token = find('meta[name="csrf-token"]')?.content;
    if (token) event.detail.ctx.request.headers["X-CSRFToken"] = token;
  }

  /* After a swap nobody is left nowhere: what asks for the focus gets it, else what is new does. */
  function settle(event) {
    const fresh = event.detail.newContent.filter((node) => node.nodeType === 1 && node.isConnected);
    const wanted = fresh.map((node) => (node.matches("[data-focus]") ? node : find("[data-focus]", node))).find(Boolean);
    const lost = !document.activeElement || document.activeElement === document.body;
    if (wanted) focusOn(wanted);
    else if (lost && fresh.length) focusOn(fresh[0]);
    sayErrorInTitle(find(".govuk-error-summary"));
    showForScripts();
  }

  /* The line was lost or the site is ill: say so beside what was pressed, and keep the words. */
  function trouble(event) {
    const { ctx } = event.detail;
    if (!ctx) return;
    if (ctx.response && ctx.response.status < 500) {
      find("#status").textContent = "";  // what takes its place says why, and has the focus
      return;
    }
    const words = find("#status").dataset.trouble;
    const pressed = ctx.sourceElement;
    if (!pressed.isConnected) return;
    forgetTrouble();
    const note = Object.assign(document.createElement("p"), { className: "notice notice--trouble", textContent: words });
    pressed.after(note);
    announce(words);
  }

  function forgetTrouble() {
    find(".notice--trouble")?.remove();
  }

  function showForScripts() {
    document.querySelectorAll("[data-needs-script][hidden]").forEach((element) => { element.hidden = false; });
  }

  document.addEventListener("DOMContentLoaded", () => {
    showForScripts();
    const wanted = find(".govuk-error-summary");
    if (wanted) focusOn(wanted);
  });
  document.addEventListener("click", press);
  document.addEventListener("keydown", turn);
  document.addEventListener("input", countLetters);
  document.addEventListener("submit", pressOnce);
  document.addEventListener("announce", (event) => announce(event.detail.text ?? event.detail.value));
  document.addEventListener("htmx:config:request", prove);
  document.addEventListener("htmx:before:request", forgetTrouble);
  document.addEventListener("htmx:after:settle", settle);
  document.addEventListener("htmx:response:error", trouble);
  document.addEventListener("htmx:error", trouble);
})();
