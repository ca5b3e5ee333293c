import { describe, expect, it } from 'vitest';
import {
  escapeMarkdown,
  grouped,
  type ReportParts,
  reportBlocks,
  reportOf,
} from '@/lib/handoff/report';
import type { HandoffEvent } from '@/lib/model/handoff';
import type { Text } from '@/lib/model/text';
import { done, event, handoffOf, held, NOW, started, undone } from './handoff-data';

/** Says a key with what is filled in. */
const voice = {
  say: ({ key, values }: Text) =>
    values === undefined ? key : `${key}(${Object.values(values).join(', ')})`,
  moment: (at: number) => `+${at - NOW}`,
};

function report(events: readonly HandoffEvent[], part: Partial<ReportParts> = {}): string {
  const handoff = handoffOf('a', ...events);
  const all = [started(), ...events].map((one) => held(one));
  return reportOf({ handoff, events: all, before: null, after: null, ...part }, voice);
}

describe('a report', () => {
  it('says who did what, when, and how that is known', () => {
    const text = report([
      done(5, 'b-admin', 'a'),
      done(6, 'b-owner', 'a', 'declared'),
      event(7, 'a', {
        kind: 'step-done',
        step: 'remove-access',
        source: 'observed',
        notNeeded: true,
      }),
      event(9, 'a', { kind: 'closed', outcome: 'finished' }),
    ]);
    expect(text).toContain(
      '| background.pass.bAdmin | report.state.done | report.role.a | +5 | report.observed |',
    );
    expect(text).toContain('report.declared(Bo, On the phone)');
    expect(text).toContain('| background.pass.removeAccess | report.state.notNeeded |');
    expect(text).toContain('| report.ended | +9 |');
    expect(text).toMatch(/- \+0, report\.role\.a: report\.event\.started/u);
    expect(text).toContain(`\`${grouped('616161616161616161616161')}\``);
  });

  it('lists what went otherwise, with the reasons', () => {
    const text = report([
      done(1, 'b-owner', 'a', 'declared'),
      undone(2, 'b-owner', 'b', 'observed'),
      event(3, 'a', { kind: 'went-on', open: ['wait'], people: 14, reason: 'Demo *now*' }),
      event(4, 'a', { kind: 'closed', outcome: 'abandoned' }),
    ]);
    expect(text).toContain(
      'report.wentOn(report.role.a, +3, background.pass.wait, 14, Demo \\*now\\*)',
    );
    expect(text).toMatch(/report\.contradicted\(background\.pass\.bOwner, Bo, On the phone/u);
    expect(text).toMatch(/report\.leftOpen\(background\.pass\.bAdmin; /u);
    expect(report([])).toContain('report.none');
  });

  it('says how many had access before and after', () => {
    const people = [
      { email: started().kind === 'started' ? 'x@y.z' : '', name: null, workspaces: null },
    ];
    const before = { at: NOW + 1, coverage: 'partial', people } as unknown as ReportParts['before'];
    const after = { connected: 13, total: 20, coverage: 'whole', seenAt: NOW + 8 } as const;
    const text = report([], { before, after });
    expect(text).toContain('- report.before(1, +1) report.partial');
    expect(text).toContain('- report.after(13, +8)\n');
    expect(report([])).toContain('report.noBefore');
  });

  it('says the same on a page, with the words of people as they are', () => {
    const events = [event(3, 'a', { kind: 'went-on', open: ['wait'], reason: 'Demo *now*' })];
    const handoff = handoffOf('a', ...events);
    const all = [started(), ...events].map((one) => held(one));
    const blocks = reportBlocks({ handoff, events: all, before: null, after: null }, voice);
    expect(blocks[0]).toEqual({ kind: 'title', words: 'report.title(bo@example.com)' });
    const headings = report(events).match(/^## .+$/gmu);
    expect(blocks.flatMap((one) => (one.kind === 'heading' ? `## ${one.words}` : []))).toEqual(
      headings,
    );
    expect(JSON.stringify(blocks)).toContain('Demo *now*');
    expect(JSON.stringify(blocks)).not.toContain('`');
  });

  it('takes nothing in a name for Markdown', () => {
    expect(escapeMarkdown('a | b\n# c <script> [x](y)')).toBe(
      'a \\| b \\# c \\<script\\> \\[x\\]\\(y\\)',
    );
  });
});
