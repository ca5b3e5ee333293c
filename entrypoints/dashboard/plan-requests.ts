import type { ExportedText, ExportFormat, ExportPart } from '@/components/plan/ExportPlan';
import type { FetchFaults, FetchPeople } from '@/components/plan/view';
import { faultWords } from '@/components/plan/words';
import type { Outcome } from '@/components/settings/outcome';
import { t } from '@/components/ui/say';
import type { AccountId } from '@/lib/model/ids';
import { writeCsv } from '@/lib/table/write';
import { planClient } from './plan-client';
import { request, saveAsFile } from './requests';

/** Fetches people of the plan that is watched. */
export const fetchPeople: FetchPeople = (source, query, count) =>
  planClient.ask('people', { source, query, count });

/** Fetches what is wrong with the roster that was read last. */
export const fetchFaults: FetchFaults = (count) => planClient.ask('faults', { from: 0, count });

/** The day as files have it in their names. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Writes the plan that is watched. */
export async function exportPlan(part: ExportPart, format: ExportFormat): Promise<ExportedText> {
  const text = await planClient.ask('export', { part, format });
  return { text, fileName: `${part}-${today()}.${format === 'csv' ? 'csv' : 'md'}` };
}

/** As many faults are worded in one go, a few milliseconds' worth. */
const STEP = 500;

/** Saves what is wrong with the roster that was read last as CSV, and says what the file is called. */
export async function saveFaults(): Promise<string> {
  const rows = [[t('plan.faults.line'), t('plan.faults.why'), t('plan.faults.value')]];
  for (let from = 0; ; from += STEP) {
    const faults = await planClient.ask('faults', { from, count: STEP });
    rows.push(...faults.map((fault) => [String(fault.line), faultWords(fault), fault.value ?? '']));
    if (faults.length < STEP) break;
  }
  const name = `roster-faults-${today()}.csv`;
  saveAsFile(name, writeCsv(rows));
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
