import type { Journey } from '../journey.ts';
import type { Finding } from './finding.ts';

/**
 * Ids that collide: what was decided is found by the touchpoint's id, so each belongs to one touchpoint, for
 * ever and to the eye.
 */
export function* nameFindings({ touchpoints }: Journey): Generator<Finding> {
  const ids = Object.keys(touchpoints);
  const looks = new Map<string, string>();
  for (const id of ids) {
    const other = looks.get(look(id));
    if (other === undefined) looks.set(look(id), id);
    else
      yield {
        path: `touchpoints.${id}`,
        message: `'${id}' and '${other}' look alike: ids have to differ in more than upper and lower case.`,
      };
  }

  const formerOwner = new Map<string, string>();
  for (const [id, { formerly = [] }] of Object.entries(touchpoints)) {
    for (const [index, former] of formerly.entries()) {
      const path = `touchpoints.${id}.formerly.${index}`;
      const owner = formerOwner.get(former);
      if (former === id) yield { path, message: `'${id}' is its present id.` };
      else if (Object.hasOwn(touchpoints, former))
        yield {
          path,
          message: `'${former}' is another touchpoint of this journey: an id belongs to one of them.`,
        };
      else if (owner === id) yield { path, message: `'${former}' is named twice.` };
      else if (owner !== undefined)
        yield {
          path,
          message: `'${former}' is a former id of '${owner}' too: an id belongs to one of them.`,
        };
      else formerOwner.set(former, id);
    }
  }
}

function look(id: string): string {
  return id.normalize('NFC').toLowerCase();
}
