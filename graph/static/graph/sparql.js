// Makes the query's field an editor that completes prefixes, terms and names from our own data. Without it, the form works.
(function () {
  const form = document.getElementById("query-form");
  const field = document.getElementById("query");
  const LONGEST_ADDRESS = 6000;
  const SEARCH = "query Names($text: String!, $lang: Language) { search(query: $text, lang: $lang, prefix: true, first: 8) { nodes { id title } } }";
  const language = document.documentElement.lang.slice(0, 2);

  const editor = CodeMirror.fromTextArea(field, {
    mode: "application/sparql-query",
    lineNumbers: true,
    lineWrapping: true,
    matchBrackets: true,
    direction: "ltr",
    inputStyle: "contenteditable",
    screenReaderLabel: document.querySelector("label[for=query]").textContent,
    extraKeys: {
      // Who moves by keyboard must be able to leave.
      Tab: false,
      "Shift-Tab": false,
      "Ctrl-Enter": () => form.requestSubmit(),
      "Cmd-Enter": () => form.requestSubmit(),
      // Not before a prefix that was just typed is declared: a change elsewhere would close the list.
      "Ctrl-Space": () => terms().then(() => editor.showHint({ hint: complete, completeSingle: false })),
    },
  });
  document.querySelector(".hints").hidden = false;
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true" })) {
    editor.getInputField().setAttribute(name, value);
  }
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (field.hasAttribute(name)) editor.getInputField().setAttribute(name, field.getAttribute(name));
  }
  editor.on("inputRead", declareWhatIsTyped);
  showWhereItFails();

  // What is too long for an address is sent as a body.
  form.addEventListener("submit", () => {
    editor.save();
    form.method = encodeURIComponent(field.value).length > LONGEST_ADDRESS ? "post" : "get";
  });

  function showWhereItFails() {
    const place = document.getElementById("refusal")?.dataset;
    if (!place?.line) return;
    const [line, column] = [place.line - 1, place.column - 1];
    editor.addLineClass(line, "background", "wrong");
    editor.setCursor(line, column);
    editor.focus();
  }

  let known;
  function terms() {
    known ??= fetch(`${form.dataset.terms}?lang=${language}`).then((response) => response.json());
    return known;
  }

  // Prefixed names whose name or label has what is typed: classes behind "a", else properties, classes and values; and
  // resources that a search for it finds.
  async function complete(editor) {
    const cursor = editor.getCursor();
    const before = editor.getLine(cursor.line).slice(0, cursor.ch);
    const typed = /[\p{L}\p{N}:_-]*$/u.exec(before)[0];
    const isClass = /(^|\s)(a|rdf:type)\s+$/.test(before.slice(0, before.length - typed.length));
    const { prefixes, classes, properties, values } = await terms();
    const groups = isClass ? [classes] : [properties, classes, values];
    const wanted = typed.toLowerCase();
    const list = groups.flatMap((group) => Object.entries(group))
      .filter(([name, label]) => `${name} ${label}`.toLowerCase().includes(wanted))
      .sort((one, other) => starts(other[0], wanted) - starts(one[0], wanted))
      .map(([name, label]) => suggestion(name, label, prefixes));
    if (!isClass && typed.length > 2) list.push(...await resources(typed.replace(/^.*:/, ""), prefixes));
    return { list, from: { line: cursor.line, ch: cursor.ch - typed.length }, to: cursor };
  }

  function starts(name, wanted) {
    return name.toLowerCase().startsWith(wanted) || name.toLowerCase().split(":")[1]?.startsWith(wanted) ? 1 : 0;
  }

  async function resources(text, prefixes) {
    if (text.length < 3) return [];
    const response = await fetch(form.dataset.graphql, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ query: SEARCH, variables: { text, lang: language } }),
    });
    const { data } = await response.json();
    return (data?.search.nodes ?? []).map(({ id, title }) => suggestion(abbreviated(id, prefixes), title, prefixes));
  }

  function abbreviated(iri, prefixes) {
    const fitting = Object.entries(prefixes).find(([, namespace]) =>
      iri.startsWith(namespace) && /^[\w-]+$/.test(iri.slice(namespace.length)));
    return fitting ? `${fitting[0]}:${iri.slice(fitting[1].length)}` : `<${iri}>`;
  }

  function suggestion(name, label, prefixes) {
    return {
      text: name,
      render(element) {
        const code = document.createElement("code");
        const words = document.createElement("span");
        words.className = "label";
        code.textContent = name.length > 40 ? `${name.slice(0, 40)}…` : name;
        words.textContent = label;
        element.append(code, words);
      },
      hint(editor, data) {
        editor.replaceRange(name, data.from, data.to, "complete");
        declare(name.split(":")[0], prefixes);
      },
    };
  }

  async function declareWhatIsTyped(editor, { text, to }) {
    if (text[0] !== ":") return;
    const prefix = /([\w-]+)$/.exec(editor.getLine(to.line).slice(0, to.ch))?.[1];
    const isDeclaration = /^\s*PREFIX/i.test(editor.getLine(to.line));
    if (prefix && !isDeclaration) declare(prefix, (await terms()).prefixes);
  }

  // A prefix that the query uses and does not declare comes to stand before the others.
  function declare(prefix, prefixes) {
    const declared = new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im");
    if (!prefixes[prefix] || declared.test(editor.getValue())) return;
    const lines = editor.getValue().split("\n");
    const first = lines.findIndex((line) => !/^\s*(#|$)/.test(line));
    editor.replaceRange(`PREFIX ${prefix}: <${prefixes[prefix]}>\n`, { line: Math.max(first, 0), ch: 0 });
  }
})();
