/* Our side panels: one that is filled when it is opened, and remarks that also stand at their fields. */
(() => {
  const { Controller } = window.StimulusModule;

  class Load extends Controller {
    static values = { address: String };

    connect() {
      this.panel = this.element.closest("[data-side-panel]");
      this.load = this.load.bind(this);
      this.panel.addEventListener("show", this.load);
      if (!this.panel.hidden) this.load();
    }

    disconnect() {
      this.panel.removeEventListener("show", this.load);
    }

    async load() {
      const response = await fetch(this.addressValue, { headers: { "x-requested-with": "XMLHttpRequest" } });
      if (response.ok) this.element.innerHTML = await response.text();
    }
  }

  /* The block of the form in which one of these inputs stands, and what shows it: a field or a list of rows. */
  const sectionNear = (ids) => {
    const input = ids.split(" ").map((id) => document.getElementById(id)).find(Boolean);
    return input && (input.closest("[data-field-wrapper]") || input.closest("[data-panel]"));
  };

  class Remarks extends Controller {
    static values = { toggle: String };

    connect() {
      document.querySelector("[data-side-panel-toggle=findings]").setAttribute("aria-label", this.toggleValue);
      document.querySelectorAll(".accord-remark").forEach((each) => each.remove());
      this.element.querySelectorAll("[data-remark-near]").forEach((remark) => this.place(remark));
    }

    place(remark) {
      const section = sectionNear(remark.dataset.remarkNear);
      if (!section) return;
      const note = document.createElement("p");
      note.className = `accord-remark accord-remark--${remark.dataset.remark}`;
      note.textContent = remark.querySelector("[data-remark-message]").textContent;
      (section.querySelector(":scope > .w-panel__content") || section).prepend(note);
    }

    go({ params }) {
      const section = sectionNear(params.near);
      if (!section) return;
      const tab = section.closest("[role=tabpanel]");
      if (tab && tab.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`).click();
      // Wagtail shows the tab a moment later.
      window.setTimeout(() => this.focusIn(section), 100);
    }

    focusIn(section) {
      section.scrollIntoView({ block: "center" });
      const inputs = section.querySelectorAll("input, select, textarea, [contenteditable=true], .w-panel__content button");
      const first = [...inputs].find((each) => each.offsetParent && each.type !== "hidden");
      if (first) first.focus();
    }
  }

  /* Work that takes several requests goes on by itself; without this script, its button is pressed. */
  class Continue extends Controller {
    connect() {
      this.element.requestSubmit();
    }
  }

  window.wagtail.app.register("accord-load", Load);
  window.wagtail.app.register("accord-continue", Continue);
  window.wagtail.app.register("accord-remarks", Remarks);
})();
