// Starts GraphiQL with the examples of the page, or with the query of the address.
(function () {
  const root = document.getElementById("graphiql");
  const examples = [...document.querySelectorAll("template.example")];
  // Where GraphiQL's dialogs look for the nonce of the style elements that they make.
  window.__webpack_nonce__ = root.dataset.nonce;
  const address = new URLSearchParams(window.location.search);

  function show(text) {
    document.getElementById("cost").textContent = text;
  }

  // The cost of the last query, or the reason why a request was refused. GraphiQL shows no errors of its own question
  // about the schema, without which it has no completion and no documentation.
  async function fetchAndShowCost(url, options) {
    const response = await fetch(url, options);
    const isOwn = options.body.includes("IntrospectionQuery");
    if (!response.ok) {
      const body = await response.clone().json().catch(() => ({}));
      show(`${isOwn ? "The schema could not be read. " : ""}${body.errors?.[0].message ?? response.statusText}`);
    } else if (!isOwn && response.headers.has("X-GraphQL-Cost")) {
      const names = ["X-GraphQL-Cost", "X-GraphQL-Cost-Limit"];
      const [asked, most] = names.map((name) => Number(response.headers.get(name)).toLocaleString("en"));
      show(`Cost ${asked} of ${most}`);
    }
    return response;
  }

  const footer = React.createElement(
    GraphiQL.Footer,
    null,
    React.createElement("output", { id: "cost" }),
    React.createElement("a", { id: "guide", href: root.dataset.guide }, "Guide"),
    React.createElement("a", { id: "status", href: root.dataset.status }, "Status"),
  );
  const properties = {
    fetcher: GraphiQL.createFetcher({ url: root.dataset.endpoint, fetch: fetchAndShowCost }),
    defaultTabs: examples.map((example) => ({
      query: example.content.textContent,
      variables: example.dataset.variables,
    })),
    query: address.get("query") ?? undefined,
    variables: address.get("variables") ?? undefined,
    shouldPersistHeaders: false,
  };
  ReactDOM.createRoot(root).render(React.createElement(GraphiQL, properties, footer));
})();
