import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '@/lib/model/slices';
import { type RosterOptions, readRoster } from '@/lib/plan/roster';
import { readTable } from '@/lib/table/read';
import { writeCsv } from '@/lib/table/write';

/** What a text says as a roster. */
function roster(text: string, workspaces: readonly string[] = [], options?: RosterOptions) {
  const reading = atOnce(readTable(text));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return atOnce(readRoster(reading.table, workspaces, options));
}

/** The entries in short: address and workspaces. */
const taken = (...args: Parameters<typeof roster>) =>
  roster(...args).entries.map(({ email, workspaces }) => [email, ...(workspaces ?? ['any'])]);

/** The faults in short: line, reason, what it is about. */
const faults = (...args: Parameters<typeof roster>) =>
  roster(...args).faults.map(({ line, reason, severity, value }) => {
    return `${line} ${severity} ${reason} ${value}`;
  });

const uses = (...args: Parameters<typeof roster>) => roster(...args).columns.map(({ use }) => use);

const KNOWN = ['EMEA', 'APAC', 'North America', 'Sales, Nordics', 'Team 1'];

describe('the columns of a roster', () => {
  it.each([
    ['Team,Name,Workspace(s),E-Mail,Phone\nA,Ann,EMEA,ann@x.io,1', 'team name workspaces email -'],
    ['E-mailadres;Naam;Werkruimte\nann@x.io;Ann;EMEA', 'email name workspaces'],
    [
      'Nom;Prénom;Courriel;Espaces de travail\nLee;Ann;ann@x.io;EMEA',
      'last-name first-name email workspaces',
    ],
    ['Nom;Courriel;Équipe\nAnn Lee;ann@x.io;A', 'name email team'],
    [
      'E-post\tFörnamn\tEfternamn\tArbetsyta\na@x.io\tA\tB\tC',
      'email first-name last-name workspaces',
    ],
    [
      'Vorname;Nachname;E-Mail-Adresse;Arbeitsbereich;Abteilung\nA;B;a@x.io;C;D',
      'first-name last-name email workspaces team',
    ],
    [
      'Nombre;Apellidos;Correo electrónico;Espacio de trabajo\nA;B;a@x.io;C',
      'first-name last-name email workspaces',
    ],
    [
      'Nome;Cognome;Indirizzo e-mail;Area di lavoro\nA;B;a@x.io;C',
      'first-name last-name email workspaces',
    ],
    [
      'Nome;Endereço de e-mail;Espaço de trabalho;Equipe\nA;a@x.io;C;D',
      'name email workspaces team',
    ],
    ['姓,名,メールアドレス,ワークスペース\nA,B,a@x.io,C', 'last-name first-name email workspaces'],
    ['이름,이메일,작업 공간,팀\nA,a@x.io,C,D', 'name email workspaces team'],
    ['姓名,电子邮件,工作区\nA,a@x.io,C', 'name email workspaces'],
    ['姓名,電子郵件,工作區\nA,a@x.io,C', 'name email workspaces'],
    ['email,workspace 1,Workspace_2\na@x.io,EMEA,APAC', 'email workspaces workspaces'],
    ['Manager e-mail,Email\nboss@x.io,a@x.io', '- email'],
    ['User,Workspace\na@x.io,EMEA', 'email workspaces'],
  ])('are known by their names: %j', (text, expected) => {
    expect(
      uses(text)
        .map((use) => use ?? '-')
        .join(' '),
    ).toBe(expected);
  });

  it.each([
    ['ann.lee@x.io', [], 'email'],
    ['ann.lee@x.io,EMEA', [], 'email workspaces'],
    ['EMEA\tAnn Lee\tann.lee@x.io', [], 'workspaces name email'],
    ['ann.lee@x.io;A Team;Lee, Ann;EMEA | apac', KNOWN, 'email - name workspaces'],
  ])('are known by what is in them where there is no header: %j', (text, known, expected) => {
    expect(
      uses(text, known)
        .map((use) => use ?? '-')
        .join(' '),
    ).toBe(expected);
    expect(roster(text, known)).toMatchObject({ hasHeader: false, lines: 1, faults: [] });
  });

  it('are workspaces, whatever stands above them, where known ones stand in them', () => {
    const text = 'E-Mail,Region,Constructor\na@x.io,emea;APAC,x\nb@x.io,EMAE,x\nc@x.io,Default,x';
    expect(uses(text, KNOWN)).toEqual(['email', 'workspaces', null]);
    expect(uses(text)).toEqual(['email', null, null]);
  });

  it('are what a person says they are', () => {
    const layout = {
      hasHeader: false,
      columns: [
        { header: '', use: 'email' as const },
        { header: '', use: 'team' as const },
      ],
    };
    expect(roster('ann@x.io,EMEA', [], { layout }).entries).toEqual([
      { email: 'ann@x.io', name: null, team: 'EMEA', workspaces: null },
    ]);
  });

  it('cannot be told where there is no address anywhere', () => {
    expect(faults('Name,Workspace\nAnn,EMEA')).toEqual(['1 error no-address-column null']);
    expect(faults('Ann,EMEA\nBo,EMEA')).toEqual(['1 error no-address-column null']);
  });
});

