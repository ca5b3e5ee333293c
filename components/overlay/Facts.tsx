import type { ComponentChildren } from 'preact';
import { useContext, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Timestamp } from '@/lib/model/ids';
import type { Change, Fact, Person, Plain } from '@/lib/model/verdict';
import { plain } from '@/lib/team/words';
import { age } from '../ui/Age';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { say, t, tn } from '../ui/say';
import { FocusContext } from './focus';

/** How many people are named before the rest is folded away. */
const SHOWN = 5;

/** How many are drawn at a time from then on: thousands at once would hold the page up. */
const STEP = 200;

/** A longer list is searched rather than read. */
const READABLE = 10;

/** What is known, as a small table: a label and a sentence, names, or people each. */
export function Facts({ facts, now }: { facts: readonly Fact[]; now: Timestamp }) {
  return (
    <dl class="question-facts">
      {facts.map((fact, index) => (
        <div key={index} data-fact={fact.label.key} data-kind={fact.value.kind}>
          <dt>{say(fact.label)}</dt>
          <dd>
            <FactValue value={fact.value} label={say(fact.label)} />
            {fact.link !== undefined && (
              <>
                {' '}
                <a href={fact.link.href} target="_blank" rel="noreferrer noopener">
                  {say(fact.link.label)}
                </a>
              </>
            )}
            {fact.seenAt !== undefined && (
              <span class="small muted"> {t('question.seen', { age: age(fact.seenAt, now) })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ value, label }: { value: Fact['value']; label: string }) {
  switch (value.kind) {
    case 'text':
      return <span>{say(value.text)}</span>;
    case 'names':
      return (
        <FoldedList
          label={label}
          items={value.names}
          keyOf={itself}
          wordsOf={itself}
          draw={(name) => <bdi>{name}</bdi>}
        />
      );
    case 'texts':
      return (
        <ul class="question-names">
          {value.texts.map((one) => (
            <li key={one.key}>{say(one)}</li>
          ))}
        </ul>
      );
    case 'people':
      return (
        <FoldedList
          label={label}
          items={value.people}
          keyOf={emailOf}
          wordsOf={wordsOfPerson}
          draw={(person) => <Somebody {...person} />}
        />
      );
    case 'changes':
      return (
        <FoldedList
          label={label}
          items={value.changes}
          keyOf={emailOf}
          wordsOf={wordsOfChange}
          draw={(change) => (
            <>
              <Somebody {...change} />
              <span class="question-change">
                {change.from !== null && <Side word={say(value.from)} value={change.from} />}
                <span>
                  {change.from !== null && <Icon name="arrow" />}{' '}
                  <Side word={say(value.to)} value={change.to} strong />
                </span>
              </span>
            </>
          )}
        />
      );
  }
}

function Somebody({ email, name }: Person) {
  return (
    <>
      {name !== null && <bdi>{name}</bdi>} <bdi class={name === null ? '' : 'muted'}>{email}</bdi>
    </>
  );
}

interface SideProps {
  readonly word: string;
  readonly value: Plain;
  readonly strong?: boolean;
}

/** One side of a change, after the word that says which. */
function Side({ word, value, strong = false }: SideProps) {
  return (
    <span>
      <span class="muted">{word}</span>{' '}
      <span class={strong ? 'strong' : ''}>
        {value.kind === 'text'
          ? say(value.text)
          : value.names.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <bdi>{name}</bdi>
              </span>
            ))}
      </span>
    </span>
  );
}

function itself(name: string): string {
  return name;
}

function emailOf({ email }: Person): string {
  return email;
}

function wordsOfPerson({ name, email }: Person): string {
  return `${name ?? ''}\n${email}`;
}

function wordsOfChange(change: Change): string {
  const sides = [change.from, change.to].map((side) => {
    if (side === null) return '';
    return side.kind === 'text' ? say(side.text) : side.names.join('\n');
  });
  return [wordsOfPerson(change), ...sides].join('\n');
}

interface FoldedListProps<T> {
  /** What the list is of, for whoever cannot see what stands beside it. */
  readonly label: string;
  readonly items: readonly T[];
  /** What no two items share. */
  readonly keyOf: (item: T) => string;
  /** By what an item is found. */
  readonly wordsOf: (item: T) => string;
  readonly draw: (item: T) => ComponentChildren;
}

/** The first few of a list; all of it on demand, and then to be searched if it is long. */
function FoldedList<T>({ label, items, keyOf, wordsOf, draw }: FoldedListProps<T>) {
  const [limit, setLimit] = useState(SHOWN);
  const [query, setQuery] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const giveFocus = useContext(FocusContext);
  const isOpen = limit > SHOWN;
  const isSearched = isOpen && items.length > READABLE;
  const index = useMemo(
    () => (isSearched ? items.map((item) => ({ item, words: plain(wordsOf(item)) })) : []),
    [isSearched, items, wordsOf],
  );
  // The button that was pressed is gone or has moved on: reading goes on where the list begins.
  useLayoutEffect(() => {
    if (isOpen) giveFocus(search.current ?? list.current);
  }, [isOpen, giveFocus]);
  const wanted = plain(query).split(/\s+/u).filter(Boolean);
  const found =
    wanted.length === 0
      ? items
      : index
          .filter(({ words }) => wanted.every((word) => words.includes(word)))
          .map(({ item }) => item);
  const rest = found.length - Math.min(found.length, limit);
  return (
    <>
      {isSearched && (
        <Search
          label={label}
          field={search}
          found={wanted.length > 0 ? found.length : null}
          onQuery={(text) => {
            setQuery(text);
            setLimit(STEP);
          }}
        />
      )}
      <ul ref={list} class="question-names" aria-label={label} tabIndex={-1}>
        {found.slice(0, limit).map((item) => (
          <li key={keyOf(item)}>{draw(item)}</li>
        ))}
      </ul>
      {rest > 0 && (
        <Button
          kind="plain"
          data-action="more"
          onClick={() => setLimit(isOpen ? limit + STEP : STEP)}
        >
          {isOpen && rest > STEP
            ? tn('question.moreOf', STEP, { rest })
            : tn('question.more', rest)}
        </Button>
      )}
    </>
  );
}

interface SearchProps {
  readonly label: string;
  readonly field: { current: HTMLInputElement | null };
  /** How many were found; `null` when nothing is searched for. */
  readonly found: number | null;
  readonly onQuery: (query: string) => void;
}

/** Narrows a list. What is typed here never answers the question. */
function Search({ label, field, found, onQuery }: SearchProps) {
  const id = useId();
  return (
    <div class="question-search">
      <Icon name="search" />
      <input
        ref={field}
        class="input"
        type="search"
        autoComplete="off"
        spellcheck={false}
        data-typed=""
        data-field="search"
        aria-label={t('question.search', { list: label })}
        aria-describedby={id}
        placeholder={t('question.searchHint')}
        onInput={(event) => onQuery(event.currentTarget.value)}
      />
      <p id={id} class="small muted" role="status">
        {found !== null && tn('question.found', found)}
      </p>
    </div>
  );
}
