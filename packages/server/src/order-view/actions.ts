import type { ActionView } from '@post-purchase/contract';
import { isSafeLink } from '@post-purchase/contract';
import type { Parcel } from '@post-purchase/core';

import { opaqueId } from './opaque-id.ts';

/** What shoppers do about a reason that lies with them. */
const BY_REASON: Readonly<Record<string, ActionView['kind']>> = {
  address: 'correct_address',
  customs_documents: 'provide_documents',
  payment_due: 'pay_charges',
};

/**
 * What the shopper has to do before a parcel moves on: nothing unless it lies with the shopper. The link is the carrier's page of the
 * parcel; where only the shop can help, the shop's.
 */
export function actionsOf(parcels: readonly Parcel[], helpUrl: string | undefined): ActionView[] {
  return parcels
    .filter(({ actionBy }) => actionBy === 'shopper')
    .map((parcel) => {
      const kind = actionKind(parcel);
      const url = kind === 'contact_shop' ? helpUrl : parcel.url;
      return { kind, parcel: opaqueId(parcel.id), ...(url !== undefined && isSafeLink(url) && { url }) };
    });
}

function actionKind({ status, reason = '' }: Parcel): ActionView['kind'] {
  const kind = Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;
  if (kind) return kind;
  if (status === 'available_for_pickup') return 'collect';
  if (status === 'attempt_failed') return 'arrange_delivery';
  return 'contact_shop';
}
