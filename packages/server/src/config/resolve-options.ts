import { domainToASCII } from 'node:url';

import { HelpView, isSafeLink } from '@post-purchase/contract';
import {
  checkShopEventType,
  DEFAULT_POLICY,
  isValidZone,
  type Journey,
  JourneyError,
  type Policy,
  ShopEventError,
} from '@post-purchase/core';
import type * as z from 'zod/mini';

import { parseSender } from '../channels/email/sender.ts';
import { ConfigError } from '../errors/config-error.ts';
import { IN_ENGLISH } from '../errors/in-english.ts';
import { checkJourney, type JourneyMeans } from '../journeys/check-journey.ts';
import { readDatabaseAddress } from '../storage/database.ts';
import { OptionsShape } from './options.schema.ts';
import type { PolicyOptions, PostPurchaseOptions, ShopOptions } from './options.ts';
import { PolicySchema } from './policy.schema.ts';

/** The options with everything filled in. */
export interface ResolvedOptions extends PostPurchaseOptions {
  readonly basePath: string;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly policy: Policy;
  readonly publish: NonNullable<PostPurchaseOptions['publish']>;
  readonly origins: readonly string[];
  /** The domain of the sender's address, in ASCII. */
  readonly mailDomain: string;
}

/**
 * Checks the options and fills in the defaults. Looks at nothing but the options: that a database or a mail server does not answer is found
 * out when it is used.
 *
 * @throws {ConfigError} for the first option that cannot work.
 */
export function resolveOptions(options: PostPurchaseOptions): ResolvedOptions {
  check('', OptionsShape, options);
  const { basePath = '/post-purchase', shop } = options;
  text('database', options.database, 'set it to postgres://…, pglite:<folder> or pglite:memory');
  readDatabaseAddress(options.database);
  text(
    'secret',
    options.secret,
    'set it to at least 32 random bytes, for example from: openssl rand -base64 32',
  );
  if (!/^(\/[\w.~-]+)+$/.test(basePath)) {
    throw new ConfigError(
      'basePath',
      `"${basePath}" is no path. It starts with a slash and ends without one: /post-purchase.`,
    );
  }
  checkShop(shop);
  const publicUrl = (options.publicUrl ?? new URL(basePath, shop.url).href).replace(/\/+$/, '');
  link('publicUrl', publicUrl);
  if (/[?#]/.test(publicUrl)) {
    throw new ConfigError(
      'publicUrl',
      `"${publicUrl}" has a query or a fragment; paths are added at its end.`,
    );
  }
  const policy = resolvePolicy(options.policy);
  checkEvents(options);
  checkJourneys(options.journeys, { ...options, policy });
  checkSources(options);
  return {
    ...options,
    basePath,
    publicUrl,
    policy,
    publish: options.publish ?? 'onStart',
    origins: [
      ...new Set([shop.url, shop.orderUrl, publicUrl].map((url) => new URL(url).origin)),
      ...origins(options),
    ],
    mailDomain: mailDomain(shop.from),
  };
}

/** Names the first thing that is wrong with an option by its path: `sources[0].map`. */
function check<Value>(option: string, schema: z.ZodMiniType<Value>, value: unknown): Value {
  const { success, data, error } = schema.safeParse(value, IN_ENGLISH);
  if (success) return data;
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const at = [...(issue?.path ?? []), ...unknown].map((key) =>
    typeof key === 'number' ? `[${key}]` : `.${String(key)}`,
  );
  throw new ConfigError(
    `${option}${at.join('')}`.replace(/^\./, '') || 'options',
    unknown.length > 0 ? 'there is no such option.' : `${issue?.message ?? 'has the wrong shape'}.`,
  );
}

function text(option: string, value: unknown, advice: string): asserts value is string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new ConfigError(option, `is missing; ${advice}.`);
}

function link(option: string, value: string): void {
  if (!URL.canParse(value) || !isSafeLink(value)) {
    throw new ConfigError(
      option,
      `"${value}" is no address that a shopper can follow; use https:// (http:// on localhost).`,
    );
  }
}

