import { assertNever } from '@post-purchase/contract';

import type { Channel, Touchpoint } from '../journey.ts';

/** Whether a delivery interrupts somebody: mail, messages and calls do; widgets, other systems and to-dos do not. */
export function interrupts({ task }: Touchpoint, channel: Channel): boolean {
  switch (channel) {
    case 'email':
    case 'sms':
    case 'push':
      return true;
    case 'task':
      return task?.type === 'call';
    case 'onsite':
    case 'webhook':
      return false;
    default:
      return assertNever(channel);
  }
}

/** Whether it rings: what wakes somebody up, whatever it says. Mail waits until it is read. */
export function rings(touchpoint: Touchpoint, channel: Channel): boolean {
  return channel !== 'email' && interrupts(touchpoint, channel);
}
