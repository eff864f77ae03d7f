/* Accord's projects on any website. One script, one element, nothing else:

     <script defer src="https://accord.example/static/embed/v1/accord-projects.js"></script>
     <accord-projects country="KH" lang="fr" first="10" heading-level="2"></accord-projects>

   `country` takes codes of ISO 3166, and `theme` ids of themes (https://accord.example/id/theme/…): several separated by
   spaces. Without them, all projects are listed. Fonts and colours follow the page and its light or dark mode
   (`color-scheme`), and can be set as properties of CSS:

     accord-projects { --accord-text: #222; --accord-muted: #666; --accord-link: #00676a; --accord-line: #ccc; }

   The file under v1 stays compatible: attributes and properties are added, and none is taken away. */
(() => {
  const VERSION = "1.0.0";
  const ACCORD = new URL("/graphql/", document.currentScript.src);
  const QUERY = `query EmbeddedProjects($filter: ProjectFilter, $first: Int, $after: String, $lang: Language) @in(lang: $lang) {
    projects(filter: $filter, first: $first, after: $after, orderBy: [START_DATE_DESC, TITLE_ASC]) {
      totalCount
      nodes {
        url title
        titleByLanguage(lang: $lang) { lang }
        startDate { text }
        countries(first: 5) { totalCount nodes { title } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`.replace(/\s+/g, " ");

  const WORDS = {
    en: { projects: "Projects", none: "No projects.", more: "Show more", loading: "Loading …", failed: "The projects cannot be shown just now.", again: "Try again", shown: "{0} of {1}" },
    fr: { projects: "Projets", none: "Aucun projet.", more: "Afficher plus", loading: "Chargement …", failed: "Impossible d’afficher les projets pour le moment.", again: "Réessayer", shown: "{0} sur {1}" },
    es: { projects: "Proyectos", none: "Ningún proyecto.", more: "Mostrar más", loading: "Cargando …", failed: "Los proyectos no se pueden mostrar en este momento.", again: "Reintentar", shown: "{0} de {1}" },
    ar: { projects: "المشاريع", none: "لا توجد مشاريع.", more: "عرض المزيد", loading: "جارٍ التحميل …", failed: "لا يمكن عرض المشاريع حاليًا.", again: "إعادة المحاولة", shown: "{0} من {1}", comma: "، " },
    ru: { projects: "Проекты", none: "Проектов нет.", more: "Показать ещё", loading: "Загрузка …", failed: "Сейчас проекты показать нельзя.", again: "Повторить", shown: "{0} из {1}" },
    zh: { projects: "项目", none: "没有项目。", more: "显示更多", loading: "正在加载…", failed: "目前无法显示项目。", again: "重试", shown: "{0} / {1}", comma: "、" },
  };

  /* Not a style element: policies of websites may forbid those. */
  const STYLE = new CSSStyleSheet();
  STYLE.replaceSync(`
    :host { display: block; color: var(--accord-text, inherit); }
    :host([hidden]) { display: none; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { border-block-start: 1px solid var(--accord-line, color-mix(in srgb, currentColor 25%, transparent)); padding-block: .75em; }
    a { color: var(--accord-link, light-dark(#00676a, #7fd6d3)); font-weight: 600; }
    p { margin: .25em 0 0; color: var(--accord-muted, color-mix(in srgb, currentColor 75%, transparent)); }
    button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: .25em; margin-block-start: .5em; padding: .4em 1em; cursor: pointer; }
    a:focus-visible, button:focus-visible { outline: 2px solid; outline-offset: 2px; }`);

  const listed = (text) => (text || "").split(/[\s,]+/).filter(Boolean);

  /* An element with properties and children; texts stay texts. */
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  class AccordProjects extends HTMLElement {
    static version = VERSION;
    static observedAttributes = ["country", "theme", "lang", "first", "heading-level"];

    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [STYLE];
      this.begin();
    }

    disconnectedCallback() {
      this.request?.abort();
    }

    attributeChangedCallback() {
      if (!this.isConnected || !this.shadowRoot) return;
      /* Several attributes that change together lead to one query. */
      clearTimeout(this.pending);
      this.pending = setTimeout(() => this.isConnected && this.begin());
    }

    /* The language of the element, else that of the page around it. */
    get language() {
      return this.closest("[lang]")?.lang || "en";
    }

    get words() {
      return WORDS[this.language.split("-")[0].toLowerCase()] || WORDS.en;
    }

    get variables() {
      const filter = {};
      const [countries, themes] = [listed(this.getAttribute("country")), listed(this.getAttribute("theme"))];
      if (countries.length) filter.countries = { some: { code: { in: countries.map((code) => code.toUpperCase()) } } };
      if (themes.length) filter.themes = { some: { id: { in: themes } } };
      const first = Math.min(Math.max(Number.parseInt(this.getAttribute("first"), 10) || 10, 1), 100);
      return { filter, first, after: this.after, lang: this.language };
    }

    begin() {
      this.after = null;
      const level = Math.min(Math.max(Number.parseInt(this.getAttribute("heading-level"), 10) || 2, 1), 6);
      const heading = make(`h${level}`, { id: "heading", textContent: this.words.projects });
      this.list = make("ul", { role: "list" });
      this.list.setAttribute("aria-labelledby", "heading");
      this.status = make("p", { role: "status" });
      this.button = make("button", { type: "button", hidden: true, onclick: () => this.load() });
      const root = make("section", {}, heading, this.list, this.status, this.button);
      root.setAttribute("aria-labelledby", "heading");
      root.lang = this.language;
      root.dir = root.lang.startsWith("ar") ? "rtl" : "ltr";
      this.shadowRoot.replaceChildren(root);
      this.load();
    }

    async load() {
      this.request?.abort();
      const { signal } = (this.request = new AbortController());
      this.status.textContent = this.words.loading;
      try {
        /* Without headers of its own a GET needs no preflight, and caches can answer it. */
        const address = new URL(ACCORD);
        address.search = new URLSearchParams({ query: QUERY, variables: JSON.stringify(this.variables) });
        const answer = await (await fetch(address, { signal })).json();
        if (!answer.data?.projects) throw new Error(answer.errors?.[0].message);
        this.show(answer.data.projects);
      } catch (error) {
        if (signal.aborted) return;
        console.error("accord-projects:", error.message);
        this.offer(this.words.failed, this.words.again);
      }
    }

    show({ totalCount, nodes, pageInfo }) {
      const items = nodes.map((project) => this.item(project));
      const hadFocus = this.shadowRoot.activeElement === this.button;
      this.list.append(...items);
      this.after = pageInfo.endCursor;
      const shown = this.words.shown.replace("{0}", this.list.children.length).replace("{1}", totalCount);
      this.offer(totalCount ? shown : this.words.none, pageInfo.hasNextPage && this.words.more);
      /* A reader who asked for more continues at the first new project. */
      if (hadFocus) items[0]?.querySelector("a").focus();
    }

    item({ url, title, titleByLanguage, startDate, countries }) {
      const [{ lang } = { lang: this.language }] = titleByLanguage;
      const more = countries.totalCount > countries.nodes.length ? ["…"] : [];
      const places = [...countries.nodes.map((country) => country.title), ...more].join(this.words.comma || ", ");
      const facts = [startDate?.text, places].filter(Boolean).join(" · ");
      const link = make("a", { href: url, lang, textContent: title });
      return make("li", {}, link, ...(facts ? [make("p", { textContent: facts })] : []));
    }

    offer(status, button) {
      this.status.textContent = status;
      this.button.hidden = !button;
      this.button.textContent = button || "";
    }
  }

  if (!customElements.get("accord-projects")) customElements.define("accord-projects", AccordProjects);
})();
