// Looks up each mark in the text of the page and says where it takes up room. Blanks and zero-width characters do not
// count: the text of a page that is read and the text that is laid out differ in them.
(marks) => {
  const LONGEST = 2000000, MOST_BOXES = 20;
  const blank = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
  const squeeze = (s) => Array.from({ length: s.length }, (_, i) => s[i]).filter((c) => !blank.test(c)).join('');
  const nodes = [], starts = [], kept = [];
  let all = '';
  const root = document.body || document.documentElement;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
    acceptNode: (n) => /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT)$/.test(n.parentNode.nodeName)
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT });
  while (all.length < LONGEST && walker.nextNode()) {
    const data = walker.currentNode.data, at = [];
    let text = '';
    for (let i = 0; i < data.length; i++) {
      if (!blank.test(data[i])) { text += data[i]; at.push(i); }
    }
    if (text) { nodes.push(walker.currentNode); starts.push(all.length); kept.push(at); all += text; }
  }
  const place = (index) => {
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= index) low = middle; else high = middle - 1;
    }
    return [nodes[low], kept[low][index - starts[low]]];
  };
  const nth = (wanted, before) => {
    let at = all.indexOf(wanted);
    for (let i = 0; i < before && at >= 0; i++) {
      const next = all.indexOf(wanted, at + wanted.length);
      if (next < 0) break;
      at = next;
    }
    return at;
  };
  const box = (r) => [Math.round(r.left + scrollX), Math.round(r.top + scrollY), Math.round(r.width), Math.round(r.height)];
  const visible = (e) => !e.checkVisibility || e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const boxes = (rects) => Array.from(rects).filter((r) => r.width >= 1 && r.height >= 1)
    .filter((r) => r.right + scrollX > 0 && r.bottom + scrollY > 0).slice(0, MOST_BOXES).map(box);
  const boxesAt = (at, length) => {
    const range = document.createRange(), from = place(at), to = place(at + length - 1);
    range.setStart(from[0], from[1]);
    range.setEnd(to[0], to[1] + 1);
    const shown = visible(from[0].parentElement) ? boxes(range.getClientRects()) : [];
    return { state: shown.length ? 'SHOWN' : 'HIDDEN', boxes: shown };
  };
  const inSentence = (mark, words) => {
    const around = squeeze(mark.around), offset = squeeze(mark.around.slice(0, mark.offset)).length;
    const at = around ? nth(around, mark.before) : -1;
    return at < 0 ? null : boxesAt(at + offset, words.length);
  };
  const anywhere = (mark, words) => {
    const at = nth(words, mark.before);
    return at < 0 ? null : boxesAt(at, words.length);
  };
  const inAttributes = (words) => {
    for (const e of root.querySelectorAll('[alt],[title],[placeholder],[aria-label],input[value],option[label]')) {
      for (const name of ['alt', 'title', 'placeholder', 'aria-label', 'value', 'label']) {
        if (squeeze(e.getAttribute(name) || '').includes(words)) {
          return { state: 'ATTRIBUTE', boxes: visible(e) ? boxes(e.getClientRects()) : [] };
        }
      }
    }
    return null;
  };
  const inTitle = (words) => squeeze(document.title).includes(words) ? { state: 'TITLE', boxes: [] } : null;
  const inMeta = (words) => {
    for (const e of document.querySelectorAll('meta[content],script[type*=json],[itemprop][content]')) {
      const said = squeeze(e.getAttribute('content') || e.textContent || '');
      if (said.includes(words) || said.replace(/\\u([0-9a-fA-F]{4})/g, (_, h) => String.fromCharCode(parseInt(h, 16))).includes(words)) {
        return { state: 'META', boxes: [] };
      }
    }
    return null;
  };
  return marks.map((mark) => {
    const words = squeeze(mark.words);
    const first = { TITLE: inTitle, META: inMeta, ATTRIBUTE: inAttributes }[mark.kind];
    return (words && (first && first(words) || inSentence(mark, words) || inAttributes(squeeze(mark.around))
      || inTitle(squeeze(mark.around)) || anywhere(mark, words) || inAttributes(words) || inTitle(words) || inMeta(words)))
      || { state: 'ABSENT', boxes: [] };
  });
}
