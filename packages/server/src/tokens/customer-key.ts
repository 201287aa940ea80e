import { domainToASCII } from 'node:url';

/** What an order says about who placed it. */
export interface CustomerIdentity {
  /** The order's source. */
  readonly source: string;
  /** The source's id of the customer; absent for guests. */
  readonly customer?: string;
  readonly email?: string;
  readonly phone?: string;
}

/**
 * Names a customer across orders: the source's customer id, else a keyed hash of the normalized e-mail address, else of the phone number,
 * else null. The hash is keyed, so that whoever reads the database cannot try addresses.
 *
 * Two addresses are one customer only when they differ in case or in how the domain is written (`MÜLLER.example`, `xn--mller-kva.example`).
 * Dots and `+tags` are kept apart: which of them are one mailbox is up to each provider. A guest who opens an account later has another
 * key from then on; that both are one is for the source to say, see `api.customers.merge`.
 */
export function customerKey(identity: CustomerIdentity, hash: (text: string) => string): string | null {
  const { source, customer } = identity;
  if (customer !== undefined && customer !== '') {
    return `id:${encodeURIComponent(source)}:${encodeURIComponent(customer)}`;
  }
  const email = normalizeEmail(identity.email ?? '');
  if (email !== null) return `email:${hash(email)}`;
  const phone = normalizePhone(identity.phone ?? '');
  return phone === null ? null : `phone:${hash(phone)}`;
}

function normalizeEmail(email: string): string | null {
  const trimmed = email.trim().normalize('NFC').toLowerCase();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || at === trimmed.length - 1) return null;
  const domain = trimmed.slice(at + 1);
  return `${trimmed.slice(0, at)}@${domainToASCII(domain) || domain}`;
}

function normalizePhone(phone: string): string | null {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits === '') return null;
  return phone.trim().startsWith('+') ? `+${digits}` : digits;
}
