import { type Level, type Logger as PinoLogger, pino } from 'pino';

import { describeError } from './describe-error.ts';

/**
 * Everything a log line may say beside its event. This list is what keeps personal data out of the log: there is no field for a name, an
 * address, a token, a body or a URL, and a field that is not listed is not written, whatever the types were told.
 */
const FIELDS = [
  /** Name of the route in the contract: `getOrder`; never the path, which may hold a token. */
  'route',
  'method',
  'status',
  /** Duration in milliseconds. */
  'ms',
  /** Name of a source. */
  'source',
  /** A vendor's id of a webhook delivery. */
  'webhook',
  'outcome',
  /** A stable code of an error or a problem. */
  'code',
  /** `source:id`; tells nothing about a person without the shop's database. */
  'order',
  /** Delivery key. */
  'delivery',
  /** Instance id: `journey:source:order`. */
  'instance',
  'journey',
  'version',
  'touchpoint',
  'channel',
  'attempt',
  'rule',
  'count',
  'failures',
  /** A migration, a queue, a component of this package. */
  'name',
] as const;
type Field = (typeof FIELDS)[number];

export type LogFields = Readonly<Partial<Record<Field, string | number | boolean>>>;

/** Writes structured log lines without personal data. `event` is a constant text: values go into fields. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error` is described without its message, which may repeat a value; see `describeError`. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

/** The part of pino that is used: a shop may give its own logger. */
export type LogTarget = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** A log that writes to `target`; default: pino, JSON lines on standard output. */
export function createLog(target: LogTarget = pino({ base: null, level: 'info' })): Log {
  const write = (
    level: Extract<Level, keyof LogTarget>,
    event: string,
    fields: LogFields,
    extra?: object,
  ): void => {
    const listed = FIELDS.filter((field) => fields[field] !== undefined).map((field) => [
      field,
      fields[field],
    ]);
    target[level]({ ...Object.fromEntries(listed), ...extra }, event);
  };
  return {
    debug: (event, fields = {}) => write('debug', event, fields),
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, error, fields = {}) => write('error', event, fields, { error: describeError(error) }),
  };
}
