import { triggerWords } from '../trigger.ts';
import type { Rule } from './rule.ts';

/** What the touchpoint waited for did not happen in time. Final. */
export const unmet: Rule = {
  id: 'unmet',
  ask: ({ unmet: isUnmet, touchpoint: { waitUntil } }) =>
    isUnmet && waitUntil !== undefined
      ? {
          status: 'skipped',
          reason: `${waitUntil.any.map(triggerWords).join(' or ')} did not happen in time`,
          data: { within: waitUntil.within },
        }
      : null,
};
