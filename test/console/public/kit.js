// @ts-check
import { Html, html } from './html.js';
import { t } from './net.js';

/**
 * The small kit the views are built with: delegated handlers, re-rendering, dropdowns, a modal.
 * It behaves as the kits of that age do, the rough edges included.
 */

/**
 * A handler for everything that fits the selector, now or later. Returning `false` means
 * `preventDefault` and `stopPropagation`.
 *
 * @param {string} type
 * @param {string} selector
 * @param {(element: HTMLElement, event: Event) => unknown} handler
 */
export function on(type, selector, handler) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (!(element instanceof HTMLElement)) return;
    if (handler(element, event) === false) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}

/**
 * The last press began here, so that no silent refresh takes an element away under a finger.
 */
let lastDown = 0;
document.addEventListener('pointerdown', () => {
  lastDown = Date.now();
});

/**
 * True while a silent re-render of this element would get in somebody's way.
 *
 * @param {Element} element
 */
export function isBusy(element) {
  const active = document.activeElement;
  return (
    Date.now() - lastDown < 600 ||
    element.querySelector('.dropdown.open') !== null ||
    (active instanceof HTMLSelectElement && element.contains(active))
  );
}

/**
 * Replaces everything in an element. What had the focus gets it back if it is there again,
 * which its `data-key` says.
 *
 * @param {Element} element
 * @param {Html} content
 */
export function render(element, content) {
  const active = document.activeElement;
  const key = element.contains(active) ? active?.getAttribute('data-key') : null;
  element.innerHTML = content.text;
  if (key) focusKey(element, key);
}

/**
 * @param {ParentNode} root
 * @param {string} key
 */
function focusKey(root, key) {
  const again = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/** What stands where data is still on its way. */
export function spinner() {
  return html`<div class="loading" role="status"><span class="spinner" aria-hidden="true"></span> ${t('loading')}</div>`;
}

/**
 * Says above the page how something went. An empty text takes the last message away.
 *
 * @param {'success' | 'danger'} kind
 * @param {string | null} text
 */
export function notice(kind, text) {
  const place = document.getElementById('notice');
  if (!place) return;
  const content = html`<div class="alert alert-${kind}" role="${kind === 'danger' ? 'alert' : 'status'}"><button type="button" class="close js-notice-close" aria-label="${t('close')}">×</button>${text ?? ''}</div>`;
  render(place, text ? content : html``);
}

on('click', '.js-notice-close', () => notice('success', null));

// --- Dropdowns -------------------------------------------------------------------------------

/** @param {Element | null} [except] */
export function closeDropdowns(except = null) {
  for (const open of document.querySelectorAll('.dropdown.open')) {
    if (open === except) continue;
    open.classList.remove('open');
    open.querySelector('[data-toggle="dropdown"]')?.setAttribute('aria-expanded', 'false');
  }
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const toggle = target?.closest('[data-toggle="dropdown"]');
  if (toggle) {
    const dropdown = toggle.closest('.dropdown');
    closeDropdowns(dropdown);
    const open = dropdown?.classList.toggle('open') ?? false;
    toggle.setAttribute('aria-expanded', String(open));
    event.preventDefault();
    return;
  }
  // A menu of checkboxes stays open while it is used.
  closeDropdowns(target?.closest('.dropdown-menu-form')?.closest('.dropdown'));
});

// --- The modal -------------------------------------------------------------------------------

/**
 * @typedef {object} ModalOptions
 * @property {string} name A class on the modal, for styles.
 * @property {string} title
 * @property {Html} body
 * @property {Html} footer
 * @property {(form: HTMLFormElement) => unknown} onSubmit
 * @property {() => void} [onClose]
 */

const FADE_MS = 150;

/** @type {{ element: HTMLElement, backdrop: HTMLElement, options: ModalOptions, opener: string | null } | null} */
let modal = null;

/** The modal that is open, if any. */
export function openModalElement() {
  return modal?.element ?? null;
}

/**
 * Opens a modal around a form.
 *
 * @param {ModalOptions} options
 */
export function openModal(options) {
  closeModal();
  const opener = document.activeElement?.getAttribute('data-key') ?? null;
  const backdrop = document.createElement('div');
  backdrop.className = 'modal-backdrop fade';
  const element = document.createElement('div');
  element.className = `modal fade ${options.name}`;
  element.id = 'modal';
  element.tabIndex = -1;
  element.setAttribute('role', 'dialog');
  element.setAttribute('aria-modal', 'true');
  element.setAttribute('aria-labelledby', 'modal-title');
  element.innerHTML = html`
    <div class="modal-dialog">
      <form class="modal-content" novalidate>
        <div class="modal-header">
          <button type="button" class="close" data-dismiss="modal" aria-label="${t('close')}">×</button>
          <h4 class="modal-title" id="modal-title">${options.title}</h4>
        </div>
        <div class="modal-body">${options.body}</div>
        <div class="modal-footer">${options.footer}</div>
      </form>
    </div>`.text;
  document.body.append(backdrop, element);
  document.body.classList.add('modal-open');
  document.getElementById('app')?.setAttribute('aria-hidden', 'true');
  modal = { element, backdrop, options, opener };
  // Reading a size makes the browser see the first state, so that the second one is a transition.
  void element.offsetHeight;
  for (const part of [backdrop, element]) part.classList.add('in', 'show');
  const first = element.querySelector('[autofocus]');
  (first instanceof HTMLElement ? first : element).focus();
}

/** Closes the modal, if one is open; it is gone after the fade. */
export function closeModal() {
  if (!modal) return;
  const { element, backdrop, options, opener } = modal;
  modal = null;
  for (const part of [backdrop, element]) part.classList.remove('in', 'show');
  element.removeAttribute('id');
  setTimeout(() => {
    backdrop.remove();
    element.remove();
  }, FADE_MS);
  document.body.classList.remove('modal-open');
  document.getElementById('app')?.removeAttribute('aria-hidden');
  options.onClose?.();
  if (opener) focusKey(document, opener);
}

on('click', '[data-dismiss="modal"]', () => {
  closeModal();
  return false;
});

on('submit', '.modal form', (form) => {
  if (modal && form instanceof HTMLFormElement) modal.options.onSubmit(form);
  return false;
});

// A press outside the dialog closes it.
document.addEventListener('mousedown', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (modal && target && !target.closest('.modal-dialog')) closeModal();
});

// Kits differ in whether Escape counts when it goes down or when it comes up: here, both do.
for (const type of ['keydown', 'keyup']) {
  document.addEventListener(type, (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
    if (type === 'keydown' && document.querySelector('.dropdown.open')) {
      closeDropdowns();
      escapeTaken = true;
      return;
    }
    if (type === 'keyup' && escapeTaken) {
      escapeTaken = false;
      return;
    }
    closeModal();
  });
}

/** This Escape has closed a menu; coming up, it must not close the modal around it as well. */
let escapeTaken = false;

// The focus stays in the modal, whoever else asks for it.
document.addEventListener('focusin', (event) => {
  if (!modal || !(event.target instanceof Node)) return;
  if (!modal.element.contains(event.target)) modal.element.focus();
});
