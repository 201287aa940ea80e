import type * as z from 'zod/mini';

import { UnusableDeliveryError } from './unusable-delivery-error.ts';

/**
 * Checks a parsed message against the fields that are read of it. What else it holds is dropped.
 *
 * @throws {UnusableDeliveryError} naming the field (never its value).
 */
export function readPayload<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new UnusableDeliveryError(
    path === ''
      ? 'The message is not of the documented shape.'
      : `The field ${path} is not what the vendor documents.`,
  );
}
