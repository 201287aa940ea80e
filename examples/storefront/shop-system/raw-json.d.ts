/** In Node since version 22, in TypeScript's own declarations not yet. */
interface JSON {
  /** A piece of JSON that `JSON.stringify` writes as it is. */
  rawJSON(text: string): unknown;
}
