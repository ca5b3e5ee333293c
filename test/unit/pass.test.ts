import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { signerOf, verifier } from '@/entrypoints/background/keys';
import { bytesOf, type SignedEvent, type Signer } from '@/lib/handoff/events';
import { decode, encode, isForAnother, PASS_LIMIT } from '@/lib/handoff/pass';
import type { HandoffEvent } from '@/lib/model/handoff';
import { SiaDb } from '@/lib/store';
import { anyEvent, done, started } from './handoff-data';

const LINES = ['Handing the connection to bo@example.com:', '[x] Admin B owns the connection'];
let signer: Signer;
let EVENTS: readonly HandoffEvent[];
let SIGNED: readonly SignedEvent[];
let PASS: string;
let LINE: string;

/** Signs an event as this browser's own. */
async function sign(event: HandoffEvent, by: Signer = signer): Promise<SignedEvent> {
  const own = { ...event, author: { ...event.author, key: by.key } };
  const signature = await by.sign(bytesOf('event', own));
  return { event: own, publicKey: by.publicKey, signature };
}

const signAll = (events: readonly HandoffEvent[]) => Promise.all(events.map((one) => sign(one)));

beforeAll(async () => {
  signer = await signerOf(new SiaDb('pass'));
  SIGNED = await signAll([started(), done(1, 'b-owner', 'a', 'declared')]);
  EVENTS = SIGNED.map(({ event }) => event);
  PASS = encode({ events: SIGNED, access: null }, LINES);
  LINE = PASS.slice(PASS.indexOf('SIA-PASS'));
});

/** Wraps a text at this width, as a mailer does, with the given line start. */
function wrap(text: string, width: number, start = '', end = '\n'): string {
  const pieces = text.match(new RegExp(`[^\\n]{1,${width}}`, 'g')) ?? [];
  return pieces.map((piece) => `${start}${piece}`).join(end);
}

async function events(text: string): Promise<readonly HandoffEvent[] | string> {
  const decoded = await decode(text, verifier);
  return decoded.ok ? decoded.pass.events.map(({ event }) => event) : decoded.problem;
}

