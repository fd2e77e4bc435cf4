// What a reader without scripts misses: gives back [{where, detail}, …].
() => {
  const findings = [];
  const report = (element, detail) => findings.push({ where: `<${element.localName}#${element.id}>`, detail });
  // A closed details element opens without scripts; all else that is not shown is out of reach.
  const reachable = (element) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return element.checkVisibility({ visibilityProperty: true });
  };
  const main = document.querySelector("main") ?? document.body;
  if (!main.innerText.trim()) report(main, "shows no text");
  for (const element of document.querySelectorAll("[data-block], [data-note], [data-actor]")) {
    if (!reachable(element)) report(element, "cannot be seen without scripts");
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target && !reachable(target)) report(target, "is linked to, but cannot be seen without scripts");
  }
  return findings;
}
