/** The backend was stopped: nothing is stored any more. The handler answers 503. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
  readonly code = 'stopped';

  constructor() {
    super('This backend was stopped. Create another one to go on.');
  }
}
