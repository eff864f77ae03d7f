/* Wagtail lets a form be sent while it saves by itself, and saves by itself while the form is on its way: a new page
   would be made twice, or fail because its address is taken. Here one waits for the other. */
(() => {
  const ENDS = ["w-autosave:success", "w-autosave:error"];
  let saving = false;
  let sent = false;

  const send = (form, button) => {
    // Wagtail disables a button once it is pressed, and what is disabled is not sent.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  };

  const sendLater = (form, button) => {
    const ended = new AbortController();
    for (const end of ENDS) {
      document.addEventListener(end, () => (ended.abort(), send(form, button)), { signal: ended.signal });
    }
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (sent) event.preventDefault();
    saving = !sent;
  });
  for (const end of ENDS) document.addEventListener(end, () => (saving = false));
  document.addEventListener(
    "submit",
    (event) => {
      if (!saving || !event.target.matches("[data-edit-form]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      sendLater(event.target, event.submitter);
    },
    { capture: true },
  );
  // Last of all, because somebody may be asked first, and decide against it.
  window.addEventListener("submit", (event) => {
    if (event.target.matches("[data-edit-form]")) sent = !event.defaultPrevented;
  });
})();
