/**
 * A journey was changed without a new version. Orders are running on the stored one, so the process refuses to start instead of giving
 * them another plan.
 */
export class DefinitionChangedError extends Error {
  override readonly name = 'DefinitionChangedError';
  readonly code = 'definition_changed';
  readonly journey: string;
  readonly version: number;

  constructor(journey: string, version: number) {
    super(
      `Journey "${journey}" version ${version} differs from what is stored under that version. Published versions never change: ` +
        `raise the journey's version to ${version + 1} and start again.`,
    );
    this.journey = journey;
    this.version = version;
  }
}
