/** Ways to change a page's markup that leave it the same page to a person. Runs in the page. */

/** What kinds of change there are. */
export const KINDS = [
  'wrap',
  'wrap-inside',
  'reorder',
  'columns',
  'classes',
  'ids',
  'data',
  'noise',
  'label',
  'tag',
  'table',
  'heading',
  'shadow',
  'split',
  'invisible',
  'case',
  'words',
  'pieces',
] as const;

/** One change. The numbers choose where and how among what is possible, so that any numbers will do. */
export interface Mutation {
  readonly kind: (typeof KINDS)[number];
  /** Whether it is at a control that matters, or around one. */
  readonly near: boolean;
  readonly at: number;
  readonly how: number;
}

/** Controls whose meaning the test knows; the attribute is the test's own and stays. */
const MARKED = '[data-practice]';

/** Parts of a table, a list or a select, which mean something only where they stand. */
const STRUCTURE = 'table, thead, tbody, tfoot, tr, td, th, colgroup, col, option, optgroup, select';
const NOT_OF_A_PAGE = 'script, style, template, link, meta, noscript, svg *, sia-guardrails';
const FIELDS = 'input, textarea, select, label, fieldset';

/** Makes one change; does nothing where there is nothing to change in this way. */
export function mutate({ kind, near, at, how }: Mutation): void {
  const place = { near, at };
  switch (kind) {
    case 'wrap':
      withOne(place, canBeWrapped, (element) => wrap(element, how));
      break;
    case 'wrap-inside':
      withOne(place, canHoldWrapper, (element) => wrapInside(element, how));
      break;
    case 'reorder':
      withOne(place, canBeReordered, (element) => reorder(element, how));
      break;
    case 'columns':
      withOne({ near: false, at }, isTable, (table) => reorderColumns(table, how));
      break;
    case 'classes':
      renameClasses(how);
      break;
    case 'ids':
      renameIds(how);
      break;
    case 'data':
      renameData(how);
      break;
    case 'noise':
      withOne(
        place,
        (element) => !element.matches(STRUCTURE),
        (element) => addNoise(element, how),
      );
      break;
    case 'label':
      withOne(place, isLabelled, (control) => moveLabel(control, how));
      break;
    case 'tag':
      withOne(place, isControl, (control) => changeTag(control, how));
      break;
    case 'table':
      withOne({ near: false, at }, isTable, (table) => withoutTable(table, how));
      break;
    case 'heading':
      withOne(place, isHeading, (heading) => changeHeading(heading, how));
      break;
    case 'shadow':
      withOne(place, canBeWrapped, (element) => intoShadow(element, how));
      break;
    case 'split':
      withText(place, (text) => splitText(text, how));
      break;
    case 'invisible':
      withText(place, (text) => addInvisible(text, how));
      break;
    case 'case':
      withText(place, (text) => changeCase(text, how));
      break;
    case 'words':
      withOne(
        { near: true, at },
        (element) => element.matches(MARKED) && wordsOf(element) !== '',
        (control) => addWord(control, how),
      );
      break;
    case 'pieces':
      withText(
        { near: false, at },
        (text) => intoPieces(text, how),
        (text) => ADDRESS.test(text.data),
      );
      break;
  }
}

interface Where {
  readonly near: boolean;
  readonly at: number;
}

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % Math.max(1, from.length)];
}

/** Everything in the page, shadow roots that earlier changes have made included. */
function everything(root: ParentNode = document.body): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.matches(NOT_OF_A_PAGE) ? [] : [element]),
    ...(element.shadowRoot && element.localName !== 'sia-guardrails'
      ? everything(element.shadowRoot)
      : []),
  ]);
}

function above(element: Element): Element | null {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
}

/** The controls that matter, with what is in them, and around them a few levels up. */
function nearby(): Element[] {
  const found = new Set<Element>();
  for (const marked of everything().filter((element) => element.matches(MARKED))) {
    for (const inner of marked.querySelectorAll('*')) found.add(inner);
    let at: Element | null = marked;
    for (let far = 0; at && at !== document.body && far < 8; far += 1, at = above(at))
      found.add(at);
  }
  return [...found].filter((element) => !element.matches(NOT_OF_A_PAGE));
}

function withOne(
  { near, at }: Where,
  fits: (element: Element) => boolean,
  change: (element: Element) => void,
): void {
  const element = pick((near ? nearby() : everything()).filter(fits), at);
  if (element) change(element);
}

