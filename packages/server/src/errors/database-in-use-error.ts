/** The folder of an embedded database is open in another process. It would lose what the other one writes, so it is not opened. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
  readonly code = 'database_in_use';
  /** The folder of the database. */
  readonly folder: string;

  /**
   * @param lockFile The file that says so.
   * @param holder Who holds it, in words: `process 4711`.
   */
  constructor(folder: string, lockFile: string, holder: string) {
    super(
      `The database in ${folder} is in use by ${holder}. An embedded database belongs to one process at a time: stop the other one, ` +
        `or use PostgreSQL for several. If you are sure that nobody uses it, delete ${lockFile}.`,
    );
    this.folder = folder;
  }
}
