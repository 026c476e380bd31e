// Contrast of every text with what lies behind it (WCAG 2.2, 1.4.3); the answer is a list of texts below 4.5.
() => {
  const parse = text => {
    const canvas = parse.canvas ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    if (!(parse.known ??= new Map()).has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      parse.known.set(text, [r, g, b, a / 255]);
    }
    return parse.known.get(text);
  };
  const over = ([r, g, b, a], below) => [r * a + below[0] * (1 - a), g * a + below[1] * (1 - a), b * a + below[2] * (1 - a), 1];
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const grounds = new Map();
  const behind = element => {
    if (!element) return [255, 255, 255, 1];
    if (!grounds.has(element)) grounds.set(element, over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement)));
    return grounds.get(element);
  };
  const low = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, text = node.textContent.trim();
    if (!text || !element.checkVisibility({ visibilityProperty: true }) || element.closest("script, style, option, :disabled, title, .skip")) continue;
    const style = getComputedStyle(element), ground = behind(element);
    const [r, g, b, a] = parse(element.closest("svg") ? style.fill : style.color);
    const ink = over([r, g, b, a * Number(style.opacity)], ground);
    const [high, dark] = [light(ink), light(ground)].sort((x, y) => y - x);
    const ratio = (high + 0.05) / (dark + 0.05);
    if (ratio < 4.5) low.set(`${element.tagName}.${element.className}`, `contrast ${ratio.toFixed(2)}: ${element.tagName}.${element.className?.baseVal ?? element.className} "${text.slice(0, 40)}"`);
  }
  return [...low.values()];
}