describe('a pass', () => {
  it('is readable, and one line for the machine made of letters and digits', () => {
    expect(PASS.split('\n').slice(0, 2)).toEqual(LINES);
    expect(LINE).toMatch(/^SIA-PASS 2 \d+ [A-Za-z0-9]+ [0-9a-f]{8}$/);
  });

  it('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 20 }), async (more) => {
        const all = await signAll([started(), ...more]);
        const back = await events(encode({ events: all, access: null }, LINES));
        expect(back).toEqual(all.map(({ event }) => event));
      }),
    );
  });

  it.each<[string, () => string]>([
    ['with text around it', () => `Hi A,\n\n${PASS}\n\nRegards, Bo`],
    ['quoted', () => wrap(PASS, 9_000, '> ')],
    ['quoted twice and wrapped', () => wrap(PASS, 70, '>> ')],
    ['wrapped with CRLF', () => wrap(PASS, 60, '', '\r\n')],
    ['wrapped with spaces', () => wrap(LINE, 40, ' ')],
    ['with no-break spaces', () => LINE.replaceAll(' ', '\u00a0')],
    ['with zero-width spaces', () => LINE.replace(/(.{30})/g, '$1\u200b')],
    ['with a byte order mark and trimmed', () => `\ufeff${LINE}   \n`],
    ['with a typographic hyphen', () => LINE.replace('-', '\u2011')],
    ['in quoted-printable line breaks', () => wrap(LINE, 75, '', '=\r\n')],
    ['as code in a chat', () => `\`\`\`${LINE}\`\`\``],
    ['after a broken one', () => `${LINE.replace('eyJ', 'eyK')}\n${PASS}`],
  ])('is read %s', async (_, text) => {
    expect(await events(text())).toEqual(EVENTS);
  });

  it('is refused with the reason', async () => {
    expect(await events('')).toBe('not-a-pass');
    expect(await events('hello SIA-PASS')).toBe('not-a-pass');
    expect(await events(LINE.replace('PASS 2', 'PASS 3'))).toBe('newer-version');
    expect(await events(LINE.replace('PASS 2', 'PASS 1'))).toBe('damaged');
    expect(await events(LINE.slice(0, -1))).toBe('damaged');
    expect(await events('SIA-PASS 2 ')).toBe('damaged');
    expect(await events('x'.repeat(PASS_LIMIT + 1))).toBe('too-long');
    expect(await events(encode({ events: SIGNED.slice(1), access: null }, []))).toBe('damaged');
  });

  it('is for another account where the Munchkin IDs differ, whatever case they are in', () => {
    const about = (munchkinId: string | null) => {
      const start = started(munchkinId);
      if (start.kind !== 'started') throw new Error('a start');
      return start;
    };
    expect(isForAnother(about('123-ABC-456'), '999-ABC-456')).toBe(true);
    expect(isForAnother(about('123-ABC-456'), '123-abc-456')).toBe(false);
    expect(isForAnother(about('123-ABC-456'), null)).toBe(false);
    expect(isForAnother(about(null), '999-ABC-456')).toBe(false);
  });

  it('is identical in meaning or refused when its characters are changed, 10,000 times', async () => {
    const edit = fc.record({
      at: fc.nat(LINE.length),
      cut: fc.nat(6),
      put: fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 })),
    });
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const text = edits.reduce((t, e) => t.slice(0, e.at) + e.put + t.slice(e.at + e.cut), LINE);
        const found = await events(text);
        if (typeof found === 'string') return;
        taken += 1;
        expect(JSON.stringify(found)).toBe(JSON.stringify(EVENTS));
      }),
      { numRuns: 10_000, seed: 6 },
    );
    // Some edits only add what may be there, such as a space.
    expect(taken).toBeGreaterThan(10);
    expect(taken).toBeLessThan(5_000);
  }, 60_000);

  it('never throws and never believes noise', async () => {
    const noisy = fc.string({ unit: 'binary', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(noisy, fc.boolean(), async (noise, marked) => {
        expect((await decode(marked ? `SIA-PASS 2 ${noise}` : noise, verifier)).ok).toBe(false);
      }),
      { seed: 6 },
    );
  });

  it('is looked for in reasonable time', async () => {
    const start = performance.now();
    await events('SIA-PASS 2 '.repeat(100_000 / 11));
    await events(`SIA-PASS 2 99999 ${'a'.repeat(1_000_000)}`);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe('a signature', () => {
  const written = (events: readonly SignedEvent[]) => encode({ events, access: null }, []);

  it('of somebody else under the name of a key is refused, with all that comes with it', async () => {
    const other = await signerOf(new SiaDb('somebody else'));
    const forged = await sign(done(2, 'b-owner', 'b'), other);
    expect(await events(written([...SIGNED, forged]))).toHaveLength(3);
    const stolen = { ...forged, publicKey: signer.publicKey };
    expect(await events(written([...SIGNED, stolen]))).toBe('bad-signature');
  });

  it('covers every field', async () => {
    const [start, said] = SIGNED;
    if (start === undefined || said === undefined) throw new Error('two were signed');
    const changes = [
      { step: 'wait' },
      { role: 'b' },
      { at: said.event.at + 1 },
      { by: 'Mallory' },
      { note: null },
      { source: 'observed' },
      { notNeeded: true },
      { id: start.event.id.replace(/.$/, 'f') },
      { author: { ...said.event.author, name: 'Mallory' } },
    ];
    for (const change of changes) {
      const event = { ...said.event, ...change } as HandoffEvent;
      expect([change, await events(written([start, { ...said, event }]))]).toEqual([
        change,
        'bad-signature',
      ]);
    }
  });

  it('is made with a key that stays the same and cannot be read out', async () => {
    const db = new SiaDb('key');
    const first = await signerOf(db);
    expect(first.key).toMatch(/^[0-9a-f]{24}$/);
    db.close();
    const again = new SiaDb('key');
    expect((await signerOf(again)).publicKey).toBe(first.publicKey);
    const row = (await again.keys.get('own')) as { privateKey: CryptoKey };
    expect(row.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', row.privateKey)).rejects.toThrow();
  });
});
