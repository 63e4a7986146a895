// Keys for those who work through long lists. Everything works without this file.
document.addEventListener('keydown', function (event) {
  var at = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) {
    if (event.key === 'Escape' && at.blur) at.blur();
    return;
  }
  if (event.key === '/') {
    var box = document.querySelector('input[type=search]');
    if (box) { box.focus(); box.select(); event.preventDefault(); }
    return;
  }
  var help = document.getElementById('keys');
  if (help && (event.key === '?' || event.key === 'Escape' && !help.hidden)) {
    help.hidden = event.key === 'Escape' || !help.hidden;
    event.preventDefault();
    return;
  }
  if (event.key === 'e') {
    var line = at.closest && at.closest('.item');
    var evidence = line && line.querySelector('[data-key=e]');
    if (evidence) { evidence.click(); event.preventDefault(); }
    return;
  }
  if (event.key === 't' || event.key === 'n') {
    var place = document.querySelector('[data-key=' + event.key + ']');
    if (place) { place.focus(); event.preventDefault(); }
    return;
  }
  if (event.key === 'x') {
    var row = at.closest && at.closest('tr.item');
    var tick = row && row.querySelector('input[type=checkbox]');
    if (tick) { tick.checked = !tick.checked; event.preventDefault(); }
    return;
  }
  if (event.key !== 'j' && event.key !== 'k') return;
  var links = Array.prototype.slice.call(document.querySelectorAll('.item a.title, .block mark[id]'));
  links.forEach(function (e) { if (e.tagName === 'MARK') e.tabIndex = -1; });
  var here = links.indexOf(document.activeElement);
  var next = links[event.key === 'j' ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0)];
  if (next) { next.focus(); next.scrollIntoView({block: 'center'}); event.preventDefault(); }
});
// A page is opened at a hit: its box on the screenshot comes into sight as well.
function box() {
  var mark = location.hash.length > 1 && document.getElementById('b' + location.hash.slice(1));
  var pane = document.getElementById('picture');
  if (mark && pane) {
    var to = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = Math.max(0, to - pane.clientHeight / 3);
  }
}
window.addEventListener('load', box);
window.addEventListener('hashchange', box);
document.querySelectorAll('button.all').forEach(function (button) {
  button.hidden = false;
  button.addEventListener('click', function () {
    var ticks = Array.prototype.slice.call(document.querySelectorAll('input[name=' + button.dataset.all + ']'));
    var on = ticks.some(function (t) { return !t.checked; });
    ticks.forEach(function (t) { t.checked = on; });
  });
});
