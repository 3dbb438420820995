/* In every page of the preview and in none that is published. It listens to the
 * news (server-sent events), puts what is new into the page that is open, where
 * the reader keeps place and focus, and shows what authors have to mend. */
(() => {
  'use strict';

  const MARK = 'data-everyread-preview';
  const path = () => decodeURI(location.pathname);

  /* ---- The page, as it is now ------------------------------------------ */

  const isOwn = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute(MARK);

  function setAttributes(from, to) {
    for (const { name } of [...from.attributes])
      if (!to.hasAttribute(name) && !(from.localName === 'details' && name === 'open')) from.removeAttribute(name);
    for (const { name, value } of to.attributes)
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }

  const mayBecome = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.id === b.id;

  /* Makes `from` what `to` is and leaves alone what is so already: a word that
   * changed touches one text. */
  function become(from, to) {
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    setAttributes(from, to);
    const old = [...from.childNodes].filter((node) => !isOwn(node));
    const young = [...to.childNodes];
    let after = from.lastChild && isOwn(from.lastChild) ? from.lastChild : null; /* ours stays last */
    while (old.length && young.length && old[0].isEqualNode(young[0])) {
      old.shift();
      young.shift();
    }
    while (old.length && young.length && old[old.length - 1].isEqualNode(young[young.length - 1])) {
      after = old.pop();
      young.pop();
    }
    if (old.length === young.length && old.every((node, i) => mayBecome(node, young[i]))) {
      old.forEach((node, i) => node.isEqualNode(young[i]) || become(node, young[i]));
      return;
    }
    for (const node of old) node.remove();
    for (const node of young) from.insertBefore(document.adoptNode(node), after);
  }

  /* ---- Where the reader is --------------------------------------------- */

  function anchors() {
    const found = [];
    for (let y = 1; y < innerHeight; y += Math.max(innerHeight / 12, 20)) {
      const element = document.elementFromPoint(innerWidth / 2, y);
      if (element && element !== document.documentElement && element !== document.body && !isOwn(element))
        found.push([element, element.getBoundingClientRect().top]);
    }
    return found;
  }

  function stay(places, top) {
    const place = places.find(([element]) => element.isConnected && element.localName !== 'main');
    const shift = place ? place[0].getBoundingClientRect().top - place[1] : top - scrollY;
    if (Math.abs(shift) >= 1) scrollBy({ top: shift, behavior: 'instant' });
  }

  /* The way to an element that may be replaced: its id, or which child of which
   * child it is. */
  function way(element) {
    const steps = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(' > ');
      steps.unshift(`:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
    }
    return ['body', ...steps].join(' > ');
  }

  function show(text) {
    const young = new DOMParser().parseFromString(text, 'text/html');
    const focused = document.activeElement;
    const isInPage = focused && focused !== document.body && !isOwn(focused);
    const focusedWay = isInPage ? way(focused) : null;
    const places = anchors();
    const top = scrollY;
    setAttributes(document.documentElement, young.documentElement);
    become(document.head, young.head);
    become(document.body, young.body);
    stay(places, top);
    if (isInPage && !focused.isConnected) document.querySelector(focusedWay)?.focus({ preventScroll: true });
  }

  let isFetching = false;
  let isStale = false;

  async function refresh() {
    if (isFetching) {
      isStale = true;
      return;
    }
    isFetching = true;
    do {
      isStale = false;
      try {
        const answer = await fetch(location.pathname, { cache: 'no-store' });
        const type = answer.headers.get('Content-Type') || '';
        /* What is gone leaves the screen, too: its words may have been taken back. */
        if ((answer.ok || answer.status === 404) && type.startsWith('text/html')) show(await answer.text());
        if (!answer.ok || !type.startsWith('text/html')) tellGone(answer.status);
      } catch {
        isStale = false; /* the connection says so itself */
      }
    } while (isStale);
    isFetching = false;
  }

  /* ---- What is to be mended -------------------------------------------- */

  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; pointer-events: none; }
    section { font: 1rem/1.45 system-ui, sans-serif; color: #fff; background: #1d1d1f; margin: 0.5rem auto;
      width: fit-content; max-width: min(60rem, calc(100vw - 1rem)); border: 1px solid #b0b0b6; border-radius: 0.4rem;
      padding: 0.4rem 0.75rem; box-sizing: border-box; pointer-events: auto; direction: ltr; text-align: start; }
    .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; }
    .bar p { margin: 0; }
    p.alert { margin: 0; font-weight: bold; color: #ffb4ab; }
    p.alert:empty { display: none; }
    a, button { font: inherit; color: #a8c7fa; background: none; border: 0; padding: 0.25rem 0; min-width: 1.5rem;
      min-height: 1.5rem; text-decoration: underline; cursor: pointer; }
    a:focus-visible, button:focus-visible, .list:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
    .list { max-height: 40vh; overflow: auto; }
    ul { margin: 0.5rem 0 0.25rem; padding: 0; list-style: none; }
    li { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
    li b.error { color: #ffb4ab; } li b.warning { color: #ffd8a8; }
    code { font: 0.9rem/1.4 ui-monospace, monospace; }
    [hidden] { display: none !important; }
    @media print { :host { display: none; } }
    @media (forced-colors: active) { section { border: 2px solid; } }`;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const host = element('div', { [MARK]: '' });
  const shadow = host.attachShadow({ mode: 'open' });
  const status = element('p', { role: 'status' }, 'Connecting…');
  const alert = element('p', { role: 'alert', class: 'alert' });
  const list = element('div', { class: 'list', role: 'group', 'aria-label': 'What is to be mended', tabindex: '0', hidden: '' });
  const toggle = element('button', { type: 'button', 'aria-expanded': 'false', hidden: '' });
  const beside = element('a', { hidden: '' }, 'PDF beside the page');
  const all = element('a', { href: '/' }, 'All publications');
  let told = null;
  let dismissed = '';

  const key = (state) => JSON.stringify(state.diagnostics) + state.failure;

  function setOpen(isOpen) {
    const hadFocus = list.contains(shadow.activeElement);
    list.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    toggle.textContent = isOpen ? 'Hide' : 'Show';
    if (!isOpen && hadFocus) toggle.focus();
  }

  function item({ severity, file, line, column, code, text }) {
    const place = [file, line, column].filter(Boolean).join(':');
    return element('li', {}, element('b', { class: severity }, severity), ' ', element('code', {}, place), ': ',
      text, code ? ` (${code})` : '');
  }

  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

  function summary({ errors, warnings, failure }) {
    if (failure) return 'Not built';
    return [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean).join(', ')
      || 'Everything is up to date';
  }

  function editionOf(state) {
    for (const publication of state.publications)
      for (const edition of publication.editions)
        if (edition.files.some((file) => file.path === path())) return edition;
    return null;
  }

  function set(node, text) { /* the same words again are no news to a listener */
    if (node.textContent !== text) node.textContent = text;
  }

  function tell(state) {
    const edition = editionOf(state);
    const pdf = edition?.files.find((file) => file.format === 'pdf');
    const isOld = edition && edition.status !== 'written';
    const hasMistakes = Boolean(state.diagnostics.length || state.failure);
    const isNew = !told || key(told) !== key(state);
    told = state;
    set(status, summary(state) + (isOld ? '. This page is as it was before them.' : ''));
    set(alert, state.failure ? state.failure : state.errors ? `${count(state.errors, 'error')} to mend` : '');
    beside.hidden = !pdf || window.top !== window;
    if (pdf) beside.href = `/-/beside?page=${encodeURIComponent(path())}&pdf=${encodeURIComponent(pdf.path)}`;
    toggle.hidden = !hasMistakes;
    if (!isNew) return;
    list.replaceChildren(element('ul', {}, ...state.diagnostics.map(item)));
    setOpen(hasMistakes && key(state) !== dismissed && Boolean(state.errors || !list.hidden));
  }

  function tellGone(code) {
    set(status, code === 404 ? 'This page is not there any more, or not yet.' : 'The preview cannot show this page.');
  }

  function dismiss() {
    dismissed = told ? key(told) : '';
    setOpen(false);
  }

  toggle.addEventListener('click', () => (list.hidden ? setOpen(true) : dismiss()));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !list.hidden) dismiss();
  });

  /* ---- The news -------------------------------------------------------- */

  async function learn() {
    try {
      tell(await (await fetch('/-/state.json', { cache: 'no-store' })).json());
    } catch {
      /* nothing is built yet */
    }
  }

  function listen() {
    const news = new EventSource('/-/events');
    news.addEventListener('missed', () => {
      refresh();
      learn();
    });
    news.addEventListener('files', (event) => {
      if (JSON.parse(event.data).paths.includes(path())) refresh();
    });
    news.addEventListener('state', (event) => tell(JSON.parse(event.data)));
    news.addEventListener('error', () => set(status, 'The preview has ended, or is starting again.'));
    window.addEventListener('pagehide', () => news.close());
    window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { overflow-anchor: none; }'); /* stay() does it, in all browsers alike */
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  shadow.append(element('style', {}, STYLE), element('section', { 'aria-label': 'Preview', lang: 'en' },
    element('div', { class: 'bar' }, status, toggle, beside, all), alert, list));
  document.body.append(host);
  listen();
})();
