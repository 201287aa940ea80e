import { ClientError } from './client-error.ts';

/** No answer arrived, and the browser says that the device is offline. */
export class OfflineError extends ClientError {
  override readonly name = 'OfflineError';
  override readonly code = 'offline';

  constructor(options?: ErrorOptions) {
    super('The device is offline', options);
  }
}
