import { ClientError } from './client-error.ts';

/** No complete answer arrived in time. Whether the backend acted on the request is not known. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError';
  override readonly code = 'timeout';

  constructor(options?: ErrorOptions) {
    super('The backend did not answer in time', options);
  }
}
