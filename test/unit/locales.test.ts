import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYAML } from 'confbox';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../lib/locales');

/** The messages of a language by their whole key; a plural's forms are keys of their own. */
function messagesOf(language: string): Map<string, string> {
  const messages = new Map<string, string>();
  const walk = (node: unknown, path: readonly string[]) => {
    if (typeof node === 'string') messages.set(path.join('.'), node);
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) walk(value, [...path, key]);
    else throw new Error(`${language}: ${path.join('.')} is no text.`);
  };
  walk(parseYAML(readFileSync(join(FOLDER, `${language}.yml`), 'utf8')), []);
  return messages;
}

/** What is filled in, in no order: another language may need it elsewhere in the sentence. */
function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\d|\{\w+\}/gu)].map(([found]) => found).toSorted();
}

const source = messagesOf('en');
const others = readdirSync(FOLDER)
  .map((file) => file.replace(/\.yml$/u, ''))
  .filter((language) => language !== 'en');

describe.each(others)('the messages in %s', (language) => {
  const messages = messagesOf(language);

  it('are all there, and no others', () => {
    expect([...messages.keys()].toSorted()).toEqual([...source.keys()].toSorted());
  });

  it('fill in the same values', () => {
    const wrong = [...messages].filter(
      ([key, text]) => `${placeholdersIn(text)}` !== `${placeholdersIn(source.get(key) ?? '')}`,
    );
    expect(wrong).toEqual([]);
  });

  it('say something, and fit where the browser limits them', () => {
    expect([...messages].filter(([, text]) => text.trim() === '')).toEqual([]);
    expect((messages.get('extension.description') ?? '').length).toBeLessThanOrEqual(132);
  });
});
