import { DEFAULT_WORKSPACE, foldWorkspace } from '@/lib/model/workspaces';
import type { TextTable } from '@/lib/table/read';
import { addressIn } from './address';
import { splitWorkspaces } from './split';

/** What a column of a roster can be about. */
export const COLUMN_USES = [
  'email',
  'workspaces',
  'name',
  'first-name',
  'last-name',
  'team',
] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

/** A column of a table, as a roster reads it. */
export interface RosterColumn {
  /** What stands above it; empty where nothing does. */
  readonly header: string;
  /** `null`: it is left out. */
  readonly use: ColumnUse | null;
}

/** How a table is read as a roster. */
export interface Layout {
  readonly hasHeader: boolean;
  readonly columns: readonly RosterColumn[];
}

/** What people call the columns, as {@link foldHeader} leaves it. In all languages at once, as in a console. */
const HEADERS: Readonly<Record<ColumnUse, readonly string[]>> = {
  email: [
    ...['email', 'e mail', 'email address', 'e mail address', 'mail', 'mail address', 'user email'],
    ...['work email', 'login', 'username', 'user name'],
    ...[
      'e mailadres',
      'mailadres',
      'adresse e mail',
      'adresse mail',
      'courriel',
      'adresse courriel',
    ],
    ...['e post', 'e postadress', 'epost', 'e mail adresse', 'mailadresse', 'emailadresse'],
    ...['correo electrónico', 'correo', 'dirección de correo', 'dirección de correo electrónico'],
    ...['indirizzo e mail', 'indirizzo email', 'posta elettronica'],
    ...['endereço de e mail', 'endereço de email', 'correio eletrônico'],
    ...['メール', 'メールアドレス', 'eメール', '電子メール', '이메일', '이메일 주소', '메일'],
    ...['电子邮件', '电子邮箱', '邮箱', '邮箱地址', '邮件', '電子郵件', '電郵', '電子信箱', '信箱'],
  ],
  workspaces: [
    ...['workspace', 'workspaces', 'workspace name', 'marketo workspace', 'marketo workspaces'],
    ...['werkruimte', 'werkruimten', 'werkruimtes', 'espace de travail', 'espaces de travail'],
    ...['arbetsyta', 'arbetsytor', 'arbeitsbereich', 'arbeitsbereiche'],
    ...['espacio de trabajo', 'espacios de trabajo', 'area di lavoro', 'aree di lavoro'],
    ...['espaço de trabalho', 'espaços de trabalho', 'ワークスペース', 'ワークスペース名'],
    ...['작업 공간', '작업 영역', '워크스페이스', '工作区', '工作空间', '工作區', '工作空間'],
  ],
  name: [
    ...['name', 'full name', 'display name', 'user', 'person', 'naam', 'volledige naam'],
    ...['gebruiker', 'nom complet', 'nom et prénom', 'prénom et nom', 'utilisateur', 'namn'],
    ...['fullständigt namn', 'användare', 'vollständiger name', 'benutzer', 'nombre completo'],
    ...['usuario', 'nome completo', 'utente', 'usuário', '氏名', '名前', 'ユーザー', 'ユーザー名'],
    ...['이름', '성명', '사용자', '姓名', '名称', '用户', '名稱', '使用者'],
  ],
  'first-name': [
    ...['first name', 'firstname', 'given name', 'forename', 'voornaam', 'prénom', 'förnamn'],
    ...['vorname', 'primer nombre', 'nome di battesimo', 'primeiro nome'],
    ...['名', '名字'],
  ],
  'last-name': [
    ...['last name', 'lastname', 'surname', 'family name', 'achternaam', 'nom de famille'],
    ...['efternamn', 'nachname', 'familienname', 'apellido', 'apellidos', 'cognome', 'sobrenome'],
    ...['姓', '성', '姓氏'],
  ],
  team: [
    ...['team', 'teams', 'group', 'department', 'afdeling', 'groep', 'équipe', 'groupe'],
    ...['grupp', 'avdelning', 'gruppe', 'abteilung', 'equipo', 'grupo', 'departamento'],
    ...['gruppo', 'reparto', 'squadra', 'equipe', 'チーム', 'グループ', '部署'],
    ...['팀', '그룹', '부서', '团队', '小组', '部门', '團隊', '群組', '部門'],
  ],
};

/** Words that are a name where there is no other column of names, and half of one where there is. */
const NAME_OR_HALF: ReadonlyMap<string, 'first-name' | 'last-name'> = new Map([
  ['nom', 'last-name'],
  ['nombre', 'first-name'],
  ['nome', 'first-name'],
]);

