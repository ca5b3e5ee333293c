/** What a kit has to bring, and how its parts become the console. */
import type { ComponentType, ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Console, useConsole } from './console';
import { boot, t } from './server';

/** What every part of a kit is given. */
export interface PartProps {
  readonly c: Console;
}

/** A console's parts, made with one kit. */
export interface Kit {
  /** The navigation, the title and the notices around a page. */
  readonly Shell: ComponentType<PartProps & { readonly children: ReactNode }>;
  /** The two tabs of the Marketo page. */
  readonly Tabs: ComponentType<
    PartProps & { readonly setUp: ReactNode; readonly access: ReactNode }
  >;
  readonly SetUp: ComponentType<PartProps>;
  readonly UserAccess: ComponentType<PartProps>;
  /** Only there while somebody is being granted access. */
  readonly GrantDialog: ComponentType<PartProps>;
  readonly UserManagement: ComponentType<PartProps>;
  /** The page of Salesforce or of the mailbox. */
  readonly Connection: ComponentType<PartProps & { readonly what: 'salesforce' | 'mail' }>;
  readonly CommandCenter: ComponentType<PartProps>;
}

function Page({ kit, c }: { readonly kit: Kit; readonly c: Console }) {
  if (c.page === 'command') return <kit.CommandCenter c={c} />;
  if (c.page === 'mail') return <kit.Connection c={c} what="mail" />;
  if (!boot.me.admin) return <p>{t('notAllowed')}</p>;
  if (c.page === 'salesforce') return <kit.Connection c={c} what="salesforce" />;
  if (c.page === 'users') return <kit.UserManagement c={c} />;
  return (
    <>
      <kit.Tabs c={c} setUp={<kit.SetUp c={c} />} access={<kit.UserAccess c={c} />} />
      {c.tab === 'access' && <kit.GrantDialog c={c} />}
    </>
  );
}

function App({ kit }: { readonly kit: Kit }) {
  const c = useConsole();
  return (
    <kit.Shell c={c}>
      <Page kit={kit} c={c} />
    </kit.Shell>
  );
}

/** Draws the console with a kit. */
export function mount(kit: Kit): void {
  const place = document.getElementById('app');
  if (place) createRoot(place).render(<App kit={kit} />);
}
