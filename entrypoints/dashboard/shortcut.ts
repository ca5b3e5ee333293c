/** What a key asks for: the search of the room, the list of shortcuts, the first half of going somewhere, or where to. */
export type Move = 'search' | 'help' | 'go' | { readonly letter: string };

/** A key as it was pressed. */
export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing' | 'defaultPrevented'
>;

/**
 * What a key asks for.
 *
 * @param event the key
 * @param isGoing whether a `g` came a moment before
 * @param isTyping whether the key is text to somebody else
 * @returns `null` where it is none of ours
 */
export function moveOf(event: PressedKey, isGoing: boolean, isTyping: boolean): Move | null {
  if (isTyping || event.defaultPrevented || event.isComposing || event.repeat) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (isGoing && /^[a-z]$/u.test(event.key)) return { letter: event.key };
  if (event.key === '/') return 'search';
  if (event.key === '?') return 'help';
  return event.key === 'g' ? 'go' : null;
}
