/**
 * What was confirmed is not what would be published: since its preview the draft was changed, another version became active, or something
 * else was chosen for running instances. Preview it again.
 */
export class ConfirmStaleError extends Error {
  override readonly name = 'ConfirmStaleError';
  readonly code = 'confirm_stale';
  readonly journey: string;
  readonly version: number;

  constructor(journey: string, version: number) {
    super(
      `What was confirmed is not what would be published as journey "${journey}" version ${version}: the draft, the active version or ` +
        `the choice for running instances is another one by now. Preview it again, and confirm what that shows.`,
    );
    this.journey = journey;
    this.version = version;
  }
}
