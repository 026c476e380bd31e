// What pages do beyond forms and links; each works without it.
"use strict";

// An element with data-refresh="URL" is replaced by what the address gives, every data-every seconds, until the answer has none.
function refresh(element) {
  const every = Number(element.dataset.every || 2) * 1000;
  setTimeout(async () => {
    if (!element.isConnected) return;
    if (document.hidden) { refresh(element); return; }
    try {
      const answer = await fetch(element.dataset.refresh, { headers: { "X-Fragment": "1" } });
      if (answer.ok) {
        const holder = document.createElement("template");
        holder.innerHTML = await answer.text();
        const next = holder.content.firstElementChild;
        if (next) {
          element.replaceWith(next);
          if (next.dataset.refresh) refresh(next); else location.reload();
          return;
        }
      }
    } catch { /* The server is away for a moment: ask again. */ }
    refresh(element);
  }, every);
}
// An empty address is a page's way of saying that nothing is going on.
document.querySelectorAll("[data-refresh]:not([data-refresh=''])").forEach(refresh);

// data-confirm="Question?" on a form asks before it is sent.
document.addEventListener("submit", event => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

// A form with data-upload shows how much of its file has been sent.
document.querySelectorAll("form[data-upload]").forEach(form => form.addEventListener("submit", event => {
  event.preventDefault();
  const bar = form.querySelector("progress"), told = form.querySelector("[data-told]"), button = form.querySelector("button");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", sent => {
    if (!sent.lengthComputable) return;
    bar.hidden = false;
    bar.max = sent.total;
    bar.value = sent.loaded;
    told.textContent = `${(100 * sent.loaded / sent.total).toFixed(0)} % of ${(sent.total / 1e6).toFixed(1)} MB sent`;
  });
  request.addEventListener("load", () => {
    if (request.responseURL && request.status < 400 && new URL(request.responseURL).pathname !== location.pathname)
      location.assign(request.responseURL);
    else { document.open(); document.write(request.responseText); document.close(); }
  });
  request.addEventListener("error", () => { told.textContent = "The connection was lost. Try again."; button.disabled = false; });
  button.disabled = true;
  request.send(new FormData(form));
}));

// The page one is on is in sight in a bar that is wider than the screen.
document.querySelector(".bar nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

// The menu closes when something else is used.
const account = document.querySelector("details.account");
document.addEventListener("click", event => { if (account?.open && !account.contains(event.target)) account.open = false; });
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !account?.open) return;
  account.open = false;
  account.querySelector("summary").focus();
});

// The reader: both sides of a pair of sentences light up when either is pointed at or its number has the focus.
function light(event) {
  const said = event.target.closest?.("mark.said[data-pair]"), match = said?.closest("[data-match]");
  document.querySelectorAll("mark.said.lit").forEach(m => m.classList.remove("lit"));
  match?.querySelectorAll(`mark.said[data-pair="${said.dataset.pair}"]`).forEach(m => m.classList.add("lit"));
}
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);

// The reader: j and k go to the next and the previous passage.
const matches = [...document.querySelectorAll("[data-match]")];
function go(step) {
  const top = document.querySelector(".walker")?.getBoundingClientRect().bottom ?? 0;
  let at = matches.findIndex(m => m.classList.contains("here"));
  // At first from where the reader has scrolled to.
  if (at < 0) at = matches.findLastIndex(m => m.getBoundingClientRect().top <= top + 8);
  const next = matches[Math.min(Math.max(at + step, 0), matches.length - 1)];
  matches.forEach(m => m.classList.toggle("here", m === next));
  next.scrollIntoView({ block: "start" });
  next.focus({ preventScroll: true });
}
if (matches.length > 0) {
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "j") go(1);
    if (event.key === "k") go(-1);
  });
  document.querySelectorAll("[data-go]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => go(Number(button.dataset.go)));
  });
}
