import type { PageKind } from './console';
import type { Email } from './ids';
import { Timestamp } from './ids';
import type { Invitation } from './invitation';
import { z } from './zod';

/** The guides there are: granting access, and inviting to Account Insight in Marketo Engage. */
export const GuideId = z.enum(['grant', 'account-insight']);
export type GuideId = z.infer<typeof GuideId>;

/** The steps of granting, in their order. `granted` is the end; `wait` comes only while a wait runs. */
export const GrantStep = z.enum([
  'people',
  'settings',
  'users-page',
  'invite-menu',
  'invite-send',
  'marketo',
  'tab',
  'wait',
  'select',
  'connect',
  'workspace',
  'grant',
  'granted',
]);
export type GrantStep = z.infer<typeof GrantStep>;

/** The steps of an invitation to Account Insight, in their order. `invited` is the end. */
export const InsightStep = z.enum([
  'admin',
  'users-roles',
  'sales-users',
  'invite-open',
  'who',
  'expiry',
  'who-next',
  'insight',
  'insight-next',
  'send',
  'invited',
]);
export type InsightStep = z.infer<typeof InsightStep>;

/** A step of any guide. */
export const GuideStep = z.enum([...GrantStep.options, ...InsightStep.options]);
export type GuideStep = z.infer<typeof GuideStep>;

/** How the people of a grant come to be in Sales Insight Actions: nobody has said, all are there, or by invitation. */
export const Inviting = z.enum(['unasked', 'no', 'form', 'csv']);
export type Inviting = z.infer<typeof Inviting>;

/** How far a guide is, as it is kept. */
export const GuideProgress = z.object({
  guide: GuideId,
  state: z.enum(['running', 'left', 'finished']),
  step: GuideStep,
  inviting: Inviting,
  /** Steps that are behind, and that no page shows to be: seen done before, or passed over by the person. */
  passed: z.array(GuideStep).max(GuideStep.options.length),
});
export type GuideProgress = z.infer<typeof GuideProgress>;

/** A guide that was begun, and when. */
export const KeptGuide = GuideProgress.extend({ startedAt: Timestamp, changedAt: Timestamp });
export type KeptGuide = z.infer<typeof KeptGuide>;

/** The open dialog of the settings console, as far as it matters to granting. */
export type DialogSight =
  /** People are invited; whether anything is written or chosen in it. */
  | { readonly kind: 'invite'; readonly isFilled: boolean }
  | {
      readonly kind: 'grant';
      readonly people: readonly Email[];
      readonly workspaces: 'not-offered' | 'chosen' | 'open';
    };

/** What a page of the settings console shows that matters to granting. */
export interface GrantSight {
  readonly page: PageKind;
  /** Whether this person has Admin Settings; `null` where the page does not show it. */
  readonly isAdmin: boolean | null;
  /** Who is in the list of people that is shown; `null` while there is none to be read. */
  readonly listed: readonly Email[] | null;
  readonly connected: readonly Email[];
  readonly selected: readonly Email[];
  /** How many people there are in all; `null` where nobody can tell. */
  readonly count: number | null;
  readonly dialog: DialogSight | null;
}

/** What a page of Marketo Engage shows that matters to an invitation. */
export interface InsightSight {
  readonly page: PageKind;
  /** The way to Users & Roles can be seen, and the tab of the sales users. */
  readonly hasUsersRoles: boolean;
  readonly hasSalesUsers: boolean;
  /** The open invitation; `null` while none is open. */
  readonly invitation: Invitation | null;
}
