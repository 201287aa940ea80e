import type { Rule } from './rule.ts';

/**
 * The customer was drawn into the holdout of the touchpoint when the order entered: it is not sent, so that
 * its effect can be measured. Marketing only, final.
 */
export const holdout: Rule = {
  id: 'holdout',
  ask: ({ touchpoint: { category, holdout: share }, touchpointId }, { draws }) =>
    category === 'marketing' && Object.hasOwn(draws, touchpointId) && draws[touchpointId] === true
      ? { status: 'withheld', reason: 'in the holdout', data: share === undefined ? null : { share } }
      : null,
};
