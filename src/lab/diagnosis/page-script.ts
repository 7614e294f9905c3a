/** What the script below is called in the probe's world. */
export const WATCH = 'vitalsGateDiagnosis';

/**
 * A script for the probe's world. It keeps what LCP and layout shifts were about as nodes, so that the browser can be asked
 * who made them; and for each shift what was inserted, changed or loaded in the half second before, where it stands above
 * the end of what moved. `read()` is `watchedSchema`; `node(index)` is a node of it. Times are ms since the document's start.
 */
export const PAGE_SCRIPT = `(() => {
  if (globalThis.top !== globalThis.self) return;
  const RECENT_MS = 500, MOST_RECENT = 4000, MOST_SHIFTS = 50, MOST_SUSPECTS = 40, MOST_LOOKED_AT = 1000, MOST_PAINTS = 200;
  const nodes = [];
  const keep = (node) => (node ? nodes.push(node) - 1 : null);
  const cut = (text, most) => String(text ?? '').slice(0, most);
  const selectorOf = (node) => (node ? cut(vitalsGate.selectorOf(node), 500) : null);
  const rectOf = ({ x, y, width, height }) => ({ x, y, width, height });

  let recent = [];
  const remember = (kind, node) => {
    recent.push({ at: performance.now(), kind, node });
    if (recent.length > MOST_RECENT) recent = recent.slice(-MOST_RECENT / 2);
  };
  const isStyle = (node) => node.localName === 'style' || (node.localName === 'link' && node.relList.contains('stylesheet'));
  const inserted = (node) => {
    if (node instanceof Text && node.parentElement && node.data.trim() !== '') remember('text', node.parentElement);
    if (!(node instanceof Element)) return;
    if (isStyle(node)) remember('style', node);
    else remember(node.localName === 'iframe' ? 'iframe' : 'inserted', node);
  };
  // Elements that had no box when they were last looked at, and when those got one that did not.
  const closed = new WeakSet(), openedAt = new WeakMap();
  const boxes = new IntersectionObserver((entries) => {
    for (const { target, time, boundingClientRect: { width, height } } of entries)
      if (width * height === 0) closed.add(target);
      else if (closed.delete(target)) openedAt.set(target, time);
  });
  const watchedBoxes = new Set();
  const watchBoxes = (root) => {
    if (!(root instanceof Element)) return;
    for (const each of [root, ...root.getElementsByTagName('*')]) {
      if (watchedBoxes.size >= MOST_LOOKED_AT) return;
      if (!watchedBoxes.has(each)) boxes.observe(each);
      watchedBoxes.add(each);
    }
  };
  const isOpened = (node, at) => closed.has(node) || openedAt.get(node) > at - RECENT_MS;
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records)
      if (type === 'childList') addedNodes.forEach((node) => (inserted(node), watchBoxes(node)));
      else if (type === 'characterData') inserted(target);
      else if (target instanceof Element) remember('style', target);
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class', 'style', 'hidden', 'media', 'disabled', 'rel'] });
  document.addEventListener('load', ({ target }) => {
    if (target instanceof HTMLLinkElement) remember('style', target);
    if (target instanceof HTMLImageElement) remember('image', target);
  }, { capture: true });

  const isUnsized = (image) => {
    const style = image.computedStyleMap?.();
    const isAuto = (name) => String(style?.get(name) ?? 'auto') === 'auto';
    return isAuto('height') && isAuto('aspect-ratio');
  };
  const seen = new WeakSet();
  // An image has a size before it has loaded.
  const arrivedImages = () => {
    for (const image of [...document.images].slice(0, MOST_LOOKED_AT)) {
      if (image.naturalWidth === 0 || seen.has(image)) continue;
      seen.add(image);
      remember('image', image);
    }
  };

  const suspectOf = ({ at, kind, node }, moved) => {
    if (!node.isConnected) return null;
    if (kind === 'style' && isStyle(node))
      return { at, kind, node: keep(node), wasThere: false, selector: null, url: cut(node.href, 4000) || null, area: 0 };
    if (kind === 'image' && !isUnsized(node)) return null;
    const rect = node.getBoundingClientRect();
    const area = rect.width * rect.height;
    if (area === 0 && kind !== 'style') return null;
    // What has moved out of the viewport is nowhere.
    if (!moved.some(({ before, after }) => rect.top < Math.max(before.y + before.height, after.y + after.height) && rect.bottom >= Math.min(before.y, after.y) - rect.height - 1)) return null;
    const url = node.localName === 'img' ? node.currentSrc : node.localName === 'iframe' ? node.src : '';
    if (kind === 'text') return { at, kind: 'inserted', node: keep(node), wasThere: true, selector: selectorOf(node), url: null, area };
    if (kind === 'style' && area > 0 && isOpened(node, at)) return { at, kind: 'inserted', node: keep(node), wasThere: true, selector: selectorOf(node), url: null, area };
    return { at, kind: kind === 'image' ? 'unsized-image' : kind, node: keep(node), wasThere: false, selector: selectorOf(node), url: cut(url, 4000) || null, area };
  };

  let shifts = [];
  const onShift = ({ value, startTime, sources }) => {
    arrivedImages();
    const moved = sources.slice(0, 10).map(({ node, previousRect, currentRect }) => ({
      selector: selectorOf(node) ?? '',
      before: rectOf(previousRect),
      after: rectOf(currentRect),
    }));
    const ofNode = new Map(), ofText = new Map();
    for (const each of recent)
      if (each.at > startTime - RECENT_MS && (each.at <= startTime + 1 || each.kind === 'image')) (each.kind === 'text' ? ofText : ofNode).set(each.node, each);
    const suspects = [...ofText.values(), ...ofNode.values()].slice(-MOST_LOOKED_AT).map((each) => suspectOf(each, moved)).filter((each) => each !== null);
    shifts.push({ value, at: startTime, moved, suspects: suspects.sort((a, b) => b.at - a.at).slice(0, MOST_SUSPECTS) });
    if (shifts.length > 2 * MOST_SHIFTS) shifts = largest();
  };
  const largest = () => shifts.toSorted((a, b) => b.value - a.value).slice(0, MOST_SHIFTS).sort((a, b) => a.at - b.at);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) onShift(entry);
  }).observe({ type: 'layout-shift', buffered: true });

  const paints = [];
  const watch = (type) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    new PerformanceObserver((list) => {
      for (const { startTime, element, url } of list.getEntries()) {
        paints.push({ at: startTime, element, url: cut(url, 4000) });
        if (paints.length > MOST_PAINTS) paints.shift();
      }
    }).observe({ type, buffered: true });
  };
  watch('largest-contentful-paint');
  watch('interaction-contentful-paint');
  const NAMES = ['loading', 'fetchpriority', 'decoding', 'width', 'height', 'sizes'];
  const attributesOf = (element) => {
    const found = NAMES.filter((name) => element.hasAttribute(name)).map((name) => [name, cut(element.getAttribute(name), 500)]);
    const source = element.closest('picture') ? 'picture' : ['srcset', 'src', 'poster'].find((name) => element.hasAttribute(name));
    return Object.fromEntries(source === undefined ? found : [...found, ['source', source]]);
  };
  const paintAt = (at) => {
    const found = paints.findLast((paint) => paint.at <= at + 1);
    if (!found?.element) return null;
    const { element, url } = found;
    return { node: keep(element), selector: selectorOf(element) ?? '', url: url === '' ? null : url, attributes: attributesOf(element) };
  };
  globalThis.${WATCH} = {
    read: (lcpAt) => ({ timeOrigin: performance.timeOrigin, lcp: lcpAt === null ? null : paintAt(lcpAt), shifts: largest() }),
    node: (index) => nodes[index],
  };
})();`;
