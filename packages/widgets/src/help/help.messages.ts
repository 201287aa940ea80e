/** How a widget says that a person can be reached. */
export interface HelpWords {
  readonly title: string;
  /** The name of the link to the shop's help page. */
  readonly page: string;
}
