/* Beside the form, a partner's site shows the draft. Its token is renewed as long as this page is open, and what is
   clicked there opens the field in the form around this page. */

const form = document.querySelector("form[data-token]");
const frame = document.querySelector("[data-frame]");
const link = document.querySelector("[data-open]");
const { origin, resource, language, seconds } = form.dataset;

const tell = (message) => frame?.contentWindow.postMessage(message, origin);

const renew = async () => {
  const response = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!response?.ok) return;
  const { token } = await response.json();
  link.href = link.href.replaceAll(encodeURIComponent(form.dataset.token), encodeURIComponent(token));
  form.dataset.token = token;
  tell({ type: "accord:token", token });
};
/* Well before it ends, so that a failed attempt can be repeated. */
setInterval(renew, (Number(seconds) * 1000) / 3);

/* The field of the surrounding form, in whichever tab it is; null if the form is another one. */
const fieldAt = (path) => {
  const selector = path.split(".").map((each) => `[data-contentpath="${CSS.escape(each)}"]`).join(" ");
  return window.parent.document.querySelector(selector);
};

/* Tabs and panels open with a transition, and what is not shown yet cannot get the focus. */
const focus = (field, tries = 20) => {
  if (!field.offsetParent && tries) {
    setTimeout(focus, 50, field, tries - 1);
    return;
  }
  field.scrollIntoView({ block: "center" });
  window.parent.focus();
  field.querySelector("[contenteditable=true], input:not([type=hidden]), textarea, select")?.focus();
};

const open = (field) => {
  const page = window.parent.document;
  const tab = field.closest("[role=tabpanel]");
  if (tab) page.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
  const toggle = field.closest("[data-panel]")?.querySelector("[data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  focus(field);
};

window.addEventListener("message", (event) => {
  if (event.origin !== origin || event.source !== frame?.contentWindow) return;
  if (event.data?.type !== "accord:edit") return;
  const wanted = new URL(event.data.href, window.location.href);
  if (wanted.origin !== window.location.origin) return;
  const path = wanted.hash.split(":w:contentpath=")[1];
  const isHere = wanted.pathname.endsWith(`/${resource}/`) && [null, language].includes(wanted.searchParams.get("lang"));
  const field = window.parent !== window && isHere && path ? fieldAt(decodeURIComponent(path)) : null;
  if (field) open(field);
  else window.open(wanted, "_blank", "noreferrer");
});
