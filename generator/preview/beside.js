/* Shows a page and its PDF side by side, the PDF at the place that is read in
 * the page: at the page of paper on which the heading in view stands. */
(() => {
  'use strict';

  const words = new URLSearchParams(location.search);
  const own = (name) => {
    const path = words.get(name) || '';
    return /^\/[^/\\]/.test(path) ? path : null; /* of this preview, nothing else */
  };
  const pagePath = own('page');
  const pdfPath = own('pdf');
  const page = document.getElementById('page');
  const pdf = document.getElementById('pdf');
  const place = document.getElementById('place');
  if (!pagePath || !pdfPath) return;

  let places = new Map(); /* identifier → page of paper, from 1 */
  let version = 0;
  let shown = '';

  const address = (path) => path.split('/').map(encodeURIComponent).join('/');

  async function learn() {
    try {
      const answer = await fetch(`/-/places${address(pdfPath)}`, { cache: 'no-store' });
      places = new Map(Object.entries(await answer.json()));
    } catch {
      places = new Map();
    }
  }

  /* The last that begins above the upper third of what is seen. */
  function inView() {
    const view = page.contentWindow;
    let found = null;
    for (const element of page.contentDocument.querySelectorAll('[id]')) {
      if (!places.has(element.id)) continue;
      if (element.getBoundingClientRect().top > view.innerHeight / 3) break;
      found = element.id;
    }
    return found;
  }

  /* A viewer goes to a page only when it loads the file. */
  function follow() {
    const number = places.get(inView()) || 1;
    const wanted = `${address(pdfPath)}?version=${version}&page=${number}#page=${number}`;
    if (wanted === shown) return;
    shown = wanted;
    pdf.contentWindow.location.replace(wanted);
    place.textContent = `PDF at page ${number}`;
  }

  let timer = 0;
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(follow, 150);
  }

  page.addEventListener('load', async () => {
    page.contentWindow.addEventListener('scroll', soon, { passive: true });
    await learn();
    follow();
  });
  page.src = address(pagePath) + location.hash;
  document.getElementById('alone').href = address(pagePath);

  const news = new EventSource('/-/events');
  news.addEventListener('files', async (event) => {
    if (!JSON.parse(event.data).paths.includes(pdfPath)) return;
    version++;
    await learn();
    follow();
  });
})();
