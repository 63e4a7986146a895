(function () {
  var app = document.getElementById('app');
  function el(tag, cls, text) { var e = document.createElement(tag); if (cls) e.className = cls; if (text) e.textContent = text; return e; }
  fetch('/api/course.json').then(function (r) { return r.json(); }).then(function (data) {
    document.title = data.title;
    app.appendChild(el('div', 'h', data.title));
    var box = el('div', 'c');
    data.courses.forEach(function (course) {
      var card = el('div', 'k');
      card.appendChild(el('h2', '', course.name));
      card.appendChild(el('p', '', course.intro));
      card.appendChild(el('b', '', course.slogan + '　￥' + course.price));
      box.appendChild(card);
    });
    app.appendChild(box);
  });
})();
