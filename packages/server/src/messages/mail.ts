/** How a message feels: `good` is arrived or ready, `attention` wants to be read. */
export type Tone = 'calm' | 'good' | 'attention';

/** One row of an order. Every text is plain. */
export interface MailItem {
  readonly title: string;
  readonly details: readonly string[];
  readonly image?: string;
  /** Empty for whoever is not told prices. */
  readonly price?: string;
}

/** One station of a parcel's way. */
export interface MailStep {
  readonly label: string;
  readonly state: 'done' | 'current' | 'upcoming';
}

/** One piece of a mail. Texts are plain text and links are addresses; renderers encode them, nothing else does. */
export type Block =
  | { readonly block: 'heading'; readonly text: string }
  | { readonly block: 'section'; readonly text: string }
  | { readonly block: 'paragraph'; readonly text: string }
  /** What the reader must not miss. */
  | {
      readonly block: 'callout';
      readonly tone: Tone;
      readonly lines: readonly { readonly text: string; readonly detail?: string }[];
    }
  | { readonly block: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly block: 'progress'; readonly label: string; readonly steps: readonly MailStep[] }
  | {
      readonly block: 'items';
      readonly columns: readonly [string, string];
      readonly items: readonly MailItem[];
    }
  | {
      readonly block: 'totals';
      readonly rows: readonly { readonly label: string; readonly value: string; readonly isTotal: boolean }[];
    }
  | { readonly block: 'button'; readonly text: string; readonly href: string }
  | { readonly block: 'link'; readonly text: string; readonly href: string };

/** A piece of the footer: a sentence, or a link. */
export interface FooterLine {
  readonly text: string;
  readonly href?: string;
}

/** A mail before it is text or HTML: both are made from this, so that they say the same. */
export interface Mail {
  /** BCP 47, of the words in it. */
  readonly lang: string;
  readonly subject: string;
  /** What mail programs show beside the subject. */
  readonly preheader: string;
  readonly shop: { readonly name: string; readonly url?: string };
  readonly blocks: readonly Block[];
  readonly footer: readonly FooterLine[];
}
