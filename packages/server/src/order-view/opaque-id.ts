import { createHash } from 'node:crypto';

const ID_MAX_LENGTH = 255;

/** An id as the wire allows it. One that is empty or too long is named by its hash: still the same name wherever it occurs. */
export function opaqueId(id: string): string {
  if (id !== '' && id.length <= ID_MAX_LENGTH) return id;
  return createHash('sha256').update(id, 'utf8').digest('base64url');
}
