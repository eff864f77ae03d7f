// Zoom for maps: buttons, and dragging with a mouse once the map is nearer. The map is whole and works without it.
(function () {
  "use strict";
  for (const figure of document.querySelectorAll(".atlas")) {
    const bar = figure.querySelector(".bar"), svg = figure.querySelector("svg");
    if (!bar || !svg) continue;
    const whole = svg.viewBox.baseVal, size = [whole.width, whole.height];
    let [x, y, part] = [0, 0, 1];
    const within = (value, most) => Math.max(0, Math.min(most, value));

    function show() {
      x = within(x, size[0] * (1 - part));
      y = within(y, size[1] * (1 - part));
      svg.setAttribute("viewBox", `${x} ${y} ${size[0] * part} ${size[1] * part}`);
      svg.style.setProperty("--part", part);
      svg.classList.toggle("near", part < 1);
    }

    function zoom(by) {
      const next = Math.max(1 / 12, Math.min(1, part * by));
      x += (size[0] * (part - next)) / 2;
      y += (size[1] * (part - next)) / 2;
      part = next;
      show();
    }

    const acts = { closer: () => zoom(1 / 1.6), further: () => zoom(1.6), all: () => zoom(12) };
    bar.addEventListener("click", ({ target }) => acts[target.dataset.act]?.());
    svg.addEventListener("pointerdown", (event) => {
      if (part === 1 || event.pointerType !== "mouse") return;
      const scale = (size[0] * part) / svg.clientWidth;
      const from = [event.clientX, event.clientY, x, y];
      let moved = false;
      const move = (at) => {
        moved ||= Math.abs(at.clientX - from[0]) + Math.abs(at.clientY - from[1]) > 4;
        x = from[2] - (at.clientX - from[0]) * scale;
        y = from[3] - (at.clientY - from[1]) * scale;
        show();
      };
      const end = () => {
        removeEventListener("pointermove", move);
        // A drag that ends on a country is no click on it.
        if (moved) svg.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
      };
      event.preventDefault();
      addEventListener("pointermove", move);
      addEventListener("pointerup", end, { once: true });
    });
    // A country that gets the focus is brought into the part that is shown.
    svg.addEventListener("focusin", ({ target }) => {
      if (part === 1) return;
      const box = target.getBBox();
      x = box.x + box.width / 2 - (size[0] * part) / 2;
      y = box.y + box.height / 2 - (size[1] * part) / 2;
      show();
    });
    bar.hidden = false;
  }
})();
