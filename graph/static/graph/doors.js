// Shows an example's answer below it. Without this, the button leads to the answer's own address.
for (const form of document.querySelectorAll("form.door")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form)).toString();
    const headers = form.dataset.accept ? { Accept: form.dataset.accept } : {};
    const output = form.querySelector("output") ?? form.appendChild(document.createElement("output"));
    const shown = document.createElement("pre");
    shown.dir = "ltr";
    shown.tabIndex = 0;
    try {
      const response = await fetch(query ? `${form.action}?${query}` : form.action, { headers });
      const text = await response.text();
      const isJson = response.headers.get("Content-Type").includes("json");
      shown.textContent = isJson ? JSON.stringify(JSON.parse(text), null, 2) : text;
    } catch (error) {
      shown.textContent = String(error);
    }
    output.replaceChildren(shown);
  });
}
