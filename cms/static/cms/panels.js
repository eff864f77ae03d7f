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

  class Remarks extends Controller {
    connect() {
      document.querySelectorAll(".accord-remark").forEach((each) => each.remove());
      this.element.querySelectorAll("[data-remark-at]").forEach((remark) => this.place(remark));
    }

    place(remark) {
      const section = document.getElementById(remark.dataset.remarkAt);
      const content = section && section.querySelector(".w-panel__content");
      if (!content) return;
      const note = document.createElement("p");
      note.className = `accord-remark accord-remark--${remark.dataset.remark}`;
      note.textContent = remark.querySelector("[data-remark-message]").textContent;
      content.prepend(note);
    }
  }

  window.wagtail.app.register("accord-load", Load);
  window.wagtail.app.register("accord-remarks", Remarks);
})();
