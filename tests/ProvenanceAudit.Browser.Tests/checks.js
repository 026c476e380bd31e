// What a page must be like for everybody to use it; the answer is a list of complaints. After WCAG 2.2, level AA.
() => {
  const complaints = [];
  const complain = (rule, element, what = "") => complaints.push(`${rule}: ${element?.outerHTML?.slice(0, 120) ?? ""} ${what}`.trim());
  const isShown = element => element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && element.getClientRects().length > 0;
  const textOf = element => (element?.textContent ?? "").trim();
  const nameOf = element => element.getAttribute("aria-label") || (element.getAttribute("aria-labelledby") ?? "").split(" ").map(id => textOf(document.getElementById(id))).join("")
    || [...(element.labels ?? [])].map(textOf).join("") || textOf(element) || element.querySelector("img[alt]")?.alt || element.querySelector("title")?.textContent || "";

  // 2.4.2, 3.1.1, 1.3.1
  if (!document.title.trim()) complain("a page has a title", null);
  if (!document.documentElement.lang) complain("a page says its language", null);
  if (document.querySelectorAll("h1").length !== 1) complain("a page has one h1", null, `${document.querySelectorAll("h1").length}`);
  for (const landmark of ["header", "main"]) if (document.querySelectorAll(landmark + ":not(article *)").length < 1) complain("a page has landmarks", null, landmark);
  for (const nav of document.querySelectorAll("nav")) if (!nameOf(nav)) complain("a nav has a name", nav);
  let level = 1;
  for (const heading of [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(isShown)) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) complain("headings skip no level", heading);
    if (!textOf(heading)) complain("a heading has a text", heading);
    level = own;
  }
  // 4.1.1
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) complain("ids are unique", document.getElementById(id));
  // 1.1.1, 4.1.2, 3.3.2
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (isShown(field) && !field.getAttribute("aria-label") && ![...(field.labels ?? [])].some(textOf)) complain("a field has a label", field);
  for (const control of document.querySelectorAll("a[href], button, summary")) if (!nameOf(control).trim()) complain("what can be pressed has a name", control);
  for (const picture of document.querySelectorAll("img:not([alt]), svg:not([aria-hidden=true]):not([aria-label]):not(:has(title))")) complain("a picture has a text", picture);
  for (const bar of document.querySelectorAll("progress, meter")) if (isShown(bar) && !nameOf(bar)) complain("a bar has a name", bar);
  for (const table of document.querySelectorAll("table")) {
    if (!table.querySelector("th")) complain("a table has headings", table);
    for (const head of table.querySelectorAll("th")) if (!head.scope && !head.closest("thead")) complain("a heading of a table says of what", head);
  }
  for (const list of document.querySelectorAll("ul, ol")) if ([...list.children].some(c => c.tagName !== "LI")) complain("a list holds items alone", list);
  for (const list of document.querySelectorAll("dl")) if ([...list.children].some(c => !/^(DT|DD|DIV)$/.test(c.tagName))) complain("a list of terms holds terms alone", list);
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]"))
    for (const name of ["aria-describedby", "aria-labelledby", "aria-controls"])
      for (const id of (element.getAttribute(name) ?? "").split(" ").filter(Boolean)) if (!document.getElementById(id)) complain(`${name} leads somewhere`, element, id);
  for (const element of document.querySelectorAll("[tabindex]")) if (element.tabIndex > 0) complain("the order of tabs is that of the page", element);
  for (const target of document.querySelectorAll("a[href^='#']"))
    if (target.getAttribute("href").length > 1 && !document.getElementById(target.getAttribute("href").slice(1))) complain("a link leads somewhere", target);
  // 2.5.8: 24 pixels, or a link in a line of text
  for (const control of document.querySelectorAll("button, input:not([type=hidden]), select, summary, .button")) {
    const box = control.getBoundingClientRect();
    if (isShown(control) && box.height < 23.5 && !["checkbox", "radio"].includes(control.type)) complain("what can be pressed is large enough", control, `${box.height}`);
  }
  return complaints;
}
