/**
 * An authentic message that cannot be read: broken JSON, a missing id, an amount that is no number. The delivery is kept in quarantine;
 * `reason` says what is wrong without repeating anything personal from the message.
 */
export class UnusableDeliveryError extends Error {
  override readonly name = 'UnusableDeliveryError';
  readonly code = 'delivery_unusable';
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
