import type { Timestamp } from '@/lib/model/ids';
import type { Member, TeamState } from '@/lib/model/team';
import { csvLines, writeCsv, writeTsv } from '@/lib/table/write';
import type { Found } from './find';
import type { Column } from './view-address';

/** How a team is written down: for a spreadsheet's file or its clipboard, or for a program. */
export type TeamFormat = 'csv' | 'tsv' | 'json';

/** The words of a table. */
export interface TeamWords {
  readonly columns: Readonly<Record<Column | 'name', string>>;
  readonly states: Readonly<Record<TeamState, string>>;
  readonly admin: string;
}

/** What is written down of a team. */
export interface TeamExport {
  readonly people: Found;
  readonly columns: readonly Column[];
  readonly words: TeamWords;
  /** What a program is told besides the people. */
  readonly about: {
    readonly account: string;
    readonly exportedAt: Timestamp;
    /** How many people there are under User Access, as the console said; `null` when it did not. */
    readonly total: number | null;
    /** When the people were last looked at; `null` when they never were. */
    readonly seenAt: Timestamp | null;
  };
}

/** As many people are written down in one step. */
const STEP = 200;

/** A moment as machines and spreadsheets read it. */
const moment = (at: Timestamp) => new Date(at).toISOString();

function cellOf(member: Member, column: Column, { states, admin }: TeamWords): string {
  switch (column) {
    case 'email':
      return member.email ?? '';
    case 'state':
      return states[member.state];
    case 'workspaces':
      return (member.workspaces ?? []).join('; ');
    case 'team':
      return member.team ?? '';
    case 'role':
      return member.role === 'admin' ? admin : '';
    case 'first':
      return moment(member.firstSeenAt);
    case 'seen':
      return moment(member.seenAt);
    case 'expires':
      return member.expires ?? '';
  }
}

/** What a program is told of somebody, whatever columns are shown. */
function recordOf({ key: _key, firstSeenAt, seenAt, invitedAt, ...rest }: Member): object {
  return {
    ...rest,
    firstSeenAt: moment(firstSeenAt),
    seenAt: moment(seenAt),
    invitedAt: invitedAt === null ? null : moment(invitedAt),
  };
}

/**
 * Writes people down, some of them at a step. No cell is ever a formula. A file for a program has all that is known
 * of each, and how old that is.
 *
 * @param onProgress told how many of how many are written
 */
export function* writeTeam(
  { people, columns, words, about }: TeamExport,
  format: TeamFormat,
  onProgress: (done: number, all: number) => void = () => undefined,
): Generator<void, string> {
  const head = [words.columns.name, ...columns.map((column) => words.columns[column])];
  const rowOf = (one: Member) => [
    one.name ?? '',
    ...columns.map((column) => cellOf(one, column, words)),
  ];
  const parts: string[] = [];
  for (let from = 0; from < people.size; from += STEP) {
    const count = Math.min(STEP, people.size - from);
    const part = Array.from({ length: count }, (_, place) => people.at(from + place));
    const members = part.flatMap((one) => one ?? []);
    if (format === 'json') parts.push(...members.map((one) => JSON.stringify(recordOf(one))));
    else if (format === 'csv') parts.push(csvLines(members.map(rowOf)));
    else parts.push(writeTsv(members.map(rowOf)));
    onProgress(from + count, people.size);
    yield;
  }
  if (format === 'csv') return writeCsv([head]) + parts.join('');
  if (format === 'tsv') return writeTsv([head]) + parts.join('');
  const { account, exportedAt, total, seenAt } = about;
  const said = {
    ...{ account, exportedAt: moment(exportedAt), total },
    seenAt: seenAt === null ? null : moment(seenAt),
  };
  return `${JSON.stringify(said, null, 2).slice(0, -2)},\n  "people": [\n    ${parts.join(',\n    ')}\n  ]\n}\n`;
}