/** A header as it is compared: lower case, one kind of blank, no number behind it, nothing in brackets. */
function foldHeader(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([][^)\]]*[)\]]/gu, '')
    .replace(/[\s_./-]+/gu, ' ')
    .replace(/[\s:*#]*\d*$/u, '')
    .trim();
}

const USES: ReadonlyMap<string, ColumnUse> = new Map(
  COLUMN_USES.flatMap((use) => HEADERS[use].map((word) => [foldHeader(word), use] as const)),
);

/** How many rows are looked at to find out what the columns are about. */
const SAMPLE = 200;

/**
 * Finds out what the columns of a table are about: the addresses by what is in the columns, the rest by what
 * stands above them. The workspaces may also be a column in which known ones stand,
 * whatever it is called. In a table without a header they are at worst the first column that is neither addresses
 * nor names.
 *
 * @param workspaces the names of workspaces that are known
 */
export function layoutOf(table: TextTable, workspaces: readonly string[]): Layout {
  const [first, ...others] = table.rows.slice(0, SAMPLE);
  if (first === undefined) return { hasHeader: false, columns: [] };
  const hasHeader = isHeader(first.cells);
  const sample = (hasHeader ? others : [first, ...others]).map(({ cells }) => cells);
  const known = new Set(
    (workspaces.length === 0 ? [] : [DEFAULT_WORKSPACE, ...workspaces]).map(foldWorkspace),
  );
  const columns = hasHeader
    ? namedColumns(first.cells, sample, known)
    : unnamedColumns(sample, known);
  return { hasHeader, columns };
}

/**
 * A first row is a header when there is no address in it, and a word that we know. One that nobody knows is better
 * reported as a line without an address than taken for a header in silence.
 */
function isHeader(cells: readonly string[]): boolean {
  if (cells.some((cell) => addressIn(cell) !== null)) return false;
  return cells.map(foldHeader).some((word) => USES.has(word) || NAME_OR_HALF.has(word));
}

function namedColumns(
  heads: readonly string[],
  sample: readonly (readonly string[])[],
  known: ReadonlySet<string>,
): RosterColumn[] {
  const words = heads.map(foldHeader);
  const halves = new Set(words.map((word) => USES.get(word)));
  const uses = words.map((word): ColumnUse | null => {
    const half = NAME_OR_HALF.get(word);
    if (half === undefined) return USES.get(word) ?? null;
    const other = half === 'first-name' ? 'last-name' : 'first-name';
    return halves.has(other) ? half : 'name';
  });
  const email = addressColumn(uses, sample);
  if (!uses.includes('workspaces')) {
    const named = shares(sample, (cell) => isKnown(cell, known));
    const column = greatest(
      named.map((share, index) => (uses[index] === null ? share : 0)),
      0.5,
    );
    if (column >= 0) uses[column] = 'workspaces';
  }
  const taken = new Set<ColumnUse>();
  return heads.map((header, index): RosterColumn => {
    const use = index === email ? 'email' : uses[index] === 'email' ? null : (uses[index] ?? null);
    // Several columns of workspaces are one list; of anything else the first counts.
    const isFree = use === 'workspaces' || (use !== null && !taken.has(use));
    if (use !== null) taken.add(use);
    return { header: header.trim(), use: isFree ? use : null };
  });
}

/** The share of each column's cells, of those that are not blank, for which something holds. */
function shares(
  sample: readonly (readonly string[])[],
  holds: (cell: string, row: readonly string[]) => boolean,
): number[] {
  const width = sample.reduce((widest, { length }) => Math.max(widest, length), 0);
  return Array.from({ length: width }, (_, index) => {
    const filled = sample.filter((cells) => (cells[index] ?? '').trim() !== '');
    const right = filled.filter((cells) => holds(cells[index] ?? '', cells));
    return filled.length === 0 ? 0 : right.length / filled.length;
  });
}

/** Where the greatest number stands, if it is `least` at least; -1 otherwise. */
function greatest(numbers: readonly number[], least: number): number {
  const most = Math.max(...numbers, 0);
  return most > 0 && most >= least ? numbers.indexOf(most) : -1;
}

/** The column of addresses: one that is called so, if there are any in it; else that with most of them. */
function addressColumn(
  uses: readonly (ColumnUse | null)[],
  sample: readonly (readonly string[])[],
): number {
  const addresses = shares(sample, (cell) => addressIn(cell) !== null);
  const called = uses.findIndex((use, index) => use === 'email' && (addresses[index] ?? 0) > 0);
  if (called >= 0) return called;
  const fullest = greatest(addresses, 0.5);
  return fullest >= 0 ? fullest : uses.indexOf('email');
}

function unnamedColumns(
  sample: readonly (readonly string[])[],
  known: ReadonlySet<string>,
): RosterColumn[] {
  const addresses = shares(sample, (cell) => addressIn(cell) !== null);
  const email = greatest(addresses, 0);
  const isOther = (index: number) => index !== email && (addresses[index] ?? 0) < 0.5;
  const only = (numbers: readonly number[]) =>
    numbers.map((number, index) => (isOther(index) ? number : 0));
  const named = greatest(only(shares(sample, (cell) => isKnown(cell, known))), 0.5);
  const names = shares(sample, (cell, row) => isNameOf(cell, row[email] ?? ''));
  const name = greatest(
    only(names).map((share, index) => (index === named ? 0 : share)),
    0.5,
  );
  const filled = shares(sample, () => true);
  const rest = filled.findIndex((share, index) => share > 0 && isOther(index) && index !== name);
  const assigned = named >= 0 ? named : rest;
  const useOf = (index: number): ColumnUse | null => {
    if (index === email) return 'email';
    if (index === assigned) return 'workspaces';
    return index === name ? 'name' : null;
  };
  return addresses.map((_, index) => ({ header: '', use: useOf(index) }));
}

function isKnown(cell: string, known: ReadonlySet<string>): boolean {
  const names = splitWorkspaces(cell, known);
  return names.length > 0 && names.every((name) => known.has(foldWorkspace(name)));
}

/** Whether a text may be the name behind an address: a word of it stands in the address too. */
function isNameOf(text: string, address: string): boolean {
  const [local = ''] = address.toLowerCase().split('@');
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return words.some((word) => local.includes(word));
}
