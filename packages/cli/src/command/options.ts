import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

import { isValidZone } from '@post-purchase/core';

import { readTime, startOf, TIME_FORMS } from '../time/read-time.ts';

/** Which journey of a file. */
export const journeyOption = () =>
  new Option('-j, --journey <id>', 'which journey of the file: its id, id@version or export name');

/** For programs. */
export const jsonOption = () => new Option('--json', 'print JSON, for programs');

/** What the shop's policy says differently. */
export const policyOption = () =>
  new Option('--policy <file>', "the shop's policy as JSON; what it leaves out has its default");

/** The shop's zone. */
export const timeZoneOption = (means: string) =>
  new Option('-z, --time-zone <zone>', means).argParser(readZone).default('UTC');

/**
 * An IANA zone.
 *
 * @throws {InvalidArgumentError} when it is none
 */
export function readZone(text: string): string {
  if (!isValidZone(text)) throw new InvalidArgumentError('It has to be an IANA time zone, Europe/Berlin.');
  return text;
}

/**
 * A number of days.
 *
 * @throws {InvalidArgumentError} when it is none, or more than ten years
 */
export function readDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 3_650) {
    throw new InvalidArgumentError('It has to be a whole number from 1 to 3650.');
  }
  return days;
}

/**
 * An instant of RFC 3339, as epoch milliseconds.
 *
 * @throws {InvalidArgumentError} when it is none
 */
export function readInstant(text: string): number {
  const time = readTime(text, 'UTC');
  if (time?.kind !== 'instant' || !/(Z|UTC|[+-]\d\d:?\d\d)$/i.test(text)) {
    throw new InvalidArgumentError('It has to be an instant with its zone, 2026-11-24T10:00:00Z.');
  }
  return startOf(time, 'UTC');
}

/**
 * A day or a time, on the clocks of a zone that is known later.
 *
 * @throws {InvalidArgumentError} when it is none
 */
export function checkTime(text: string): string {
  if (readTime(text, 'UTC') === null) throw new InvalidArgumentError(`It has to be a time: ${TIME_FORMS}.`);
  return text;
}

/**
 * An ISO 4217 code.
 *
 * @throws {InvalidArgumentError} when it is none
 */
export function readCurrency(text: string): string {
  if (!/^[A-Z]{3}$/i.test(text))
    throw new InvalidArgumentError('It has to be a currency of three letters, EUR.');
  return text.toUpperCase();
}
