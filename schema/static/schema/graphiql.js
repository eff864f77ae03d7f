// Starts GraphiQL with the examples of the page, or with the query of the address.
(function () {
  const root = document.getElementById("graphiql");
  const examples = [...document.querySelectorAll("template.example")];
  // Where GraphiQL's dialogs look for the nonce of the style elements that they make.
  window.__webpack_nonce__ = root.dataset.nonce;
  const address = new URLSearchParams(window.location.search);

  ReactDOM.createRoot(root).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: root.dataset.endpoint }),
      defaultTabs: examples.map((example) => ({
        query: example.content.textContent,
        variables: example.dataset.variables,
      })),
      query: address.get("query") ?? undefined,
      variables: address.get("variables") ?? undefined,
      shouldPersistHeaders: false,
    }),
  );
})();
