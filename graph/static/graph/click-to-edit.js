/* For partner sites: in a preview, leads from each text to its field in Accord's admin. Include it in previews only:

     <script src="https://accord.example/static/graph/click-to-edit.js" data-label="Edit"></script>

   Texts of answers to requests with `Accord-Preview-Marks: true` carry invisible marks. This script removes these from
   the page, remembers them, and shows a link beside a text that is pointed at or that gets the focus. When the page is
   shown beside Accord's form, new tokens arrive as the event "accord:token" of the window, with `detail.token`. */
(() => {
  const admin = new URL(document.currentScript.dataset.admin || document.currentScript.src).origin;
  const label = document.currentScript.dataset.label || "Edit";
  const DIGITS = "\u200b\u200c\u200d\ufeff";
  const MARK = /\u200b{4}(?:[\u200b\u200c\u200d\ufeff]{4})+/g;
  const TEXTS = ["alt", "title", "aria-label", "placeholder", "content"];
  const embedded = window.parent !== window;

  /* The address that a mark stands for; null for one of somebody else. */
  const addressOf = (mark) => {
    const digits = [...mark.slice(4)].map((each) => DIGITS.indexOf(each));
    const bytes = new Uint8Array(digits.length / 4);
    bytes.forEach((_, at) => {
      bytes[at] = digits.slice(4 * at, 4 * at + 4).reduce((byte, digit) => byte * 4 + digit, 0);
    });
    try {
      const { href } = JSON.parse(new TextDecoder().decode(bytes));
      return new URL(href).origin === admin ? href : null;
    } catch {
      return null;
    }
  };

  /* Returns a text without marks, and notes the first of them at the element. */
  const cleaned = (text, element) => {
    const marks = text.match(MARK);
    if (!marks) return text;
    const href = marks.map(addressOf).find(Boolean);
    if (href && element) element.dataset.accordEdit = href;
    return text.replace(MARK, "");
  };

  const cleanText = (node) => {
    const text = cleaned(node.data, node.parentElement);
    if (text !== node.data) node.data = text;
  };

  const cleanAttributes = (element) => {
    for (const name of TEXTS) {
      const value = element.getAttribute(name);
      if (value?.includes(DIGITS[0])) element.setAttribute(name, cleaned(value, element));
    }
  };

  const clean = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return cleanText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) cleanText(node);
      else cleanAttributes(node);
    }
  };

  const link = Object.assign(document.createElement("a"), { hidden: true, target: "_blank", rel: "noopener" });
  link.textContent = label;
  link.style.cssText =
    "position:absolute;z-index:2147483647;padding:.25em .6em;border-radius:.25em;background:#00676a;color:#fff;" +
    "font:600 13px/1.4 system-ui,sans-serif;text-decoration:none;box-shadow:0 1px 4px #0006";
  let near = null;

  const show = (element) => {
    if (element === near && !link.hidden) return;
    hide();
    near = element;
    near.style.setProperty("outline", "2px solid #00676a");
    link.href = near.dataset.accordEdit;
    link.hidden = false;
    const place = near.getBoundingClientRect();
    link.style.top = `${Math.max(0, window.scrollY + place.top - link.offsetHeight)}px`;
    link.style.left = `${Math.max(0, window.scrollX + place.right - link.offsetWidth)}px`;
  };

  const hide = () => {
    near?.style.removeProperty("outline");
    near = null;
    link.hidden = true;
  };

  const follow = ({ target }) => {
    if (target === link || !(target instanceof Element)) return;
    const element = target.closest("[data-accord-edit]");
    if (element) show(element);
    else hide();
  };

  link.addEventListener("click", (event) => {
    if (!embedded) return;
    event.preventDefault();
    window.parent.postMessage({ type: "accord:edit", href: link.href }, admin);
  });

  window.addEventListener("message", (event) => {
    if (event.origin !== admin || event.source !== window.parent || event.data?.type !== "accord:token") return;
    window.dispatchEvent(new CustomEvent("accord:token", { detail: { token: event.data.token } }));
  });

  const start = () => {
    clean(document.documentElement);
    document.body.append(link);
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "childList") addedNodes.forEach(clean);
        else if (type === "characterData") cleanText(target);
        else cleanAttributes(target);
      }
    }).observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: TEXTS,
    });
    document.addEventListener("pointerover", follow);
    document.addEventListener("focusin", follow);
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
