import { contentHash } from '../fact/content-hash.ts';
import type { Journey } from './journey.ts';

/**
 * The content hash of a journey: sha256 over its JSON with sorted keys, 64 hex characters. The same version
 * always has to have the same.
 */
export function journeyHash(journey: Journey): string {
  return contentHash(journey);
}
