/** The parameters of a sentence that needs none. */
export type NoParameters = unknown;

/** One message of a concept, by its id. */
export type MessageOf<Texts, Id extends keyof Texts> = { readonly id: Id } & Readonly<Texts[Id]>;

/** The ids whose sentences need no parameters. */
type PlainId<Texts> = { [Id in keyof Texts]: unknown extends Texts[Id] ? Id : never }[keyof Texts];

/**
 * Any message of one concept. `Texts` names each id and what its sentence has to be told:
 * `interface SavingsTexts { 'savings.headline.amount': { saved: Money } }` makes `{ id: 'savings.headline.amount', saved: Money }`.
 * A message holds data and never a sentence; widgets, mails and other renderers put their own catalog on it.
 */
export type Message<Texts> =
  // One member for all plain ids: the compiler cannot match an id made by a template with dozens of members.
  | ([PlainId<Texts>] extends [never] ? never : { readonly id: PlainId<Texts> })
  | { [Id in Exclude<keyof Texts, PlainId<Texts>>]: MessageOf<Texts, Id> }[Exclude<
      keyof Texts,
      PlainId<Texts>
    >];

/** Makes the sentence for one message. */
type Sentence<Texts, Format, Id extends keyof Texts> = (
  message: MessageOf<Texts, Id>,
  format: Format,
) => string;

/**
 * One language's sentences of a concept: every id, or it does not compile. Where there are no parameters a sentence may be plain text.
 * `Format` is what the renderer offers for money, days and plurals in that language.
 */
export type Catalog<Texts, Format> = {
  readonly [Id in keyof Texts]: Sentence<Texts, Format, Id> | (unknown extends Texts[Id] ? string : never);
};

/**
 * The sentence for a message.
 *
 * @throws {TypeError} when the catalog, against its type, has no sentence of that id.
 */
export function sentence<Texts, Format, Id extends keyof Texts>(
  catalog: Catalog<Texts, Format>,
  message: MessageOf<Texts, Id>,
  format: Format,
): string {
  const found = catalog[message.id];
  return typeof found === 'string' ? found : found(message, format);
}
