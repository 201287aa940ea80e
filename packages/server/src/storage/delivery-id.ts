import { v5 } from 'uuid';

/** Our own namespace of UUIDv5 (RFC 9562). Changing it would give every delivery another name. */
const NAMESPACE = '6f0c1f0a-6a3e-4d0c-9a52-2f6f5a1c7b7e';

/** The short name of a delivery: the same for the same key, always. */
export function deliveryId(key: string): string {
  return v5(key, NAMESPACE);
}

/** The id of the trigger of one attempt: queuing the same attempt twice makes one trigger. */
export function triggerId(trigger: { key: string; attempt: number; since: number }): string {
  return v5(`${trigger.key}/${trigger.attempt}/${trigger.since}`, NAMESPACE);
}
