/** What no text column and no JSON column of PostgreSQL can hold: the NUL character, and half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Whether PostgreSQL can hold the text as it is. */
export function isStorable(text: string): boolean {
  return text.search(UNSTORABLE) === -1;
}

/** A JSON value with U+FFFD in place of every character that cannot be stored: better than losing the fact that holds it. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(UNSTORABLE, '\uFFFD');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key.replaceAll(UNSTORABLE, '\uFFFD'), storable(member)]),
    );
  }
  return value;
}
