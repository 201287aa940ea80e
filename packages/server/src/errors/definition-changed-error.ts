/**
 * A journey was changed without a new version. Orders may be on the stored one, so a process that is given the changed one refuses to
 * start, and it cannot be published, instead of giving them another plan.
 */
export class DefinitionChangedError extends Error {
  override readonly name = 'DefinitionChangedError';
  readonly code = 'definition_changed';
  readonly journey: string;
  readonly version: number;

  constructor(journey: string, version: number) {
    super(
      `Journey "${journey}" version ${version} differs from what is stored under that version. Published versions never change: ` +
        `raise the journey's version to ${version + 1}.`,
    );
    this.journey = journey;
    this.version = version;
  }
}
