import type { ComponentChildren } from 'preact';

const SHAPES = {
  rail: (
    <>
      <path d="M1.5 7.5C6.5 7.5 10 5.5 13 1.8M4.8 7.3v6M9.7 5.3v6" />
      <path d="M1.5 13.8C7.5 13.8 11.7 11.8 14.5 7.8" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2 14.5 13.5h-13Z" />
      <path d="M8 6.5v3.2M8 11.6v.1" />
    </>
  ),
  danger: (
    <>
      <path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z" />
      <path d="M8 4.8v3.6M8 11v.1" />
    </>
  ),
  check: <path d="m2.5 8.5 3.5 3.5 7.5-8" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6.3" />
      <path d="M8 4.5V8l2.5 1.6" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5" />
      <path d="M10.5 3V2.8A1.3 1.3 0 0 0 9.2 1.5H3.3A1.3 1.3 0 0 0 2 2.8v6a1.3 1.3 0 0 0 1.2 1.3" />
    </>
  ),
  paste: (
    <>
      <rect x="3" y="3" width="10" height="11.5" rx="1.5" />
      <path d="M6 1.5h4v3H6zM5.8 8h4.4M5.8 11h3" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5" r="3" />
      <path d="M2 14.2c.6-3 3-4.4 6-4.4s5.4 1.4 6 4.4" />
    </>
  ),
  arrow: <path d="M2 8h11.5M9.5 4l4 4-4 4" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  close: <path d="m3.5 3.5 9 9m0-9-9 9" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.7" />
      <path d="m10.6 10.6 3.7 3.7" />
    </>
  ),
  reload: (
    <>
      <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4" />
      <path d="M13.5 1.5v3.2h-3.2" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6.3" stroke-dasharray="2.6 2" />
      <path d="M6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.1M8 11.3v.1" />
    </>
  ),
  none: (
    <>
      <circle cx="8" cy="8" r="6.3" />
      <path d="M5 8h6" />
    </>
  ),
  blocked: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1.5" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" />
    </>
  ),
  settings: (
    <>
      <path d="M1.5 4.5h5.2M11.3 4.5h3.2M1.5 11.5h3.2M9.3 11.5h5.2" />
      <circle cx="9" cy="4.5" r="2.2" />
      <circle cx="7" cy="11.5" r="2.2" />
    </>
  ),
  plan: (
    <>
      <path d="m1.5 3.8 1.4 1.4 2.3-2.6M1.5 10.8l1.4 1.4 2.3-2.6" />
      <path d="M8 4h6.5M8 11h6.5" />
    </>
  ),
  handoff: (
    <>
      <path d="M1.5 5h9.8M8.5 2l3 3-3 3" />
      <path d="M14.5 11H4.7M7.5 8l-3 3 3 3" />
    </>
  ),
  outside: (
    <>
      <path d="M12.5 9v4a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4.5a1 1 0 0 1 1-1h4" />
      <path d="M9.8 1.8h4.4v4.4M14 2 7.8 8.2" />
    </>
  ),
  todo: <circle cx="8" cy="8" r="6.3" />,
  doing: (
    <>
      <circle cx="8" cy="8" r="6.3" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </>
  ),
} satisfies Record<string, ComponentChildren>;

/** The names of the icons. */
export type IconName = keyof typeof SHAPES;

/** A 16 px line icon. Silent: the word that says the same stands beside it. */
export function Icon({ name, large = false }: { name: IconName; large?: boolean }) {
  return (
    <svg class="icon" data-size={large ? 'large' : 'normal'} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
