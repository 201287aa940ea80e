import { readFile } from 'node:fs/promises';

import type { Policy } from '@post-purchase/core';
import * as z from 'zod/mini';

import { missing, withoutMark } from '../journey-file/load-journey-file.ts';
import { InputError, reasonOf } from '../command/input-error.ts';

const Days = z.strictObject({ days: z.int().check(z.positive(), z.maximum(365)) });
const Consent = z.enum(['required', 'assumed']);
const timeOfDay = (form: RegExp) => z.string().check(z.regex(form, 'has to be a time of day like "20:00"'));

const PolicyFile = z.partial(
  z.strictObject({
    lateAfter: z.strictObject({ hours: z.number().check(z.nonnegative(), z.maximum(8_760)) }),
    stalled: z.strictObject({ fulfillment: Days, transit: Days }),
    holidays: z.array(
      z
        .string()
        .check(
          z.regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'has to be "2026-12-25" or "12-25"'),
        ),
    ),
    consent: z.strictObject({ email: Consent, sms: Consent, push: Consent }),
    quietHours: z.nullable(
      z.strictObject({
        from: timeOfDay(/^([01]\d|2[0-3]):[0-5]\d$/),
        to: timeOfDay(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
      }),
    ),
    caps: z.array(
      z.strictObject({
        max: z.int().check(z.positive()),
        days: z.int().check(z.positive(), z.maximum(3_650)),
      }),
    ),
  }),
);

/**
 * Reads a shop's policy from a JSON file: what it leaves out is as in `DEFAULT_POLICY`. Without a file everything is.
 *
 * @throws {InputError} when the file is not there, or is no policy
 */
export async function readPolicy(path: string | undefined): Promise<Partial<Policy>> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError('file_unreadable', missing(path, error));
  });
  let document: unknown;
  try {
    document = JSON.parse(withoutMark(text));
  } catch (error) {
    throw new InputError('file_invalid', `${path} is no JSON: ${reasonOf(error)}.`);
  }
  const policy = PolicyFile.safeParse(document);
  if (policy.success) return withoutAbsent(policy.data);
  const [issue] = policy.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  throw new InputError('file_invalid', `${path} is no policy. ${where}${issue?.message ?? ''}.`);
}

/** What was left out is to have its default, and not to be undefined. */
function withoutAbsent(policy: z.infer<typeof PolicyFile>): Partial<Policy> {
  const { lateAfter, stalled, holidays, consent, quietHours, caps } = policy;
  return {
    ...(lateAfter === undefined ? {} : { lateAfter }),
    ...(stalled === undefined ? {} : { stalled }),
    ...(holidays === undefined ? {} : { holidays }),
    ...(consent === undefined ? {} : { consent }),
    ...(quietHours === undefined ? {} : { quietHours }),
    ...(caps === undefined ? {} : { caps }),
  };
}