function withText(
  { near, at }: Where,
  change: (text: Text) => void,
  fits: (text: Text) => boolean = () => true,
): void {
  const texts = (near ? nearby() : everything())
    .filter((element) => !element.matches('option, textarea, svg, svg *'))
    .flatMap((element) => [...element.childNodes])
    .filter((node): node is Text => node instanceof Text && node.data.trim() !== '')
    .filter(fits);
  const text = pick(texts, at);
  if (text) change(text);
}

const WRAPPERS = ['div', 'span', 'section', 'x-wrap'];

function canBeWrapped(element: Element): boolean {
  const isPart = element.matches(
    `${STRUCTURE}, li, [role="row"], [role="cell"], [role="gridcell"], [role="columnheader"], [role="rowgroup"], [role="tab"]`,
  );
  return (
    !isPart &&
    element.parentNode !== null &&
    !element.parentElement?.matches('table, tr, tbody, thead, select, ul, ol')
  );
}

function wrap(element: Element, how: number): void {
  for (let level = 0; level <= how % 5; level += 1) {
    const wrapper = document.createElement(pick(WRAPPERS, how + level) ?? 'div');
    element.replaceWith(wrapper);
    wrapper.append(element);
  }
}

function canHoldWrapper(element: Element): boolean {
  return (
    element.childNodes.length > 0 &&
    !element.matches(
      `table, thead, tbody, tfoot, tr, select, option, optgroup, ul, ol, [role="row"], [role="table"], [role="grid"], [role="rowgroup"], [role="tablist"], form`,
    ) &&
    !element.matches('x-host')
  );
}

