/* Steps that a reader ticks off. What is done is remembered in this browser and told to nobody. */
(() => {
  const KEY = "accord-steps-done";

  const remembered = () => {
    try {
      return new Set(JSON.parse(localStorage.getItem(KEY)) ?? []);
    } catch {
      return new Set();
    }
  };

  const remember = (step, done) => {
    const steps = remembered();
    done ? steps.add(step) : steps.delete(step);
    try {
      localStorage.setItem(KEY, JSON.stringify([...steps]));
    } catch {
      // A browser that keeps nothing still lets its reader tick steps off.
    }
  };

  const box = (step, label) => {
    const input = Object.assign(document.createElement("input"), { type: "checkbox" });
    const title = step.querySelector("h3");
    title.id ||= `step-${step.dataset.step}`;
    input.setAttribute("aria-describedby", title.id);
    input.checked = remembered().has(step.dataset.step);
    const element = Object.assign(document.createElement("label"), { className: "done" });
    element.append(input, ` ${label}`);
    title.after(element);
    return input;
  };

  for (const list of document.querySelectorAll("ol.steps")) {
    const progress = Object.assign(document.createElement("p"), { className: "progress" });
    progress.setAttribute("role", "status");
    const inputs = [...list.children].map((step) => {
      const input = box(step, list.dataset.done);
      input.addEventListener("change", () => {
        remember(step.dataset.step, input.checked);
        show();
      });
      return input;
    });
    const show = () => {
      const done = inputs.filter((input) => input.checked).length;
      progress.textContent = list.dataset.progress.replace("{done}", done).replace("{count}", inputs.length);
    };
    show();
    list.before(progress);
  }
})();
