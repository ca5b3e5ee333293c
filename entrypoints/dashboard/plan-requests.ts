import type { ExportedText, ExportFormat } from '@/components/plan/ExportPlan';
import { exportWords } from '@/components/plan/export-words';
import type { FetchFaults, FetchPeople } from '@/components/plan/view';
import type { Outcome } from '@/components/settings/outcome';
import type { AccountId } from '@/lib/model/ids';
import { planClient } from './plan-client';
import { request, saveAsFile } from './requests';

/** Fetches people of the plan that is watched. */
export const fetchPeople: FetchPeople = (source, query, count) =>
  planClient.ask('people', { source, query, count });

/** Fetches what is wrong with the roster that was read last. */
export const fetchFaults: FetchFaults = (count) => planClient.ask('faults', { count });

/** The day as files have it in their names. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Writes down the plan that is watched, with what became of its grants. */
export async function exportPlan(format: ExportFormat): Promise<ExportedText> {
  const text = await planClient.ask('export', { format, words: exportWords() });
  return { text, fileName: `plan-${today()}.${format === 'csv' ? 'csv' : 'md'}` };
}

/** Saves what is wrong with the roster that was read last as CSV, and says what the file is called. */
export async function saveFaults(): Promise<string> {
  const name = `roster-faults-${today()}.csv`;
  saveAsFile(name, await planClient.ask('export-faults', { words: exportWords() }));
  return name;
}

/** The longest name of a file that is kept. */
const LONGEST_NAME = 200;

/** How long it may take to write twenty thousand people down, in ms, on a machine that is busy with something else. */
const PATIENCE = 120_000;

/** Has the background take in the roster that was read last, in the place of the one before. */
export async function takeRoster(account: AccountId, file: string | null): Promise<Outcome> {
  const entries = await planClient.ask('entries', {});
  const name = file?.slice(0, LONGEST_NAME) ?? null;
  return request({ kind: 'roster-take', account, entries, file: name }, PATIENCE);
}