function checkShop(shop: ShopOptions): void {
  text('shop.name', shop.name, 'shoppers see it in mails');
  text('shop.url', shop.url, 'set it to the address of your storefront');
  link('shop.url', shop.url);
  text('shop.orderUrl', shop.orderUrl, 'set it to the page that shows the widgets; mails link to it');
  link('shop.orderUrl', shop.orderUrl);
  if (new URL(shop.orderUrl).hash !== '') {
    throw new ConfigError(
      'shop.orderUrl',
      'may not have a fragment (#…): links in mails carry their token there.',
    );
  }
  text('shop.timeZone', shop.timeZone, 'set it to an IANA zone such as Europe/Berlin');
  if (!isValidZone(shop.timeZone)) {
    throw new ConfigError(
      'shop.timeZone',
      `"${shop.timeZone}" is no IANA time zone; use one such as Europe/Berlin.`,
    );
  }
  text('shop.locale', shop.locale, 'set it to a language tag such as de or en-GB');
  if (!isLocale(shop.locale)) {
    throw new ConfigError(
      'shop.locale',
      `"${shop.locale}" is no language tag (BCP 47); use one such as de or en-GB.`,
    );
  }
  text('shop.from', shop.from, 'set it to the sender of your mails: Shop <hello@shop.example>');
  mailDomain(shop.from);
  check('shop.help', HelpView, shop.help);
}

/** @throws {ConfigError} when the sender is not one address, or could break out of its header. */
function mailDomain(from: string): string {
  const [, domain = ''] = parseSender(from)?.address.split('@') ?? [];
  const ascii = domainToASCII(domain);
  if (ascii === '') {
    throw new ConfigError(
      'shop.from',
      `"${from}" is not one sender; write hello@shop.example, Shop <hello@shop.example> or "Shop, Inc." <hello@shop.example>.`,
    );
  }
  return ascii;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

function resolvePolicy(given: PolicyOptions = {}): Policy {
  const consent = { ...DEFAULT_POLICY.consent, ...given.consent };
  return check('policy', PolicySchema, { ...DEFAULT_POLICY, ...given, consent });
}

function checkEvents({ events = {} }: PostPurchaseOptions): void {
  for (const type of Object.keys(events)) {
    try {
      checkShopEventType(type);
    } catch (error) {
      if (!(error instanceof ShopEventError)) throw error;
      throw new ConfigError('events', error.message);
    }
  }
}

function checkJourneys(journeys: readonly Journey[], means: JourneyMeans): void {
  const versions = new Set<string>();
  for (const [index, journey] of journeys.entries()) {
    const at = `journeys[${index}]`;
    try {
      checkJourney(journey, means);
    } catch (error) {
      const [finding] = error instanceof JourneyError ? error.findings : [];
      if (finding === undefined) throw error;
      throw new ConfigError(finding.path === '' ? at : `${at}.${finding.path}`, finding.message);
    }
    const version = versionName(journey);
    if (versions.has(version)) throw new ConfigError(at, `${version} is given twice.`);
    versions.add(version);
  }
}

function versionName({ id, version }: Journey): string {
  return `journey "${id}" version ${version}`;
}

function checkSources({ sources = [] }: PostPurchaseOptions): void {
  const names = new Set<string>();
  for (const { name } of sources) {
    if (!/^[\w-]{1,64}$/.test(name)) {
      throw new ConfigError('sources', `"${name}" is no name for a source; use letters, digits, - and _.`);
    }
    if (names.has(name)) {
      throw new ConfigError(
        'sources',
        `two sources are named "${name}"; give one another name: shopify({ name: "shopify-de", … }).`,
      );
    }
    names.add(name);
  }
}

function origins({ origins: given = [] }: PostPurchaseOptions): readonly string[] {
  for (const origin of given) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new ConfigError(
        'origins',
        `"${origin}" is no origin; write https://shop.example, without a path.`,
      );
    }
  }
  return given;
}
