import { RetryableError } from './retryable-error.ts';
import { StoppedError } from './stopped-error.ts';

/**
 * Codes of Node and PostgreSQL that mean: nothing is wrong with the request, the database cannot be reached or is busy right now.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  '40001', // serialization failure, repeated without success
  '40P01', // deadlock, repeated without success
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // lock not available within lock_timeout
  '57014', // statement_timeout
  '57P01', // server is shutting down
  '57P02', // server crashed
  '57P03', // server is starting up
  'stopped', // this backend was stopped
]);

/** Whether the same request may well succeed a little later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StoppedError || RetryableError.is(error)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Class 08: connection exceptions.
  if (UNAVAILABLE.has(code) || /^08...$/.test(code)) return true;
  // The PostgreSQL client's own errors about a lost connection have no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );
}
