// Where a reader was on a page outlives its reload: what she had opened, how far its parts were scrolled, what had the
// focus. The window's own place and the note of the address (:target) browsers keep by themselves.
(() => {
  "use strict";
  const KEY = "sitegen-stay";
  const LONGEST_WAIT = 3000; // milliseconds since the page was asked for
  const OWN_SCROLLS = ["wheel", "touchstart", "pointerdown", "keydown"];

  // A selector that finds the element again on a page that was changed a little.
  function addressOf(element) {
    const steps = [];
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      if (at.id) {
        steps.unshift(`[id="${CSS.escape(at.id)}"]`);
        break;
      }
      const alike = [...at.parentElement.children].filter((other) => other.localName === at.localName);
      steps.unshift(`${CSS.escape(at.localName)}:nth-of-type(${alike.indexOf(at) + 1})`);
    }
    return steps.join(" > ") || ":root";
  }

  const find = (address) => document.querySelector(address);
  const topOf = (element) => element.getBoundingClientRect().top;
  const isSeen = (element, top) => element.getClientRects().length && element.getBoundingClientRect().bottom > top;

  // How far a part is scrolled, told by the first thing in it that is seen: what stands above may grow.
  function placeOf(part) {
    const top = topOf(part);
    const first = part.scrollTop && [...part.querySelectorAll("[id]")].find((element) => isSeen(element, top));
    const place = { part: addressOf(part), top: part.scrollTop, left: part.scrollLeft };
    return first ? { ...place, first: first.id, offset: topOf(first) - top } : place;
  }

  function isMoved(part) {
    return part.scrollTop || part.scrollLeft || part.matches(":has(:target)");
  }

  function keep() {
    const all = [...document.body.querySelectorAll("*")];
    const focused = document.activeElement;
    sessionStorage.setItem(KEY, JSON.stringify({
      page: location.pathname,
      details: all.filter((one) => one.localName === "details").map((one) => [addressOf(one), one.open]),
      popovers: [...document.querySelectorAll("[popover]:popover-open")].map(addressOf),
      focus: focused && focused !== document.body ? addressOf(focused) : "",
      places: all.filter(isMoved).map(placeOf),
    }));
  }

  function open(kept) {
    for (const [address, isOpen] of kept.details) {
      const details = find(address);
      if (details?.localName === "details") details.open = isOpen;
    }
    for (const address of kept.popovers) {
      const popover = find(address);
      if (popover?.matches("[popover]:not(:popover-open)")) popover.showPopover();
    }
    if (kept.focus) focusWhenShown(kept.focus);
  }

  // The page's own script may show an element only when it has placed it; whoever moves the focus herself is left alone.
  function focusWhenShown(address) {
    const element = find(address);
    element?.focus({ preventScroll: true });
    if (element && document.activeElement === document.body && performance.now() < LONGEST_WAIT) {
      requestAnimationFrame(() => focusWhenShown(address));
    }
  }

  function scroll(places) {
    for (const { part: address, top, left, first, offset } of places) {
      const part = find(address);
      if (!part) continue;
      const seen = first && document.getElementById(first);
      const further = seen ? part.scrollTop + topOf(seen) - topOf(part) - offset : top;
      part.scrollTo({ top: further, left, behavior: "instant" });
    }
  }

  // Browsers go to the address's own place until the page is loaded; whoever scrolls by herself is left alone.
  function scrollUntilLoaded(places) {
    const user = new AbortController();
    const again = () => user.signal.aborted || scroll(places);
    for (const event of OWN_SCROLLS) {
      addEventListener(event, () => user.abort(), { signal: user.signal, capture: true, passive: true });
    }
    again();
    addEventListener("load", () => {
      again();
      requestAnimationFrame(() => {
        again();
        user.abort();
      });
    });
  }

  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (kept?.page === location.pathname && performance.getEntriesByType("navigation")[0]?.type === "reload") {
    open(kept);
    scrollUntilLoaded(kept.places);
  }
  addEventListener("pagehide", keep);
})();
