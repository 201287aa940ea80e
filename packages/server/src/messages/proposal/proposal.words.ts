/** What a proposal may speak of. */
export interface ProposalAbout {
  readonly shop: string;
  /** Of the order it comes with. */
  readonly number: string;
  /** The day of that order. */
  readonly placed: string;
}

/** What is proposed: one thing, or a few of them. */
export type ProposalPoints = readonly { readonly text: string; readonly detail?: string }[];

/** How something is proposed to a shopper who is free to leave it. */
export interface ProposalWords {
  readonly subject: (about: ProposalAbout) => string;
  readonly heading: string;
  readonly intro: (about: ProposalAbout) => string;
  /** Holds for any shop; a touchpoint's `offer` says more exactly what it is. */
  readonly points: ProposalPoints;
  /** How to take it up on the shop's page. */
  readonly onPage: string;
  /** How to take it up without one: the ways to reach the shop follow below. */
  readonly inPerson: string;
  /** Opens the shop's page. */
  readonly button: string;
}
