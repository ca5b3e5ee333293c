import { beforeEach, describe, expect, it, vi } from 'vitest';
import { effective, Settings } from '@/lib/model/settings';
import { prescriptionOf, readPolicy, readPrescription } from '@/lib/policy/policy';

const get = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock('wxt/browser', () => ({ browser: { storage: { managed: { get } } } }));

beforeEach(() => get.mockReset());

describe('what the organisation prescribes', () => {
  it('is read from the browser', async () => {
    get.mockResolvedValue({ waitMinutes: 15, profile: '{}', organisation: ' Acme IT ' });
    expect(await readPolicy()).toEqual({ waitMinutes: 15, profile: '{}', organisation: 'Acme IT' });
  });

  it('is nothing where the browser knows of no policy', async () => {
    get.mockRejectedValue(new Error('Managed storage manifest not found'));
    expect(await readPrescription()).toEqual({ policy: {}, malformed: [] });
    get.mockResolvedValue({});
    expect(await readPrescription()).toEqual({ policy: {}, malformed: [] });
  });

  it.each([null, undefined, 7, 'waitMinutes', []])('is nothing in %s', (given) => {
    expect(prescriptionOf(given)).toEqual({ policy: {}, malformed: [] });
  });

  it.each([0, 61, 1.5, '10', null, Number.NaN])(
    'is not a wait of %s, which loses nothing else',
    (wait) => {
      expect(prescriptionOf({ waitMinutes: wait, profile: 'x', other: 1 })).toEqual({
        policy: { profile: 'x' },
        malformed: ['waitMinutes'],
      });
    },
  );

  it('is no profile that is not text or has no end', () => {
    for (const profile of [{}, 3, 'x'.repeat(500_001)])
      expect(prescriptionOf({ profile, waitMinutes: 5 })).toEqual({
        policy: { waitMinutes: 5 },
        malformed: ['profile'],
      });
  });
});

describe('the settings that count', () => {
  const none = Settings.parse({});

  it('are the default, then the person’s, then the organisation’s', () => {
    expect(effective(none, {})).toEqual({
      waitMinutes: 10,
      inviteExpiryDays: null,
      retentionDays: 365,
      prescribed: { waitMinutes: false, inviteExpiryDays: false, retentionDays: false },
    });
    const own = Settings.parse({ waitMinutes: 12, inviteExpiryDays: 90 });
    expect(effective(own, {})).toMatchObject({ waitMinutes: 12, inviteExpiryDays: 90 });
    expect(effective(own, { waitMinutes: 20, inviteExpiryDays: 30, retentionDays: 90 })).toEqual({
      waitMinutes: 20,
      inviteExpiryDays: 30,
      retentionDays: 90,
      prescribed: { waitMinutes: true, inviteExpiryDays: true, retentionDays: true },
    });
  });
});
