import { tidy } from './leaves';
import { allIn } from './tree';

/** An entry that was chosen in a native list, which its page learns of by `input` and `change` alone. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** The list that an event is about, if it is one in which one entry is chosen. */
export function listOf(event: Event): HTMLSelectElement | null {
  const list = event
    .composedPath()
    .slice(0, 3)
    .find((target) => target instanceof HTMLSelectElement);
  return list === undefined || list.multiple ? null : list;
}

/** What is chosen in a list, or would be at this place in it. */
export function choiceIn(list: HTMLSelectElement, index = list.selectedIndex): Choice | null {
  const option = list.options[index];
  return option ? { label: tidy(option.text), value: option.value } : null;
}

/** Where an entry stands in a list, as it is drawn now; `-1` where it is not there any more, or cannot be chosen. */
export function placeOfChoice(list: HTMLSelectElement, choice: Choice): number {
  return [...list.options].findIndex(
    (option) =>
      tidy(option.text) === choice.label &&
      option.value === choice.value &&
      !option.matches(':disabled'),
  );
}

/** Every native list in the document in which this can be chosen. */
export function listsWith(document: Document, choice: Choice): HTMLSelectElement[] {
  return allIn(document, 'select').filter(
    (list): list is HTMLSelectElement =>
      list instanceof HTMLSelectElement && placeOfChoice(list, choice) >= 0,
  );
}

/** Chooses an entry as a person does: the value first, then the two events that tell of it. */
export function choose(list: HTMLSelectElement, index: number): void {
  list.selectedIndex = index;
  list.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  list.dispatchEvent(new Event('change', { bubbles: true }));
}
