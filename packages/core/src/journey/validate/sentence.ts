import type * as z from 'zod/mini';

/** Says what the schema found in words; the schemas' own messages pass. */
export function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'It is missing.' : `It has to be ${inWords(issue.expected)}.`;
    case 'invalid_value':
      return `It has to be ${issue.values.length === 1 ? '' : 'one of: '}${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `It has no ${issue.keys.join(', ')}; is that a typing error?`;
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return 'It must not be empty.';
      return `It has to be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}.`;
    case 'too_big':
      return `It has to be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`;
    case 'invalid_key':
      return 'A name must not be empty, and not longer than 64 characters.';
    case 'invalid_union':
      return issue.discriminator === undefined ? undefined : `Its ${issue.discriminator} is unknown.`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
      return undefined;
  }
}

/** What JSON calls it, in words. */
export function inWords(type: string): string {
  switch (type) {
    case 'string':
      return 'a text';
    case 'int':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'an object';
    default:
      return `a ${type}`;
  }
}
