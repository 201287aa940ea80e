const DOTS = '•••';

/** The first character as a reader sees it: a letter with its accents, an emoji with its modifiers. */
function firstCharacter(text: string): string {
  const [first] = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
  return first?.segment ?? '';
}

/**
 * Shows that an address is the right one without giving it away: `jane@example.com` becomes `j•••@e•••.com`. The number of dots
 * tells nothing about the length. What is not an e-mail address becomes `•••`.
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).trim();
  const domain = email.slice(at + 1).trim();
  if (at < 1 || local === '' || domain === '') return DOTS;
  const dot = domain.lastIndexOf('.');
  const ending = dot > 0 && dot < domain.length - 1 ? domain.slice(dot) : '';
  return `${firstCharacter(local)}${DOTS}@${firstCharacter(domain)}${DOTS}${ending}`;
}
