import { Role } from './handoff';
import { z } from './zod';

/** The shortest and the longest wait that can be set. */
export const WAIT_LIMITS = { least: 1, most: 60 } as const;

/** How long the wait after a connect is, in whole minutes. */
export const WaitMinutes = z.int().min(WAIT_LIMITS.least).max(WAIT_LIMITS.most);

/** The shortest and the longest access that can be the rule for invitations, in days. */
export const EXPIRY_LIMITS = { least: 1, most: 1_825 } as const;

/** After how many days the access of somebody invited to Account Insight is to end. */
export const InviteExpiryDays = z.int().min(EXPIRY_LIMITS.least).max(EXPIRY_LIMITS.most);

/** The shortest and the longest time that history can be kept, in days. */
export const RETENTION_LIMITS = { least: 30, most: 3_650 } as const;

/** For how many days history is kept. */
export const RetentionDays = z.int().min(RETENTION_LIMITS.least).max(RETENTION_LIMITS.most);

/** What a person has chosen for this browser; `null` where they have not. */
export const Settings = z.object({
  waitMinutes: WaitMinutes.nullable().default(null),
  inviteExpiryDays: InviteExpiryDays.nullable().default(null),
  retentionDays: RetentionDays.nullable().default(null),
  /** Who the person at this browser usually is in a handoff. */
  role: Role.nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;

/** What holds where nobody has chosen. Ten minutes are the documentation's (CONSOLE.md rule 2). */
export const DEFAULTS = { waitMinutes: 10, retentionDays: 365 } as const;

/**
 * What an organisation prescribes by managed policy; `public/managed-schema.json` describes it to the browser.
 * `profile` is a profile as JSON text: the browsers' own schemas cannot describe one.
 */
export const Policy = z.object({
  waitMinutes: WaitMinutes.optional(),
  inviteExpiryDays: InviteExpiryDays.optional(),
  retentionDays: RetentionDays.optional(),
  profile: z.string().max(500_000).optional(),
  /** By what name the organisation is to be shown as the one who prescribes. */
  organisation: z.string().trim().min(1).max(80).optional(),
});
export type Policy = z.infer<typeof Policy>;

/** The settings that count, and which of them the organisation prescribes. */
export interface Effective {
  readonly waitMinutes: number;
  /** `null` where an invitation's access may last as long as it likes. */
  readonly inviteExpiryDays: number | null;
  readonly retentionDays: number;
  readonly prescribed: Readonly<
    Record<'waitMinutes' | 'inviteExpiryDays' | 'retentionDays', boolean>
  >;
}

/** The organisation's word counts before the person's, theirs before the default. */
export function effective(settings: Settings, policy: Policy): Effective {
  return {
    waitMinutes: policy.waitMinutes ?? settings.waitMinutes ?? DEFAULTS.waitMinutes,
    inviteExpiryDays: policy.inviteExpiryDays ?? settings.inviteExpiryDays,
    retentionDays: policy.retentionDays ?? settings.retentionDays ?? DEFAULTS.retentionDays,
    prescribed: {
      waitMinutes: policy.waitMinutes !== undefined,
      inviteExpiryDays: policy.inviteExpiryDays !== undefined,
      retentionDays: policy.retentionDays !== undefined,
    },
  };
}
