/* Read this page to me: block by block, each marked while it is read. The buttons stay hidden in
   browsers that cannot speak. */
(() => {
  "use strict";
  const bar = document.querySelector("[data-speak]");
  const voice = window.speechSynthesis;
  if (!bar || !voice || typeof SpeechSynthesisUtterance === "undefined") return;

  const play = bar.querySelector("[data-speak-play]");
  const stop = bar.querySelector("[data-speak-stop]");
  const words = bar.querySelector("[data-speak-words]");
  const BLOCK = "h1,h2,h3,h4,p,li,label,legend,dt,dd,th,td,summary,button,figcaption,.govuk-hint,.govuk-button";
  const SILENT = "[data-nospeak],[hidden],[aria-hidden=true],nav,svg";
  const LONGEST = 180; // letters; some browsers fall silent in the middle of longer ones

  let blocks = [];
  let at = 0;
  let state = "idle"; // or "reading", "waiting"
  let silence; // a timer: no voice by then means that there is none
  let turn = 0; // what an older turn still has to say is not wanted any more

  function readable(within) {
    const found = [];
    for (const element of within.children) {
      if (element.matches(SILENT) || !element.checkVisibility()) continue;
      if (element.matches(BLOCK) && (hasWords(element) || !element.querySelector(BLOCK))) {
        if (element.innerText.trim()) found.push(element);
      } else {
        found.push(...readable(element));
      }
    }
    return found;
  }

  function hasWords(element) {
    return [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  }

  function parts(element) {
    const sentences = element.innerText.replace(/\s+/g, " ").trim().match(/[^.!?]+[.!?]*\s*/g) ?? [];
    return sentences.reduce((all, sentence) => {
      const last = all.at(-1) ?? "";
      if (all.length && last.length + sentence.length <= LONGEST) all[all.length - 1] = last + sentence;
      else all.push(sentence);
      return all;
    }, []);
  }

  function mark(element) {
    document.querySelector(".speaking")?.classList.remove("speaking");
    element?.classList.add("speaking");
    element?.scrollIntoView({ block: "nearest" });
  }

  function show(next) {
    state = next;
    const { pause, resume } = play.dataset;
    stop.hidden = state === "idle";
    words.textContent = { idle: play.dataset.play, reading: pause, waiting: resume }[state];
  }

  function hush() {
    clearTimeout(silence);
    turn += 1;
    voice.cancel();
  }

  function finish() {
    hush();
    at = 0;
    mark(null);
    show("idle");
  }

  function read() {
    while (at < blocks.length && !blocks[at].isConnected) at += 1;
    if (at >= blocks.length) return finish();
    mark(blocks[at]);
    return say(parts(blocks[at]), blocks[at].closest("[lang]").lang, turn);
  }

  function say([first, ...rest], lang, mine) {
    const go = () => {
      if (mine !== turn) return;
      if (rest.length) return say(rest, lang, mine);
      at += 1;
      return read();
    };
    if (!first) return go();
    const speech = new SpeechSynthesisUtterance(first);
    speech.lang = lang;
    speech.rate = Number(bar.dataset.rate) || 0.9;
    speech.voice = voice.getVoices().find((one) => one.localService && one.lang.startsWith(lang)) ?? null;
    speech.onend = go;
    speech.onstart = () => clearTimeout(silence);
    speech.onerror = (event) => (/unavailable|failed|not-allowed/.test(event.error) ? giveUp() : go());
    clearTimeout(silence);
    silence = setTimeout(() => mine === turn && !voice.speaking && giveUp(), 4000);
    return voice.speak(speech);
  }

  /* Some devices have the words for it but no voice. */
  function giveUp() {
    finish();
    words.textContent = play.dataset.cannot;
  }

  /* A recording and this page never talk at the same time. */
  function giveWay() {
    if (state !== "reading") return;
    hush();
    show("waiting");
  }

  play.addEventListener("click", () => {
    if (state === "reading") {
      giveWay();
      return;
    }
    document.querySelectorAll("audio").forEach((one) => one.pause());
    if (state === "idle") blocks = readable(document.querySelector("main"));
    hush();
    show("reading");
    read();
  });
  stop.addEventListener("click", () => {
    finish();
    play.focus();
  });
  document.addEventListener("play", giveWay, true);
  document.addEventListener("quiet", giveWay);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state !== "idle") finish();
  });
  window.addEventListener("pagehide", hush);
  show("idle");
  bar.hidden = false;
})();