describe('a line of a roster', () => {
  it('says who gets what', () => {
    const text =
      'First name,Last name,Team,Email,Workspaces\nAnn,Lee,A,  Ann.Lee@X.io ,"emea, APAC"';
    expect(roster(text, KNOWN).entries).toEqual([
      { email: 'ann.lee@x.io', name: 'Ann Lee', team: 'A', workspaces: ['EMEA', 'APAC'] },
    ]);
  });

  it.each([
    'EMEA;APAC',
    'EMEA | APAC',
    'EMEA\nAPAC',
    'EMEA, APAC',
    'EMEA、apac',
    ' emea ;; apac ; EMEA',
  ])('can name several workspaces: %j', (cell) => {
    const text = writeCsv([
      ['Email', 'Workspaces'],
      ['a@x.io', cell],
    ]);
    expect(taken(text, KNOWN)).toEqual([['a@x.io', 'EMEA', 'APAC']]);
  });

  it('can name a workspace with a comma in it, if that is known', () => {
    const text = 'Email;Workspaces\na@x.io;"Sales, Nordics; EMEA"\nb@x.io;sales, nordics';
    expect(taken(text, KNOWN)).toEqual([
      ['a@x.io', 'Sales, Nordics', 'EMEA'],
      ['b@x.io', 'Sales, Nordics'],
    ]);
  });

  it('says nothing of workspaces where no column does', () => {
    expect(taken('Email,Team\na@x.io,EMEA')).toEqual([['a@x.io', 'any']]);
  });

  it('is written by people', () => {
    const text = 'Email\n"Lee, Ann <ann@x.io>"\nmailto:bo@x.io\n\u200bcy@x.io\u00a0';
    expect(taken(text).map(([email]) => email)).toEqual(['ann@x.io', 'bo@x.io', 'cy@x.io']);
  });
});

describe('what is wrong with a roster', () => {
  it.each([
    ['Ann Lee,EMEA', '2 error bad-address Ann Lee'],
    ['ann@x,EMEA', '2 error bad-address ann@x'],
    ['"ann@x.io, bo@x.io",EMEA', '2 error bad-address ann@x.io, bo@x.io'],
    [',EMEA', '2 error no-address EMEA'],
    ['ann@x.io,', '2 error no-workspace ann@x.io'],
    ['ann@x.io,EMEA,,APAC', '2 error too-many-columns APAC'],
    ['ann@x.io,EMAE', '2 error unknown-workspace EMAE'],
    ['ann@x.io,"EMEA, Nrth America"', '2 error unknown-workspace Nrth America'],
  ])('is said by its line, which is not taken: %j', (line, expected) => {
    const text = `Email,Workspace\n${line}\nok@x.io,APAC`;
    const known = ['EMEA', 'APAC', 'North America'];
    expect(faults(text, known)).toEqual([expected]);
    expect(taken(text, known)).toEqual([['ok@x.io', 'APAC']]);
  });

  it('names the nearest workspace, and takes one that resembles none as new', () => {
    const text = (name: string) => `Email,Workspace\na@x.io,${name}`;
    const nearest = (name: string) => roster(text(name), KNOWN).faults[0]?.nearest;
    expect(nearest('Norht America')).toBe('North America');
    expect(nearest('Defualt')).toBe('Default');
    expect(nearest('Team 2')).toBeNull();
    expect(faults(text('LATAM'), KNOWN)).toEqual(['2 note unknown-workspace LATAM']);
    expect(taken(text('LATAM'), KNOWN)).toEqual([['a@x.io', 'LATAM']]);
    expect(faults(text('EMAE'))).toEqual([]);
    expect(faults(text('EMAE'), [...KNOWN, 'EMAE'])).toEqual([]);
  });

  it('spells a new workspace one way', () => {
    expect(taken('Email,Workspace\na@x.io,Latam\nb@x.io,LATAM')).toEqual([
      ['a@x.io', 'Latam'],
      ['b@x.io', 'Latam'],
    ]);
  });

  it('is somebody who is named twice, above all with different workspaces', () => {
    const text = 'Email,Workspace\na@x.io,EMEA\nb@x.io,APAC\nA@X.io,emea\nb@x.io,EMEA\nb@x.io,APAC';
    expect(roster(text).faults).toMatchObject([
      { line: 3, reason: 'other-workspaces', severity: 'error', otherLine: 5 },
      { line: 4, reason: 'same-again', severity: 'note', otherLine: 2 },
      { line: 5, reason: 'other-workspaces', severity: 'error', otherLine: 3 },
      { line: 6, reason: 'same-again', severity: 'note', otherLine: 3 },
    ]);
    expect(taken(text)).toEqual([['a@x.io', 'EMEA']]);
  });
});

describe('any roster', () => {
  it('names everybody once, and accounts for every line', () => {
    const word = fc.constantFrom('', 'a@x.io', 'b@x.io', 'c', 'EMEA', 'EMAE', 'x@', '"', ';', '=1');
    const rows = fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.boolean(), (cells, named) => {
        const text = writeCsv(named ? [['Email', 'Workspace'], ...cells] : cells);
        const table = atOnce(readTable(text));
        if (!table.ok) return;
        const { entries, faults: found, lines } = atOnce(readRoster(table.table, ['EMEA']));
        expect(new Set(entries.map(({ email }) => email)).size).toBe(entries.length);
        const atFault = new Set(
          found
            .filter((one) => one.severity === 'error' || one.reason === 'same-again')
            .map((one) => one.line),
        );
        if (found.some(({ reason }) => reason === 'no-address-column')) expect(entries).toEqual([]);
        else expect(entries.length + atFault.size).toBe(lines);
      }),
    );
  });
});
