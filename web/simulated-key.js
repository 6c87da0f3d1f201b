// A button for the local run, where Apple is simulated and makes a key at once.
import { config } from "./config.js";
import { busy, fill, h } from "./elements.js";
import { alertBox } from "./page.js";
import { texts } from "./texts.js";

const t = texts.wizard.form;

// Fills `place` with the button if the local run makes keys. `take` gets {issuerId, file}, and
// `trouble` shows that no key could be made.
export async function offerSimulatedKey(place, take, trouble) {
  const { local } = await config;
  if (!local?.makesKeys) return;
  const button = h("button", { type: "button", className: "small", onclick: make }, t.simulated);
  fill(place, h("div", { className: "note quiet" }, h("p", null, t.simulatedText), h("div", { className: "actions" }, button)));

  async function make() {
    const done = busy(button, t.simulatedMaking);
    try {
      const answer = await fetch("local/key", { method: "POST", cache: "no-store" });
      const key = await answer.json();
      await take({ issuerId: key.issuerId, file: new File([key.privateKeyPem], `AuthKey_${key.keyId}.p8`) });
    } catch {
      fill(trouble, alertBox(texts.trouble.offline));
    } finally {
      done();
    }
  }
}