function wrapInside(element: Element, how: number): void {
  for (let level = 0; level <= how % 5; level += 1) {
    const wrapper = document.createElement(
      pick(['span', 'div', 'b', 'x-wrap'], how + level) ?? 'span',
    );
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
}

/**
 * A label goes with what it is a label of, and a value with what names it. A name that looks like an address is told
 * from the address by its place alone.
 */
function canBeReordered(element: Element): boolean {
  const isPair = (element.textContent?.match(/@/gu) ?? []).length === 2;
  return (
    element.childElementCount > 1 &&
    !isPair &&
    !element.matches(
      'table, tr, thead, select, svg, label, [role="row"], [role="table"], [role="grid"]',
    )
  );
}

function reorder(element: Element, how: number): void {
  const children = [...element.children];
  const turned = how % 2 === 0 ? children.toReversed() : rotated(children, how);
  element.append(...turned);
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const start = 1 + (by % Math.max(1, list.length - 1));
  return [...list.slice(start), ...list.slice(0, start)];
}

function isTable(element: Element): boolean {
  return element.matches('table');
}

function reorderColumns(table: Element, how: number): void {
  for (const row of table.querySelectorAll('tr')) {
    const cells = [...row.children];
    row.append(...(how % 3 === 0 ? cells.toReversed() : rotated(cells, how)));
  }
}

/** One name for another, always the same or a new one each time. */
function renamer(how: number): (name: string) => string {
  if (how % 2 === 0) return (name) => `c${hash(`${name}${how}`)}`;
  let count = 0;
  return () => {
    count += 1;
    return `n${hash(`${count} ${how}`)}`;
  };
}

function hash(text: string): string {
  let value = 7;
  for (const char of text) value = (Math.imul(value, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return value.toString(36);
}

function renameClasses(how: number): void {
  const rename = renamer(how);
  for (const element of everything()) {
    if (element.hasAttribute('class')) {
      const names = [...element.classList].map(rename);
      element.setAttribute('class', names.join(' '));
    }
  }
}

const REFERENCES = ['for', 'aria-labelledby', 'aria-controls', 'aria-owns', 'aria-describedby'];

function renameIds(how: number): void {
  const names = new Map<string, string>();
  const rename = renamer(how);
  for (const element of everything()) {
    if (element.id === '') continue;
    const name = names.get(element.id) ?? rename(element.id);
    names.set(element.id, name);
    element.id = name;
  }
  for (const element of everything()) {
    for (const reference of REFERENCES) {
      const ids = element.getAttribute(reference);
      if (ids === null) continue;
      const renamed = ids.split(/\s+/u).map((id) => names.get(id) ?? id);
      element.setAttribute(reference, renamed.join(' '));
    }
  }
}

function renameData(how: number): void {
  const rename = renamer(how);
  for (const element of everything()) {
    for (const { name, value } of [...element.attributes]) {
      if (!name.startsWith('data-') || name.startsWith('data-practice')) continue;
      element.removeAttribute(name);
      element.setAttribute(`data-${rename(name)}`, value);
    }
  }
}

const HIDDEN = 'position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)';
const NOISE = [
  '<!-- nothing to see -->',
  '<span></span>',
  '<span class="badge">3</span>',
  '<svg width="8" height="8" aria-hidden="true"><path d="M0 0h8v8H0z"></path></svg>',
  `<span style="${HIDDEN}">opens a dialog</span>`,
  '<i aria-hidden="true"></i>',
];
const NOISE_AROUND = [
  ...NOISE,
  '<button type="button">Export</button>',
  '<a href="#help">Learn more</a>',
  '<div role="tooltip">More about this</div>',
  '<hr>',
  '<p>People who are connected can send mail from here.</p>',
];

function addNoise(element: Element, how: number): void {
  const isInside = element.closest('button, a, [role="button"], label, [role="tab"]') !== null;
  const html = pick(isInside ? NOISE : NOISE_AROUND, Math.floor(how / 2)) ?? '';
  if (element.matches('input, img, hr, br')) return;
  element.insertAdjacentHTML(how % 2 === 0 ? 'afterbegin' : 'beforeend', html);
}

function isControl(element: Element): boolean {
  return element.matches('button, a, [role="button"], [role="tab"]');
}

function isLabelled(element: Element): boolean {
  return isControl(element) && wordsOf(element) !== '';
}

function wordsOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/gu, ' ').trim();
}

/** Words that a control may say besides; not all of them are known to the recogniser. */
const WORDS = ['New', 'now', 'again', 'Beta', 'users', 'v2'];

function addWord(control: Element, how: number): void {
  const word = document.createElement('span');
  word.textContent = ` ${pick(WORDS, how) ?? ''} `;
  control.append(word);
}

const ADDRESS = /^([^\s@]+)@([^\s@]+)$/u;

/** An address with marks and places to break the line at in it; to a person it is the same. */
function intoPieces(text: Text, how: number): void {
  const [, local = '', domain = ''] = ADDRESS.exec(text.data.trim()) ?? [];
  if (local === '' || text.parentElement === null) return;
  const mark = (words: string) => {
    const made = document.createElement(how % 2 === 0 ? 'span' : 'mark');
    if (made.localName === 'mark') made.style.padding = '0';
    made.textContent = words;
    return made;
  };
  const middle = Math.ceil(local.length / 2);
  const pieces: (Node | string)[] =
    how % 3 === 0
      ? [mark(local), '@', document.createElement('wbr'), domain]
      : how % 3 === 1
        ? [local.slice(0, middle), mark(local.slice(middle)), '@', domain]
        : [mark(local.slice(0, middle)), `${local.slice(middle)}@`, mark(domain)];
  text.replaceWith(...pieces);
}

const ICON = '<svg width="16" height="16" aria-hidden="true"><path d="M0 0h16v16H0z"></path></svg>';
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** An icon in the place of a control's text, which goes to where screen readers find it. */
function moveLabel(control: Element, how: number): void {
  const words = wordsOf(control);
  switch (how % 7) {
    case 0:
      control.innerHTML = ICON;
      control.setAttribute('aria-label', words);
      return;
    case 1:
      control.innerHTML = ICON;
      control.setAttribute('title', words);
      return;
    case 2:
      labelElsewhere(control, words, how);
      return;
    case 3: {
      const picture = document.createElement('img');
      Object.assign(picture, { alt: words, width: 16, height: 16, src: PIXEL });
      control.replaceChildren(picture);
      return;
    }
    case 4: {
      control.innerHTML = ICON.replace(' aria-hidden="true"', ' role="img"');
      const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
      title.textContent = words;
      control.querySelector('svg')?.prepend(title);
      return;
    }
    case 5:
      control.innerHTML = ICON.replace(' aria-hidden="true"', ' role="img"');
      control.querySelector('svg')?.setAttribute('aria-label', words);
      return;
    default: {
      const hidden = document.createElement('span');
      hidden.setAttribute('style', HIDDEN);
      hidden.textContent = words;
      control.innerHTML = ICON;
      control.append(hidden);
    }
  }
}

function labelElsewhere(control: Element, words: string, how: number): void {
  const label = document.createElement('span');
  label.id = `label-${hash(`${words}${how}`)}`;
  label.hidden = how % 14 < 7;
  label.textContent = words;
  control.innerHTML = ICON;
  control.after(label);
  control.setAttribute('aria-labelledby', label.id);
}

const TAGS = ['div', 'span', 'x-button', 'button', 'a'];

function changeTag(control: Element, how: number): void {
  const made = document.createElement(pick(TAGS, how) ?? 'div');
  for (const { name, value } of control.attributes) {
    if (name !== 'href' && name !== 'type') made.setAttribute(name, value);
  }
  if (control.matches(':disabled')) made.setAttribute('aria-disabled', 'true');
  made.removeAttribute('disabled');
  if (made.localName === 'button') made.setAttribute('type', 'button');
  else {
    if (!made.hasAttribute('role')) made.setAttribute('role', 'button');
    made.setAttribute('tabindex', '0');
    made.setAttribute('style', 'cursor: pointer; display: inline-block; padding: 6px 12px');
  }
  made.append(...control.childNodes);
  control.replaceWith(made);
}

/** A table made of blocks with roles. */
function withoutTable(table: Element, how: number): void {
  const role = pick(['table', 'grid', 'treegrid'], how) ?? 'table';
  const cell = role === 'table' ? 'cell' : 'gridcell';
  const roles: Record<string, string> = {
    thead: 'rowgroup',
    tbody: 'rowgroup',
    tr: 'row',
    th: 'columnheader',
    td: cell,
  };
  for (const part of [...table.querySelectorAll('thead, tbody, tr, th, td')].toReversed()) {
    renamed(part, 'div', roles[part.localName] ?? cell);
  }
  renamed(table, 'div', role);
}

function renamed(element: Element, tag: string, role: string): void {
  const made = document.createElement(tag);
  for (const { name, value } of element.attributes) {
    if (name !== 'scope') made.setAttribute(name, value);
  }
  made.setAttribute('role', role);
  if (role === 'row') made.style.display = 'flex';
  else if (/cell|header/u.test(role)) made.style.flex = '1';
  made.append(...element.childNodes);
  element.replaceWith(made);
}

function isHeading(element: Element): boolean {
  return element.matches('h1, h2, h3, h4, h5, h6');
}

function changeHeading(heading: Element, how: number): void {
  if (how % 7 === 6) {
    renamed(heading, 'div', 'heading');
    return;
  }
  const made = document.createElement(`h${1 + (how % 6)}`);
  for (const { name, value } of heading.attributes) made.setAttribute(name, value);
  made.append(...heading.childNodes);
  heading.replaceWith(made);
}

/** Into the slot of a web component, or into its shadow root altogether where no label would be lost. */
function intoShadow(element: Element, how: number): void {
  const host = document.createElement('x-host');
  const root = host.attachShadow({ mode: 'open' });
  const holdsFields = element.matches(FIELDS) || element.querySelector(FIELDS) !== null;
  const isReferred = [element, ...element.querySelectorAll('*')].some(
    (one) => one.hasAttribute('aria-labelledby') || one.id.startsWith('label-'),
  );
  const isDialog = element.matches('[role="dialog"], .modal') || element.closest('ul, ol') !== null;
  element.replaceWith(host);
  if (how % 2 === 0 && !holdsFields && !isReferred && !isDialog) {
    const inner = document.createElement('div');
    inner.append(element);
    root.append(inner);
    return;
  }
  root.innerHTML =
    pick(
      ['<slot></slot>', '<div><slot></slot></div>', '<section><div><slot></slot></div></section>'],
      how >> 1,
    ) ?? '<slot></slot>';
  host.append(element);
}

function splitText(text: Text, how: number): void {
  if (text.data.length > 1) text.splitText(1 + (how % (text.data.length - 1)));
}

const INVISIBLE = ['\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e', '\u200d'];

function addInvisible(text: Text, how: number): void {
  if (how % 7 === 6) {
    text.data = text.data.replaceAll(' ', '\u00a0');
    return;
  }
  const at = 1 + (how % Math.max(1, text.data.length - 1));
  text.data = `${text.data.slice(0, at)}${pick(INVISIBLE, how) ?? ''}${text.data.slice(at)}`;
}

function changeCase(text: Text, how: number): void {
  const { data } = text;
  text.data =
    how % 3 === 0
      ? data.toUpperCase()
      : how % 3 === 1
        ? data.toLowerCase()
        : data.replace(/\p{L}+/gu, (word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
}
