import { ClientError } from './client-error.ts';

/**
 * No answer arrived although the device is, or may be, online: a refused connection, a name that does not resolve, a broken connection,
 * or an answer that the browser keeps from the page (CORS, a content security policy). `cause` is what `fetch` said.
 */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError';
  override readonly code = 'network';

  constructor(options?: ErrorOptions) {
    super('The backend could not be reached', options);
  }
}
