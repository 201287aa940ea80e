import * as z from 'zod/mini';

import { Instant } from '../wire/wire.schema.ts';

/** Body of `POST /v1/sessions`: the link token that a mail carried in the URL's fragment. */
export const SessionRequest = z.object({ token: z.string().check(z.minLength(1), z.maxLength(4_096)) });
export type SessionRequest = z.infer<typeof SessionRequest>;

/** A session token for the order the link was about, good until `expiresAt`. */
export const SessionResponse = z.object({ token: z.string(), expiresAt: Instant });
export type SessionResponse = z.infer<typeof SessionResponse>;
