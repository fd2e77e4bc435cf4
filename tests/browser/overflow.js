// What does not fit into the window's width: gives back [{where, detail}, …], innermost elements only.
() => {
  const width = document.documentElement.clientWidth;
  const describe = (element) => {
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${element.id ? `#${element.id}` : ""}> ${text}`;
  };
  // Inside these a reader can scroll, or the content is cut or hidden on purpose (for screen readers only, say).
  const mayStickOut = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(each);
      const box = each.getBoundingClientRect();
      if (position === "absolute" && (clipPath !== "none" || box.width <= 1 || box.height <= 1)) return true;
      if (each !== element && ["auto", "scroll", "clip"].includes(overflowX) && box.left >= -1 && box.right <= width + 1) return true;
    }
    return false;
  };
  const sticksOut = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && (box.left < -1 || box.right > width + 1) && element.checkVisibility();
  };
  const found = [...document.body.querySelectorAll("*:not(svg *)")].filter((each) => sticksOut(each) && !mayStickOut(each));
  const innermost = found.filter((each) => !found.some((other) => other !== each && each.contains(other)));
  const findings = innermost.map((each) => {
    const { left, right } = each.getBoundingClientRect();
    return { where: describe(each), detail: `from ${Math.round(left)} to ${Math.round(right)}px, the window is ${width}px wide` };
  });
  const over = document.documentElement.scrollWidth - width;
  if (over > 0 && !findings.length) findings.push({ where: "<html>", detail: `the page is ${over}px wider than the window` });
  return findings;
}
