import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, PASS_LIMIT } from '@/lib/handoff/pass';
import type { HandoffEvent } from '@/lib/model/handoff';
import { anyEvent, event, started } from './handoff-data';

const EVENTS: HandoffEvent[] = [
  started(),
  event(1, 'a', {
    kind: 'step-done',
    step: 'b-owner',
    source: 'declared',
    by: 'Zoë ~ぼ?',
    note: null,
  }),
];
const LINES = ['Handing the connection to bo@example.com:', '[x] Admin B owns the connection'];
const PASS = encode(EVENTS, LINES);
const LINE = PASS.slice(PASS.indexOf('SIA-PASS'));

/** Wraps a text at this width, as a mailer does, with the given line start. */
function wrap(text: string, width: number, start = '', end = '\n'): string {
  const pieces = text.match(new RegExp(`[^\\n]{1,${width}}`, 'g')) ?? [];
  return pieces.map((piece) => `${start}${piece}`).join(end);
}

function events(text: string): readonly HandoffEvent[] | string {
  const decoded = decode(text);
  return decoded.ok ? decoded.events : decoded.problem;
}

describe('a pass', () => {
  it('is readable, and one line for the machine made of letters and digits', () => {
    expect(PASS.split('\n').slice(0, 2)).toEqual(LINES);
    expect(LINE).toMatch(/^SIA-PASS 1 [A-Za-z0-9]+ [0-9a-f]{8}$/);
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (more) => {
        const all = [started(), ...more];
        expect(events(encode(all, LINES))).toEqual(all);
      }),
    );
  });

  it.each([
    ['with text around it', `Hi A,\n\n${PASS}\n\nRegards, Bo`],
    ['quoted', wrap(PASS, 2_000, '> ')],
    ['quoted twice and wrapped', wrap(PASS, 70, '>> ')],
    ['wrapped with CRLF', wrap(PASS, 60, '', '\r\n')],
    ['wrapped with spaces', wrap(LINE.slice(11), 40, ' ').replace(/^/, 'SIA-PASS 1 ')],
    ['with no-break spaces', LINE.replaceAll(' ', '\u00a0')],
    ['with zero-width spaces', LINE.replace(/(.{30})/g, '$1\u200b')],
    ['with a byte order mark and trimmed', `\ufeff${LINE}   \n`],
    ['with a typographic hyphen', LINE.replace('-', '\u2011')],
    ['in quoted-printable line breaks', wrap(LINE, 75, '', '=\r\n')],
    ['as code in a chat', `\`\`\`${LINE}\`\`\``],
    ['after a broken one', `${LINE.replace('eyJ', 'eyK')}\n${PASS}`],
  ])('is read %s', (_, text) => {
    expect(events(text)).toEqual(EVENTS);
  });

  it('is refused with the reason', () => {
    expect(events('')).toBe('not-a-pass');
    expect(events('hello SIA-PASS')).toBe('not-a-pass');
    expect(events(LINE.replace('PASS 1', 'PASS 2'))).toBe('newer-version');
    expect(events(LINE.slice(0, -1))).toBe('damaged');
    expect(events('SIA-PASS 1 ')).toBe('damaged');
    expect(events('x'.repeat(PASS_LIMIT + 1))).toBe('too-long');
    expect(events(encode(EVENTS.slice(1), []))).toBe('damaged');
  });

  it('is refused by another account, whatever case its Munchkin ID is in', () => {
    expect(decode(PASS, '999-ABC-456')).toEqual({ ok: false, problem: 'other-account' });
    expect(decode(PASS, '123-abc-456').ok).toBe(true);
    expect(decode(encode([started(null)], []), '999-ABC-456').ok).toBe(true);
  });

  it('is identical or refused when its characters are changed', () => {
    const edit = fc.record({
      at: fc.nat(LINE.length),
      cut: fc.nat(6),
      put: fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 })),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce((t, e) => t.slice(0, e.at) + e.put + t.slice(e.at + e.cut), LINE);
        const decoded = decode(text);
        if (decoded.ok) expect(decoded.events).toEqual(EVENTS);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws and never believes noise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (noise, marked) => {
        expect(decode(marked ? `SIA-PASS 1 ${noise}` : noise).ok).toBe(false);
      }),
    );
  });

  it('is looked for in reasonable time', () => {
    const start = performance.now();
    decode('SIA-PASS 1 '.repeat(PASS_LIMIT / 11));
    decode(`SIA-PASS 1 ${'a'.repeat(PASS_LIMIT - 20)}`);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
