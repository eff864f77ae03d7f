// Draws the network of the explorer. Addresses and lists are the server's: a step fetches the next page, takes its
// lists, and adds its network to the drawing, in which nothing that stands there moves.
(function () {
  "use strict";
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const frame = document.querySelector(".drawing-frame");
  const place = document.getElementById("drawing");
  const said = document.getElementById("drawing-said");
  if (!frame) return;
  const graph = new graphology.MultiDirectedGraph();
  const words = Object.assign(document.createElement("canvas"), { className: "words" });
  let sigma = null;
  let chosen = "";

  const read = (page) => JSON.parse(page.getElementById("drawing-data").textContent);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const size = (degree) => Math.min(20, 4 + 1.6 * Math.sqrt(degree));

  // A new node begins beside a neighbour that has its place already, so that it is found near it.
  function begin(id, number, data) {
    const edge = data.edges.find(({ source, target }) =>
      (source === id && graph.hasNode(target)) || (target === id && graph.hasNode(source)));
    const other = edge ? (edge.source === id ? edge.target : edge.source) : null;
    const centre = other ? graph.getNodeAttributes(other) : { x: 0, y: 0 };
    const distance = other ? 5 : number;
    return { x: centre.x + distance * Math.cos(number * GOLDEN), y: centre.y + distance * Math.sin(number * GOLDEN) };
  }

  function put(data) {
    const wanted = new Map(data.nodes.map((each) => [each.id, each]));
    graph.filterNodes((id) => !wanted.has(id)).forEach((id) => graph.dropNode(id));
    const known = graph.order > 0;
    graph.forEachNode((id) => graph.setNodeAttribute(id, "fixed", true));
    data.nodes.forEach((each, number) => {
      const shown = { ...each, size: size(each.degree), color: colour(`--hue-${each.hue}`), kind: each.type };
      delete shown.type;
      if (graph.hasNode(each.id)) graph.mergeNodeAttributes(each.id, shown);
      else graph.addNode(each.id, { ...shown, ...begin(each.id, number, data), fixed: false });
    });
    graph.clearEdges();
    const onPath = new Set(data.paths.flatMap((path) => path.slice(1).flatMap((id, i) => [`${path[i]} ${id}`, `${id} ${path[i]}`])));
    for (const { source, target, label, link } of data.edges) {
      const path = onPath.has(`${source} ${target}`);
      graph.addEdge(source, target, { label, link, size: path ? 4 : 1.5, color: colour(path ? "--hue-5" : "--strong-rule") || "#8b8779" });
    }
    spread(known);
  }

  function spread(known) {
    if (graph.order < 2) return;
    const layout = graphologyLibrary.layoutForceAtlas2;
    const settings = { ...layout.inferSettings(graph), adjustSizes: false, gravity: 1, scalingRatio: 12 };
    layout.assign(graph, { iterations: known ? 150 : 400, settings });
  }

  function draw() {
    if (sigma) sigma.kill();
    sigma = new Sigma(graph, place, {
      settings: { itemSizesReference: "screen", renderLabels: false, enableEdgeEvents: true, stagePadding: 40, gestureTarget: "shared" },
      styles: {
        nodes: { color: { attribute: "color" }, size: { attribute: "size" }, label: "" },
        edges: {
          color: { whenState: "isHighlighted", then: colour("--accent"), else: { attribute: "color" } },
          size: { attribute: "size" }, label: "",
        },
      },
    });
    place.append(words);
    sigma.on("afterRender", letter);
    letter();
    sigma.on("clickNode", ({ node }) => go(graph.getNodeAttribute(node, "toggle"), true, node));
    sigma.on("enterNode", ({ node }) => choose(node));
    sigma.on("enterEdge", ({ edge }) => say(sentence(edge)));
  }

  const name = (id) => graph.getNodeAttribute(id, "label");
  const sentence = (edge) => `${name(graph.source(edge))} → ${graph.getEdgeAttribute(edge, "label")} → ${name(graph.target(edge))}`;

  function say(text) {
    said.textContent = text;
  }

  function choose(id) {
    mark(chosen, false);
    chosen = id;
    mark(id, true);
    const { label, typeLabel, degree } = graph.getNodeAttributes(id);
    place.dataset.chosen = id;
    say(`${label} (${typeLabel}, ${degree}): ${graph.edges(id).slice(0, 3).map(sentence).join("; ")}`);
  }

  function mark(id, isHighlighted) {
    if (!graph.hasNode(id)) return;
    sigma.setNodeState(id, { isHighlighted });
    graph.forEachEdge(id, (edge) => sigma.setEdgeState(edge, { isHighlighted }));
    sigma.refresh();
  }

  // Chooses the nearest node in the direction of an arrow key.
  function walk(key) {
    const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    const at = (id) => sigma.graphToViewport(graph.getNodeAttributes(id));
    if (!graph.hasNode(chosen)) return choose(graph.nodes()[0]);
    const from = at(chosen);
    let best = null, least = Infinity;
    graph.forEachNode((id) => {
      const { x, y } = at(id);
      const ahead = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      if (id !== chosen && ahead > 0 && ahead + 2 * aside < least) [best, least] = [id, ahead + 2 * aside];
    });
    if (best) choose(best);
  }

  // Takes a step: the page at an address, without leaving this one.
  async function go(address, remember, around) {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector(".explored");
    if (!response.ok || !next) return location.assign(address);
    document.querySelector(".explored").replaceWith(next);
    document.getElementById("drawing-data").textContent = page.getElementById("drawing-data").textContent;
    document.querySelector("main form.search").replaceWith(page.querySelector("main form.search"));
    if (remember) history.pushState({}, "", address);
    put(read(document));
    sigma.refresh();
    if (around && graph.hasNode(around)) choose(around);
  }

  function act(kind) {
    const camera = sigma.getCamera(), { ratio } = camera.getState(), moving = { duration: still.matches ? 0 : 200 };
    if (kind === "closer") camera.animate({ ratio: ratio / 1.5 }, moving);
    if (kind === "further") camera.animate({ ratio: ratio * 1.5 }, moving);
    if (kind === "all") camera.animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, moving);
    if (kind === "svg") save(new Blob([picture()], { type: "image/svg+xml" }), "network.svg");
    if (kind === "png") pixels();
  }

  // Names where there is room: those of the chosen node and its links first, then of opened ones, then of large ones.
  // The library sets letters one by one, in which Arabic cannot be read.
  function labels(context) {
    const { width } = place.getBoundingClientRect();
    const rank = (id) => (id === chosen ? 1e9 : 0) + (graph.getNodeAttribute(id, "opened") ? 1e6 : 0) + graph.getNodeAttribute(id, "degree");
    const taken = graph.mapNodes((id, { size }) => {
      const { x, y } = sigma.graphToViewport(graph.getNodeAttributes(id));
      return [x - size, y - size, x + size, y + size, id];
    });
    const free = (box, own) => taken.every(([left, top, right, bottom, id]) =>
      id === own || box[0] > right || box[2] < left || box[1] > bottom || box[3] < top);
    const found = [];
    const fit = (text, starts, y, small, own) => {
      const long = context.measureText(text).width * (small ? 0.85 : 1);
      for (const [x, anchor] of starts(long)) {
        const box = [x, y - 8, x + long, y + 8];
        if (x >= 2 && x + long <= width - 2 && free(box, own)) {
          taken.push(box);
          return found.push({ x: anchor === "end" ? x + long : x, y: y + 4, anchor, text, small });
        }
      }
    };
    const most = Math.max(16, Math.min(44, Math.round(width / 14)));
    const short = (text) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
    for (const id of graph.nodes().sort((a, b) => rank(b) - rank(a))) {
      const { label, size } = graph.getNodeAttributes(id), { x, y } = sigma.graphToViewport(graph.getNodeAttributes(id));
      fit(short(label), (long) => [[x + size + 4, "start"], [x - size - 4 - long, "end"]], y, false, id);
    }
    if (graph.hasNode(chosen)) graph.forEachEdge(chosen, (edge, { label }, source, target, a, b) => {
      const [from, to] = [sigma.graphToViewport(a), sigma.graphToViewport(b)];
      const text = from.x <= to.x ? `${label} →` : `← ${label}`;
      fit(text, (long) => [[(from.x + to.x - long) / 2, "start"]], (from.y + to.y) / 2, true);
    });
    return found;
  }

  function letter() {
    const { width, height } = place.getBoundingClientRect(), scale = devicePixelRatio || 1;
    [words.width, words.height] = [width * scale, height * scale];
    const context = words.getContext("2d");
    context.scale(scale, scale);
    const font = getComputedStyle(document.body).fontFamily;
    context.font = `13px ${font}`;
    [context.strokeStyle, context.lineWidth, context.lineJoin] = [colour("--paper"), 4, "round"];
    for (const { x, y, anchor, text, small } of labels(context)) {
      context.font = `${small ? 11 : 13}px ${font}`;
      context.fillStyle = colour(small ? "--accent" : "--ink");
      context.textAlign = anchor === "end" ? "right" : "left";
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }

  const escaped = (text) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);

  function picture() {
    const { width, height } = place.getBoundingClientRect();
    const at = (id) => sigma.graphToViewport(graph.getNodeAttributes(id));
    const lines = graph.mapEdges((edge, { color, size }, source, target) => {
      const [a, b] = [at(source), at(target)];
      return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${color}" stroke-width="${size}"><title>${escaped(sentence(edge))}</title></line>`;
    });
    const circles = graph.mapNodes((id, { label, size, color }) =>
      `<circle cx="${at(id).x}" cy="${at(id).y}" r="${size}" fill="${color}"><title>${escaped(label)}</title></circle>`);
    const context = words.getContext("2d");
    context.font = "13px sans-serif";
    const names = labels(context).map(({ x, y, anchor, text, small }) =>
      `<text x="${x}" y="${y}" text-anchor="${anchor}" direction="ltr" font-size="${small ? 11 : 13}">${escaped(text)}</text>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<rect width="100%" height="100%" fill="${colour("--paper")}"/>${lines.join("")}${circles.join("")}` +
      `<g font-family="sans-serif" fill="${colour("--ink")}">${names.join("")}</g></svg>`;
  }

  function pixels() {
    const { width, height } = place.getBoundingClientRect();
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [2 * width, 2 * height];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, "network.png"));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture())}`;
  }

  function save(blob, file) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  frame.hidden = false;
  put(read(document));
  try {
    draw();
  } catch (error) {
    // Without WebGL, the lists are all that there is.
    frame.hidden = true;
    return;
  }
  frame.addEventListener("click", ({ target }) => target.dataset.act && act(target.dataset.act));
  place.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) walk(event.key);
    else if (event.key === "Enter" && graph.hasNode(chosen)) go(graph.getNodeAttribute(chosen, "toggle"), true, chosen);
    else return;
    event.preventDefault();
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-step]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.href, true);
  });
  document.querySelector("main").addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-step]")) return;
    event.preventDefault();
    go(`?${new URLSearchParams(new FormData(event.target))}`, true);
  });
  addEventListener("popstate", () => go(location.href, false));
  dark.addEventListener("change", () => { put(read(document)); draw(); });
})();
