// Starts GraphiQL with the examples of the page, or with the query of the address.
(function () {
  const root = document.getElementById("graphiql");
  const examples = [...document.querySelectorAll("template.example")];
  // Where GraphiQL's dialogs look for the nonce of the style elements that they make.
  window.__webpack_nonce__ = root.dataset.nonce;
  const address = new URLSearchParams(window.location.search);

  // What the last query cost, below its answer; GraphiQL's own question about the schema is not one of them.
  async function fetchAndShowCost(url, options) {
    const response = await fetch(url, options);
    const cost = response.headers.get("X-GraphQL-Cost");
    if (cost && !options.body.includes("IntrospectionQuery")) {
      const limit = response.headers.get("X-GraphQL-Cost-Limit");
      const [asked, most] = [cost, limit].map((each) => Number(each).toLocaleString("en"));
      document.getElementById("cost").textContent = `Cost ${asked} of ${most}`;
    }
    return response;
  }

  const footer = React.createElement(GraphiQL.Footer, null, React.createElement("output", { id: "cost" }));
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
