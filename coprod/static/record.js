/* Record a voice into the file field of its form, which sends it like any other file. Without a
   microphone, or where a browser cannot do it, the field is all there is. */
(() => {
  "use strict";
  const LONGEST = 10 * 60 * 1000; // as long as the site takes: the recorder stops by itself
  const BITS = 32000; // a second; ten minutes are 2.4 MB, which a slow line can carry
  const KINDS = { "audio/mp4;codecs=mp4a.40.2": "m4a", "audio/webm;codecs=opus": "webm", "audio/ogg;codecs=opus": "ogg" };
  const Recorder = window.MediaRecorder;
  const kind = Recorder && Object.keys(KINDS).find((one) => Recorder.isTypeSupported(one));
  if (!kind || !navigator.mediaDevices || !window.DataTransfer) return;
  document.querySelectorAll("[data-recorder]").forEach(offerOne);

  function offerOne(box) {
    const find = (name) => box.querySelector(`[data-recorder-${name}]`);
    const [acts, press, listen, says, heard] = ["acts", "press", "listen", "says", "heard"].map(find);
    const field = box.querySelector("input[type=file]");
    const before = heard.getAttribute("src"); // what was kept earlier, if anything was
    let recorder = null;
    let asking = false; // the browser is asking for the microphone
    let sendAfter = false;

    function show(state) {
      press.querySelectorAll("[data-when]").forEach((act) => { act.hidden = act.dataset.when !== state; });
      listen.hidden = state !== "done";
    }

    function say(words) {
      says.textContent = words;
      says.hidden = !words;
      document.dispatchEvent(new CustomEvent("announce", { detail: { text: words } }));
    }

    /* What can be listened to: what the field holds, or else what was kept earlier. */
    function offer() {
      const file = field.files[0];
      const src = file ? URL.createObjectURL(file) : before;
      if (heard.src.startsWith("blob:")) URL.revokeObjectURL(heard.src);
      if (src) heard.src = src;
      else heard.removeAttribute("src");
      heard.hidden = !src;
      show(src ? "done" : "idle");
    }

    function keep(pieces, words) {
      const file = new File(pieces, `voice.${KINDS[kind]}`, { type: kind.split(";")[0] });
      if (!file.size) {
        offer();
        return say(box.dataset.refused);
      }
      const carried = new DataTransfer();
      carried.items.add(file);
      field.files = carried.files;
      offer();
      say(words);
      if (sendAfter) field.form.requestSubmit();
      return undefined;
    }

    function record(stream) {
      const pieces = [];
      let words = box.dataset.recorded;
      recorder = new Recorder(stream, { mimeType: kind, audioBitsPerSecond: BITS });
      const full = setTimeout(() => {
        words = box.dataset.full;
        recorder.stop();
      }, LONGEST);
      recorder.ondataavailable = (event) => pieces.push(event.data);
      recorder.onstop = () => {
        clearTimeout(full);
        stream.getTracks().forEach((track) => track.stop());
        recorder = null;
        keep(pieces, words);
      };
      recorder.start();
      heard.hidden = true;
      show("recording");
      say(box.dataset.recording);
    }

    async function begin() {
      if (asking) return;
      asking = true;
      let stream;
      heard.pause();
      document.dispatchEvent(new Event("quiet")); // the page must not be heard in it
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        record(stream);
      } catch {
        recorder = null;
        stream?.getTracks().forEach((track) => track.stop());
        offer();
        say(box.dataset.refused);
      }
      asking = false;
    }

    press.addEventListener("click", () => (recorder ? recorder.stop() : begin()));
    listen.addEventListener("click", () => {
      heard.currentTime = 0;
      heard.play().catch(() => {});
    });
    field.addEventListener("change", () => {
      offer();
      say("");
    });
    /* Sent in the middle of a word: what was said so far is kept first, and then sent. */
    field.form.addEventListener("submit", (event) => {
      if (!recorder) return;
      event.preventDefault();
      sendAfter = true;
      recorder.stop();
    });
    field.before(acts, heard); // the easier way first
    acts.hidden = false;
    offer();
  }
})();
